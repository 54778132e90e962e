"""What the queue and the call mean for a visit and its link."""

from __future__ import annotations

from app.calls.domain_events import CallChanged, CallEnded, MessageSent
from app.calls.events import CALL_MESSAGE
from app.calls.views import message_view
from app.core.bus import subscribe
from app.core.db import db
from app.links.models import Visit
from app.links.notices import note_queue, note_visit
from app.links.operations import do_mark_used
from app.links.visits import do_release
from app.queueing.domain_events import EntryAnswered, EntryEnded, EntryQueued, QueueChanged
from app.queueing.queries import call_of
from app.realtime.rooms import room
from app.realtime.stream import emit_on_commit


def use_link(event: EntryAnswered) -> None:
    visit = db.session.get(Visit, event.entry.visit_id)
    if visit is not None:
        do_mark_used(visit.link)
        note_visit(visit.id)


def release_link(event: EntryEnded) -> None:
    """Only where the client was never talked to: a wait can also end in the middle of a transfer."""
    visit = db.session.get(Visit, event.entry.visit_id)
    if visit is not None:
        if call_of(event.entry).answered_at is None:
            do_release(visit)
        note_visit(visit.id)


def show_place(event: EntryQueued) -> None:
    note_visit(event.entry.visit_id)


def show_places(event: QueueChanged) -> None:
    note_queue(event.department_id)


def show_call(event: CallChanged | CallEnded) -> None:
    note_visit(event.call.visit_id)


def tell_visit_room(event: MessageSent) -> None:
    visit = db.session.get(Visit, event.call.visit_id)
    if visit is not None:
        data = {"call_id": event.call.id, "message": message_view(event.message)}
        emit_on_commit(CALL_MESSAGE, room("visit", visit.public_id), data)


subscribe(EntryAnswered, use_link)
subscribe(EntryEnded, release_link)
subscribe(EntryQueued, show_place)
subscribe(QueueChanged, show_places)
subscribe(CallChanged, show_call)
subscribe(CallEnded, show_call)
subscribe(MessageSent, tell_visit_room)
