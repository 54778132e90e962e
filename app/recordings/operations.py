"""The only writer of recordings: from the attendant's press, or the department's policy, to the end.

Callers hold the floor and the call's row (`life.lock` for those that start from a recording). What a
recorder reports comes in through `progress`.
"""

from __future__ import annotations

from datetime import datetime, timedelta

from sqlalchemy import select

from app.access.audit import record
from app.calls import sfu
from app.calls.models import Call, Participant
from app.calls.queries import client_participant
from app.calls.state import CallStatus
from app.calls.timeline import note_event
from app.core.bus import publish
from app.core.clock import utcnow
from app.core.db import db
from app.core.errors import Conflict, Problem
from app.recordings import consents, fallback, life
from app.recordings.domain_events import RecordedPeopleChanged
from app.recordings.models import Consent, Recording
from app.recordings.queries import consent_of, latest_of
from app.recordings.state import LIVE, ConsentState, RecordingEnd, RecordingState
from app.recordings.views import show
from app.team.models import Department
from billing.limits import limit_of_company, require_feature
from billing.plans import Feature, Limit

_S = RecordingState
MIN_RETENTION_DAYS = 30


def check_may_record(call: Call) -> Participant:
    """The client, whose consent is needed. Raises what the plan, the department, the media server or
    the call's state say against it.
    """
    require_feature(Feature.RECORDING)
    if db.session.get_one(Department, call.department_id).recording_policy == "off":
        raise Conflict("This department does not record its calls.", slug="recording-off")
    client = client_participant(call)
    if call.status != CallStatus.IN_PROGRESS or client is None:
        raise Conflict("Nobody talks in this call now.", slug="call-not-in-progress")
    sfu.check_may_move(call)
    return client


def do_request(call: Call, client: Participant, person_id: int | None) -> Recording:
    """The attendant's press. While a recording lives it changes nothing; after a refusal it asks again.

    Raises AskTooSoon, AskedEnough, or Conflict while the last one is still being finished.
    """
    former = latest_of(call.id)
    if former is not None and former.state == _S.STOPPING:
        raise Conflict("The recording before is being finished.", slug="recording-stopping")
    if former is not None and former.state in LIVE:
        _want_again(call, former)
        return former
    if former is not None and former.state == _S.DECLINED:
        do_ask_again(call, former)
        return former
    if former is not None and former.state == _S.FAILED and _has_agreed(former, client):
        return _do_try_again(call, former, person_id)
    consents.check_may_ask(call, client)
    return _do_open(call, person_id)


def do_demand(call: Call) -> None:
    """The department's policy: everybody is asked, and the call goes on only if the client agrees."""
    former = latest_of(call.id)
    if former is not None and former.state in LIVE:
        former.mandatory = True
        show(call, former)
        return
    recording = life.add(call, None, mandatory=True)
    try:
        check_may_record(call)
        _ask_all(call, recording)
    except Problem as problem:
        life.end(recording, _S.FAILED, RecordingEnd.FAILED, problem.slug)
        life.demand_by(recording, utcnow())
    show(call, recording)


def do_ask_again(call: Call, recording: Recording) -> None:
    """Asks everyone who has not agreed and may be asked. Raises AskTooSoon or AskedEnough."""
    if recording.state not in (_S.DECLINED, *LIVE):
        raise consents.ConsentClosed("Nobody records this call.")
    refused = [seat for seat in _to_ask(call) if not _is_settled(recording, seat)]
    client = next((seat for seat in refused if seat.kind == "client"), None)
    if client is not None:
        consents.check_may_ask(call, client)
    due = [seat for seat in refused if consents.next_ask(call, seat).is_due(utcnow())]
    if not due:
        _refuse_to_ask(call, refused)
    for seat in due:
        consents.do_ask(recording, call, seat)
    if client is not None:
        life.move(recording, _S.ASKING)
    show(call, recording)


def do_ask_newcomer(call: Call, recording: Recording, participant: Participant) -> None:
    """Whoever comes later is asked before the recording shows them."""
    consents.do_ask(recording, call, participant)
    show(call, recording)


def do_answer(call: Call, participant: Participant, *, accepted: bool) -> None:
    """What somebody says on their screen. Raises ConsentClosed."""
    recording, consent = _question(call, participant)
    consents.do_answer(call, consent, accepted=accepted)
    if not accepted:
        _do_without(call, recording, participant)
    elif participant.kind == "client":
        life.queue(call, recording)
    _tell_people(call, recording)


def do_silence(call: Call, now: datetime) -> None:
    """Closes the questions whose minute is over; without one it changes nothing."""
    recording = latest_of(call.id)
    if recording is None or call.ended_at is not None:
        return
    for consent in consents.open_consents(recording):
        if consent.answer_until <= now:
            consents.do_close(call, consent)
            _do_without(call, recording, _seat(call, consent))
            _tell_people(call, recording)


def do_revoke(call: Call, participant: Participant) -> None:
    """'Stop recording me': the client's word ends the recording, anybody else's takes them out of it.

    Raises ConsentClosed.
    """
    recording, consent = _question(call, participant)
    consents.do_revoke(call, consent)
    if participant.kind == "client" and recording.state in LIVE:
        life.wind_up(recording, RecordingEnd.REVOKED)
    if recording.mandatory:
        fallback.do_end_without_consent(call, participant)
    _tell_people(call, recording)


