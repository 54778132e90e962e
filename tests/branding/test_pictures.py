"""Uploads: nothing of their own bytes is served, and nothing that acts gets through."""

from __future__ import annotations

import io
import json
import struct
import zlib

import pytest
from PIL import Image

from app.branding.jobs import drop_unsaved_pictures
from app.branding.models import BrandFile
from app.branding.svg import clean_svg
from app.core.clock import utcnow
from app.core.db import db
from tests.branding.conftest import encoded, png, upload

SVG = b"""<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink"
 viewBox="0 0 120 40" onload="alert(1)"><script>alert(2)</script><style>.a{fill:#0a7d55}</style>
 <a xlink:href="javascript:alert(3)"><rect class="a" width="120" height="40"/></a>
 <image href="/etc/hostname" width="9" height="9"/><image href="//evil.example/x.png"/>
 <use href="https://evil.example/x.svg#a"/><rect id="b" width="2" height="2"/><use href="#b" x="9"/>
 <foreignObject><iframe xmlns="http://www.w3.org/1999/xhtml" src="https://evil.example"/></foreignObject>
 </svg>"""
JPEG = encoded(Image.new("RGB", (400, 300), "navy"), "JPEG", comment=b"<script>alert(1)</script>")
ICO = encoded(Image.new("RGBA", (64, 64), "navy"), "ICO")


def fetched(browser, url: str) -> bytes:
    answer = browser.open(url)
    assert answer.status_code == 200, answer.text
    return answer.data


@pytest.mark.parametrize(
    ("kind", "content", "mimetype"),
    [
        ("logo", png(), "image/png"),
        ("logo", JPEG, "image/png"),
        ("logo", SVG, "image/svg+xml"),
        ("favicon", png(64, 64), "image/png"),
        ("favicon", ICO, "image/png"),
        ("favicon", SVG, "image/svg+xml"),
        ("login", JPEG, "image/jpeg"),
        ("background", png(1920, 1080), "image/jpeg"),
    ],
)
def test_a_picture_is_served_to_everybody_and_for_good(owner, browser, kind, content, mimetype):
    made = upload(owner, kind, content)
    assert made.status_code == 201, made.json
    answer = browser.open(made.json["url"])
    assert (answer.status_code, answer.mimetype) == (200, mimetype)
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert "immutable" in answer.headers["Cache-Control"]
    assert "sandbox" in answer.headers["Content-Security-Policy"]
    again = browser.open(made.json["url"], headers={"If-None-Match": answer.headers["ETag"]})
    assert (again.status_code, again.data) == (304, b"")


def test_nothing_else_hides_in_a_picture(owner, browser) -> None:
    """A file that is a picture and a page at once comes out as a picture."""
    page = b"<html><script>alert(1)</script></html>"
    for content in (png() + page, JPEG + page):
        served = fetched(browser, upload(owner, "logo", content).json["url"])
        assert b"script" not in served
        Image.open(io.BytesIO(served)).verify()


def test_where_a_photograph_was_taken_is_told_to_nobody(owner, browser) -> None:
    exif = Image.Exif()
    exif[0x010F] = "A camera of mine"
    exif[0x0112] = 6  # lies on its side
    photo = encoded(Image.new("RGB", (400, 300), "navy"), "JPEG", exif=exif)
    served = fetched(browser, upload(owner, "login", photo).json["url"])
    assert b"A camera" not in served
    assert Image.open(io.BytesIO(served)).size == (300, 400)


def test_a_drawing_keeps_its_shapes_and_loses_what_acts(owner, browser) -> None:
    drawing = fetched(browser, upload(owner, "logo", SVG, "logo.svg").json["url"]).decode()
    for gone in ("script", "onload", "javascript", "evil", "foreignObject", "<image", "/etc"):
        assert gone not in drawing
    assert "#0a7d55" in drawing
    assert 'href="#b"' in drawing


@pytest.mark.parametrize(
    "drawing",
    [
        b"<!DOCTYPE svg [<!ENTITY a 'aaaa'><!ENTITY b '&a;&a;'>]><svg>&b;</svg>",
        b"<svg><unclosed></svg>",
        b"<html><svg/></html>",
    ],
)
def test_drawings_that_are_none_are_refused(owner, drawing) -> None:
    with pytest.raises((ValueError, SyntaxError)):
        clean_svg(drawing)
    assert upload(owner, "logo", drawing).status_code == 422


