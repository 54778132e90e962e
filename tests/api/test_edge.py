"""What every answer has: headers, an id, a problem document for each refusal."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

import pytest
from flask import Flask
from redis.exceptions import ConnectionError as RedisDown
from sqlalchemy.exc import OperationalError

from app.core.config import settings
from app.core.db import owner_connection
from app.core.redis import redis_client
from tenants.context import CompanyRef
from tests.browser import Browser
from tests.conftest import Scope
from tests.factories.access import PersonFactory

# Of the application; each is gone when this answers.
END_CONNECTIONS = """
    SELECT pg_terminate_backend(pid, 5000) FROM pg_catalog.pg_stat_activity
     WHERE datname = current_database() AND pid <> pg_backend_pid()
"""


def test_every_answer_protects_the_browser(browser: Browser) -> None:
    headers = browser.get("/session").headers
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Referrer-Policy"]
    assert headers["Cache-Control"] == "no-store"
    assert "camera=(self)" in headers["Permissions-Policy"]
    assert "microphone=(self)" in headers["Permissions-Policy"]
    assert "display-capture=(self)" in headers["Permissions-Policy"]
    policy = dict(part.split(" ", 1) for part in headers["Content-Security-Policy"].split("; "))
    assert policy["default-src"] == "'none'"
    assert policy["script-src"] == "'self'"
    assert policy["frame-ancestors"] == "'none'"
    assert "unsafe" not in headers["Content-Security-Policy"]
    assert "Strict-Transport-Security" not in headers


def test_each_page_has_a_nonce_of_its_own(browser: Browser) -> None:
    policies = {browser.open("/api/docs").headers["Content-Security-Policy"] for _ in range(3)}
    assert len(policies) == 3


@pytest.mark.parametrize("given", ["abcdef-123456.7", "a" * 64])
def test_a_sane_request_id_is_kept(browser: Browser, given: str) -> None:
    assert browser.get("/session", headers={"X-Request-ID": given}).headers["X-Request-ID"] == given


@pytest.mark.parametrize("given", ["", "short", "a" * 65, "has space", 'quote"d-value'])
def test_another_request_id_is_made(browser: Browser, given: str) -> None:
    made = browser.get("/session", headers={"X-Request-ID": given}).headers["X-Request-ID"]
    assert re.fullmatch(r"[0-9a-f]{32}", made)


@pytest.mark.parametrize(
    ("method", "path", "options", "status"),
    [
        ("GET", "/nowhere", {}, 404),
        ("DELETE", "/password-resets", {}, 405),
        ("POST", "/session", {"json": {"email": "a@b.example"}}, 422),
        ("POST", "/session", {"data": "{", "content_type": "application/json"}, 400),
        ("POST", "/session", {"json": {"email": "a@b.example", "password": "x", "more": 1}}, 422),
        ("POST", "/session", {"json": ["a list"]}, 422),
        ("POST", "/session", {"data": r'{"\ud800": 1}', "content_type": "application/json"}, 422),
        ("GET", "/sessions", {}, 401),
    ],
)
def test_every_refusal_is_a_problem_document(
    browser: Browser, method: str, path: str, options: dict, status: int
) -> None:
    response = browser.send(method, path, **options)
    assert response.status_code == status
    assert response.mimetype == "application/problem+json"
    assert response.get_json()["status"] == status
    assert response.get_json()["type"].startswith("/problems/")


def test_a_field_error_names_the_field(browser: Browser) -> None:
    errors = browser.post("/session", {"password": "x"}).get_json()["errors"]
    assert list(errors) == ["email"]


def test_too_much_is_refused(browser: Browser) -> None:
    response = browser.post("/session", data=b" " * (31 * 1024 * 1024), content_type="text/plain")
    assert response.status_code in (413, 422)


@pytest.fixture
def broken_by(app: Flask, monkeypatch: pytest.MonkeyPatch) -> Callable[[Exception], None]:
    """Makes the session's page fail in a way that a test chooses."""

    def breaks(error: Exception) -> None:
        def fail(**_: object) -> None:
            raise error

        monkeypatch.setitem(app.view_functions, "access.show_session", fail)

    return breaks


