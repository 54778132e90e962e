"""Support access: staff look into a company for a reason and a time, and the company sees it."""

from __future__ import annotations

from flask import Flask


def register(app: Flask) -> None:
    from app.access.session_view import contribute
    from app.support.standing import present_visitors

    contribute("support", present_visitors)
