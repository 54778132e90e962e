"""Access links and the visits that they open: the end client's way in, from form to rating."""

from __future__ import annotations

from flask import Flask


def register(app: Flask) -> None:
    from app.links import pages

    pages.register(app)
