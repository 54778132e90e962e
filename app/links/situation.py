"""What is known of a browser at a link: read once, for the rules and for the view."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from app.calls.models import Call
from app.calls.queries import call_of_visit
from app.core.clock import utcnow
from app.links.models import AccessLink, LinkType, Visit
from app.links.queries import is_claimed_by_another
from app.links.stages import Door, Facts, Stage, stage_of
from app.links.windows import LinkStatus, opens_at, status_at
from app.queueing.models import QueueEntry
from app.queueing.queries import entry_of_visit
from app.team.entitlement import departments_over_limit
from app.team.hours import is_open
from app.team.models import Department
from tenants.context import current_company

_DOOR_BY_STATUS = {
    LinkStatus.CANCELED: Door.CANCELED,
    LinkStatus.EXPIRED: Door.EXPIRED,
    LinkStatus.USED: Door.USED,
}


@dataclass(frozen=True)
class Situation:
    """`visit` is that of the browser that asks; None before it posted the form."""

    link: AccessLink
    visit: Visit | None
    entry: QueueEntry | None
    call: Call | None
    facts: Facts
    stage: Stage
    reason: str | None

    @property
    def goes_on(self) -> bool:
        """Whether the page is still that of the visit, and not of somebody new at the link."""
        return self.visit is not None and self.stage not in (
            Stage.FORM,
            Stage.COUNTDOWN,
            Stage.UNAVAILABLE,
        )


def situation_of(link: AccessLink, visit: Visit | None) -> Situation:
    now = utcnow()
    entry = entry_of_visit(visit.id) if visit else None
    call = call_of_visit(visit.id) if visit else None
    facts = _facts(link, visit, entry, call, now)
    stage, reason = stage_of(facts, now)
    return Situation(link, visit, entry, call, facts, stage, reason)


def door_of(link: AccessLink, visit: Visit | None, now: datetime) -> Door:
    """What the link says to the browser that has this visit, or none."""
    status = status_at(link, now, current_company().time_zone)
    if status in _DOOR_BY_STATUS:
        return _DOOR_BY_STATUS[status]
    if not link.department.active:
        return Door.INACTIVE
    opens = opens_at(link)
    if opens is not None and now < opens:
        return Door.TOO_EARLY
    return Door.CLAIMED if is_claimed_by_another(link, visit) else Door.OPEN


def _facts(
    link: AccessLink,
    visit: Visit | None,
    entry: QueueEntry | None,
    call: Call | None,
    now: datetime,
) -> Facts:
    return Facts(
        door=door_of(link, visit, now),
        known=visit is not None,
        released=visit is not None and visit.released_at is not None,
        single_use=link.type == LinkType.SINGLE_USE,
        department_open=_takes_calls(link.department, now),
        entry_state=entry.state if entry else None,
        call_status=call.status if call else None,
        call_answered=call is not None and call.answered_at is not None,
        call_ended_at=call.ended_at if call else None,
        rated_at=call.rated_at if call else None,
    )


def _takes_calls(department: Department, now: datetime) -> bool:
    """Open, and within the company's plan."""
    return is_open(department, now) and department.id not in departments_over_limit()
