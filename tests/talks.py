"""A call between Ana and Zoe that may move to the media server, and a worker's work on it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from app.calls import sfu
from app.calls.locks import lock_floor, locked_call
from app.calls.media_jobs import make_room
from app.calls.models import Call
from app.calls.operations import do_unseat
from app.core.db import db
from tests import companies
from tests.floor import Caller, Desk, Floor
from workers.job import run_job
from workers.queues import QueueName, queue

AT_ONCE = (QueueName.REALTIME, QueueName.DEFAULT)


@dataclass
class Talk:
    floor: Floor
    ana: Desk
    zoe: Caller
    id: int

    def want(self, reason: str = "guest") -> None:
        with self._acting():
            lock_floor()
            sfu.do_want_sfu(locked_call(self.id), reason)

    def work(self, job: Any = make_room, **arguments: Any) -> None:
        """Does one job; what it plans for later stays in the queue."""
        with self._acting():
            job(call_id=self.id, **arguments)

    def work_off(self) -> None:
        """Does all that is in the queues now, and what follows from it at once."""
        with self.floor.app.app_context():
            while jobs := [job for name in AT_ONCE for job in queue(name).jobs]:
                for job in jobs:
                    job.delete()
                    run_job(*job.args)

    def forget_work(self) -> None:
        for name in AT_ONCE:
            queue(name).empty()

    def move(self) -> None:
        self.want()
        self.work()

    def read(self, name: str) -> Any:
        with self._acting():
            return getattr(db.session.get_one(Call, self.id), name)

    def age(self, name: str, *, seconds: float) -> None:
        """As if that time of the call lay further back."""
        with self._acting():
            call = db.session.get_one(Call, self.id)
            setattr(call, name, getattr(call, name) - timedelta(seconds=seconds))

    def unseat(self, name: str) -> None:
        with self._acting():
            lock_floor()
            call = locked_call(self.id)
            do_unseat(call, next(p for p in call.participants if p.name == name))

    def identity(self, name: str) -> str:
        with self._acting():
            call = db.session.get_one(Call, self.id)
            return f"participant-{next(p.id for p in call.participants if p.name == name)}"

    @property
    def media(self) -> dict[str, Any]:
        media: dict[str, Any] = self.zoe.look()["call"]["media"]
        return media

    def ticket(self, of: Desk | Caller) -> Any:
        """The answer to whoever asks for one."""
        path = f"/calls/{self.id}" if isinstance(of, Desk) else f"/visits/{of.token}"
        return of.browser.get(f"{path}/media-ticket")

    def _acting(self) -> Any:
        return companies.acting(self.floor.app, self.floor.company)


def talk_in(floor: Floor) -> Talk:
    """Ana of this department answers Zoe."""
    ana, zoe = floor.desk("Ana"), floor.waiting("Zoe")
    return Talk(floor, ana, zoe, ana.accept()["id"])
