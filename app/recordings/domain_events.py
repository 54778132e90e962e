"""What the slice's own subscribers, and others, can react to."""

from __future__ import annotations

from dataclasses import dataclass

from app.recordings.models import Consent, Recording


@dataclass(frozen=True)
class ConsentAsked:
    """Somebody has the question on their screen until `consent.answer_until`."""

    consent: Consent


@dataclass(frozen=True)
class RecordingQueued:
    """The client has agreed: a recorder may take it once the call is on the media server."""

    recording: Recording


@dataclass(frozen=True)
class RecordingDemanded:
    """Unless it runs by `recording.start_by`, the call is held or ends."""

    recording: Recording


@dataclass(frozen=True)
class RecordingStopping:
    """The recorder that works on it is to finish its file and let go."""

    recording: Recording


@dataclass(frozen=True)
class RecordedPeopleChanged:
    """Whom the recorder may show and mix is different (`queries.recorded_participants`)."""

    recording: Recording
