"""A call moves to the media server before anything breaks, and each seat gets a ticket of its own."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable

import jwt
import pytest
from flask import Flask

from app.calls import sfu
from app.calls.domain_events import CallMoved, CallMoveFailed
from app.calls.media_jobs import make_consult_room
from app.calls.models import Call
from app.core import bus
from app.core.db import db
from billing.limits import FeatureNotInPlan
from media import livekit
from media.livekit import MediaServerUnreachable
from tests import companies
from tests.conftest import environment
from tests.floor import Caller, Desk, Floor
from tests.services import ports
from tests.services.media_server import MediaServer
from tests.talks import Talk


@pytest.fixture
def talk(make_talk: Callable[..., Talk]) -> Talk:
    return make_talk()


@pytest.fixture
def told(monkeypatch: pytest.MonkeyPatch) -> list[object]:
    """What other slices hear of moves."""
    heard: list[object] = []
    for kind in (CallMoved, CallMoveFailed):
        monkeypatch.setitem(bus._handlers, kind, [*bus._handlers[kind], heard.append])
    return heard


def test_a_call_stays_direct_until_the_room_exists(
    on_media_server: MediaServer, talk: Talk
) -> None:
    before = talk.media
    talk.want()
    assert talk.media == before
    assert talk.ticket(talk.zoe).status_code == 409
    talk.work()
    assert talk.media["mode"] == "sfu"
    assert talk.media["epoch"] == before["epoch"] + 1
    assert talk.media["seats"] == before["seats"] != []
    with talk.floor.app.app_context():
        assert livekit.list_rooms([talk.read("media_room")])


def test_wanting_it_twice_moves_once(
    on_media_server: MediaServer, talk: Talk, told: list[object]
) -> None:
    talk.move()
    room, epoch = talk.read("media_room"), talk.media["epoch"]
    talk.move()
    talk.work()
    assert (talk.read("media_room"), talk.media["epoch"]) == (room, epoch)
    assert [type(event) for event in told] == [CallMoved]


def test_each_seat_has_a_ticket_of_its_own(on_media_server: MediaServer, talk: Talk) -> None:
    talk.move()
    tickets = [talk.ticket(side).get_json() for side in (talk.ana, talk.zoe)]
    seats = {p["name"]: p["id"] for p in talk.zoe.look()["call"]["participants"]}
    assert [ticket["identity"] for ticket in tickets] == [
        f"participant-{seats[name]}" for name in ("Ana", "Zoe")
    ]
    for ticket in tickets:
        claims = jwt.decode(ticket["token"], on_media_server.secret, algorithms=["HS256"])
        assert claims["video"]["room"] == ticket["room"] == talk.read("media_room")
        assert ticket["room"].startswith(f"c{talk.floor.company.id}-{talk.id}-")
        assert (ticket["epoch"], ticket["url"]) == (talk.media["epoch"], on_media_server.url)


def test_there_is_no_ticket_for_a_direct_call(on_media_server: MediaServer, talk: Talk) -> None:
    for side in (talk.ana, talk.zoe):
        answer = talk.ticket(side)
        assert answer.status_code == 409
        assert answer.get_json()["type"] == "/problems/not-on-media-server"


def test_there_is_no_ticket_for_a_stranger_or_after_the_end(
    on_media_server: MediaServer, talk: Talk
) -> None:
    talk.move()
    assert talk.ticket(talk.floor.desk("Bea")).status_code == 404
    talk.ana.act(talk.id, "end")
    assert talk.ticket(talk.ana).get_json()["type"] == "/problems/call-ended"
    assert talk.ticket(talk.zoe).status_code == 409


def test_without_the_server_the_call_goes_on_and_is_told(
    on_media_server: MediaServer, talk: Talk, told: list[object]
) -> None:
    before = talk.media
    away = {"LIVEKIT_API_URL": f"http://127.0.0.1:{ports.free()}"}
    with environment(away):
        talk.move()
        talk.work(attempt=1)
    assert talk.media == before | {"problem": "unreachable"}
    assert [type(event) for event in told] == [CallMoveFailed]
    talk.work(attempt=2)
    assert (talk.media["mode"], talk.media["problem"]) == ("sfu", None)
    assert [type(event) for event in told] == [CallMoveFailed, CallMoved]


def test_after_two_minutes_nobody_tries_any_more(on_media_server: MediaServer, talk: Talk) -> None:
    with environment({"LIVEKIT_API_URL": f"http://127.0.0.1:{ports.free()}"}):
        talk.want()
        talk.work(attempt=7)
    talk.work()
    assert (talk.media["mode"], talk.media["problem"]) == ("p2p", "unreachable")
    talk.move()
    assert talk.media["mode"] == "sfu"


def test_a_plan_without_the_media_server_says_which_has_it(
    on_media_server: MediaServer, talk: Talk
) -> None:
    free = dataclasses.replace(talk.floor.company, plan="free")
    with companies.acting(talk.floor.app, free), pytest.raises(FeatureNotInPlan) as refusal:
        sfu.check_may_move(db.session.get_one(Call, talk.id))
    assert refusal.value.document()["lifting_plan"] == "starter"


def test_an_installation_without_a_media_server_says_so(talk: Talk) -> None:
    here = companies.acting(talk.floor.app, talk.floor.company)
    with here, pytest.raises(MediaServerUnreachable) as refusal:
        sfu.check_may_move(db.session.get_one(Call, talk.id))
    assert refusal.value.status == 503


def test_who_records_always_begins_in_a_room_that_was_ready(
    on_media_server: MediaServer, make_floor: Callable[..., Floor], app: Flask
) -> None:
    floor = make_floor(name="Claims", recording_policy="full")
    ana, zoe = floor.desk("Ana"), floor.waiting("Zoe")
    talk = Talk(floor, ana, zoe, _waiting_call(floor))
    talk.work()
    ready = talk.read("media_room")
    assert ready is not None
    assert ana.accept()["media"]["mode"] == "sfu"
    assert talk.ticket(zoe).get_json()["room"] == ready


def test_who_is_answered_before_the_room_is_ready_moves_there(
    on_media_server: MediaServer, make_talk: Callable[..., Talk]
) -> None:
    talk = make_talk(recording_policy="full")
    assert talk.media["mode"] == "p2p"
    talk.work()
    assert talk.media["mode"] == "sfu"


def test_on_a_plan_without_it_calls_begin_direct(
    on_media_server: MediaServer, company, make_floor: Callable[..., Floor]
) -> None:
    companies.change(company, plan="free")
    floor = make_floor(name="Claims", recording_policy="full")
    ana, zoe = floor.desk("Ana"), floor.waiting("Zoe")
    call = ana.accept()
    talk = Talk(floor, ana, zoe, call["id"])
    talk.work()
    assert (call["media"]["mode"], talk.media["mode"]) == ("p2p", "p2p")


def test_briefed_attendants_talk_where_the_client_cannot_come(
    on_media_server: MediaServer, talk: Talk
) -> None:
    talk.move()
    bea = _briefed(talk)
    assert talk.ticket(bea).status_code == 409
    talk.work(make_consult_room)
    people: dict[str, Desk | Caller] = {"ana": talk.ana, "bea": bea, "zoe": talk.zoe}
    rooms = {name: talk.ticket(person).get_json()["room"] for name, person in people.items()}
    assert rooms["ana"] == rooms["bea"] == talk.read("consult_room")
    assert rooms["zoe"] == talk.read("media_room") != rooms["ana"]
    names = {p["id"]: p["name"] for p in talk.zoe.look()["call"]["participants"]}
    assert {names[seat] for seat in talk.media["seats"]} == {"Ana", "Bea"}


@pytest.mark.parametrize(("how", "stays"), [("complete", "bea"), ("cancel", "ana")])
def test_after_the_briefing_all_are_in_the_calls_room_again(
    on_media_server: MediaServer, talk: Talk, how: str, stays: str
) -> None:
    talk.move()
    sides: dict[str, Desk] = {"ana": talk.ana, "bea": _briefed(talk)}
    talk.work(make_consult_room)
    epoch = talk.media["epoch"]
    talk.ana.act(talk.id, f"transfer/{how}")
    assert talk.media["epoch"] > epoch
    assert talk.read("consult_room") is None
    for name, desk in sides.items():
        answer = talk.ticket(desk)
        assert answer.status_code == (200 if name == stays else 403)
    assert talk.ticket(sides[stays]).get_json()["room"] == talk.read("media_room")


def _waiting_call(floor: Floor) -> int:
    with companies.acting(floor.app, floor.company):
        return db.session.query(Call.id).scalar()


def _briefed(talk: Talk) -> Desk:
    bea = talk.floor.desk("Bea")
    talk.ana.act(talk.id, "transfer", person_id=bea.id, mode="warm")
    bea.accept()
    return bea
