"""Asking people, and what they answer. The only writer of consents.

Callers hold the floor and the call's row. A person can be asked three times in a call, a minute apart;
one who has accepted and is asked again for a new recording starts anew.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from app.calls.models import Call, Participant
from app.calls.timeline import note_event
from app.core.bus import publish
from app.core.clock import utcnow
from app.core.db import db
from app.core.errors import Conflict
from app.recordings.domain_events import ConsentAsked
from app.recordings.models import Consent, Recording
from app.recordings.queries import COMPANY_KINDS, consent_of, consents_in_call
from app.recordings.state import ANSWER_TIME, ASK_AGAIN_AFTER, MAX_ASKS, ConsentState
from app.recordings.texts import current_version


class AskTooSoon(Conflict):
    """`ask_again_at` says when the question may be put again."""

    slug = "ask-too-soon"
    title = "This person has just been asked"


class AskedEnough(Conflict):
    slug = "asked-enough"
    title = "This person has declined often enough"


class ConsentClosed(Conflict):
    slug = "consent-closed"
    title = "There is no open question"


@dataclass(frozen=True)
class NextAsk:
    """`at` is None for a person who may not be asked any more."""

    at: datetime | None

    def is_due(self, now: datetime) -> bool:
        return self.at is not None and self.at <= now


def must_be_asked(participant: Participant) -> bool:
    return participant.left_at is None and participant.kind not in COMPANY_KINDS


def next_ask(call: Call, participant: Participant) -> NextAsk:
    """When this person may be asked (again); what was accepted does not count."""
    asked = [
        consent
        for consent in consents_in_call(call.id, participant.id)
        if consent.state != ConsentState.ACCEPTED
    ]
    if sum(consent.asked_times for consent in asked) >= MAX_ASKS:
        return NextAsk(None)
    latest = max((c.revoked_at or c.asked_at for c in asked), default=None)
    return NextAsk(latest + ASK_AGAIN_AFTER if latest else utcnow())


def check_may_ask(call: Call, participant: Participant) -> None:
    """Raises AskedEnough or AskTooSoon."""
    coming = next_ask(call, participant)
    if coming.at is None:
        raise AskedEnough(f"{participant.name} has been asked {MAX_ASKS} times in this call.")
    if not coming.is_due(utcnow()):
        raise AskTooSoon("Wait a minute between two questions.", ask_again_at=coming.at.isoformat())


def do_ask(recording: Recording, call: Call, participant: Participant) -> Consent:
    """Puts the question, for the first time or again; it stays open for a minute."""
    now = utcnow()
    consent = consent_of(recording, participant.id)
    if consent is None:
        consent = Consent(
            call_id=call.id, participant_id=participant.id, name=participant.name, asked_times=0
        )
        recording.consents.append(consent)
    consent.state = ConsentState.ASKED
    consent.asked_at, consent.answer_until = now, now + ANSWER_TIME
    consent.answered_at = consent.revoked_at = None
    consent.text_version, consent.language = current_version(), call.language
    consent.asked_times += 1
    note_event(call, "consent_asked", participant.name, text_version=consent.text_version)
    db.session.flush()
    publish(ConsentAsked(consent))
    return consent


def do_carry_over(recording: Recording, former: Recording) -> None:
    """A recording that failed is tried again with what people have agreed to already."""
    for consent in former.consents:
        if consent.state == ConsentState.ACCEPTED:
            recording.consents.append(
                Consent(
                    **{
                        name: getattr(consent, name)
                        for name in (
                            *("call_id", "participant_id", "name", "state", "asked_at"),
                            *("answer_until", "answered_at", "text_version", "language"),
                        )
                    }
                )
            )


def do_answer(call: Call, consent: Consent | None, *, accepted: bool) -> Consent:
    """Raises ConsentClosed where nothing was asked, or the minute is over."""
    now = utcnow()
    if consent is None or consent.state != ConsentState.ASKED or consent.answer_until <= now:
        raise ConsentClosed("The question was answered already, or its time is over.")
    consent.state = ConsentState.ACCEPTED if accepted else ConsentState.DECLINED
    consent.answered_at = now
    note_event(call, f"consent_{consent.state}", consent.name, text_version=consent.text_version)
    return consent


def do_revoke(call: Call, consent: Consent | None) -> Consent:
    """Raises ConsentClosed for somebody who has not agreed."""
    if consent is None or consent.state != ConsentState.ACCEPTED:
        raise ConsentClosed("You are not being recorded.")
    consent.state = ConsentState.REVOKED
    consent.revoked_at = utcnow()
    note_event(call, "consent_revoked", consent.name, text_version=consent.text_version)
    return consent


def do_close(call: Call, consent: Consent) -> None:
    """The question has no answer: time is over, the question is withdrawn, or the person has left."""
    consent.state = ConsentState.SILENT
    note_event(call, "consent_silent", consent.name, text_version=consent.text_version)


def open_consents(recording: Recording) -> list[Consent]:
    return [consent for consent in recording.consents if consent.state == ConsentState.ASKED]
