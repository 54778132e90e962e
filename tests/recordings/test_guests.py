"""Whoever comes later is asked before they are in the recording."""

from __future__ import annotations

from typing import Any

from tests.guests.visitor import Visitor
from tests.recordings.talk import Talk


def state_of(talk: Talk, guest: Visitor) -> str | None:
    me = guest.view["call"]["me"]
    found = [c["state"] for c in talk.shown["consents"] if c["participant_id"] == me]
    return found[0] if found else None


def says(guest: Visitor, accepted: bool) -> Any:
    return guest.send("PUT", "/consent", json={"accepted": accepted})


def test_a_late_joiner_is_neither_seen_nor_heard_until_they_accept(talk: Talk) -> None:
    talk.run()
    gus = talk.admit("Gus")
    assert state_of(talk, gus) == "asked"
    assert talk.state == "recording"
    assert talk.on_disk == ["Zoe", "Ana"]
    assert says(gus, True).json["call"]["recording"]["state"] == "recording"
    assert talk.on_disk == ["Zoe", "Ana", "Gus"]


def test_a_guest_who_declines_stays_out_and_can_be_asked_again(talk: Talk) -> None:
    talk.run()
    gus = talk.admit()
    says(gus, False)
    assert (talk.state, talk.on_disk) == ("recording", ["Zoe", "Ana"])
    assert talk.ask_again().status_code == 409
    talk.pass_time(60)
    assert talk.ask_again().status_code == 200
    assert state_of(talk, gus) == "asked"
    talk.pass_time(60)
    assert (state_of(talk, gus), talk.state) == ("silent", "recording")


def test_a_guest_takes_it_back_and_the_others_go_on(talk: Talk) -> None:
    talk.run()
    gus = talk.admit()
    says(gus, True)
    assert gus.send("DELETE", "/consent").status_code == 200
    assert (talk.state, talk.on_disk) == ("recording", ["Zoe", "Ana"])


def test_whoever_was_there_before_is_asked_with_the_client(talk: Talk) -> None:
    gus = talk.admit()
    talk.record()
    assert state_of(talk, gus) == "asked"
    says(gus, True)
    assert talk.state == "asking"
    talk.answer(True)
    assert talk.state == "queued"


def test_nobody_is_asked_while_nothing_is_recorded(talk: Talk) -> None:
    talk.record()
    talk.answer(False)
    assert state_of(talk, talk.admit()) is None


def test_a_guest_who_leaves_leaves_no_open_question(talk: Talk) -> None:
    talk.run()
    gus = talk.admit()
    gus.leave()
    states = {c["state"] for c in talk.shown["consents"]}
    assert states == {"accepted", "silent"}


def test_in_a_mandatory_call_a_guest_who_declines_leaves_it(talk_in) -> None:
    talk = talk_in(recording_policy="full")
    talk.answer(True)
    talk.recorder("take", "start")
    gus = talk.admit()
    refused = says(gus, False).json
    assert (refused["stage"], refused["reason"]) == ("left", "no_consent")
    assert "Gus" not in [p["name"] for p in talk.zoe.look()["call"]["participants"]]
    assert (talk.state, talk.call("status")) == ("recording", "in_progress")
