"""Signing in, sessions, passwords, the second factor, the audit log."""
