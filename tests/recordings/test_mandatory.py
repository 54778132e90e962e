"""Departments that record all calls: asked at the start, and no call goes on unrecorded."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from app.calls import sfu
from app.calls.locks import lock_floor, locked_call
from tests import companies
from tests.recordings.talk import Talk

TalkIn = Callable[..., Talk]


@pytest.fixture
def talk(talk_in: TalkIn) -> Talk:
    return talk_in(recording_policy="full")


def ended_as(talk: Talk) -> tuple[str, str | None]:
    return talk.call("status"), talk.call("end_reason")


def test_the_client_is_asked_at_the_start(talk: Talk) -> None:
    assert talk.state == "asking"
    assert talk.shown["mandatory"] is True
    talk.answer(True)
    assert talk.state == "queued"


def test_a_refusal_ends_the_call(talk: Talk) -> None:
    view = talk.answer(False).get_json()
    assert view["stage"] == "rating"
    assert view["call"]["end_reason"] == "consent_declined"
    assert ended_as(talk) == ("completed", "consent_declined")
    assert talk.read("state") == "declined"


def test_silence_ends_the_call(talk: Talk) -> None:
    talk.pass_time(60)
    assert ended_as(talk) == ("completed", "consent_declined")


def test_taking_it_back_ends_the_call_and_keeps_what_is_there(talk: Talk) -> None:
    talk.answer(True)
    talk.recorder("take", "start")
    talk.revoke()
    assert ended_as(talk) == ("completed", "consent_declined")
    talk.recorder("finish")
    assert (talk.read("state"), talk.read("end_reason")) == ("stopped", "revoked")


def test_the_attendant_cannot_stop_it(talk: Talk) -> None:
    talk.answer(True)
    talk.recorder("take", "start")
    assert talk.stop().status_code == 409
    assert talk.state == "recording"


def test_a_call_without_a_recorder_is_held_until_it_is_recorded(talk: Talk) -> None:
    talk.answer(True)
    talk.pass_time(29)
    assert talk.call("on_hold") is False
    talk.pass_time(1)
    assert talk.call("on_hold") is True
    assert talk.shown["problem"] == "no-recorder"
    refused = talk.ana.browser.post(f"/calls/{talk.id}/resume")
    assert refused.get_json()["type"] == "/problems/recording-required"
    talk.recorder("take", "start")
    assert talk.call("on_hold") is False
    assert talk.ana.act(talk.id, "hold")["on_hold"] is True
    assert talk.ana.act(talk.id, "resume")["on_hold"] is False


def test_or_it_ends_where_the_department_says_so(talk_in: TalkIn) -> None:
    talk = talk_in(recording_policy="full", recording_fallback="end")
    talk.answer(True)
    talk.pass_time(30)
    assert ended_as(talk) == ("completed", "recording_unavailable")


def test_one_that_runs_is_not_ended_by_a_late_timer(talk: Talk) -> None:
    talk.answer(True)
    talk.recorder("take", "start")
    talk.pass_time(300)
    assert (talk.state, talk.call("on_hold")) == ("recording", False)


def test_a_recording_that_fails_in_the_call_holds_it_until_the_next_one_runs(talk: Talk) -> None:
    talk.answer(True)
    talk.recorder("take", "start", "fail")
    assert talk.call("on_hold") is True
    assert talk.record().status_code == 200
    assert (talk.state, talk.call("on_hold")) == ("queued", True)
    talk.recorder("take", "start")
    assert (talk.state, talk.call("on_hold")) == ("recording", False)
    assert talk.read("mandatory") is True


def test_a_media_server_that_is_away_holds_the_call_at_once(talk: Talk) -> None:
    talk.answer(True)
    with talk.scope():
        lock_floor()
        sfu.do_fail_move(locked_call(talk.id))
    talk.meet_deadlines()
    assert talk.call("on_hold") is True
    assert talk.shown["problem"] == "media-server-unreachable"
    talk.move()
    assert talk.shown["problem"] == "no-recorder"


def test_without_any_media_server_the_call_is_held_and_says_why(make_floor) -> None:
    talk = Talk.begin(make_floor(name="Support", recording_policy="full"))
    talk.meet_deadlines()
    assert (talk.state, talk.shown["problem"]) == ("failed", "media-server-unreachable")
    assert talk.call("on_hold") is True


def test_a_plan_without_recordings_has_no_such_policy(make_floor, media_configured) -> None:
    floor = make_floor(name="Support", recording_policy="full")
    companies.change(floor.company, plan="free")
    talk = Talk.begin(floor)
    assert talk.shown is None
    assert talk.call("status") == "in_progress"
