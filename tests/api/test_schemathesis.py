"""The API holds to its own document, whoever asks and whatever they send."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest
import schemathesis
from flask import Flask
from hypothesis import HealthCheck, Phase, given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st
from schemathesis import Case, GenerationMode, Response
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_headers_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from app.access.csrf import HEADER
from app.access.permissions import StaffRole
from app.access.roles import Role
from app.api.openapi import document
from app.core.redis import redis_client
from tenants.context import CompanyRef
from tests.browser import Browser
from tests.conftest import Scope
from tests.contracts.canaries import TOKEN, plant
from tests.factories.access import PersonFactory, StaffFactory
from tests.factories.team import DepartmentFactory

# A row of every table has this key, so that addresses lead somewhere.
KEY = 7001
EXAMPLES = 4
ROLES = [*Role, "staff", "nobody"]
CHECKS: list[Any] = [
    not_a_server_error,
    status_code_conformance,
    content_type_conformance,
    response_headers_conformance,
    response_schema_conformance,
]
Ask = Callable[[Case], Response]


@pytest.fixture
def operations(app: Flask) -> list[Any]:
    """Every operation of the document as it is served."""
    with app.app_context():
        schema = schemathesis.openapi.from_dict(document())
    schema.app = app
    found: Iterator[Any] = schema.get_all_operations()
    return [operation.ok() for operation in found]


@pytest.fixture
def ask(
    app: Flask,
    company: CompanyRef,
    scope: Scope,
    browser: Browser,
    browser_of: Callable[..., Browser],
) -> Callable[[str], Ask]:
    """`ask(role)` sends cases in the name of somebody with that role."""

    def of(role: str) -> Ask:
        with scope(company):
            plant(company, KEY, everywhere=False)
        if role == "nobody":
            return lambda case: sent(browser, case)
        member = made(scope, company, role)
        current = [browser_of(member)]

        def send(case: Case) -> Response:
            if current[0].get("/session").status_code != 200:
                # Signing out is among the operations; coming back so often has its limit.
                redis_client().flushdb()
                current[0] = browser_of(member)
            return sent(current[0], case)

        return send

    return of


def made(scope: Scope, company: CompanyRef, role: str) -> Any:
    if role == "staff":
        with scope(None):
            return StaffFactory(role=StaffRole.ADMIN)
    with scope(company):
        return PersonFactory(role=role, departments=[DepartmentFactory()])


def sent(browser: Browser, case: Case) -> Response:
    headers = {HEADER: browser.csrf_token} if browser.csrf_token else {}
    return case.call(
        base_url=f"http://{browser.host}",
        session=browser.client,  # type: ignore[arg-type]
        headers=headers,
        environ_overrides={"REMOTE_ADDR": browser.address},
    )


def cases(operation: Any) -> st.SearchStrategy[Case]:
    """What the document allows, at addresses that lead somewhere and at others, and what it refuses."""
    known = {
        name: KEY if name.endswith("_id") or name == "number" else TOKEN
        for name in parameters(operation)
    }
    return st.one_of(
        operation.as_strategy(path_parameters=known),
        operation.as_strategy(),
        operation.as_strategy(generation_mode=GenerationMode.NEGATIVE),
    )


def parameters(operation: Any) -> Iterator[str]:
    return (part[1:-1] for part in operation.path.split("/") if part.startswith("{"))


def tried(operation: Any, examples: int, check: Callable[[Case], None]) -> None:
    @hypothesis_settings(
        max_examples=examples,
        derandomize=True,
        deadline=None,
        database=None,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    @given(case=cases(operation))
    def run(case: Case) -> None:
        check(case)

    run()


def hold_to_the_document(operations: list[Any], send: Ask, examples: int) -> None:
    assert operations
    for operation in operations:
        tried(operation, examples, lambda case: case.validate_response(send(case), checks=CHECKS))


@pytest.mark.timeout(900)
@pytest.mark.parametrize("role", ROLES)
def test_answers_are_what_the_document_says(
    operations: list[Any], ask: Callable[[str], Ask], role: str
) -> None:
    hold_to_the_document(operations, ask(role), EXAMPLES)


@pytest.mark.stress
@pytest.mark.timeout(4 * 3600)
@pytest.mark.parametrize("role", ROLES)
def test_many_answers_are_what_the_document_says(
    operations: list[Any], ask: Callable[[str], Ask], role: str
) -> None:
    hold_to_the_document(operations, ask(role), 200)


def test_whoever_is_not_signed_in_is_told_so(
    operations: list[Any], ask: Callable[[str], Ask]
) -> None:
    """At the company's host; what only the platform serves is not there at all."""
    send = ask("nobody")
    guarded = [operation for operation in operations if operation.definition.raw["security"]]
    assert guarded

    def check(operation: Any) -> Callable[[Case], None]:
        expected = refusals(operation)
        return lambda case: _equal(send(case).status_code, expected, operation)

    for operation in guarded:
        tried(operation, 1, check(operation))


def refusals(operation: Any) -> set[int]:
    """A visit's or a guest's address may name no link at all."""
    ways = {way for each in operation.definition.raw["security"] for way in each}
    if ways & {"visit", "guest"}:
        return {401, 404}
    return {401} if ways & {"session", "support"} else {404}


def _equal(status: int, expected: set[int], operation: Any) -> None:
    assert status in expected, f"{operation.method} {operation.path}: {status}"
