"""The composite page in a real Chromium, in a real room: who is in the file, and who is not."""

from __future__ import annotations

import os
import signal
from pathlib import Path

import pytest

from media import livekit
from media.recording import ffmpeg
from media.recording.engine import EngineFailed
from media.recording.ledger import BROWSER_FAILED, NO_MEDIA_SERVER, Order, Wish
from tests.media.recording.film import Film, shows
from tests.patience import eventually

pytestmark = pytest.mark.alone
ORDER = Order(1, 7, 70, 1, "VK-2345", "en")
ANA, ZOE, GUEST = "participant-1", "participant-2", "participant-3"
BOTH = {ANA: "Ana Prado", ZOE: "Zoe Martinez"}
# Inside of the cells of two people, away from labels and edges.
LEFT, RIGHT = (100, 150, 400, 400), (760, 150, 400, 400)
EVERYWHERE = (0, 60, 1280, 600)
TWO = (("red", LEFT, 0.9), ("green", RIGHT, 0.9))
SECONDS = 60


@pytest.fixture
def room(product, settings_of_recording):
    name = f"c1-9-{os.urandom(4).hex()}"
    with product.app_context():
        livekit.create_room(name, empty_timeout=60, departure_timeout=60)
        yield name
        livekit.delete_room(name)


@pytest.fixture
def path(recordings_dir) -> Path:
    recordings_dir.mkdir()
    return recordings_dir / "1.webm"


@pytest.fixture
def ana(callers, room):
    return callers.join(room, ANA, "red", 440)


@pytest.fixture
def zoe(callers, room, ana):
    return callers.join(room, ZOE, "green", 700)


def film_of(path: Path) -> Film:
    target = path.with_suffix(".ready.webm")
    ffmpeg.to_webm(path, target)
    return Film(target)


def shown(session, path: Path, *looks) -> None:
    """The file ends with these colours in their places, and their voices have had the time to join in."""
    eventually(lambda: shows(path, *looks) or session.status().failure, SECONDS)
    grown(session, 150_000)


def grown(session, more: int) -> None:
    """The file has that many bytes more than now."""
    aim = session.status().size + more
    eventually(lambda: session.status().size >= aim or session.status().failure, SECONDS)
    assert session.status().failure is None


def test_two_are_seen_and_heard_and_nobody_sees_the_recorder(engine, company, room, ana, zoe, path):
    session = engine.start(ORDER, company, Wish(room=room, people=BOTH), path)
    shown(session, path, *TWO)
    assert ana.sees() == [ZOE]
    assert session.stop() == path.stat().st_size
    film = film_of(path)
    assert film.codecs == {"video": "vp8", "audio": "opus"}
    late = film.late
    assert film.share_of("red", late, LEFT) > 0.9
    assert film.share_of("green", late, RIGHT) > 0.9
    assert film.hears(440, film.seconds - 1.5, 1)
    assert film.hears(700, film.seconds - 1.5, 1)
    assert not film.hears(1130, film.seconds - 1.5, 1)


def test_it_begins_with_everybodys_picture(engine, company, room, ana, zoe, path):
    session = engine.start(ORDER, company, Wish(room=room, people=BOTH), path)
    shown(session, path, *TWO)
    session.stop()
    film = film_of(path)
    assert film.times[0] == 0
    assert film.share_of("red", 0, LEFT) > 0.9
    assert film.share_of("green", 0, RIGHT) > 0.9


def test_a_camera_that_sends_nothing_holds_up_the_picture_for_a_while_and_no_word(
    engine, company, room, ana, callers, path
):
    callers.join(room, ZOE, "none", 700)
    session = engine.start(ORDER, company, Wish(room=room, people=BOTH), path)
    shown(session, path, ("red", LEFT, 0.9))
    session.stop()
    film = film_of(path)
    first, second, *_ = film.times
    assert first == 0
    assert film.share_of("red", first, LEFT) > 0.9
    # The first picture stands while everybody is heard already.
    assert second > 2
    assert film.hears(440, second - 1, 0.9)
    assert film.hears(700, second - 1, 0.9)


def test_what_ends_before_its_first_picture_keeps_its_sound(
    engine, company, room, ana, callers, path
):
    callers.join(room, ZOE, "none", 700)
    engine.start(ORDER, company, Wish(room=room, people=BOTH), path).stop()
    film = film_of(path)
    assert film.codecs == {"video": "vp8", "audio": "opus"}
    assert film.hears(440, film.seconds - 0.5, 0.5)


def test_whoever_has_not_agreed_is_neither_drawn_nor_heard(
    engine, company, room, ana, zoe, callers, path
):
    callers.join(room, GUEST, "blue", 1130)
    session = engine.start(ORDER, company, Wish(room=room, people=BOTH), path)
    shown(session, path, *TWO)
    session.follow(Wish(room=room, people=BOTH | {GUEST: "Iva"}))
    shown(session, path, ("blue", EVERYWHERE, 0.1))
    asked_later = session.rotate(path.with_name("2.webm"))
    session.follow(Wish(room=room, people={ANA: "Ana Prado"}))
    shown(session, path.with_name("2.webm"), ("red", EVERYWHERE, 0.5))
    session.stop()
    first, second = film_of(path), film_of(path.with_name("2.webm"))
    assert asked_later == path.stat().st_size
    assert first.share_of("blue", 1, EVERYWHERE) == 0
    assert not first.hears(1130, 1, 1)
    assert first.share_of("blue", first.late, EVERYWHERE) > 0.1
    assert first.hears(1130, first.seconds - 1.5, 1)
    late = second.late
    assert second.share_of("red", late, EVERYWHERE) > 0.5
    assert second.share_of("green", late, EVERYWHERE) == 0
    assert second.hears(440, second.seconds - 1.5, 1)
    assert not second.hears(700, second.seconds - 1.5, 1)


def test_a_part_follows_the_one_before_without_a_gap(engine, company, room, ana, zoe, path):
    session = engine.start(ORDER, company, Wish(room=room, people=BOTH), path)
    shown(session, path, *TWO)
    size = session.rotate(path.with_name("2.webm"))
    assert size == path.stat().st_size
    shown(session, path.with_name("2.webm"), *TWO)
    session.stop()
    for part in (film_of(path), film_of(path.with_name("2.webm"))):
        assert part.share_of("red", part.late, LEFT) > 0.9
        assert part.hears(700, part.seconds - 1.5, 1)


def test_a_browser_that_is_killed_leaves_what_it_has_written(engine, company, room, ana, path):
    wish = Wish(room=room, people={ANA: "Ana Prado"})
    session = engine.start(ORDER, company, wish, path)
    shown(session, path, ("red", EVERYWHERE, 0.5))
    os.kill(engine.browser().pid, signal.SIGKILL)
    assert eventually(lambda: session.status().failure) == BROWSER_FAILED
    assert session.stop() == path.stat().st_size
    film = film_of(path)
    assert film.share_of("red", film.late, EVERYWHERE) > 0.5
    assert engine.is_well()
    again = engine.start(ORDER, company, wish, path.with_name("2.webm"))
    grown(again, 1)
    again.stop()


def test_a_room_that_is_not_there_is_said_at_once(engine, company, settings_of_recording, path):
    with pytest.raises(EngineFailed) as refused:
        engine.start(ORDER, company, Wish(room="c1-0-nowhere", people=BOTH), path)
    assert refused.value.failure == NO_MEDIA_SERVER
    assert not path.exists()
