"""Page tables: one line a page, with its address, handler and policy, as the API has its routes.

    blueprint = pages("links", [page("/call/<token>", show_link, policy=Public("…"))])

A refusal becomes a page for people, in the brand of the host's company.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from typing import Any

from flask import Blueprint, Response, make_response, request
from redis.exceptions import RedisError

from app.access.policy import Policy
from app.api.edge import guarded
from app.api.errors import TRANSIENT_DATABASE_ERRORS
from app.core.errors import NotFound, Problem, Unavailable
from app.core.logging import get_logger
from app.web.moving import sent_on
from app.web.problem_page import problem_page
from tenants.resolve import is_platform_host, resolve_host

log = get_logger(__name__)
Handler = Callable[..., Any]


@dataclass(frozen=True)
class Page:
    path: str
    handler: Handler
    policy: Policy
    methods: tuple[str, ...] = ("GET",)
    while_suspended: bool = False
    # Whether it leads on to the same page at the company's primary address.
    moves: bool = True


def page(path: str, handler: Handler, *, policy: Policy, **options: Any) -> Page:
    return Page(path, handler, policy, **options)


def pages(name: str, table: list[Page], **options: Any) -> Blueprint:
    """The table as a blueprint; `options` are Flask's own, such as `template_folder`."""
    blueprint = Blueprint(f"{name}_pages", __name__, **options)
    for found in table:
        # Several addresses may share a handler, so the address itself is the endpoint's name.
        endpoint = found.path.replace(".", "_")
        blueprint.add_url_rule(found.path, endpoint, _view(found), methods=found.methods)
    return blueprint


def _view(found: Page) -> Handler:
    handler = sent_on(found.handler) if found.moves else found.handler
    door = guarded(handler, found.policy, while_suspended=found.while_suspended)

    @wraps(door)
    def view(**path_parameters: Any) -> Response:
        try:
            response = make_response(door(**path_parameters))
        except Problem as problem:
            response = _refused(problem)
        except (*TRANSIENT_DATABASE_ERRORS, RedisError):
            log.warning("dependency_down", path=request.path, exc_info=True)
            response = _refused(Unavailable())
        # A page carries a session's or a visit's own data.
        response.headers.setdefault("Cache-Control", "no-store")
        return response

    return view


def _refused(problem: Problem) -> Response:
    if isinstance(problem, Unavailable):
        return problem_page(problem, None)
    company = None if is_platform_host(request.host) else resolve_host(request.host)
    if company is None and not is_platform_host(request.host):
        return plain_not_found()
    return problem_page(problem, company)


def plain_not_found() -> Response:
    """What a host that leads nowhere answers, whatever the path."""
    return Response(f"{NotFound.title}.\n", status=404, mimetype="text/plain")
