"""Which browser a guest is: the guest's cookie, and the policies that ask for it.

The cookie goes to the invitation's own addresses and to the socket, and to nothing else of the host.
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
from app.guests.models import CallInvitation, Guest
from app.guests.queries import guest_by_cookie, invitation_by_token

# Longer than any call.
COOKIE_LIFETIME = timedelta(days=1)


class GuestMissing(NotSignedIn):
    slug = "guest-missing"
    title = "This browser has not asked to join by this invitation"


@dataclass(frozen=True)
class InvitationPolicy(Policy):
    """Whoever has the invitation's token; the browser's own guest is found by its cookie."""

    needs_csrf: bool = False

    def authorise(self) -> None:
        token = (request.view_args or {})["token"]
        g.invitation = invitation_by_token(token)
        secret = request.cookies.get(cookie_name(token), "")
        g.guest = guest_by_cookie(g.invitation, secret) if secret else None
        # A person of the company who opens an invitation acts as its guest here.
        g.credential = secret if g.guest else None

    @property
    def cookies(self) -> tuple[str, ...]:
        return ()

    def describe(self) -> str:
        return "public: the token in the address is the key"


@dataclass(frozen=True)
class GuestPolicy(InvitationPolicy):
    """The browser that asked to join by this invitation."""

    needs_csrf: bool = True

    def authorise(self) -> None:
        super().authorise()
        if g.guest is None:
            raise GuestMissing()

    @property
    def cookies(self) -> tuple[str, ...]:
        return ("guest",)

    def describe(self) -> str:
        return "the guest's own browser"


def current_invitation() -> CallInvitation:
    invitation: CallInvitation = g.invitation
    return invitation


def current_guest() -> Guest:
    """Behind GuestPolicy only."""
    guest: Guest = g.guest
    return guest


def guest_or_none() -> Guest | None:
    guest: Guest | None = g.guest
    return guest


def guest_csrf_token() -> str | None:
    return csrf_token(g.credential) if g.credential else None


def take_in(guest: Guest, secret: str) -> None:
    """The rest of this request, and this browser from its response on, acts as the guest."""
    g.guest = guest
    g.credential = secret
    token = (request.view_args or {})["token"]
    hand_over_cookie(
        cookie_name(token),
        secret,
        paths=(f"/guest/{token}", f"{PREFIX}/guests/{token}", "/socket.io"),
        lifetime=COOKIE_LIFETIME,
    )


def cookie_name(token: str) -> str:
    """One cookie an invitation, so that several can be open in one browser."""
    return f"voki_guest_{token_hash(token).hex()[:16]}"
