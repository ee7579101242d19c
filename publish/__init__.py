"""Everything the public reads or holds. It builds on directory, never on desk."""
