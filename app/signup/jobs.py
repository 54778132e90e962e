"""A sign-up's slow parts: its mail, and the making of its company. Both find out what is done."""

from __future__ import annotations

from sqlalchemy import select

from app.access.audience import address_of
from app.access.mail import render_mail
from app.core.clock import utcnow
from app.core.db import db, outside_transaction
from app.core.mail import send_mail
from app.signup.codes import do_make_code
from app.signup.making import do_make_owner, do_note_ready, owner_of
from app.signup.models import Signup
from app.signup.state import SignupState
from tenants.provision import finish_company
from tenants.resolve import find_company
from workers.job import job
from workers.queues import QueueName


@job(QueueName.MAIL, platform=True)
def mail_signup(signup_id: int) -> None:
    """Sends the code and the link that prove the address; both are made here and stored hashed."""
    signup = _locked(signup_id)
    if signup is None or not signup.mail_due or signup.state != SignupState.EMAIL:
        return
    code, link = do_make_code(signup)
    mail = render_mail(
        "signup",
        to=signup.email,
        language=signup.language,
        name=signup.person_name,
        company=signup.company_name,
        code=code,
        link=address_of(f"/signup/confirm/{link}"),
    )
    # The next try makes another code, so a mail that is sent twice does no harm.
    db.session.commit()
    send_mail(mail)
    signup.mail_due = False
    signup.mailed_at = utcnow()


@job(QueueName.DEFAULT, platform=True)
def provision_signup(signup_id: int) -> None:
    """Makes the company and its owner; can be repeated after a kill at any point."""
    signup = db.session.get(Signup, signup_id)
    if signup is None or signup.state != SignupState.PROVISIONING or signup.company_id is None:
        return
    company_id, columns = signup.company_id, owner_of(signup)
    with outside_transaction():
        finish_company(company_id)
        company = find_company(company_id)
        if company is None:
            raise RuntimeError(f"Company {company_id} was made and is not served.")
        do_make_owner(company, columns)
    do_note_ready(signup_id)


@job(QueueName.BULK, platform=True)
def sweep_signups() -> None:
    """Asks again for what the queue lost."""
    open_ones = db.session.execute(
        select(Signup.id, Signup.state).where(
            Signup.mail_due | (Signup.state == SignupState.PROVISIONING)
        )
    ).all()
    for signup_id, state in open_ones:
        wanted = provision_signup if state == SignupState.PROVISIONING else mail_signup
        wanted.enqueue_on_commit(signup_id=signup_id)


def _locked(signup_id: int) -> Signup | None:
    return db.session.scalar(select(Signup).where(Signup.id == signup_id).with_for_update())
