"""What a company may claim, and how it is written."""

import pytest

from app.domains import hosts
from tests.records import new_domain


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ("", None),
        ("video", hosts.WRITE),
        ("video.acme.com/rooms", hosts.WRITE),
        ("-a.acme.com", hosts.WRITE),
        ("video.acme.com:8443", hosts.WRITE),
        ("ana@acme.com", hosts.WRITE),
        (f"{'a' * 64}.com", hosts.WRITE),
        (".".join(["abcdefgh"] * 27) + ".com", hosts.WRITE),
        ("video.123", hosts.WRITE),
        ("203.0.113.7", hosts.NO_ADDRESS),
        ("[2001:db8::1]", hosts.NO_ADDRESS),
        ("*.acme.com", hosts.NO_WILDCARD),
        ("localhost", hosts.WRITE),
        ("bravo.localhost", hosts.OURS),
        ("custom.localhost.", hosts.OURS),
        ("com.br", hosts.PUBLIC),
        ("github.io", hosts.PUBLIC),
        ("аpple.com", hosts.LOOKALIKE),  # its first letter is Cyrillic
        ("аррӏе.com", hosts.LOOKALIKE),  # all of them are
        ("xn--80ak6aa92e.com", hosts.LOOKALIKE),  # the same, as DNS writes it
        ("pаypal.shop.com", hosts.LOOKALIKE),
        ("vokı.com", hosts.LOOKALIKE),  # an i without its dot
        ("xn--zzzzzz.com", hosts.WRITE),
    ],
)
def test_what_cannot_be_a_companys_own_is_refused(owner, typed: str, sentence: str | None) -> None:
    answer = owner.browser.post("/domains", {"host": typed})
    assert answer.status_code == 422
    assert sentence is None or answer.json["errors"]["host"] == [sentence]
    assert owner.page()["items"] == []


@pytest.mark.parametrize(
    ("typed", "host", "name"),
    [
        ("Video.{}.", "video.{}", "video.{}"),
        (" https://video.{}/ ", "video.{}", "video.{}"),
        ("vídeo.{}", "xn--vdeo-vpa.{}", "vídeo.{}"),
        ("xn--vdeo-vpa.{}", "xn--vdeo-vpa.{}", "vídeo.{}"),
        ("müller.{}", "xn--mller-kva.{}", "müller.{}"),
        ("видео.{}", "xn--b1aedk6a.{}", "видео.{}"),
        ("ビデオ会議.{}", "xn--kckxc9a179uub7d.{}", "ビデオ会議.{}"),
    ],
)
def test_a_name_is_kept_as_dns_has_it_and_shown_as_people_read_it(
    owner, typed: str, host: str, name: str
) -> None:
    ending = new_domain("com.br")
    domain = owner.add(typed.format(ending))
    assert (domain["host"], domain["name"]) == (host.format(ending), name.format(ending))
    assert domain["challenge_name"] == f"_voki-challenge.{domain['host']}"
    assert not domain["apex"]


def test_a_registered_domain_itself_is_told_apart(owner) -> None:
    assert owner.add(new_domain("com.br"))["apex"]


def test_a_company_has_a_domain_once_and_ten_at_most(owner) -> None:
    first = owner.add()
    again = owner.browser.post("/domains", {"host": first["host"].upper()})
    assert again.json["type"] == "/problems/domain-listed"
    for _ in range(9):
        owner.add()
    eleventh = owner.browser.post("/domains", {"host": f"video.{new_domain()}"})
    assert eleventh.json["type"] == "/problems/domain-count"
