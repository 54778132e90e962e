"""The services proved through real processes."""
