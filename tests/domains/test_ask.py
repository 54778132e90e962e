"""What the TLS proxy is told before it asks for a certificate."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from urllib.parse import urlencode

import pytest
from flask import Flask

from tests.browser import Browser
from tests.conftest import environment
from tests.domains.conftest import Owner

KEY = "a-key-of-the-proxy"
Ask = Callable[..., int]


@pytest.fixture
def ask(app: Flask) -> Iterator[Ask]:
    """`ask(domain, key=…, address=…)`: the status, for a question over the internal network."""

    def asked(domain: str, *, key: str = KEY, address: str = "127.0.0.1", **headers: str) -> int:
        browser = Browser(app, "127.0.0.1:8000", address=address)
        query = {"key": key, "domain": domain}
        path = f"/internal/tls-ask?{urlencode(query)}"
        return browser.open(path, headers=headers).status_code

    with environment({"TLS_ASK_KEY": KEY}):
        yield asked


def test_hosts_that_lead_somewhere_may_have_a_certificate(ask: Ask, owner: Owner) -> None:
    domain = owner.activate()
    assert ask(domain["host"]) == 204
    assert ask(domain["host"].upper()) == 204
    assert ask("acme.localhost") == 204
    assert ask("localhost") == 204


def test_no_other_host_may(ask: Ask, owner: Owner, company, admin: Browser) -> None:
    waiting, domain = owner.add(), owner.activate()
    for host in (waiting["host"], f"www.{domain['host']}", "nobody.localhost", "203.0.113.7", ""):
        assert ask(host) == 404, host
    owner.browser.delete(f"/domains/{domain['id']}")
    assert ask(domain["host"]) == 404


def test_a_domain_that_is_not_paid_for_gets_none(ask: Ask, owner, company, admin) -> None:
    domain = owner.activate()
    body = {"limits": {}, "features": {"custom_domain": False}, "until": None, "reason": "Unpaid"}
    admin.put(f"/companies/{company.id}/overrides", body)
    assert ask(domain["host"]) == 404


def test_only_the_proxy_is_answered(ask: Ask, owner: Owner) -> None:
    host = owner.activate()["host"]
    assert ask(host, key="another") == 404
    assert ask(host, key="") == 404
    assert ask(host, address="198.41.0.4") == 404
    assert ask(host, **{"X-Forwarded-For": "127.0.0.1"}) == 404
    assert ask(host, address="10.0.3.4") == 204


def test_without_a_key_the_answer_is_no(app: Flask, owner: Owner) -> None:
    browser = Browser(app, "127.0.0.1:8000")
    assert browser.open("/internal/tls-ask?key=&domain=localhost").status_code == 404
