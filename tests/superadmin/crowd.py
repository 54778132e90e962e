"""Many companies as rows of the platform: for what is asked of their list, which opens no schema."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from tests import companies

_MAKE = """
    INSERT INTO platform.companies
        (slug, name, status, plan, language, time_zone, created_at, billing)
      SELECT 'many-' || n,
             (ARRAY['Alder Dental', 'Brook Insurance', 'Cedar Clinic', 'Dune Travel', 'Elm Bank',
                    'Fern Legal', 'Grove Optics'])[1 + n % 7] || ' ' || n,
             CASE WHEN n % 29 = 0 THEN 'suspended' ELSE 'active' END,
             (ARRAY['free', 'starter', 'business', 'professional'])[1 + n % 4], 'en', 'UTC',
             now() - n * 400 * interval '1 day' / {number},
             CASE WHEN n % 17 = 0 THEN '{{"state": "past_due"}}'
                  WHEN n % 11 = 0 THEN '{{"state": "trialing"}}' ELSE '{{}}' END::jsonb
        FROM generate_series(1, {number}) n;
    INSERT INTO platform.company_usage
        (company_id, attendants, departments, people, calls, use_percent, last_signed_in_at)
      SELECT id, id % 13, 1 + id % 3, id % 13 + 2, id * 37 % 900, id * 17 % 120,
             now() - id % 40 * interval '5 hours'
        FROM platform.companies WHERE slug LIKE 'many-%';
    INSERT INTO platform.billing_subscriptions
        (company_id, stripe_id, status, plan, interval, currency, amount, item_id, price_id,
         started_at, ended_at, trial_end)
      SELECT id, 'sub_' || slug, CASE WHEN billing ? 'state' THEN billing->>'state'
                  WHEN id % 19 = 0 THEN 'canceled' ELSE 'active' END, plan,
             'month', CASE WHEN id % 3 = 0 THEN 'usd' ELSE 'brl' END, 14900, '', '', created_at,
             CASE WHEN id % 19 = 0 THEN now() - interval '3 days' END,
             CASE WHEN billing->>'state' = 'trialing' THEN now() + id % 20 * interval '1 day' END
        FROM platform.companies WHERE slug LIKE 'many-%' AND plan <> 'free';
    INSERT INTO platform.revenue_days (day, currency, amount)
      SELECT current_date - m * 30, 'brl', 900000 - m * 61000 + m % 3 * 40000
        FROM generate_series(1, 11) m
"""
_REMOVE = """
    DELETE FROM platform.revenue_days;
    DELETE FROM platform.billing_subscriptions WHERE stripe_id LIKE 'sub_many-%';
    DELETE FROM platform.company_usage u USING platform.companies c
      WHERE c.id = u.company_id AND c.slug LIKE 'many-%';
    DELETE FROM platform.companies WHERE slug LIKE 'many-%'
"""


@contextmanager
def crowd(number: int) -> Iterator[None]:
    """In the context of an application; they are gone afterwards."""
    with companies.superuser() as connection:
        connection.execute(_MAKE.format(number=number).encode())
    try:
        yield
    finally:
        with companies.superuser() as connection:
            connection.execute(_REMOVE.encode())
