"""What slices above can react to, published in the scope of the company that the room belongs to.

Each is told once, however often and in whatever order the media server reports it.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class MediaJoined:
    """Somebody is in the room; `sid` names this one stay."""

    company_id: int
    room: str
    identity: str
    sid: str


@dataclass(frozen=True)
class MediaLeft:
    company_id: int
    room: str
    identity: str
    sid: str


@dataclass(frozen=True)
class RoomFinished:
    """The room is gone for good: rooms are never made twice under one name."""

    company_id: int
    room: str


@dataclass(frozen=True)
class MediaChecked:
    """The media server was asked, or could not be: what has waited too long can be tried again."""

    company_id: int
