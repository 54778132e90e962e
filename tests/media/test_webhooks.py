"""What the media server reports is proved, kept once, and makes one history in whatever order it comes."""

from __future__ import annotations

import base64
import dataclasses
import hashlib
import hmac
import json
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from flask import Flask
from hypothesis import HealthCheck, given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st
from sqlalchemy import delete, select

from app.core import bus
from app.core.db import db
from media.domain_events import MediaJoined, MediaLeft, RoomFinished
from media.jobs import apply_webhook
from media.models import MediaAttendance, MediaRoom, MediaWebhook
from tenants.context import CompanyRef
from tests import companies
from tests.browser import Browser
from tests.conftest import Scope
from tests.media.reports import Report, deliver, post, signature
from tests.services.media_server import MediaServer

EVENTS = (MediaJoined, MediaLeft, RoomFinished)


@pytest.fixture
def server(on_media_server: MediaServer, scope: Scope) -> MediaServer:
    # Reports are the platform's, and outlive the companies of the tests before.
    with scope(None):
        db.session.execute(delete(MediaWebhook))
    return on_media_server


@pytest.fixture
def apply(app: Flask) -> Callable[..., None]:
    def applied(*reports: Report) -> None:
        """What a worker does with each, found by its id."""
        for report in reports:
            with app.app_context():
                apply_webhook(webhook_id=report.id)

    return applied


@pytest.fixture
def heard(monkeypatch: pytest.MonkeyPatch) -> list[Any]:
    told: list[Any] = []
    for kind in EVENTS:
        monkeypatch.setitem(bus._handlers, kind, [*bus._handlers[kind], told.append])
    return told


def a_story(company: CompanyRef) -> list[Report]:
    """Ana comes twice, Zoe once; then the room closes."""
    room = f"c{company.id}-7-story"
    ana, zoe = "participant-1", "participant-2"
    return [
        Report("participant_joined", room, 1, ana, "PA_ana1"),
        Report("participant_joined", room, 2, zoe, "PA_zoe"),
        Report("participant_left", room, 5, ana, "PA_ana1"),
        Report("participant_joined", room, 6, ana, "PA_ana2"),
        Report("participant_left", room, 9, zoe, "PA_zoe"),
        Report("participant_left", room, 9, ana, "PA_ana2"),
        Report("room_finished", room, 10),
    ]


def history() -> tuple[Any, ...]:
    stays = db.session.execute(
        select(
            MediaAttendance.sid,
            MediaAttendance.identity,
            MediaAttendance.joined_at,
            MediaAttendance.left_at,
        ).order_by(MediaAttendance.sid)
    )
    rooms = db.session.execute(select(MediaRoom.name, MediaRoom.finished_at))
    return (*map(tuple, stays), *map(tuple, rooms))


def stored(scope: Scope) -> set[str]:
    with scope(None):
        return set(db.session.scalars(select(MediaWebhook.id)))


def test_a_report_is_kept_before_it_is_answered(
    platform_browser: Browser, server: MediaServer, company: CompanyRef, scope: Scope
) -> None:
    report = a_story(company)[0]
    assert post(platform_browser, server, report) == 204
    assert stored(scope) == {report.id}
    with scope(company):
        assert history() == ()


def test_a_real_servers_signature_is_of_this_kind(
    platform_browser: Browser, server: MediaServer, company: CompanyRef
) -> None:
    body = a_story(company)[0].body
    assert deliver(platform_browser, body, "Bearer " + signature(server, body)) == 204


@pytest.mark.parametrize(
    "forgery",
    [
        lambda server, body: "",
        lambda server, body: "not.a.token",
        lambda server, body: signature(dataclasses.replace(server, secret="x" * 43), body),
        lambda server, body: signature(dataclasses.replace(server, key="other"), body),
        lambda server, body: signature(server, body + b" "),
        lambda server, body: signature(server, body, sha256=None),
        lambda server, body: signature(server, body, sha256="?"),
        lambda server, body: signature(server, body, exp=None),
        lambda server, body: signature(server, body, age=timedelta(hours=1)),
    ],
    ids=[
        "nothing", "noise", "secret", "key", "another-body", "no-hash", "bad-hash", "no-end", "old",
    ],
)  # fmt: skip
def test_a_forged_or_stale_report_is_refused_and_not_kept(
    platform_browser: Browser,
    server: MediaServer,
    company: CompanyRef,
    scope: Scope,
    forgery: Callable[[MediaServer, bytes], str],
) -> None:
    body = a_story(company)[0].body
    assert deliver(platform_browser, body, forgery(server, body)) == 401
    assert stored(scope) == set()


def test_without_a_media_server_an_empty_secret_signs_nothing(
    platform_browser: Browser, company: CompanyRef
) -> None:
    body = a_story(company)[0].body
    claims = {
        "iss": "",
        "exp": 4_000_000_000,
        "sha256": base64.b64encode(hashlib.sha256(body).digest()).decode(),
    }
    signed = ".".join(_encoded(json.dumps(part).encode()) for part in ({"alg": "HS256"}, claims))
    forged = f"{signed}.{_encoded(hmac.digest(b'', signed.encode(), 'sha256'))}"
    assert deliver(platform_browser, body, forged) == 401


