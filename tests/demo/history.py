"""A month of work for the sample companies: calls, waits, notes, chats and ratings of the past.

Rows are written directly, since the product's operations always happen now. The same company gets the
same month at every first start.
"""

import random
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

from app.access.models import Person
from app.calls.models import Call, CallEvent, Leg, Message, Participant
from app.calls.protocol import new_protocol
from app.clients.models import Client
from app.core.clock import utcnow
from app.core.db import db
from app.core.ids import new_token, token_hash
from app.links.models import AccessLink, Visit
from app.queueing.models import QueueEntry
from app.ratings.models import Rating
from app.team.models import Department
from tenants.context import current_company
from tests.demo.callers import CALLERS, COMMENTS, NOTES, REASONS, TAGS, Caller

DAYS = 30
OPENS, CLOSES = 8, 18


@dataclass(frozen=True)
class Desk:
    """A department with a link and the attendants who work in it."""

    department: Department
    link: AccessLink
    people: Sequence[Person]


def make_history(desks: Sequence[Desk], a_day: int) -> None:
    """About `a_day` calls on each of the last thirty days, fewer at weekends."""
    company = current_company()
    if not desks or not a_day:
        return
    chance = random.Random(company.slug)
    clients = {caller: _client(caller) for caller in CALLERS[company.language]}
    for moment in _moments(chance, a_day):
        caller = chance.choice(list(clients))
        _call(chance, chance.choice(list(desks)), caller, clients[caller], moment)


def _moments(chance: random.Random, a_day: int) -> list[datetime]:
    zone = ZoneInfo(current_company().time_zone)
    today = utcnow().astimezone(zone).date()
    moments = []
    for back in range(DAYS, 0, -1):
        day = today - timedelta(days=back)
        count = a_day if day.weekday() < 5 else a_day // 4
        start = datetime.combine(day, time(OPENS), zone)
        span = (CLOSES - OPENS) * 3600
        moments += sorted(start + timedelta(seconds=chance.randrange(span)) for _ in range(count))
    return moments


def _client(caller: Caller) -> Client:
    client = Client(
        name=caller.name, email=caller.email, phone=caller.phone, tags=list(caller.tags)
    )
    client.total_calls = client.completed_calls = 0
    db.session.add(client)
    db.session.flush()
    return client


def _call(
    chance: random.Random, desk: Desk, caller: Caller, client: Client, moment: datetime
) -> None:
    language = current_company().language
    form = {
        "name": caller.name,
        "email": caller.email,
        "phone": caller.phone,
        "reason": chance.choice(REASONS[language]),
    }
    visit = _visit(desk, client, form, moment)
    client.total_calls += 1
    call = Call(
        protocol=new_protocol(moment),
        department_id=desk.department.id,
        client_id=client.id,
        visit_id=visit.id,
        form=form,
        language=language,
        created_at=moment,
    )
    call.events.append(CallEvent(at=moment, kind="queued", actor_name=caller.name))
    db.session.add(call)
    db.session.flush()
    wait = timedelta(seconds=min(chance.expovariate(1 / 35), 400))
    if wait > timedelta(seconds=90) and chance.random() < 0.6:
        _missed(call, moment + wait)
    else:
        _answered(chance, desk, call, client, moment + wait)


def _visit(desk: Desk, client: Client, form: dict[str, str], moment: datetime) -> Visit:
    visit = Visit(
        public_id=new_token(),
        link_id=desk.link.id,
        client_id=client.id,
        cookie_hash=token_hash(new_token()),
        language=current_company().language,
        time_zone=current_company().time_zone,
        created_at=moment,
        last_seen_at=moment,
        released_at=moment,
        **form,
    )
    desk.link.access_count += 1
    desk.link.last_access_at = moment
    db.session.add(visit)
    db.session.flush()
    return visit


def _missed(call: Call, at: datetime) -> None:
    call.status, call.end_reason, call.ended_at = "missed", "abandoned", at
    call.events.append(CallEvent(at=at, kind="ended", details={"reason": "abandoned"}))
    _entry(call, "left", at)


def _answered(chance: random.Random, desk: Desk, call: Call, client: Client, at: datetime) -> None:
    person = chance.choice(list(desk.people))
    end = at + timedelta(seconds=chance.gauss(420, 180) if chance.random() < 0.9 else 1500)
    end = max(end, at + timedelta(seconds=45))
    call.status, call.end_reason = "completed", chance.choice(["attendant_ended", "client_left"])
    call.answered_at, call.ended_at, call.person_id = at, end, person.id
    call.closed_at = end + timedelta(seconds=chance.randrange(20, 90))
    call.outcome = chance.choice(["converted", "not_converted", "not_applicable"])
    call.tags = chance.sample(TAGS[call.language], k=chance.randrange(3))
    call.notes = chance.choice(NOTES[call.language])
    client.completed_calls += 1
    client.last_call_at = end
    _entry(call, "answered", at, person)
    _talk(chance, call, person)
    if chance.random() < 0.7:
        _rate(chance, call)


def _entry(call: Call, state: str, at: datetime, person: Person | None = None) -> None:
    db.session.add(
        QueueEntry(
            department_id=call.department_id,
            call_id=call.id,
            client_id=call.client_id,
            visit_id=call.visit_id,
            state=state,
            joined_at=call.created_at,
            last_seen_at=at,
            expires_at=call.created_at + timedelta(minutes=30),
            ended_at=at,
            answered_by_id=person.id if person else None,
        )
    )


def _talk(chance: random.Random, call: Call, person: Person) -> None:
    assert call.answered_at
    assert call.ended_at
    times = {"joined_at": call.answered_at, "left_at": call.ended_at}
    client = Participant(kind="client", name=call.form["name"], visit_id=call.visit_id, **times)
    attendant = Participant(kind="attendant", name=person.name, person_id=person.id, **times)
    call.participants += [client, attendant]
    call.legs.append(
        Leg(
            department_id=call.department_id,
            person_id=person.id,
            started_at=call.answered_at,
            ended_at=call.ended_at,
            end_reason=call.end_reason,
            wrap_up_until=call.closed_at,
            closed_at=call.closed_at,
        )
    )
    call.events += [
        CallEvent(at=call.answered_at, kind="answered", actor_name=person.name),
        CallEvent(at=call.ended_at, kind="ended", details={"reason": call.end_reason}),
        CallEvent(at=call.closed_at, kind="closed", actor_name=person.name),
    ]
    db.session.flush()
    if chance.random() < 0.3:
        said = call.answered_at + timedelta(seconds=20)
        db.session.add(
            Message(
                call_id=call.id, participant_id=client.id, text=call.form["reason"], sent_at=said
            )
        )


def _rate(chance: random.Random, call: Call) -> None:
    assert call.ended_at
    csat = chance.choices([5, 4, 3, 2, 1], weights=[50, 28, 12, 6, 4])[0]
    nps = min(10, max(0, csat * 2 + chance.choice([-2, -1, 0, 0])))
    comment = chance.choice(COMMENTS[call.language]) if csat >= 4 and chance.random() < 0.4 else ""
    call.rated_at = call.ended_at + timedelta(seconds=40)
    db.session.add(
        Rating(call_id=call.id, csat=csat, nps=nps, comment=comment, created_at=call.rated_at)
    )
