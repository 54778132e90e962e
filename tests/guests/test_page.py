"""The invitation's page, before any script."""

from __future__ import annotations

import re

from tests import companies


def page(visitor, **form):
    method = "POST" if form else "GET"
    return visitor.browser.open(f"/guest/{visitor.token}", method=method, data=form or None)


def test_the_form_asks_for_a_name_and_looking_asks_for_nothing(hall):
    visitor = hall.visitor()
    answer = page(visitor)
    assert answer.status_code == 200
    assert '<label for="name">Name</label>' in answer.text
    assert re.search(r"<button[^>]*>Ask to join</button>", answer.text)
    assert "Ana from Acme Care invites you" in answer.text
    assert "Set-Cookie" not in answer.headers
    assert hall.call()["asking"] == []


def test_the_form_works_without_a_script(hall):
    visitor = hall.visitor()
    sent = page(visitor, name="Gil", language="pt-BR")
    assert (sent.status_code, sent.headers["Location"]) == (303, f"/guest/{visitor.token}")
    assert [each["name"] for each in hall.call()["asking"]] == ["Gil"]
    room = page(visitor)
    assert 'id="room"' in room.text
    assert "Entrar na chamada de vídeo" in room.text
    assert visitor.stage == "asking"


def test_a_form_without_a_name_says_so(hall):
    answer = page(hall.visitor(), name="  ")
    assert answer.status_code == 422
    assert "Write your name." in answer.text


def test_a_locked_room_says_so_and_keeps_the_name(hall):
    visitor = hall.visitor()
    hall.lock(True)
    answer = page(visitor, name="Gil")
    assert answer.status_code == 409
    assert "The room is locked at the moment." in answer.text
    assert 'value="Gil"' in answer.text


def test_an_invitation_to_a_call_that_is_over_says_so(hall):
    visitor = hall.visitor()
    hall.ana.act(hall.call_id, "end")
    answer = page(visitor)
    assert answer.status_code == 410
    assert "This invitation is no longer valid" in answer.text
    assert page(visitor, name="Gil").status_code == 410


def test_while_the_company_is_paused_only_those_at_the_door_come_back(hall, company):
    gil, late = hall.admitted("Gil"), hall.visitor()
    companies.change(company, status="suspended")
    assert 'id="room"' in page(gil).text
    for answer in (page(late), page(late, name="Late"), page(hall.visitor("no-such-token"))):
        assert answer.status_code == 403
        assert "Ask to join" not in answer.text


def test_an_unknown_invitation_has_a_page_of_its_own(hall):
    answer = page(hall.visitor("no-such-token"))
    assert answer.status_code == 404
    assert "We do not know this invitation" in answer.text


def test_the_page_speaks_the_language_that_is_chosen(hall):
    visitor = hall.visitor()
    answer = visitor.browser.open(f"/guest/{visitor.token}?lang=pt-BR")
    assert "Pedir para entrar" in answer.text
    assert 'lang="pt-BR"' in answer.text