@pytest.mark.parametrize(
    "error", [RedisDown("gone"), OperationalError("select", {}, Exception("gone"))]
)
def test_a_dependency_that_is_down_is_a_503(
    browser: Browser, broken_by: Callable[[Exception], None], error: Exception
) -> None:
    broken_by(error)
    response = browser.get("/session")
    assert response.status_code == 503
    assert int(response.headers["Retry-After"]) > 0


def test_connections_that_the_database_ended_meanwhile_are_made_anew(
    company: CompanyRef, scope: Scope, browser_of: Callable[..., Browser]
) -> None:
    with scope(company):
        person = PersonFactory()
    browser = browser_of(person)
    assert browser.get("/session").status_code == 200
    with owner_connection() as owner:
        assert owner.execute(END_CONNECTIONS).fetchall()
    assert browser.get("/session").status_code == 200


def test_a_mistake_of_ours_tells_nothing(
    browser: Browser, broken_by: Callable[[Exception], None]
) -> None:
    broken_by(KeyError("secret detail"))
    response = browser.get("/session")
    assert response.status_code == 500
    assert "secret detail" not in response.text
    assert response.get_json()["type"] == "/problems/internal"


def test_the_process_lives(browser: Browser) -> None:
    assert browser.open("/livez", headers={"Host": "10.0.0.7"}).get_json() == {"status": "ok"}


def test_it_is_ready_when_all_answer(browser: Browser) -> None:
    response = browser.open("/readyz")
    assert response.status_code == 200
    states = {name: each["state"] for name, each in response.get_json()["dependencies"].items()}
    assert states == {"database": "up", "redis": "up", "storage": "up"}


@pytest.fixture
def with_settings(monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[..., None]]:
    """Other values for some variables of the environment, for this test."""

    def put(**values: str) -> None:
        for name, value in values.items():
            monkeypatch.setenv(name, value)
        settings.cache_clear()

    yield put
    monkeypatch.undo()
    settings.cache_clear()


def test_the_storage_does_not_take_it_out_of_service(
    browser: Browser, with_settings: Callable[..., None]
) -> None:
    with_settings(S3_ENDPOINT_URL="http://127.0.0.1:1")
    response = browser.open("/readyz")
    assert response.status_code == 200
    assert response.get_json()["dependencies"]["storage"] == {"state": "down", "needed": False}


def test_without_redis_it_is_not_ready(
    browser: Browser, with_settings: Callable[..., None]
) -> None:
    with_settings(REDIS_URL="redis://127.0.0.1:1/0")
    redis_client.cache_clear()
    response = browser.open("/readyz")
    redis_client.cache_clear()
    assert response.status_code == 503
    assert response.get_json()["dependencies"]["redis"] == {"state": "down", "needed": True}


def test_behind_tls_browsers_are_told_to_stay(
    browser: Browser, with_settings: Callable[..., None]
) -> None:
    with_settings(PUBLIC_SCHEME="https", PASSWORD_HASH_KIB="47104")
    headers = browser.get("/session").headers
    assert "max-age=" in headers["Strict-Transport-Security"]
    assert "wss://" in headers["Content-Security-Policy"]


def test_whoever_holds_the_token_reads_the_metrics(
    app: Flask, browser: Browser, with_settings: Callable[..., None]
) -> None:
    with_settings(METRICS_TOKEN="a-token-for-the-collector")
    assert browser.open("/metrics").status_code == 404
    collector = Browser(app, browser.host, address="203.0.113.9")
    holder = {"Authorization": "Bearer a-token-for-the-collector"}
    assert collector.open("/metrics", headers=holder).status_code == 200


def test_metrics_are_for_this_machine_only(browser: Browser, app: Flask) -> None:
    browser.get("/session")
    text = browser.open("/metrics").text
    assert re.search(
        r'http_requests_total\{method="GET",route="/api/v1/session",status="401"\}', text
    )
    stranger = Browser(app, browser.host, address="203.0.113.9")
    assert stranger.open("/metrics").status_code == 404
    assert browser.open("/metrics", headers={"X-Forwarded-For": "203.0.113.9"}).status_code == 404
