"""The page around an app: brand, language, built files, and what the first paint needs to know.

    return render_shell("src/people.tsx", {"session": …}, language="pt-BR")

A page that the server fills itself names a template of its own, which extends `page.html`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict
from typing import Any

from flask import render_template

from app.core.security_headers import allow_wasm
from app.web.brand import brand_style, favicon
from app.web.language import page_language
from app.web.manifest import font_alone, page_assets
from app.web.texts import TEXTS
from billing.plans import Feature, has_feature
from tenants.brand import brand_of
from tenants.context import CompanyRef, current_company_or_none

ONLY_IN_MAILS = frozenset({"email_header", "email_footer"})


def render_shell(
    entry: str | None,
    boot: Mapping[str, Any] | None = None,
    *,
    template: str = "shell.html",
    language: str | None = None,
    company: CompanyRef | None = None,
    title: str | None = None,
    **context: Any,
) -> str:
    """The page of a Vite entry, or one without scripts where `entry` is None.

    `boot` adds to what every page is told; `company` is that of the open scope unless given;
    `context` goes to the template. Raises PagesNotBuilt.
    """
    company = company or current_company_or_none()
    if company and entry:
        # These pages hold calls.
        allow_wasm()
    language = language or page_language(None, company)
    brand = brand_of(company)
    return render_template(
        template,
        assets=page_assets(entry, brand.font) if entry else font_alone(brand.font),
        boot=page_boot(company, language) | dict(boot or {}),
        brand=brand,
        favicon=favicon(brand),
        language=language,
        style=brand_style(company),
        texts=TEXTS[language],
        title=title or brand.name,
        powered_by=is_powered_by(company),
        **context,
    )


def page_boot(company: CompanyRef | None, language: str) -> dict[str, Any]:
    """What the scripts of every page find in its boot data."""
    return {
        "language": language,
        "host_kind": "company" if company else "platform",
        "company": company and boot_company(company),
    }


def boot_company(company: CompanyRef) -> dict[str, Any]:
    brand = asdict(brand_of(company))
    shown = {name: value for name, value in brand.items() if name not in ONLY_IN_MAILS}
    return {
        "name": company.name,
        "slug": company.slug,
        "brand": shown,
        "powered_by": is_powered_by(company),
    }


def is_powered_by(company: CompanyRef | None) -> bool:
    """Whether the company's pages name the product."""
    if company is None:
        return False
    return not has_feature(company.plan, company.overrides, Feature.WHITE_LABEL)
