"""How quick the drop box is, beside what one would write in an afternoon instead. Nothing here runs on a server."""
