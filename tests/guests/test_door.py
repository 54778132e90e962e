"""From the invitation to the seat, or to a closed door."""

from __future__ import annotations

import pytest

from app.core.db import db
from app.guests.jobs import release_silent_guests
from app.guests.models import Guest
from tests import companies


def test_a_guest_asks_is_admitted_and_sees_the_call(hall):
    guest = hall.asking("Gil")
    assert guest.view["stage"] == "asking"
    assert guest.view["call"] is None
    assert [each["name"] for each in hall.call()["asking"]] == ["Gil"]
    admitted = hall.at_door("admit").json
    assert admitted["asking"] == []
    assert [seat["kind"] for seat in admitted["participants"]] == ["client", "attendant", "guest"]
    view = guest.look()
    assert view["stage"] == "in_call"
    mine = next(seat for seat in view["call"]["participants"] if seat["id"] == view["call"]["me"])
    assert (mine["kind"], mine["name"]) == ("guest", "Gil")
    assert hall.history()[-3:] == ["guest_invited", "guest_asked", "guest_admitted"]


def test_looking_consumes_nothing_and_shows_nothing_of_the_call(hall):
    visitor = hall.visitor()
    assert visitor.look()["stage"] == "form"
    assert visitor.view["csrf_token"] is None
    assert "Zoe" not in str(visitor.view)
    assert hall.call()["asking"] == []


def test_asking_twice_is_one_guest(hall, scope, company):
    guest = hall.asking("Gil")
    assert guest.ask("Gil").status_code == 200
    with scope(company):
        assert Guest.query.count() == 1


def test_several_guests_come_by_one_invitation(hall):
    first = hall.asking("Gil")
    hall.asking("Ida", token=first.token)
    assert [each["name"] for each in hall.call()["asking"]] == ["Gil", "Ida"]


def test_a_refused_guest_stays_out(hall):
    guest = hall.asking()
    assert hall.at_door("refuse").status_code == 200
    assert (guest.look()["stage"], guest.view["reason"]) == ("refused", "host")
    assert guest.view["can_ask"] is False
    answer = guest.ask()
    assert (answer.status_code, answer.json["type"]) == (410, "/problems/invitation-closed")
    assert hall.call()["asking"] == []


def test_whom_somebody_has_answered_cannot_be_answered_again(hall):
    guest = hall.asking()
    guest_id = hall.call()["asking"][0]["guest_id"]
    guest.leave()
    answer = hall.ana.browser.post(f"/calls/{hall.call_id}/guests/{guest_id}/admit")
    assert (answer.status_code, answer.json["type"]) == (409, "/problems/guest-not-asking")


def test_a_locked_room_turns_away_who_waits_and_who_comes(hall):
    waiting, late = hall.asking("Gil"), hall.visitor()
    locked = hall.lock(True)
    assert locked.json["locked"] is True
    assert locked.json["asking"] == []
    assert (waiting.look()["stage"], waiting.view["reason"]) == ("refused", "locked")
    answer = late.ask("Ida")
    assert (answer.status_code, answer.json["type"]) == (409, "/problems/room-locked")
    hall.lock(False)
    assert waiting.look()["can_ask"] is True
    assert waiting.ask("Gil").json["stage"] == "asking"
    assert late.ask("Ida").status_code == 200
    assert [kind for kind in hall.history() if "lock" in kind] == ["locked", "unlocked"]


def test_a_withdrawn_invitation_opens_nothing(hall):
    invitation = hall.invite()
    visitor = hall.visitor(invitation["url"].rpartition("/")[2])
    path = f"/calls/{hall.call_id}/invitations/{invitation['id']}"
    assert hall.ana.browser.delete(path).json["url"] is None
    assert visitor.look()["stage"] == "closed"
    assert visitor.ask().status_code == 410


def test_whoever_left_may_ask_again(hall):
    guest = hall.admitted()
    assert guest.leave().json["stage"] == "left"
    assert [seat["kind"] for seat in hall.call()["participants"]] == ["client", "attendant"]
    assert hall.call()["status"] == "in_progress"
    assert guest.ask().json["stage"] == "asking"
    assert hall.at_door("admit").status_code == 200
    assert guest.stage == "in_call"


def test_the_end_of_the_call_is_the_end_for_guests(hall):
    seated = hall.admitted("Gil")
    waiting, late = hall.asking("Ida"), hall.visitor()
    hall.ana.act(hall.call_id, "end")
    assert {seated.stage, waiting.stage} == {"ended"}
    assert seated.view["can_ask"] is False
    assert late.look()["stage"] == "closed"
    assert hall.call()["asking"] == []
    assert hall.ana.browser.post(
        f"/calls/{hall.call_id}/invitations", {"channel": "link"}
    ).status_code in (403, 409)


def test_a_page_that_is_gone_does_not_stand_at_the_door_for_ever(hall, scope, company, run):
    guest = hall.asking()
    run(release_silent_guests)
    assert guest.stage == "asking"
    with scope(company):
        Guest.query.one().last_seen_at = Guest.query.one().last_seen_at.replace(year=2020)
    run(release_silent_guests)
    assert hall.call()["asking"] == []
    assert guest.stage == "left"


def test_only_so_many_wait_at_a_door(hall):
    token = hall.invite()["url"].rpartition("/")[2]
    for number in range(20):
        hall.asking(f"Guest {number}", token)
    answer = hall.visitor(token).ask("One more")
    assert (answer.status_code, answer.json["type"]) == (409, "/problems/too-many-asking")


@pytest.mark.parametrize("action", ["admit", "refuse"])
def test_only_who_leads_the_call_opens_its_door(hall, action):
    hall.asking()
    guest_id = hall.call()["asking"][0]["guest_id"]
    path = f"/calls/{hall.call_id}/guests/{guest_id}/{action}"
    supervisor = hall.floor.desk("Sue", role="supervisor", online=False)
    assert supervisor.browser.post(path).status_code == 403
    bob = hall.floor.desk("Bob", online=False)
    assert bob.browser.post(path).status_code == 404


def test_without_a_media_server_in_the_plan_nobody_is_invited(hall, company):
    companies.change(company, plan="free")
    answer = hall.ana.browser.post(f"/calls/{hall.call_id}/invitations", {"channel": "link"})
    assert (answer.status_code, answer.json["type"]) == (403, "/problems/plan-feature")
    assert answer.json["lifting_plan"]


def test_the_cookie_is_the_key_to_the_seat(hall, scope, company):
    guest = hall.admitted()
    thief = hall.visitor(guest.token)
    assert thief.look()["stage"] == "form"
    assert thief.send("GET", "/messages").status_code == 401
    guest.browser.csrf_token = "0" * 64
    assert guest.leave().status_code == 403
    with scope(company):
        assert db.session.query(Guest).one().state == "admitted"
