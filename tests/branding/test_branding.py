"""The Branding page through its API, and what follows on every page and in every mail."""

from __future__ import annotations

import json
import re

import pytest

from app.access.models import AuditEntry
from app.branding.jobs import PUBLISH, published
from app.branding.models import Branding
from app.core.db import db
from app.core.outbox import OutboxEntry
from tenants.brand import PRODUCT, publish_brand
from tests import companies
from tests.access.inbox import inbox_of, new_address
from tests.branding.conftest import LOOK, png, upload
from tests.browser import Browser


def test_before_the_first_save_it_shows_what_the_company_was_set_up_with(owner, company) -> None:
    companies.change(company, brand=json.dumps({"primary": "#123456", "font": "lato"}))
    shown = owner.get("/branding").json
    assert (shown["primary"], shown["font"], shown["version"]) == ("#123456", "lato", 0)
    assert shown["defaults"]["primary"] == PRODUCT.primary
    assert shown["logo"] is None


def test_a_saved_look_is_everywhere_at_once(owner, save, company, look_of) -> None:
    logo, icon = (upload(owner, kind, png(64, 64)).json for kind in ("logo", "favicon"))
    saved = save(logo_id=logo["id"], favicon_id=icon["id"], login_text="Good to see you")
    assert saved.status_code == 200, saved.json
    assert saved.json["logo"] == logo
    brand = look_of(company)
    assert {name: getattr(brand, name) for name in LOOK} == LOOK
    assert (brand.logo_url, brand.favicon_url) == (logo["url"], icon["url"])
    assert brand.login_text == "Good to see you"
    assert owner.get("/session").json["company"]["brand"]["primary"] == LOOK["primary"]


def test_going_back_to_the_products_own_look(owner, save, company, look_of) -> None:
    save(logo_id=upload(owner, "logo", png()).json["id"], email_footer="<p>Bye</p>")
    reverted = owner.delete("/branding").json
    assert reverted["primary"] == PRODUCT.primary
    assert (reverted["logo"], reverted["email_footer"]) == (None, "")
    brand = look_of(company)
    assert (brand.primary, brand.logo_url, brand.name) == (PRODUCT.primary, None, company.name)


def test_another_company_is_not_touched(save, other_company, look_of) -> None:
    save()
    assert look_of(other_company).primary == PRODUCT.primary


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("primary", "red"),
        ("primary", "#fff"),
        ("sidebar", "#12345g"),
        ("text", "#123456;}body{display:none"),
        ("font", "comic-sans"),
        ("logo_id", 999),
        ("login_text", "x" * 201),
    ],
)
def test_what_a_page_cannot_show_is_refused(save, company, field, value, look_of) -> None:
    refused = save(**{field: value})
    assert refused.status_code == 422
    assert field in refused.json["errors"]
    assert look_of(company).primary == PRODUCT.primary


def test_a_picture_of_another_kind_is_refused(owner, save) -> None:
    icon = upload(owner, "favicon", png(64, 64)).json
    assert "logo_id" in save(logo_id=icon["id"]).json["errors"]


def test_of_two_who_save_at_the_same_time_the_second_is_told(save) -> None:
    version = save().json["version"]
    assert save(primary="#111111", version=version).status_code == 200
    assert save(primary="#222222", version=version).json["type"].endswith("/stale")


def test_an_older_look_never_replaces_a_newer_one(app, save, company, look_of) -> None:
    version = save().json["version"]
    with app.app_context():
        publish_brand(company.id, {"primary": "#000000"}, version - 1)
    assert look_of(company).primary == LOOK["primary"]


def test_a_look_that_was_not_shown_at_once_is_shown_by_the_outbox(
    save, company, scope, deliver_outbox, monkeypatch, look_of
) -> None:
    def gone(*args: object) -> None:
        raise ConnectionError

    monkeypatch.setattr("app.branding.jobs.publish_brand", gone)
    save()
    assert look_of(company).primary == PRODUCT.primary
    monkeypatch.undo()
    deliver_outbox(company)
    assert look_of(company).primary == LOOK["primary"]
    with scope(company):
        entry = db.session.query(OutboxEntry).filter_by(topic=PUBLISH).one()
        assert entry.done_at is not None


@pytest.mark.parametrize("role", ["manager", "supervisor", "attendant"])
def test_only_the_owner_sees_and_changes_it(person_of, role) -> None:
    other = person_of(role)
    assert other.get("/branding").status_code == 403
    assert other.put("/branding", LOOK).status_code == 403
    assert other.delete("/branding").status_code == 403


def test_who_changed_it_is_in_the_audit_log(save, owner, company, scope) -> None:
    save()
    owner.delete("/branding")
    with scope(company):
        actions = [entry.action for entry in db.session.query(AuditEntry).order_by(AuditEntry.id)]
    assert actions[-2:] == ["branding.changed", "branding.reverted"]


HOSTILE = (
    '<div style="color:#0a7d55;position:fixed" onclick="x()">Harbor<script>alert(1)</script></div>'
    '<a href="javascript:alert(2)">bad</a><a href="https://harbor.example">good</a>'
    '<img src="https://harbor.example/a.png" onerror="x()"><form action="https://evil.example">'
    "<input name=password></form><iframe src='https://evil.example'></iframe>"
    "<style>*{display:none}</style>"
)


