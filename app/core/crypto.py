"""Secrets at rest: AES-256-GCM with a key id, a random nonce and the row's identity bound in."""

from __future__ import annotations

import base64
import os

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from app.core.config import settings

NONCE_BYTES = 12


class DecryptionFailed(ValueError):
    """The text was altered, moved to another row or company, or its key is no longer configured."""


def encrypt(plain: str, *, bound_to: str) -> str:
    """→ `key_id.base64(nonce + ciphertext)`; opens only with the same `bound_to`."""
    key_id = settings().current_encryption_key_id
    nonce = os.urandom(NONCE_BYTES)
    sealed = AESGCM(settings().encryption_keys[key_id]).encrypt(
        nonce, plain.encode(), bound_to.encode()
    )
    return f"{key_id}.{base64.b64encode(nonce + sealed).decode()}"


def decrypt(sealed: str, *, bound_to: str) -> str:
    """The plain text; raises DecryptionFailed."""
    key_id, _, encoded = sealed.partition(".")
    key = settings().encryption_keys.get(key_id)
    if key is None:
        raise DecryptionFailed(f"Key '{key_id}' is not configured.")
    try:
        raw = base64.b64decode(encoded)
        return AESGCM(key).decrypt(raw[:NONCE_BYTES], raw[NONCE_BYTES:], bound_to.encode()).decode()
    except (InvalidTag, ValueError) as error:
        raise DecryptionFailed("The secret does not belong to this row.") from error


def sealed_with_current_key(sealed: str) -> bool:
    return sealed.partition(".")[0] == settings().current_encryption_key_id
