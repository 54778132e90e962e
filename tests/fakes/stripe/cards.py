"""Test cards with Stripe's own numbers, and what a bank says about them."""

from __future__ import annotations

from dataclasses import dataclass

from tests.fakes.stripe.params import Fault

GOOD = "4242424242424242"
DECLINED = "4000000000000002"
NO_FUNDS = "4000000000009995"
EXPIRED = "4000000000000069"
# Asks the holder once, when it is kept; later payments go through.
ASKS_ONCE = "4000002500003155"
# Asks the holder each time, so that a renewal cannot be paid.
ASKS_ALWAYS = "4000002760003184"
# Can be kept, but no payment succeeds.
FAILS_LATER = "4000000000000341"
DISPUTED = "4000000000000259"


@dataclass(frozen=True)
class Refusal:
    code: str
    decline_code: str | None
    message: str


_REFUSALS = {
    DECLINED: Refusal("card_declined", "generic_decline", "Your card was declined."),
    NO_FUNDS: Refusal("card_declined", "insufficient_funds", "Your card has insufficient funds."),
    EXPIRED: Refusal("expired_card", None, "Your card has expired."),
    FAILS_LATER: Refusal("card_declined", "generic_decline", "Your card was declined."),
}
_AUTHENTICATION = Refusal(
    "authentication_required",
    "authentication_required",
    "Your card was declined. This transaction requires authentication.",
)
KNOWN = {GOOD, ASKS_ONCE, ASKS_ALWAYS, DISPUTED, *_REFUSALS}


def digits(written: str) -> str:
    return "".join(filter(str.isdigit, written))


def check_number(number: str) -> None:
    """Raises the fault of a number that no test card has."""
    if number not in KNOWN:
        raise Fault(
            "Your card number is incorrect.",
            code="incorrect_number",
            param="number",
            kind="card_error",
            status=402,
        )


def refusal_to_keep(number: str) -> Refusal | None:
    """What the bank says when the card is only kept, such as for a trial."""
    return None if number == FAILS_LATER else _REFUSALS.get(number)


def refusal_to_pay(number: str, *, authenticated: bool) -> Refusal | None:
    """What the bank says to a payment; `authenticated`: the holder has just been asked."""
    if number == ASKS_ALWAYS and not authenticated:
        return _AUTHENTICATION
    return _REFUSALS.get(number)


def asks_holder(number: str) -> bool:
    return number in (ASKS_ONCE, ASKS_ALWAYS)


def card_error(refusal: Refusal) -> Fault:
    more = {"decline_code": refusal.decline_code} if refusal.decline_code else {}
    return Fault(refusal.message, code=refusal.code, kind="card_error", status=402, **more)
