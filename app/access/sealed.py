"""Secrets in tables: each sealed for its company, table, row and column, and all of them rotatable.

TOTP_SECRET = sealed_column(Person, "totp_secret")
person.totp_secret = TOTP_SECRET.seal(person.id, plain)
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from sqlalchemy import select, update

from app.access.audience import scope_name
from app.core.config import settings
from app.core.crypto import decrypt, encrypt
from app.core.db import db

BATCH = 200


@dataclass(frozen=True)
class SealedColumn:
    """A text column of a model with an `id` that holds what `app.core.crypto` made."""

    model: Any
    name: str

    @property
    def column(self) -> Any:
        return getattr(self.model, self.name)

    def seal(self, row_id: int, plain: str) -> str:
        return encrypt(plain, bound_to=self._identity(row_id))

    def open(self, row_id: int, sealed: str) -> str:
        """Raises DecryptionFailed, also for what was sealed for another row or company."""
        return decrypt(sealed, bound_to=self._identity(row_id))

    def _identity(self, row_id: int) -> str:
        return f"{scope_name()}:{self.model.__tablename__}:{self.name}:{row_id}"


# Every sealed column, for the rotation of keys.
REGISTRY: list[SealedColumn] = []


def sealed_column(model: Any, name: str) -> SealedColumn:
    column = SealedColumn(model, name)
    REGISTRY.append(column)
    return column


def rotate_scope() -> int:
    """Seals all of the open scope with the current key, a batch a transaction; commits itself.

    Safe beside a running product: a secret that changes meanwhile is newer and is left alone.
    """
    platform = scope_name() == "platform"
    mine = [
        column for column in REGISTRY if (column.model.__table__.schema is not None) == platform
    ]
    return sum(_rotate_column(column) for column in mine)


def _rotate_column(sealed: SealedColumn) -> int:
    done = 0
    last_id = 0
    while batch := _outdated(sealed, last_id):
        done += sum(_rotate_row(sealed, row_id, value) for row_id, value in batch)
        db.session.commit()
        last_id = batch[-1][0]
    return done


def _outdated(sealed: SealedColumn, after_id: int) -> list[tuple[int, str]]:
    current = f"{settings().current_encryption_key_id}."
    rows = db.session.execute(
        select(sealed.model.id, sealed.column)
        .where(
            sealed.model.id > after_id,
            sealed.column.is_not(None),
            ~sealed.column.startswith(current, autoescape=True),
        )
        .order_by(sealed.model.id)
        .limit(BATCH)
    )
    return [(row_id, value) for row_id, value in rows]


def _rotate_row(sealed: SealedColumn, row_id: int, value: str) -> int:
    renewed = sealed.seal(row_id, sealed.open(row_id, value))
    result = db.session.execute(
        update(sealed.model)
        .where(sealed.model.id == row_id, sealed.column == value)
        .values({sealed.name: renewed})
        .execution_options(synchronize_session=False)
    )
    return int(result.rowcount)  # type: ignore[attr-defined]
