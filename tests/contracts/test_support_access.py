"""What support access opens is named; everything else, and every new door, is closed to it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

import pytest
from marshmallow import Schema, fields

from app.access.permissions import SUPPORT_CHANGES, SUPPORT_SEES
from app.access.policy import HostKind, InSupport, Public, Requires
from app.access.support import Support
from app.api.edge import SAFE_METHODS
from app.api.routes import REGISTRY, Route
from app.realtime import handlers
from app.realtime.rooms import KINDS
from tests.contracts.test_policies import path_of
from tests.support_fixtures import Visit

# The register of routes is complete once the application is made.
pytestmark = pytest.mark.usefixtures("app")
# What no support access may ever reach, whatever a route says of itself.
NEVER = re.compile(
    r"recording|transcript|message|attachment|ticket|ice-server|download|consent|secret|api-key|"
    r"totp|password|credential|invitation|entrance|session|access-link|supervision|support-|domain|"
    r"billing/(?:portal|checkout)|setup|offers|presence"
)
# The access itself: in, out, and who one is.
ABOUT_ITSELF = {"enter_company_as_support", "leave_company", "show_session"}
NEVER_SHOWN = re.compile(
    r"token|secret|password|transcript|^messages?$|api_key|_hash$|download|play_url|^url$|totp"
)


def company_routes() -> list[Route]:
    return [route for route in REGISTRY if route.policy.host is not HostKind.PLATFORM]


def opened() -> list[Route]:
    return [
        route for route in company_routes() if route.support and route.endpoint not in ABOUT_ITSELF
    ]


def test_the_sensitive_doors_are_never_opened() -> None:
    assert opened()
    for route in opened():
        assert not NEVER.search(route.path), route.path
        assert isinstance(route.policy, Requires), route.path
        writes = route.method not in SAFE_METHODS
        assert route.support is (Support.CHANGES if writes else Support.SEES), route.path
        held = SUPPORT_CHANGES if writes else SUPPORT_SEES
        assert route.policy.permission in held, route.path


def test_what_is_opened_shows_nothing_that_is_kept_from_it() -> None:
    for route in opened():
        if route.returns is not None and route.method in SAFE_METHODS:
            shown = [name for name in names(route.returns()) if NEVER_SHOWN.search(name)]
            assert not shown, f"{route.path}: {shown}"


def names(schema: Schema, depth: int = 0) -> Iterator[str]:
    for name, field in schema.fields.items():
        yield name
        inner = field.inner if isinstance(field, fields.List) else field
        if isinstance(inner, fields.Nested) and depth < 6:
            yield from names(inner.schema, depth + 1)


@pytest.mark.parametrize("may_change", [False, True])
def test_every_door_holds_to_it(visit: Callable[..., Visit], may_change: bool) -> None:
    inside = visit("admin", may_change=may_change).inside
    for route in company_routes():
        if route.endpoint in ABOUT_ITSELF or isinstance(route.policy, InSupport):
            continue
        answer = inside.send(route.method, path_of(route))
        refused = (answer.get_json(silent=True) or {}).get("type") == "/problems/support-refused"
        writes = route.method not in SAFE_METHODS
        if writes:
            allowed = may_change and route.support is Support.CHANGES
        else:
            allowed = route.support is Support.SEES or isinstance(route.policy, Public)
        assert refused != allowed, f"{route.method} {route.path}: {answer.text[:200]}"
        assert not allowed or answer.status_code != 403, f"{route.path}: {answer.text[:200]}"


def test_sockets_let_support_listen_and_nothing_else() -> None:
    opened_handlers = {handler.name for handler in handlers.REGISTRY if handler.support}
    assert opened_handlers == {"connect", "disconnect", "heartbeat", "subscribe", "unsubscribe"}
    assert {kind.kind for kind in KINDS.values() if kind.support} <= {"department", "company"}
