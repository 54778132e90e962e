"""Whatever people, the clock and recorders do: nothing is on disk without consent, nobody is pestered."""

from __future__ import annotations

import pytest
from flask import Flask
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule, run_state_machine_as_test

from app.recordings.state import MAX_ASKS
from tenants.context import CompanyRef
from tests import companies
from tests.floor import Floor
from tests.recordings.talk import Talk

# What a recorder may report in each state.
REPORTS = {
    "queued": ("take",),
    "starting": ("start", "requeue", "fail"),
    "recording": ("requeue", "finish", "fail"),
    "stopping": ("finish",),
}


class Consenting(RuleBasedStateMachine):
    app: Flask
    company: CompanyRef
    policy: str

    def __init__(self) -> None:
        super().__init__()
        with self.app.app_context():
            companies.emptied(self.company)
        self.talk = Talk.begin(
            Floor(self.app, self.company, name="Support", recording_policy=self.policy)
        )

    def answered(self, response: object) -> None:
        assert response.status_code in {200, 409, 403}, response.get_json()  # type: ignore[attr-defined]

    @rule()
    def record(self) -> None:
        self.answered(self.talk.record())

    @rule()
    def ask_again(self) -> None:
        self.answered(self.talk.ask_again())

    @rule()
    def stop(self) -> None:
        self.answered(self.talk.stop())

    @rule(accepted=st.booleans())
    def answer(self, accepted: bool) -> None:
        self.answered(self.talk.answer(accepted))

    @rule()
    def revoke(self) -> None:
        self.answered(self.talk.revoke())

    @rule(seconds=st.sampled_from([10, 31, 61]))
    def wait(self, seconds: int) -> None:
        self.talk.pass_time(seconds)

    @rule(pick=st.integers(0, 9))
    def report(self, pick: int) -> None:
        steps = REPORTS.get(self.talk.state or "", ())
        if steps:
            self.talk.recorder(steps[pick % len(steps)])

    @invariant()
    def only_who_agreed_is_on_disk(self) -> None:
        shown = self.talk.shown
        if shown is not None and shown["state"] in ("queued", "starting", "recording"):
            assert [c["state"] for c in shown["consents"]] == ["accepted"]

    @invariant()
    def nobody_is_asked_too_often(self) -> None:
        asked, settled = (
            self.talk.timeline.count(kind) for kind in ("consent_asked", "consent_accepted")
        )
        revoked = self.talk.timeline.count("consent_revoked")
        assert asked - (settled - revoked) <= MAX_ASKS

    @invariant()
    def a_mandatory_call_goes_on_with_consent_only(self) -> None:
        shown = self.talk.shown
        if shown is not None and shown["mandatory"] and self.talk.call("ended_at") is None:
            assert {c["state"] for c in shown["consents"]} <= {"asked", "accepted"}


@pytest.mark.timeout(600)
@pytest.mark.parametrize("policy", ["optional", "full"])
def test_any_order_of_things(
    app: Flask, company: CompanyRef, media_configured: None, policy: str
) -> None:
    machine = type("Machine", (Consenting,), {"app": app, "company": company, "policy": policy})
    run_state_machine_as_test(
        machine,
        settings=settings(
            max_examples=5,
            stateful_step_count=12,
            deadline=None,
            derandomize=True,
            phases=[Phase.generate],
            suppress_health_check=list(HealthCheck),
        ),
    )
