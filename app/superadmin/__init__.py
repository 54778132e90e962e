"""The platform staff's side: companies at a glance."""
