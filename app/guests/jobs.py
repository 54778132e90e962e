"""Mailing invitations, and guests who went away from the door without a word."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from app.access.mail import render_mail
from app.calls.locks import lock_floor, locked_call
from app.calls.state import ENDED
from app.core.clock import utcnow
from app.core.db import db
from app.core.mail import send_mail
from app.core.outbox import define_topic
from app.guests.models import CallInvitation
from app.guests.operations import do_leave, do_note_sent
from app.guests.queries import get_guest, silent_asking
from app.guests.state import GuestState
from app.guests.tokens import url_of
from workers.job import in_every_company, job
from workers.outbox import send_later
from workers.queues import QueueName

TOPIC = "guests.invitation"
# A page at the door beats every 10 s; one without a script never does.
SILENCE = timedelta(seconds=45)


def mail_later(invitation: CallInvitation) -> None:
    """The mail leaves after the commit, and again by the sweeper if it did not get through."""
    send_later(TOPIC, {"invitation_id": invitation.id})


def _deliver(payload: dict[str, Any]) -> None:
    """Nothing for a call that is over: the link would lead nowhere."""
    invitation = db.session.get_one(CallInvitation, payload["invitation_id"])
    call = invitation.call
    if call.status in ENDED or invitation.revoked_at is not None or invitation.recipient is None:
        return
    mail = render_mail(
        "call_invitation",
        to=invitation.recipient,
        language=call.language,
        host=invitation.created_by_name,
        message=invitation.message,
        link=url_of(invitation),
    )
    invitation_id = invitation.id
    db.session.commit()
    send_mail(mail)
    do_note_sent(db.session.get_one(CallInvitation, invitation_id))


define_topic(TOPIC, _deliver)


@job(QueueName.BULK)
def release_silent_guests() -> None:
    """Takes those from the door whose page is gone."""
    for call_id, guest_id in silent_asking(utcnow() - SILENCE):
        lock_floor()
        call = locked_call(call_id)
        guest = get_guest(call, guest_id)
        if guest.state == GuestState.ASKED:
            do_leave(call, guest)


@job(QueueName.BULK, platform=True)
def sweep_guests() -> None:
    """Asks every company for its own sweep."""
    in_every_company(release_silent_guests)
