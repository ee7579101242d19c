"""Counting: tables by the rules of record_codes.yaml, from coded values alone. No name and no free text comes here."""
