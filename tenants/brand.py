"""What a company's pages look like: its own choices, completed by the product's."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from tenants.context import CompanyRef

COLOR = re.compile(r"#(?:[0-9a-f]{3}|[0-9a-f]{6})", re.IGNORECASE)
# Each has a style sheet of its own in the front end.
FONTS = ("inter", "roboto", "open-sans", "poppins", "lato")
PRODUCT_NAME = "Voki"


@dataclass(frozen=True)
class Brand:
    """Six colours as `#rgb` or `#rrggbb`, and a font of FONTS."""

    name: str = PRODUCT_NAME
    logo_url: str | None = None
    favicon_url: str | None = None
    primary: str = "#2554c7"
    secondary: str = "#475569"
    accent: str = "#c2410c"
    background: str = "#ffffff"
    text: str = "#1c2025"
    sidebar: str = "#ffffff"
    font: str = FONTS[0]


COLORS = ("primary", "secondary", "accent", "background", "text", "sidebar")
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
    return Brand(
        name=chosen.get("name") or company.name,
        logo_url=_address(chosen, "logo_url"),
        favicon_url=_address(chosen, "favicon_url"),
        font=font if font in FONTS else PRODUCT.font,
        **colors,
    )


def _address(chosen: Mapping[str, Any], name: str) -> str | None:
    value = str(chosen.get(name) or "")
    return value if value.startswith(("/", "https://", "http://")) else None
