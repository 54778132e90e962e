"""The queue as attendants see it."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from app.access.actor import PersonActor
from app.access.models import Person
from app.calls.queries import current_call_of
from app.calls.views import department_ref, full_call_view
from app.clients.models import Client
from app.clients.queries import client_card
from app.core.clock import utcnow
from app.core.db import db
from app.queueing.models import Offer, Presence, QueueEntry
from app.queueing.queries import (
    call_of,
    handled_since,
    open_offers_of,
    presence_row,
    ringing_entry_ids,
    team_presence,
    waiting_in,
)
from app.team.models import Department
from tenants.context import current_company


def presence_view(person: Person, presence: Presence | None) -> dict[str, Any]:
    if presence is None:
        presence = Presence(
            person_id=person.id,
            state="offline",
            wanted="offline",
            reason="",
            since=person.created_at,
            version=0,
        )
    return {
        "person_id": person.id,
        "name": person.name,
        "state": presence.state,
        "wanted": presence.wanted,
        "reason": presence.reason,
        "since": presence.since,
        "wrap_up_until": presence.wrap_up_until,
        "version": presence.version,
    }


def offer_view(offer: Offer) -> dict[str, Any]:
    entry = db.session.get_one(QueueEntry, offer.entry_id)
    card = client_card(db.session.get_one(Client, entry.client_id))
    form = call_of(entry).form
    return {
        "id": offer.id,
        "entry_id": entry.id,
        "department": department_ref(entry.department_id),
        "client": card | {"name": form.get("name") or card["name"]},
        "reason": form.get("reason", ""),
        "waited_seconds": round((offer.made_at - entry.joined_at).total_seconds()),
        "made_at": offer.made_at,
        "expires_at": offer.expires_at,
        "transfer": _transfer_view(entry),
    }


def _transfer_view(entry: QueueEntry) -> dict[str, Any] | None:
    if entry.transferred_by_id is None:
        return None
    by = db.session.get_one(Person, entry.transferred_by_id)
    return {"from_name": by.name, "note": entry.transfer_note, "warm": entry.warm}


def entry_view(entry: QueueEntry, position: int, ringing: bool) -> dict[str, Any]:
    client = db.session.get_one(Client, entry.client_id)
    form = call_of(entry).form
    return {
        "id": entry.id,
        "department_id": entry.department_id,
        "client": {"name": form.get("name") or client.name, "returning": client.total_calls > 1},
        "reason": form.get("reason", ""),
        "joined_at": entry.joined_at,
        "position": position,
        "state": "ringing" if ringing else "waiting",
        "version": entry.version,
    }


def department_queue(department: Department) -> dict[str, Any]:
    """One department's waiting clients and team."""
    entries = waiting_in(department.id)
    ringing = ringing_entry_ids([entry.id for entry in entries])
    return {
        "department": department,
        "entries": [
            entry_view(entry, position, entry.id in ringing)
            for position, entry in enumerate(entries, start=1)
        ],
        "attendants": [presence_view(*row) for row in team_presence(department.id)],
    }


def transfer_target(department: Department) -> dict[str, Any]:
    """A department that a client can be handed to, with who is there."""
    return {
        "id": department.id,
        "name": department.name,
        "attendants": [presence_view(*row) for row in team_presence(department.id)],
    }


def workstation(actor: PersonActor) -> dict[str, Any]:
    """The person's own state: presence, open offers, the call on their stage."""
    person = db.session.get_one(Person, actor.id)
    call = current_call_of(actor.id, utcnow())
    return {
        "presence": presence_view(person, presence_row(actor.id)),
        "offers": [offer_view(offer) for offer in open_offers_of(actor.id)],
        "call": full_call_view(call, actor.id) if call else None,
    }


def today(actor: PersonActor) -> dict[str, Any]:
    handled, talk = handled_since(actor.id, start_of_day(utcnow()))
    return {
        "handled": handled,
        "talk_seconds": talk,
        "average_talk_seconds": round(talk / handled) if handled else None,
    }


def start_of_day(at: datetime) -> datetime:
    """Midnight of that moment's day in the company's zone."""
    local = at.astimezone(ZoneInfo(current_company().time_zone))
    return local.replace(hour=0, minute=0, second=0, microsecond=0)
