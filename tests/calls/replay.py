"""A browser's view of a room, made of nothing but the events that were sent to it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from sqlalchemy import select

from app.core.db import db
from app.queueing.queries import open_offers_of
from app.queueing.schemas import DepartmentQueueSchema, OfferSchema
from app.queueing.views import department_queue, offer_view
from app.realtime.models import RealtimeEvent
from app.team.models import Department


def sent_to(room: str) -> list[RealtimeEvent]:
    query = select(RealtimeEvent).where(RealtimeEvent.room == room).order_by(RealtimeEvent.seq)
    return list(db.session.scalars(query))


def check_replay(department_ids: Iterable[int], person_ids: Iterable[int]) -> None:
    """Whoever saw every event since the beginning knows what a fresh snapshot says."""
    for department_id in department_ids:
        _check_department(department_id)
    for person_id in person_ids:
        _check_offers(person_id)


def _check_department(department_id: int) -> None:
    events = sent_to(f"department:{department_id}")
    assert [event.seq for event in events] == list(range(1, len(events) + 1))
    department = db.session.get_one(Department, department_id)
    fresh = DepartmentQueueSchema().dump(department_queue(department))
    assert _entries(events) == [_shown(entry) for entry in fresh["entries"]]
    states = _states(events)
    for attendant in fresh["attendants"]:
        known = states.get(attendant["person_id"], ("offline", ""))
        assert known == (attendant["state"], attendant["reason"]), attendant["name"]


def _entries(events: Iterable[RealtimeEvent]) -> list[tuple[Any, ...]]:
    """In order: each event puts its entry at its place, the others keep theirs around it."""
    line: list[dict[str, Any]] = []
    for event in events:
        data = event.data
        if event.name == "queue.entry_changed":
            line = [entry for entry in line if entry["id"] != data["id"]]
            line.insert(data["position"] - 1, data)
        elif event.name == "queue.entry_left":
            line = [entry for entry in line if entry["id"] != data["entry_id"]]
    return [_shown(entry) for entry in line]


def _shown(entry: dict[str, Any]) -> tuple[Any, ...]:
    return entry["id"], entry["client"]["name"], entry["state"], entry["version"]


def _states(events: Iterable[RealtimeEvent]) -> dict[int, tuple[str, str]]:
    changes = [event.data for event in events if event.name == "presence.changed"]
    return {data["person_id"]: (data["state"], data["reason"]) for data in changes}


def _check_offers(person_id: int) -> None:
    held: dict[int, dict[str, Any]] = {}
    for event in sent_to(f"person:{person_id}"):
        if event.name == "offer.made":
            held[event.data["id"]] = event.data
        elif event.name == "offer.closed":
            held.pop(event.data["offer_id"], None)
    fresh = OfferSchema(many=True).dump([offer_view(offer) for offer in open_offers_of(person_id)])
    assert list(held.values()) == fresh
