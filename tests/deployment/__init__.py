"""The files that describe a deployment agree with each other and with the tree."""
