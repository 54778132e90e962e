"""Who may be in which room: the ticket of a supervision that is over opens nothing for long."""

from __future__ import annotations

from media.occupancy import wanted_rooms, welcome_seats
from tests import companies


def welcome(scene) -> set[str]:
    with companies.acting(scene.floor.app, scene.floor.company):
        return {identity for _, identity in welcome_seats() if "participant" not in identity}


def coach_rooms(scene) -> list[str]:
    with companies.acting(scene.floor.app, scene.floor.company):
        return [room for room in wanted_rooms() if "-coach-" in room]


def test_a_hidden_supervisor_is_welcome_as_long_as_they_supervise(scene):
    supervision = scene.supervise("monitor")
    assert welcome(scene) == {f"monitor-{supervision['id']}"}
    scene.sue.browser.delete(f"/supervisions/{supervision['id']}")
    assert welcome(scene) == set()


def test_whoever_listens_is_not_welcome_while_the_client_is_on_hold(scene):
    scene.supervise("monitor")
    scene.ana.act(scene.call_id, "hold")
    assert welcome(scene) == set()
    scene.ana.act(scene.call_id, "resume")
    assert len(welcome(scene)) == 1


def test_a_whispers_room_is_for_two(scene):
    supervision = scene.supervise("whisper")
    me = scene.call()["me"]
    expected = {f"monitor-{supervision['id']}", f"coach-{supervision['id']}", f"coached-{me}"}
    assert welcome(scene) == expected
    assert len(coach_rooms(scene)) == 1
    scene.switch(supervision, "barge")
    assert welcome(scene) == set()
    assert coach_rooms(scene) == []
