"""The words for places in the queue, offers and presence."""

from __future__ import annotations

from datetime import timedelta
from enum import StrEnum

# A waiting client's heartbeat comes every 10 s; after this silence they count as gone.
CLIENT_SILENCE = timedelta(seconds=60)
# An attendant who declined or missed a client is not offered the same one again before this.
OFFER_AGAIN_AFTER = timedelta(seconds=30)
AWAY_AFTER = timedelta(seconds=120)
OFFLINE_AFTER = timedelta(minutes=15)
# A reload of the attendant's tab must not look like leaving.
SOCKET_GRACE = timedelta(seconds=10)
# A transfer to one attendant who does not answer goes to everybody, or back, after this.
TARGET_PATIENCE = timedelta(seconds=45)


class EntryState(StrEnum):
    WAITING = "waiting"
    ANSWERED = "answered"
    ABANDONED = "abandoned"  # fell silent
    LEFT = "left"  # said so
    REJECTED = "rejected"  # the queue was full
    TIMED_OUT = "timed_out"
    WITHDRAWN = "withdrawn"  # a transfer that was taken back


class OfferState(StrEnum):
    OPEN = "open"
    ACCEPTED = "accepted"
    TAKEN = "taken"
    DECLINED = "declined"
    EXPIRED = "expired"
    WITHDRAWN = "withdrawn"


class PresenceState(StrEnum):
    ONLINE = "online"
    ON_CALL = "on_call"
    PAUSED = "paused"
    AWAY = "away"
    OFFLINE = "offline"


class PauseReason(StrEnum):
    NO_ANSWER = "no_answer"
    WRAP_UP = "wrap_up"
