"""What surrounds every handler: company by host, who is asking, policy, one commit."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import wraps
from typing import Any

from flask import request

from app.access.actor import set_actor
from app.access.csrf import check_csrf
from app.access.policy import HostKind, Policy, Public
from app.access.sessions import authenticate_person
from app.access.staff import authenticate_staff
from app.access.support import Support, check_support, note_support, support_actor
from app.core.db import db
from app.core.errors import NotFound, Problem
from tenants.context import current_company_or_none, tenant_scope
from tenants.models import CompanyStatus
from tenants.resolve import is_platform_host, resolve_host

SAFE_METHODS = frozenset({"GET", "HEAD", "OPTIONS"})


class CompanySuspended(Problem):
    status = 403
    slug = "company-suspended"
    title = "This company's service is suspended"


def check_served(stays_open: bool = False) -> None:
    """For doors that open while the company is paused, but not to everybody; raises CompanySuspended."""
    company = current_company_or_none()
    if company and company.status == CompanyStatus.SUSPENDED and not stays_open:
        raise CompanySuspended("Ask the owner of the account, or come back later.")


def guarded(
    handler: Callable[..., Any],
    policy: Policy,
    *,
    while_suspended: bool,
    support: Support | None = None,
) -> Callable[..., Any]:
    """The handler behind its policy. It runs in the host's scope and is committed once, here."""

    @wraps(handler)
    def door(*args: Any, **kwargs: Any) -> Any:
        writes = request.method not in SAFE_METHODS
        with host_scope(policy.host, while_suspended=while_suspended):
            check_support(support, writes=writes, public=isinstance(policy, Public))
            policy.authorise()
            if policy.needs_csrf and writes:
                check_csrf()
            return _committed(_noted(handler, support, writes=writes), *args, **kwargs)

    # For whoever walks the application's addresses, such as the contract tests.
    door.policy = policy  # type: ignore[attr-defined]
    return door


def _noted(
    handler: Callable[..., Any], support: Support | None, *, writes: bool
) -> Callable[..., Any]:
    """The handler; what support does through it stands in the company's log."""

    def noted(*args: Any, **kwargs: Any) -> Any:
        answer = handler(*args, **kwargs)
        note_support(support, request.path, writes=writes)
        return answer

    return noted


def _committed(handler: Callable[..., Any], *args: Any, **kwargs: Any) -> Any:
    try:
        answer = handler(*args, **kwargs)
    except Problem as problem:
        if problem.keeps_writes:
            db.session.commit()
        raise
    db.session.commit()
    return answer


@contextmanager
def host_scope(kind: HostKind, *, while_suspended: bool = True) -> Iterator[None]:
    """Opens the scope of the request's host and finds out who asks; NotFound for any other host."""
    host = request.host
    if is_platform_host(host):
        if kind is HostKind.COMPANY:
            raise NotFound()
        try:
            authenticate_staff()
            yield
        finally:
            db.session.remove()
        return
    company = resolve_host(host)
    if company is None or kind is HostKind.PLATFORM:
        raise NotFound()
    visitor = support_actor(company)
    with tenant_scope(company):
        check_served(while_suspended)
        if visitor is None:
            authenticate_person()
        else:
            set_actor(visitor)
        yield
