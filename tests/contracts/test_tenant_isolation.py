"""Another company's object answers exactly like a missing one, at every address, for every role.

Everything here is found in the register of routes; a new route is covered without a change.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from flask import Flask
from werkzeug.test import TestResponse

from app.access.policy import HostKind
from app.access.roles import Role
from app.api.routes import REGISTRY, Route
from tenants.context import CompanyRef
from tests.browser import Browser
from tests.conftest import Scope
from tests.contracts.canaries import CANARY, TOKEN, plant
from tests.contracts.samples import sample, upload
from tests.factories.access import PersonFactory
from tests.factories.team import DepartmentFactory

# In both companies, in the other one only, and nowhere.
SHARED, THEIRS, MISSING = 7001, 7002, 7003
NO_TOKEN = "x" * len(TOKEN)
_NUMBER = re.compile(r"<int:(\w+)>")
_STRING = re.compile(r"<(\w+)>")
ROLES = [*Role, None]


@pytest.fixture
def planted(company: CompanyRef, other_company: CompanyRef, scope: Scope) -> None:
    with scope(company):
        plant(company, SHARED, everywhere=False)
    with scope(other_company):
        plant(other_company, SHARED, everywhere=False)
        plant(other_company, THEIRS, everywhere=True)


@pytest.fixture
def at_work(
    app: Flask, company: CompanyRef, scope: Scope, browser_of: Callable[..., Browser]
) -> Callable[[Role | None], Browser]:
    """A browser of somebody with this role, in a department of their own; None: signed out."""

    def browser(role: Role | None) -> Browser:
        if role is None:
            return Browser(app, company.host)
        with scope(company):
            person = PersonFactory(role=role, departments=[DepartmentFactory()])
        return browser_of(person)

    return browser


def company_routes() -> list[Route]:
    return [route for route in REGISTRY if route.policy.host is not HostKind.PLATFORM]


def addresses(route: Route) -> Iterator[tuple[str, str]]:
    """Pairs of a path to the other company's object and one to nothing, a parameter at a time."""
    for name in _NUMBER.findall(route.path):
        yield _fill(route.path, name, THEIRS), _fill(route.path, name, MISSING)
    if _STRING.search(route.path):
        rest = _NUMBER.sub(str(SHARED), route.path)
        yield _STRING.sub(TOKEN, rest), _STRING.sub(NO_TOKEN, rest)


def _fill(path: str, name: str, number: int) -> str:
    path = path.replace(f"<int:{name}>", str(number))
    return _STRING.sub(NO_TOKEN, _NUMBER.sub(str(SHARED), path))


def bodies(route: Route) -> Iterator[tuple[dict[str, Any], dict[str, Any]]]:
    """Pairs of bodies that name the other company's object and nothing."""
    for name in route.body().fields if route.body else ():
        if name.endswith("_id"):
            yield sample(route.body, **{name: THEIRS}), sample(route.body, **{name: MISSING})
        if name.endswith("_ids"):
            yield sample(route.body, **{name: [THEIRS]}), sample(route.body, **{name: [MISSING]})


def asked(browser: Browser, route: Route, path: str, body: dict[str, Any] | None) -> TestResponse:
    options: dict[str, Any] = {}
    if route.files is not None:
        options["data"] = upload(route.files)
    elif route.body is not None:
        options["json"] = sample(route.body) if body is None else body
    response = browser.send(route.method, path, **options)
    assert response.status_code < 500, f"{route.method} {path}: {response.text}"
    assert f"{CANARY}-bravo" not in response.text + str(response.headers), f"{route.method} {path}"
    return response


def seen(response: TestResponse) -> tuple[int, str | None, str]:
    """What a person can tell one answer from another by."""
    text = response.text
    for number in (THEIRS, MISSING):
        text = text.replace(str(number), "ID")
    text = text.replace(TOKEN, "TOKEN").replace(NO_TOKEN, "TOKEN")
    return response.status_code, response.mimetype, text


@pytest.mark.usefixtures("planted")
@pytest.mark.parametrize("role", ROLES)
def test_a_foreign_address_answers_like_a_missing_one(
    at_work: Callable[[Role | None], Browser], role: Role | None
) -> None:
    browser = at_work(role)
    pairs = [(route, pair) for route in company_routes() for pair in addresses(route)]
    assert pairs
    for route, (foreign, missing) in pairs:
        answers = [seen(asked(browser, route, path, None)) for path in (foreign, missing)]
        assert answers[0] == answers[1], f"{route.method} {foreign}"
        assert answers[0][0] >= 400, f"{route.method} {foreign}: {answers[0]}"


@pytest.mark.usefixtures("planted")
@pytest.mark.parametrize("role", ROLES)
def test_a_foreign_id_in_a_body_answers_like_a_missing_one(
    at_work: Callable[[Role | None], Browser], role: Role | None
) -> None:
    browser = at_work(role)
    for route in company_routes():
        path = _STRING.sub(NO_TOKEN, _NUMBER.sub(str(SHARED), route.path))
        for foreign, missing in bodies(route):
            answers = [seen(asked(browser, route, path, body)) for body in (foreign, missing)]
            assert answers[0] == answers[1], f"{route.method} {path} {foreign}"
            assert answers[0][0] >= 400, f"{route.method} {path}: {answers[0]}"


@pytest.mark.usefixtures("planted")
@pytest.mark.parametrize("role", ROLES)
def test_nothing_readable_shows_another_companys_texts(
    at_work: Callable[[Role | None], Browser], role: Role | None
) -> None:
    browser = at_work(role)
    for route in company_routes():
        if route.method != "GET":
            continue
        path = _STRING.sub(NO_TOKEN, _NUMBER.sub(str(SHARED), route.path))
        asked(browser, route, path, None)
        if route.query is not None and "q" in route.query().fields:
            asked(browser, route, f"{path}?q={CANARY}&limit=100", None)


@pytest.mark.usefixtures("planted")
def test_the_canaries_would_be_seen(
    company: CompanyRef, at_work: Callable[[Role | None], Browser]
) -> None:
    """The owner finds the own company's texts at the same places."""
    browser = at_work(Role.OWNER)
    texts = [browser.get("/departments").text, browser.get(f"/departments/{SHARED}").text]
    assert all(f"{CANARY}-{company.slug}" in text for text in texts)


def test_a_route_exists_on_its_kind_of_host_only(
    browser: Browser, platform_browser: Browser
) -> None:
    wrong = {HostKind.COMPANY: platform_browser, HostKind.PLATFORM: browser}
    misplaced = [route for route in REGISTRY if route.policy.host in wrong]
    assert misplaced
    for route in misplaced:
        path = _STRING.sub(NO_TOKEN, _NUMBER.sub(str(MISSING), route.path))
        response = wrong[route.policy.host].send(route.method, path)
        assert response.status_code == 404, f"{route.method} {path}"
