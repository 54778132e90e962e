"""Mail over SMTP, to the server that SMTP_URL names."""

from __future__ import annotations

import smtplib
import ssl
from dataclasses import dataclass
from email.message import EmailMessage
from email.utils import formataddr, formatdate, make_msgid
from ipaddress import ip_address
from urllib.parse import SplitResult, unquote, urlsplit

from app.core.config import settings

TIMEOUT_SECONDS = 15


class InsecureMailServer(RuntimeError):
    """The server offers no TLS, and a password would cross the network in the clear."""


@dataclass(frozen=True)
class Mail:
    """One message in plain text and HTML; `from_name` stands before the product's address."""

    to: str
    subject: str
    text: str
    html: str
    from_name: str


def send_mail(mail: Mail) -> None:
    """Hands the message to the server; raises smtplib.SMTPException or OSError."""
    message = EmailMessage()
    message["From"] = formataddr((mail.from_name, settings().mail_from))
    message["To"] = mail.to
    message["Subject"] = mail.subject
    message["Date"] = formatdate()
    message["Message-ID"] = make_msgid(domain=settings().mail_from.rpartition("@")[2])
    message["Auto-Submitted"] = "auto-generated"
    message.set_content(mail.text)
    message.add_alternative(mail.html, subtype="html")
    with _connect(urlsplit(settings().smtp_url)) as server:
        server.send_message(message)


def _connect(url: SplitResult) -> smtplib.SMTP:
    context = ssl.create_default_context()
    host = url.hostname or "localhost"
    if url.scheme == "smtps":
        server: smtplib.SMTP = smtplib.SMTP_SSL(
            host, url.port or smtplib.SMTP_SSL_PORT, timeout=TIMEOUT_SECONDS, context=context
        )
    else:
        server = smtplib.SMTP(host, url.port or smtplib.SMTP_PORT, timeout=TIMEOUT_SECONDS)
        server.ehlo()
        if server.has_extn("starttls"):
            server.starttls(context=context)
        elif url.username and not _is_this_machine(host):
            server.close()
            raise InsecureMailServer(f"{host} offers no STARTTLS.")
    if url.username:
        server.login(unquote(url.username), unquote(url.password or ""))
    return server


def _is_this_machine(host: str) -> bool:
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"
