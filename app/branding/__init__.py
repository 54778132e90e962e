"""How a company looks: colours, font, logo, icons, backgrounds, sign-in page and mails."""

from __future__ import annotations

from flask import Flask


def register(app: Flask) -> None:
    from app.branding import pages

    pages.register(app)
