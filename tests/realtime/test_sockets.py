"""Sockets against real web processes, under each asynchronous server."""

from __future__ import annotations

import pytest
from socketio.exceptions import ConnectionError as HandshakeRefused
from sqlalchemy import select, update

from app.calls.jobs import expire_drops
from app.calls.models import Call, Drop, Participant
from app.core.clock import utcnow
from app.core.db import db
from app.realtime.models import RealtimeEvent, RealtimeSocket
from tests.browser import Browser
from tests.live import Connection, Refused
from tests.patience import eventually


def test_a_waiting_client_rings_at_the_desk(floor, connect):
    ana = floor.desk("Ana", online=False)
    socket = connect(ana)
    snapshot = socket.subscribe(f"person:{ana.id}")
    assert snapshot["snapshot"]["offers"] == []
    ana.go("online")
    floor.waiting("Zoe")
    offer = socket.event("offer.made")
    assert offer["data"]["client"]["name"] == "Zoe"
    assert offer["seq"] > snapshot["seq"]


def test_a_missed_gap_is_replayed_to_the_state_of_a_fresh_snapshot(floor, connect):
    ana = floor.desk("Ana", online=False)
    socket = connect(ana)
    before = socket.subscribe(f"department:{floor.department.id}")
    socket.close()
    leaver = floor.waiting("Leaver")
    floor.waiting("Stayer")
    leaver.leave()
    again = connect(ana)
    replay = again.subscribe(f"department:{floor.department.id}", before["seq"])
    assert [event["seq"] for event in replay["events"]] == list(
        range(before["seq"] + 1, replay["seq"] + 1)
    )
    fresh = again.subscribe(f"department:{floor.department.id}")
    assert fresh["seq"] == replay["seq"]
    assert waiting_after(before["snapshot"], replay["events"]) == {
        entry["id"]: entry["client"]["name"] for entry in fresh["snapshot"]["entries"]
    }


def waiting_after(snapshot, events):
    entries = {entry["id"]: entry["client"]["name"] for entry in snapshot["entries"]}
    for event in events:
        if event["name"] == "queue.entry_changed":
            entries[event["data"]["id"]] = event["data"]["client"]["name"]
        if event["name"] == "queue.entry_left":
            entries.pop(event["data"]["entry_id"], None)
    return entries


def test_a_gap_that_is_too_old_gives_a_snapshot(floor, connect, scope, company):
    ana = floor.desk("Ana")
    floor.waiting()
    with scope(company):
        db.session.execute(RealtimeEvent.__table__.delete())
    answer = connect(ana).subscribe(f"department:{floor.department.id}", 0)
    assert answer["snapshot"]["entries"]


def test_the_heartbeat_tells_where_each_room_stands(floor, connect):
    ana = floor.desk("Ana")
    socket = connect(ana)
    room = f"department:{floor.department.id}"
    seq = socket.subscribe(room)["seq"]
    floor.waiting()
    answer = socket.call("heartbeat", {"rooms": {room: seq, "department:999": 0}})
    assert answer["rooms"][room] > seq
    assert "department:999" not in answer["rooms"]


@pytest.fixture
def talking(floor, connect):
    """Ana and Zoe in a call, each with a socket that carries it."""
    ana = floor.desk("Ana")
    caller = floor.waiting("Zoe")
    call = ana.accept()
    mine, theirs = connect(ana), connect(caller)
    mine.call("call.join", {"call_id": call["id"], "connection": "ana-page-1"})
    theirs.call("call.join", {"call_id": call["id"], "connection": "zoe-page-1"})
    return ana, caller, mine, theirs, call


def signal(call, to, **changes):
    return {
        "call_id": call["id"],
        "epoch": call["media"]["epoch"],
        "to": to,
        "connection": "ana-page-1",
        "to_connection": "zoe-page-1",
        "description": {"type": "offer", "sdp": "v=0"},
    } | changes


def seats(call):
    return {participant["name"]: participant["id"] for participant in call["participants"]}


