"""What all factories share: they write through the product's session and leave the commit alone."""

from __future__ import annotations

from factory.alchemy import SQLAlchemyModelFactory

from app.core.db import db


class Factory(SQLAlchemyModelFactory):
    class Meta:
        abstract = True
        sqlalchemy_session_factory = lambda: db.session  # noqa: E731
        sqlalchemy_session_persistence = "flush"
