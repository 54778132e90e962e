"""A visit from the form to the end of its call, as its own browser sees it."""

from __future__ import annotations

from datetime import time
from io import BytesIO

import pytest

from app.team.models import OpeningHours
from tests.browser import Browser
from tests.conftest import Scope


@pytest.fixture
def closed(floor, scope: Scope, company) -> None:
    """The department has hours, and it is not open now."""
    from app.core.clock import utcnow
    from app.core.db import db

    with scope(company):
        tomorrow = (utcnow().weekday() + 2) % 7
        row = OpeningHours(weekday=tomorrow, opens_at=time(9), closes_at=time(10))
        row.department_id = floor.department.id
        db.session.add(row)


def test_the_form_leads_to_the_device_check(floor) -> None:
    view = floor.caller(name="Zoe").look()
    assert view["stage"] == "devices"
    assert view["company"] == {"name": "Acme Care"}
    assert view["department"] == {"name": "Support", "logo_url": None}
    assert view["client"]["name"] == "Zoe"
    assert view["room"].startswith("visit:")
    assert view["queue"] is view["call"] is view["rating"] is None


def test_the_place_in_the_queue_is_told_and_moves_up(floor) -> None:
    first, second = floor.waiting("First"), floor.waiting("Second")
    assert first.look()["queue"]["position"] == 1
    assert second.look()["queue"] == {
        "position": 2,
        "estimated_wait_seconds": None,
        "joined_at": second.view["queue"]["joined_at"],
    }
    first.leave()
    assert second.look()["queue"]["position"] == 1


def test_closing_and_opening_the_tab_finds_the_same_place(floor) -> None:
    caller = floor.waiting()
    floor.waiting()
    before = caller.look()["queue"]
    assert caller.queue().json["queue"] == before
    again = caller.browser.open(f"/call/{caller.token}").get_data(as_text=True)
    assert '"stage": "waiting"' in again
    assert caller.fill_in("Zoe again").json["queue"] == before


def test_the_call_is_found_again_after_an_answer(floor) -> None:
    desk, caller = floor.desk(), floor.waiting()
    call = desk.accept()
    view = caller.look()
    assert (view["stage"], view["call"]["id"]) == ("in_call", call["id"])
    assert view["call"]["protocol"] == call["protocol"]
    mine = [p for p in view["call"]["participants"] if p["id"] == view["call"]["me"]]
    assert [p["kind"] for p in mine] == ["client"]


def test_the_client_ends_the_call_and_is_asked_to_rate(floor) -> None:
    desk, caller = floor.desk(), floor.waiting()
    desk.accept()
    assert caller.hang_up().json["stage"] == "rating"
    assert caller.view["rating"]["possible"] is True
    assert desk.workstation()["call"]["end_reason"] == "client_left"


def test_a_permanent_link_is_good_for_another_call(floor) -> None:
    desk, caller = floor.desk(), floor.waiting()
    desk.accept()
    caller.hang_up()
    caller._send("POST", "/rating", json={"skipped": True})
    assert caller.stage == "finished"
    page = caller.browser.open(f"/call/{caller.token}?again=1").get_data(as_text=True)
    assert "<form" in page
    assert caller.fill_in().json["stage"] == "devices"
    assert caller.queue().json["stage"] == "waiting"


def test_a_finished_visit_does_not_queue_again_by_itself(floor) -> None:
    desk, caller = floor.desk(), floor.waiting()
    desk.accept()
    caller.hang_up()
    refused = caller.queue()
    assert refused.status_code == 409
    assert refused.json["type"].endswith("/visit-over")


def test_a_full_queue_is_a_stage_with_the_offer_of_a_callback(make_floor) -> None:
    floor = make_floor(queue_max_size=1)
    floor.waiting()
    caller = floor.caller()
    answer = caller.queue()
    assert answer.status_code == 200
    assert answer.json["stage"] == "rejected"
    assert answer.json["callback"] == {"offered": True, "requested": False}


def test_out_of_hours_the_form_leads_to_the_offer_of_a_callback(floor, closed) -> None:
    caller = floor.caller()
    assert caller.look()["stage"] == "out_of_hours"
    assert caller.queue().json["stage"] == "out_of_hours"
    assert caller.view["callback"]["offered"] is True


