"""Time: what falls due is done in its order, up to the second that a clock is moved to."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from tests.fakes.stripe import invoices, schedules, subscriptions
from tests.fakes.stripe.params import Fault
from tests.fakes.stripe.store import Account, Object

YEAR = 366 * 86_400


def create(account: Account, params: dict[str, Any]) -> Object:
    values = {
        "frozen_time": params["frozen_time"],
        "name": params.get("name"),
        "status": "ready",
        "deletes_after": params["frozen_time"] + 30 * 86_400,
    }
    return account.add("test_helpers.test_clock", account.now(), values)


def advance(account: Account, clock: Object, to: int) -> Object:
    if to <= clock["frozen_time"]:
        raise Fault("A test clock can only be advanced to a later time.", param="frozen_time")
    if to > clock["frozen_time"] + 2 * YEAR:
        raise Fault("Test clocks can only be advanced by two intervals.", param="frozen_time")
    for at, act in _due(account, clock, to):
        clock["frozen_time"] = max(clock["frozen_time"], at)
        act()
    clock["frozen_time"] = to
    account.emit("test_helpers.test_clock.ready", clock)
    return clock


def tick(account: Account) -> None:
    """The same for those who live by the real time."""
    for _, act in _due(account, None, account.now()):
        act()


def _due(account: Account, clock: Object | None, to: int) -> Iterator[tuple[int, Any]]:
    """What is due, one thing after the other: each may bring new ones."""
    clock_id = clock["id"] if clock else None
    while True:
        found = [
            step
            for subscription in account.all("subscription", test_clock=clock_id)
            if (step := _next(account, subscription)) is not None
        ]
        first = min(found, key=lambda step: step[0], default=None)
        if first is None or first[0] > to:
            return
        yield first


def _next(account: Account, subscription: Object) -> tuple[int, Any] | None:
    """When and what is next for one subscription."""
    if subscription["status"] not in subscriptions.LIVING:
        return None
    end = subscriptions.item_of(subscription)["current_period_end"]
    steps: list[tuple[int, Any]] = [(end, lambda: _end_period(account, subscription))]
    invoice = account.find("invoice", subscription["latest_invoice"])
    if invoice and invoice["status"] == "open" and invoice["next_payment_attempt"]:
        steps.append(
            (
                invoice["next_payment_attempt"],
                lambda: subscriptions.attempt(account, subscription, invoice),
            )
        )
    return min(steps, key=lambda step: step[0])


def _end_period(account: Account, subscription: Object) -> None:
    if subscription["cancel_at_period_end"]:
        subscriptions.cancel(account, subscription)
        return
    owed = account.find("invoice", subscription["latest_invoice"])
    if owed and owed["status"] == "open":
        # A second unpaid month changes nothing but the period.
        invoices.void(account, owed) if subscription["status"] == "unpaid" else None
    schedules.enter_next_phase(account, subscription)
    subscriptions.renew(account, subscription)
