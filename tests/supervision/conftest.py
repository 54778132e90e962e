from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import pytest

from app.calls.media_jobs import make_room
from app.core.db import db
from app.supervision.jobs import open_coaching
from app.supervision.models import Supervision
from tests import companies
from tests.floor import Caller, Desk, Floor


@dataclass
class Scene:
    """Ana talks with Zoe; Sue is the department's supervisor."""

    floor: Floor
    ana: Desk
    sue: Desk
    zoe: Caller
    call_id: int
    run: Callable[..., None]

    def start(self, mode: str = "monitor", by: Desk | None = None) -> Any:
        path = f"/calls/{self.call_id}/supervision"
        return (by or self.sue).browser.post(path, {"mode": mode})

    def supervise(self, mode: str = "monitor", by: Desk | None = None) -> dict[str, Any]:
        response = self.start(mode, by)
        assert response.status_code == 201, response.get_json()
        return self.settle(response.get_json())

    def switch(self, supervision: dict[str, Any], mode: str) -> dict[str, Any]:
        path = f"/supervisions/{supervision['id']}"
        response = self.sue.browser.put(path, {"mode": mode})
        assert response.status_code == 200, response.get_json()
        return self.settle(response.get_json())

    def settle(self, supervision: dict[str, Any]) -> dict[str, Any]:
        """What workers do right after it: the call moves, the whisper's room is made."""
        self.run(make_room, call_id=supervision["call_id"])
        self.run(open_coaching, supervision_id=supervision["id"])
        return self.look(supervision)

    def look(self, supervision: dict[str, Any]) -> dict[str, Any]:
        """As it stands in the database, whoever may read it."""
        with companies.acting(self.floor.app, self.floor.company):
            found = db.session.get_one(Supervision, supervision["id"])
            return {"id": found.id, "call_id": found.call_id} | {
                name: getattr(found, name)
                for name in ("mode", "paused", "coach_ready", "end_reason", "participant_id")
            }

    def call(self) -> dict[str, Any]:
        return self.ana.browser.get(f"/calls/{self.call_id}").get_json()


@pytest.fixture
def scene(floor: Floor, run: Callable[..., None], on_media_server: Any) -> Scene:
    ana = floor.desk("Ana")
    zoe = floor.waiting("Zoe")
    call = ana.accept()
    sue = floor.desk("Sue", role="supervisor", online=False)
    return Scene(floor, ana, sue, zoe, call["id"], run)
