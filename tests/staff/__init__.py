"""The staff's own people, and their log."""
