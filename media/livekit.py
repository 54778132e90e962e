"""The media server's API: synchronous Twirp, for web processes and workers alike.

The official client is asynchronous only, which does not run in patched green threads; its messages and
its tokens do. Calls take seconds when the server is in trouble, so none may happen inside a database
transaction.
"""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import requests
from google.protobuf.message import DecodeError, Message
from livekit.api import AccessToken, VideoGrants
from livekit.protocol.models import ParticipantInfo, Room
from livekit.protocol.room import (
    CreateRoomRequest,
    DeleteRoomRequest,
    DeleteRoomResponse,
    ListParticipantsRequest,
    ListParticipantsResponse,
    ListRoomsRequest,
    ListRoomsResponse,
    MuteRoomTrackRequest,
    MuteRoomTrackResponse,
    RemoveParticipantResponse,
    RoomParticipantIdentity,
)
from prometheus_client import Histogram

from app.core.config import settings
from app.core.db import db
from app.core.errors import Problem, Unavailable
from app.core.logging import get_logger

log = get_logger(__name__)
SECONDS = Histogram("media_server_seconds", "Time of the media server's answers.", ("method",))
CONNECT_SECONDS = 2
ANSWER_SECONDS = 5
TOKEN_LIFE = timedelta(minutes=1)
NOT_FOUND = "not_found"
# What the server, or a proxy in front of it, answers while it is not there.
_AWAY = frozenset({"unavailable", "deadline_exceeded"})
# How it says that no node has this participant.
_NOBODY_THERE = "no response from servers"


class MediaServerUnreachable(Unavailable):
    """There is no media server, or it does not answer."""

    slug = "media-server-unreachable"
    title = "The media server does not answer"

    def __init__(
        self,
        detail: str = "Calls between two people go on; what needs more has to wait.",
        *,
        retry_after: int = 5,
    ) -> None:
        super().__init__(detail, retry_after=retry_after)


class MediaServerRefused(Problem):
    """The server answered with an error; `code` is Twirp's word for it."""

    status = 502
    slug = "media-server-refused"
    title = "The media server refused this"

    def __init__(self, code: str, message: str) -> None:
        super().__init__(message)
        self.code = code


def is_configured() -> bool:
    """Whether this installation has a media server at all; half a configuration does not start."""
    return bool(settings().livekit_url)


def create_room(
    name: str, *, empty_timeout: int, departure_timeout: int, max_participants: int = 0
) -> Room:
    """Makes the room, or leaves it as it is. Timeouts are seconds without anybody before the first
    one came and after the last one left; 0 participants means no limit.
    """
    request = CreateRoomRequest(
        name=name,
        empty_timeout=empty_timeout,
        departure_timeout=departure_timeout,
        max_participants=max_participants,
    )
    made: Room = _room_service("CreateRoom", request, Room, VideoGrants(room_create=True))
    return made


def delete_room(name: str) -> None:
    """Sends everybody out and closes the room; a room that is gone already is no error."""
    request = DeleteRoomRequest(room=name)
    _unless_gone("DeleteRoom", request, DeleteRoomResponse, VideoGrants(room_create=True))


def list_rooms(names: list[str] | None = None) -> list[Room]:
    """The rooms of these names that exist, or all rooms of the server."""
    request = ListRoomsRequest(names=names)
    return list(
        _room_service("ListRooms", request, ListRoomsResponse, VideoGrants(room_list=True)).rooms
    )


def list_participants(room: str) -> list[ParticipantInfo]:
    """Everybody in the room, hidden ones included; nobody where the room is gone."""
    answer = _unless_gone(
        "ListParticipants", ListParticipantsRequest(room=room), ListParticipantsResponse, _of(room)
    )
    return list(answer.participants) if answer else []


def remove_participant(room: str, identity: str) -> None:
    """Sends somebody out; whoever is out already is no error. This is no ban: see `media.occupancy`."""
    request = RoomParticipantIdentity(room=room, identity=identity)
    _unless_gone("RemoveParticipant", request, RemoveParticipantResponse, _of(room))


def mute_track(room: str, identity: str, track_sid: str, muted: bool) -> None:
    """Mutes a track for all. Raises MediaServerRefused `not_found` where there is none."""
    request = MuteRoomTrackRequest(room=room, identity=identity, track_sid=track_sid, muted=muted)
    _room_service("MutePublishedTrack", request, MuteRoomTrackResponse, _of(room))


def call(
    service: str, method: str, request: Message, answer_type: type[Any], grants: VideoGrants
) -> Any:
    """One call of the server's API. Raises MediaServerUnreachable or MediaServerRefused."""
    if not is_configured():
        raise MediaServerUnreachable()
    _refuse_transaction()
    with SECONDS.labels(method).time():
        response = _post(f"/twirp/livekit.{service}/{method}", request, grants)
    if response.status_code != 200:
        raise _refusal(response)
    try:
        return answer_type.FromString(response.content)
    except DecodeError as error:
        raise MediaServerUnreachable() from error


def _room_service(
    method: str, request: Message, answer_type: type[Any], grants: VideoGrants
) -> Any:
    return call("RoomService", method, request, answer_type, grants)


def _unless_gone(
    method: str, request: Message, answer_type: type[Any], grants: VideoGrants
) -> Any | None:
    try:
        return _room_service(method, request, answer_type, grants)
    except MediaServerRefused as refusal:
        if refusal.code != NOT_FOUND:
            raise
        return None


def _of(room: str) -> VideoGrants:
    return VideoGrants(room_admin=True, room=room)


def _refuse_transaction() -> None:
    if db.session.registry.has() and db.session().in_transaction():
        raise RuntimeError("The media server is not asked inside a database transaction.")


def _post(path: str, request: Message, grants: VideoGrants) -> requests.Response:
    token = (
        AccessToken(settings().livekit_api_key, settings().livekit_api_secret)
        .with_ttl(TOKEN_LIFE)
        .with_grants(grants)
        .to_jwt()
    )
    try:
        return requests.post(
            settings().livekit_api_url + path,
            data=request.SerializeToString(),
            headers={
                "Authorization": f"Bearer {token}",
                "Content-Type": "application/protobuf",
            },
            timeout=(CONNECT_SECONDS, ANSWER_SECONDS),
            allow_redirects=False,
        )
    except requests.RequestException as error:
        log.warning("media_server_unreachable", path=path, error=repr(error))
        raise MediaServerUnreachable() from error


def _refusal(response: requests.Response) -> Problem:
    """Twirp's errors are JSON; what is not comes from the door or from something in front of it."""
    try:
        error = response.json()
        code, message = str(error["code"]), str(error.get("msg", ""))
    except (ValueError, KeyError, TypeError):
        code = "unavailable" if response.status_code >= 500 else "unauthenticated"
        message = response.text[:200]
    if _NOBODY_THERE in message:
        code = NOT_FOUND
    log.warning("media_server_refused", status=response.status_code, code=code, message=message)
    return MediaServerUnreachable() if code in _AWAY else MediaServerRefused(code, message)
