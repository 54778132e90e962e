"""Signing in and out, at a company and at the platform."""

from __future__ import annotations

from tests.conftest import Scope
from tests.factories.access import PersonFactory


def test_a_person_signs_in_and_out(browser, company, scope: Scope) -> None:
    with scope(company):
        person = PersonFactory(role="manager")
    response = browser.sign_in(person.email)
    assert response.status_code == 201
    assert browser.get("/session").json["person"]["email"] == person.email
    assert browser.delete("/session").status_code == 204
    assert browser.get("/session").status_code == 401
