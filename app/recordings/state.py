"""The life of a recording, of its parts and of a person's consent, as pure tables.

A recording is the attempt to record a call, from the question to the last file. It needs the client's
consent; everybody else is seen and heard in it from their own on.
"""

from __future__ import annotations

from datetime import timedelta
from enum import StrEnum


class RecordingState(StrEnum):
    ASKING = "asking"  # the client has been asked
    QUEUED = "queued"  # may be recorded; waits for the media server, then for a free recorder
    STARTING = "starting"  # a recorder has taken it, nothing is on disk yet
    RECORDING = "recording"
    STOPPING = "stopping"  # the recorder is to finish its file and let go
    STOPPED = "stopped"
    DECLINED = "declined"  # the client did not agree, and may be asked again
    FAILED = "failed"


class PartState(StrEnum):
    STARTING = "starting"  # a node has taken it, nothing is on disk yet
    RECORDING = "recording"
    FINISHED = "finished"  # a complete file at `local_path` on `node`
    UPLOADING = "uploading"
    STORED = "stored"  # the object is verified; there is no local copy any more
    FAILED = "failed"
    PURGED = "purged"  # the retention time is over: only this row is left


class ConsentState(StrEnum):
    ASKED = "asked"
    ACCEPTED = "accepted"
    DECLINED = "declined"
    REVOKED = "revoked"
    SILENT = "silent"


class RecordingEnd(StrEnum):
    """Why a recording ended."""

    ATTENDANT_STOPPED = "attendant_stopped"
    CALL_ENDED = "call_ended"
    REVOKED = "revoked"
    FAILED = "failed"


_R = RecordingState
TRANSITIONS: dict[RecordingState, frozenset[RecordingState]] = {
    _R.ASKING: frozenset({_R.QUEUED, _R.DECLINED, _R.STOPPED, _R.FAILED}),
    _R.DECLINED: frozenset({_R.ASKING}),
    _R.QUEUED: frozenset({_R.STARTING, _R.STOPPED, _R.FAILED}),
    # Back to the queue: the recorder was lost, the next part goes on elsewhere.
    _R.STARTING: frozenset({_R.RECORDING, _R.QUEUED, _R.STOPPING, _R.STOPPED, _R.FAILED}),
    _R.RECORDING: frozenset({_R.QUEUED, _R.STOPPING, _R.STOPPED, _R.FAILED}),
    _R.STOPPING: frozenset({_R.STOPPED, _R.FAILED}),
    _R.STOPPED: frozenset(),
    _R.FAILED: frozenset(),
}
# A call has at most one of these.
LIVE = (_R.ASKING, _R.QUEUED, _R.STARTING, _R.RECORDING, _R.STOPPING)
# A recorder works on it, or is to.
WITH_RECORDER = (_R.STARTING, _R.RECORDING, _R.STOPPING)
# Parts that a recorder writes now.
OPEN_PARTS = (PartState.STARTING, PartState.RECORDING)

# How long a mandatory recording may take to start, once the client has agreed.
START_TIME = timedelta(seconds=30)
ANSWER_TIME = timedelta(seconds=60)
ASK_AGAIN_AFTER = timedelta(seconds=60)
MAX_ASKS = 3


class IllegalTransition(RuntimeError):
    """The caller did not look at the recording's state first."""


def check_transition(current: str, following: RecordingState) -> None:
    if following not in TRANSITIONS[RecordingState(current)]:
        raise IllegalTransition(f"A recording that is {current} cannot become {following}.")
