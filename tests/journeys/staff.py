"""The platform's own people at their screens."""

from __future__ import annotations

import os
from pathlib import Path

from tests import companies
from tests.browser import Browser
from tests.factories.access import StaffFactory
from tests.journeys.house import signed_in
from tests.journeys.screen import Screen
from tests.journeys.site import Site
from tests.journeys.windows import Windows
from tests.journeys.words import people_words


def staff_screen(
    site: Site, windows: Windows, language: str, size: str, role: str = "admin"
) -> Screen:
    """A window of somebody who is signed in."""
    with companies.acting(site.app, None):
        member = StaffFactory(role=role, name="Robin Vale", language=language)
    browser = Browser(site.app, site.env["PLATFORM_HOST"])
    assert browser.sign_in(member.email).status_code == 201
    context = windows.open(language, size)
    signed_in(context, browser)
    folder = os.environ.get("SHOTS")
    shots = Path(folder) if folder else None
    return Screen(windows.page(context), people_words(language), shots, size == "phone")
