"""What supervision does when calls, people, sign-ins and the media server change."""

from __future__ import annotations

from app.access.domain_events import SessionsEnded
from app.calls.domain_events import (
    CallChanged,
    CallEnded,
    CallMoved,
    CallMoveFailed,
    ParticipantLeft,
    ParticipantSeated,
)
from app.core.after_commit import after_commit
from app.core.bus import subscribe
from app.core.clock import utcnow
from app.supervision import coaching, live
from app.supervision.domain_events import (
    SupervisionEnded,
    SupervisionModeChanged,
    SupervisionStarted,
)
from app.supervision.jobs import check_supervisions, open_coaching, tell_live_call
from app.supervision.models import Supervision
from app.supervision.occupancy import coach_seats, coached_seats, coaching_rooms, hidden_seats
from app.supervision.operations import do_end, do_end_all, do_follow, do_note_problem
from app.supervision.queries import open_of_call, open_of_sessions
from app.supervision.rules import is_in_scope
from app.supervision.state import Mode, SupervisionEnd
from app.supervision.telling import tell
from app.team.domain_events import MembershipChanged, PersonDeactivated, RoleChanged
from media.occupancy import keep_rooms, keep_seats
from tenants.context import current_company


def gather(call_id: int) -> None:
    """Tells the live list in a second, once for all that happens to the call until then."""
    company_id = current_company().id

    def ask() -> None:
        if live.is_first_change(call_id):
            tell_live_call.enqueue(company_id, at=utcnow() + live.GATHER, call_id=call_id)

    after_commit(ask)


def follow_call(event: CallChanged) -> None:
    call = event.call
    gather(call.id)
    for supervision in open_of_call(call.id):
        if is_in_scope(supervision.person, call):
            do_follow(supervision, call)
        else:
            do_end(supervision, call, SupervisionEnd.OUT_OF_SCOPE)


def end_with_call(event: CallEnded) -> None:
    gather(event.call.id)
    do_end_all(event.call, SupervisionEnd.CALL_ENDED)


def note_moved(event: CallMoved) -> None:
    for supervision in open_of_call(event.call.id):
        supervision.problem = None
        tell(supervision)


def note_not_moved(event: CallMoveFailed) -> None:
    for supervision in open_of_call(event.call.id):
        do_note_problem(supervision, "unreachable")


def free_for_call(event: ParticipantSeated) -> None:
    """Who answers a call supervises no other."""
    if event.participant.kind == "attendant" and event.participant.person_id is not None:
        check_supervisions.enqueue_on_commit(person_id=event.participant.person_id)


def let_go(event: ParticipantLeft) -> None:
    call, left = event.call, event.participant
    if left.kind == "attendant":
        coaching.do_release(call, left.id)
    reason = SupervisionEnd.REMOVED if call.ended_at is None else SupervisionEnd.CALL_ENDED
    for supervision in open_of_call(call.id) if left.kind == "supervisor" else ():
        if supervision.participant_id == left.id:
            do_end(supervision, call, reason)


def check_person(event: RoleChanged | PersonDeactivated) -> None:
    check_supervisions.enqueue_on_commit(person_id=event.person.id)


def check_member(event: MembershipChanged) -> None:
    check_supervisions.enqueue_on_commit(person_id=event.person_id)


def check_sessions(event: SessionsEnded) -> None:
    for supervision in open_of_sessions(event.session_ids):
        check_supervisions.enqueue_on_commit(person_id=supervision.person_id)


def begin_whisper(event: SupervisionStarted | SupervisionModeChanged) -> None:
    supervision: Supervision = event.supervision
    gather(supervision.call_id)
    if supervision.mode == Mode.WHISPER:
        open_coaching.enqueue_on_commit(supervision_id=supervision.id)


def tell_ended(event: SupervisionEnded) -> None:
    gather(event.supervision.call_id)


subscribe(CallChanged, follow_call)
subscribe(CallEnded, end_with_call)
subscribe(CallMoved, note_moved)
subscribe(CallMoveFailed, note_not_moved)
subscribe(ParticipantSeated, free_for_call)
subscribe(ParticipantLeft, let_go)
subscribe(RoleChanged, check_person)
subscribe(PersonDeactivated, check_person)
subscribe(MembershipChanged, check_member)
subscribe(SessionsEnded, check_sessions)
subscribe(SupervisionStarted, begin_whisper)
subscribe(SupervisionModeChanged, begin_whisper)
subscribe(SupervisionEnded, tell_ended)
keep_rooms("coach", coaching_rooms)
keep_seats("monitor", hidden_seats)
keep_seats("coach", coach_seats)
keep_seats("coached", coached_seats)
