"""Mails to people who sign in, in the company's name and the person's language.

A mail that carries a one-time link is asked for by an outbox entry that names the person only. The
link is made when it is sent, so no secret lies in the outbox.
"""

from __future__ import annotations

import re
from functools import cache
from html import unescape
from typing import Any

import nh3
from jinja2 import Environment, PackageLoader, StrictUndefined, Template
from markupsafe import Markup

from app.access.schemas import LANGUAGES
from app.core.config import settings
from app.core.mail import Mail
from tenants.brand import Brand, brand_of
from tenants.context import CompanyRef, current_company_or_none


def render_mail(
    template: str, *, to: str, language: str | None, brand: Brand | None = None, **values: Any
) -> Mail:
    """A mail of `templates/mail/LANGUAGE/TEMPLATE.jinja`: its blocks as text, and as HTML.

    It wears the look of the open scope's company, unless another `brand` is given.
    """
    company = current_company_or_none()
    chosen = language or (company.language if company else None)
    chosen = chosen if chosen in LANGUAGES else LANGUAGES[0]
    brand = brand or brand_of(company)
    text, html = (
        _environment(html=html).get_template(f"{chosen}/{template}.jinja") for html in (False, True)
    )
    values |= {"brand": brand, "language": chosen, "logo": _logo(brand, company)}
    return Mail(
        to=to,
        subject=_subject(text, values),
        text=text.render(values, layout="layout.txt.jinja"),
        html=html.render(values, layout="layout.html.jinja"),
        from_name=brand.name,
    )


def _logo(brand: Brand, company: CompanyRef | None) -> str | None:
    """A whole address: a mail is read elsewhere."""
    path = brand.logo_picture_url
    return f"{settings().public_scheme}://{company.host}{path}" if company and path else None


@cache
def _environment(*, html: bool) -> Environment:
    environment = Environment(
        loader=PackageLoader("app.access", "templates/mail"),
        autoescape=html,  # noqa: S701 - off for the plain text only
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters["paragraphs"] = _paragraphs
    environment.filters["words"] = _words
    return environment


def _subject(template: Template, values: dict[str, Any]) -> str:
    lines = template.blocks["subject"](template.new_context(values))
    return " ".join("".join(lines).split())


def _paragraphs(text: str) -> Markup:
    """Parts between blank lines; what is no Markup yet is escaped."""
    parts = re.split(r"\n\s*\n", text.strip())
    return Markup("\n").join(Markup("<p>{}</p>").format(_same_kind(text, part)) for part in parts)


def _same_kind(whole: str, part: str) -> str:
    return Markup(part) if isinstance(whole, Markup) else part  # noqa: S704 - escaped as a whole


def _words(html: str) -> str:
    """What HTML says, for the plain text."""
    parts = re.sub(r"<(?:br|/p|/div|/tr|/h\d|/li)\b[^>]*>", "\n", html)
    lines = unescape(nh3.clean(parts, tags=set())).splitlines()
    return "\n".join(filter(None, (" ".join(line.split()) for line in lines)))
