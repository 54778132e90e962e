"""Guests: invited into a call that is going on, let in by its attendant, and seen to the door."""

from __future__ import annotations

from flask import Flask


def register(app: Flask) -> None:
    from app.guests import pages

    pages.register(app)
