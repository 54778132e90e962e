"""Sample companies pay like real ones: at the simulator's page, with a card that is good."""

import os

import requests

from billing.operations import start_checkout
from billing.sync import sync_company
from tenants.resolve import find_company_by_slug
from tests.demo.companies import SampleCompany
from tests.fakes.stripe import cards

TIMEOUT_SECONDS = 30


def subscribe(company: SampleCompany) -> None:
    """Nothing to do for a company on Free, nor where a real Stripe account is configured."""
    found = find_company_by_slug(company.slug)
    if company.pays is None or found is None or "STRIPE_API_BASE" not in os.environ:
        return
    interval, currency = company.pays
    page = f"http://{found.host}/billing"
    pay_at = start_checkout(found, company.plan, interval, currency, page, page)
    paid = requests.post(
        pay_at, data={"number": cards.GOOD}, allow_redirects=False, timeout=TIMEOUT_SECONDS
    )
    if paid.status_code != requests.codes.see_other:
        raise RuntimeError(f"{company.name} could not pay: {paid.status_code}")
    sync_company(found.id)
