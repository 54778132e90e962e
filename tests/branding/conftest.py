"""A company with an owner, and pictures to upload."""

from __future__ import annotations

import io
from collections.abc import Callable
from typing import Any

import pytest
from PIL import Image

from tenants.brand import Brand, brand_of
from tests import companies
from tests.browser import Browser, Response
from tests.factories.access import PersonFactory
from tests.factories.team import DepartmentFactory
from tests.web.conftest import dist

__all__ = ["dist"]

LOOK = {
    "primary": "#0a7d55",
    "secondary": "#334155",
    "accent": "#b45309",
    "background": "#fdfdf5",
    "text": "#102018",
    "sidebar": "#0b3b2a",
    "font": "poppins",
}


def png(width: int = 300, height: int = 100, color: str = "#0a7d55") -> bytes:
    return encoded(Image.new("RGBA", (width, height), color), "PNG")


def encoded(picture: Image.Image, format_name: str, **options: Any) -> bytes:
    written = io.BytesIO()
    picture.save(written, format_name, **options)
    return written.getvalue()


def upload(browser: Browser, kind: str, content: bytes, name: str = "logo.png") -> Response:
    data = {"file": (io.BytesIO(content), name)}
    return browser.post(f"/branding/files/{kind}", data=data)


@pytest.fixture
def person_of(company, scope, browser_of) -> Callable[[str], Browser]:
    """`person_of("manager")`: signed in."""

    def signed_in(role: str) -> Browser:
        with scope(company):
            person = PersonFactory(role=role, departments=[DepartmentFactory()])
        return browser_of(person)

    return signed_in


@pytest.fixture
def owner(person_of) -> Browser:
    return person_of("owner")


@pytest.fixture
def save(owner) -> Callable[..., Response]:
    """`save(logo_id=7)`: the page with these choices."""
    return lambda **chosen: owner.put("/branding", LOOK | chosen)


@pytest.fixture
def look_of(app) -> Callable[..., Brand]:
    """`look_of(company)`: as every page sees it now."""

    def shown(company) -> Brand:
        with app.app_context():
            return brand_of(companies.found(company.slug))

    return shown
