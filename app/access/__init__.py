"""Who is asking and what they may do: people, sessions, roles, policies, the audit log."""
