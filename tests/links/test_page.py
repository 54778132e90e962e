"""The link's page as the server renders it: no script runs in these tests."""

from __future__ import annotations

import json
import re
from datetime import timedelta

import pytest

from app.core.clock import utcnow
from app.links.models import Visit
from tests import companies

PORTUGUESE = {"Accept-Language": "pt-PT,pt;q=0.9"}
FORM = {"name": "Zoe", "email": "zoe@example.com", "phone": "+12025550143", "language": "en"}


@pytest.fixture
def token(floor) -> str:
    return floor.link()


@pytest.fixture
def visitor(stranger):
    return stranger("").browser


def text_of(answer) -> str:
    return answer.get_data(as_text=True)


def boot_of(answer) -> dict:
    found = re.search(r'<script type="application/json" id="boot">(.*?)</script>', text_of(answer))
    assert found is not None
    return json.loads(found[1])


def field_names(page: str) -> list[str]:
    labels = dict(re.findall(r'<label for="(\w+)">(.*?)</label>', page))
    return [labels[name] for name in ("name", "email", "phone")]


def test_the_form_has_names_that_a_screen_reader_reads(visitor, token) -> None:
    page = text_of(visitor.open(f"/call/{token}"))
    assert '<html lang="en">' in page
    assert field_names(page) == ["Name", "Email", "Phone"]
    assert re.search(r"<button[^>]*>Continue</button>", page)


def test_the_page_speaks_the_browsers_language_and_can_be_switched(visitor, token) -> None:
    page = text_of(visitor.open(f"/call/{token}", headers=PORTUGUESE))
    assert field_names(page) == ["Nome", "E-mail", "Telefone"]
    assert re.search(r"<button[^>]*>Continuar</button>", page)
    assert 'href="?lang=en"' in page
    switched = text_of(visitor.open(f"/call/{token}?lang=en", headers=PORTUGUESE))
    assert field_names(switched) == ["Name", "Email", "Phone"]


def test_a_browser_without_languages_gets_the_companys(visitor, token, company) -> None:
    companies.change(company, language="pt-BR")
    assert "Continuar" in text_of(visitor.open(f"/call/{token}"))


def test_the_page_bears_the_companys_brand(visitor, token, company) -> None:
    companies.change(company, brand='{"name": "Acme & Sons", "primary": "#123456"}')
    page = text_of(visitor.open(f"/call/{token}"))
    assert "--brand-primary:#123456" in page
    assert "Acme &amp; Sons" in page


def test_the_form_works_without_a_script(visitor, token, scope, company) -> None:
    sent = visitor.open(f"/call/{token}?lang=en", method="POST", data=FORM)
    assert sent.status_code == 303
    assert sent.headers["Location"] == f"/call/{token}"
    room = visitor.open(sent.headers["Location"])
    assert room.status_code == 200
    assert '<div id="room">' in text_of(room)
    assert "<noscript>" in text_of(room)
    boot = boot_of(room)
    assert (boot["token"], boot["visit"]["stage"]) == (token, "devices")
    assert boot["visit"]["csrf_token"]
    with scope(company):
        assert Visit.query.one().time_zone == "UTC"


def test_what_was_wrong_is_said_at_its_field_and_nothing_is_lost(visitor, token) -> None:
    wrong = FORM | {"email": "zoe", "name": "Zoe <b>", "reason": "Kaputt & leise"}
    answer = visitor.open(f"/call/{token}?lang=en", method="POST", data=wrong)
    page = text_of(answer)
    assert answer.status_code == 422
    assert re.search(r'<input id="email"[^>]*aria-invalid="true"', page)
    assert not re.search(r'<input id="phone"[^>]*aria-invalid', page)
    assert 'value="Zoe &lt;b&gt;"' in page
    assert "Kaputt &amp; leise" in page
    assert '<p class="error" id="phone-error" hidden>' in page


@pytest.mark.parametrize(
    ("values", "status", "words"),
    [
        ({"status": "canceled"}, 410, "no longer valid"),
        ({"status": "used"}, 410, "done its work"),
        ({"expires_on": utcnow().date() - timedelta(days=2)}, 410, "has expired"),
    ],
)
def test_a_link_that_leads_nowhere_says_why(
    visitor, token, change_link, values, status, words
) -> None:
    change_link(token, **values)
    for method in ("GET", "POST"):
        answer = visitor.open(f"/call/{token}?lang=en", method=method, data=FORM)
        assert answer.status_code == status
        assert words in text_of(answer)
        assert "Acme Care" in text_of(answer)


def test_an_unknown_link_is_named_as_such_in_the_companys_brand(visitor) -> None:
    answer = visitor.open("/call/no-such-token?lang=pt")
    assert answer.status_code == 404
    assert "Não conhecemos este link" in text_of(answer)


def test_a_link_in_use_elsewhere_says_so_and_leaves_no_trace_of_the_second(
    floor, visitor, stranger, scope, company
) -> None:
    from app.clients.models import Client

    single = floor.link(type="single_use")
    stranger(single).fill_in("Zoe", email="zoe@example.com")
    refused = visitor.open(f"/call/{single}", method="POST", data=FORM | {"email": "m@x.org"})
    assert refused.status_code == 409
    assert "open in another browser" in text_of(refused)
    with scope(company):
        assert [client.email for client in Client.query.all()] == ["zoe@example.com"]


def test_before_its_time_a_link_says_when_in_words_and_for_scripts(
    floor, visitor, company, change_link
) -> None:
    companies.change(company, time_zone="America/Sao_Paulo")
    starts = (utcnow() + timedelta(days=400)).replace(month=3, day=5, hour=17, minute=30)
    token = floor.link(type="scheduled", scheduled_for=starts.isoformat())
    page = text_of(visitor.open(f"/call/{token}?lang=pt"))
    assert f"5 de março de {starts.year}, às 14:30" in page
    assert "Sao Paulo (UTC-03:00)" in page
    assert f'datetime="{starts.isoformat()}"' in page
    assert f'data-until="{(starts - timedelta(minutes=10)).isoformat()}"' in page


def test_while_the_company_is_paused_only_who_is_in_a_call_comes_back(
    visitor, token, floor, company
) -> None:
    ana, zoe = floor.desk("Ana"), floor.waiting("Zoe")
    ana.accept()
    companies.change(company, status="suspended")
    assert 'id="room"' in zoe.browser.open(f"/call/{zoe.token}").text
    refused = visitor.open(f"/call/{token}")
    assert refused.status_code == 403
    assert 'name="email"' not in refused.text


def test_after_hours_the_form_says_so(visitor, token, floor, scope, company) -> None:
    from app.core.db import db
    from app.team.models import Holiday

    with scope(company):
        row = Holiday(day=utcnow().date(), name="Today")
        row.department_id = floor.department.id
        db.session.add(row)
    assert "We are closed" in text_of(visitor.open(f"/call/{token}"))


def test_nothing_of_a_visit_is_kept_by_caches(visitor, token) -> None:
    answer = visitor.open(f"/call/{token}")
    assert answer.headers["Cache-Control"] == "no-store"
