"""How a company stands, as staff sort them: its status, and within an active one its payment."""

from __future__ import annotations

from enum import StrEnum

from sqlalchemy import case

from billing.standing import State
from tenants.models import Company, CompanyStatus


class CompanyState(StrEnum):
    PROVISIONING = "provisioning"
    TRIAL = "trial"
    ACTIVE = "active"
    PAST_DUE = "past_due"
    SUSPENDED = "suspended"
    CLOSED = "closed"


_PAYMENT = Company.billing["state"].astext
# The rule, as a column. Past due stays past due when the grace is over and Free's limits hold.
state_column = case(
    (Company.status != CompanyStatus.ACTIVE, Company.status),
    (_PAYMENT == State.TRIALING, CompanyState.TRIAL),
    (_PAYMENT.in_([State.PAST_DUE, State.RESTRICTED]), CompanyState.PAST_DUE),
    else_=CompanyState.ACTIVE,
)
