"""The way in, and the guide that waits behind the door."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

from sqlalchemy import update

from app.core.db import db
from app.signup.models import Signup
from app.signup.state import ENTRANCE_FOR
from tests.browser import Browser
from tests.conftest import Scope
from tests.factories.access import PersonFactory
from tests.signup.conftest import Stranger


def states(browser: Browser) -> dict[str, str]:
    return {step["name"]: step["state"] for step in browser.get("/setup").json["steps"]}


def test_the_browser_that_signed_up_walks_in_once(
    stranger: Stranger, at_company: Callable[[], Browser]
) -> None:
    stranger.start()
    stranger.verify()
    url = stranger.browser.post(f"/signups/{stranger.token}/entrance").json["url"]
    assert url.startswith(f"http://{stranger.look()['host']}/welcome/")
    path = f"/entrances/{url.rpartition('/')[2]}"
    assert at_company().post(path).status_code == 201
    assert at_company().post(path).status_code == 404


def test_looking_at_the_welcome_page_uses_nothing_up(
    stranger: Stranger, at_company: Callable[[], Browser]
) -> None:
    stranger.start()
    stranger.verify()
    url = stranger.browser.post(f"/signups/{stranger.token}/entrance").json["url"]
    token = url.rpartition("/")[2]
    page = at_company().open(f"/welcome/{token}")
    assert page.headers["Referrer-Policy"] == "no-referrer"
    assert at_company().post(f"/entrances/{token}").status_code == 201


def test_after_an_hour_one_signs_in(stranger: Stranger, scope: Scope) -> None:
    stranger.start()
    stranger.verify()
    with scope(None):
        past = Signup.ready_at - ENTRANCE_FOR - timedelta(seconds=1)
        db.session.execute(update(Signup).values(ready_at=past))
    answer = stranger.browser.post(f"/signups/{stranger.token}/entrance")
    assert answer.status_code == 409
    assert answer.json["type"].endswith("/sign-in-there")


def test_the_guide_sees_what_is_done_and_remembers_what_was_skipped(owner: Browser) -> None:
    assert set(states(owner).values()) == {"open"}
    made = owner.post("/departments", {"name": "Front desk"}).json
    owner.post("/access-links", {"department_id": made["id"], "type": "reusable"})
    for step in ("brand", "team"):
        owner.put(f"/setup/{step}", {"skipped": True})
    assert states(owner) == {
        "brand": "skipped",
        "department": "done",
        "team": "skipped",
        "link": "done",
        "call": "open",
    }
    owner.put("/setup/team", {"skipped": False})
    assert states(owner)["team"] == "open"
    answer = owner.put("/setup/call", {"skipped": True})
    assert answer.json["finished"] is False
    assert owner.put("/setup/team", {"skipped": True}).json["finished"] is True
    assert owner.put("/setup/nothing", {"skipped": True}).status_code == 404


def test_the_guide_is_for_those_who_may_change_the_company(
    company, scope: Scope, browser_of: Callable[..., Browser]
) -> None:
    with scope(company):
        attendant = PersonFactory()
    assert browser_of(attendant).get("/setup").status_code == 403
