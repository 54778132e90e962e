"""Companies' own domains."""
