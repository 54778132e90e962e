"""Signing up and setting up."""
