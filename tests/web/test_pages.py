"""The pages: where they lead, what they are told, and what they look like."""

from __future__ import annotations

import json
import re
from urllib.parse import parse_qs, urlsplit

import pytest

from tests import companies
from tests.browser import Browser
from tests.factories.access import PersonFactory, StaffFactory
from tests.factories.team import DepartmentFactory

pytestmark = pytest.mark.usefixtures("dist")


@pytest.fixture
def person_of(company, scope):
    """`person_of("manager")`: somebody of that role."""

    def made(role: str, **values):
        with scope(company):
            return PersonFactory(role=role, departments=[DepartmentFactory()], **values)

    return made


def boot(response) -> dict:
    found = re.search(r'<script type="application/json" id="boot">(.*?)</script>', response.text)
    assert found, "The page has no boot data."
    return json.loads(found.group(1))


def test_signed_out_the_start_is_the_sign_in(browser) -> None:
    answer = browser.open("/")
    assert (answer.status_code, answer.location) == (302, "/sign-in")


def test_signed_in_the_start_goes_by_role(browser_of, person_of) -> None:
    answer = browser_of(person_of("attendant")).open("/")
    assert (answer.status_code, answer.location) == (302, "/workstation")
    for role in ("supervisor", "manager", "owner"):
        answer = browser_of(person_of(role)).open("/")
        assert answer.status_code == 200
        assert "/assets/people-a1.js" in answer.text


def test_a_page_of_the_panel_is_come_back_to(browser, person_of) -> None:
    answer = browser.open("/departments/7?tab=hours")
    assert answer.status_code == 302
    address = urlsplit(answer.location)
    assert address.path == "/sign-in"
    assert parse_qs(address.query) == {"next": ["/departments/7?tab=hours"]}
    browser.sign_in(person_of("manager").email)
    assert browser.open(answer.location).location == "/departments/7?tab=hours"
    assert browser.open("/departments/7?tab=hours").status_code == 200


@pytest.mark.parametrize(
    "wanted",
    [
        "https://evil.example",
        "//evil.example",
        "/\\evil.example",
        "/\t/evil.example",
        "/\n\\evil.example",
        "javascript:alert(1)",
        "",
    ],
)
def test_an_address_of_another_site_is_not_followed(browser_of, person_of, wanted) -> None:
    answer = browser_of(person_of("manager")).open("/sign-in", query_string={"next": wanted})
    assert answer.location == "/"


def test_a_page_knows_who_is_signed_in(browser_of, person_of, company) -> None:
    person = person_of("manager", language="pt-BR", theme="dark")
    browser = browser_of(person)
    answer = browser.open("/departments")
    told = boot(answer)
    assert told["session"] == browser.get("/session").json
    assert told["session"]["csrf_token"] == browser.csrf_token
    assert told["language"] == "pt-BR"
    assert told["host_kind"] == "company"
    assert told["company"]["slug"] == company.slug
    assert '<html lang="pt-BR" data-mantine-color-scheme="dark">' in answer.text
    assert answer.headers["Cache-Control"] == "no-store"


def test_a_signed_out_page_says_so_in_the_company_s_language(browser, company) -> None:
    companies.change(company, language="pt-BR")
    answer = browser.open("/sign-in", headers={"Accept-Language": "en"})
    assert boot(answer)["session"] is None
    assert boot(answer)["language"] == "pt-BR"


def test_no_script_is_inline_and_styles_carry_the_nonce(browser) -> None:
    answer = browser.open("/sign-in")
    policy = answer.headers["Content-Security-Policy"]
    (nonce,) = re.findall(r"'nonce-([^']+)'", policy)
    assert "'unsafe-inline'" not in policy
    assert f'<meta property="csp-nonce" nonce="{nonce}">' in answer.text
    assert re.findall(r"<style([^>]*)>", answer.text) == [f' nonce="{nonce}"']
    runs = [tag for tag in re.findall(r"<script([^>]*)>", answer.text) if "json" not in tag]
    assert runs == [' type="module" src="/assets/people-a1.js"']
    assert " style=" not in answer.text


def test_what_an_entry_imports_is_fetched_with_the_page(browser) -> None:
    text = browser.open("/sign-in").text
    modules = re.findall(r'<link rel="modulepreload" href="([^"]+)">', text)
    styles = re.findall(r'<link rel="stylesheet" href="([^"]+)">', text)
    assert modules == ["/assets/react-b2.js", "/assets/texts-e5.js"]
    assert styles == ["/assets/inter-h8.css", "/assets/people-c3.css", "/assets/react-f6.css"]
    assert "WorkstationPage" not in text


