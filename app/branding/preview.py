"""A mail as it would look, kept for a few minutes so that a frame with its own policy can show it."""

from __future__ import annotations

from dataclasses import replace

from app.access.mail import render_mail
from app.branding.mail_html import clean_mail_html
from app.core.errors import NotFound
from app.core.ids import new_token
from app.core.redis import redis_client
from tenants.brand import brand_of
from tenants.context import current_company

SECONDS = 600
SAMPLE = "invitation"


def keep_preview(header: str, footer: str) -> str:
    """The path of a page with a sample mail that carries these drafts."""
    company = current_company()
    drafts = {"email_header": clean_mail_html(header), "email_footer": clean_mail_html(footer)}
    brand = replace(brand_of(company), **drafts)
    link = f"https://{company.host}/invitation/…"
    mail = render_mail(
        SAMPLE, to="", language=company.language, brand=brand, name="Ana Prado", link=link
    )
    token = new_token()
    redis_client().set(_key(token), mail.html, ex=SECONDS)
    return f"/branding/mail-preview/{token}"


def kept_preview(token: str) -> str:
    """Raises NotFound once the minutes are over."""
    html = redis_client().get(_key(token))
    if html is None:
        raise NotFound()
    return html.decode() if isinstance(html, bytes) else str(html)


def _key(token: str) -> str:
    return f"{current_company().id}:mail-preview:{token}"
