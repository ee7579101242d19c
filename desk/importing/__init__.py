"""Bringing old records in from Excel: a template with its dictionary, a look that changes nothing, then all or none."""
