"""The pages and their front end: shells in the company's brand, built files, texts."""

from __future__ import annotations

from flask import Flask


def register(app: Flask) -> None:
    from app.web import pages

    pages.register(app)
