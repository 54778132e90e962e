"""One-time links: made for one person and purpose, used once, and the mails that carry them."""

from __future__ import annotations

from datetime import timedelta
from enum import StrEnum
from typing import Any

from sqlalchemy import delete, select, update

from app.access.audience import Member, address_of, current_audience
from app.access.mail import render_mail
from app.core.clock import utcnow
from app.core.db import db
from app.core.errors import NotFound
from app.core.ids import new_token, token_hash
from app.core.mail import send_mail


class Purpose(StrEnum):
    INVITATION = "invitation"
    PASSWORD_RESET = "password_reset"  # noqa: S105 - a name
    ENTRANCE = "entrance"


LIFETIME = {
    Purpose.INVITATION: timedelta(days=7),
    Purpose.PASSWORD_RESET: timedelta(hours=1),
    Purpose.ENTRANCE: timedelta(minutes=5),
}
_PAGE = {
    Purpose.INVITATION: "invitation",
    Purpose.PASSWORD_RESET: "reset-password",
    Purpose.ENTRANCE: "welcome",
}


def do_make_link(member: Member, purpose: Purpose) -> str:
    """Writes a new one and returns its address; those made before for the purpose stop working."""
    kind: Any = current_audience().token
    _do_remove(kind.person_id == member.id, kind.purpose == purpose)
    token = new_token()
    db.session.add(
        kind(
            person_id=member.id,
            purpose=purpose,
            token_hash=token_hash(token),
            expires_at=utcnow() + LIFETIME[purpose],
        )
    )
    db.session.flush()
    return address_of(f"/{_PAGE[purpose]}/{token}")


def holder_of(token: str, purpose: Purpose) -> Member:
    """Whom an unused link is for; NotFound once it was used, has expired or was replaced."""
    audience = current_audience()
    member = db.session.scalar(
        select(audience.member)
        .join(audience.token, audience.token.person_id == audience.member.id)
        .where(_usable(audience.token, token, purpose), audience.member.active)
    )
    if member is None:
        raise NotFound("This link has been used or has expired.")
    return member


def do_use_link(token: str, purpose: Purpose) -> None:
    """Uses the link up, with every other one of this person; of two at once one gets NotFound."""
    kind: Any = current_audience().token
    used = db.session.scalar(
        update(kind)
        .where(_usable(kind, token, purpose))
        .values(used_at=utcnow())
        .returning(kind.person_id)
    )
    if used is None:
        raise NotFound("This link has been used or has expired.")
    _do_remove(kind.person_id == used)


def mail_link(purpose: Purpose, **who: Any) -> None:
    """Makes a link for the member with this `id` or `email` and mails it; commits before it sends.

    Nobody, or somebody inactive, gets nothing.
    """
    kind = current_audience().member
    member = db.session.scalar(select(kind).filter_by(active=True, **who))
    if member is None:
        return
    link = do_make_link(member, purpose)
    mail = render_mail(
        purpose.value, to=member.email, language=member.language, name=member.name, link=link
    )
    db.session.commit()
    send_mail(mail)


def mail_notice(template: str, member_id: int, values: dict[str, Any]) -> None:
    """Mails somebody what happened to their account."""
    member = db.session.get(current_audience().member, member_id)
    if member is None:
        return
    mail = render_mail(
        template, to=member.email, language=member.language, name=member.name, **values
    )
    db.session.commit()
    send_mail(mail)


def _usable(kind: Any, token: str, purpose: Purpose) -> Any:
    return (
        (kind.token_hash == token_hash(token))
        & (kind.purpose == purpose)
        & kind.used_at.is_(None)
        & (kind.expires_at > utcnow())
    )


def _do_remove(*conditions: Any) -> None:
    kind = current_audience().token
    db.session.execute(delete(kind).where(kind.used_at.is_(None), *conditions))
