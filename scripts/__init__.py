"""The doorstep: one verb per file; each reads its arguments and calls one function."""
