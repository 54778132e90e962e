"""The plans as strangers see them on the platform's page, from the one catalogue."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from babel.numbers import format_currency

from app.signup.texts import TEXTS
from billing.plans import CATALOGUE, FREE, PRICES, Currency, Feature, Interval, Limit, Plan

# What a plan adds to the one before it, in the order of importance to a buyer.
SHOWN_FEATURES = (
    Feature.RECORDING,
    Feature.CUSTOM_DOMAIN,
    Feature.SUPERVISION,
    Feature.ANALYTICS,
    Feature.AI_SUMMARY,
    Feature.BI,
    Feature.SMS,
    Feature.SALESFORCE,
    Feature.SSO,
)
RECOMMENDED = "business"


@dataclass(frozen=True)
class Offer:
    key: str
    name: str
    price: str
    period: str
    lines: tuple[str, ...]
    recommended: bool


def offers(language: str) -> list[Offer]:
    """Cheapest first; prices by month in the currency of the language's country."""
    return [_offer(plan, language) for plan in CATALOGUE.values()]


def _offer(plan: Plan, language: str) -> Offer:
    words = TEXTS[language]
    free = plan.key == FREE
    return Offer(
        key=plan.key,
        name=plan.name,
        price=words["free_price"] if free else _price(plan, language),
        period="" if free else words["month"],
        lines=(*_limits(plan, words), *_added(plan, words)),
        recommended=plan.key == RECOMMENDED,
    )


def _price(plan: Plan, language: str) -> str:
    currency = Currency.BRL if language == "pt-BR" else Currency.USD
    amount = PRICES[plan.key][currency][Interval.MONTH]
    locale = language.replace("-", "_")
    written = format_currency(amount / 100, currency.upper(), locale=locale)
    return written.removesuffix(".00").removesuffix(",00")


def _limits(plan: Plan, words: Any) -> list[str]:
    days = plan.limits[Limit.RETENTION_DAYS]
    participants = plan.limits[Limit.PARTICIPANTS]
    return [
        _counted(plan.limits[Limit.ATTENDANTS], "attendant", words),
        _counted(plan.limits[Limit.DEPARTMENTS], "department", words),
        words["no_recording"] if participants == 2 else f"{participants} {words['participants']}",
        *([words["retention"].format(days=days)] if days else []),
    ]


def _counted(number: int | None, noun: str, words: Any) -> str:
    plural = f"{noun}s"
    if number is None:
        return f"{words['unlimited']} {words[plural]}"
    return f"{number} {words[noun if number == 1 else plural]}"


def _added(plan: Plan, words: Any) -> list[str]:
    before = _features_before(plan)
    return [
        words["features"][feature.value]
        for feature in SHOWN_FEATURES
        if feature in plan.features and feature not in before
    ]


def _features_before(plan: Plan) -> frozenset[Feature]:
    plans = list(CATALOGUE.values())
    index = plans.index(plan)
    return plans[index - 1].features if index else frozenset()
