"""What the plan adds to the view of a session."""

from __future__ import annotations

from app.access.session_view import contribute
from billing.limits import company_has, limit_of_company
from billing.plans import Feature, Limit
from tenants.context import current_company

SHOWN = (Limit.ATTENDANTS, Limit.DEPARTMENTS, Limit.PARTICIPANTS)


def features() -> list[str]:
    return [feature.value for feature in Feature if company_has(feature)]


def limits() -> dict[str, int | None]:
    return {limit.value: limit_of_company(limit) for limit in SHOWN}


def billing() -> dict[str, str | None]:
    document = current_company().billing
    names = ("reason", "grace_until", "trial_end")
    return {"state": document.get("state", "none")} | {name: document.get(name) for name in names}


contribute("billing", billing)
contribute("features", features)
contribute("limits", limits)
