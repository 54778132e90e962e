"""A company that pays at the simulator, which runs in the test's own process.

bank.subscribe("starter")   # what an owner does, to the end
bank.advance(days=31)       # time passes at Stripe, and its webhooks arrive
"""

from __future__ import annotations

import json
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any

import pytest
import requests
from flask import Flask, request
from werkzeug.serving import make_server

from app.access.models import Person
from app.core.config import settings
from app.core.db import db
from billing.catalogue import sync_catalogue
from billing.jobs import sweep_billing
from billing.models import Subscription
from billing.webhooks import apply_event
from tenants.context import CompanyRef
from tests import companies
from tests.browser import Browser, Response
from tests.conftest import environment
from tests.factories.access import PersonFactory
from tests.fakes.stripe import cards, server
from tests.fakes.stripe.delivery import signed
from tests.fakes.stripe.store import Account, Object, Store, shown

KEY, SECRET = "sk_test_tests", "whsec_tests"
DAY = 86_400


@dataclass
class Bank:
    """Stripe and the way to it. `event_ids` are those that the product has got."""

    app: Flask
    url: str
    account: Account
    company: CompanyRef
    owner: Browser
    delivered: set[str] = field(default_factory=set)

    def checkout(self, plan: str, **choice: str) -> str:
        """The address of the payment page."""
        body = {"plan": plan, "interval": "month", "currency": "usd"} | choice
        answer = self.owner.post("/billing/checkout", body)
        assert answer.status_code == 201, answer.json
        return str(answer.json["url"])

    def pay(self, page: str, number: str = cards.GOOD, **form: str) -> requests.Response:
        """A person fills the page in; redirects lead back to the product and are not followed."""
        return requests.post(
            page, data={"number": number} | form, allow_redirects=False, timeout=10
        )

    def subscribe(self, plan: str, number: str = cards.GOOD, **choice: str) -> Object:
        assert self.pay(self.checkout(plan, **choice), number).status_code == 303
        self.deliver()
        return self.subscription

    def upgrade(self, plan: str, interval: str = "month") -> Response:
        """Looks at the sum and confirms."""
        choice = {"plan": plan, "interval": interval}
        seen = self.owner.post("/billing/change/preview", choice)
        assert seen.status_code == 200, seen.json
        return self.owner.post(
            "/billing/change", choice | {name: seen.json[name] for name in ("at", "attempt")}
        )

    def stripe(self, path: str, **data: Any) -> Any:
        """A write to Stripe's own API, as from its dashboard."""
        answer = requests.post(
            f"{self.url}/v1/{path}",
            data=data,
            headers={"Authorization": f"Bearer {KEY}"},
            timeout=10,
        )
        assert answer.ok, answer.text
        return answer.json()

    def change_card(self, number: str) -> None:
        page = self.owner.post("/billing/portal", {"purpose": "card"}).json["url"]
        assert requests.post(page, data={"number": number}, allow_redirects=False, timeout=10).ok

    @property
    def subscription(self) -> Object:
        """As Stripe has it: the newest."""
        return self.account.all("subscription")[0]

    @property
    def invoice(self) -> Object:
        return self.account.all("invoice")[0]

    def pending(self) -> list[Object]:
        """Events that the product has not got yet, in their order."""
        found = [e for e in self.account.all("event") if e["id"] not in self.delivered]
        return list(reversed(found))

    def post(self, event: Object, *, secret: str = SECRET, at: int | None = None) -> Response:
        payload = json.dumps(shown(event))
        stripe = Browser(self.app, settings().platform_host)
        return stripe.post(
            "/billing/webhooks",
            data=payload,
            headers={
                "Stripe-Signature": signed(payload, secret, at),
                "Content-Type": "application/json",
            },
        )

    def deliver(self) -> None:
        """Every event arrives once and is applied."""
        for event in self.pending():
            self.delivered.add(event["id"])
            assert self.post(event).status_code == 200
            self.apply(event)

    def apply(self, event: Object) -> None:
        with self.app.app_context():
            apply_event(event["id"])

    def advance(self, *, days: int = 0, renewal: bool = False, deliver: bool = True) -> None:
        """Moves the customer's clock, delivers what happened, and does what the sweeper does."""
        [clock] = self.account.all("test_helpers.test_clock")
        to = clock["frozen_time"] + days * DAY
        if renewal:
            to = self.subscription["items"]["data"][0]["current_period_end"] + 60
        self.stripe(f"test_helpers/test_clocks/{clock['id']}/advance", frozen_time=to)
        if deliver:
            self.deliver()
            self.sweep()

    def sweep(self) -> None:
        with self.app.app_context():
            sweep_billing()

    def now(self) -> CompanyRef:
        """The company as the product serves it."""
        with self.app.app_context():
            return companies.found(self.company.slug)

    def stored(self) -> Subscription | None:
        with companies.acting(self.app, None):
            return db.session.get(Subscription, self.company.id)

    @property
    def page(self) -> dict[str, Any]:
        answer = self.owner.get("/billing")
        assert answer.status_code == 200, answer.json
        found: dict[str, Any] = answer.json
        return found


@dataclass(frozen=True)
class Request:
    """What the product has asked of Stripe."""

    method: str
    path: str
    pairs: tuple[tuple[str, str], ...]


@pytest.fixture(scope="session")
def asked() -> list[Request]:
    """Every request to the API so far, for holding them against something else."""
    return []


@pytest.fixture(scope="session")
def simulator(asked: list[Request]) -> Iterator[tuple[str, Store]]:
    """Address and store; webhooks do not leave by themselves."""
    store = Store()
    app = server.create_app(store)

    @app.before_request
    def note() -> None:
        given = request.args if request.method == "GET" else request.form
        if request.path.startswith("/v1/"):
            asked.append(Request(request.method, request.path, tuple(given.items(multi=True))))

    running = make_server("127.0.0.1", 0, app, threaded=True)
    thread = threading.Thread(target=running.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{running.port}", store
    running.shutdown()
    thread.join()


@pytest.fixture
def paying(
    service_env: dict[str, str], app: Flask, simulator: tuple[str, Store]
) -> Iterator[Account]:
    """The product with keys, and an account that has its catalogue and nothing else."""
    url, store = simulator
    keys = {
        "STRIPE_SECRET_KEY": KEY,
        "STRIPE_WEBHOOK_SECRET": SECRET,
        "STRIPE_API_BASE": url,
        "ASYNC_MODE": "threading",
        "LOG_LEVEL": "WARNING",
    }
    with store.lock:
        account = store.account(KEY)
        account.__init__(KEY)  # type: ignore[misc]
        account.settings["auto_clock"] = True
    with environment(service_env | keys), app.app_context():
        sync_catalogue()
        yield account


@pytest.fixture
def owner_person(company: CompanyRef, scope: Any) -> Person:
    companies.change(company, plan="free")
    with scope(company):
        owner: Person = PersonFactory(name="Olga", role="owner", email="olga@acme.example")
    return owner


@pytest.fixture
def bank(
    app: Flask,
    paying: Account,
    simulator: tuple[str, Store],
    company: CompanyRef,
    owner_person: Person,
    browser_of: Callable[..., Browser],
) -> Bank:
    """The company is on Free and its owner, Olga, is signed in."""
    return Bank(app, simulator[0], paying, company, browser_of(owner_person))