def do_leave(call: Call, participant: Participant) -> None:
    """Somebody goes: an open question of theirs is closed, the recorder drops them."""
    recording = latest_of(call.id)
    if recording is None or call.ended_at is not None or recording.state not in LIVE:
        return
    consent = consent_of(recording, participant.id)
    if consent is not None and consent.state == ConsentState.ASKED:
        consents.do_close(call, consent)
    _tell_people(call, recording)


def do_stop(call: Call, recording: Recording) -> None:
    """The attendant ends it, or takes the question back. Raises Conflict for a mandatory one."""
    if recording.mandatory:
        raise Conflict("This department records all calls.", slug="recording-mandatory")
    if recording.state in LIVE:
        life.wind_up(recording, RecordingEnd.ATTENDANT_STOPPED)
        for consent in consents.open_consents(recording):
            consents.do_close(call, consent)
        note_event(call, "recording_stopped")
        show(call, recording)


def do_end_with_call(call: Call) -> None:
    """The call is over: nothing more is recorded, and the time that files are kept starts."""
    recording = latest_of(call.id)
    if recording is None:
        return
    recording.holds_call = False
    for consent in consents.open_consents(recording):
        consents.do_close(call, consent)
    if recording.state == _S.QUEUED and not recording.parts:
        life.end(recording, _S.FAILED, RecordingEnd.FAILED, recording.failure or "no-recorder")
    elif recording.state in LIVE:
        life.wind_up(recording, RecordingEnd.CALL_ENDED)
    until = retention_end(call.ended_at or utcnow())
    for kept in db.session.scalars(select(Recording).where(Recording.call_id == call.id)):
        kept.purge_after = until
    show(call, recording)


def do_set_legal_hold(recording: Recording, held: bool, reason: str, person_id: int) -> None:
    """A held recording outlives its retention time. Raises Conflict for one that is gone."""
    if recording.purged_at is not None:
        raise Conflict("Its files have been deleted.", slug="recording-purged")
    recording.legal_hold = held
    recording.legal_hold_reason = reason
    recording.legal_hold_by_id = person_id
    recording.legal_hold_at = utcnow()
    recording.touch()
    action = "recording.held" if held else "recording.released"
    record(action, "recording", recording.id, call_id=recording.call_id, reason=reason)


def retention_end(ended_at: datetime) -> datetime | None:
    """None: kept for ever. A plan without recordings leaves the 30 days of a downgrade's grace."""
    days = limit_of_company(Limit.RETENTION_DAYS)
    return None if days is None else ended_at + timedelta(days=max(days, MIN_RETENTION_DAYS))


def _do_open(call: Call, person_id: int | None) -> Recording:
    recording = life.add(call, person_id, mandatory=False)
    _ask_all(call, recording)
    show(call, recording)
    return recording


def _ask_all(call: Call, recording: Recording) -> None:
    for seat in _to_ask(call):
        consents.do_ask(recording, call, seat)


def _want_again(call: Call, recording: Recording) -> None:
    """The move to the media server may have been given up since."""
    if recording.state == _S.QUEUED:
        sfu.do_want_sfu(call, "recording")


def _do_try_again(call: Call, former: Recording, person_id: int | None) -> Recording:
    recording = life.add(call, person_id, mandatory=former.mandatory)
    recording.holds_call, former.holds_call = former.holds_call, False
    consents.do_carry_over(recording, former)
    life.queue(call, recording)
    show(call, recording)
    return recording


def _do_without(call: Call, recording: Recording, participant: Participant) -> None:
    """Somebody has not agreed: without the client nothing is recorded, others are left out of it."""
    if participant.kind == "client" and recording.state == _S.ASKING:
        life.move(recording, _S.DECLINED)
    if recording.mandatory:
        fallback.do_end_without_consent(call, participant)


def _tell_people(call: Call, recording: Recording) -> None:
    publish(RecordedPeopleChanged(recording))
    show(call, recording)


def _to_ask(call: Call) -> list[Participant]:
    return [seat for seat in call.participants if consents.must_be_asked(seat)]


def _is_settled(recording: Recording, seat: Participant) -> bool:
    consent = consent_of(recording, seat.id)
    return consent is not None and consent.state in (ConsentState.ACCEPTED, ConsentState.ASKED)


def _refuse_to_ask(call: Call, refused: list[Participant]) -> None:
    for seat in refused:
        consents.check_may_ask(call, seat)
    raise consents.ConsentClosed("Everyone in the call has been asked.")


def _has_agreed(recording: Recording, client: Participant) -> bool:
    consent = consent_of(recording, client.id)
    return consent is not None and consent.state == ConsentState.ACCEPTED


def _question(call: Call, participant: Participant) -> tuple[Recording, Consent | None]:
    recording = latest_of(call.id)
    if recording is None:
        raise consents.ConsentClosed("Nobody records this call.")
    return recording, consent_of(recording, participant.id)


def _seat(call: Call, consent: Consent) -> Participant:
    return next(seat for seat in call.participants if seat.id == consent.participant_id)
