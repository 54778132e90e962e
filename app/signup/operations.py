"""The only writer of sign-ups. Nothing is made for an address that has not proved itself."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from disposable_email_domains import blocklist
from sqlalchemy import delete, select
from sqlalchemy.dialects.postgresql import insert as upsert

from app.access import passwords
from app.core.clock import utcnow
from app.core.db import db
from app.core.errors import Conflict, Invalid, NotFound
from app.core.ids import new_token, token_hash
from app.signup.addresses import address_view
from app.signup.codes import is_good, matches
from app.signup.jobs import mail_signup, provision_signup
from app.signup.models import SetupStep, Signup
from app.signup.queries import STEPS
from app.signup.state import RESEND_AFTER, SignupState
from app.signup.terms import CURRENT
from tenants.brand import PRODUCT_NAME
from tenants.provision import NewCompany, SlugTaken, reserve_company


def do_start(values: Mapping[str, Any]) -> str:
    """Writes a sign-up, asks for its mail and returns the browser's secret.

    Raises Invalid for a weak password, an address that cannot be had and terms that have changed.
    """
    _check(values)
    fields = {k: v for k, v in values.items() if k not in ("name", "password")}
    token = new_token()
    signup = Signup(
        **fields,
        token_hash=token_hash(token),
        state=SignupState.EMAIL,
        person_name=values["name"],
        password_hash=passwords.hash_password(values["password"]),
        flagged=values["email"].rpartition("@")[2] in blocklist,
        mail_due=True,
    )
    db.session.add(signup)
    db.session.flush()
    mail_signup.enqueue_on_commit(signup_id=signup.id)
    return token


def do_send_again(signup: Signup) -> None:
    """A new code, which replaces the one before; raises Conflict within a minute of the last mail."""
    _check_state(signup, SignupState.EMAIL)
    if signup.mail_due or (signup.mailed_at and utcnow() < signup.mailed_at + RESEND_AFTER):
        raise Conflict("The last mail is on its way. Look into the spam folder too.")
    signup.mail_due = True
    mail_signup.enqueue_on_commit(signup_id=signup.id)


def do_verify_code(signup: Signup, code: str) -> None:
    """Raises Invalid for a code that is wrong, has expired or was tried too often."""
    _check_state(signup, SignupState.EMAIL)
    if not is_good(signup):
        raise Invalid({"code": ["This code is no longer good. Ask for a new one."]})
    signup.code_attempts += 1
    if not matches(signup, code):
        raise Invalid({"code": ["This is not the code of the latest mail."]}, keeps_writes=True)
    _verified(signup)


def do_verify_link(link: str) -> None:
    """Raises NotFound; a link that has done its work already is no error, people press twice."""
    signup = db.session.scalar(
        select(Signup).where(Signup.link_hash == token_hash(link)).with_for_update()
    )
    if signup is None or (signup.verified_at is None and not is_good(signup)):
        raise NotFound("This link was replaced by a newer mail, or has expired.")
    if signup.verified_at is None:
        _verified(signup)


def do_choose_address(signup: Signup, slug: str) -> None:
    """Another address, after somebody else was quicker to the wished one."""
    _check_state(signup, SignupState.ADDRESS)
    signup.slug = slug
    _reserve(signup)


def do_choose_free(signup: Signup) -> None:
    """Goes on without paying; the plan can be bought from within."""
    _check_state(signup, SignupState.PAYMENT)
    signup.plan = "free"
    signup.state = SignupState.READY


def do_skip_step(name: str, skipped: bool) -> None:
    """Raises NotFound for a step that there is not."""
    if name not in STEPS:
        raise NotFound()
    if skipped:
        db.session.execute(upsert(SetupStep).values(name=name).on_conflict_do_nothing())
    else:
        db.session.execute(delete(SetupStep).where(SetupStep.name == name))


def _check(values: Mapping[str, Any]) -> None:
    if values["terms_version"] != CURRENT:
        raise Invalid({"terms_version": ["The terms have changed. Read and accept them again."]})
    if not address_view(values["slug"])["available"]:
        raise Invalid({"slug": ["This address cannot be had. Choose another one."]})
    personal = (values["name"], values["email"], values["company_name"], PRODUCT_NAME)
    passwords.check_quality(values["password"], personal)


def _verified(signup: Signup) -> None:
    signup.verified_at = utcnow()
    signup.code_hash = None
    _reserve(signup)


def _reserve(signup: Signup) -> None:
    """The company's row holds the address from now on."""
    company = NewCompany(
        slug=signup.slug,
        name=signup.company_name,
        language=signup.language,
        time_zone=signup.time_zone,
    )
    try:
        signup.company_id = reserve_company(company)
    except SlugTaken:
        signup.state = SignupState.ADDRESS
        return
    signup.state = SignupState.PROVISIONING
    provision_signup.enqueue_on_commit(signup_id=signup.id)


def _check_state(signup: Signup, expected: SignupState) -> None:
    if signup.state != expected:
        raise Conflict("This step is done already. Reload the page.", slug="signup-step")
