"""The pages of the company's and the platform's host; what is on them is the front end's matter."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any
from urllib.parse import urlencode, urlsplit

from flask import Flask, Response, make_response, redirect, request
from werkzeug.routing import PathConverter

from app.access.actor import PersonActor, actor_or_none
from app.access.permissions import Permission
from app.access.policy import HostKind, Public
from app.access.session_view import session_view
from app.api.edge import CompanySuspended, check_served
from app.core.errors import NotFound
from app.web.assets import built_file
from app.web.hooks import platform_home
from app.web.language import page_language
from app.web.routes import Page, page, pages, plain_not_found
from app.web.shell import render_shell
from app.web.texts import TEXTS
from tenants.context import current_company_or_none
from tenants.resolve import is_platform_host, resolve_host

PEOPLE = "src/people.tsx"
STAFF = "src/staff.tsx"
SIGN_IN = "/sign-in"
WORKSTATION = "/workstation"


class CompanyPaused(CompanySuspended):
    """What people read who would sign in; clients are told otherwise."""

    slug = "company-paused"


class AppPath(PathConverter):
    """Any path that could be a page of an app: what programs ask for is answered elsewhere."""

    regex = r"(?!(?:api|assets|socket\.io)(?:/|$))[^/].*?"


def show_start() -> Any:
    """`/`: the platform's own page, else the way to the person's place of work."""
    if current_company_or_none() is None:
        return platform_home()
    actor = actor_or_none()
    if isinstance(actor, PersonActor) and not actor.can(Permission.PANEL_VIEW):
        return redirect(WORKSTATION)
    return show_app() if actor else redirect(SIGN_IN)


def show_sign_in() -> Any:
    return redirect(_wanted()) if actor_or_none() else show_app()


def show_panel(path: str) -> Any:
    """A page for signed-in people; others come back to it once they have signed in."""
    if "." in path:
        raise NotFound()
    if actor_or_none() is None:
        return redirect(f"{SIGN_IN}?{urlencode({'next': request.full_path.rstrip('?')})}")
    return show_app()


def show_staff(path: str = "") -> str:
    """The administration; it does its own sign-in."""
    return _app_page(STAFF, title="staff_title")


def show_set_password(token: str) -> Response:
    """The address is the secret, so it goes to nobody as a referrer."""
    response = make_response(show_app())
    response.headers["Referrer-Policy"] = "no-referrer"
    return response


def show_app() -> str:
    return show_staff() if current_company_or_none() is None else _app_page(PEOPLE)


def _for_people(handler: Callable[..., Any]) -> Callable[..., Any]:
    """While the company is paused, those who are signed in get the app, which says so and knows of calls
    in progress; the others get a page.
    """

    @wraps(handler)
    def arrive(*args: Any, **kwargs: Any) -> Any:
        try:
            check_served(actor_or_none() is not None)
        except CompanySuspended as paused:
            raise CompanyPaused(paused.detail) from paused
        return handler(*args, **kwargs)

    return arrive


def _people_page(path: str, handler: Callable[..., Any], policy: Public) -> Page:
    return page(path, _for_people(handler), policy=policy, while_suspended=True)


def _app_page(entry: str, title: str | None = None) -> str:
    session = session_view() if actor_or_none() else None
    person = session["person"] if session else {}
    language = page_language(person.get("language"), current_company_or_none())
    return render_shell(
        entry,
        {"session": session},
        language=language,
        title=TEXTS[language][title] if title else None,
        theme=person.get("theme"),
        # The people's pages are an app that a browser can install; a client's link is not.
        installable=current_company_or_none() is not None,
    )


def _wanted() -> str:
    """Where the person was going; an address of another site is not followed."""
    # Split as a browser would: it too drops tabs and line ends, which could hide a second slash.
    wanted = urlsplit(request.args.get("next", "/"))
    elsewhere = wanted.scheme or wanted.netloc or wanted.path[1:2] == "\\"
    return "/" if elsewhere or not wanted.path.startswith("/") else wanted.geturl()


def show_built_file(name: str) -> Response:
    """Open on every host that leads somewhere; no session is looked up for it."""
    if not is_platform_host(request.host) and resolve_host(request.host) is None:
        return plain_not_found()
    return built_file(name)


EMPTY = "an empty page; what it shows is asked for with the session"
COMPANY = Public(EMPTY)
PLATFORM = Public(EMPTY, host=HostKind.PLATFORM)
EITHER = Public(EMPTY, host=HostKind.EITHER)

TABLE = [
    _people_page("/", show_start, EITHER),
    _people_page(SIGN_IN, show_sign_in, COMPANY),
    _people_page("/forgot-password", show_app, EITHER),
    _people_page("/reset-password/<token>", show_set_password, EITHER),
    _people_page("/welcome/<token>", show_set_password, COMPANY),
    _people_page("/support/<token>", show_set_password, COMPANY),
    _people_page("/invitation/<token>", show_set_password, EITHER),
    page("/superadmin", show_staff, policy=PLATFORM),
    page("/superadmin/<path:path>", show_staff, policy=PLATFORM),
    _people_page("/<app_path:path>", show_panel, COMPANY),
]


def register(app: Flask) -> None:
    app.url_map.converters["app_path"] = AppPath
    app.add_url_rule("/assets/<path:name>", "built_file", show_built_file)
    app.register_blueprint(pages("web", TABLE, template_folder="templates"))
