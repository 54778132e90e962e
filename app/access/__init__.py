"""Who is asking and what they may do: people, sessions, roles, policies, the audit log."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from flask import Flask


def register(app: Flask) -> None:
    """Adds the commands about staff, the audit log and keys."""
    from app.access.cli import register_cli

    register_cli(app)
