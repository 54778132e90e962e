"""Access links and the visits that they open: the end client's way in, from form to rating."""