def test_a_style_sheet_that_leads_elsewhere_goes() -> None:
    style = b"<style>@import 'https://evil.example/x.css'; .a{fill:red}</style>"
    svg = b'<svg xmlns="http://www.w3.org/2000/svg">' + style + b'<path d="M0 0h9v9z"/></svg>'
    cleaned = clean_svg(svg)
    assert b"evil" not in cleaned
    assert b"M0 0h9v9z" in cleaned


def bomb(side: int) -> bytes:
    """A PNG of a few bytes whose head promises `side` × `side` pixels."""

    def chunk(name: bytes, data: bytes) -> bytes:
        return (
            struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))
        )

    head = struct.pack(">IIBBBBB", side, side, 8, 6, 0, 0, 0)
    parts = chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(b"\0" * 1000)) + chunk(b"IEND", b"")
    return b"\x89PNG\r\n\x1a\n" + parts


@pytest.mark.parametrize(
    ("kind", "content", "said"),
    [
        ("logo", b"", "The file is empty."),
        ("logo", b"\x89PNG\r\n\x1a\n" + b"\0" * 2 * 1024 * 1024, "This file is larger than 2 MB."),
        ("favicon", b"\0" * (1024 * 1024 + 1), "This file is larger than 1 MB."),
        ("logo", b"<html>hello</html>", "Choose a PNG, SVG or JPG file."),
        ("logo", ICO, "Choose a PNG, SVG or JPG file."),
        ("favicon", JPEG, "Choose an ICO, PNG or SVG file."),
        ("background", SVG, "Choose a PNG or JPG file."),
        ("login", b"GIF89a" + b"\0" * 100, "Choose a PNG or JPG file."),
        ("login", bomb(30_000), "This picture is too large. Make it smaller and try again."),
        (
            "logo",
            png()[:200],
            "This picture cannot be read. Save it again in your program and try again.",
        ),
    ],
)
def test_what_is_no_such_picture_is_refused_with_a_sentence(owner, kind, content, said) -> None:
    refused = upload(owner, kind, content)
    assert (refused.status_code, refused.json["errors"]) == (422, {"file": [said]})


def test_a_drawing_that_eats_memory_and_time_is_refused(owner) -> None:
    """Twelve levels of ten copies each."""
    levels = "".join(
        f'<g id="l{n}">' + f'<use href="#l{n - 1}"/>' * 10 + "</g>" for n in range(1, 13)
    )
    shape = '<path id="l0" d="M0 0h9"/>'
    drawing = f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9">{shape}{levels}</svg>'
    assert upload(owner, "logo", drawing.encode()).status_code == 422


def test_large_pictures_are_made_smaller_and_small_ones_stay(owner, browser) -> None:
    large = upload(owner, "background", png(4000, 3000)).json
    assert Image.open(io.BytesIO(fetched(browser, large["url"]))).size == (1440, 1080)
    small = upload(owner, "logo", png(90, 30)).json
    assert Image.open(io.BytesIO(fetched(browser, small["url"]))).size == (90, 30)


def test_another_companys_picture_is_not_there(owner, other_company, app) -> None:
    from tests.browser import Browser

    url = upload(owner, "logo", png()).json["url"]
    assert Browser(app, other_company.host).open(url).status_code == 404
    for wrong in (url.replace("logo.png", "other.png"), "/brand/nothing/logo.png"):
        assert owner.open(wrong).status_code == 404


@pytest.mark.parametrize("role", ["manager", "supervisor", "attendant"])
def test_only_the_owner_uploads(person_of, role) -> None:
    assert upload(person_of(role), "logo", png()).status_code == 403


def test_what_nobody_saved_is_swept_away_and_what_was_used_stays(
    owner, save, browser, company, scope
) -> None:
    kept, forgotten = (upload(owner, "logo", png(color=color)).json for color in ("red", "blue"))
    save(logo_id=kept["id"])
    save(logo_id=None)
    with scope(company):
        for file in db.session.query(BrandFile):
            file.created_at = utcnow().replace(year=2020)
    with scope(company):
        drop_unsaved_pictures()
    assert browser.open(kept["url"]).status_code == 200
    assert browser.open(forgotten["url"]).status_code == 404


def test_the_worker_tells_what_it_wrote(tmp_path, monkeypatch) -> None:
    from app.branding import picture_worker

    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(png())))
    told = picture_worker.main("logo", tmp_path)
    assert json.dumps(told["files"])
    assert {one["name"] for one in told["files"]} == {"logo.png", "mail.png"}
