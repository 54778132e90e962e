"""A visit as its own browser may see it: nothing that the company knows beyond the form."""

from __future__ import annotations

from typing import Any

from app.calls.models import Call
from app.calls.queries import messages_of, participant_of_visit
from app.calls.views import call_view, message_view
from app.core.clock import utcnow
from app.links.models import Visit
from app.links.situation import Situation
from app.links.stages import CALLBACK_OFFERED, Stage, rating_possible, rating_until
from app.links.windows import closes_at, opens_at
from app.queueing.queries import estimated_wait_seconds, position_of
from app.web.language import page_language
from tenants.brand import brand_of
from tenants.context import current_company

# A call that nobody answered, or that is long over, is not shown.
_SHOWS_CALL = frozenset({Stage.IN_CALL, Stage.RATING, Stage.FINISHED})


def visit_view(now_at: Situation, csrf_token: str | None = None) -> dict[str, Any]:
    """The contract's visit view. `csrf_token` goes to this browser itself only."""
    link, visit, company = now_at.link, now_at.visit, current_company()
    goes_on = now_at.goes_on
    return {
        "stage": now_at.stage,
        "reason": now_at.reason,
        "link": {
            "type": link.type,
            "opens_at": opens_at(link),
            "closes_at": closes_at(link, company.time_zone),
        },
        "company": {"name": brand_of(company).name},
        "department": {"name": link.department.name, "logo_url": link.department.logo_url},
        "client": visit if goes_on else None,
        "queue": queue_view(now_at),
        "call": _call(now_at),
        "rating": _rating(now_at),
        "callback": _callback(now_at),
        "language": visit.language if visit else page_language(None, company),
        "server_time": utcnow(),
        "csrf_token": csrf_token,
        "room": f"visit:{visit.public_id}" if visit and goes_on else None,
        "version": visit.version if visit else 0,
    }


def queue_view(now_at: Situation) -> dict[str, Any] | None:
    entry = now_at.entry
    if entry is None or entry.state != "waiting":
        return None
    return {
        "position": position_of(entry),
        "estimated_wait_seconds": estimated_wait_seconds(entry),
        "joined_at": entry.joined_at,
    }


def messages_view(call: Call | None) -> list[dict[str, Any]]:
    return [message_view(message) for message in messages_of(call)] if call else []


def _call(now_at: Situation) -> dict[str, Any] | None:
    call, visit = now_at.call, now_at.visit
    if call is None or visit is None or now_at.stage not in _SHOWS_CALL:
        return None
    return call_view(call, participant_of_visit(call, visit.id))


def _rating(now_at: Situation) -> dict[str, Any] | None:
    until = rating_until(now_at.facts)
    if until is None:
        return None
    return {"possible": rating_possible(now_at.facts, utcnow()), "until": until}


def _callback(now_at: Situation) -> dict[str, bool]:
    requested = _asked(now_at.visit)
    return {
        "offered": now_at.stage in CALLBACK_OFFERED and not requested,
        "requested": requested,
    }


def _asked(visit: Visit | None) -> bool:
    return visit is not None and visit.callback_requested_at is not None
