"""Record is pressed, the client agrees, and a minute later the film is there."""

from __future__ import annotations

from pathlib import Path

import pytest
import requests
from playwright.sync_api import expect
from sqlalchemy import select

from app.core.db import db
from app.recordings.models import Part
from tests.journeys.conftest import OpenHouse
from tests.journeys.house import House
from tests.journeys.recorders import recording
from tests.journeys.site import Site
from tests.media.recording.film import Film
from tests.patience import eventually

pytestmark = [pytest.mark.alone, pytest.mark.timeout(400)]
SECONDS = 120


def test_a_call_is_recorded_from_the_press_to_the_film(
    open_house: OpenHouse, site: Site, tmp_path: Path
) -> None:
    house = open_house()
    with recording(site, tmp_path):
        client, desk = house.talking()
        desk.page.get_by_role("button", name="Record", exact=True).click()
        question = client.page.get_by_role("dialog", name="Recording consent")
        question.get_by_role("button", name="Accept").click()
        for page in (desk.page, client.page):
            mark = page.get_by_role("status", name="Recording", exact=True)
            expect(mark).to_be_visible(timeout=SECONDS * 1000)
        eventually(lambda: bytes_on_disk(house) > 200_000, SECONDS)
        desk.end_call()
        eventually(lambda: states(house) == ["stored"], SECONDS)
    film = downloaded(house, tmp_path / "film.webm")
    assert film.codecs == {"video": "vp8", "audio": "opus"}
    assert film.seconds > 3
    assert film.picture(film.seconds / 2).std() > 10


def parts(house: House) -> list[Part]:
    return house.read(lambda: list(db.session.scalars(select(Part).order_by(Part.id))))


def states(house: House) -> list[str]:
    return [part.state for part in parts(house)]


def bytes_on_disk(house: House) -> int:
    return sum(part.size for part in parts(house))


def downloaded(house: House, target: Path) -> Film:
    """As a manager does it: the link, and what it leads to."""
    (part,) = parts(house)
    manager = house.floor.browser_of(house.floor.manager)
    answer = manager.get(f"/recordings/{part.recording_id}/parts/{part.number}/download")
    assert answer.status_code == 302
    target.write_bytes(requests.get(answer.headers["Location"], timeout=60).content)
    return Film(target)
