"""Departments and attendants."""
