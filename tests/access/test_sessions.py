"""Seeing where one is signed in, and ending it at once, connections included."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from threading import Event

import pytest
from sqlalchemy import select

from app.access.models import Person, PersonSession
from app.access.sessions import do_end_sessions, hold_session
from app.core.db import db
from app.core.errors import NotSignedIn
from app.core.redis import redis_client
from app.realtime.emitter import CHANNEL
from app.realtime.models import RealtimeSocket
from tenants.context import CompanyRef
from tests.browser import Browser
from tests.conftest import Scope
from tests.factories.access import PersonFactory, StaffFactory


def rows(browser: Browser) -> list[dict]:
    return browser.get("/sessions").json["items"]


def test_each_sign_in_is_listed(person: Person, browser_of: Callable[..., Browser]) -> None:
    first, second = browser_of(person), browser_of(person)
    assert [row["current"] for row in rows(second)] in ([True, False], [False, True])
    assert {row["id"] for row in rows(first)} == {row["id"] for row in rows(second)}
    assert rows(first)[0]["address"] == "127.0.0.1"


def test_one_session_can_be_ended(person: Person, browser_of: Callable[..., Browser]) -> None:
    first, second = browser_of(person), browser_of(person)
    mine = next(row["id"] for row in rows(first) if row["current"])
    assert second.delete(f"/sessions/{mine}").status_code == 204
    assert first.get("/session").status_code == 401
    assert second.delete(f"/sessions/{mine}").status_code == 404


def test_all_others_can_be_ended(person: Person, browser_of: Callable[..., Browser]) -> None:
    first, second, third = (browser_of(person) for _ in range(3))
    assert second.delete("/sessions").status_code == 204
    assert [each.get("/session").status_code for each in (first, second, third)] == [401, 200, 401]


def test_nobody_ends_a_colleagues_session(
    person: Person, company: CompanyRef, scope: Scope, browser_of: Callable[..., Browser]
) -> None:
    with scope(company):
        owner = PersonFactory(role="owner")
    theirs = browser_of(person)
    session_id = rows(theirs)[0]["id"]
    assert browser_of(owner).delete(f"/sessions/{session_id}").status_code == 404
    assert theirs.get("/session").status_code == 200


def test_staff_list_their_own(scope: Scope, browser_of: Callable[..., Browser]) -> None:
    with scope(None):
        member = StaffFactory()
    browser = browser_of(member)
    assert len(rows(browser)) == 1
    assert browser.delete("/sessions").status_code == 204


@contextmanager
def sent_to_browsers() -> Iterator[list[dict]]:
    """What is published for the web processes meanwhile; complete at the end of the block."""
    seen: list[dict] = []
    with redis_client().pubsub() as channel:
        channel.subscribe(CHANNEL)
        assert channel.get_message(timeout=5)["type"] == "subscribe"
        yield seen
        redis_client().publish(CHANNEL, b"end")
        for message in channel.listen():
            if message["data"] == b"end":
                return
            seen.append(json.loads(message["data"]))


def connected(person: Person, sid: str) -> int:
    query = select(PersonSession.id).where(PersonSession.person_id == person.id)
    session_id = db.session.execute(query).scalar_one()
    socket = RealtimeSocket(
        sid=sid, namespace="/people", person_id=person.id, session_id=session_id
    )
    db.session.add(socket)
    return session_id


def test_ending_a_session_closes_its_connections(
    person: Person, company: CompanyRef, scope: Scope, browser_of: Callable[..., Browser]
) -> None:
    browser_of(person)
    with scope(company):
        session_id = connected(person, "socket-1")
    with sent_to_browsers() as sent, scope(company):
        assert do_end_sessions(person.id, reason="deactivated") == 1
    emitted, closed = sent
    assert emitted["event"] == "session.ended"
    assert emitted["data"] == [{"reason": "deactivated"}]
    assert emitted["room"] == f"{company.id}|session:{session_id}"
    assert closed["method"] == "disconnect"
    assert closed["sid"] == "socket-1"


def test_nothing_is_closed_when_the_change_is_undone(
    person: Person, company: CompanyRef, scope: Scope, browser_of: Callable[..., Browser]
) -> None:
    browser = browser_of(person)
    with scope(company):
        connected(person, "socket-1")
    with sent_to_browsers() as sent, scope(company):
        do_end_sessions(person.id, reason="deactivated")
        db.session.rollback()
    assert sent == []
    assert browser.get("/session").status_code == 200


def test_an_unknown_reason_is_a_mistake(person: Person, company: CompanyRef, scope: Scope) -> None:
    with scope(company), pytest.raises(ValueError, match="no reason"):
        do_end_sessions(person.id, reason="because")


def test_no_connection_slips_in_while_a_session_ends(
    person: Person, company: CompanyRef, scope: Scope, browser_of: Callable[..., Browser]
) -> None:
    """A handshake that read the session before its end, but comes to its row after, is refused."""
    browser_of(person)
    with scope(company):
        session_id = connected(person, "socket-1")
        db.session.rollback()
    ending, ended = Event(), Event()

    def end() -> None:
        with scope(company):
            do_end_sessions(person.id, reason="deactivated")
            ending.set()
            assert ended.wait(10)

    with ThreadPoolExecutor(2) as pool:
        end_done = pool.submit(end)
        assert ending.wait(10)
        opened = pool.submit(_refused_to_hold, scope, company, session_id)
        ended.set()
        end_done.result(10)
        assert opened.result(10)


def _refused_to_hold(scope: Scope, company: CompanyRef, session_id: int) -> bool:
    with scope(company):
        try:
            hold_session(session_id)
        except NotSignedIn:
            return True
    return False
