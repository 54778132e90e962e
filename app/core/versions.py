"""Two people edit the same row: the second one is told instead of overwriting the first."""

from __future__ import annotations

from typing import Any

from app.core.db import db
from app.core.errors import Conflict


class Stale(Conflict):
    slug = "stale"
    title = "This was changed by someone else meanwhile"

    def __init__(self, version: int) -> None:
        super().__init__("Reload to see how it stands now, then make your change.", version=version)


def lock_version(row: Any, expected: int | None) -> None:
    """Re-reads a HasVersion row under its lock; raises Stale when it is not at `expected`.

    Without an expectation the last writer wins.
    """
    db.session.refresh(row, with_for_update={"of": type(row)})
    if expected is not None and expected != row.version:
        raise Stale(row.version)