def test_signals_reach_the_other_side_and_nobody_else(talking, floor, connect):
    ana, caller, mine, theirs, call = talking
    bob = floor.desk("Bob", online=False)
    outsider = connect(bob)
    mine.call("call.signal", signal(call, seats(call)["Zoe"]))
    relayed = theirs.transient("call.signal")
    assert relayed["from"] == seats(call)["Ana"]
    assert relayed["description"] == {"type": "offer", "sdp": "v=0"}
    with pytest.raises(Refused) as refused:
        outsider.call("call.signal", signal(call, seats(call)["Zoe"]))
    assert refused.value.problem["status"] == 404
    assert outsider.transients == []


def test_an_old_epoch_and_another_page_load_are_dropped(talking):
    ana, caller, mine, theirs, call = talking
    zoe = seats(call)["Zoe"]
    mine.call("call.signal", signal(call, zoe, epoch=call["media"]["epoch"] - 1))
    mine.call("call.signal", signal(call, zoe, to_connection="zoe-page-0"))
    mine.call("call.signal", signal(call, zoe, description={"type": "offer", "sdp": "kept"}))
    assert theirs.transient("call.signal")["description"]["sdp"] == "kept"


@pytest.fixture
def answered(floor, connect):
    """Ana has answered Zoe; both pages named their media when they connected."""
    ana = floor.desk("Ana")
    caller = floor.waiting("Zoe")
    mine = connect(ana, connection="ana-page-1")
    theirs = connect(caller, connection="zoe-page-1")
    return ana, caller, mine, theirs, ana.accept(connection="ana-page-1")


def test_the_answer_seats_pages_that_are_there(answered):
    ana, caller, mine, theirs, call = answered
    for seat in call["participants"]:
        assert (seat["connected"], seat["reconnect_deadline"]) == (True, None)
    kinds = [(event["kind"], event["actor_name"]) for event in call["events"]]
    assert kinds == [("queued", "Zoe"), ("answered", "Ana"), ("joined", "Zoe"), ("joined", "Ana")]
    mine.call("call.signal", signal(call, seats(call)["Zoe"]))
    assert theirs.transient("call.signal")["connection"] == "ana-page-1"


def test_a_seated_page_that_goes_is_waited_for(answered):
    ana, caller, mine, theirs, call = answered
    mine.subscribe(f"call:{call['id']}")
    theirs.close()
    mine.wait_for(lambda c: find_participant(c, "Zoe", connected=False))


def test_pages_that_are_not_there_have_to_join(floor, connect):
    ana, bob = floor.desk("Ana"), floor.desk("Bob", online=False)
    connect(bob, connection="bob-page-1")
    caller = floor.waiting("Zoe")
    connect(caller, connection="zoe-page-1").close()
    call = ana.accept(connection="bob-page-1")
    for seat in call["participants"]:
        assert (seat["connected"], seat["connection"]) == (False, None)


def test_a_second_tab_takes_over(talking, connect):
    ana, caller, mine, theirs, call = talking
    second = connect(ana)
    second.call("call.join", {"call_id": call["id"], "connection": "ana-page-2"})
    assert mine.transient("call.taken_over") == {"call_id": call["id"]}


def test_a_lost_connection_is_noted_and_so_is_the_return(talking, connect, scope, company):
    ana, caller, mine, theirs, call = talking
    mine.subscribe(f"call:{call['id']}")
    theirs.close()
    lost = mine.wait_for(lambda c: find_participant(c, "Zoe", connected=False))
    assert lost["reconnect_deadline"] is not None
    back = connect(caller)
    back.call("call.join", {"call_id": call["id"], "connection": "zoe-page-2"})
    mine.wait_for(lambda c: find_participant(c, "Zoe", connected=True))
    with scope(company):
        drop = db.session.scalars(select(Drop)).one()
        assert drop.reconnected_at is not None
        assert drop.disconnected_at < drop.reconnected_at


def find_participant(connection, name, *, connected):
    """The participant's state in the newest event, if it is the one that is waited for."""
    calls = [
        event["data"]["call"] for event in connection.events if event["name"] == "call.changed"
    ]
    for participant in calls[-1]["participants"] if calls else []:
        if participant["name"] == name and participant["connected"] is connected:
            return participant
    return None


