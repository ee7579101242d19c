"""The record of a consultation: written while the telephone is warm, never lost, in boxes that can be shown apart."""
