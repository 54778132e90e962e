"""A guest's connection: bound to invitation and cookie, one room, the same call as everybody's."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from socketio.exceptions import ConnectionError as HandshakeRefused

from app.calls.models import Call
from app.core.db import db
from tests.guests.hall import Hall
from tests.guests.visitor import Visitor
from tests.live import Connection, Refused
from tests.patience import eventually

ROW = {"rtt_ms": 40.0, "loss_percent": 0.5}


@pytest.fixture
def hall(app, floor, on_media_server) -> Hall:
    ana, zoe = floor.desk("Ana"), floor.waiting("Zoe")
    return Hall(app, floor, ana, zoe, ana.accept()["id"])


def joined(connect: Callable[..., Connection], guest: Visitor, call_id: int) -> Connection:
    socket = connect(guest)
    socket.call("call.join", {"call_id": call_id, "connection": "page-load-1"})
    return socket


def seat_of(hall: Hall, name: str) -> dict:
    return next(seat for seat in hall.call()["participants"] if seat["name"] == name)


def test_a_guest_hears_of_the_answer_and_of_the_call(hall, connect):
    guest = hall.asking("Gil")
    socket = connect(guest)
    answer = socket.subscribe(guest.view["room"])
    assert answer["snapshot"]["guest"]["stage"] == "asking"
    assert answer["snapshot"]["messages"] == []
    hall.at_door("admit")
    changed = socket.event("guest.changed")
    assert changed["seq"] == answer["seq"] + 1
    assert changed["data"]["guest"]["stage"] == "in_call"
    hall.ana.act(hall.call_id, "messages", text="Welcome")
    assert socket.event("call.message")["data"]["message"]["text"] == "Welcome"


def test_no_other_room_opens_to_a_guest(hall, connect):
    guest, other = hall.admitted("Gil"), hall.admitted("Ida")
    socket = connect(guest)
    for room in (other.look()["room"], f"call:{hall.call_id}", hall.zoe.look()["room"]):
        with pytest.raises(Refused) as refused:
            socket.subscribe(room)
        assert refused.value.problem["status"] == 404


def test_the_token_alone_opens_no_connection(hall, server):
    guest = hall.asking("Gil")
    stranger = hall.visitor(guest.token)
    with pytest.raises(HandshakeRefused):
        Connection("/guests").open(server, stranger.browser, {"token": guest.token})
    with pytest.raises(HandshakeRefused):
        Connection("/guests").open(server, guest.browser, {"token": "no-such-token"})


def test_only_a_seat_takes_part_in_the_call(hall, connect):
    socket = connect(hall.asking("Gil"))
    with pytest.raises(Refused) as refused:
        socket.call("call.join", {"call_id": hall.call_id, "connection": "page-load-1"})
    assert refused.value.problem["status"] == 404


def test_a_guest_takes_part_like_everybody(hall, connect):
    guest = hall.admitted("Gil")
    socket = joined(connect, guest, hall.call_id)
    assert seat_of(hall, "Gil")["connected"] is True
    state = {"call_id": hall.call_id, "microphone": False, "camera": True, "screen": False}
    socket.call("call.media_state", state)
    assert seat_of(hall, "Gil")["microphone"] is False
    socket.call("call.quality", {"call_id": hall.call_id, "samples": [ROW]})
    assert socket.call("heartbeat", {"rooms": {}})["server_time"]


def test_a_lost_guest_has_a_minute_to_come_back_to_the_same_seat(hall, connect):
    guest = hall.admitted("Gil")
    joined(connect, guest, hall.call_id).close()
    eventually(lambda: seat_of(hall, "Gil")["reconnect_deadline"] is not None)
    before = seat_of(hall, "Gil")["id"]
    joined(connect, guest, hall.call_id)
    after = seat_of(hall, "Gil")
    assert (after["id"], after["connected"], after["reconnect_deadline"]) == (before, True, None)
    assert hall.history()[-2:] == ["lost", "returned"]


def test_whoever_has_left_is_told_of_the_end(hall, connect):
    guest = hall.admitted("Gil")
    guest.leave()
    socket = connect(guest)
    socket.subscribe(guest.view["room"])
    hall.ana.act(hall.call_id, "end")
    told = socket.event("guest.changed")["data"]["guest"]
    assert (told["stage"], told["can_ask"]) == ("ended", False)


def test_a_removed_guest_is_told_and_has_no_seat_any_more(hall, connect, scope, company):
    guest = hall.admitted("Gil")
    socket = joined(connect, guest, hall.call_id)
    socket.subscribe(guest.look()["room"])
    hall.at_seat("remove")
    assert socket.event("guest.changed")["data"]["guest"]["stage"] == "removed"
    with pytest.raises(Refused):
        socket.call("call.join", {"call_id": hall.call_id, "connection": "page-load-2"})
    with scope(company):
        assert db.session.get_one(Call, hall.call_id).status == "in_progress"
