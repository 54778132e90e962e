"""The words for supervision."""

from __future__ import annotations

from enum import StrEnum


class Mode(StrEnum):
    MONITOR = "monitor"  # hidden, receives only
    WHISPER = "whisper"  # hidden in the call, heard by the attendant alone in a room of their own
    BARGE = "barge"  # seated like everybody else


HIDDEN = frozenset({Mode.MONITOR, Mode.WHISPER})


class SupervisionEnd(StrEnum):
    LEFT = "left"
    ELSEWHERE = "elsewhere"  # the supervisor turned to another call
    TOOK_CALL = "took_call"
    CALL_ENDED = "call_ended"
    OUT_OF_SCOPE = "out_of_scope"
    ROLE = "role"
    DEACTIVATED = "deactivated"
    SESSION = "session"
    PLAN = "plan"
    REMOVED = (
        "removed"  # the attendant, or the grace time of the seat, took a barging supervisor out
    )
    CONNECTION_LOST = "connection_lost"
