"""What every response tells the browser to refuse."""

from __future__ import annotations

import secrets
from urllib.parse import urlsplit

from flask import Flask, Response, g, request

from app.core.config import settings

HSTS = "max-age=63072000"
PERMISSIONS_POLICY = (
    "camera=(self), microphone=(self), display-capture=(self), speaker-selection=(self), "
    "fullscreen=(self), autoplay=(self), geolocation=(), payment=(), usb=(), serial=(), hid=(), "
    "midi=(), browsing-topics=()"
)
_FIXED = (
    ("X-Content-Type-Options", "nosniff"),
    ("X-Frame-Options", "DENY"),
    ("Referrer-Policy", "strict-origin-when-cross-origin"),
    ("Permissions-Policy", PERMISSIONS_POLICY),
    ("Cross-Origin-Opener-Policy", "same-origin"),
    ("Cross-Origin-Resource-Policy", "same-origin"),
)


def register(app: Flask) -> None:
    app.after_request(_protect)
    app.context_processor(lambda: {"csp_nonce": csp_nonce})


def csp_nonce() -> str:
    """The value that lets this response's own style elements through; templates call it too."""
    if "csp_nonce" not in g:
        g.csp_nonce = secrets.token_urlsafe(18)
    return str(g.csp_nonce)


def allow_wasm() -> None:
    """This response's page may compile the program that finds a person in a picture."""
    g.csp_wasm = True


def content_security_policy(nonce: str | None, *, wasm: bool = False) -> str:
    """No inline script; style elements only with the nonce; files also from the storage."""
    storage = _origin(settings().s3_endpoint_url)
    socket = ("wss" if settings().secure_cookies else "ws") + f"://{request.host}"
    styles = "'self'" + (f" 'nonce-{nonce}'" if nonce else "")
    directives = {
        "default-src": "'none'",
        "script-src": "'self' 'wasm-unsafe-eval'" if wasm else "'self'",
        "style-src": styles,
        "img-src": f"'self' data: blob: {storage}",
        "media-src": f"'self' blob: {storage}",
        "font-src": "'self'",
        "connect-src": " ".join(["'self'", socket, *_media_server()]),
        "worker-src": "'self' blob:",
        "frame-src": "'self'",
        "manifest-src": "'self'",
        "form-action": "'self'",
        "base-uri": "'none'",
        "frame-ancestors": "'none'",
    }
    return "; ".join(f"{name} {value}" for name, value in directives.items())


def _protect(response: Response) -> Response:
    given = {name.lower() for name, _ in response.headers}
    policy = content_security_policy(g.get("csp_nonce"), wasm=g.get("csp_wasm", False))
    for name, value in (("Content-Security-Policy", policy), *_FIXED):
        if name.lower() not in given:
            response.headers.add(name, value)
    if settings().secure_cookies:
        response.headers["Strict-Transport-Security"] = _only_encrypted(request.host)
    if request.path.startswith("/api/"):
        response.headers["Cache-Control"] = "no-store"
    return response


def _only_encrypted(host: str) -> str:
    """What lies below a company's own domain is not ours to decide on."""
    own = f".{host}".endswith(f".{settings().platform_host}")
    return f"{HSTS}; includeSubDomains" if own else HSTS


def _media_server() -> list[str]:
    """Its signals go over a websocket; when that fails the client asks over HTTP for the reason."""
    if not settings().livekit_url:
        return []
    origin = _origin(settings().livekit_url)
    return [origin, origin.replace("ws", "http", 1)]


def _origin(url: str) -> str:
    parts = urlsplit(url)
    return f"{parts.scheme}://{parts.netloc}"
