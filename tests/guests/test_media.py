"""A guest's media go through the media server, by a ticket that is the seat's own."""

from __future__ import annotations

import jwt

from app.calls.media_jobs import make_room
from tests.conftest import environment


def ticket(guest):
    return guest.send("GET", "/media-ticket")


def test_admitting_the_first_guest_sends_the_call_to_the_media_server(hall, run, with_media_server):
    guest = hall.admitted()
    assert hall.call()["media"]["mode"] == "p2p"
    assert (ticket(guest).status_code, ticket(guest).json["type"]) == (
        409,
        "/problems/not-on-media-server",
    )
    run(make_room, call_id=hall.call_id)
    media = guest.look()["call"]["media"]
    assert media["mode"] == "sfu"
    answer = ticket(guest).json
    assert answer["epoch"] == media["epoch"]
    claims = jwt.decode(answer["token"], with_media_server.secret, algorithms=["HS256"])
    assert claims["sub"] == f"participant-{guest.view['call']['me']}"
    assert claims["name"] == "Gil"


def test_whoever_is_removed_gets_no_ticket(hall, run):
    guest = hall.admitted()
    run(make_room, call_id=hall.call_id)
    hall.at_seat("remove")
    assert (ticket(guest).status_code, ticket(guest).json["type"]) == (409, "/problems/no-call")


def test_who_only_asks_gets_none_either(hall, run):
    hall.admitted("Ida")
    run(make_room, call_id=hall.call_id)
    assert ticket(hall.asking("Gil")).status_code == 409


def test_without_a_media_server_nobody_is_invited_and_the_call_goes_on(hall, with_media_server):
    with environment(dict.fromkeys(with_media_server.env, "")):
        answer = hall.ana.browser.post(f"/calls/{hall.call_id}/invitations", {"channel": "link"})
    assert (answer.status_code, answer.json["type"]) == (
        503,
        "/problems/media-server-unreachable",
    )
    assert hall.call()["status"] == "in_progress"
