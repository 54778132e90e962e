"""A department at work: attendants at their desks and clients in the queue, through the API."""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import count
from typing import Any

from flask import Flask

from app.access.models import Person
from app.realtime.models import RealtimeSocket
from app.team.models import Department
from tenants.context import CompanyRef
from tests import companies
from tests.browser import Browser
from tests.factories.access import PersonFactory
from tests.factories.team import DepartmentFactory

_numbers = count(1)
DEVICES = {"camera": True, "microphone": True, "speaker": True, "network": "ok"}


@dataclass
class Desk:
    """A signed-in attendant with a live socket."""

    person: Person
    browser: Browser

    @property
    def id(self) -> int:
        return self.person.id

    def go(self, state: str, reason: str = "") -> dict[str, Any]:
        return self._done(self.browser.put("/presence", {"state": state, "reason": reason}))

    def workstation(self) -> dict[str, Any]:
        return self._done(self.browser.get("/workstation"))

    @property
    def state(self) -> str:
        return self.workstation()["presence"]["state"]

    @property
    def offers(self) -> list[dict[str, Any]]:
        return self.workstation()["offers"]

    def accept(self, **body: Any) -> dict[str, Any]:
        """Accepts the one open offer; the call."""
        (offer,) = self.offers
        return self._done(self.browser.post(f"/offers/{offer['id']}/accept", body or None))

    def decline(self) -> None:
        (offer,) = self.offers
        assert self.browser.post(f"/offers/{offer['id']}/decline").status_code == 204

    def act(self, call_id: int, action: str, **body: Any) -> dict[str, Any]:
        """`POST /calls/{id}/{action}`."""
        return self._done(self.browser.post(f"/calls/{call_id}/{action}", body or None))

    def close(self, call_id: int, outcome: str = "converted") -> dict[str, Any]:
        body = {"outcome": outcome, "tags": [], "notes": ""}
        return self._done(self.browser.put(f"/calls/{call_id}/closing", body))

    @staticmethod
    def _done(response: Any) -> dict[str, Any]:
        assert response.status_code < 300, response.get_json()
        return response.get_json()


@dataclass
class Caller:
    """An end client's browser on a link of the department."""

    browser: Browser
    token: str
    view: dict[str, Any] = field(default_factory=dict)

    def _send(self, method: str, path: str = "", **options: Any) -> Any:
        response = self.browser.send(method, f"/visits/{self.token}{path}", **options)
        if response.status_code == 200 and "csrf_token" in response.get_json():
            self.view = response.get_json()
            self.browser.csrf_token = self.view["csrf_token"]
        return response

    def fill_in(self, name: str = "Zoe", email: str = "", **form: Any) -> Any:
        body = {
            "name": name,
            "email": email or f"client{next(_numbers)}@example.com",
            "phone": "+1 202 555 0143",
            "language": "en",
            "time_zone": "America/New_York",
        }
        return self._send("POST", json=body | form)

    def queue(self) -> Any:
        return self._send("POST", "/queue", json=DEVICES)

    def look(self) -> dict[str, Any]:
        assert self._send("GET").status_code == 200
        return self.view

    def leave(self) -> Any:
        return self._send("DELETE", "/queue")

    def hang_up(self) -> Any:
        return self._send("POST", "/leave")

    @property
    def stage(self) -> str:
        return self.look()["stage"]


class Floor:
    """One department of one company."""

    def __init__(self, app: Flask, company: CompanyRef, **department: Any) -> None:
        self.app = app
        self.company = company
        with companies.acting(app, company):
            self.department: Department = DepartmentFactory(**department)
            self.manager: Person = PersonFactory(role="manager", name="Mara")

    def desk(self, name: str = "Ana", *, online: bool = True, role: str = "attendant") -> Desk:
        """An attendant of this department at a desk."""
        with companies.acting(self.app, self.company):
            person = PersonFactory(name=name, role=role, departments=[self.department])
        desk = Desk(person, self.browser_of(person))
        self.connect(desk)
        if online:
            desk.go("online")
        return desk

    def connect(self, desk: Desk) -> None:
        """Gives the desk a live socket, as a handshake would."""
        from app.core.db import db

        with companies.acting(self.app, self.company):
            sid = f"sid-{next(_numbers)}"
            db.session.add(
                RealtimeSocket(sid=sid, namespace="/people", person_id=desk.id, session_id=1)
            )

    def browser_of(self, person: Person) -> Browser:
        browser = Browser(self.app, self.company.host)
        assert browser.sign_in(person.email).status_code == 201
        return browser

    def link(self, **body: Any) -> str:
        """The token of a new link to the department."""
        body = {"department_id": self.department.id, "type": "reusable"} | body
        response = self.browser_of(self.manager).post("/access-links", body)
        assert response.status_code == 201, response.get_json()
        return response.get_json()["url"].rpartition("/")[2]

    def caller(self, token: str | None = None, name: str = "Zoe", **form: Any) -> Caller:
        """A client who has filled in the form."""
        address = f"127.0.{next(_numbers) % 250}.{next(_numbers) % 250}"
        browser = Browser(self.app, self.company.host, address=address)
        caller = Caller(browser, token or self.link())
        assert caller.fill_in(name, **form).status_code == 200
        return caller

    def waiting(self, name: str = "Zoe", **form: Any) -> Caller:
        """A client in the queue."""
        caller = self.caller(name=name, **form)
        response = caller.queue()
        assert response.status_code == 200, response.get_json()
        return caller
