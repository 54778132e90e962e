"""The only writer of claims and of the companies' own hosts. Runs in the platform's scope."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import delete, func, select, update
from sqlalchemy.dialects.postgresql import insert

from app.core.after_commit import after_commit
from app.core.clock import utcnow
from app.core.db import db
from app.core.errors import Conflict
from app.core.ids import new_token
from app.domains.dns import Look
from app.domains.models import DomainClaim
from app.domains.queries import claims_of, holder_of
from app.domains.state import PROVEN, ClaimState, Finding, after_look, next_look, notice_of
from billing.plans import Feature, has_feature
from tenants.models import Company, Domain
from tenants.resolve import (
    SERVED,
    company_host,
    forget_resolved,
    host_on_platform_port,
    present_overrides,
)

MOST_CLAIMS = 10


def do_add(company_id: int, host: str) -> DomainClaim:
    """A claim with a fresh proof to publish; raises Conflict."""
    db.session.get_one(Company, company_id, with_for_update=True)
    claims = claims_of(company_id)
    if host in {claim.host for claim in claims}:
        raise Conflict("This domain is in your list already.", slug="domain-listed")
    if len(claims) >= MOST_CLAIMS:
        raise Conflict("Remove a domain first: ten is the most.", slug="domain-count")
    if holder_of(host) not in (None, company_id):
        raise Conflict("Another company uses this domain.", slug="domain-taken")
    now = utcnow()
    claim = DomainClaim(
        company_id=company_id, host=host, challenge=new_token(), asked_at=now, next_look_at=now
    )
    db.session.add(claim)
    db.session.flush()
    return claim


def do_ask(claim: DomainClaim) -> None:
    """Look now, and patiently from now on."""
    claim.asked_at = claim.next_look_at = utcnow()
    claim.looks = 0


def do_prefer(company_id: int, claim: DomainClaim | None) -> None:
    """The company's primary domain from now on; None goes back to its first address."""
    company = db.session.get_one(Company, company_id, with_for_update=True)
    if claim is not None and claim.state not in PROVEN:
        raise Conflict("Only an active domain can be the primary one.", slug="domain-inactive")
    _prefer(company_id, claim.id if claim else None)
    do_settle(company)


def do_remove(claim: DomainClaim) -> None:
    company = db.session.get_one(Company, claim.company_id, with_for_update=True)
    db.session.delete(claim)
    db.session.flush()
    do_settle(company)


def do_note_look(claim_id: int, challenge: str, look: Look) -> DomainClaim | None:
    """Writes what DNS said; None where the claim it was asked for is gone meanwhile."""
    claim = _locked(claim_id)
    if claim is None or claim.challenge != challenge:
        return None
    _lock_host(claim.host)
    if look.finding is Finding.OK and holder_of(claim.host) not in (None, claim.company_id):
        look = Look(Finding.TAKEN)
    _apply(claim, look, utcnow())
    db.session.flush()
    do_settle(db.session.get_one(Company, claim.company_id))
    return claim


def do_settle(company: Company) -> None:
    """Serves the hosts that are proven and in the plan, and no others; the caller locked the company."""
    claims = claims_of(company.id) if _entitled(company) else []
    proven = {host_on_platform_port(c.host): c for c in claims if c.state in PROVEN}
    first = company_host(company.slug)
    preferred = [host for host, c in proven.items() if c.preferred and c.standing.trusted]
    before = _served(company.id)
    _serve(company.id, proven.keys() - before.keys())
    _stop_serving(company.id, before.keys() - proven.keys() - {first})
    _make_primary(company.id, [*preferred, first])
    if _served(company.id) != before:
        after_commit(forget_resolved)


def _apply(claim: DomainClaim, look: Look, now: datetime) -> None:
    before = claim.standing
    after = after_look(before, look.finding, now)
    claim.state, claim.failures, claim.failing_since = (
        after.state,
        after.failures,
        after.failing_since,
    )
    claim.finding, claim.values = look.finding, list(look.values)
    claim.looks += 1
    claim.looked_at = now
    claim.next_look_at = next_look(after, claim.looks, claim.asked_at, now)
    claim.notice = notice_of(before, after) or claim.notice
    if after.state is ClaimState.ACTIVE and claim.proven_at is None:
        claim.proven_at = now


def _locked(claim_id: int) -> DomainClaim | None:
    """The company's row is locked first, here as everywhere."""
    company_id = db.session.scalar(select(DomainClaim.company_id).where(DomainClaim.id == claim_id))
    if company_id is None:
        return None
    db.session.get_one(Company, company_id, with_for_update=True)
    query = select(DomainClaim).where(DomainClaim.id == claim_id).with_for_update()
    return db.session.scalar(query.execution_options(populate_existing=True))


def _lock_host(host: str) -> None:
    """Of several companies that prove a host at once, one comes first."""
    key = func.hashtextextended(f"domain:{host}", 0)
    db.session.execute(select(func.pg_advisory_xact_lock(key)))


def _prefer(company_id: int, claim_id: int | None) -> None:
    mine = DomainClaim.company_id == company_id
    db.session.execute(update(DomainClaim).where(mine).values(preferred=False))
    chosen = update(DomainClaim).where(mine, DomainClaim.id == claim_id)
    db.session.execute(chosen.values(preferred=True))
    db.session.flush()


def _entitled(company: Company) -> bool:
    overrides = present_overrides(company.overrides)
    has = has_feature(company.plan, overrides, Feature.CUSTOM_DOMAIN)
    return company.status in SERVED and has


def _served(company_id: int) -> dict[str, bool]:
    """Host -> whether it is the primary one."""
    query = select(Domain.host, Domain.is_primary).where(Domain.company_id == company_id)
    return {row.host: row.is_primary for row in db.session.execute(query)}


def _serve(company_id: int, hosts: set[str]) -> None:
    for host in sorted(hosts):
        values = {"company_id": company_id, "host": host, "verified_at": utcnow()}
        db.session.execute(insert(Domain).values(values).on_conflict_do_nothing())


def _stop_serving(company_id: int, hosts: set[str]) -> None:
    db.session.execute(
        delete(Domain).where(Domain.company_id == company_id, Domain.host.in_(hosts))
    )


def _make_primary(company_id: int, hosts: list[str]) -> None:
    """The first of them that the company is served at."""
    served = _served(company_id)
    chosen = next((host for host in hosts if host in served), None)
    mine = update(Domain).where(Domain.company_id == company_id)
    db.session.execute(
        mine.where(Domain.is_primary, Domain.host != chosen).values(is_primary=False)
    )
    db.session.execute(mine.where(Domain.host == chosen).values(is_primary=True))
