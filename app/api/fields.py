"""Kinds of input that several slices take."""

from __future__ import annotations

from typing import Any

import phonenumbers
from marshmallow import ValidationError, fields, validate

from tenants.context import current_company

MAX_PHONE = 40
# Where a number is written without its country.
DEFAULT_REGIONS = {"pt-BR": "BR"}
FALLBACK_REGION = "US"


class Phone(fields.String):
    """A phone number as people write it, kept as E.164.

    Its length is checked, not whether the number exists: nobody is turned away in vain.
    """

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(validate=validate.Length(max=MAX_PHONE), **kwargs)

    def _deserialize(self, value: Any, attr: str | None, data: Any, **kwargs: Any) -> str:
        return normalise_phone(super()._deserialize(value, attr, data, **kwargs))


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
