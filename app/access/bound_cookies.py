"""Cookies that bind a browser to one thing, such as a link, and go to the addresses of that thing only."""

from __future__ import annotations

from datetime import timedelta

from flask import Response, after_this_request

from app.core.config import settings


def hand_over_cookie(
    name: str, secret: str, *, paths: tuple[str, ...], lifetime: timedelta
) -> None:
    """The browser of this request has the cookie from its response on."""

    @after_this_request
    def _hand_over(response: Response) -> Response:
        for path in paths:
            response.set_cookie(
                name,
                secret,
                path=path,
                max_age=int(lifetime.total_seconds()),
                httponly=True,
                samesite="Lax",
                secure=settings().secure_cookies,
            )
        return response
