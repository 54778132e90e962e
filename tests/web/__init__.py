"""Pages, their brand and their built files."""