def test_a_signed_body_that_is_no_report_is_refused(
    platform_browser: Browser, server: MediaServer
) -> None:
    for body in (b"", b"[1]", b"\xff\xfe", b"no json"):
        assert deliver(platform_browser, body, signature(server, body)) == 400


def test_reports_of_others_rooms_are_nothing_to_us(
    platform_browser: Browser, server: MediaServer, company: CompanyRef, scope: Scope
) -> None:
    for room in ("lobby", "c0-1-x", "c999999999999-1-x", "c99999999999999999999-1-x"):
        assert post(platform_browser, server, Report("room_finished", room)) == 204
    ours = Report("track_published", f"c{company.id}-1-x", 1, "participant-1", "PA_1")
    assert post(platform_browser, server, ours) == 204
    assert stored(scope) == set()


def test_each_thing_that_happened_is_told_once(
    platform_browser: Browser,
    server: MediaServer,
    company: CompanyRef,
    apply: Callable[..., None],
    heard: list[Any],
) -> None:
    story = a_story(company)
    for report in [*story, *story]:
        assert post(platform_browser, server, report) == 204
    apply(*story, *story)
    assert [type(event) for event in heard].count(RoomFinished) == 1
    for kind in (MediaJoined, MediaLeft):
        sids = [event.sid for event in heard if isinstance(event, kind)]
        assert sorted(sids) == ["PA_ana1", "PA_ana2", "PA_zoe"]
    assert {event.company_id for event in heard} == {company.id}


def test_a_report_that_the_queue_lost_is_applied_all_the_same(
    platform_browser: Browser, server: MediaServer, company: CompanyRef, scope: Scope, app: Flask
) -> None:
    from media.webhooks import apply_report, overdue_reports

    report = a_story(company)[0]
    post(platform_browser, server, report)
    with scope(None):
        assert overdue_reports() == []
        waiting = db.session.get_one(MediaWebhook, report.id)
        waiting.received_at -= timedelta(seconds=30)
    with scope(None):
        assert overdue_reports() == [report.id]
        apply_report(report.id)
        assert overdue_reports() == []
    with scope(company):
        assert len(history()) == 1


def test_the_order_makes_no_difference(
    platform_browser: Browser,
    server: MediaServer,
    company: CompanyRef,
    scope: Scope,
    apply: Callable[..., None],
) -> None:
    """Repeated, shuffled and late: one history. What never came, the end of the room makes up for."""
    story = a_story(company)
    for report in story:
        post(platform_browser, server, report)
    apply(*story)
    with scope(company):
        in_order = history()
    assert len(in_order) == 4

    @given(order=st.permutations(story), again=st.lists(st.sampled_from(story), max_size=5))
    @hypothesis_settings(
        max_examples=25, deadline=None, suppress_health_check=list(HealthCheck), database=None
    )
    def shuffled(order: list[Report], again: list[Report]) -> None:
        _forget(scope, company)
        apply(*order, *again)
        with scope(company):
            assert history() == in_order

    shuffled()


@given(dropped=st.sets(st.integers(0, 5)))
@hypothesis_settings(
    max_examples=10, deadline=None, suppress_health_check=list(HealthCheck), database=None
)
def test_whatever_is_dropped_nobody_stays_in_a_closed_room(
    platform_browser: Browser,
    server: MediaServer,
    company: CompanyRef,
    scope: Scope,
    apply: Callable[..., None],
    dropped: set[int],
) -> None:
    came = [report for number, report in enumerate(a_story(company)) if number not in dropped]
    _forget(scope, company)
    for report in came:
        post(platform_browser, server, report)
    apply(*reversed(came))
    with scope(company):
        assert not [stay for stay in db.session.scalars(select(MediaAttendance)) if stay.present]


def test_another_companys_rooms_are_written_in_its_own_place(
    platform_browser: Browser,
    server: MediaServer,
    company: CompanyRef,
    other_company: CompanyRef,
    scope: Scope,
    apply: Callable[..., None],
) -> None:
    report = a_story(other_company)[0]
    post(platform_browser, server, report)
    apply(report)
    with scope(company):
        assert history() == ()
    with scope(other_company):
        assert len(history()) == 1


def _encoded(part: bytes) -> str:
    """Base64 as tokens have it."""
    return base64.urlsafe_b64encode(part).decode().rstrip("=")


def _forget(scope: Scope, company: CompanyRef) -> None:
    with scope(company):
        db.session.execute(delete(MediaAttendance))
        db.session.execute(delete(MediaRoom))
    with companies.superuser() as connection:
        connection.execute("UPDATE platform.media_webhooks SET applied_at = NULL")