def test_the_brand_is_there_with_the_first_byte(browser, company) -> None:
    brand = {
        "name": "Acme & Filhos",
        "primary": "#ffdd00",
        "text": "#fafafa",
        "font": "lato",
        "favicon_url": "/brand/icon.png",
    }
    companies.change(company, brand=json.dumps(brand))
    answer = browser.open("/sign-in")
    assert "<title>Acme &amp; Filhos</title>" in answer.text
    assert '<link rel="icon" href="/brand/icon.png">' in answer.text
    assert "--brand-primary:#ffdd00;" in answer.text
    assert "--brand-primary-contrast:#000000;" in answer.text
    # Nearly white text cannot be read on the white background.
    assert "--brand-text:#000000;" in answer.text
    assert "/assets/lato-i9.css" in answer.text
    assert boot(answer)["company"]["brand"]["name"] == "Acme & Filhos"


def test_a_brand_cannot_break_out_of_the_page(browser, company) -> None:
    brand = {
        "name": "</script><script>alert(1)</script>",
        "primary": "red;}</style><script>alert(1)</script>",
        "logo_url": "javascript:alert(1)",
        "favicon_url": "javascript:alert(1)",
        "font": "../../etc/passwd",
    }
    companies.change(company, brand=json.dumps(brand))
    answer = browser.open("/sign-in")
    assert "<script>alert" not in answer.text
    assert "javascript:" not in answer.text
    assert "--brand-primary:#2554c7;" in answer.text
    assert boot(answer)["company"]["brand"]["name"] == brand["name"]


@pytest.mark.parametrize("path", ["/invitation/secret", "/reset-password/secret"])
def test_a_secret_address_goes_to_no_other_site(browser, platform_browser, path) -> None:
    for place, script in ((browser, "people-a1.js"), (platform_browser, "staff-d4.js")):
        answer = place.open(path)
        assert answer.status_code == 200
        assert answer.headers["Referrer-Policy"] == "no-referrer"
        assert script in answer.text


def test_the_platform_has_a_plain_start_in_the_browser_s_language(platform_browser) -> None:
    english = platform_browser.open("/", headers={"Accept-Language": "de, en;q=0.5"})
    assert english.status_code == 200
    assert "Talk to your clients face to face, from a link." in english.text
    portuguese = platform_browser.open("/", headers={"Accept-Language": "pt-PT, en;q=0.5"})
    assert "Atenda seus clientes olho no olho, a partir de um link." in portuguese.text
    assert '<html lang="pt-BR">' in portuguese.text


def test_staff_have_their_own_pages_on_the_platform(platform_browser, browser_of, scope) -> None:
    with scope(None):
        member = StaffFactory()
    assert boot(platform_browser.open("/superadmin"))["session"] is None
    answer = browser_of(member).open("/superadmin/companies/3")
    assert boot(answer)["session"]["audience"] == "staff"
    assert boot(answer)["company"] is None
    assert boot(answer)["host_kind"] == "platform"
    assert "<title>Voki administration</title>" in answer.text


def test_each_host_has_its_own_pages_only(browser, platform_browser) -> None:
    assert browser.open("/superadmin").status_code == 404
    for path in ("/sign-in", "/workstation", "/departments"):
        assert platform_browser.open(path).status_code == 404


def test_what_is_missing_is_a_page_for_people(browser, company) -> None:
    companies.change(company, language="pt-BR", brand=json.dumps({"name": "Acme Saúde"}))
    answer = browser.open("/wp-login.php")
    assert answer.status_code == 404
    assert "Página não encontrada" in answer.text
    assert "Acme Saúde" in answer.text
    unknown = browser.open("/api/v1/nothing")
    assert (unknown.status_code, unknown.mimetype) == (404, "application/problem+json")
    assert browser.open("/api/v1/nothing", method="POST").status_code == 404


def test_a_suspended_company_says_so_in_its_own_brand(browser, company) -> None:
    companies.change(company, status="suspended")
    client = browser.open("/call/some-link")
    assert client.status_code == 403
    assert "Acme Care cannot take calls here at the moment." in client.text
    person = browser.open("/sign-in")
    assert person.status_code == 403
    assert "Acme Care is paused" in person.text
    assert "sales@voki.example" in person.text
    for page in (client, person):
        # The same address, which may be served again by then.
        assert '<a class="action" href="">Try again</a>' in page.text


@pytest.mark.parametrize("path", ["/", "/sign-in", "/departments", "/assets/people-a1.js"])
@pytest.mark.parametrize("host", ["unknown.localhost:8000", "evil.example", "acme.localhost"])
def test_a_host_that_leads_nowhere_has_nothing(app, path, host) -> None:
    answer = Browser(app, host).open(path)
    assert (answer.status_code, answer.mimetype) == (404, "text/plain")
    assert "Set-Cookie" not in answer.headers
