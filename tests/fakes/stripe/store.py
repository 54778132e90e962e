"""The objects of each account, kept in one file, and what time it is for whom."""

from __future__ import annotations

import json
import secrets
import string
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from tests.fakes.stripe.params import Fault

Object = dict[str, Any]
# Every customer of such an account gets a test clock.
CLOCKED = "sk_test_clocked"
API_VERSION = "2026-10-28.endive"
_LETTERS = string.ascii_letters + string.digits
PREFIXES = {
    "customer": "cus",
    "tax_id": "txi",
    "payment_method": "pm",
    "product": "prod",
    "price": "price",
    "coupon": "co",
    "promotion_code": "promo",
    "checkout.session": "cs_test",
    "billing_portal.session": "bps",
    "subscription": "sub",
    "subscription_item": "si",
    "subscription_schedule": "sub_sched",
    "invoice": "in",
    "line_item": "il",
    "payment_intent": "pi",
    "charge": "ch",
    "refund": "re",
    "dispute": "du",
    "event": "evt",
    "webhook_endpoint": "we",
    "test_helpers.test_clock": "clock",
}
# Objects that Stripe can be asked to show in full where it names them.
EXPANDABLE = {
    "latest_invoice": "invoice",
    "schedule": "subscription_schedule",
    "customer": "customer",
    "charge": "charge",
    "product": "product",
    "subscription": "subscription",
}


def new_id(kind: str) -> str:
    return f"{PREFIXES[kind]}_{''.join(secrets.choice(_LETTERS) for _ in range(14))}"


class Account:
    """One secret key's world. `on_event` is told each event; the setting `auto_clock` gives every
    customer without one a test clock of their own, so that a demo can look at the future."""

    def __init__(self, key: str, state: dict[str, Any] | None = None) -> None:
        self.key = key
        state = state or {}
        self.objects: dict[str, dict[str, Object]] = state.get("objects", {})
        self.answers: dict[str, list[Any]] = state.get("answers", {})
        self.settings: dict[str, Any] = state.get("settings", {})
        self.count: int = state.get("count", 0)
        self.failures: list[dict[str, Any]] = []
        self.on_event: Callable[[Account, Object], None] = lambda account, event: None

    def state(self) -> dict[str, Any]:
        names = ("objects", "answers", "settings", "count")
        return {name: getattr(self, name) for name in names}

    def add(self, kind: str, at: int, values: Object, object_id: str | None = None) -> Object:
        self.count += 1
        made: Object = {"id": object_id or new_id(kind), "object": kind, "created": at}
        made |= {"livemode": False, "_order": self.count} | values
        self.objects.setdefault(kind, {})[made["id"]] = made
        return made

    def find(self, kind: str, object_id: str | None) -> Object | None:
        return self.objects.get(kind, {}).get(object_id or "")

    def get(self, kind: str, object_id: str | None, param: str = "id") -> Object:
        """Raises Stripe's resource_missing."""
        found = self.find(kind, object_id)
        if found is None or found.get("deleted"):
            name = kind.rpartition(".")[2]
            raise Fault(
                f"No such {name}: '{object_id}'",
                code="resource_missing",
                param=param,
                status=404 if param == "id" else 400,
            )
        return found

    def all(self, kind: str, **values: Any) -> list[Object]:
        """The newest first."""
        found = [
            each
            for each in self.objects.get(kind, {}).values()
            if all(each.get(name) == value for name, value in values.items())
            and not each.get("deleted")
        ]
        return sorted(found, key=lambda each: each["_order"], reverse=True)

    def now(self, customer: str | None = None) -> int:
        """The time of the customer's test clock, else the real one."""
        found = self.find("customer", customer) or {}
        clock = self.find("test_helpers.test_clock", found.get("test_clock"))
        return int(clock["frozen_time"]) if clock else int(time.time())

    def emit(self, kind: str, about: Object, before: Object | None = None) -> None:
        """Stores an event and hands it to whoever delivers."""
        at = self.now(about["id"] if about["object"] == "customer" else about.get("customer"))
        data: Object = {"object": shown(about)}
        if before is not None:
            data["previous_attributes"] = before
        event = self.add(
            "event",
            at,
            {
                "api_version": API_VERSION,
                "type": kind,
                "data": json.loads(json.dumps(data)),
                "pending_webhooks": len(self.all("webhook_endpoint")),
                "request": {"id": None, "idempotency_key": None},
            },
        )
        self.on_event(self, event)

    def expanded(self, found: Object, paths: list[str]) -> Object:
        """The object as it is answered, with `paths` in full."""
        answer = shown(found)
        for path in paths:
            head, _, rest = path.partition(".")
            value = answer.get(head)
            if isinstance(value, str) and head in EXPANDABLE:
                full = self.find(EXPANDABLE[head], value)
                answer[head] = self.expanded(full, [rest] if rest else []) if full else value
            elif head not in answer:
                raise Fault(f"This property cannot be expanded ({head}).", param="expand")
        return answer


def shown(found: Object) -> Object:
    """Without our own notes, whose names begin with a line."""
    return {name: _plain(value) for name, value in found.items() if not name.startswith("_")}


def _plain(value: Any) -> Any:
    if isinstance(value, dict):
        return shown(value)
    return [_plain(each) for each in value] if isinstance(value, list) else value


class Store:
    """All accounts. Every request holds `lock`."""

    def __init__(self, path: Path | None = None) -> None:
        self.path = path
        self.lock = threading.RLock()
        self.on_event: Callable[[Account, Object], None] = lambda account, event: None
        self._accounts: dict[str, Account] = {}
        if path and path.exists():
            for key, state in json.loads(path.read_text()).items():
                self._accounts[key] = Account(key, state)

    def account(self, key: str) -> Account:
        if key not in self._accounts:
            self._accounts[key] = Account(key)
            self._accounts[key].settings["auto_clock"] = key.startswith(CLOCKED)
        account = self._accounts[key]
        account.on_event = self.on_event
        return account

    def accounts(self) -> Iterator[Account]:
        yield from [self.account(key) for key in self._accounts]

    def holder_of(self, kind: str, object_id: str) -> tuple[Account, Object]:
        """Whose object this is, for pages that carry no key; raises Fault."""
        for account in self.accounts():
            if found := account.find(kind, object_id):
                return account, found
        raise Fault("Something went wrong", status=404)

    def save(self) -> None:
        if self.path:
            unfinished = self.path.with_suffix(".part")
            states = {key: account.state() for key, account in self._accounts.items()}
            unfinished.write_text(json.dumps(states))
            unfinished.rename(self.path)
