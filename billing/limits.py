"""Limits, enforced where the row is written: in its transaction, under a lock."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from sqlalchemy import func, select

from app.core.config import settings
from app.core.db import db
from app.core.errors import Problem
from billing.plans import CATALOGUE, Feature, Limit, has_feature, lifting_plan, limit_for
from tenants.context import current_company

FOREVER_DAYS = 36_500


class PlanLimitReached(Problem):
    """Carries all that the limit dialog says."""

    status = 409
    slug = "plan-limit"
    title = "Your plan's limit is reached"


class FeatureNotInPlan(Problem):
    status = 403
    slug = "plan-feature"
    title = "Your plan does not include this"


def claim_slot(limit: Limit, count_used: Callable[[], int]) -> None:
    """Call just before writing one more row; raises PlanLimitReached when there is no room.

    The lock lasts until the transaction ends, so that of many parallel writers each counts what
    the one before it wrote.
    """
    lock_counter(limit)
    maximum = limit_of_company(limit)
    if maximum is not None and (used := count_used()) >= maximum:
        raise _reached(limit, used, maximum, needed=used + 1)


def lock_counter(limit: Limit) -> None:
    """Serialises, in this company, everything that counts towards the limit."""
    key = f"{current_company().id}:limit:{limit}"
    db.session.execute(select(func.pg_advisory_xact_lock(func.hashtextextended(key, 0))))


def limit_of_company(limit: Limit) -> int | None:
    company = current_company()
    return limit_for(company.plan, company.overrides, limit)


def retention_days(now: datetime) -> int:
    """How long recordings are kept; a shorter time than before starts after a grace of 30 days."""
    days = limit_of_company(Limit.RETENTION_DAYS)
    kept = current_company().billing.get("retention")
    allowed = days if days is not None else FOREVER_DAYS
    if kept and now < datetime.fromisoformat(kept["until"]):
        return max(allowed, int(kept["days"]))
    return allowed


def company_has(feature: Feature) -> bool:
    company = current_company()
    return has_feature(company.plan, company.overrides, feature)


def require_feature(feature: Feature) -> None:
    """Raises FeatureNotInPlan, naming the cheapest plan that has it."""
    if company_has(feature):
        return
    plan = next((p for p in CATALOGUE.values() if feature in p.features), None)
    raise FeatureNotInPlan(
        f"This comes with the {plan.name} plan." if plan else "No plan includes this.",
        feature=feature,
        plan=current_company().plan,
        lifting_plan=plan.key if plan else None,
        contacts=sales_contacts(),
    )


def sales_contacts() -> dict[str, str]:
    return {"whatsapp": settings().sales_whatsapp, "email": settings().sales_email}


def limit_reached(limit: Limit, used: int) -> PlanLimitReached:
    """The refusal of something that is over the limit already: a plan for all of it lifts it."""
    return _reached(limit, used, limit_of_company(limit) or 0, needed=used)


def _reached(limit: Limit, used: int, maximum: int, needed: int) -> PlanLimitReached:
    lifting = lifting_plan(limit, needed)
    company = current_company()
    return PlanLimitReached(
        f"{used} of {maximum} {limit} are in use.",
        limit=limit,
        current=used,
        maximum=maximum,
        plan=company.plan,
        lifting_plan=lifting.key if lifting else None,
        contacts=sales_contacts(),
    )