def test_another_browser_has_no_part_in_the_visit(floor, stranger) -> None:
    caller = floor.waiting()
    other = stranger(caller.token)
    other.browser.csrf_token = caller.browser.csrf_token
    for answer in (other.queue(), other.leave(), other.hang_up()):
        assert answer.status_code == 401
        assert answer.json["type"].endswith("/visit-missing")
    assert other.look()["stage"] == "form"
    assert caller.stage == "waiting"


def test_the_cookie_of_one_link_opens_no_other(floor, stranger) -> None:
    caller = floor.caller()
    elsewhere = stranger(floor.link())
    elsewhere.browser = caller.browser
    assert elsewhere.look()["stage"] == "form"


def test_writes_need_the_visits_own_token_against_forgery(floor) -> None:
    caller = floor.caller()
    for token in (None, "0" * 64):
        caller.browser.csrf_token = token
        refused = caller.queue()
        assert refused.status_code == 403
        assert refused.json["type"].endswith("/csrf")


def test_the_cookie_is_kept_from_scripts_and_from_other_pages(floor, stranger) -> None:
    token = floor.link()
    answer = stranger(token).fill_in()
    cookies = answer.headers.getlist("Set-Cookie")
    assert [cookie.split("Path=")[1].split(";")[0] for cookie in cookies] == [
        f"/call/{token}",
        f"/api/v1/visits/{token}",
        "/socket.io",
    ]
    for cookie in cookies:
        assert "HttpOnly" in cookie
        assert "SameSite=Lax" in cookie


def test_unknown_links_are_not_found(stranger, floor) -> None:
    nowhere = stranger("no-such-token")
    assert nowhere._send("GET").status_code == 404
    assert nowhere.fill_in().status_code == 404
    assert nowhere.queue().status_code == 404


def test_a_link_of_another_company_is_like_none(floor, app, other_company) -> None:
    token = floor.link()
    abroad = Browser(app, other_company.host)
    assert abroad.get(f"/visits/{token}").json == abroad.get("/visits/no-such-token").json
    assert abroad.open(f"/call/{token}").status_code == 404


def test_both_sides_write_to_each_other(floor) -> None:
    desk, caller = floor.desk(), floor.waiting()
    call = desk.accept()
    sent = caller._send("POST", "/messages", json={"text": "Hello"})
    assert sent.status_code == 201
    assert sent.json["from"]["kind"] == "client"
    desk.act(call["id"], "messages", text="Good morning")
    texts = [m["text"] for m in caller._send("GET", "/messages").json["items"]]
    assert texts == ["Hello", "Good morning"]


def test_files_reach_the_other_side_and_come_back_by_a_signed_address(floor) -> None:
    desk, caller = floor.desk(), floor.waiting()
    call = desk.accept()
    data = {"file": (BytesIO(b"plain words"), "notes.txt")}
    sent = caller._send("POST", "/attachments", data=data)
    assert sent.status_code == 201, sent.json
    attachment = sent.json["attachment"]
    assert attachment["name"] == "notes.txt"
    fetched = caller._send("GET", f"/attachments/{attachment['id']}")
    assert fetched.status_code == 302
    assert "notes.txt" in fetched.headers["Location"]
    assert (
        desk.browser.get(f"/calls/{call['id']}/attachments/{attachment['id']}").status_code == 302
    )


def test_files_of_another_call_stay_closed(floor) -> None:
    desk, caller = floor.desk(), floor.waiting()
    desk.accept()
    sent = caller._send("POST", "/attachments", data={"file": (BytesIO(b"x"), "a.txt")})
    other_desk, other = floor.desk("Bia"), floor.waiting("Max")
    other_desk.accept()
    path = f"/attachments/{sent.json['attachment']['id']}"
    assert other._send("GET", path).status_code == 404


def test_there_is_no_chat_without_a_call(floor) -> None:
    refused = floor.waiting()._send("POST", "/messages", json={"text": "Anybody?"})
    assert refused.status_code == 409
    assert refused.json["type"].endswith("/no-call")


def test_the_relay_can_be_tried_before_the_queue(floor) -> None:
    answer = floor.caller()._send("GET", "/ice-servers")
    assert answer.status_code == 200
    assert isinstance(answer.json["ice_servers"], list)