def test_nobody_comes_back_within_the_grace_time(talking, scope, company, run):
    ana, caller, mine, theirs, call = talking
    mine.subscribe(f"call:{call['id']}")
    theirs.close()
    mine.wait_for(lambda c: find_participant(c, "Zoe", connected=False))
    run(expire_drops, call_id=call["id"])
    with scope(company):
        assert db.session.get_one(Call, call["id"]).status == "in_progress"
        db.session.execute(
            update(Participant)
            .where(Participant.reconnect_deadline.is_not(None))
            .values(reconnect_deadline=utcnow())
        )
    run(expire_drops, call_id=call["id"])
    ended = mine.wait_for(lambda c: c.events[-1]["data"]["call"]["ended_at"] and c.events[-1])
    assert ended["data"]["call"]["status"] == "disconnect"
    assert caller.stage == "rating"


def test_media_states_are_told(talking):
    ana, caller, mine, theirs, call = talking
    theirs.subscribe(caller.look()["room"])
    state = {"microphone": False, "camera": True, "screen": False}
    mine.call("call.media_state", {"call_id": call["id"]} | state)
    theirs.wait_for(lambda c: muted(c, "Ana"))


def muted(connection, name):
    for event in connection.events:
        view = event["data"].get("visit", {}).get("call") or {}
        for participant in view.get("participants", []):
            if participant["name"] == name and not participant["microphone"]:
                return True
    return False


def test_quality_is_bounded_and_folded_into_minutes(talking, scope, company):
    from app.calls.models import QualityMinute

    ana, caller, mine, theirs, call = talking
    for rtt in (100, 300):
        sample = {"rtt_ms": rtt, "loss_percent": 1, "width": 640, "height": 360}
        mine.call("call.quality", {"call_id": call["id"], "samples": [sample]})
    with pytest.raises(Refused):
        mine.call("call.quality", {"call_id": call["id"], "samples": [{"rtt_ms": -1}]})
    with scope(company):
        rows = db.session.scalars(select(QualityMinute)).all()
        assert sum(row.samples for row in rows) == 2
        assert max(row.rtt_ms_worst or 0 for row in rows) == 300


def test_ending_the_session_drops_its_sockets(floor, connect):
    ana = floor.desk("Ana")
    socket = connect(ana)
    assert ana.browser.delete("/session").status_code == 204
    assert socket.transient("session.ended", seconds=5)
    socket.wait_for(lambda c: ("closed", None) in c.transients, seconds=5)


def test_a_handshake_needs_a_session_or_a_visit(floor, server, app, company):
    stranger = Browser(app, company.host)
    with pytest.raises(HandshakeRefused):
        Connection("/people").open(server, stranger)
    with pytest.raises(HandshakeRefused):
        Connection("/visits").open(server, stranger, {"token": floor.link()})


def test_a_session_of_one_company_opens_nothing_at_another(floor, server, app, other_company):
    ana = floor.desk("Ana")
    elsewhere = Browser(app, other_company.host)
    elsewhere.client = ana.browser.client
    with pytest.raises(HandshakeRefused):
        Connection("/people").open(server, elsewhere)


def test_a_room_of_somebody_else_cannot_be_entered(floor, make_floor, connect):
    ana = floor.desk("Ana")
    other = make_floor(name="Sales")
    sol = other.desk("Sol")
    socket = connect(ana)
    for room in (f"person:{sol.id}", f"department:{other.department.id}", "visit:1", "nonsense"):
        with pytest.raises(Refused) as refused:
            socket.subscribe(room)
        assert refused.value.problem["status"] == 404


def test_the_row_of_a_socket_goes_with_it(floor, connect, scope, company):
    ana = floor.desk("Ana", online=False)
    socket = connect(ana)
    sid = socket.sid
    assert sid in live_sids(scope, company)
    socket.close()
    eventually(lambda: sid not in live_sids(scope, company))
    assert ana.state == "offline"


def live_sids(scope, company):
    with scope(company):
        return set(db.session.scalars(select(RealtimeSocket.sid)))
