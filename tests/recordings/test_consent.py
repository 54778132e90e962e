"""Nothing is recorded before the client agrees, and nothing after they take it back."""

from __future__ import annotations

import pytest

from app.recordings.jobs import sweep_consents
from app.recordings.texts import catalogue, current_version
from tests import companies
from tests.recordings.talk import Talk


def kind(response) -> str:
    return response.get_json()["type"].rpartition("/")[2]


def test_the_press_asks_and_records_nothing(talk: Talk) -> None:
    shown = talk.record().get_json()["recording"]
    assert (shown["state"], shown["started_at"]) == ("asking", None)
    (consent,) = talk.shown["consents"]
    assert (consent["state"], consent["participant_id"]) == ("asked", talk.zoe.view["call"]["me"])
    assert talk.on_disk == ["Ana"]
    assert talk.call("media_wanted_for") is None


def test_an_acceptance_waits_for_a_recorder_and_then_runs(talk: Talk) -> None:
    talk.record()
    assert talk.answer(True).get_json()["call"]["recording"]["state"] == "queued"
    assert talk.call("media_wanted_for") == "recording"
    talk.recorder("take")
    assert talk.state == "starting"
    talk.recorder("start")
    assert talk.state == "recording"
    assert talk.shown["started_at"] is not None
    assert talk.on_disk == ["Zoe", "Ana"]
    assert "consent_accepted" in talk.timeline
    assert "recording_started" in talk.timeline


def test_time_person_and_words_are_kept(talk: Talk) -> None:
    talk.record()
    talk.answer(True)
    with talk.scope():
        (consent,) = talk.read("consents")
    assert (consent.name, consent.state, consent.language) == ("Zoe", "accepted", "en")
    assert consent.asked_at <= consent.answered_at <= consent.answer_until
    assert consent.text_version == current_version()
    assert set(catalogue()[consent.text_version]) == {"en", "pt-BR"}


def test_pressing_twice_asks_once(talk: Talk) -> None:
    talk.record()
    assert talk.record().status_code == 200
    assert talk.timeline.count("consent_asked") == 1


def test_after_a_refusal_the_next_question_waits_a_minute(talk: Talk) -> None:
    talk.record()
    talk.answer(False)
    assert talk.state == "declined"
    assert kind(talk.ask_again()) == "ask-too-soon"
    assert kind(talk.record()) == "ask-too-soon"
    talk.pass_time(59)
    assert kind(talk.ask_again()) == "ask-too-soon"
    talk.pass_time(1)
    assert talk.ask_again().status_code == 200
    assert talk.state == "asking"


def test_nobody_is_asked_a_fourth_time(talk: Talk) -> None:
    talk.record()
    for _ in range(2):
        talk.answer(False)
        talk.pass_time(60)
        assert talk.ask_again().status_code == 200
    talk.answer(False)
    talk.pass_time(3600)
    assert kind(talk.ask_again()) == "asked-enough"
    assert kind(talk.record()) == "asked-enough"
    assert talk.shown["ask_again_at"] is None


def test_withdrawing_the_question_does_not_start_the_count_anew(talk: Talk) -> None:
    for _ in range(3):
        assert talk.record().status_code == 200
        assert talk.stop().status_code == 200
        assert talk.state == "stopped"
        assert kind(talk.record()) in {"ask-too-soon", "asked-enough"}
        talk.pass_time(60)
    assert kind(talk.record()) == "asked-enough"


def test_a_minute_of_silence_is_no_consent(talk: Talk) -> None:
    talk.record()
    talk.pass_time(59)
    assert talk.state == "asking"
    talk.pass_time(1)
    assert talk.state == "declined"
    assert talk.shown["consents"][0]["state"] == "silent"
    assert kind(talk.answer(True)) == "consent-closed"
    assert talk.call("ended_at") is None


def test_a_late_answer_counts_for_nothing_before_the_job_has_run(talk: Talk) -> None:
    talk.record()
    talk.meet_deadlines = lambda: None  # type: ignore[method-assign]
    talk.pass_time(61)
    assert kind(talk.answer(True)) == "consent-closed"
    assert talk.state == "asking"


