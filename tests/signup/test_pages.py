"""What strangers read."""

from __future__ import annotations

import pytest

from app.signup.addresses import suggested_slug
from app.signup.offers import offers
from tests.browser import Browser


@pytest.mark.parametrize(
    ("language", "words"),
    [("en", ("Start for free", "$29", "5 attendants")), ("pt-BR", ("Começar de graça", "R$"))],
)
def test_the_first_page_has_the_prices_of_the_catalogue(
    platform_browser: Browser, language: str, words: tuple[str, ...]
) -> None:
    page = platform_browser.open("/", headers={"Accept-Language": language}).text
    for word in words:
        assert word in page


def test_prices_are_written_as_people_write_them(app) -> None:
    prices = {offer.key: offer.price for offer in offers("pt-BR")}
    assert prices["free"] == "Grátis"
    assert prices["starter"] == "R$\xa0149"


@pytest.mark.parametrize("path", ["/signup", "/signup/confirm/whatever", "/terms"])
def test_a_page_for_strangers_opens(platform_browser: Browser, path: str) -> None:
    assert platform_browser.open(path).status_code == 200


def test_a_companys_name_suggests_its_address(company, scope, platform_browser: Browser) -> None:
    with scope(None):
        assert suggested_slug("Água & Luz Ltda.") == "agua-luz-ltda"
        assert suggested_slug("Acme") == "acme-2"
        assert suggested_slug("Voki") == "voki-2"
        assert len(suggested_slug("An endless name " * 10)) <= 32
    answer = platform_browser.get("/signup-address?name=Acme").json
    assert (answer["slug"], answer["available"]) == ("acme-2", True)
    taken = platform_browser.get("/signup-address?slug=acme").json
    assert (taken["available"], taken["reason"]) == (False, "taken")
    assert platform_browser.get("/signup-address?slug=admin").json["reason"] == "reserved"
    assert platform_browser.get("/signup-address?slug=a_b").json["reason"] == "shape"
