"""A brand as CSS variables, with text colours that can be read on it."""

from __future__ import annotations

from urllib.parse import quote

from markupsafe import Markup

from tenants.brand import COLORS, Brand, brand_of
from tenants.context import CompanyRef

READABLE_RATIO = 4.5  # WCAG 2.2, text of normal size


def brand_style(company: CompanyRef | None) -> Markup:
    """CSS for a style element: `--brand-NAME`, and `--brand-NAME-contrast` for text on it."""
    brand = brand_of(company)
    colors = {name: getattr(brand, name) for name in COLORS}
    colors["text"] = readable(brand.text, on=brand.background)
    contrasts = {f"{name}-contrast": black_or_white(color) for name, color in colors.items()}
    lines = "".join(f"--brand-{name}:{value};" for name, value in (colors | contrasts).items())
    return Markup(f":root{{{lines}}}")  # noqa: S704 - brand_of lets only colours through


def favicon(brand: Brand) -> str:
    """The brand's own icon, or its initial on its colour."""
    return brand.favicon_url or f"data:image/svg+xml,{quote(initial_icon(brand))}"


def initial_icon(brand: Brand) -> str:
    """A drawing of the name's first letter."""
    return (
        "<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 32 32'>"
        f"<rect width='32' height='32' rx='8' fill='{brand.primary}'/>"
        "<text x='16' y='22' text-anchor='middle' font-family='system-ui,sans-serif'"
        f" font-weight='700' font-size='18' fill='{black_or_white(brand.primary)}'>"
        f"{Markup.escape(brand.name[:1].upper())}</text></svg>"
    )


def readable(color: str, *, on: str) -> str:
    """`color` where it can be read on the other one, else black or white."""
    return color if contrast(color, on) >= READABLE_RATIO else black_or_white(on)


def black_or_white(background: str) -> str:
    white, black = "#ffffff", "#000000"
    return white if contrast(background, white) >= contrast(background, black) else black


def contrast(one: str, other: str) -> float:
    """The WCAG contrast ratio, 1 to 21."""
    dark, light = sorted((_luminance(one), _luminance(other)))
    return (light + 0.05) / (dark + 0.05)


def _luminance(color: str) -> float:
    digits = color.removeprefix("#")
    if len(digits) == 3:
        digits = "".join(digit * 2 for digit in digits)
    red, green, blue = (_linear(int(digits[start : start + 2], 16) / 255) for start in (0, 2, 4))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _linear(part: float) -> float:
    return part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4
