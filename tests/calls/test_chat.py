"""Chat lines and private files of a call."""

from __future__ import annotations

from io import BytesIO

import pytest
import requests

from media.storage import company_key, delete_company, put_object, signed_url
from tenants.erase import CompanyErasing

PNG = (
    b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x00\x00\x01\x00\x00\x00\x01\x08\x06\x00\x00\x00"
    b"\x1f\x15\xc4\x89\x00\x00\x00\rIDATx\x9cc\xfc\xff\xff?\x03\x00\x08\xfc\x02\xfe\xa7\x9a\xa0"
    b"\xa0\x00\x00\x00\x00IEND\xaeB`\x82"
)


@pytest.fixture
def talking(floor):
    ana = floor.desk("Ana")
    caller = floor.waiting("Zoe")
    return ana, caller, ana.accept()["id"]


def upload(browser, path, content, name="photo.png"):
    return browser.send("POST", path, data={"file": (BytesIO(content), name)})


def test_both_sides_read_what_both_wrote(talking):
    ana, caller, call_id = talking
    assert ana.browser.post(f"/calls/{call_id}/messages", {"text": "Hello"}).status_code == 201
    sent = caller.browser.post(f"/visits/{caller.token}/messages", {"text": "Hi"})
    assert sent.status_code == 201
    seen = ana.browser.get(f"/calls/{call_id}/messages").get_json()["items"]
    assert [(m["from"]["name"], m["text"]) for m in seen] == [("Ana", "Hello"), ("Zoe", "Hi")]
    theirs = caller.browser.get(f"/visits/{caller.token}/messages").get_json()["items"]
    assert [m["text"] for m in theirs] == ["Hello", "Hi"]


def test_a_file_goes_through_the_store_and_comes_back_whole(talking):
    ana, caller, call_id = talking
    message = upload(ana.browser, f"/calls/{call_id}/attachments", PNG).get_json()
    assert message["attachment"] | {"id": 0} == {
        "id": 0,
        "name": "photo.png",
        "size": len(PNG),
        "type": "image/png",
    }
    path = f"/visits/{caller.token}/attachments/{message['attachment']['id']}"
    response = caller.browser.get(path)
    assert response.status_code == 302
    stored = requests.get(response.headers["Location"], timeout=5)
    assert stored.content == PNG
    assert stored.headers["Content-Disposition"].startswith("attachment")


@pytest.mark.parametrize(
    ("content", "name"),
    [
        (b"<html><script>alert(1)</script>\x00", "page.png"),
        (b"MZ\x90\x00" + b"\x00" * 64, "setup.pdf"),
        (b"", "empty.png"),
    ],
)
def test_what_is_not_what_it_says_is_refused(talking, content, name):
    ana, _, call_id = talking
    response = upload(ana.browser, f"/calls/{call_id}/attachments", content, name)
    assert response.status_code == 422
    assert response.get_json()["errors"]["file"]


def test_a_file_of_another_call_does_not_exist(talking, floor):
    ana, caller, call_id = talking
    message = upload(ana.browser, f"/calls/{call_id}/attachments", PNG).get_json()
    bob = floor.desk("Bob")
    other = floor.waiting("Other")
    bob.accept()
    path = f"/visits/{other.token}/attachments/{message['attachment']['id']}"
    assert other.browser.get(path).status_code == 404


def test_nobody_writes_after_the_end(talking):
    ana, caller, call_id = talking
    ana.act(call_id, "end")
    assert ana.browser.post(f"/calls/{call_id}/messages", {"text": "Late"}).status_code == 409


def test_the_scanner_is_asked_and_obeyed(talking, clamd):
    ana, _, call_id = talking
    clamd.verdict = "stream: Eicar FOUND"
    response = upload(ana.browser, f"/calls/{call_id}/attachments", PNG)
    assert response.status_code == 422
    clamd.verdict = "stream: OK"
    assert upload(ana.browser, f"/calls/{call_id}/attachments", PNG).status_code == 201
    assert clamd.received == [PNG, PNG]


def test_a_scanner_that_does_not_answer_is_no_permission(talking, clamd):
    ana, _, call_id = talking
    clamd.close()
    assert upload(ana.browser, f"/calls/{call_id}/attachments", PNG).status_code == 503


def test_an_erased_company_leaves_no_file_and_its_neighbour_keeps_theirs(
    app, company, other_company
):
    kept, gone = (company_key(who.id, "calls", 1, "file") for who in (other_company, company))
    with app.app_context():
        for key in (kept, gone):
            put_object(key, PNG, "image/png")
        delete_company(CompanyErasing(company.id))
        links = {key: signed_url(key, "a.png", "image/png", seconds=60) for key in (kept, gone)}
    statuses = {key: requests.get(link, timeout=5).status_code for key, link in links.items()}
    assert statuses == {kept: 200, gone: 404}
