"""How often something may be tried, counted in Redis over a moving window.

Each rule is counted by account, by address and by company at once. Without Redis nothing is
counted, so nothing is let through: its error reaches the edge, which answers 503.
"""

from __future__ import annotations

import hashlib
import math
import time
from dataclasses import dataclass
from functools import cache
from typing import Any

from flask import request
from limits import RateLimitItem, parse
from limits.storage import storage_from_string
from limits.strategies import MovingWindowRateLimiter

from app.core.config import settings
from app.core.errors import Problem
from app.core.redis import impatient
from tenants.context import current_company_or_none


@dataclass(frozen=True)
class Rule:
    """The allowance of each of the three, as `limits` spells it."""

    name: str
    account: RateLimitItem
    address: RateLimitItem
    company: RateLimitItem


SIGN_IN = Rule("sign-in", parse("10/5minute"), parse("100/5minute"), parse("1000/5minute"))
SECOND_FACTOR = Rule("totp", parse("5/5minute"), parse("50/5minute"), parse("500/5minute"))
PASSWORD_RESET = Rule("reset", parse("3/hour"), parse("20/hour"), parse("300/hour"))
PASSWORD_CHECK = Rule(
    "password", parse("10/15minute"), parse("100/15minute"), parse("1000/15minute")
)
SIGN_UP = Rule("sign-up", parse("5/hour"), parse("20/hour"), parse("500/hour"))
SIGN_UP_ADDRESS = Rule(
    "sign-up-address", parse("10000/minute"), parse("120/minute"), parse("10000/minute")
)
LINK = Rule("link", parse("10/5minute"), parse("60/5minute"), parse("1000/5minute"))


class TooManyAttempts(Problem):
    status = 429
    slug = "too-many-requests"
    title = "Too many attempts"


@cache
def _windows() -> MovingWindowRateLimiter:
    storage: Any = storage_from_string(settings().redis_url, **impatient())
    return MovingWindowRateLimiter(storage)


def count_attempt(rule: Rule, account: str) -> None:
    """Counts one more try; raises TooManyAttempts, with the seconds to wait, past a limit."""
    for kind, item, key in _counters(rule, account):
        if not _windows().hit(item, rule.name, kind, *key):
            raise _refusal(rule, kind, item, key)


def forget_attempts(rule: Rule, account: str) -> None:
    """After a success the account starts afresh; address and company keep their count."""
    _, item, key = _counters(rule, account)[0]
    _windows().clear(item, rule.name, "account", *key)


def _counters(rule: Rule, account: str) -> list[tuple[str, RateLimitItem, tuple[str, ...]]]:
    company = current_company_or_none()
    scope = company.schema if company else "platform"
    # Redis need not know anyone's email.
    digest = hashlib.sha256(account.strip().lower().encode()).hexdigest()[:32]
    return [
        ("account", rule.account, (scope, digest)),
        ("address", rule.address, (request.remote_addr or "",)),
        ("company", rule.company, (scope,)),
    ]


def _refusal(rule: Rule, kind: str, item: RateLimitItem, key: tuple[str, ...]) -> TooManyAttempts:
    window = _windows().get_window_stats(item, rule.name, kind, *key)
    seconds = max(1, math.ceil(window.reset_time - time.time()))
    return TooManyAttempts(
        "Wait a little, then try again.",
        headers={"Retry-After": str(seconds)},
        retry_after_seconds=seconds,
    )
