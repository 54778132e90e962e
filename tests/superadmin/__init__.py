"""The platform staff's side."""
