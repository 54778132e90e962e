"""How a claim to a domain goes on after each look at DNS: pure rules."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum


class ClaimState(StrEnum):
    WAITING_TXT = "waiting_txt"
    WAITING_CNAME = "waiting_cname"
    ACTIVE = "active"
    FAILING = "failing"
    DISABLED = "disabled"


class Finding(StrEnum):
    """What the last look found; `values` beside it say what stood there instead."""

    NOTHING_YET = "nothing_yet"
    OK = "ok"
    NO_ANSWER = "no_answer"
    TXT_MISSING = "txt_missing"
    TXT_OTHER = "txt_other"
    ROUTE_MISSING = "route_missing"
    CNAME_OTHER = "cname_other"
    ADDRESS_OTHER = "address_other"
    TAKEN = "taken"


PROVEN = frozenset({ClaimState.ACTIVE, ClaimState.FAILING})
GRACE = timedelta(hours=72)
MIN_FAILURES = 3
# From here on owners are told, and links lead to the company's first address again.
TELL_AT = 2
GIVE_UP_AFTER = timedelta(hours=72)
WAITS = tuple(timedelta(minutes=minutes) for minutes in (1, 5, 15, 60))
RECHECK = timedelta(hours=1)
RECHECK_FAILING = timedelta(minutes=15)
_ABOUT_TXT = frozenset({Finding.TXT_MISSING, Finding.TXT_OTHER})


@dataclass(frozen=True)
class Standing:
    """`failures` are looks in a row that found a proven domain wrong, the first at `failing_since`."""

    state: ClaimState
    failures: int = 0
    failing_since: datetime | None = None

    @property
    def trusted(self) -> bool:
        """Whether links may lead there."""
        return self.state in PROVEN and self.failures < TELL_AT


def after_look(before: Standing, finding: Finding, now: datetime) -> Standing:
    """A resolver that does not answer proves nothing, neither way."""
    if finding is Finding.NO_ANSWER:
        return before
    if finding is Finding.OK:
        return Standing(ClaimState.ACTIVE)
    if before.state in PROVEN:
        return _failed(before, now)
    if before.state is ClaimState.DISABLED:
        return before
    about_txt = finding in _ABOUT_TXT
    return Standing(ClaimState.WAITING_TXT if about_txt else ClaimState.WAITING_CNAME)


def _failed(before: Standing, now: datetime) -> Standing:
    since, failures = before.failing_since or now, before.failures + 1
    if failures >= MIN_FAILURES and now - since >= GRACE:
        return Standing(ClaimState.DISABLED)
    return replace(before, state=ClaimState.FAILING, failures=failures, failing_since=since)


def next_look(standing: Standing, looks: int, asked_at: datetime, now: datetime) -> datetime | None:
    """When to look again without being asked; None once a claim was waited for long enough."""
    if standing.state is ClaimState.ACTIVE:
        return now + RECHECK
    if standing.state is ClaimState.FAILING:
        return now + RECHECK_FAILING
    if standing.state is ClaimState.DISABLED or now - asked_at >= GIVE_UP_AFTER:
        return None
    return now + WAITS[min(max(looks - 1, 0), len(WAITS) - 1)]


def notice_of(before: Standing, after: Standing) -> str | None:
    """Which mail the owners get about the change."""
    if after.state is ClaimState.ACTIVE and not before.trusted:
        return "domain_active"
    if after.state is ClaimState.DISABLED and before.state is not ClaimState.DISABLED:
        return "domain_disabled"
    return "domain_failing" if before.failures < TELL_AT <= after.failures else None