def test_the_mails_html_is_cleaned_when_it_is_saved(save) -> None:
    kept = save(email_header=HOSTILE).json["email_header"]
    for gone in (
        "script",
        "onclick",
        "javascript",
        "position",
        "form",
        "input",
        "iframe",
        "onerror",
        "evil",
    ):
        assert gone not in kept
    for stays in ("color:#0a7d55", "https://harbor.example", "Harbor", "a.png"):
        assert stays in kept.replace(" ", "")


def test_a_mail_wears_the_look(
    app, owner, save, company, deliver_outbox, service_stack, scope
) -> None:
    logo = upload(owner, "logo", png()).json
    save(logo_id=logo["id"], email_footer="<p>Harbor Ltd<br>1 Quay St &amp; Co</p>")
    mail = invited(app, owner, company, deliver_outbox, service_stack)
    assert LOOK["primary"] in mail["html"]
    assert f"http://{company.host}{logo['url'].replace('logo.png', 'mail.png')}" in mail["html"]
    assert "<p>Harbor Ltd<br>1 Quay St &amp; Co</p>" in mail["html"]
    assert "Harbor Ltd\n1 Quay St & Co" in mail["text"].replace("\r", "")
    save(logo_id=logo["id"], email_header="<h1>Our own head</h1>")
    mail = invited(app, owner, company, deliver_outbox, service_stack)
    assert "<h1>Our own head</h1>" in mail["html"]
    assert "mail.png" not in mail["html"]


def invited(app, owner, company, deliver_outbox, service_stack) -> dict:
    address = new_address()
    body = {"name": "Bia", "email": address, "role": "manager"}
    assert owner.post("/attendants", body).status_code == 201
    with app.app_context():
        fresh = companies.found(company.slug)
    deliver_outbox(fresh)
    return inbox_of(service_stack.world)(address)[0]


def test_a_preview_is_what_a_mail_would_be_and_can_do_nothing(owner, browser) -> None:
    draft = {"email_header": HOSTILE, "email_footer": "<p>Bye</p>"}
    made = owner.post("/branding/mail-preview", draft)
    assert made.status_code == 201
    page = owner.open(made.json["url"])
    assert page.status_code == 200
    assert "Harbor" in page.text
    assert "<p>Bye</p>" in page.text
    assert "<script" not in page.text
    policy = page.headers["Content-Security-Policy"]
    assert "sandbox" in policy
    assert "script-src" not in policy
    assert page.headers["X-Frame-Options"] == "SAMEORIGIN"
    assert browser.open(made.json["url"]).status_code == 401
    assert owner.open("/branding/mail-preview/nothing").status_code == 404


def test_the_manifest_is_the_companys_own(owner, save, browser, company) -> None:
    plain = browser.open("/manifest.webmanifest")
    assert plain.mimetype == "application/manifest+json"
    assert plain.json["icons"] == [{"src": "/icon.svg", "sizes": "any", "type": "image/svg+xml"}]
    assert browser.open("/icon.svg").mimetype == "image/svg+xml"
    save(favicon_id=upload(owner, "favicon", png(64, 64)).json["id"])
    manifest = browser.open("/manifest.webmanifest").json
    assert (manifest["name"], manifest["theme_color"]) == (company.name, LOOK["primary"])
    assert {icon["sizes"] for icon in manifest["icons"]} >= {"192x192", "512x512"}
    for icon in manifest["icons"]:
        assert browser.open(icon["src"]).mimetype == "image/png"


def test_what_is_published_holds_no_empty_choice() -> None:
    assert published(Branding(colors={}, login_text="", email_header="", email_footer="")) == {}


def test_the_platforms_host_has_no_look_to_serve(platform_browser: Browser) -> None:
    assert platform_browser.open("/manifest.webmanifest").status_code == 404


@pytest.mark.usefixtures("dist")
class TestPages:
    def test_the_first_bytes_wear_the_look(self, owner, save, browser) -> None:
        icon = upload(owner, "favicon", png(64, 64)).json
        image = upload(owner, "login", png(64, 64)).json
        save(favicon_id=icon["id"], login_image_id=image["id"], login_text="Good to see you")
        page = browser.open("/sign-in").text
        assert f"--brand-primary:{LOOK['primary']};" in page
        assert f'<link rel="icon" href="{icon["url"]}">' in page
        assert 'rel="manifest"' in page
        assert "poppins" in page
        brand = boot(page)["company"]["brand"]
        assert brand["login_image_url"] == image["url"]
        assert brand["login_text"] == "Good to see you"
        assert "email_header" not in brand

    @pytest.mark.parametrize(("plan", "told"), [("free", True), ("starter", False)])
    def test_only_the_free_plan_names_the_product(self, browser, company, plan, told) -> None:
        companies.change(company, plan=plan)
        assert boot(browser.open("/sign-in").text)["company"]["powered_by"] is told

    def test_only_a_companys_pages_may_compile_programs(self, browser, platform_browser) -> None:
        policies = [
            each.open(path).headers["Content-Security-Policy"]
            for each, path in ((browser, "/sign-in"), (platform_browser, "/superadmin"))
        ]
        assert ["wasm-unsafe-eval" in policy for policy in policies] == [True, False]
        assert not any("'unsafe-eval'" in policy for policy in policies)


def boot(page: str) -> dict:
    found = re.search(r'<script type="application/json" id="boot">(.*?)</script>', page)
    assert found
    return json.loads(found.group(1))
