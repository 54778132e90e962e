"""Making invitations, copying and mailing them."""

from __future__ import annotations

import pytest

from app.guests.models import CallInvitation
from tests.access.inbox import inbox_of, new_address
from tests.guests.hall import Hall


@pytest.fixture
def inbox(world):
    return inbox_of(world)


def test_a_link_on_the_companys_own_host(hall, company):
    invitation = hall.invite()
    assert invitation["url"].startswith(f"http://{company.host}/guest/")
    assert len(invitation["url"].rpartition("/")[2]) >= 32
    assert (invitation["channel"], invitation["sent_to"]) == ("link", None)
    listed = hall.ana.browser.get(f"/calls/{hall.call_id}/invitations").json["items"]
    assert listed == [invitation]


def test_the_token_is_stored_hashed_and_sealed(hall, scope, company):
    token = hall.invite()["url"].rpartition("/")[2]
    with scope(company):
        stored = CallInvitation.query.one()
        assert token not in stored.sealed_token
        assert token.encode() not in stored.token_hash


def test_an_invitation_is_mailed_with_its_link_and_words(hall, company, deliver_outbox, inbox):
    address = new_address()
    invitation = hall.invite(channel="email", recipient=address, message="We need <you> & soon")
    assert (invitation["sent_to"], invitation["sent_at"]) == (address, None)
    assert deliver_outbox(company) == 1
    [mail] = inbox(address)
    assert mail["subject"] == "Ana invites you to a video call"
    assert invitation["url"] in mail["links"]
    assert "We need <you> & soon" in mail["text"]
    assert "We need &lt;you&gt; &amp; soon" in mail["html"]
    [listed] = hall.ana.browser.get(f"/calls/{hall.call_id}/invitations").json["items"]
    assert listed["sent_at"] is not None


def test_the_mail_speaks_the_clients_language(floor, company, app, deliver_outbox, inbox):
    ana, zoe = floor.desk("Ana"), floor.waiting("Zoe", language="pt-BR")
    hall, address = Hall(app, floor, ana, zoe, ana.accept()["id"]), new_address()
    hall.invite(channel="email", recipient=address)
    deliver_outbox(company)
    assert inbox(address)[0]["subject"] == "Ana convida você para uma chamada de vídeo"


def test_nothing_is_mailed_for_a_call_that_is_over(hall, company, deliver_outbox, inbox):
    address = new_address()
    hall.invite(channel="email", recipient=address)
    hall.ana.act(hall.call_id, "end")
    deliver_outbox(company)
    assert inbox(address) == []


def test_a_mail_needs_an_address(hall):
    path = f"/calls/{hall.call_id}/invitations"
    for body in ({"channel": "email"}, {"channel": "email", "recipient": "nobody"}):
        answer = hall.ana.browser.post(path, body)
        assert answer.status_code == 422
        assert "recipient" in answer.json["errors"]
