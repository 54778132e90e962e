"""Client records."""
