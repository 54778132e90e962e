"""Passwords: Argon2id, one path for known and unknown people, and a check of their quality."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from functools import cache

from argon2 import PasswordHasher, Type
from argon2.exceptions import InvalidHashError, VerificationError
from prometheus_client import Counter
from zxcvbn import zxcvbn

from app.core.config import settings
from app.core.errors import Invalid
from app.core.ids import new_token

MIN_LENGTH = 12
MAX_LENGTH = 128
# zxcvbn's time grows with the square of the length, and what stands at the start decides.
ESTIMATED_LENGTH = 64
# 0 to 4; 3 means more than 10^8 guesses by someone who knows the common lists.
MIN_SCORE = 3
# Shorter parts of a name would forbid too many good passwords.
MIN_PERSONAL_PART = 4

VERIFICATIONS = Counter("password_verifications", "Passwords compared with a hash.")


@cache
def hasher() -> PasswordHasher:
    """Of the settings, made once."""
    memory = settings().password_hash_kib
    return PasswordHasher(time_cost=1, memory_cost=memory, parallelism=1, type=Type.ID)


def hash_password(password: str) -> str:
    return hasher().hash(_normal(password))


def verify_password(stored: str | None, password: str) -> bool:
    """Takes as long for nobody, or for somebody without a password, as for a wrong password."""
    VERIFICATIONS.inc()
    try:
        matches = hasher().verify(stored or _nobodys_hash(), _normal(password))
    except (VerificationError, InvalidHashError):
        return False
    return matches and stored is not None


def needs_rehash(stored: str) -> bool:
    """Whether it was hashed with parameters that are no longer ours."""
    return hasher().check_needs_rehash(stored)


def check_quality(password: str, personal: Iterable[str] = ()) -> None:
    """Raises Invalid unless the password is long, uncommon and free of `personal` words."""
    problem = _weakness(password, [part for part in personal if part])
    if problem:
        reason, sentence = problem
        raise Invalid({"password": [sentence]}, reason=reason)


def _weakness(password: str, personal: list[str]) -> tuple[str, str] | None:
    if len(password) < MIN_LENGTH:
        return "too_short", f"Use at least {MIN_LENGTH} characters."
    if len(password) > MAX_LENGTH:
        return "too_long", f"Use at most {MAX_LENGTH} characters."
    if any(part in password.casefold() for part in _parts(personal)):
        return "personal", "Leave out your name, your email address and the company's name."
    estimate = zxcvbn(password[:ESTIMATED_LENGTH], user_inputs=personal)
    if estimate["score"] < MIN_SCORE:
        return "common", "This is too easy to guess. A few unrelated words make a good password."
    return None


def _parts(personal: Iterable[str]) -> set[str]:
    """`Ana Souza`, `ana.souza@acme.example` → the words in them that are long enough to matter."""
    text = " ".join(personal).casefold()
    words = "".join(letter if letter.isalnum() else " " for letter in text).split()
    return {word for word in words if len(word) >= MIN_PERSONAL_PART}


def _normal(password: str) -> str:
    # The same accent can be typed as one character or as two.
    return unicodedata.normalize("NFC", password)


@cache
def _nobodys_hash() -> str:
    return hasher().hash(new_token())
