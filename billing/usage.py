"""How much of the plan is in use. Slices above say what counts: they plug in when they load."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from billing.limits import company_has, limit_of_company
from billing.plans import Feature, Limit, plan_of
from tenants.context import current_company

Count = Callable[[], int]
# `excess(maximum)`: what would be too much, the first to go first, as (id, name).
Excess = Callable[[int], list[tuple[int, str]]]


@dataclass(frozen=True)
class Counter:
    count: Count
    excess: Excess | None = None


_counters: dict[Limit, Counter] = {}


def tell_usage(limit: Limit, count: Count, excess: Excess | None = None) -> None:
    """Both are asked in a company's scope."""
    _counters[limit] = Counter(count, excess)


def usage() -> list[dict[str, Any]]:
    """Every limit with its use; `used` is None where nothing is counted."""
    return [_usage_of(limit) for limit in Limit]


def excess_under(plan: str) -> list[dict[str, Any]]:
    """What the company has beyond another plan: each limit with what would go."""
    return [found for limit in _counters if (found := _excess_of(limit, plan))]


def features_lost(plan: str) -> list[str]:
    kept = plan_of(plan).features
    return [f.value for f in Feature if company_has(f) and f not in kept]


def over_now() -> list[dict[str, Any]]:
    """What is over the limits in force, and so is read-only until the company chooses."""
    found = [_over(limit, limit_of_company(limit)) for limit in _counters]
    return [each for each in found if each]


def _usage_of(limit: Limit) -> dict[str, Any]:
    counter = _counters.get(limit)
    return {
        "limit": limit.value,
        "used": counter.count() if counter else None,
        "maximum": limit_of_company(limit),
        "overridden": limit.value in current_company().overrides.get("limits", {}),
    }


def _excess_of(limit: Limit, plan: str) -> dict[str, Any] | None:
    overrides = current_company().overrides.get("limits", {})
    maximum = overrides[limit] if limit in overrides else plan_of(plan).limits[limit]
    return _over(limit, maximum)


def _over(limit: Limit, maximum: int | None) -> dict[str, Any] | None:
    counter = _counters[limit]
    if maximum is None or counter.excess is None or (used := counter.count()) <= maximum:
        return None
    items = [{"id": each[0], "name": each[1]} for each in counter.excess(maximum)]
    return {"limit": limit.value, "used": used, "maximum": maximum, "items": items}
