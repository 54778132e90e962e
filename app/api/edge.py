"""What surrounds every handler: company by host, who is asking, policy, one commit."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import wraps
from typing import Any

from flask import request

from app.access.csrf import check_csrf
from app.access.policy import HostKind, Policy
from app.access.sessions import authenticate_person
from app.access.staff import authenticate_staff
from app.core.db import db
from app.core.errors import NotFound, Problem
from tenants.context import tenant_scope
from tenants.models import CompanyStatus
from tenants.resolve import is_platform_host, resolve_host

SAFE_METHODS = frozenset({"GET", "HEAD", "OPTIONS"})


class CompanySuspended(Problem):
    status = 403
    slug = "company-suspended"
    title = "This company's service is suspended"


def guarded(
    handler: Callable[..., Any], policy: Policy, *, while_suspended: bool
) -> Callable[..., Any]:
    """The handler behind its policy. It runs in the host's scope and is committed once, here."""

    @wraps(handler)
    def door(*args: Any, **kwargs: Any) -> Any:
        with host_scope(policy.host, while_suspended=while_suspended):
            policy.authorise()
            if policy.needs_csrf and request.method not in SAFE_METHODS:
                check_csrf()
            return _committed(handler, *args, **kwargs)

    # For whoever walks the application's addresses, such as the contract tests.
    door.policy = policy  # type: ignore[attr-defined]
    return door


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
    with tenant_scope(company):
        if company.status == CompanyStatus.SUSPENDED and not while_suspended:
            raise CompanySuspended("Ask the owner of the account, or come back later.")
        authenticate_person()
        yield
