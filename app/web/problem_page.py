"""A refusal as a page that a person can read."""

from __future__ import annotations

from flask import Response

from app.core.config import settings
from app.core.errors import Problem
from app.web.language import page_language
from app.web.shell import render_shell
from app.web.texts import TEXTS
from tenants.brand import brand_of
from tenants.context import CompanyRef

# What may be over when the same address is opened again.
PASSING = {"company-suspended", "company-paused", "pages-not-built", "unavailable", "internal"}


def problem_page(problem: Problem, company: CompanyRef | None) -> Response:
    """In the company's brand and language. What we have no words for says the problem's own."""
    language = page_language(None, company)
    texts = TEXTS[language]
    title = texts.get(f"{problem.slug}_title", problem.title).format(**_known(company))
    text = texts.get(f"{problem.slug}_text", problem.detail)
    body = render_shell(
        None,
        template="problem.html",
        company=company,
        language=language,
        title=title,
        passing=problem.slug in PASSING,
        text=text.format(**_known(company)) if f"{problem.slug}_text" in texts else text,
    )
    return Response(body, status=problem.status, headers=problem.headers, mimetype="text/html")


def _known(company: CompanyRef | None) -> dict[str, str]:
    """What a text may name: the company, and where its owner can write to us."""
    return {"name": brand_of(company).name, "email": settings().sales_email}
