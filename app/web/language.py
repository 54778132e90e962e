"""The languages of the product's pages, and which one a page is in."""

from __future__ import annotations

from flask import request

from app.access.schemas import LANGUAGES
from tenants.context import CompanyRef


def known_language(tag: str | None) -> str | None:
    """The page language for a tag such as `pt`, `pt-BR` or `en-GB`; None where we have no texts."""
    primary = (tag or "").partition("-")[0].lower()
    return next((language for language in LANGUAGES if language.partition("-")[0] == primary), None)


def page_language(person: str | None, company: CompanyRef | None) -> str:
    """The person's own choice, else the company's, else what the browser prefers."""
    chosen = known_language(person) or known_language(company.language if company else None)
    return chosen or browser_language()


def browser_language() -> str:
    """From Accept-Language; English where it names none of ours."""
    known = (known_language(tag) for tag in request.accept_languages.values())
    return next(filter(None, known), LANGUAGES[0])
