"""What other slices can react to."""

from __future__ import annotations

from dataclasses import dataclass

from app.calls.models import Call, Leg, Message, Participant


@dataclass(frozen=True)
class CallChanged:
    """Something that its participants see is different."""

    call: Call


@dataclass(frozen=True)
class LegEnded:
    """An attendant is out of the call; the after-call work begins."""

    call: Call
    leg: Leg


@dataclass(frozen=True)
class LegClosed:
    """The attendant's after-call work is done."""

    call: Call
    leg: Leg


@dataclass(frozen=True)
class CallEnded:
    """The call is over, whether it was ever answered or not."""

    call: Call


@dataclass(frozen=True)
class MessageSent:
    call: Call
    message: Message


@dataclass(frozen=True)
class ParticipantMissing:
    """Somebody is expected in the call until `participant.reconnect_deadline`."""

    call: Call
    participant: Participant


@dataclass(frozen=True)
class ParticipantSeated:
    """Somebody has a seat in the call from now on, whether or not they are connected yet."""

    call: Call
    participant: Participant


@dataclass(frozen=True)
class ParticipantLeft:
    """Somebody has given up their seat, or has lost it."""

    call: Call
    participant: Participant


@dataclass(frozen=True)
class CallAnswered:
    """An attendant has taken the call, for the first time or after a transfer."""

    call: Call


@dataclass(frozen=True)
class RoomWanted:
    """The call needs a room on the media server: to move there now, or to have it ready."""

    call: Call


@dataclass(frozen=True)
class ConsultRoomWanted:
    """The two attendants of a warm transfer need a room that the client has no ticket for."""

    call: Call


@dataclass(frozen=True)
class CallMoved:
    """The call's media goes through the media server now, or through a new room of it: `replaced` names
    the room that was lost then.
    """

    call: Call
    replaced: str | None = None


@dataclass(frozen=True)
class CallMoveFailed:
    """The media server cannot be reached; the call goes on as it is, and we try again for a while."""

    call: Call


@dataclass(frozen=True)
class RoomLeft:
    """Nobody of the call belongs in this room any more."""

    room: str


@dataclass(frozen=True)
class TicketGiven:
    """Somebody is about to join the call's room, for the first time or again: is the room still there?"""

    call: Call
