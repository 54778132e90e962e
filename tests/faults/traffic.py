"""People at work while something breaks: every write that they ask for goes through the ledger."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from functools import partial
from itertools import count
from typing import Any

from sqlalchemy import select, update
from sqlalchemy.exc import OperationalError

from app.calls.models import Call, CallEvent, Leg, Message
from app.core.clock import utcnow
from app.core.db import db
from app.links.models import AccessLink
from app.queueing.models import Offer, Presence, QueueEntry
from app.realtime.models import RealtimeSocket
from tests.browser import Browser
from tests.faults.ledger import Ledger, done
from tests.faults.site import Site
from tests.floor import Caller, Desk, Floor
from tests.patience import eventually

# Between two tries of one person, so that a server that is down is not hammered.
BREATH_SECONDS = 0.05
PATIENCE_SECONDS = 60
MOST_WAITING = 5


class Traffic:
    """A talk that goes on, clients who arrive, an attendant who answers them, a manager's links."""

    def __init__(self, site: Site, floor: Floor, ledger: Ledger) -> None:
        self.site, self.floor, self.ledger = site, floor, ledger
        self.talker, self.answerer = floor.desk("Ana"), floor.desk("Bob", online=False)
        self.caller = floor.waiting("Zoe")
        self.call = self.talker.accept()
        self.answerer.go("online")
        self.manager = floor.browser_of(floor.manager)
        self.link = floor.link()
        self._numbers = count(1)
        self._stop = threading.Event()

    @contextmanager
    def flowing(self) -> Iterator[None]:
        """Inside, everybody works; what is broken does not stop them."""
        steps = (self._stay, self._talk, self._listen, self._arrive, self._answer, self._make_link)
        threads = [threading.Thread(target=self._repeat, args=(step,)) for step in steps]
        for thread in threads:
            thread.start()
        try:
            yield
        finally:
            self._stop.set()
            for thread in threads:
                thread.join()

    def await_more(self, *kinds: str) -> None:
        """Until operations of each of these kinds, or of every kind, have been acknowledged again."""
        before = {kind: self.ledger.acknowledged(kind) for kind in kinds or _FOUND}
        eventually(
            lambda: all(self.ledger.acknowledged(kind) > before[kind] for kind in before),
            PATIENCE_SECONDS,
        )

    def check(self) -> None:
        """Each acknowledged operation is there once, each other one at most once; nothing broke."""
        with self.site.scope():
            for kind, statement in _FOUND.items():
                self.ledger.check(kind, db.session.scalars(statement))
        assert self.ledger.faults == []

    def _repeat(self, step: Callable[[], Any]) -> None:
        while not self._stop.wait(BREATH_SECONDS):
            step()

    def _talk(self) -> None:
        text, path = f"line {next(self._numbers)}", f"/calls/{self.call['id']}/messages"
        self.ledger.ask("message", text, lambda: self.talker.browser.post(path, {"text": text}))

    def _listen(self) -> None:
        text, path = f"line {next(self._numbers)}", f"/visits/{self.caller.token}/messages"
        self.ledger.ask("message", text, lambda: self.caller.browser.post(path, {"text": text}))

    def _make_link(self) -> None:
        label = f"link {next(self._numbers)}"
        body = {"department_id": self.floor.department.id, "type": "reusable", "label": label}
        self.ledger.ask("link", label, lambda: self.manager.post("/access-links", body))

    def _stay(self) -> None:
        """What the browsers' heartbeats do."""
        with suppress(OperationalError), self.site.scope():
            db.session.execute(update(RealtimeSocket).values(seen_at=utcnow()))
            db.session.execute(update(Presence).values(heartbeat_at=utcnow()))

    def _arrive(self) -> None:
        if self.ledger.acknowledged("join") - self.ledger.acknowledged("accept") > MOST_WAITING:
            return
        number = next(self._numbers)
        browser = Browser(self.site.app, self.site.company.host, address=_address(number))
        caller, email = Caller(browser, self.link), f"arrival{number}@example.com"
        if done(caller.fill_in("Arrival", email).status_code):
            self.ledger.ask("join", email, caller.queue)

    def _answer(self) -> None:
        """One client from the offer to the closing dialog, as far as the servers let it."""
        desk = self.answerer
        work = desk.browser.get("/workstation")
        if not done(work.status_code):
            return
        state = work.get_json()
        if state["presence"]["state"] == "paused":
            # An offer ran out while nothing answered.
            desk.browser.put("/presence", {"state": "online", "reason": ""})
        if state["call"]:
            self._finish(desk, state["call"])
        for offer in state["offers"]:
            accept = partial(desk.browser.post, f"/offers/{offer['id']}/accept")
            self.ledger.ask("accept", offer["id"], accept)

    def _finish(self, desk: Desk, call: dict[str, Any]) -> None:
        path = f"/calls/{call['id']}"
        if call["ended_at"] is None:
            answer = self.ledger.ask("end", call["id"], lambda: desk.browser.post(f"{path}/end"))
            if not done(answer.status_code):
                return
        body = {"outcome": "converted", "tags": [], "notes": ""}
        self.ledger.ask("close", call["id"], partial(desk.browser.put, f"{path}/closing", body))


def _address(number: int) -> str:
    return f"127.1.{number // 250}.{number % 250}"


def _call_events(kind: str) -> Any:
    return select(CallEvent.call_id).where(CallEvent.kind == kind)


# What each kind of operation has left behind, by its key.
_FOUND = {
    "message": select(Message.text),
    "link": select(AccessLink.label).where(AccessLink.label.startswith("link ")),
    "join": select(Call.form["email"].astext).where(
        Call.form["email"].astext.startswith("arrival")
    ),
    "accept": select(Offer.id)
    .join(QueueEntry, QueueEntry.id == Offer.entry_id)
    .join(Leg, (Leg.call_id == QueueEntry.call_id) & (Leg.person_id == Offer.person_id))
    .join(Call, Call.id == Leg.call_id)
    .where(Offer.state == "accepted", Call.form["email"].astext.startswith("arrival")),
    "end": _call_events("ended"),
    "close": _call_events("closed"),
}
