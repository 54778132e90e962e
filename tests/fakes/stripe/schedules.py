"""Subscription schedules: a phase that follows the present one."""

from __future__ import annotations

from typing import Any

from tests.fakes.stripe import subscriptions
from tests.fakes.stripe.params import Fault
from tests.fakes.stripe.store import Account, Object


def create(account: Account, subscription: Object) -> Object:
    """From a subscription: one phase, which is the present period."""
    if subscription["schedule"]:
        raise Fault(
            "You cannot migrate a subscription that is already attached to a schedule: "
            f"{subscription['schedule']}."
        )
    if subscription["status"] not in subscriptions.LIVING:
        raise Fault(
            "You cannot migrate a subscription in the "
            f"`{subscription['status']}` status to a schedule."
        )
    item = subscriptions.item_of(subscription)
    start, end = subscriptions.period_of(item)
    values = {
        "customer": subscription["customer"],
        "subscription": subscription["id"],
        "status": "active",
        "end_behavior": "release",
        "current_phase": {"start_date": start, "end_date": end},
        "phases": [_phase(item["price"]["id"], start, end, {}, subscription["trial_end"])],
        "released_at": None,
        "released_subscription": None,
        "completed_at": None,
        "metadata": {},
        "test_clock": subscription["test_clock"],
    }
    made = account.add("subscription_schedule", account.now(subscription["customer"]), values)
    subscription["schedule"] = made["id"]
    account.emit("subscription_schedule.created", made)
    account.emit("customer.subscription.updated", subscription, {"schedule": None})
    return made


def update(account: Account, schedule: Object, params: dict[str, Any]) -> Object:
    _check_active(schedule)
    present, *following = params["phases"]
    if present.get("start_date") != schedule["phases"][0]["start_date"]:
        raise Fault("You can not modify the start date of the current phase.", param="phases")
    price = present["items"][0]["price"]
    account.get("price", price, "phases[0][items][0][price]")
    if "end_date" not in present:
        raise Fault("The current phase needs an end_date or a duration.", param="phases[0]")
    phases = [_phase(price, present["start_date"], present["end_date"], {}, None)]
    at = present["end_date"]
    for given in following:
        price = account.get("price", given["items"][0]["price"], "phases[1][items][0][price]")
        end = given.get("end_date") or subscriptions.after_interval(at, price)
        phases.append(_phase(price["id"], at, end, given.get("metadata") or {}, None))
        at = end
    schedule["phases"] = phases
    schedule["current_phase"] = {name: phases[0][name] for name in ("start_date", "end_date")}
    schedule["end_behavior"] = params.get("end_behavior", schedule["end_behavior"])
    account.emit("subscription_schedule.updated", schedule)
    return schedule


def release(account: Account, schedule: Object) -> Object:
    _check_active(schedule)
    subscription = account.get("subscription", schedule["subscription"])
    now = account.now(schedule["customer"])
    subscription["schedule"] = None
    schedule |= {
        "status": "released",
        "released_at": now,
        "released_subscription": subscription["id"],
        "subscription": None,
        "current_phase": None,
    }
    account.emit("subscription_schedule.released", schedule)
    account.emit("customer.subscription.updated", subscription, {"schedule": schedule["id"]})
    return schedule


def enter_next_phase(account: Account, subscription: Object) -> None:
    """At the end of the period, before it is renewed: the next phase's price, or the end of it."""
    schedule = account.find("subscription_schedule", subscription["schedule"])
    if schedule is None:
        return
    start = subscriptions.item_of(subscription)["current_period_end"]
    phase = next((p for p in schedule["phases"] if p["start_date"] == start), None)
    if phase is None:
        release(account, schedule)
        return
    price = account.get("price", phase["items"][0]["price"])
    subscriptions.item_of(subscription)["price"] = price
    subscription["metadata"] |= phase["metadata"]
    schedule["current_phase"] = {name: phase[name] for name in ("start_date", "end_date")}
    account.emit("subscription_schedule.updated", schedule)


def _phase(
    price: str, start: int, end: int, metadata: dict[str, str], trial_end: int | None
) -> Object:
    return {
        "items": [{"price": price, "quantity": 1, "metadata": {}}],
        "start_date": start,
        "end_date": end,
        "trial_end": trial_end,
        "metadata": metadata,
        "proration_behavior": "none",
    }


def _check_active(schedule: Object) -> None:
    if schedule["status"] != "active":
        raise Fault(
            f"You cannot change a subscription schedule that is in the `{schedule['status']}` status."
        )
