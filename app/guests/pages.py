"""The invitation's own page, rendered here so that it works before any script: the form, the room's
frame, and a kind word where the invitation leads nowhere. Looking at it consumes nothing.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from flask import Flask, g, redirect, request
from marshmallow import ValidationError
from werkzeug import Response

from app.api.edge import check_served
from app.core.db import db
from app.core.errors import NotFound
from app.guests.claims import InvitationPolicy, current_invitation, guest_or_none
from app.guests.guest_api import ask_to_join, present_view
from app.guests.operations import InvitationClosed, RoomLocked, TooManyAsking
from app.guests.page_texts import TEXTS
from app.guests.schemas import AskSchema, GuestSchema
from app.guests.state import Stage
from app.guests.views import current_stage
from app.web.language import browser_language, known_language, page_language
from app.web.routes import page, pages
from app.web.shell import render_shell
from tenants.brand import brand_of
from tenants.context import current_company

# The script of the client's page does for this one, too.
ENTRY = "src/client/join.ts"
Answer = str | Response | tuple[str, int]


@dataclass(frozen=True)
class PagePolicy(InvitationPolicy):
    """As of the API, but a token that nobody knows gets a page of its own."""

    def authorise(self) -> None:
        g.invitation = None
        try:
            super().authorise()
        except NotFound:
            g.guest = None


def serve_invitation(token: str) -> Answer:
    if g.invitation is None:
        check_served()
        return _closed("unknown"), 404
    return post_form() if request.method == "POST" else show_invitation(token)


def show_invitation(token: str) -> Answer:
    stage = current_stage(current_invitation(), guest_or_none())
    # Whoever has come as far as the door belongs to a call that goes on.
    check_served(stage not in (Stage.FORM, Stage.CLOSED))
    if stage is Stage.CLOSED:
        return _closed("over"), 410
    return _form() if stage is Stage.FORM else _room(token)


def post_form() -> Answer:
    """The form without a script: the answer leads back to the page, which shows the room then."""
    check_served()
    try:
        ask_to_join(AskSchema().load(request.form.to_dict()))
    except ValidationError:
        return _form(request.form, "name"), 422
    except InvitationClosed:
        db.session.rollback()
        return _closed("over"), 410
    except (RoomLocked, TooManyAsking) as refusal:
        db.session.rollback()
        return _form(request.form, "locked" if isinstance(refusal, RoomLocked) else "busy"), 409
    return redirect(request.path, code=303)


def _form(values: Any = None, problem: str | None = None) -> str:
    return _render(
        "guest/form.html",
        "guest_title",
        values=values or {},
        errors={"name"} if problem == "name" else set(),
        problem=problem,
    )


def _room(token: str) -> str:
    guest = GuestSchema().dump(present_view())
    return _render("join/room.html", "guest_title", {"guest": guest, "token": token})


def _closed(reason: str) -> str:
    return _render("join/closed.html", f"guest_{reason}_title", text_name=f"guest_{reason}_text")


def _render(template: str, title: str, boot: dict[str, Any] | None = None, **context: Any) -> str:
    language = _language()
    company = brand_of(current_company()).name
    host = g.invitation.created_by_name if g.invitation else ""
    texts = {
        key: text.replace("{company}", company).replace("{host}", host)
        for key, text in TEXTS[language].items()
    }
    return render_shell(
        ENTRY,
        boot,
        template=template,
        language=language,
        title=f"{texts[title]} · {company}",
        heading=texts[title],
        say=texts,
        **context,
    )


def _language() -> str:
    """What the guest chose here, or chose before; else the browser's; else the company's."""
    guest = guest_or_none()
    chosen = known_language(request.args.get("lang")) or (guest.language if guest else None)
    if chosen or not request.accept_languages:
        return page_language(chosen, current_company())
    return browser_language()


TABLE = [
    page(
        "/guest/<token>",
        serve_invitation,
        policy=PagePolicy(),
        methods=("GET", "POST"),
        while_suspended=True,
    )
]


def register(app: Flask) -> None:
    templates = str(Path(__file__).parent / "templates")
    app.register_blueprint(pages("guests", TABLE, template_folder=templates))
