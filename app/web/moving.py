"""A company's other addresses lead to its primary one, for whoever arrives.

Pages alone are sent on. Whoever is signed in at an address, or has a visit there, stays until that
ends: the cookies of one host mean nothing at another. `?stay=1` keeps a browser at the address, such
as an owner at the company's first one when its own domain is broken.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from functools import wraps
from typing import Any

from flask import redirect, request
from werkzeug.urls import iri_to_uri

from app.access.actor import actor_or_none
from app.access.bound_cookies import hand_over_cookie
from app.access.sessions import COOKIE
from app.core.config import settings
from tenants.context import current_company_or_none
from tenants.resolve import normalise_host

STAY = "stay"
STAY_COOKIE = "voki_stay"
STAYS_FOR = timedelta(hours=1)
_OURS = "voki_"


def sent_on(handler: Callable[..., Any]) -> Callable[..., Any]:
    """The page, or the way to the same page at the primary address."""

    @wraps(handler)
    def arrive(*args: Any, **kwargs: Any) -> Any:
        address = _primary_address()
        return handler(*args, **kwargs) if address is None else redirect(address)

    return arrive


def _primary_address() -> str | None:
    company = current_company_or_none()
    if company is None or request.method not in ("GET", "HEAD"):
        return None
    if normalise_host(request.host) == company.host or _stays():
        return None
    path = iri_to_uri(request.full_path).rstrip("?")
    return f"{settings().public_scheme}://{company.host}{path}"


def _stays() -> bool:
    if STAY in request.args:
        hand_over_cookie(STAY_COOKIE, "1", paths=("/",), lifetime=STAYS_FOR)
        return True
    bound = any(name.startswith(_OURS) and name != COOKIE for name in request.cookies)
    return bound or actor_or_none() is not None
