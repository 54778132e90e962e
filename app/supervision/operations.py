"""The only writer of supervisions: starting, switching, pausing, ending.

Callers hold the floor (`locks.lock_floor`) and the call's row (`locks.locked_call`).
"""

from __future__ import annotations

from typing import Any

from app.access.actor import PersonActor
from app.access.audit import record
from app.calls.models import Call
from app.calls.queries import live_leg_of
from app.calls.sfu import check_may_move, do_want_sfu
from app.calls.state import CallStatus
from app.core.bus import publish
from app.core.clock import utcnow
from app.core.db import db
from app.core.errors import Conflict
from app.supervision import coaching, seats
from app.supervision.domain_events import (
    SupervisionEnded,
    SupervisionModeChanged,
    SupervisionStarted,
)
from app.supervision.identities import monitor_identity
from app.supervision.models import Supervision, SupervisionMode
from app.supervision.queries import is_private, open_of_call, open_of_person, whisper_of_call
from app.supervision.removals import remove_later
from app.supervision.state import HIDDEN, Mode, SupervisionEnd
from app.supervision.telling import tell
from billing.limits import require_feature
from billing.plans import Feature


class WhisperTaken(Conflict):
    slug = "whisper-taken"
    title = "Somebody whispers already"


class OwnCall(Conflict):
    slug = "own-call"
    title = "This is your own call"


def check_may_supervise(actor: PersonActor, call: Call, mode: Mode) -> None:
    """Raises FeatureNotInPlan, OwnCall, Conflict, WhisperTaken, or why the call cannot be moved."""
    require_feature(Feature.SUPERVISION)
    own = live_leg_of(actor.id)
    if own is not None and own.call_id == call.id:
        raise OwnCall("You are in this call already.")
    if own is not None:
        raise Conflict("End your own call first.", slug="in-a-call", title="You are in a call")
    if call.status != CallStatus.IN_PROGRESS:
        raise Conflict("Nobody talks in this call now.", slug="call-not-in-progress")
    _check_whisper_is_free(actor, call, mode)
    check_may_move(call)


def do_start(actor: PersonActor, call: Call, mode: Mode) -> Supervision:
    """A supervision in this mode. Whoever supervises this call already goes on in the new mode, in the
    browser that asks.
    """
    supervision = open_of_person(actor.id)
    if supervision is None:
        supervision = _open(actor, call, mode)
    else:
        supervision.session_id, supervision.sid = actor.session_id, None
        supervision.lost_at = utcnow()
        do_switch(supervision, call, mode)
    do_want_sfu(call, "supervision")
    return supervision


def do_switch(supervision: Supervision, call: Call, mode: Mode) -> None:
    """Goes on in another mode."""
    before = Mode(supervision.mode)
    if before is mode:
        return
    _leave(supervision, call, mode)
    supervision.mode = mode
    _enter(supervision, call)
    record("supervision.mode_changed", "call", call.id, **_facts(supervision), before=before)
    tell(supervision)
    publish(SupervisionModeChanged(supervision, before))


def do_end(supervision: Supervision, call: Call, reason: SupervisionEnd) -> None:
    """Ends it wherever it stands; ending it twice changes nothing."""
    if supervision.ended_at is not None:
        return
    supervision.ended_at = utcnow()
    supervision.end_reason = reason
    _leave(supervision, call, None)
    times = [[one.mode, one.began_at, one.ended_at] for one in supervision.modes]
    facts = _facts(supervision) | {"reason": reason, "modes": times}
    record("supervision.ended", "call", call.id, **facts, started_at=supervision.started_at)
    tell(supervision)
    publish(SupervisionEnded(supervision))


def do_end_all(call: Call, reason: SupervisionEnd) -> None:
    for supervision in open_of_call(call.id):
        do_end(supervision, call, reason)


def do_follow(supervision: Supervision, call: Call) -> None:
    """Keeps a hidden supervisor out while the client is out of the conversation, and lets them in again."""
    paused = is_private(call) and supervision.mode in HIDDEN
    if paused == supervision.paused:
        return
    supervision.paused = paused
    if paused:
        _leave_hidden_place(supervision, call)
    tell(supervision)


def do_note_problem(supervision: Supervision, problem: str | None) -> None:
    if supervision.problem != problem:
        supervision.problem = problem
        tell(supervision)


def _check_whisper_is_free(actor: PersonActor, call: Call, mode: Mode) -> None:
    whisper = whisper_of_call(call.id) if mode is Mode.WHISPER else None
    if whisper is not None and whisper.person_id != actor.id:
        raise WhisperTaken(f"{whisper.person.name} whispers to the attendant now.")


def _open(actor: PersonActor, call: Call, mode: Mode) -> Supervision:
    now = utcnow()
    supervision = Supervision(
        call_id=call.id,
        person_id=actor.id,
        session_id=actor.session_id,
        mode=mode,
        started_at=now,
        lost_at=now,
    )
    db.session.add(supervision)
    db.session.flush()
    _enter(supervision, call)
    record("supervision.started", "call", call.id, **_facts(supervision))
    tell(supervision)
    publish(SupervisionStarted(supervision))
    return supervision


def _enter(supervision: Supervision, call: Call) -> None:
    supervision.modes.append(SupervisionMode(mode=supervision.mode, began_at=utcnow()))
    supervision.paused = is_private(call) and supervision.mode in HIDDEN
    if supervision.mode == Mode.BARGE:
        seats.do_take(supervision, call)
    elif supervision.mode == Mode.WHISPER:
        coaching.do_prepare(supervision)


def _leave(supervision: Supervision, call: Call, following: Mode | None) -> None:
    """Gives up what only the present mode has; `following` is None at the end."""
    supervision.modes[-1].ended_at = utcnow()
    if supervision.mode == Mode.BARGE:
        seats.do_give_up(supervision, call)
    elif following not in HIDDEN:
        _leave_hidden_place(supervision, call)
    if supervision.mode == Mode.WHISPER:
        coaching.do_close(supervision, call)


def _leave_hidden_place(supervision: Supervision, call: Call) -> None:
    if call.media_room is not None:
        remove_later(call.media_room, monitor_identity(supervision))


def _facts(supervision: Supervision) -> dict[str, Any]:
    return {
        "supervision_id": supervision.id,
        "supervisor_id": supervision.person_id,
        "supervisor_name": supervision.person.name,
        "mode": supervision.mode,
    }
