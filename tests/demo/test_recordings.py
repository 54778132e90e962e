"""The sample recordings play."""

import requests

from tests import companies
from tests.demo.recordings import make_recordings


def test_the_panel_plays_a_recording_of_the_history(floor):
    ana, caller = floor.desk("Ana"), floor.waiting("Zoe")
    call_id = ana.accept()["id"]
    ana.act(call_id, "end")
    with companies.acting(floor.app, floor.company):
        make_recordings()
    manager = floor.browser_of(floor.manager)
    (recording,) = manager.get(f"/calls/{call_id}/recordings").get_json()["items"]
    assert [part["playable"] for part in recording["parts"]] == [True, True]
    address = f"/recordings/{recording['id']}/parts/2/play"
    stretch = requests.get(
        manager.get(address).location, headers={"Range": "bytes=0-3"}, timeout=10
    )
    assert stretch.status_code == 206
    assert stretch.content == b"\x1a\x45\xdf\xa3"  # how every WebM file begins
    assert caller.look()["call"]["recording"]["state"] == "stopped"
