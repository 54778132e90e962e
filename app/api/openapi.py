"""The OpenAPI document of the API, and a page that people can read."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, Flask, current_app, json, render_template
from flask_smorest import Api as SmorestApi
from marshmallow import INCLUDE, fields

from app.access.audience import PEOPLE, STAFF
from app.access.csrf import HEADER as CSRF_HEADER
from app.access.policy import HostKind, Public
from app.access.support import COOKIE as SUPPORT_COOKIE
from app.api.edge import guarded
from app.api.routes import PREFIX, REGISTRY, Route
from app.api.shapes import Schema
from app.core.errors import MEDIA_TYPE
from app.core.security_headers import csp_nonce

TITLE = "Voki API"
VERSION = "1"
DESCRIPTION = (
    "Every address is served on the host of a company, or of the platform for its staff; the host "
    "decides whose data it is. Refusals are problem documents with a stable `type`. Writes carry "
    f"the session's CSRF token in `{CSRF_HEADER}`."
)
SECURITY_SCHEMES = {
    "session": {"type": "apiKey", "in": "cookie", "name": PEOPLE.cookie},
    "staff": {"type": "apiKey", "in": "cookie", "name": STAFF.cookie},
    "visit": {
        "type": "apiKey",
        "in": "cookie",
        "name": "voki_visit_LINK",
        "description": "Set by the link's form; one cookie a link.",
    },
    "guest": {
        "type": "apiKey",
        "in": "cookie",
        "name": "voki_guest_INVITATION",
        "description": "Set by the invitation's form; one cookie an invitation.",
    },
    "support": {"type": "apiKey", "in": "cookie", "name": SUPPORT_COOKIE},
    "csrf": {"type": "apiKey", "in": "header", "name": CSRF_HEADER},
}
_METHODS = ("get", "post", "put", "patch", "delete")


class ProblemSchema(Schema):
    """A refusal (RFC 9457). Some kinds have further members."""

    class Meta:
        unknown = INCLUDE

    type = fields.String(required=True, metadata={"description": "Stable address of the kind."})
    title = fields.String(required=True)
    status = fields.Integer(required=True)
    detail = fields.String(metadata={"description": "A sentence for people."})
    errors = fields.Dict(metadata={"description": "On 422: sentences by field."})


class Api(SmorestApi):
    """Documents; the refusals themselves are made by `app.api.errors`."""

    ERROR_SCHEMA = ProblemSchema

    def _register_error_handlers(self) -> None:
        """The library's own would hide our problem documents."""


def init_app(app: Flask) -> Api:
    app.config.update(API_TITLE=TITLE, API_VERSION=VERSION, OPENAPI_VERSION="3.1.0")
    api = Api(app, spec_kwargs={"info": {"description": DESCRIPTION}})
    app.extensions["openapi"] = api
    pages = Blueprint("openapi", __name__, url_prefix="/api", template_folder="templates")
    for path, view in (("/openapi.json", _document_page), ("/docs", _readable_page)):
        door = guarded(view, Public("documentation", host=HostKind.EITHER), while_suspended=True)
        pages.add_url_rule(path, view_func=door)
    app.register_blueprint(pages)
    return api


def document() -> dict[str, Any]:
    """The OpenAPI document of the running application."""
    made: dict[str, Any] = json.loads(json.dumps(current_app.extensions["openapi"].spec.to_dict()))
    made["components"]["securitySchemes"] = SECURITY_SCHEMES
    for response in made["components"]["responses"].values():
        _as_problem(response)
    for route in REGISTRY:
        operation = made["paths"].get(_openapi_path(route), {}).get(route.method.lower())
        if operation is not None:
            operation["security"] = _security(route)
    return made


def _as_problem(response: dict[str, Any]) -> None:
    content = response.get("content", {})
    if "application/json" in content:
        content[MEDIA_TYPE] = content.pop("application/json")


def _openapi_path(route: Route) -> str:
    """`/calls/<int:call_id>` → `/api/v1/calls/{call_id}`"""
    parts = (
        "{" + part[1:-1].rpartition(":")[2] + "}" if part.startswith("<") else part
        for part in route.path.split("/")
    )
    return PREFIX + "/".join(parts)


def _security(route: Route) -> list[dict[str, list[str]]]:
    extra: dict[str, list[str]] = {} if route.method == "GET" else {"csrf": []}
    opens = route.support and route.policy.cookies
    cookies = dict.fromkeys((*route.policy.cookies, *(["support"] if opens else [])))
    return [{cookie: []} | extra for cookie in cookies]


def _document_page() -> Any:
    return current_app.json.response(document())


def _readable_page() -> str:
    made = document()
    return render_template(
        "api_docs.html",
        document=made,
        groups=_by_tag(made),
        schema_name=_schema_name,
        nonce=csp_nonce(),
    )


def _by_tag(made: dict[str, Any]) -> dict[str, list[dict[str, Any]]]:
    groups: dict[str, list[dict[str, Any]]] = {tag["name"]: [] for tag in made.get("tags", [])}
    for path, methods in made["paths"].items():
        for method in _METHODS:
            if method in methods:
                operation = methods[method]
                shared = methods.get("parameters", [])
                groups[operation["tags"][0]].append(
                    {"method": method.upper(), "path": path, "shared": shared} | operation
                )
    return groups


def _schema_name(schema: dict[str, Any]) -> str:
    """How a schema is called on the page: its name, or its type."""
    if "$ref" in schema:
        return str(schema["$ref"].rpartition("/")[2])
    if "items" in schema:
        return f"list of {_schema_name(schema['items'])}"
    kind = schema.get("type") or " or ".join(_schema_name(part) for part in schema.get("anyOf", []))
    if isinstance(kind, list):
        kind = " or ".join(kind)
    return f"{kind} ({schema['format']})" if "format" in schema else str(kind or "any")
