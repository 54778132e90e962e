"""Each plan with each limit and feature, against the table that the product promises."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest

from app.core.clock import utcnow
from app.core.errors import Problem
from billing.limits import claim_slot, limit_of_company, require_feature, retention_days
from billing.plans import CATALOGUE, PRICES, Currency, Feature, Interval, Limit
from tenants.context import CompanyRef
from tests import companies

# The product's plan table. A dash denies, an asterisk is unlimited.
TABLE = """
                free  starter  business  professional  enterprise
attendants      1     5        15        50            *
departments     1     3        10        25            *
participants    2     10       20        50            100
retention_days  0     30       90        180           365
sfu             -     x        x         x             x
white_label     -     x        x         x             x
custom_domain   -     x        x         x             x
recording       -     x        x         x             x
transcription   -     x        x         x             x
analytics       -     -        x         x             x
csv_export      -     -        x         x             x
supervision     -     -        x         x             x
ai_summary      -     -        x         x             x
bi              -     -        -         x             x
sms             -     -        -         x             x
whatsapp        -     -        -         x             x
threecx         -     -        -         -             x
salesforce      -     -        -         -             x
api_keys        -     -        -         -             x
sso             -     -        -         -             x
"""
HEAD, *ROWS = [line.split() for line in TABLE.strip().splitlines()]
LIMITS = [
    (p, r[0], m) for r in ROWS if r[0] in set(Limit) for p, m in zip(HEAD, r[1:], strict=True)
]
FEATURES = [
    (p, r[0], m == "x")
    for r in ROWS
    if r[0] in set(Feature)
    for p, m in zip(HEAD, r[1:], strict=True)
]


@pytest.fixture
def now(app) -> Callable[[CompanyRef], CompanyRef]:
    """The company as it is served now."""

    def found(company: CompanyRef) -> CompanyRef:
        with app.app_context():
            return companies.found(company.slug)

    return found


def test_the_table_is_complete() -> None:
    assert list(CATALOGUE) == HEAD
    assert {row[0] for row in ROWS} == {*Limit, *Feature}


@pytest.mark.parametrize(("plan", "limit", "maximum"), LIMITS)
def test_a_limit_refuses_at_the_row_and_lifts_with_the_plan(
    company, scope, now, plan: str, limit: str, maximum: str
) -> None:
    companies.change(company, plan=plan)
    with scope(now(company)):
        if maximum == "*":
            assert limit_of_company(Limit(limit)) is None
            claim_slot(Limit(limit), lambda: 10**6)
            return
        most = int(maximum)
        if most:
            claim_slot(Limit(limit), lambda: most - 1)
        with pytest.raises(Problem) as refused:
            claim_slot(Limit(limit), lambda: most)
    said = refused.value.document()
    assert (said["status"], said["type"]) == (409, "/problems/plan-limit")
    assert (said["limit"], said["current"], said["maximum"]) == (limit, most, most)
    assert said["plan"] == plan
    assert set(said["contacts"]) == {"whatsapp", "email"}
    if said["lifting_plan"] is None:
        assert plan == "enterprise"
        return
    companies.change(company, plan=said["lifting_plan"])
    with scope(now(company)):
        claim_slot(Limit(limit), lambda: most)


@pytest.mark.parametrize(("plan", "feature", "included"), FEATURES)
def test_a_feature_is_there_or_names_the_plan_that_has_it(
    company, scope, now, plan: str, feature: str, included: bool
) -> None:
    companies.change(company, plan=plan)
    with scope(now(company)):
        if included:
            require_feature(Feature(feature))
            return
        with pytest.raises(Problem) as refused:
            require_feature(Feature(feature))
    said = refused.value.document()
    assert (said["status"], said["feature"]) == (403, feature)
    companies.change(company, plan=said["lifting_plan"])
    with scope(now(company)):
        require_feature(Feature(feature))


@pytest.mark.parametrize("plan", ["", "gold"])
def test_an_unknown_plan_denies_everything(company, scope, now, plan: str) -> None:
    companies.change(company, plan=plan)
    with scope(now(company)):
        for limit in Limit:
            with pytest.raises(Problem):
                claim_slot(limit, lambda: 0)
        for feature in Feature:
            with pytest.raises(Problem):
                require_feature(feature)


def test_prices_are_whole_and_rise_with_the_plan() -> None:
    for currency in Currency:
        for interval in Interval:
            prices = [PRICES[plan][currency][interval] for plan in list(CATALOGUE)[1:]]
            assert all(isinstance(price, int) for price in prices)
            assert prices == sorted(set(prices))
    assert "free" not in PRICES


def test_a_shorter_retention_starts_after_its_grace(company, scope, now) -> None:
    from psycopg.types.json import Jsonb

    until = utcnow() + timedelta(days=30)
    kept = Jsonb({"retention": {"days": 90, "until": until.isoformat()}})
    companies.change(company, plan="starter", billing=kept)
    with scope(now(company)):
        assert retention_days(until - timedelta(seconds=1)) == 90
        assert retention_days(until) == 30
