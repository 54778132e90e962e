"""A company's own host names: proof by DNS, the primary one, and leave for their certificates."""

from __future__ import annotations

from flask import Flask


def register(app: Flask) -> None:
    from app.domains import ask

    ask.register(app)
