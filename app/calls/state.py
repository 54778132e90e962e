"""The life of a call, as a pure table."""

from __future__ import annotations

from enum import StrEnum


class CallStatus(StrEnum):
    WAITING = "waiting"
    IN_PROGRESS = "in_progress"
    TRANSFERRED = "transferred"  # between two legs: the client waits for the next attendant
    COMPLETED = "completed"
    MISSED = "missed"
    DISCONNECT = "disconnect"


class EndReason(StrEnum):
    ATTENDANT_ENDED = "attendant_ended"
    CLIENT_LEFT = "client_left"
    LEFT_IN_TRANSFER = "left_in_transfer"
    ABANDONED = "abandoned"
    QUEUE_FULL = "queue_full"
    QUEUE_TIMEOUT = "queue_timeout"
    CONNECTION_LOST = "connection_lost"
    CONSENT_DECLINED = "consent_declined"
    RECORDING_UNAVAILABLE = "recording_unavailable"


TRANSITIONS: dict[CallStatus, frozenset[CallStatus]] = {
    CallStatus.WAITING: frozenset({CallStatus.IN_PROGRESS, CallStatus.MISSED}),
    CallStatus.IN_PROGRESS: frozenset(
        {CallStatus.COMPLETED, CallStatus.TRANSFERRED, CallStatus.DISCONNECT}
    ),
    CallStatus.TRANSFERRED: frozenset(
        {CallStatus.IN_PROGRESS, CallStatus.COMPLETED, CallStatus.DISCONNECT}
    ),
    CallStatus.COMPLETED: frozenset(),
    CallStatus.MISSED: frozenset(),
    CallStatus.DISCONNECT: frozenset(),
}
OPEN = frozenset(status for status, following in TRANSITIONS.items() if following)
ENDED = frozenset(TRANSITIONS) - OPEN


class IllegalTransition(RuntimeError):
    """The caller did not look at the call's state first."""


def check_transition(current: str, following: CallStatus) -> None:
    if following not in TRANSITIONS[CallStatus(current)]:
        raise IllegalTransition(f"A call that is {current} cannot become {following}.")
