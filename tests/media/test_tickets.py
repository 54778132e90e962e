"""A ticket opens one room for one identity, soon, and grants nothing that was not asked for."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import jwt
import pytest

from app.core.clock import utcnow
from media.livekit import MediaServerUnreachable
from media.tickets import Ticket, join_ticket
from tests.services.media_server import MediaServer

EVERYTHING = {
    "roomJoin", "room", "canPublish", "canSubscribe", "canPublishData", "hidden", "recorder",
    "roomCreate", "roomList", "roomRecord", "roomAdmin", "canUpdateOwnMetadata", "ingressAdmin",
    "agent", "canManageAgentSession", "canSubscribeMetrics",
}  # fmt: skip


def claims(ticket: Ticket, server: MediaServer) -> dict[str, Any]:
    return jwt.decode(ticket.token, server.secret, algorithms=["HS256"], issuer=server.key)


def granted(ticket: Ticket, server: MediaServer) -> set[str]:
    """The rights that are on; every right must be named."""
    grants = claims(ticket, server)["video"]
    assert set(grants) == EVERYTHING
    return {name for name, value in grants.items() if value is True}


def test_a_seat_may_publish_and_subscribe_in_its_room_only(on_media_server: MediaServer) -> None:
    ticket = join_ticket("c1-2-x", "participant-3", name="Ana", publish=True)
    found = claims(ticket, on_media_server)
    assert (found["sub"], found["name"]) == ("participant-3", "Ana")
    assert found["video"]["room"] == ticket.room == "c1-2-x"
    assert granted(ticket, on_media_server) == {"roomJoin", "canPublish", "canSubscribe"}
    assert ticket.url == on_media_server.url


def test_a_ticket_is_good_for_two_minutes_at_most(on_media_server: MediaServer) -> None:
    ticket = join_ticket("c1-2-x", "participant-3", name="Ana", publish=True)
    found = claims(ticket, on_media_server)
    assert found["exp"] - found["nbf"] <= 120
    assert abs(ticket.expires_at - utcnow() - timedelta(seconds=120)) < timedelta(seconds=5)


@pytest.mark.parametrize(
    ("asked", "rights"),
    [
        ({"publish": False, "hidden": True}, {"roomJoin", "canSubscribe", "hidden"}),
        (
            {"publish": False, "hidden": True, "recorder": True},
            {"roomJoin", "canSubscribe", "hidden", "recorder"},
        ),
        ({"publish": True, "subscribe": False}, {"roomJoin", "canPublish"}),
        ({"publish": False, "data": True}, {"roomJoin", "canSubscribe", "canPublishData"}),
    ],
)
def test_whatever_else_is_asked_for_brings_its_own_right(
    on_media_server: MediaServer, asked: dict[str, bool], rights: set[str]
) -> None:
    ticket = join_ticket("c1-2-x", "monitor-3", name="", **asked)
    assert granted(ticket, on_media_server) == rights


def test_without_a_media_server_there_are_no_tickets(app: object) -> None:
    with pytest.raises(MediaServerUnreachable):
        join_ticket("c1-2-x", "participant-3", name="Ana", publish=True)
