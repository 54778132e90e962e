"""What all factories share: they write through the product's session and leave the commit alone."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from app.core.db import db

if TYPE_CHECKING:
    # Calling a factory gives a row, which the library's own types do not know.
    ModelFactory: Any = object
else:
    from factory.alchemy import SQLAlchemyModelFactory as ModelFactory


class Factory(ModelFactory):
    class Meta:
        abstract = True
        sqlalchemy_session_factory = lambda: db.session  # noqa: E731
        sqlalchemy_session_persistence = "flush"
