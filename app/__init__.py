"""The application factory. Importing this package costs nothing; `create_app` loads the product."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from flask import Flask


def create_app() -> Flask:
    """A configured application; raises SettingsError that names every missing or wrong value."""
    from app.core.garbage import kept

    with kept():
        from app.factory import build

        return build()
