"""Every door says who may come in, and holds to it before it reads anything."""

from __future__ import annotations

import re
from collections.abc import Callable
from itertools import pairwise

import pytest
from flask import Flask

from app.access.csrf import HEADER
from app.access.permissions import MATRIX, STAFF_MATRIX, Permission
from app.access.policy import HostKind, Policy, Public, Requires, RequiresStaff
from app.access.roles import RANK, Role
from app.api.edge import SAFE_METHODS
from app.api.routes import REGISTRY, Route
from app.realtime import handlers
from app.realtime.server import socketio
from tenants.context import CompanyRef
from tests.browser import Browser
from tests.conftest import Scope
from tests.factories.access import PersonFactory, StaffFactory
from tests.factories.team import DepartmentFactory

# About the process, not about anybody's data: asked by machines, on every host.
OF_THE_PROCESS = frozenset({"livez", "readyz", "metrics", "built_file"})
_PARAMETER = re.compile(r"<[^>]+>")


def path_of(route: Route) -> str:
    return _PARAMETER.sub("7", route.path)


def send(browser: Browser, route: Route, **options: object) -> int:
    return browser.send(route.method, path_of(route), **options).status_code


def guarded_routes(kind: type[Policy]) -> list[Route]:
    found = [route for route in REGISTRY if isinstance(route.policy, kind)]
    assert found
    return found


def test_every_address_has_a_policy(app: Flask) -> None:
    for rule in app.url_map.iter_rules():
        if rule.endpoint in OF_THE_PROCESS:
            continue
        policy = getattr(app.view_functions[rule.endpoint], "policy", None)
        assert isinstance(policy, Policy), rule.rule


def test_every_route_of_the_register_is_served(app: Flask) -> None:
    served = {
        (method, rule.rule) for rule in app.url_map.iter_rules() for method in rule.methods or ()
    }
    for route in REGISTRY:
        assert (route.method, "/api/v1" + route.path) in served
        assert isinstance(route.policy, Policy)


def test_whatever_is_public_says_why(app: Flask) -> None:
    policies = [getattr(view, "policy", None) for view in app.view_functions.values()]
    policies += [handler.policy for handler in handlers.REGISTRY]
    reasons = [policy.reason for policy in policies if isinstance(policy, Public)]
    assert reasons
    assert all(len(reason.split()) >= 1 and reason.strip() for reason in reasons)


def test_every_socket_handler_has_a_policy(app: Flask) -> None:
    declared = {(handler.namespace, handler.name) for handler in handlers.REGISTRY}
    for handler in handlers.REGISTRY:
        assert isinstance(handler.policy, Policy), handler.name
    bound = {
        (namespace, name) for namespace, names in socketio.server.handlers.items() for name in names
    }
    assert bound == declared


def test_a_stranger_is_turned_away_before_anything_is_read(
    browser: Browser, platform_browser: Browser
) -> None:
    for route in REGISTRY:
        if isinstance(route.policy, Requires):
            assert send(browser, route) == 401, route.path
        if isinstance(route.policy, RequiresStaff):
            assert send(platform_browser, route) == 401, route.path


@pytest.mark.parametrize("role", Role)
def test_the_matrix_decides(
    company: CompanyRef, scope: Scope, browser_of: Callable[..., Browser], role: Role
) -> None:
    with scope(company):
        person = PersonFactory(role=role, departments=[DepartmentFactory()])
    browser = browser_of(person)
    for route in guarded_routes(Requires):
        answer = browser.send(route.method, path_of(route))
        refused = answer.status_code == 403 and answer.get_json()["type"] == "/problems/forbidden"
        assert isinstance(route.policy, Requires)
        if route.policy.permission not in MATRIX[role]:
            assert refused, f"{role} {route.method} {route.path}"
            assert answer.get_json()["needs"] == route.policy.permission
        else:
            assert not refused or "needs" not in answer.get_json(), f"{role} {route.path}"


def test_staff_have_a_matrix_of_their_own(scope: Scope, browser_of: Callable[..., Browser]) -> None:
    for role, permissions in STAFF_MATRIX.items():
        with scope(None):
            member = StaffFactory(role=role)
        browser = browser_of(member)
        for route in guarded_routes(RequiresStaff):
            assert isinstance(route.policy, RequiresStaff)
            allowed = route.policy.permission in permissions
            assert (send(browser, route) != 403) == allowed, f"{role} {route.path}"


def test_every_write_of_a_session_needs_the_csrf_token(
    company: CompanyRef, scope: Scope, browser_of: Callable[..., Browser]
) -> None:
    with scope(company):
        owner = PersonFactory(role=Role.OWNER)
    browser = browser_of(owner)
    for route in REGISTRY:
        if route.method in SAFE_METHODS or isinstance(route.policy, Public):
            continue
        if route.policy.host is HostKind.PLATFORM or not isinstance(route.policy, Requires):
            continue
        answer = browser.send(route.method, path_of(route), headers={HEADER: "wrong"})
        assert answer.get_json()["type"] == "/problems/csrf", f"{route.method} {route.path}"


def test_a_higher_role_may_all_that_a_lower_one_may() -> None:
    ranked = sorted(Role, key=RANK.__getitem__)
    for lower, higher in pairwise(ranked):
        assert MATRIX[lower] < MATRIX[higher]


def test_every_permission_opens_something_for_somebody() -> None:
    assert frozenset().union(*MATRIX.values()) == frozenset(Permission)
