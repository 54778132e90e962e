"""A call that can be recorded, with what a recorder and the clock do to it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from sqlalchemy import select

from app.calls import sfu
from app.calls.locks import lock_floor, locked_call
from app.calls.models import Call
from app.core.clock import utcnow
from app.core.db import db
from app.recordings import life, progress
from app.recordings.jobs import enforce_recording, expire_consents
from app.recordings.models import Consent, Part, Recording
from app.recordings.queries import latest_of, recorded_participants
from tests import companies
from tests.browser import Browser
from tests.floor import Caller, Desk, Floor
from tests.guests.visitor import Visitor


@dataclass
class Talk:
    floor: Floor
    ana: Desk
    zoe: Caller
    id: int

    @classmethod
    def begin(cls, floor: Floor) -> Talk:
        ana, zoe = floor.desk("Ana"), floor.waiting("Zoe")
        call_id = ana.accept()["id"]
        zoe.look()
        return cls(floor, ana, zoe, call_id)

    def scope(self) -> Any:
        return companies.acting(self.floor.app, self.floor.company)

    # What people do; each gives the response.

    def record(self) -> Any:
        return self.ana.browser.post(f"/calls/{self.id}/recording")

    def stop(self) -> Any:
        return self.ana.browser.post(f"/calls/{self.id}/recording/stop")

    def ask_again(self) -> Any:
        return self.ana.browser.post(f"/calls/{self.id}/recording/ask-again")

    def answer(self, accepted: bool) -> Any:
        return self.zoe.browser.put(f"/visits/{self.zoe.token}/consent", {"accepted": accepted})

    def revoke(self) -> Any:
        return self.zoe.browser.delete(f"/visits/{self.zoe.token}/consent")

    def end(self) -> Any:
        return self.ana.browser.post(f"/calls/{self.id}/end")

    def admit(self, name: str = "Gus") -> Visitor:
        """A guest who came by a link and was let in."""
        invited = self.ana.browser.post(f"/calls/{self.id}/invitations", {"channel": "link"})
        token = invited.get_json()["url"].rpartition("/")[2]
        visitor = Visitor(Browser(self.floor.app, self.floor.company.host), token)
        assert visitor.ask(name).status_code == 200
        (asking,) = self.ana.browser.get(f"/calls/{self.id}").get_json()["asking"]
        door = f"/calls/{self.id}/guests/{asking['guest_id']}/admit"
        assert self.ana.browser.post(door).status_code == 200
        visitor.look()
        return visitor

    # What the clock does.

    def pass_time(self, seconds: float) -> None:
        """As if everything so far had happened that much earlier; deadlines that are over are met."""
        past = timedelta(seconds=seconds)
        with self.scope():
            for consent in db.session.scalars(select(Consent)):
                for name in ("asked_at", "answer_until", "answered_at", "revoked_at"):
                    if getattr(consent, name) is not None:
                        setattr(consent, name, getattr(consent, name) - past)
            for recording in db.session.scalars(select(Recording)):
                if recording.start_by is not None:
                    recording.start_by -= past
        self.meet_deadlines()

    def meet_deadlines(self) -> None:
        for job in (expire_consents, enforce_recording):
            with self.scope():
                job(call_id=self.id)

    # What the media server and a recorder do.

    def move(self) -> None:
        with self.scope():
            lock_floor()
            call = locked_call(self.id)
            if not sfu.is_on_sfu(call):
                sfu.do_take_room(call, f"room-of-call-{self.id}")

    def recorder(self, *steps: str) -> None:
        """`take`, `start`, `requeue`, `finish`, `fail`, as the ledger does them."""
        with self.scope():
            for step in steps:
                _, recording = life.lock(self.recording_id)
                _STEPS[step](recording)

    def run(self) -> None:
        """From the press to a recording that runs."""
        assert self.record().status_code == 200
        assert self.answer(True).status_code == 200
        self.recorder("take", "start")

    # What can be seen.

    @property
    def recording_id(self) -> int:
        found = latest_of(self.id)
        assert found is not None
        return found.id

    def read(self, name: str) -> Any:
        """A column of the latest recording."""
        with self.scope():
            return getattr(latest_of(self.id), name)

    def call(self, name: str) -> Any:
        with self.scope():
            return getattr(db.session.get_one(Call, self.id), name)

    @property
    def shown(self) -> Any:
        """What the client's screen is told; None for a call that nobody wants to record."""
        return self.zoe.look()["call"]["recording"]

    @property
    def state(self) -> str | None:
        return self.shown["state"] if self.shown else None

    @property
    def timeline(self) -> list[str]:
        with self.scope():
            return [event.kind for event in db.session.get_one(Call, self.id).events]

    @property
    def on_disk(self) -> list[str]:
        """Whom a recorder shows and mixes now."""
        with self.scope():
            call = db.session.get_one(Call, self.id)
            recording = db.session.get_one(Recording, self.recording_id)
            return [seat.name for seat in recorded_participants(call, recording)]

    def store_part(self, number: int = 1, **values: Any) -> int:
        """A part that is in the store; the recording's id."""
        with self.scope():
            part = {
                "recording_id": self.recording_id,
                "number": number,
                "state": "stored",
                "seconds": 61.5,
                "size": 5_000_000,
                "key": f"{self.floor.company.id}/recordings/{self.recording_id}/{number}.webm",
            }
            db.session.add(Part(**(part | values)))
            return self.recording_id


_STEPS = {
    "take": progress.do_take,
    "start": lambda recording: progress.do_start(recording, utcnow()),
    "requeue": lambda recording: progress.do_requeue(recording, "recorder-lost"),
    "finish": lambda recording: progress.do_finish(recording, utcnow()),
    "fail": lambda recording: progress.do_fail(recording, "disk-full"),
}
