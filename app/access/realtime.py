"""The room that all of a company's people are in, and what becomes of their open pages."""

from __future__ import annotations

from functools import partial
from typing import Any

from app.access.events import SESSION_CHANGED
from app.access.session_view import company_revision
from app.core.after_commit import after_commit
from app.core.errors import NotFound
from app.core.redis import redis_client
from app.realtime.rooms import PEOPLE, define_room, room
from app.realtime.stream import emit_on_commit
from tenants.context import current_company

EVERYBODY = "people"
# Company -> the revision that its pages were told last. If it is lost, they are told once more.
TOLD_KEY = "access:told"


def tell_revision() -> None:
    """Lets every open page of the company ask for its session again."""
    revision = company_revision()
    emit_on_commit(SESSION_CHANGED, room("company", EVERYBODY), {"revision": revision})
    after_commit(partial(_note_told, _company_key(), revision))


def tell_unless_told() -> None:
    """For the sweep: finds what nobody noted, such as an exception to the plan that ended."""
    if redis_client().hget(TOLD_KEY, _company_key()) != company_revision().encode():
        tell_revision()


def _note_told(company: str, revision: str) -> None:
    redis_client().hset(TOLD_KEY, company, revision)


def _company_key() -> str:
    return str(current_company().id)


def _check(identifier: str) -> None:
    if identifier != EVERYBODY:
        raise NotFound()


def _snapshot(identifier: str) -> dict[str, Any]:
    return {"revision": company_revision()}


define_room(
    "company",
    namespace=PEOPLE,
    check=_check,
    snapshot=_snapshot,
    description="All of the company's `people`: `{revision}` of what they share.",
    support=True,
)
