"""What Stripe says, in our words: read from its JSON in one place.

Times are aware datetimes in UTC, sums integers in the currency's smallest unit.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from billing.plans import CATALOGUE

PRODUCT_PREFIX = "voki_"
Json = Mapping[str, Any]


@dataclass(frozen=True)
class SubscriptionFacts:
    """`test_clock` is the id of the test clock that the subscription lives by, if any."""

    stripe_id: str
    status: str
    plan: str
    interval: str
    currency: str
    amount: int
    item_id: str
    price_id: str
    started_at: datetime
    ended_at: datetime | None
    period_start: datetime | None
    period_end: datetime | None
    trial_end: datetime | None
    cancel_at: datetime | None
    schedule_id: str | None
    next_plan: str | None
    next_interval: str | None
    past_due_since: datetime | None
    payment_url: str | None
    test_clock: str | None


@dataclass(frozen=True)
class Line:
    text: str
    amount: int


@dataclass(frozen=True)
class InvoiceFacts:
    id: str
    number: str | None
    status: str
    total: int
    amount_due: int
    currency: str
    created: datetime
    period_end: datetime | None
    next_attempt: datetime | None
    page_url: str | None
    pdf_url: str | None
    lines: tuple[Line, ...]


@dataclass(frozen=True)
class DisputeFacts:
    stripe_id: str
    customer_id: str | None
    status: str
    amount: int
    currency: str
    opened: datetime


def moment(seconds: int | None) -> datetime | None:
    return datetime.fromtimestamp(seconds, UTC) if seconds else None


def plan_of_product(product: Any) -> str:
    """The plan whose product this is; an empty name, which allows nothing, for any other."""
    product_id = product if isinstance(product, str) else product["id"]
    key = str(product_id).removeprefix(PRODUCT_PREFIX)
    return key if key in CATALOGUE else ""


def subscription_facts(data: Json) -> SubscriptionFacts:
    """From a subscription with `latest_invoice` and `schedule` expanded."""
    item = data["items"]["data"][0]
    price = item["price"]
    upcoming = _upcoming_phase(data)
    since, url = _unpaid(data)
    return SubscriptionFacts(
        stripe_id=data["id"],
        status=data["status"],
        plan=plan_of_product(price["product"]),
        interval=price["recurring"]["interval"],
        currency=price["currency"],
        amount=price["unit_amount"],
        item_id=item["id"],
        price_id=price["id"],
        started_at=datetime.fromtimestamp(data["created"], UTC),
        ended_at=moment(data.get("ended_at")),
        period_start=moment(item.get("current_period_start")),
        period_end=moment(item.get("current_period_end")),
        trial_end=moment(data.get("trial_end")),
        cancel_at=_cancel_at(data, item),
        schedule_id=_id_of(data.get("schedule")),
        next_plan=upcoming.get("plan"),
        next_interval=upcoming.get("interval"),
        past_due_since=since,
        payment_url=url,
        test_clock=data.get("test_clock"),
    )


def invoice_facts(data: Json) -> InvoiceFacts:
    return InvoiceFacts(
        id=data.get("id") or "",
        number=data.get("number"),
        status=data.get("status") or "draft",
        total=data["total"],
        amount_due=data["amount_due"],
        currency=data["currency"],
        created=datetime.fromtimestamp(data["created"], UTC),
        period_end=moment(data.get("period_end")),
        next_attempt=moment(data.get("next_payment_attempt")),
        page_url=data.get("hosted_invoice_url"),
        pdf_url=data.get("invoice_pdf"),
        lines=tuple(_line(each) for each in data["lines"]["data"]),
    )


def dispute_facts(data: Json) -> DisputeFacts:
    """From a dispute with `charge` expanded."""
    charge = data["charge"]
    return DisputeFacts(
        stripe_id=data["id"],
        customer_id=charge.get("customer") if isinstance(charge, Mapping) else None,
        status=data["status"],
        amount=data["amount"],
        currency=data["currency"],
        opened=datetime.fromtimestamp(data["created"], UTC),
    )


def _line(data: Json) -> Line:
    return Line(data.get("description") or "", data["amount"])


def _id_of(reference: Any) -> str | None:
    if isinstance(reference, Mapping):
        return str(reference["id"])
    return str(reference) if reference else None


def _cancel_at(data: Json, item: Json) -> datetime | None:
    if data.get("cancel_at_period_end"):
        return moment(item.get("current_period_end"))
    return moment(data.get("cancel_at"))


def _upcoming_phase(data: Json) -> Json:
    """What our own schedule says of its phase after the present one: its metadata."""
    schedule = data.get("schedule")
    if not isinstance(schedule, Mapping) or schedule.get("status") != "active":
        return {}
    current = schedule.get("current_phase") or {}
    later = [p for p in schedule["phases"] if p["start_date"] > current.get("start_date", 0)]
    return dict(later[0].get("metadata") or {}) if later else {}


def _unpaid(data: Json) -> tuple[datetime | None, str | None]:
    """Since when money is owed, and where it can be paid."""
    invoice = data.get("latest_invoice")
    if data["status"] not in ("past_due", "unpaid") or not isinstance(invoice, Mapping):
        return None, None
    if invoice.get("status") == "open":
        return moment(invoice["created"]), invoice.get("hosted_invoice_url")
    return moment(data["items"]["data"][0].get("current_period_start")), None
