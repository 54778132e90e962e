"""What other slices can react to."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class PlanChange:
    """Noted in the platform's transaction that changed a company's plan."""

    company_id: int
    before: str
    after: str


@dataclass(frozen=True)
class PlanChanged:
    """Published in the company's scope, by a job, once the new plan holds."""

    before: str
    after: str
