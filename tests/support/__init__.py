"""Support access."""
