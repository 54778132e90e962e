"""Fields that many shapes share."""

from __future__ import annotations

import unicodedata
from datetime import time
from functools import cache
from typing import Any
from zoneinfo import available_timezones

import phonenumbers
from marshmallow import ValidationError, fields, validate

from app.api.shapes import Schema
from tenants.context import current_company

# Where a number is written without its country.
DEFAULT_REGIONS = {"pt-BR": "BR"}
FALLBACK_REGION = "US"


MAX_ID = 2**63 - 1  # PostgreSQL's bigint
# Control characters, and halves of surrogate pairs, which no database takes.
_UNWANTED = frozenset({"Cc", "Cs"})


def cleaned(text: str) -> str:
    kept = (c for c in text if c in "\n\t" or unicodedata.category(c) not in _UNWANTED)
    return "".join(kept).strip()


class Text(fields.String):
    """What a person typed: without white space around it and without control characters."""

    def __init__(self, *, min: int = 0, max: int, **options: Any) -> None:
        super().__init__(validate=validate.Length(min, max), **options)

    def _deserialize(self, value: Any, *args: Any, **kwargs: Any) -> str:
        return cleaned(super()._deserialize(value, *args, **kwargs))


class Id(fields.Integer):
    """The key of a row."""

    def __init__(self, **options: Any) -> None:
        super().__init__(validate=validate.Range(1, MAX_ID), **options)


class ConnectionName(fields.String):
    """A page's random name for its media."""

    def __init__(self, **options: Any) -> None:
        super().__init__(validate=validate.Length(8, 64), **options)


class EmailAddress(fields.Email):
    """Lower case, as addresses are stored and compared."""

    def __init__(self, **options: Any) -> None:
        super().__init__(validate=validate.Length(max=254), **options)

    def _deserialize(self, value: Any, *args: Any, **kwargs: Any) -> str:
        return super()._deserialize(value, *args, **kwargs).strip().lower()


class ClockTime(fields.String):
    """`HH:MM`; `24:00` is the end of the day, `time.max` inside."""

    END = "24:00"
    SHAPE = validate.Regexp(
        r"(?:(?:[01]\d|2[0-3]):[0-5]\d|24:00)\Z",
        error="Write a time as HH:MM, from 00:00 to 24:00.",
    )

    def _serialize(self, value: time, *args: Any, **kwargs: Any) -> str:  # type: ignore[override]
        return self.END if value == time.max else value.strftime("%H:%M")

    def _deserialize(self, value: Any, *args: Any, **kwargs: Any) -> time:  # type: ignore[override]
        text = self.SHAPE(super()._deserialize(value, *args, **kwargs))
        return time.max if text == self.END else time.fromisoformat(text)


class ReasonSchema(Schema):
    """Why, for the audit log."""

    reason = Text(min=3, max=500, required=True)


class RefSchema(Schema):
    """Something by its id, with the name to show."""

    id = fields.Integer(required=True)
    name = fields.String(required=True)


@cache
def zone_names() -> frozenset[str]:
    """All that this machine knows. Read once: they are hundreds of files."""
    return frozenset(available_timezones())


def known_zone(name: str) -> None:
    """Raises ValidationError. The hundreds of names would swell the API document."""
    if name not in zone_names():
        raise ValidationError("Choose a time zone.")


class Phone(fields.String):
    """A phone number as people write it, kept as E.164.

    Its length is checked, not whether the number exists: nobody is turned away in vain.
    """

    def __init__(self, **options: Any) -> None:
        super().__init__(validate=validate.Length(max=40), **options)

    def _deserialize(self, value: Any, *args: Any, **kwargs: Any) -> str:
        return normalise_phone(super()._deserialize(value, *args, **kwargs))


def normalise_phone(written: str) -> str:
    """→ E.164; raises ValidationError. The company's language tells the country left out."""
    region = DEFAULT_REGIONS.get(current_company().language, FALLBACK_REGION)
    try:
        number = phonenumbers.parse(written, region)
    except phonenumbers.NumberParseException:
        number = None
    if number is None or not phonenumbers.is_possible_number(number):
        raise ValidationError("Write the phone number with its area code.")
    return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)
