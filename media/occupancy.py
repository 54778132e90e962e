"""Who belongs into which room: told by the slices that give tickets out, asked when somebody is there.

A ticket outlives the seat that it was made for by up to two minutes, and the media server knows no ban.
So everyone who joins is looked up here, and whoever has no seat any more is sent out.

    keep_rooms("call", lambda: {"c1-7-x"})
    keep_seats("participant", lambda: {("c1-7-x", "participant-3")})

Keepers are asked in a company's scope. What nobody keeps is left alone.
"""

from __future__ import annotations

from collections.abc import Callable

Rooms = Callable[[], set[str]]
Seats = Callable[[], set[tuple[str, str]]]
_rooms: dict[str, Rooms] = {}
_seats: dict[str, Seats] = {}


def keep_rooms(kind: str, rooms: Rooms) -> None:
    """`kind` is what `kind_of_room` says: "call", or the word in front, such as "coach"."""
    _rooms[kind] = rooms


def keep_seats(prefix: str, seats: Seats) -> None:
    """For the identities that begin with `prefix-`: pairs of room and identity that may be there."""
    _seats[prefix] = seats


def kind_of_room(room: str) -> str:
    """`c1-coach-7-x` → "coach"; `c1-7-x` → "call"."""
    word = room.split("-")[1]
    return "call" if word.isdigit() else word


def prefix_of(identity: str) -> str:
    return identity.partition("-")[0]


def wanted_rooms() -> set[str]:
    """Every room that is to exist now."""
    return set().union(*(rooms() for rooms in _rooms.values()))


def is_kept_room(room: str) -> bool:
    """Whether somebody says if this room is to exist."""
    return kind_of_room(room) in _rooms


def welcome_seats() -> set[tuple[str, str]]:
    return set().union(*(seats() for seats in _seats.values()))


def is_stranger(room: str, identity: str, welcome: set[tuple[str, str]]) -> bool:
    """Whether whoever is there must be sent out."""
    return prefix_of(identity) in _seats and (room, identity) not in welcome
