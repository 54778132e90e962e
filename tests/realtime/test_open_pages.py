"""What changes for the whole company reaches the pages that are open."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from psycopg.types.json import Jsonb

from app.access.jobs import sweep_pages
from app.core.clock import utcnow
from app.core.redis import redis_client
from tests import companies
from tests.browser import Browser
from tests.factories.access import StaffFactory
from tests.live import Connection, Refused
from tests.worker import do_waiting_jobs
from workers.queues import QueueName

ROOM = "company:people"
WHY = {"reason": "Asked for by their owner"}


@pytest.fixture
def admin(scope, browser_of: Callable[..., Browser]) -> Browser:
    with scope(None):
        return browser_of(StaffFactory(role="admin"))


def view(browser: Browser) -> dict[str, Any]:
    return browser.get("/session").json


def overridden(**values: Any) -> dict[str, Any]:
    return {"limits": {}, "features": {}, "until": None} | WHY | values


@pytest.fixture
def page(floor, connect) -> tuple[Browser, Connection]:
    """Somebody at work, with the session that their page was served with still valid."""
    ana = floor.desk("Ana")
    socket = connect(ana)
    answer = socket.subscribe(ROOM)
    assert answer["snapshot"] == {"revision": view(ana.browser)["revision"]}
    return ana.browser, socket


def test_an_exception_to_the_plan_reaches_an_open_page(app, company, admin, page) -> None:
    browser, socket = page
    limits = {"departments": 2}
    admin.put(
        f"/companies/{company.id}/overrides", overridden(limits=limits, features={"sso": False})
    )
    do_waiting_jobs(app, QueueName.REALTIME)
    told = socket.event("session.changed")
    session = view(browser)
    assert told["data"]["revision"] == session["revision"]
    assert session["limits"]["departments"] == 2
    assert "sso" not in session["features"]


def test_an_exception_without_effect_has_the_same_revision(app, company, admin, page) -> None:
    browser, socket = page
    before = view(browser)["revision"]
    # Enterprise has it anyway.
    admin.put(f"/companies/{company.id}/overrides", overridden(features={"sso": True}))
    do_waiting_jobs(app, QueueName.REALTIME)
    assert socket.event("session.changed")["data"]["revision"] == before
    assert view(browser)["revision"] == before


@pytest.mark.parametrize("move", ["suspend", "restore"])
def test_a_change_of_the_status_reaches_an_open_page(app, company, admin, page, move: str) -> None:
    browser, socket = page
    before = view(browser)["revision"]
    for step in ("suspend", "restore")[: 1 + (move == "restore")]:
        assert admin.post(f"/companies/{company.id}/{step}", WHY).status_code == 204
        do_waiting_jobs(app, QueueName.REALTIME)
    revisions = socket.wait_for(lambda c: _told(c) if len(_told(c)) > (move == "restore") else None)
    assert revisions[0] != before
    assert (revisions[-1] == before) == (move == "restore")


def _told(socket: Connection) -> list[str]:
    events = [event for event in socket.events if event["name"] == "session.changed"]
    return [event["data"]["revision"] for event in events]


def test_the_sweep_tells_what_only_time_has_changed(app, company, page) -> None:
    browser, socket = page
    sweep_in(app)
    told = socket.event("session.changed")
    yesterday = (utcnow() - timedelta(days=1)).date().isoformat()
    over = {"limits": {"departments": 2}, "features": {}, "until": yesterday, "reason": "-"}
    companies.change(company, overrides=Jsonb(over | {"until": None}))
    sweep_in(app)
    companies.change(company, overrides=Jsonb(over))
    sweep_in(app)
    first, second, third = socket.wait_for(lambda c: _told(c) if len(_told(c)) > 2 else None)
    assert first == third == told["data"]["revision"] != second


def test_the_sweep_tells_again_only_what_is_new(app, company, page) -> None:
    _, socket = page
    for _ in range(3):
        sweep_in(app)
    companies.change(company, plan="starter")
    sweep_in(app)
    assert len(socket.wait_for(lambda c: _told(c) if len(_told(c)) > 1 else None)) == 2


def test_a_lost_redis_makes_the_sweep_tell_once_more_and_nothing_else(app, page) -> None:
    browser, socket = page
    sweep_in(app)
    with app.app_context():
        redis_client().flushdb()
    sweep_in(app)
    revisions = socket.wait_for(lambda c: _told(c) if len(_told(c)) > 1 else None)
    assert set(revisions) == {view(browser)["revision"]}


def test_a_closed_company_has_nobody_to_tell(app, company, admin) -> None:
    admin.post(f"/companies/{company.id}/close", WHY)
    do_waiting_jobs(app, QueueName.REALTIME)
    sweep_in(app)


def test_the_room_has_one_name(floor, connect) -> None:
    with pytest.raises(Refused) as refused:
        connect(floor.desk("Ana")).subscribe("company:1")
    assert refused.value.problem["status"] == 404


def sweep_in(app) -> None:
    with app.app_context():
        sweep_pages()
