"""What the queue tells browsers."""

from __future__ import annotations

from marshmallow import fields, validate

from app.access.models import Person
from app.api.shapes import Schema
from app.core.db import db
from app.queueing.models import Offer, Presence, QueueEntry
from app.queueing.queries import departments_of
from app.queueing.schemas import OfferSchema, PresenceSchema, QueueEntrySchema
from app.queueing.state import EntryState, OfferState
from app.queueing.views import entry_view, offer_view, presence_view
from app.realtime.catalogue import define_event
from app.realtime.rooms import room
from app.realtime.stream import emit_on_commit


class OfferClosedSchema(Schema):
    offer_id = fields.Integer(required=True)
    reason = fields.String(
        required=True, validate=validate.OneOf([s for s in OfferState if s != OfferState.OPEN])
    )


class EntryLeftSchema(Schema):
    entry_id = fields.Integer(required=True)
    reason = fields.String(
        required=True, validate=validate.OneOf([s for s in EntryState if s != EntryState.WAITING])
    )


PRESENCE_CHANGED = define_event(
    "presence.changed",
    PresenceSchema,
    rooms=("person", "department"),
    description="An attendant's state, to themselves and to their departments.",
)
OFFER_MADE = define_event(
    "offer.made", OfferSchema, rooms=("person",), description="A client is held out to this person."
)
OFFER_CLOSED = define_event(
    "offer.closed",
    OfferClosedSchema,
    rooms=("person",),
    description="The offer is over: stop ringing.",
)
ENTRY_CHANGED = define_event(
    "queue.entry_changed",
    QueueEntrySchema,
    rooms=("department",),
    description="A waiting client, new or changed; drop it if its version is older.",
)
ENTRY_LEFT = define_event(
    "queue.entry_left",
    EntryLeftSchema,
    rooms=("department",),
    description="The client does not wait any more.",
)


def tell_presence(presence: Presence) -> None:
    person = db.session.get_one(Person, presence.person_id)
    data = presence_view(person, presence)
    emit_on_commit(PRESENCE_CHANGED, room("person", person.id), data)
    for department_id in departments_of(person.id):
        emit_on_commit(PRESENCE_CHANGED, room("department", department_id), data)


def tell_offer(offer: Offer) -> None:
    emit_on_commit(OFFER_MADE, room("person", offer.person_id), offer_view(offer))


def tell_offer_closed(offer: Offer) -> None:
    data = {"offer_id": offer.id, "reason": offer.state}
    emit_on_commit(OFFER_CLOSED, room("person", offer.person_id), data)


def tell_entry(entry: QueueEntry, position: int, ringing: bool) -> None:
    entry.touch()
    emit_on_commit(
        ENTRY_CHANGED, room("department", entry.department_id), entry_view(entry, position, ringing)
    )


def tell_entry_left(entry: QueueEntry) -> None:
    data = {"entry_id": entry.id, "reason": entry.state}
    emit_on_commit(ENTRY_LEFT, room("department", entry.department_id), data)
