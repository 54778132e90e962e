"""The server's rooms and the product's seats are made to agree, whatever was reported or not."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from flask import Flask
from sqlalchemy import select

from app.core.db import db
from media import livekit, reconciling
from media.jobs import reconcile
from media.models import MediaAttendance
from media.names import new_room_name
from media.tickets import join_ticket
from tenants.context import CompanyRef
from tests.conftest import Scope, environment
from tests.media.joining import Joiners
from tests.patience import eventually
from tests.services import ports
from tests.services.media_server import MediaServer
from tests.talks import Talk


@pytest.fixture
def check(app: Flask) -> Callable[[], None]:
    """What the scheduler has done every half minute."""

    def checked() -> None:
        with app.app_context():
            reconcile()

    return checked


def in_room(app: Flask, room: str) -> set[str]:
    with app.app_context():
        return {person.identity for person in livekit.list_participants(room)}


def exists(app: Flask, room: str) -> bool:
    with app.app_context():
        return bool(livekit.list_rooms([room]))


def test_whoever_has_lost_the_seat_is_sent_out_though_the_ticket_still_opens(
    app: Flask,
    on_media_server: MediaServer,
    make_talk: Callable[..., Talk],
    check: Callable[[], None],
    pages: Joiners,
) -> None:
    talk = make_talk()
    talk.move()
    room, kept = talk.read("media_room"), talk.ticket(talk.zoe).get_json()
    assert pages.join("zoe", kept)
    assert pages.join("ana", talk.ticket(talk.ana).get_json())
    ana = talk.identity("Ana")
    talk.unseat("Ana")
    talk.work_off()
    pages.wait_for("ana disconnected")
    assert in_room(app, room) == {kept["identity"]}
    # The ticket lives longer than the seat.
    with app.app_context():
        livekit_ticket = join_ticket(room, ana, name="Ana", publish=True)
    assert pages.join("again", livekit_ticket)
    check()
    pages.wait_for("again disconnected")
    assert in_room(app, room) == {kept["identity"]}


def test_what_was_never_reported_is_found(
    app: Flask,
    on_media_server: MediaServer,
    make_talk: Callable[..., Talk],
    check: Callable[[], None],
    pages: Joiners,
    company: CompanyRef,
    scope: Scope,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """No webhook reaches the product in this test."""
    monkeypatch.setattr(reconciling, "SETTLED_AFTER", -reconciling.SETTLED_AFTER)
    talk = make_talk()
    talk.move()
    room, ticket = talk.read("media_room"), talk.ticket(talk.zoe).get_json()
    assert pages.join("zoe", ticket)
    check()
    with scope(company):
        [stay] = db.session.scalars(select(MediaAttendance))
        assert (stay.room, stay.identity, stay.present) == (room, ticket["identity"], True)
    with app.app_context():
        livekit.remove_participant(room, ticket["identity"])
    eventually(lambda: not in_room(app, room))
    check()
    with scope(company):
        [stay] = db.session.scalars(select(MediaAttendance))
        assert not stay.present


def test_a_room_that_is_gone_while_its_call_runs_is_made_anew(
    app: Flask,
    on_media_server: MediaServer,
    make_talk: Callable[..., Talk],
    check: Callable[[], None],
) -> None:
    talk = make_talk()
    talk.move()
    lost, epoch = talk.read("media_room"), talk.media["epoch"]
    with app.app_context():
        livekit.delete_room(lost)
    check()
    talk.work_off()
    assert talk.media["epoch"] == epoch + 1
    assert talk.read("media_room") != lost
    assert exists(app, talk.read("media_room"))
    assert talk.ticket(talk.zoe).get_json()["room"] == talk.read("media_room")


def test_a_ticket_brings_a_lost_room_back_at_once(
    app: Flask, on_media_server: MediaServer, make_talk: Callable[..., Talk]
) -> None:
    talk = make_talk()
    talk.move()
    lost = talk.read("media_room")
    with app.app_context():
        livekit.delete_room(lost)
    assert talk.ticket(talk.zoe).get_json()["room"] == lost
    talk.work_off()
    assert talk.ticket(talk.zoe).get_json()["room"] != lost


def test_rooms_of_ended_calls_are_closed(
    app: Flask,
    on_media_server: MediaServer,
    make_talk: Callable[..., Talk],
    check: Callable[[], None],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    talk = make_talk()
    talk.move()
    room = talk.read("media_room")
    talk.ana.act(talk.id, "end")
    assert exists(app, room)
    # Too young: its call may not have been committed.
    check()
    assert exists(app, room)
    monkeypatch.setattr(reconciling, "NEW_FOR", -reconciling.NEW_FOR)
    check()
    assert not exists(app, room)


def test_the_end_of_a_call_closes_its_room_at_once(
    app: Flask, on_media_server: MediaServer, make_talk: Callable[..., Talk]
) -> None:
    talk = make_talk()
    talk.move()
    room = talk.read("media_room")
    talk.ana.act(talk.id, "end")
    talk.work_off()
    assert not exists(app, room)


def test_what_nobody_keeps_and_what_is_anothers_is_left_alone(
    app: Flask,
    on_media_server: MediaServer,
    company: CompanyRef,
    scope: Scope,
    check: Callable[[], None],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(reconciling, "NEW_FOR", -reconciling.NEW_FOR)
    with scope(company):
        rooms = [new_room_name("elsewhere", 7), "c0-7-another-installation", "lobby"]
    with app.app_context():
        for room in rooms:
            livekit.create_room(room, empty_timeout=60, departure_timeout=60)
    check()
    assert all(exists(app, room) for room in rooms)
    with app.app_context():
        for room in rooms:
            livekit.delete_room(room)


def test_without_an_answer_nothing_is_changed(
    on_media_server: MediaServer, make_talk: Callable[..., Talk], check: Callable[[], None]
) -> None:
    talk = make_talk()
    talk.move()
    before = talk.media
    with environment({"LIVEKIT_API_URL": f"http://127.0.0.1:{ports.free()}"}):
        check()
    assert talk.media == before


def test_a_move_that_the_queue_forgot_is_made_by_the_next_check(
    on_media_server: MediaServer, make_talk: Callable[..., Talk], check: Callable[[], None]
) -> None:
    talk = make_talk()
    talk.want()
    talk.forget_work()
    talk.age("media_wanted_at", seconds=200)
    check()
    talk.work_off()
    assert talk.media["mode"] == "sfu"
