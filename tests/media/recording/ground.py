"""Calls in a room of the media server, with what a recorder has to know of them, written as rows."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import dataclass
from itertools import count
from typing import Any

from sqlalchemy import select

from app.calls.models import Call, Participant
from app.core.clock import utcnow
from app.core.db import db
from app.recordings import life
from app.recordings.models import Consent, Part, Recording
from app.recordings.operations import do_end_with_call
from tests.factories.clients import ClientFactory
from tests.factories.team import DepartmentFactory

_numbers = count(1)
Scope = Callable[[], AbstractContextManager[None]]


@dataclass
class Recorded:
    """A call whose recording may begin; `seats` are its participants by name."""

    scope: Scope
    call_id: int
    recording_id: int
    room: str
    seats: dict[str, int]

    def identity(self, name: str) -> str:
        return f"participant-{self.seats[name]}"

    def recording(self) -> Recording:
        with self.scope():
            return db.session.get_one(Recording, self.recording_id)

    def parts(self) -> list[Part]:
        query = select(Part).where(Part.recording_id == self.recording_id).order_by(Part.number)
        with self.scope():
            return list(db.session.scalars(query))

    def states(self) -> list[str]:
        return [part.state for part in self.parts()]

    def change(self, **values: Any) -> None:
        """Of the recording's row, as the consent's side would."""
        with self.scope():
            recording = db.session.get_one(Recording, self.recording_id)
            for name, value in values.items():
                setattr(recording, name, value)

    def change_parts(self, **values: Any) -> None:
        with self.scope():
            for part in db.session.get_one(Recording, self.recording_id).parts:
                for name, value in values.items():
                    setattr(part, name, value)

    def agree(self, name: str, state: str = "accepted") -> None:
        with self.scope():
            query = select(Consent).where(Consent.participant_id == self.seats[name])
            db.session.scalars(query).one().state = state

    def end(self) -> None:
        """The call is over."""
        with self.scope():
            call, _ = life.lock(self.recording_id)
            call.status, call.ended_at = "completed", utcnow()
            do_end_with_call(call)


def recorded_call(scope: Scope, room: str, *guests: str, **recording: Any) -> Recorded:
    """Ana attends, Zoe is the client and has agreed; guests have been asked."""
    with scope():
        department, client, now = DepartmentFactory(), ClientFactory(), utcnow()
        call = Call(
            protocol=f"VK-{next(_numbers):04d}",
            status="in_progress",
            department_id=department.id,
            client_id=client.id,
            visit_id=next(_numbers),
            media_mode="sfu",
            media_room=room,
            answered_at=now,
        )
        db.session.add(call)
        db.session.flush()
        people = {"Ana": "attendant", "Zoe": "client"} | dict.fromkeys(guests, "guest")
        seats = [
            Participant(call_id=call.id, kind=kind, name=name, joined_at=now)
            for name, kind in people.items()
        ]
        row = Recording(
            call_id=call.id,
            department_id=department.id,
            requested_at=now,
            queued_at=now,
            **{"state": "queued"} | recording,
        )
        db.session.add_all([*seats, row])
        db.session.flush()
        asked = [seat for seat in seats if seat.kind != "attendant"]
        for seat in asked:
            db.session.add(_consent(row, seat))
        return Recorded(scope, call.id, row.id, room, {seat.name: seat.id for seat in seats})


def _consent(recording: Recording, seat: Participant) -> Consent:
    return Consent(
        call_id=recording.call_id,
        recording_id=recording.id,
        participant_id=seat.id,
        name=seat.name,
        state="accepted" if seat.kind == "client" else "asked",
        asked_at=utcnow(),
        answer_until=utcnow(),
        text_version="1",
        language="en",
    )
