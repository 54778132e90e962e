"""Cross-site request forgery: a token derived from the session, asked for on every write."""

from __future__ import annotations

import hashlib
import hmac

from flask import g, request

from app.core.config import settings
from app.core.errors import Problem

HEADER = "X-CSRF-Token"


class CsrfRefused(Problem):
    status = 403
    slug = "csrf"
    title = "The request did not come from this product's own page"


def csrf_token(secret: str) -> str:
    """The token that goes with a cookie of ours, a session's or a visit's: its value."""
    return hmac.new(
        settings().secret_key.encode(), b"csrf:" + secret.encode(), hashlib.sha256
    ).hexdigest()


def check_csrf() -> None:
    """Compares the header with the credential that authenticated this request; raises CsrfRefused.

    A request that carries no cookie of ours acts with nobody's authority and has nothing to forge.
    """
    secret = g.get("credential")
    if secret is None:
        return
    if not hmac.compare_digest(request.headers.get(HEADER, ""), csrf_token(secret)):
        raise CsrfRefused(f"Send the header {HEADER} with the token of your session.")
