"""What browsers fetch of a company's look: its pictures, the manifest of its app, a sample mail."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

from flask import Flask, Response, jsonify, request

from app.access.permissions import Permission
from app.access.policy import Public, Requires
from app.branding.pictures import key_of
from app.branding.preview import kept_preview
from app.branding.queries import file_by_token
from app.core.db import outside_transaction
from app.core.errors import NotFound
from app.web.assets import FOR_GOOD
from app.web.brand import initial_icon
from app.web.routes import page, pages
from media.storage import read_object
from tenants.brand import ICON_SIZES, brand_of
from tenants.context import current_company

MINUTES = "public, max-age=300"
# A drawing that somebody opens by itself is no page of ours.
ALONE = "default-src 'none'; style-src 'unsafe-inline'; sandbox"
MAIL = (
    "default-src 'none'; img-src 'self' data: https: http:; style-src 'unsafe-inline';"
    " frame-ancestors 'self'; sandbox"
)


def serve_picture(token: str, name: str) -> Response:
    """Its name changes with its content, so whoever has it keeps it for good."""
    file = file_by_token(token)
    kind = file.variants.get(name)
    if kind is None:
        raise NotFound()
    tag = f"{token}-{name}"
    if request.if_none_match.contains(tag):
        return _kept(Response(status=304), tag)
    with outside_transaction():
        content = _content(key_of(token, name))
    return _kept(Response(content, mimetype=kind["type"]), tag)


def show_manifest() -> Response:
    """The company's own app, where a browser installs it."""
    company = current_company()
    brand = brand_of(company)
    manifest = {
        "id": "/",
        "name": brand.name,
        "short_name": brand.name[:12].strip(),
        "lang": company.language,
        "start_url": "/",
        "scope": "/",
        "display": "standalone",
        "theme_color": brand.primary,
        "background_color": brand.background,
        "icons": _icons(brand.icon_url),
    }
    response = jsonify(manifest)
    response.mimetype = "application/manifest+json"
    response.headers["Cache-Control"] = MINUTES
    return response


def show_initial() -> Response:
    """The icon of a company that has none: its initial on its colour."""
    response = Response(initial_icon(brand_of(current_company())), mimetype="image/svg+xml")
    response.headers["Cache-Control"] = MINUTES
    response.headers["Content-Security-Policy"] = ALONE
    return response


def show_mail(token: str) -> Response:
    response = Response(kept_preview(token), mimetype="text/html")
    response.headers["Content-Security-Policy"] = MAIL
    response.headers["X-Frame-Options"] = "SAMEORIGIN"
    return response


@lru_cache(maxsize=32)
def _content(key: str) -> bytes:
    """Objects never change, and the same few are asked for all day."""
    return read_object(key)


def _kept(response: Response, tag: str) -> Response:
    response.set_etag(tag)
    response.headers["Cache-Control"] = FOR_GOOD
    response.headers["Content-Security-Policy"] = ALONE
    # Mail programs in browsers show them too.
    response.headers["Cross-Origin-Resource-Policy"] = "cross-origin"
    return response


def _icons(address: str | None) -> list[dict[str, Any]]:
    if address is None:
        return [{"src": "/icon.svg", "sizes": "any", "type": "image/svg+xml"}]
    return [
        {"src": address.format(size=size), "sizes": f"{size}x{size}", "type": "image/png"}
        for size in ICON_SIZES
    ]


LOOKS = Public("the company's look, which everybody at its address sees")
# Parts of other pages: they are shown at whatever address those are.
STATIC: dict[str, bool] = {"while_suspended": True, "moves": False}

TABLE = [
    page("/brand/<token>/<name>", serve_picture, policy=LOOKS, **STATIC),
    page("/manifest.webmanifest", show_manifest, policy=LOOKS, **STATIC),
    page("/icon.svg", show_initial, policy=LOOKS, **STATIC),
    page("/branding/mail-preview/<token>", show_mail, policy=Requires(Permission.BRANDING_EDIT)),
]


def register(app: Flask) -> None:
    app.register_blueprint(pages("branding", TABLE))
