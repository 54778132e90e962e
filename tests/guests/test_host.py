"""What the attendant who leads can do with guests, and what it means for them."""

from __future__ import annotations

from io import BytesIO

import pytest
from sqlalchemy import update

from app.calls.jobs import expire_drops
from app.calls.models import Participant
from app.core.clock import utcnow
from app.core.db import db


def test_a_muted_guest_is_told_by_whom_and_everybody_sees_it(hall):
    guest = hall.admitted()
    assert hall.at_seat("mute").status_code == 200
    assert guest.look()["muted"]["by"] == "Ana"
    seats = {seat["name"]: seat for seat in hall.zoe.look()["call"]["participants"]}
    assert seats["Gil"]["microphone"] is False
    assert seats["Gil"]["camera"] is True
    assert hall.history()[-1] == "guest_muted"


def test_a_removed_guest_comes_back_by_nothing_they_have(hall):
    guest = hall.admitted()
    other = hall.asking("Ida", token=guest.token)
    assert hall.at_seat("remove").status_code == 200
    assert guest.look()["stage"] == "removed"
    assert guest.view["call"] is None
    assert guest.ask().status_code == 410
    # A fresh browser at the same invitation is no way round; those who asked before still wait.
    assert hall.visitor(guest.token).ask("Gil").status_code == 410
    assert other.stage == "asking"
    assert [seat["name"] for seat in hall.call()["participants"]] == ["Zoe", "Ana"]
    assert hall.call()["status"] == "in_progress"


@pytest.mark.parametrize("action", ["mute", "remove"])
def test_client_and_attendant_are_no_guests(hall, action):
    answer = hall.at_seat(action, "Zoe")
    assert (answer.status_code, answer.json["type"]) == (409, "/problems/not-a-guest")


def test_a_guest_whose_grace_time_is_over_loses_the_seat_and_nothing_else(
    hall, scope, company, run
):
    guest = hall.admitted()
    hall.admitted("Ida")
    with scope(company):
        seats = update(Participant)
        db.session.execute(seats.values(connected=True, reconnect_deadline=None))
        late = Participant.name == "Gil"
        db.session.execute(seats.where(late).values(connected=False, reconnect_deadline=utcnow()))
    run(expire_drops, call_id=hall.call_id)
    call = hall.call()
    assert call["status"] == "in_progress"
    assert [seat["name"] for seat in call["participants"]] == ["Zoe", "Ana", "Ida"]
    assert (guest.look()["stage"], guest.view["reason"]) == ("left", "connection_lost")
    assert guest.view["can_ask"] is True


def test_guests_read_what_is_written_since_they_came(hall):
    hall.ana.act(hall.call_id, "messages", text="Your card number, Zoe?")
    before = hall.ana.browser.post(
        f"/calls/{hall.call_id}/attachments", data={"file": (BytesIO(b"private"), "a.txt")}
    ).json["attachment"]["id"]
    guest = hall.admitted()
    hall.ana.act(hall.call_id, "messages", text="Welcome")
    sent = guest.send("POST", "/messages", json={"text": "Hello all"})
    assert sent.json["from"]["kind"] == "guest"
    data = {"file": (BytesIO(b"plain words"), "notes.txt")}
    file = guest.send("POST", "/attachments", data=data).json["attachment"]["id"]
    read = guest.send("GET", "/messages").json["items"]
    assert [message["text"] for message in read] == ["Welcome", "Hello all", ""]
    assert guest.send("GET", f"/attachments/{file}").status_code == 302
    assert guest.send("GET", f"/attachments/{before}").status_code == 404
    texts = [m["text"] for m in hall.zoe._send("GET", "/messages").json["items"]]
    assert "Hello all" in texts


def test_who_is_out_neither_reads_nor_writes(hall):
    guest = hall.admitted()
    hall.ana.act(hall.call_id, "messages", text="Welcome")
    hall.at_seat("remove")
    assert guest.send("GET", "/messages").json["items"] == []
    refused = guest.send("POST", "/messages", json={"text": "Still here"})
    assert (refused.status_code, refused.json["type"]) == (409, "/problems/no-call")


def test_the_door_goes_with_the_call_to_the_next_attendant(hall):
    bob = hall.floor.desk("Bob")
    hall.asking()
    hall.ana.act(hall.call_id, "transfer", person_id=bob.id, mode="cold")
    bob.accept()
    asking = bob.browser.get(f"/calls/{hall.call_id}").json["asking"]
    path = f"/calls/{hall.call_id}/guests/{asking[0]['guest_id']}/admit"
    assert hall.ana.browser.post(path).status_code == 403
    assert bob.browser.post(path).status_code == 200
