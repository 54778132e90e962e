"""What a company's pages look like: its own choices, completed by the product's."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Integer, cast, func, update
from sqlalchemy.dialects.postgresql import JSONB

from app.core.db import db
from tenants.changes import tell_company_change
from tenants.context import CompanyRef
from tenants.models import Company

COLOR = re.compile(r"#(?:[0-9a-f]{3}|[0-9a-f]{6})", re.IGNORECASE)
# Each has a style sheet of its own in the front end.
FONTS = ("inter", "roboto", "open-sans", "poppins", "lato")
PRODUCT_NAME = "Voki"
# Sides in pixels of the squares that an icon exists in.
ICON_SIZES = (180, 192, 512)


@dataclass(frozen=True)
class Brand:
    """Six colours as `#rgb` or `#rrggbb`, and a font of FONTS.

    Addresses are paths on the company's host. `logo_picture_url` is the logo as a small PNG, where
    drawings are not understood: mails, recordings. `icon_url` has `{size}` for one of ICON_SIZES.
    The mails' HTML was cleaned when it was saved.
    """

    name: str = PRODUCT_NAME
    logo_url: str | None = None
    logo_picture_url: str | None = None
    favicon_url: str | None = None
    icon_url: str | None = None
    login_image_url: str | None = None
    login_text: str = ""
    email_header: str = ""
    email_footer: str = ""
    primary: str = "#2554c7"
    secondary: str = "#475569"
    accent: str = "#c2410c"
    background: str = "#ffffff"
    text: str = "#1c2025"
    sidebar: str = "#ffffff"
    font: str = FONTS[0]


COLORS = ("primary", "secondary", "accent", "background", "text", "sidebar")
ADDRESSES = ("logo_url", "logo_picture_url", "favicon_url", "icon_url", "login_image_url")
TEXTS = ("login_text", "email_header", "email_footer")
PRODUCT = Brand()


def brand_of(company: CompanyRef | None) -> Brand:
    """The brand of a company's pages, or the product's own where there is no company.

    It ends up in style sheets and addresses: a stored value of another shape is passed over.
    """
    if company is None:
        return PRODUCT
    chosen = company.brand
    colors = {name: chosen[name] for name in COLORS if COLOR.fullmatch(str(chosen.get(name, "")))}
    font = chosen.get("font")
    texts = {name: str(chosen.get(name) or "") for name in TEXTS}
    known: dict[str, Any] = colors | texts | {name: _address(chosen, name) for name in ADDRESSES}
    return Brand(
        name=chosen.get("name") or company.name,
        font=font if font in FONTS else PRODUCT.font,
        **known,
    )


def publish_brand(company_id: int, values: Mapping[str, Any], version: int) -> None:
    """Shows this look on every page from now on, unless a later version is shown already.

    Runs in a transaction of its own, outside of any company's scope.
    """
    shown = func.coalesce(cast(Company.brand["version"].astext, Integer), -1)
    named = func.jsonb_strip_nulls(func.jsonb_build_object("name", Company.brand["name"]))
    statement = (
        update(Company)
        .where(Company.id == company_id, shown < version)
        .values(brand=named.op("||")(cast({**values, "version": version}, JSONB)))
    )
    with db.engine.begin() as connection:
        connection.execute(statement)
    tell_company_change(company_id)


def _address(chosen: Mapping[str, Any], name: str) -> str | None:
    value = str(chosen.get(name) or "")
    return value if value.startswith(("/", "https://", "http://")) else None
