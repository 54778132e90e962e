"""The people who call: found again by their email, counted, never overwritten by a form."""
