"""The plan catalogue: every limit and feature, in one place, as data.

Source: the product's plan table. An unknown plan or feature denies; None means unlimited.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any


class Limit(StrEnum):
    ATTENDANTS = "attendants"
    DEPARTMENTS = "departments"
    PARTICIPANTS = "participants"
    RETENTION_DAYS = "retention_days"


class Feature(StrEnum):
    SFU = "sfu"
    WHITE_LABEL = "white_label"
    CUSTOM_DOMAIN = "custom_domain"
    RECORDING = "recording"
    TRANSCRIPTION = "transcription"
    ANALYTICS = "analytics"
    CSV_EXPORT = "csv_export"
    SUPERVISION = "supervision"
    AI_SUMMARY = "ai_summary"
    BI = "bi"
    SMS = "sms"
    WHATSAPP = "whatsapp"
    THREECX = "threecx"
    SALESFORCE = "salesforce"
    API_KEYS = "api_keys"
    SSO = "sso"


class Interval(StrEnum):
    MONTH = "month"
    YEAR = "year"


class Currency(StrEnum):
    BRL = "brl"
    USD = "usd"


@dataclass(frozen=True)
class Plan:
    key: str
    name: str
    limits: Mapping[Limit, int | None]
    features: frozenset[Feature]


def _limits(
    attendants: int | None, departments: int | None, participants: int, retention: int
) -> dict[Limit, int | None]:
    return {
        Limit.ATTENDANTS: attendants,
        Limit.DEPARTMENTS: departments,
        Limit.PARTICIPANTS: participants,
        Limit.RETENTION_DAYS: retention,
    }


_STARTER = frozenset(
    {
        Feature.SFU,
        Feature.WHITE_LABEL,
        Feature.CUSTOM_DOMAIN,
        Feature.RECORDING,
        Feature.TRANSCRIPTION,
    }
)
_BUSINESS = _STARTER | {
    Feature.ANALYTICS,
    Feature.CSV_EXPORT,
    Feature.SUPERVISION,
    Feature.AI_SUMMARY,
}
_PROFESSIONAL = _BUSINESS | {Feature.BI, Feature.SMS, Feature.WHATSAPP}
_ENTERPRISE = _PROFESSIONAL | {
    Feature.THREECX,
    Feature.SALESFORCE,
    Feature.API_KEYS,
    Feature.SSO,
}

# Cheapest first: the order in which an upgrade is proposed.
CATALOGUE: dict[str, Plan] = {
    plan.key: plan
    for plan in (
        Plan("free", "Free", _limits(1, 1, 2, 0), frozenset()),
        Plan("starter", "Starter", _limits(5, 3, 10, 30), _STARTER),
        Plan("business", "Business", _limits(15, 10, 20, 90), _BUSINESS),
        Plan("professional", "Professional", _limits(50, 25, 50, 180), _PROFESSIONAL),
        Plan("enterprise", "Enterprise", _limits(None, None, 100, 365), _ENTERPRISE),
    )
}

# In the smallest unit of the currency (centavos, cents), a month's price and a year's.
PRICES: Mapping[str, Mapping[str, Mapping[str, int]]] = {
    key: {
        Currency.BRL: {Interval.MONTH: brl, Interval.YEAR: brl * 10},
        Currency.USD: {Interval.MONTH: usd, Interval.YEAR: usd * 10},
    }
    for key, brl, usd in (
        ("starter", 14900, 2900),
        ("business", 39900, 7900),
        ("professional", 99900, 19900),
        ("enterprise", 249900, 49900),
    )
}
FREE = "free"

_NOTHING = Plan("", "", dict.fromkeys(Limit, 0), frozenset())


def plan_of(key: str) -> Plan:
    """The plan, or one that allows nothing where the key is unknown."""
    return CATALOGUE.get(key, _NOTHING)


def rank(key: str) -> int:
    """Where the plan stands in the catalogue, the cheapest at 0; an unknown one below all."""
    return list(CATALOGUE).index(key) if key in CATALOGUE else -1


def lookup_key(plan: str, interval: str, currency: str) -> str:
    """The name under which Stripe knows the present price, such as `starter_month_brl`."""
    return f"{plan}_{interval}_{currency}"


def limit_for(plan: str, overrides: Mapping[str, Any], limit: Limit) -> int | None:
    """The number that holds for a company: staff's override first, else its plan's. None: unlimited."""
    chosen = overrides.get("limits", {})
    if limit in chosen:
        return None if chosen[limit] is None else int(chosen[limit])
    return plan_of(plan).limits[limit]


def has_feature(plan: str, overrides: Mapping[str, Any], feature: Feature) -> bool:
    chosen = overrides.get("features", {})
    if feature in chosen:
        return bool(chosen[feature])
    return feature in plan_of(plan).features


def lifting_plan(limit: Limit, needed: int) -> Plan | None:
    """The cheapest plan under which `needed` is allowed."""
    for plan in CATALOGUE.values():
        allowed = plan.limits[limit]
        if allowed is None or allowed >= needed:
            return plan
    return None
