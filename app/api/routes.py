"""Route tables: one line a route, with its method, address, handler, policy and shapes.

    bp = routes("departments", "Departments and their teams", [
        get("/departments", list_departments, can=Permission.DEPARTMENTS_VIEW,
            query=DepartmentQuery, returns=DepartmentPage),
        …
    ])

A handler receives `query` and `body` as keyword arguments where the table names their schemas,
then the path's parameters; what it returns is dumped by `returns`.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from typing import Any

from flask_smorest import Blueprint

from app.access.permissions import Permission
from app.access.policy import Policy, Requires
from app.access.support import Support
from app.api.edge import guarded
from app.api.fields import MAX_ID
from app.api.shapes import Schema
from app.core.errors import NotFound

PREFIX = "/api/v1"


@dataclass(frozen=True)
class Route:
    method: str
    path: str
    handler: Callable[..., Any]
    policy: Policy
    query: type[Schema] | None = None
    body: type[Schema] | None = None
    files: type[Schema] | None = None
    returns: type[Schema] | None = None
    status: int = 200
    while_suspended: bool = False
    # Closed to support access unless it says otherwise.
    support: Support | None = None

    @property
    def endpoint(self) -> str:
        return self.handler.__name__


# Every route of the API, for the contract tests and the documents.
REGISTRY: list[Route] = []


def _route(method: str) -> Callable[..., Route]:
    def make(
        path: str,
        handler: Callable[..., Any],
        *,
        can: Permission | None = None,
        policy: Policy | None = None,
        **shape: Any,
    ) -> Route:
        chosen = Requires(can) if can else policy
        if chosen is None:
            raise TypeError(f"{method} {path} declares no policy.")
        return Route(method, path, handler, chosen, **shape)

    return make


get = _route("GET")
post = _route("POST")
put = _route("PUT")
patch = _route("PATCH")
delete = _route("DELETE")


def routes(name: str, description: str, table: list[Route]) -> Blueprint:
    """The table as a blueprint of the API."""
    blueprint = Blueprint(name, name, url_prefix=PREFIX, description=description)
    for route in table:
        REGISTRY.append(route)
        blueprint.route(route.path, methods=[route.method], endpoint=route.endpoint)(
            _view(blueprint, route)
        )
    return blueprint


def _view(blueprint: Blueprint, route: Route) -> Callable[..., Any]:
    view = _by_keyword(route)
    for schema, location in (
        (route.files, "files"),
        (route.body, "json"),
        (route.query, "query"),
    ):
        if schema is not None:
            # One shape for all requests: a class would be made anew for each.
            view = blueprint.arguments(schema(), location=location)(view)
    view = blueprint.response(route.status, route.returns)(view)
    view = guarded(view, route.policy, while_suspended=route.while_suspended, support=route.support)
    return blueprint.doc(**{"x-policy": route.policy.describe(), "operationId": route.endpoint})(
        view
    )


def check_ids(path_parameters: dict[str, Any]) -> None:
    """A number that no key can have is like one that no row has; raises NotFound."""
    if any(isinstance(value, int) and value > MAX_ID for value in path_parameters.values()):
        raise NotFound()


def _by_keyword(route: Route) -> Callable[..., Any]:
    """smorest hands parsed input over by position, outermost first: query, body, files."""
    names = [name for name in ("query", "body", "files") if getattr(route, name) is not None]

    @wraps(route.handler)
    def view(*parsed: Any, **path_parameters: Any) -> Any:
        check_ids(path_parameters)
        return route.handler(**dict(zip(names, parsed, strict=True)), **path_parameters)

    return view
