"""Signing up, on the platform's host; the guide to setting up, on the company's."""

from __future__ import annotations

from typing import Any

from app.access.limiter import LINK, SIGN_UP, SIGN_UP_ADDRESS, count_attempt
from app.access.permissions import Permission
from app.access.policy import HostKind, Public
from app.api.routes import get, post, put, routes
from app.core.db import outside_transaction
from app.core.errors import Conflict
from app.signup import entrance, operations, payment, schemas
from app.signup.addresses import address_view, suggested_slug
from app.signup.queries import can_enter, get_signup, setup_view, signup_view

Body = dict[str, Any]


def show_address(query: Body) -> Body:
    """Whether an address can be had, or which one suits a company's name."""
    count_attempt(SIGN_UP_ADDRESS, "")
    return address_view(query["slug"] or suggested_slug(query["name"]))


def start_signup(body: Body) -> Body:
    """Begin to sign up; a mail with a code goes to the address."""
    count_attempt(SIGN_UP, body["email"])
    token = operations.do_start(body)
    return {"token": token} | signup_view(get_signup(token))


def show_signup(token: str) -> Body:
    """How far it has come; asked again every second or so while something is being made."""
    return signup_view(get_signup(token))


def send_code_again(token: str) -> Body:
    """Another mail with another code."""
    signup = get_signup(token, lock=True)
    count_attempt(SIGN_UP, signup.email)
    operations.do_send_again(signup)
    return signup_view(signup)


def verify_code(token: str, body: Body) -> Body:
    """Prove the address with the code of the mail."""
    signup = get_signup(token, lock=True)
    operations.do_verify_code(signup, body["code"])
    return signup_view(signup)


def verify_link(link: str) -> None:
    """Prove the address with the link of the mail, from whichever browser it is opened in."""
    count_attempt(LINK, link)
    operations.do_verify_link(link)


def choose_address(token: str, body: Body) -> Body:
    """Another address, where the wished one was taken meanwhile."""
    signup = get_signup(token, lock=True)
    operations.do_choose_address(signup, body["slug"])
    return signup_view(signup)


def start_payment(token: str) -> Body:
    """The address of the payment page."""
    return {"url": payment.payment_page(get_signup(token))}


def check_payment(token: str) -> Body:
    """Asks the payment service whether the plan is paid now."""
    company_id = payment.paying_company(get_signup(token))
    with outside_transaction():
        payment.ask(company_id)
    signup = get_signup(token, lock=True)
    payment.do_note_payment(signup)
    return signup_view(signup)


def choose_free(token: str) -> Body:
    """Goes on with the free plan instead of paying."""
    signup = get_signup(token, lock=True)
    operations.do_choose_free(signup)
    return signup_view(signup)


def enter_company(token: str) -> Body:
    """A way into the new company, for the browser that signed up and for once."""
    signup = get_signup(token)
    if not can_enter(signup) or signup.company_id is None:
        raise Conflict("Sign in at your company's address.", slug="sign-in-there")
    company_id, email = signup.company_id, signup.email
    with outside_transaction():
        return {"url": entrance.do_make_entrance(company_id, email)}


def show_setup() -> Body:
    """The steps that a new company takes, and which of them are behind it."""
    return setup_view()


def skip_setup_step(name: str, body: Body) -> Body:
    """Passes a step over, or takes it up again."""
    operations.do_skip_step(name, body["skipped"])
    return setup_view()


OPEN = {"policy": Public("a stranger signs up", host=HostKind.PLATFORM)}
ONE = "/signups/<token>"
VIEW = {"returns": schemas.SignupSchema}
SETUP = {"can": Permission.COMPANY_EDIT, "returns": schemas.SetupSchema}

blueprint = routes(
    "signup",
    "Signing up and setting up a company",
    [
        get(
            "/signup-address",
            show_address,
            query=schemas.AddressQuery,
            returns=schemas.SignupAddressSchema,
            **OPEN,
        ),
        post(
            "/signups",
            start_signup,
            body=schemas.NewSignupSchema,
            returns=schemas.StartedSchema,
            status=201,
            **OPEN,
        ),
        get(ONE, show_signup, **VIEW, **OPEN),
        post(f"{ONE}/code", send_code_again, **VIEW, **OPEN),
        put(f"{ONE}/verification", verify_code, body=schemas.CodeSchema, **VIEW, **OPEN),
        put("/signup-confirmations/<link>", verify_link, status=204, **OPEN),
        put(f"{ONE}/address", choose_address, body=schemas.SlugSchema, **VIEW, **OPEN),
        post(f"{ONE}/payment", start_payment, returns=schemas.WayInSchema, **OPEN),
        put(f"{ONE}/payment", check_payment, **VIEW, **OPEN),
        put(f"{ONE}/free", choose_free, **VIEW, **OPEN),
        post(f"{ONE}/entrance", enter_company, returns=schemas.WayInSchema, **OPEN),
        get("/setup", show_setup, **SETUP),
        put("/setup/<name>", skip_setup_step, body=schemas.SkipSchema, **SETUP),
    ],
)
