"""Which browser a link belongs to: the visit's cookie, and the policies that ask for it.

The cookie goes to the link's own addresses and to the socket, and to nothing else of the host.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

from flask import g, request

from app.access.bound_cookies import hand_over_cookie
from app.access.csrf import csrf_token
from app.access.policy import Policy
from app.api.routes import PREFIX
from app.core.errors import NotSignedIn
from app.core.ids import token_hash
from app.links.models import AccessLink, Visit
from app.links.queries import link_by_token, visit_by_cookie

# Longer than any wait and call, and the day in which the call can be rated.
COOKIE_LIFETIME = timedelta(days=3)


class VisitMissing(NotSignedIn):
    slug = "visit-missing"
    title = "This browser has not filled in the form of this link"


@dataclass(frozen=True)
class LinkPolicy(Policy):
    """Whoever has the link's token; the browser's own visit is found where its cookie comes along."""

    needs_csrf: bool = False

    def authorise(self) -> None:
        token = (request.view_args or {})["token"]
        g.link = link_by_token(token)
        secret = request.cookies.get(cookie_name(token), "")
        g.visit = visit_by_cookie(g.link, secret) if secret else None
        # A person of the company who tries a link acts as its client here.
        g.credential = secret if g.visit else None

    @property
    def cookies(self) -> tuple[str, ...]:
        return ()

    def describe(self) -> str:
        return "public: the token in the address is the key"


@dataclass(frozen=True)
class VisitPolicy(LinkPolicy):
    """The browser that posted the form of this link."""

    needs_csrf: bool = True

    def authorise(self) -> None:
        super().authorise()
        if g.visit is None:
            raise VisitMissing()

    @property
    def cookies(self) -> tuple[str, ...]:
        return ("visit",)

    def describe(self) -> str:
        return "the visit's own browser"


def current_link() -> AccessLink:
    link: AccessLink = g.link
    return link


def current_visit() -> Visit:
    """Behind VisitPolicy only."""
    visit: Visit = g.visit
    return visit


def visit_or_none() -> Visit | None:
    visit: Visit | None = g.visit
    return visit


def visit_csrf_token() -> str | None:
    return csrf_token(g.credential) if g.credential else None


def take_in(visit: Visit, secret: str) -> None:
    """The rest of this request, and this browser from its response on, acts as the visit."""
    g.visit = visit
    g.credential = secret
    token = (request.view_args or {})["token"]
    hand_over_cookie(
        cookie_name(token),
        secret,
        paths=(f"/call/{token}", f"{PREFIX}/visits/{token}", "/socket.io"),
        lifetime=COOKIE_LIFETIME,
    )


def cookie_name(token: str) -> str:
    """One cookie a link, so that several links can be open in one browser."""
    return f"voki_visit_{token_hash(token).hex()[:16]}"
