"""The link's own page, rendered here so that it works before any script: form, countdown, the room's
frame, and a kind word where the link leads nowhere. Looking at it consumes nothing.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from flask import Flask, g, redirect, request
from marshmallow import ValidationError
from werkzeug import Response

from app.api.edge import check_served
from app.core.clock import utcnow
from app.core.db import db
from app.core.errors import NotFound
from app.links.claims import LinkPolicy, current_link, visit_or_none
from app.links.models import LinkType
from app.links.operations import do_record_access
from app.links.page_texts import TEXTS, written_date, written_zone
from app.links.situation import Situation, situation_of
from app.links.stages import UNANSWERED, Door, Stage
from app.links.visit_api import present_view, take_form
from app.links.visit_schemas import VisitFormSchema, VisitSchema
from app.links.visits import LinkClosed
from app.links.windows import opens_at
from app.web.language import browser_language, known_language, page_language
from app.web.routes import page, pages
from app.web.shell import render_shell
from tenants.brand import brand_of
from tenants.context import current_company

ENTRY = "src/client/join.ts"
UNKNOWN = "unknown"
# While the company is paused: what was begun is finished.
STAYS_OPEN = UNANSWERED | {Stage.IN_CALL, Stage.RATING, Stage.FINISHED}
_NOT_GONE = {Door.CLAIMED: 409, UNKNOWN: 404}
Answer = str | Response | tuple[str, int]


@dataclass(frozen=True)
class PagePolicy(LinkPolicy):
    """As of the API, but a token that nobody knows gets a page of its own."""

    def authorise(self) -> None:
        g.link = None
        try:
            super().authorise()
        except NotFound:
            g.visit = None


def serve_link(token: str) -> Answer:
    if g.link is None:
        check_served()
        return _closed(UNKNOWN)
    return post_form() if request.method == "POST" else show_link(token)


def show_link(token: str) -> Answer:
    agent, address = request.headers.get("User-Agent", ""), request.remote_addr or ""
    do_record_access(current_link(), agent, address)
    now_at = situation_of(current_link(), visit_or_none())
    check_served(now_at.stage in STAYS_OPEN)
    if now_at.stage is Stage.COUNTDOWN:
        return _countdown(now_at)
    if now_at.stage is Stage.UNAVAILABLE:
        return _closed(str(now_at.reason))
    wants_form = now_at.stage is Stage.FORM or _starts_again(now_at)
    return _form(now_at) if wants_form else _room(token)


def post_form() -> Answer:
    """The form without a script: the answer leads back to the page, which shows the room then."""
    check_served()
    try:
        take_form(VisitFormSchema().load(request.form.to_dict()))
    except ValidationError as error:
        now_at = situation_of(current_link(), visit_or_none())
        return _form(now_at, request.form, set(error.normalized_messages())), 422
    except LinkClosed as closed:
        # This answer is no error to the edge, which would keep the client record of a refused form.
        db.session.rollback()
        return _closed(closed.door)
    return redirect(request.path, code=303)


def _form(now_at: Situation, values: Any = None, errors: set[str] | None = None) -> str:
    return _render(
        "form",
        "form_title",
        values=values or {},
        errors=errors or set(),
        department_open=now_at.facts.department_open,
    )


def _countdown(now_at: Situation) -> str:
    starts, opens = now_at.link.scheduled_for, opens_at(now_at.link)
    if starts is None:
        raise TypeError("Only a scheduled link counts down.")
    zone = current_company().time_zone
    return _render(
        "countdown",
        "countdown_title",
        starts=starts,
        opens=opens,
        now=utcnow(),
        written=written_date(starts, zone, _language()),
        zone=written_zone(starts, zone),
    )


def _room(token: str) -> str:
    return _render(
        "room", "form_title", {"visit": VisitSchema().dump(present_view()), "token": token}
    )


def _closed(reason: str) -> Answer:
    body = _render("closed", f"closed_{reason}_title", text_name=f"closed_{reason}_text")
    return body, _NOT_GONE.get(reason, 410)


def _starts_again(now_at: Situation) -> bool:
    """A permanent link, after its call, when the client asks for another one."""
    reusable = now_at.link.type != LinkType.SINGLE_USE
    return reusable and now_at.stage is Stage.FINISHED and "again" in request.args


def _render(name: str, title: str, boot: dict[str, Any] | None = None, **context: Any) -> str:
    language = _language()
    texts = _filled(language)
    return render_shell(
        ENTRY,
        boot,
        template=f"join/{name}.html",
        language=language,
        title=f"{texts[title]} · {brand_of(current_company()).name}",
        heading=texts[title],
        say=texts,
        **context,
    )


def _filled(language: str) -> dict[str, str]:
    company = brand_of(current_company()).name
    department = g.link.department.name if g.link else ""
    return {
        key: text.replace("{company}", company).replace("{department}", department)
        for key, text in TEXTS[language].items()
    }


def _language() -> str:
    """What the client chose here, or chose before; else the browser's; else the company's."""
    visit = visit_or_none()
    chosen = known_language(request.args.get("lang")) or (visit.language if visit else None)
    if chosen or not request.accept_languages:
        return page_language(chosen, current_company())
    return browser_language()


TABLE = [
    page(
        "/call/<token>",
        serve_link,
        policy=PagePolicy(),
        methods=("GET", "POST"),
        while_suspended=True,
    )
]


def register(app: Flask) -> None:
    templates = str(Path(__file__).parent / "templates")
    app.register_blueprint(pages("links", TABLE, template_folder=templates))
