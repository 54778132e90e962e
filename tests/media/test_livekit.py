"""The server's API, asked of a real server."""

from __future__ import annotations

from collections.abc import Iterator
from uuid import uuid4

import pytest
from flask import Flask
from sqlalchemy import select

from app.core.db import db
from media import livekit
from media.livekit import MediaServerRefused, MediaServerUnreachable
from tests.conftest import environment
from tests.services import ports
from tests.services.media_server import MediaServer


@pytest.fixture
def room(app: Flask, on_media_server: MediaServer) -> Iterator[str]:
    name = f"test-{uuid4().hex}"
    with app.app_context():
        livekit.create_room(name, empty_timeout=60, departure_timeout=30, max_participants=3)
        yield name
        livekit.delete_room(name)


def test_a_room_is_made_listed_and_deleted(room: str) -> None:
    [found] = livekit.list_rooms([room])
    assert (found.name, found.empty_timeout, found.departure_timeout) == (room, 60, 30)
    assert found.max_participants == 3
    assert room in {other.name for other in livekit.list_rooms()}
    assert livekit.list_participants(room) == []
    livekit.delete_room(room)
    assert livekit.list_rooms([room]) == []


def test_doing_it_twice_is_no_error(room: str) -> None:
    [first] = livekit.list_rooms([room])
    livekit.create_room(room, empty_timeout=60, departure_timeout=30)
    assert [found.sid for found in livekit.list_rooms([room])] == [first.sid]
    for _ in range(2):
        livekit.delete_room(room)
    livekit.remove_participant(room, "participant-1")
    assert livekit.list_participants(room) == []


def test_a_refusal_says_why(room: str) -> None:
    with pytest.raises(MediaServerRefused) as refusal:
        livekit.mute_track(room, "participant-1", "TR_none", True)
    assert refusal.value.code == "not_found"


def test_a_wrong_secret_is_refused(app: Flask, on_media_server: MediaServer) -> None:
    wrong = environment({"LIVEKIT_API_SECRET": "x" * 40})
    with wrong, app.app_context(), pytest.raises(MediaServerRefused) as refusal:
        livekit.list_rooms()
    assert refusal.value.code in {"unauthenticated", "permission_denied"}


def test_a_server_that_is_not_there_is_unreachable(
    app: Flask, on_media_server: MediaServer
) -> None:
    away = environment({"LIVEKIT_API_URL": f"http://127.0.0.1:{ports.free()}"})
    with away, app.app_context(), pytest.raises(MediaServerUnreachable) as problem:
        livekit.list_rooms()
    assert problem.value.document()["type"] == "/problems/media-server-unreachable"
    assert problem.value.status == 503


def test_it_is_never_asked_inside_a_transaction(app: Flask, on_media_server: MediaServer) -> None:
    with app.app_context():
        db.session.execute(select(1))
        with pytest.raises(RuntimeError, match="transaction"):
            livekit.list_rooms()
