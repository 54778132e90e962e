"""What the platform has to say to the companies: a banner for a while, to all of them or by plan."""

from __future__ import annotations

from flask import Flask


def register(app: Flask) -> None:
    from app.access.session_view import contribute
    from app.announcements.queries import shown_now

    contribute("announcements", shown_now)
