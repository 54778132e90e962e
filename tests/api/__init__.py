"""The HTTP edge: errors, documents, health."""