def test_the_sweep_finds_a_silence_that_its_job_missed(talk: Talk) -> None:
    talk.record()
    talk.meet_deadlines = lambda: None  # type: ignore[method-assign]
    talk.pass_time(63)
    with talk.floor.app.app_context():
        sweep_consents()
    assert talk.state == "declined"


def test_taking_it_back_stops_the_recording(talk: Talk) -> None:
    talk.run()
    assert talk.revoke().status_code == 200
    assert talk.state == "stopping"
    assert talk.on_disk == ["Ana"]
    talk.recorder("finish")
    assert (talk.state, talk.read("end_reason")) == ("stopped", "revoked")
    assert "consent_revoked" in talk.timeline
    assert kind(talk.revoke()) == "consent-closed"
    assert kind(talk.record()) == "ask-too-soon"


def test_taking_it_back_before_it_runs_leaves_the_queue(talk: Talk) -> None:
    talk.record()
    talk.answer(True)
    talk.revoke()
    assert (talk.state, talk.read("end_reason")) == ("stopped", "revoked")


def test_the_attendant_stops_and_starts_again(talk: Talk) -> None:
    talk.run()
    talk.stop()
    assert talk.state == "stopping"
    assert kind(talk.record()) == "recording-stopping"
    talk.recorder("finish")
    assert talk.read("end_reason") == "attendant_stopped"
    assert talk.record().status_code == 200
    assert talk.state == "asking"


def test_what_failed_is_tried_again_with_the_consent_that_was_given(talk: Talk) -> None:
    talk.run()
    talk.recorder("fail")
    assert (talk.state, talk.shown["problem"]) == ("failed", "disk-full")
    first = talk.shown["id"]
    assert talk.record().status_code == 200
    assert talk.state == "queued"
    assert talk.shown["id"] != first
    assert talk.timeline.count("consent_asked") == 1


def test_a_lost_recorder_is_told_and_another_one_goes_on(talk: Talk) -> None:
    talk.run()
    talk.recorder("requeue")
    assert (talk.state, talk.shown["problem"]) == ("queued", "recorder-lost")
    talk.recorder("take", "start")
    assert (talk.state, talk.shown["problem"]) == ("recording", None)
    assert talk.timeline.count("recording_started") == 1


def test_the_end_of_the_call_ends_the_recording(talk: Talk) -> None:
    talk.run()
    talk.end()
    assert talk.read("state") == "stopping"
    talk.recorder("finish")
    assert (talk.read("state"), talk.read("end_reason")) == ("stopped", "call_ended")


def test_an_accepted_call_that_nobody_recorded_says_so(talk: Talk) -> None:
    talk.record()
    talk.answer(True)
    talk.end()
    assert (talk.read("state"), talk.read("failure")) == ("failed", "no-recorder")


def test_only_the_attendant_who_leads_can_record(talk: Talk) -> None:
    bob = talk.floor.desk("Bob", online=False)
    assert bob.browser.post(f"/calls/{talk.id}/recording").status_code == 404


def test_a_department_can_do_without_recordings(talk_in) -> None:
    assert kind(talk_in(recording_policy="off").record()) == "recording-off"


def test_the_free_plan_is_shown_the_way_up(talk: Talk) -> None:
    companies.change(talk.floor.company, plan="free")
    refused = talk.record()
    assert (refused.status_code, kind(refused)) == (403, "plan-feature")
    assert refused.get_json()["lifting_plan"] == "starter"


def test_without_a_media_server_the_call_goes_on(floor) -> None:
    talk = Talk.begin(floor)
    refused = talk.record()
    assert (refused.status_code, kind(refused)) == (503, "media-server-unreachable")
    assert talk.call("status") == "in_progress"


@pytest.mark.parametrize("accepted", [True, False])
def test_an_answer_without_a_question(talk: Talk, accepted: bool) -> None:
    assert kind(talk.answer(accepted)) == "consent-closed"
