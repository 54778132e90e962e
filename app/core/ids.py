"""Random identifiers and the hashes under which secrets are stored."""

from __future__ import annotations

import hashlib
import secrets

TOKEN_BYTES = 24
# No 0/O, 1/I/L: protocol numbers and codes are read aloud.
READABLE = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"


def new_token() -> str:
    """A URL-safe secret of 192 random bits."""
    return secrets.token_urlsafe(TOKEN_BYTES)


def token_hash(token: str) -> bytes:
    """SHA-256 of a high-entropy secret, 32 bytes; enough where the input cannot be guessed."""
    return hashlib.sha256(token.encode()).digest()


def readable_code(length: int) -> str:
    """Random characters that survive being read over a phone line."""
    return "".join(secrets.choice(READABLE) for _ in range(length))
