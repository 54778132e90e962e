"""The only writer of visits: taking a link's form, holding and releasing the claim, queueing, leaving.

Locks are taken in one order: the company's floor (where the queue is touched), the client's row, the
link's row, the visit's row.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sqlalchemy import select, update

from app.calls.locks import lock_floor, locked_call
from app.calls.operations import do_leave_as_client
from app.calls.queries import participant_of_visit
from app.clients.models import Client
from app.clients.operations import do_find_or_create
from app.core.bus import publish
from app.core.clock import utcnow
from app.core.db import db
from app.core.errors import Conflict, Problem
from app.core.ids import new_token, readable_code, token_hash
from app.links.domain_events import VisitReleased
from app.links.models import AccessLink, LinkType, Visit
from app.links.notices import note_visit
from app.links.situation import Situation, door_of, situation_of
from app.links.stages import BEFORE_QUEUE, GOING_ON, UNANSWERED, Door, Stage
from app.queueing.operations import OutOfHours, QueueFull, do_join, do_leave

PUBLIC_ID_LENGTH = 20
_FORM_COLUMNS = ("name", "email", "phone", "reason", "language", "time_zone")
_REFUSALS = {
    Door.TOO_EARLY: (409, "The link is not open yet", "Come back at its time."),
    Door.CANCELED: (410, "The link was canceled", "Ask for a new one."),
    Door.EXPIRED: (410, "The link has expired", "Ask for a new one."),
    Door.USED: (410, "The link has been used", "Ask for a new one."),
    Door.CLAIMED: (409, "The link is in use", "It is open in another browser. Go on there."),
    Door.INACTIVE: (410, "The link leads nowhere now", "Ask for a new one."),
}


class LinkClosed(Problem):
    """`door` says why; the slug is `link-DOOR`."""

    def __init__(self, door: Door) -> None:
        status, title, detail = _REFUSALS[door]
        slug = f"link-{door}".replace("_", "-")
        super().__init__(detail, status=status, title=title, slug=slug, reason=door)
        self.door = door


class VisitOver(Conflict):
    slug = "visit-over"
    title = "This visit has come to its end"


def do_take_form(
    link: AccessLink, visit: Visit | None, form: Mapping[str, Any]
) -> tuple[Visit, str | None]:
    """The visit of the browser that posts the form, and the secret of its new cookie.

    No secret where its present visit goes on. Raises LinkClosed.
    """
    stage = situation_of(link, visit).stage
    if visit is not None and stage in GOING_ON:
        return visit, None
    client = do_find_or_create(form["name"], form["email"], form["phone"])
    if visit is not None and stage in BEFORE_QUEUE:
        _rewrite(visit, client, form)
        return visit, None
    _lock_claim(link, None)
    secret = new_token()
    return _open(link, client, form, secret), secret


def do_join_queue(link: AccessLink, visit: Visit, devices: Mapping[str, Any]) -> None:
    """Into the queue, or again into it. A full queue or closed hours show in the visit's stage.

    Raises LinkClosed when another browser has the link by now, VisitOver after an answered call.
    """
    lock_floor()
    db.session.refresh(visit)
    stage = situation_of(link, visit).stage
    if stage in GOING_ON - {Stage.RATING}:
        return
    if stage is Stage.UNAVAILABLE:
        raise LinkClosed(door_of(link, visit, utcnow()))
    if stage not in BEFORE_QUEUE | UNANSWERED:
        raise VisitOver()
    _hold_claim(link, visit)
    visit.devices = dict(devices)
    _enter(link, visit)


def do_leave_queue(visit: Visit) -> None:
    """Gives the place up; whoever does not wait loses nothing."""
    lock_floor()
    entry = situation_of(visit.link, visit).entry
    if entry is not None and entry.state == "waiting":
        do_leave(entry)


def do_leave_visit(link: AccessLink, visit: Visit) -> None:
    """The client goes, from wherever they are."""
    lock_floor()
    now_at = situation_of(link, visit)
    if now_at.stage is Stage.IN_CALL and now_at.call is not None:
        call = locked_call(now_at.call.id)
        do_leave_as_client(call, participant_of_visit(call, visit.id))
    elif now_at.stage is Stage.WAITING and now_at.entry is not None:
        do_leave(now_at.entry)
    elif now_at.stage in BEFORE_QUEUE:
        do_release(visit)


def do_release(visit: Visit) -> None:
    """Frees the link of a visit that ended without an answer."""
    if visit.released_at is None:
        visit.released_at = utcnow()
        db.session.flush()
        publish(VisitReleased(visit))


def do_see(visit_id: int) -> None:
    """The browser is still there."""
    db.session.execute(
        update(Visit)
        .where(Visit.id == visit_id)
        .values(last_seen_at=utcnow())
        .execution_options(synchronize_session=False)
    )


def do_note_callback(visit: Visit) -> None:
    """A callback was asked for. Raises Conflict the second time, also when both come at once."""
    noted = db.session.execute(
        update(Visit)
        .where(Visit.id == visit.id, Visit.callback_requested_at.is_(None))
        .values(callback_requested_at=utcnow())
    )
    if not noted.rowcount:  # type: ignore[attr-defined]
        raise Conflict("You are on the list already.", slug="callback-requested")
    note_visit(visit.id)


def check_in_call(now_at: Situation) -> None:
    """Raises Conflict where there is no call to write into."""
    if now_at.stage is not Stage.IN_CALL:
        raise Conflict("There is no call at the moment.", slug="no-call")


def _enter(link: AccessLink, visit: Visit) -> None:
    client = db.session.get_one(Client, visit.client_id)
    form = {name: getattr(visit, name) for name in ("name", "email", "phone", "reason")}
    try:
        do_join(link.department, client, visit.id, form, visit.language)
    except OutOfHours:
        return
    except QueueFull:
        pass  # Written as a rejection, which the stage shows.
    visit.queued_at = utcnow()


def _open(link: AccessLink, client: Client, form: Mapping[str, Any], secret: str) -> Visit:
    visit = Visit(
        public_id=readable_code(PUBLIC_ID_LENGTH),
        link=link,
        client_id=client.id,
        cookie_hash=token_hash(secret),
        **{name: form[name] for name in _FORM_COLUMNS},
    )
    db.session.add(visit)
    db.session.flush()
    return visit


def _rewrite(visit: Visit, client: Client, form: Mapping[str, Any]) -> None:
    visit.client_id = client.id
    for name in _FORM_COLUMNS:
        setattr(visit, name, form[name])
    visit.touch()


def _hold_claim(link: AccessLink, visit: Visit) -> None:
    """A released visit takes the link back, if nobody else has it."""
    if visit.released_at is not None:
        _lock_claim(link, visit)
        visit.released_at = None


def _lock_claim(link: AccessLink, visit: Visit | None) -> None:
    """Until the transaction ends no other browser can take a single-use link; raises LinkClosed."""
    if link.type == LinkType.SINGLE_USE:
        db.session.scalars(
            select(AccessLink)
            .where(AccessLink.id == link.id)
            .with_for_update()
            .execution_options(populate_existing=True)
        ).one()
    door = door_of(link, visit, utcnow())
    if door is not Door.OPEN:
        raise LinkClosed(door)
