"""The platform staff's own people: invited, given roles, deactivated; and the log of what they did."""
