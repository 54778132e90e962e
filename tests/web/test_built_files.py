"""The built files, and what a page says without them."""

from __future__ import annotations

import os

import pytest

from app.web import manifest


def test_a_built_file_is_kept_for_good(browser, platform_browser, dist) -> None:
    for place in (browser, platform_browser):
        answer = place.open("/assets/people-a1.js")
        assert answer.text == "console.log('people');"
        assert answer.mimetype == "text/javascript"
        assert answer.headers["Cache-Control"] == "public, max-age=31536000, immutable"


@pytest.mark.parametrize("name", ["missing.js", "manifest.json", "../conftest.py", "", "."])
def test_nothing_else_is_served(browser, dist, name) -> None:
    assert browser.open(f"/assets/{name}").status_code == 404


def test_without_a_build_a_page_says_what_to_do(browser, dist) -> None:
    (dist / manifest.MANIFEST).unlink()
    answer = browser.open("/sign-in")
    assert answer.status_code == 503
    assert "The pages are not built yet" in answer.text
    assert "npm run build" in answer.text


def test_a_new_build_is_seen_at_once(browser, dist) -> None:
    assert "people-a1.js" in browser.open("/sign-in").text
    path = dist / manifest.MANIFEST
    path.write_text(path.read_text().replace("people-a1.js", "people-z9.js"))
    later = path.stat().st_mtime + 1
    os.utime(path, (later, later))
    assert "people-z9.js" in browser.open("/sign-in").text
