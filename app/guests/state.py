"""The life of a guest, and what their page shows of it, as pure rules."""

from __future__ import annotations

from enum import StrEnum


class GuestState(StrEnum):
    ASKED = "asked"
    ADMITTED = "admitted"
    REFUSED = "refused"
    REMOVED = "removed"
    LEFT = "left"


class Reason(StrEnum):
    """Why a guest is not in the call."""

    HOST = "host"
    LOCKED = "locked"
    CONNECTION_LOST = "connection_lost"
    NO_CONSENT = "no_consent"


class Stage(StrEnum):
    FORM = "form"
    CLOSED = "closed"
    ASKING = "asking"
    IN_CALL = "in_call"
    REFUSED = "refused"
    REMOVED = "removed"
    LEFT = "left"
    ENDED = "ended"


TRANSITIONS: dict[GuestState, frozenset[GuestState]] = {
    GuestState.ASKED: frozenset({GuestState.ADMITTED, GuestState.REFUSED, GuestState.LEFT}),
    GuestState.ADMITTED: frozenset({GuestState.REMOVED, GuestState.LEFT}),
    GuestState.REFUSED: frozenset({GuestState.ASKED}),
    GuestState.REMOVED: frozenset(),
    GuestState.LEFT: frozenset({GuestState.ASKED}),
}
_STAGES = {
    GuestState.ASKED: Stage.ASKING,
    GuestState.ADMITTED: Stage.IN_CALL,
    GuestState.REFUSED: Stage.REFUSED,
    GuestState.REMOVED: Stage.REMOVED,
    GuestState.LEFT: Stage.LEFT,
}


class IllegalTransition(RuntimeError):
    """The caller did not look at the guest's state first."""


def check_transition(current: str, following: GuestState) -> None:
    if following not in TRANSITIONS[GuestState(current)]:
        raise IllegalTransition(f"A guest who is {current} cannot become {following}.")


def stage_of(state: str | None, *, call_over: bool, revoked: bool) -> Stage:
    """`state` is None for a browser that has not asked yet."""
    if state is None:
        return Stage.CLOSED if call_over or revoked else Stage.FORM
    if call_over and state != GuestState.REMOVED:
        return Stage.ENDED
    return _STAGES[GuestState(state)]


def can_ask(state: str | None, reason: str | None, *, call_over: bool, revoked: bool) -> bool:
    """Whoever left, or came to a locked door, may ask again; whom a person refused may not."""
    if call_over or revoked:
        return False
    refused_by_lock = state == GuestState.REFUSED and reason == Reason.LOCKED
    return state in (None, GuestState.LEFT) or refused_by_lock
