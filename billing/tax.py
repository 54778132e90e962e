"""Tax numbers: Brazilian ones are checked by their digits, any other is taken as written."""

from __future__ import annotations

from stdnum.br import cnpj, cpf
from stdnum.exceptions import ValidationError as WrongNumber

from app.core.errors import Invalid

KINDS = ("cnpj", "cpf", "other")
# What Stripe calls them; it has no type for a number of an unknown country.
STRIPE_KINDS = {"cnpj": "br_cnpj", "cpf": "br_cpf"}
_CHECKS = {"cnpj": cnpj, "cpf": cpf}
MAX_LENGTH = 30


def checked(kind: str, number: str) -> str:
    """The number as it is printed, such as 11.222.333/0001-81; raises Invalid."""
    if not kind and not number:
        return ""
    if kind not in KINDS:
        raise Invalid({"tax_kind": ["Choose what kind of number this is."]})
    if kind not in _CHECKS:
        if not number:
            raise Invalid({"tax_id": ["Write the number."]})
        return number
    try:
        return str(_CHECKS[kind].format(_CHECKS[kind].validate(number)))
    except WrongNumber as error:
        raise Invalid({"tax_id": [f"This is not a {kind.upper()}: check the digits."]}) from error
