"""Fault 7: a real media server's reports come repeated, shuffled, late or not at all."""

from __future__ import annotations

import random
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import delete, select

from app.core.db import db
from media import livekit, reconciling
from media.jobs import apply_webhook, reconcile
from media.models import MediaAttendance, MediaRoom, MediaWebhook
from tenants.context import CompanyRef
from tests.browser import Browser
from tests.conftest import Scope
from tests.media.joining import Joiners, joiners
from tests.media.reports import deliver
from tests.patience import eventually
from tests.services.media_server import MediaServer
from tests.services.webhook_relay import told
from tests.talks import Talk

Letter = tuple[bytes, str]
SHUFFLES = 20


@contextmanager
def letterbox() -> Iterator[tuple[str, list[Letter]]]:
    """Takes reports in the product's place; they are delivered later, if at all."""
    letters: list[Letter] = []

    class Box(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"]))
            letters.append((body, self.headers["Authorization"]))
            self.send_response(204)
            self.end_headers()

        def log_message(self, format: str, *args: object) -> None:
            """Nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Box)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}", letters
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


@pytest.fixture
def pages() -> Iterator[Joiners]:
    with joiners() as opened:
        yield opened


@pytest.fixture
def letters(
    app: Flask,
    on_media_server: MediaServer,
    webhook_targets: Path,
    make_talk: Any,
    pages: Joiners,
) -> list[Letter]:
    """What the server reported of a room where two came, one came back, and all was closed."""
    with letterbox() as (url, received), told(webhook_targets, url, "letterbox"):
        talk: Talk = make_talk()
        talk.move()
        room = talk.read("media_room")
        for name, side in (("zoe", talk.zoe), ("ana", talk.ana), ("zoe-again", talk.zoe)):
            assert pages.join(name, talk.ticket(side).get_json())
        with app.app_context():
            livekit.delete_room(room)

        def of_room(event: str) -> list[Letter]:
            return [
                letter
                for letter in received
                if room.encode() in letter[0] and event.encode() in letter[0]
            ]

        eventually(lambda: of_room("room_finished"), 60)
        eventually(lambda: len(of_room("participant_left")) == 3, 60)
        return about(received, room)


def about(letters: list[Letter], room: str) -> list[Letter]:
    return [letter for letter in letters if room.encode() in letter[0]]


def test_one_history_whatever_happens_on_the_way(
    app: Flask,
    company: CompanyRef,
    platform_browser: Browser,
    scope: Scope,
    letters: list[Letter],
) -> None:
    chance = random.Random(7)
    post(app, platform_browser, scope, letters, chance)
    with scope(company):
        in_order = history()
    assert len(in_order) == 3
    assert all(joined and left for _, joined, left in in_order)
    for _ in range(SHUFFLES):
        forget(scope, company)
        mixed = [*letters, *chance.sample(letters, len(letters) // 2)]
        chance.shuffle(mixed)
        post(app, platform_browser, scope, mixed, chance)
        with scope(company):
            assert history() == in_order


def test_what_was_dropped_is_found_by_asking(
    app: Flask,
    company: CompanyRef,
    platform_browser: Browser,
    scope: Scope,
    letters: list[Letter],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(reconciling, "SETTLED_AFTER", -reconciling.SETTLED_AFTER)
    joined = [letter for letter in letters if b"participant_joined" in letter[0]]
    post(app, platform_browser, scope, joined, random.Random(7))
    with scope(company):
        assert any(stay.present for stay in db.session.scalars(select(MediaAttendance)))
    with app.app_context():
        reconcile()
    with scope(company):
        assert not any(stay.present for stay in db.session.scalars(select(MediaAttendance)))


def post(
    app: Flask, browser: Browser, scope: Scope, letters: list[Letter], chance: random.Random
) -> None:
    """Workers take what has come in an order of their own."""
    for body, authorization in letters:
        assert deliver(browser, body, authorization) == 204
    with scope(None):
        waiting = list(
            db.session.scalars(select(MediaWebhook.id).where(MediaWebhook.applied_at.is_(None)))
        )
    chance.shuffle(waiting)
    for report_id in waiting:
        with app.app_context():
            apply_webhook(webhook_id=report_id)


def history() -> list[tuple[Any, ...]]:
    columns = (MediaAttendance.sid, MediaAttendance.joined_at, MediaAttendance.left_at)
    return [tuple(row) for row in db.session.execute(select(*columns).order_by(columns[0]))]


def forget(scope: Scope, company: CompanyRef) -> None:
    with scope(company):
        db.session.execute(delete(MediaAttendance))
        db.session.execute(delete(MediaRoom))
    with scope(None):
        db.session.execute(delete(MediaWebhook))
