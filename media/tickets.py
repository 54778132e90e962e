"""Join tickets: one room, one identity, two minutes, and no more rights than were asked for.

The server looks at a ticket's expiry when its holder connects, not afterwards, and sending somebody out
does not spoil the ticket. Who must not be in a room is therefore found by `media.occupancy`.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from livekit.api import AccessToken, VideoGrants

from app.core.clock import utcnow
from app.core.config import settings
from media.livekit import MediaServerUnreachable, is_configured

LIFETIME = timedelta(seconds=120)


@dataclass(frozen=True)
class Ticket:
    """`url` is the server as browsers reach it; the ticket opens `room` as `identity` only."""

    url: str
    token: str
    room: str
    identity: str
    expires_at: datetime


def join_ticket(
    room: str,
    identity: str,
    *,
    name: str,
    publish: bool,
    subscribe: bool = True,
    hidden: bool = False,
    recorder: bool = False,
    data: bool = False,
) -> Ticket:
    """Raises MediaServerUnreachable where there is no media server. `name` is what others are shown."""
    if not is_configured():
        raise MediaServerUnreachable()
    expires_at = utcnow() + LIFETIME
    token = (
        AccessToken(settings().livekit_api_key, settings().livekit_api_secret)
        .with_ttl(LIFETIME)
        .with_identity(identity)
        .with_name(name)
        .with_grants(_grants(room, publish, subscribe, hidden, recorder, data))
        .to_jwt()
    )
    return Ticket(settings().livekit_url, token, room, identity, expires_at)


def _grants(
    room: str, publish: bool, subscribe: bool, hidden: bool, recorder: bool, data: bool
) -> VideoGrants:
    """Every right is named: what the library is not told, it grants."""
    return VideoGrants(
        room_join=True,
        room=room,
        can_publish=publish,
        can_subscribe=subscribe,
        can_publish_data=data,
        hidden=hidden,
        recorder=recorder,
        room_create=False,
        room_list=False,
        room_record=False,
        room_admin=False,
        can_update_own_metadata=False,
        ingress_admin=False,
        agent=False,
        can_manage_agent_session=False,
        can_subscribe_metrics=False,
    )
