"""The code and the link of a sign-up's mail: made when it is sent, stored hashed, good for a while."""

from __future__ import annotations

import hmac
import secrets

from app.core.clock import utcnow
from app.core.config import settings
from app.core.ids import new_token, token_hash
from app.signup.models import Signup
from app.signup.state import CODE_ATTEMPTS, CODE_DIGITS, CODE_LIFETIME


def do_make_code(signup: Signup) -> tuple[str, str]:
    """→ code and link secret of the next mail; those of the mail before stop working."""
    code = f"{secrets.randbelow(10**CODE_DIGITS):0{CODE_DIGITS}d}"
    link = new_token()
    signup.code_hash, signup.link_hash = _hash(signup, code), token_hash(link)
    signup.code_attempts = 0
    signup.code_expires_at = utcnow() + CODE_LIFETIME
    return code, link


def is_good(signup: Signup) -> bool:
    """Whether the latest code and link can still be used."""
    expires = signup.code_expires_at
    return expires is not None and expires > utcnow() and signup.code_attempts < CODE_ATTEMPTS


def matches(signup: Signup, code: str) -> bool:
    return hmac.compare_digest(signup.code_hash or b"", _hash(signup, code))


def _hash(signup: Signup, code: str) -> bytes:
    """Keyed: six digits behind a plain hash would be guessed in a moment."""
    key = settings().secret_key.encode()
    return hmac.digest(key, f"signup:{signup.id}:{code}".encode(), "sha256")
