"""The OpenAPI document, the page made of it, and the other committed copies."""

from __future__ import annotations

import json
import re

import pytest
import schemathesis
from flask import Flask

from app.api.generate import COPIES
from app.api.routes import PREFIX, REGISTRY
from tests.browser import Browser


@pytest.fixture
def document(browser: Browser) -> dict:
    return browser.open("/api/openapi.json").get_json()


def test_every_route_is_described(document: dict) -> None:
    described = {
        (method.upper(), path) for path, methods in document["paths"].items() for method in methods
    }
    for route in REGISTRY:
        path = PREFIX + re.sub(r"<(?:\w+:)?(\w+)>", r"{\1}", route.path)
        assert (route.method, path) in described


def test_every_operation_says_how_it_refuses(document: dict) -> None:
    assert document["openapi"].startswith("3.1")
    for methods in document["paths"].values():
        for method, operation in methods.items():
            if method != "parameters":
                assert operation["responses"]["default"] == {
                    "$ref": "#/components/responses/DEFAULT_ERROR"
                }
                assert operation["x-policy"]
    error = document["components"]["responses"]["DEFAULT_ERROR"]
    assert list(error["content"]) == ["application/problem+json"]


def test_writes_name_the_csrf_header(document: dict) -> None:
    patch = document["paths"]["/api/v1/session/profile"]["patch"]
    assert {"session": [], "csrf": []} in patch["security"]
    assert document["paths"]["/api/v1/session"]["post"]["security"] == []


def test_a_tool_can_read_it(document: dict) -> None:
    schema = schemathesis.openapi.from_dict(document)
    operations = list(schema.get_all_operations())
    assert len(operations) == len(REGISTRY)


def test_no_two_schemas_share_a_name(document: dict) -> None:
    clashes = [name for name in document["components"]["schemas"] if re.search(r"\d$", name)]
    assert clashes == []


def test_people_can_read_it(browser: Browser, document: dict) -> None:
    page = browser.open("/api/docs")
    assert page.status_code == 200
    assert page.mimetype == "text/html"
    for path in document["paths"]:
        assert f"<code>{path}</code>" in page.text.replace("&lt;", "<")
    assert "<script" not in page.text
    nonce = re.search(r'<style nonce="([^"]+)"', page.text)
    assert nonce is not None
    assert f"'nonce-{nonce[1]}'" in page.headers["Content-Security-Policy"]


def test_documents_are_for_hosts_that_lead_somewhere(browser: Browser) -> None:
    for path in ("/api/openapi.json", "/api/docs"):
        assert browser.open(path, headers={"Host": "evil.example"}).status_code == 404


def test_copies_are_made_alike_every_time(app: Flask) -> None:
    with app.app_context():
        for path, make in COPIES.items():
            assert make() == make(), path.name
            if path.suffix == ".json":
                json.loads(make())
