"""Recordings for the sample history: a short film for each, really in the store, so that it plays."""

import hashlib
import subprocess
import tempfile
from collections.abc import Sequence
from datetime import timedelta
from functools import cache
from pathlib import Path

from sqlalchemy import select

from app.calls.models import Call, CallEvent
from app.calls.schemas import RecordingStateSchema
from app.core.db import db
from app.recordings.models import Consent, Part, Recording
from app.recordings.operations import retention_end
from app.recordings.state import ConsentState, PartState, RecordingEnd, RecordingState
from app.recordings.texts import current_version
from app.recordings.views import call_state
from billing.limits import company_has
from billing.plans import Feature
from media import storage
from tenants.context import current_company

MOST = 12
SECONDS = 6
# The second one of a recording looks different, so that one sees where it goes on.
SCENES = ("0x26405e", "0x2f5d50")


def make_recordings() -> None:
    """The latest answered calls of a company whose plan records."""
    if not company_has(Feature.RECORDING):
        return
    query = select(Call).where(Call.answered_at.is_not(None)).order_by(Call.id.desc())
    calls = db.session.scalars(query.limit(MOST)).all()
    if not calls:
        return
    storage.ensure_bucket()
    films = [film(color) for color in SCENES]
    for number, call in enumerate(calls):
        _record(call, films if number % 4 == 0 else films[:1])


@cache
def film(color: str) -> bytes:
    """A few seconds of two tiles, a moving pattern, and a tone, as WebM."""
    picture = (
        f"color=c={color}:s=640x360:r=12:d={SECONDS}[a];"
        f"testsrc=s=280x200:r=12:d={SECONDS}[b];[a][b]overlay=20:80[c];"
        f"smptebars=s=280x200:r=12:d={SECONDS}[d];[c][d]overlay=340:80,format=yuv420p"
    )
    sound = f"sine=frequency=330:duration={SECONDS},volume=0.2"
    with tempfile.TemporaryDirectory() as folder:
        made = Path(folder) / "film.webm"
        codec = ["-c:v", "libvpx", "-deadline", "realtime", "-cpu-used", "8", "-b:v", "300k"]
        command = ["ffmpeg", "-loglevel", "error", "-f", "lavfi", "-i", picture]
        command += ["-f", "lavfi", "-i", sound, *codec, "-c:a", "libopus", str(made)]
        subprocess.run(command, check=True)
        return made.read_bytes()


def _record(call: Call, films: Sequence[bytes]) -> None:
    assert call.answered_at
    assert call.ended_at
    start = call.answered_at + timedelta(seconds=12)
    recording = Recording(
        call_id=call.id,
        department_id=call.department_id,
        state=RecordingState.STOPPED,
        started_by_id=call.person_id,
        requested_at=start - timedelta(seconds=8),
        queued_at=start - timedelta(seconds=3),
        started_at=start,
        ended_at=start + timedelta(seconds=SECONDS * len(films)),
        end_reason=RecordingEnd.CALL_ENDED,
        purge_after=retention_end(call.ended_at),
    )
    db.session.add(recording)
    db.session.flush()
    recording.consents.append(_consent(call, recording))
    for number, content in enumerate(films, 1):
        recording.parts.append(_part(recording, number, content))
    call.events.append(CallEvent(at=start, kind="recording_started"))
    db.session.flush()
    call.recording = RecordingStateSchema().dump(call_state(call, recording))


def _consent(call: Call, recording: Recording) -> Consent:
    client = next(seat for seat in call.participants if seat.kind == "client")
    return Consent(
        call_id=call.id,
        participant_id=client.id,
        name=client.name,
        state=ConsentState.ACCEPTED,
        asked_at=recording.requested_at,
        answer_until=recording.requested_at + timedelta(seconds=60),
        answered_at=recording.queued_at,
        text_version=current_version(),
        language=call.language,
    )


def _part(recording: Recording, number: int, content: bytes) -> Part:
    assert recording.started_at
    start = recording.started_at + timedelta(seconds=SECONDS * (number - 1))
    key = storage.company_key(current_company().id, "recordings", recording.id, f"{number}.webm")
    storage.put_object(key, content, "video/webm")
    return Part(
        number=number,
        state=PartState.STORED,
        started_at=start,
        ended_at=start + timedelta(seconds=SECONDS),
        seconds=float(SECONDS),
        size=len(content),
        sha256=hashlib.sha256(content).hexdigest(),
        key=key,
        upload_progress=100,
        stored_at=start + timedelta(seconds=SECONDS + 20),
    )
