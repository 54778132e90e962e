"""What each ticket allows on the media server."""

from __future__ import annotations

import jwt
import pytest


def grants(response):
    """(room, identity, what it allows), as the media server reads them."""
    assert response.status_code == 200, response.get_json()
    body = response.get_json()
    claims = jwt.decode(body["token"], options={"verify_signature": False})
    assert claims["exp"] - claims["nbf"] <= 120
    assert (claims["sub"], claims["video"]["room"]) == (body["identity"], body["room"])
    allowed = {name for name, value in claims["video"].items() if value is True}
    return body["room"], body["identity"], allowed


@pytest.mark.parametrize("mode", ["monitor", "whisper"])
def test_who_is_hidden_can_publish_nothing(scene, mode):
    supervision = scene.supervise(mode)
    response = scene.sue.browser.get(f"/supervisions/{supervision['id']}/ticket")
    room, identity, allowed = grants(response)
    assert identity == f"monitor-{supervision['id']}"
    assert allowed == {"roomJoin", "canSubscribe", "hidden"}
    assert room == grants(scene.ana.browser.get(f"/calls/{scene.call_id}/media-ticket"))[0]


def test_the_whispers_room_is_another_one_for_two(scene):
    supervision = scene.supervise("whisper")
    coach = grants(scene.sue.browser.get(f"/supervisions/{supervision['id']}/coaching-ticket"))
    coached = grants(scene.ana.browser.get(f"/calls/{scene.call_id}/coaching-ticket"))
    call = grants(scene.ana.browser.get(f"/calls/{scene.call_id}/media-ticket"))
    assert coach[0] == coached[0] != call[0]
    assert coach[1] == f"coach-{supervision['id']}"
    assert coach[2] == coached[2] == {"roomJoin", "canPublish", "canSubscribe"}


def test_the_client_has_no_way_to_a_ticket_of_the_whisper(scene):
    supervision = scene.supervise("whisper")
    for path in (f"/calls/{scene.call_id}/coaching-ticket", f"/supervisions/{supervision['id']}"):
        assert scene.zoe.browser.get(path).status_code == 401


def test_no_whisper_no_ticket(scene):
    supervision = scene.supervise("monitor")
    path = f"/supervisions/{supervision['id']}/coaching-ticket"
    assert scene.sue.browser.get(path).get_json()["type"] == "/problems/no-whisper"
    path = f"/calls/{scene.call_id}/coaching-ticket"
    assert scene.ana.browser.get(path).get_json()["type"] == "/problems/no-whisper"


def test_a_colleague_is_not_whispered_to(scene):
    scene.supervise("whisper")
    bob = scene.floor.desk("Bob")
    path = f"/calls/{scene.call_id}/coaching-ticket"
    assert bob.browser.get(path).status_code == 404
    assert scene.sue.browser.get(path).status_code == 404


def test_who_barges_comes_by_the_seat(scene):
    supervision = scene.supervise("barge")
    hidden = scene.sue.browser.get(f"/supervisions/{supervision['id']}/ticket")
    assert hidden.get_json()["type"] == "/problems/seated"
    seated = grants(scene.sue.browser.get(f"/calls/{scene.call_id}/media-ticket"))
    assert seated[1] == f"participant-{supervision['participant_id']}"


def test_there_is_none_before_the_call_has_moved(scene):
    response = scene.start("monitor")
    supervision = response.get_json()
    assert supervision["ready"] is False
    path = f"/supervisions/{supervision['id']}/ticket"
    assert scene.sue.browser.get(path).get_json()["type"] == "/problems/not-on-media-server"
    scene.settle(supervision)
    assert scene.sue.browser.get(path).status_code == 200
