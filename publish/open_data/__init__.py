"""The directory as other programs read it, below /api/: one file per format, all from the same cleaned records."""
