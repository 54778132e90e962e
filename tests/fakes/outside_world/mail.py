"""The mail server: takes any mail and files one message for each receiver."""

import email
from email.message import EmailMessage
from email.policy import default as modern
from typing import cast

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope, Session

from tests.fakes.outside_world.inbox import Inbox, OutsideMessage


class Filing:
    def __init__(self, inbox: Inbox) -> None:
        self._inbox = inbox

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:
        content = cast(bytes, envelope.content)
        parsed = email.message_from_bytes(content, _class=EmailMessage, policy=modern)
        for receiver in envelope.rcpt_tos:
            self._inbox.add(read_mail(parsed, receiver))
        return "250 OK"


def read_mail(mail: EmailMessage, receiver: str) -> OutsideMessage:
    return OutsideMessage(
        channel="email",
        to=receiver,
        sender=str(mail["From"] or ""),
        subject=str(mail["Subject"] or ""),
        text=body(mail, "plain"),
        html=body(mail, "html"),
    )


def body(mail: EmailMessage, kind: str) -> str:
    part = mail.get_body(preferencelist=(kind,))
    return part.get_content() if part else ""


def mail_server(inbox: Inbox, port: int) -> Controller:
    """A server for 127.0.0.1 that is not started yet."""
    return Controller(Filing(inbox), hostname="127.0.0.1", port=port)
