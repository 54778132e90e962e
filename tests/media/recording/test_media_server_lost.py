"""The media server is killed in mid-recording and comes back: one file, both sides of the gap."""

from __future__ import annotations

import threading

import pytest

from media import livekit
from media.livekit import MediaServerUnreachable
from media.recording import ffmpeg
from media.recording.ledger import Order, Wish
from tests.conftest import environment
from tests.media.recording.film import Film
from tests.patience import eventually
from tests.services.media_server import OwnServer

pytestmark = pytest.mark.alone
ORDER = Order(1, 7, 70, 1, "VK-2345", "en")
EVERYWHERE = (0, 60, 1280, 600)
ROOM, AGAIN = "c1-9-before", "c1-9-after"
ANA = {"participant-1": "Ana Prado"}


@pytest.fixture
def server(tmp_path, settings_of_recording):
    own = OwnServer(tmp_path / "livekit")
    own.start()
    with environment(own.server.env):
        yield own
    own.close()


def made(room: str) -> bool:
    try:
        livekit.create_room(room, empty_timeout=60, departure_timeout=60)
    except MediaServerUnreachable:
        return False
    return True


def test_one_file_has_both_sides_of_the_gap(
    product, server, callers, engine, company, recordings_dir
):
    recordings_dir.mkdir()
    path = recordings_dir / "1.webm"
    with product.app_context():
        assert made(ROOM)
        callers.join(ROOM, "participant-1", "red", 440)
        session = engine.start(ORDER, company, Wish(room=ROOM, people=ANA), path)
        eventually(lambda: session.status().size > 80_000, 60)
        before = session.status().size
        server.kill()
        server.start()
        eventually(lambda: made(AGAIN), 30)
        callers.join(AGAIN, "participant-1", "green", 700)
        following(session, Wish(room=AGAIN, people=ANA), before + 150_000)
        session.stop()
    target = path.with_suffix(".ready.webm")
    ffmpeg.to_webm(path, target)
    film = Film(target)
    shades = [
        film.share_of("red", second, EVERYWHERE) > 0.5 for second in range(int(film.seconds) - 1)
    ]
    assert any(shades)
    late = film.late
    assert film.share_of("green", late, EVERYWHERE) > 0.5
    assert film.hears(700, film.seconds - 1.5, 1)


def following(session, wish: Wish, size: int) -> None:
    """What a recorder does all the time."""
    pause = threading.Event()
    for _ in range(240):
        session.follow(wish)
        assert session.status().failure is None
        if session.status().size >= size:
            return
        pause.wait(0.25)
    raise AssertionError("The file does not grow.")
