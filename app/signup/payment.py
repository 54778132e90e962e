"""The payment of a sign-up's plan: on the payment service's page, for a company that works already."""

from __future__ import annotations

from sqlalchemy import select

from app.access.audience import address_of
from app.core.db import db, outside_transaction
from app.core.errors import Conflict
from app.signup.models import Signup
from app.signup.state import SignupState
from billing.operations import start_checkout
from billing.sync import sync_company
from tenants.models import Company
from tenants.resolve import find_company

# The browser knows its own secret; it stands in no address that others could see.
PAID, NOT_PAID = "/signup?payment=done", "/signup?payment=left"


def paying_company(signup: Signup) -> int:
    """The company that is to be paid for; raises Conflict when nothing is."""
    if signup.state != SignupState.PAYMENT or signup.company_id is None:
        raise Conflict("There is nothing to pay now. Reload the page.", slug="signup-step")
    return signup.company_id


def payment_page(signup: Signup) -> str:
    """The page's address; raises what billing.operations.start_checkout raises."""
    company_id = paying_company(signup)
    plan, interval, currency, email = signup.plan, signup.interval, signup.currency, signup.email
    with outside_transaction():
        company = find_company(company_id)
        if company is None:
            raise Conflict("This company is closed.")
        return start_checkout(
            company,
            plan,
            interval,
            currency,
            address_of(PAID),
            address_of(NOT_PAID),
            email=email,
        )


def ask(company_id: int) -> None:
    """Fetches the company's subscription, in case its webhook is late."""
    sync_company(company_id)


def do_note_payment(signup: Signup) -> None:
    plan = db.session.scalar(select(Company.plan).where(Company.id == signup.company_id))
    if signup.state == SignupState.PAYMENT and plan != "free":
        signup.state = SignupState.READY
