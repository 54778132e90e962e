"""The end client's connection: bound to link and cookie, one room, heartbeats that keep the place."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from socketio.exceptions import ConnectionError as HandshakeRefused
from sqlalchemy import update

from app.core.db import db
from app.links.models import Visit
from app.queueing.models import QueueEntry
from app.realtime.models import RealtimeSocket
from tests.floor import Caller
from tests.live import Connection, Refused

LONG_AGO = datetime(2020, 1, 1, tzinfo=UTC)


def test_a_visit_follows_its_own_room(floor, connect):
    desk, caller = floor.desk(), floor.waiting("Zoe")
    socket = connect(caller)
    answer = socket.subscribe(caller.view["room"])
    assert answer["snapshot"]["visit"]["stage"] == "waiting"
    assert answer["snapshot"]["messages"] == []
    call = desk.accept()
    changed = socket.event("visit.changed")
    assert changed["seq"] == answer["seq"] + 1
    assert changed["data"]["visit"]["call"]["id"] == call["id"]
    desk.act(call["id"], "messages", text="Good morning")
    assert socket.event("call.message")["data"]["message"]["text"] == "Good morning"


def test_no_other_room_opens_to_a_visit(floor, connect):
    caller, other = floor.waiting("Zoe"), floor.waiting("Max")
    socket = connect(caller)
    for room in (other.view["room"], f"department:{floor.department.id}", "call:1", "person:1"):
        with pytest.raises(Refused) as refused:
            socket.subscribe(room)
        assert refused.value.problem["status"] == 404


def test_the_token_of_one_link_does_not_go_with_the_cookie_of_another(floor, server):
    caller = floor.waiting()
    with pytest.raises(HandshakeRefused):
        Connection("/visits").open(server, caller.browser, {"token": floor.link()})
    for auth in ({}, {"token": "no-such-token"}):
        with pytest.raises(HandshakeRefused):
            Connection("/visits").open(server, caller.browser, auth)


def test_a_heartbeat_keeps_the_place_and_the_claim(floor, connect, scope, company):
    caller = floor.waiting()
    socket = connect(caller)
    with scope(company):
        db.session.execute(update(QueueEntry).values(last_seen_at=LONG_AGO))
        db.session.execute(update(Visit).values(last_seen_at=LONG_AGO))
    socket.subscribe(caller.view["room"])
    answer = socket.call("heartbeat", {"rooms": {caller.view["room"]: 0}})
    assert answer["rooms"][caller.view["room"]] > 0
    with scope(company):
        assert QueueEntry.query.one().last_seen_at > LONG_AGO
        assert Visit.query.one().last_seen_at > LONG_AGO


def test_a_connection_that_was_given_up_is_told_to_come_again(floor, connect, scope, company):
    socket = connect(floor.waiting())
    with scope(company):
        db.session.execute(RealtimeSocket.__table__.delete())
    with pytest.raises(Refused) as refused:
        socket.call("heartbeat", {"rooms": {}})
    assert refused.value.problem["status"] == 401


def test_a_tab_that_is_opened_again_finds_the_same_place(floor, connect):
    first, caller = floor.waiting("First"), floor.waiting("Zoe")
    connect(caller).close()
    again = Caller(caller.browser, caller.token)
    assert again.look()["queue"]["position"] == 2
    socket = connect(again)
    socket.subscribe(again.view["room"])
    first.leave()
    assert socket.event("visit.changed")["data"]["visit"]["queue"]["position"] == 1
