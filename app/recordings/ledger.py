"""What recorders ask and report, as `media.recording.ledger` describes it. Commits what it writes."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ColumnElement, select

from app.calls.domain_events import CallMoved
from app.calls.models import Call
from app.core.after_commit import after_commit
from app.core.bus import subscribe
from app.core.clock import utcnow
from app.core.db import db
from app.recordings import life, progress
from app.recordings.domain_events import RecordingQueued
from app.recordings.models import Part, Recording
from app.recordings.queries import recorded_participants
from app.recordings.state import OPEN_PARTS, PartState, RecordingState
from app.recordings.storing import Storing
from app.recordings.views import show
from media.names import participant_identity
from media.recording import hints
from media.recording.ingest import ingest_part
from media.recording.ledger import RECORDER_LOST, OpenPart, Order, Wish, use
from tenants.context import current_company

_WAITING = (
    Recording.state == RecordingState.QUEUED,
    Call.media_mode == "sfu",
    Call.media_room.is_not(None),
    Call.ended_at.is_(None),
)


class Keeper(Storing):
    def claim(self, node: str) -> Order | None:
        waiting = (
            select(Recording.id)
            .join(Call, Call.id == Recording.call_id)
            .where(*_WAITING)
            .order_by(Recording.queued_at)
            .limit(1)
        )
        recording_id = db.session.scalar(waiting)
        if recording_id is None:
            return None
        call, recording = life.lock(recording_id)
        # Another node may have been quicker, or the call has ended.
        if recording.state != RecordingState.QUEUED or call.ended_at is not None:
            db.session.rollback()
            return None
        progress.do_take(recording)
        order = _order(call, _add_part(recording, node))
        db.session.commit()
        return order

    def note_waiting(self, failure: str | None) -> None:
        waiting = select(Recording.id).join(Call, Call.id == Recording.call_id)
        differs = Recording.failure.is_distinct_from(failure)
        for recording_id in db.session.scalars(waiting.where(*_WAITING, differs)).all():
            call, recording = life.lock(recording_id)
            if recording.state == RecordingState.QUEUED:
                recording.failure = failure
                recording.touch()
                show(call, recording)
        db.session.commit()

    def wish(self, part_id: int, node: str, size: int) -> Wish | None:
        part = _own_part(part_id, node)
        if part is None:
            return None
        part.heartbeat_at, part.size = utcnow(), size
        recording = db.session.get_one(Recording, part.recording_id)
        call = db.session.get_one(Call, recording.call_id)
        seats = recorded_participants(call, recording)
        present = [seat for seat in call.participants if seat.left_at is None]
        wish = Wish(
            stop=recording.state == RecordingState.STOPPING,
            room=call.media_room,
            people={participant_identity(seat.id): seat.name for seat in seats},
            everybody=len(seats) == len(present),
        )
        db.session.commit()
        return wish

    def began(self, part_id: int, node: str, path: str) -> bool:
        part = _locked_part(part_id)
        if part is None or part.node != node or part.state != PartState.STARTING:
            db.session.rollback()
            return False
        part.state = PartState.RECORDING
        part.local_path = path
        part.started_at = part.heartbeat_at = utcnow()
        progress.do_start(db.session.get_one(Recording, part.recording_id), part.started_at)
        db.session.commit()
        return True

    def next_part(self, part_id: int, node: str) -> Order | None:
        part = _locked_part(part_id)
        if part is None or part.node != node or part.state not in OPEN_PARTS:
            db.session.rollback()
            return None
        recording = db.session.get_one(Recording, part.recording_id)
        order = _order(db.session.get_one(Call, recording.call_id), _add_part(recording, node))
        db.session.commit()
        return order

    def finished(self, part_id: int, node: str, size: int) -> None:
        part = _locked_part(part_id)
        if part is not None and part.node == node:
            _close(part, size)
        db.session.commit()

    def let_go(self, part_id: int, node: str, size: int, failure: str | None) -> None:
        part = _locked_part(part_id)
        if part is not None and part.node == node:
            _end(part, size, failure)
        db.session.commit()

    def open_parts(self, before: datetime | None = None, node: str | None = None) -> list[OpenPart]:
        which: ColumnElement[bool] = Part.state.in_(OPEN_PARTS)
        if before is not None:
            which &= Part.heartbeat_at < before
        if node is not None:
            which &= Part.node == node
        found = [
            OpenPart(part.id, part.node, part.local_path, part.heartbeat_at)
            for part in db.session.scalars(select(Part).where(which).order_by(Part.id))
        ]
        db.session.rollback()
        return found

    def take_over(self, part: OpenPart, size: int) -> None:
        found = _locked_part(part.part_id)
        if found is not None and found.heartbeat_at == part.heartbeat_at:
            found.failure = RECORDER_LOST
            _end(found, size, RECORDER_LOST)
        db.session.commit()


def _add_part(recording: Recording, node: str) -> Part:
    numbers = [part.number for part in recording.parts]
    part = Part(
        recording_id=recording.id,
        number=max(numbers, default=0) + 1,
        state=PartState.STARTING,
        node=node,
        heartbeat_at=utcnow(),
    )
    db.session.add(part)
    db.session.flush()
    db.session.expire(recording, ["parts"])
    return part


def _order(call: Call, part: Part) -> Order:
    return Order(
        company_id=current_company().id,
        recording_id=part.recording_id,
        part_id=part.id,
        number=part.number,
        protocol=call.protocol,
        language=call.language,
    )


def _own_part(part_id: int, node: str) -> Part | None:
    """Without the locks of a change: a heartbeat must not wait for a busy floor."""
    part = db.session.scalar(
        select(Part).where(Part.id == part_id, Part.node == node, Part.state.in_(OPEN_PARTS))
    )
    if part is None:
        db.session.rollback()
    return part


def _locked_part(part_id: int) -> Part | None:
    recording_id = db.session.scalar(select(Part.recording_id).where(Part.id == part_id))
    if recording_id is None:
        return None
    life.lock(recording_id)
    return db.session.scalar(
        select(Part).where(Part.id == part_id).execution_options(populate_existing=True)
    )


def _end(part: Part, size: int, failure: str | None) -> None:
    """The recorder has let go, or is lost: the recording is over, or waits for another one."""
    if part.state not in OPEN_PARTS:
        return
    recording = db.session.get_one(Recording, part.recording_id)
    db.session.expire(recording, ["parts"])
    others = [each for each in recording.parts if each.id != part.id and each.state in OPEN_PARTS]
    _close(part, size)
    if others:
        # It was lost between two parts: the last one decides.
        return
    if recording.state == RecordingState.STOPPING:
        progress.do_finish(recording, utcnow())
    else:
        progress.do_requeue(recording, failure or RECORDER_LOST)


def _close(part: Part, size: int) -> None:
    """Sends the file to the store; a part on which nothing was written disappears."""
    if part.state not in OPEN_PARTS:
        return
    if part.local_path is None:
        db.session.delete(part)
        db.session.flush()
        return
    part.state = PartState.FINISHED
    part.size = size or part.size
    part.ended_at = utcnow()
    ingest_part.enqueue_on_commit(part_id=part.id)


def _tell_recorders(_event: RecordingQueued | CallMoved) -> None:
    company_id = current_company().id
    after_commit(lambda: hints.tell(company_id))


use(Keeper())
subscribe(RecordingQueued, _tell_recorders)
subscribe(CallMoved, _tell_recorders)
