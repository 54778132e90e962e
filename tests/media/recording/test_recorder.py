"""A whole recorder on real calls: from the queue to the store, and through everything that dies."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from media import livekit
from media.recording import files, hints
from media.recording.ingest import ingest_part
from media.recording.ledger import BROWSER_FAILED, DISK_FULL
from media.recording.recorder import Recorder
from media.storage import client
from tenants.context import tenant_scope
from tests.conftest import environment
from tests.media.recording.film import Film, shows
from tests.media.recording.ground import Recorded, recorded_call
from tests.patience import eventually
from tests.services.processes import end
from tests.services.product import ROOT

# They wait for browsers, and each wait has its own limit.
pytestmark = [pytest.mark.alone, pytest.mark.timeout(300)]
SECONDS = 60
MEGABYTE = 1_000_000
# Cells of two people, away from labels and edges.
LEFT, RIGHT = (100, 150, 400, 400), (760, 150, 400, 400)
# Cells of three people: two above, one below. The upper ones lie within the cells of two.
FIRST, SECOND, THIRD = (100, 100, 400, 150), (760, 100, 400, 150), (440, 430, 400, 150)


@pytest.fixture
def call_in_room(
    app, settings_of_recording, scope, company, callers
) -> Iterator[Callable[..., Recorded]]:
    """`call_in_room("Iva")`: Ana in red, Zoe in green, and guests in blue, in a room of their own."""
    with app.app_context(), ExitStack() as rooms:

        def opened(*guests: str) -> Recorded:
            room = f"c{company.id}-{os.urandom(4).hex()}"
            livekit.create_room(room, empty_timeout=60, departure_timeout=60)
            rooms.callback(livekit.delete_room, room)
            recorded = recorded_call(lambda: scope(company), room, *guests)
            looks = (("red", 440), ("green", 700), ("blue", 1130))
            for name, (color, hertz) in zip(recorded.seats, looks, strict=False):
                callers.join(room, recorded.identity(name), color, hertz)
            hints.tell(company.id)
            return recorded

        yield opened


@contextmanager
def working(app, engine) -> Iterator[Recorder]:
    """A recorder in a thread of this process."""
    recorder, stop = Recorder(app, engine), threading.Event()
    thread = threading.Thread(target=recorder.run, args=(stop,))
    thread.start()
    try:
        yield recorder
    finally:
        stop.set()
        thread.join(SECONDS)


@pytest.fixture
def store(app, company, recorded_films) -> Callable[[Recorded], list[Film]]:
    """Does what workers would, and brings the files back."""

    def stored(recorded: Recorded) -> list[Film]:
        for part in recorded.parts():
            with app.app_context(), tenant_scope(company):
                ingest_part(part_id=part.id)
        return [recorded_films(part) for part in recorded.parts()]

    return stored


@pytest.fixture
def recorded_films(service_env, tmp_path):
    def fetched(part) -> Film:
        assert part.state == "stored", (part.state, part.failure)
        target = tmp_path / f"part-{part.id}.webm"
        client().download_file(service_env["S3_BUCKET"], part.key, str(target))
        assert target.stat().st_size == part.size
        return Film(target)

    return fetched


def is_running(recorded: Recorded, number: int = 1, size: int = 1) -> bool:
    """Part `number` is the last one, and so far on disk."""
    parts = recorded.parts()
    return len(parts) == number and parts[-1].state == "recording" and parts[-1].size >= size


def shows_both(recorded: Recorded, number: int = 1) -> bool:
    """Part `number` is the last one, and what is on disk of it has come to show red and green."""
    if not is_running(recorded, number):
        return False
    return shows(film_of(recorded), ("red", LEFT, 0.9), ("green", RIGHT, 0.9))


def film_of(recorded: Recorded) -> Path:
    """Where its last part is written."""
    return files.local(recorded.parts()[-1].local_path or "")


def test_a_call_of_two_from_the_queue_to_the_store(
    app, engine, call_in_room, store, recordings_dir
):
    recorded = call_in_room()
    with working(app, engine):
        eventually(lambda: shows_both(recorded), SECONDS)
        recorded.end()
        eventually(lambda: recorded.recording().state == "stopped", SECONDS)
    (film,) = store(recorded)
    assert film.codecs == {"video": "vp8", "audio": "opus"}
    (part,) = recorded.parts()
    assert part.seconds == pytest.approx(film.seconds, abs=0.1)
    late = film.late
    assert film.share_of("red", late, LEFT) > 0.9
    assert film.share_of("green", late, RIGHT) > 0.9
    assert film.hears(440, film.seconds - 1.5, 1)
    assert film.hears(700, film.seconds - 1.5, 1)
    assert list(recordings_dir.rglob("*.webm")) == []


def test_a_third_is_in_it_from_their_word_on(app, engine, call_in_room, store):
    recorded = call_in_room("Iva")
    with working(app, engine):
        upper = ("red", FIRST, 0.9), ("green", SECOND, 0.9)
        eventually(lambda: is_running(recorded) and shows(film_of(recorded), *upper), SECONDS)
        recorded.agree("Iva")
        eventually(lambda: shows(film_of(recorded), ("blue", THIRD, 0.9)), SECONDS)
        aim = recorded.parts()[0].size + 150_000
        eventually(lambda: is_running(recorded, size=aim), SECONDS)
        recorded.end()
        eventually(lambda: recorded.recording().state == "stopped", SECONDS)
    (film,) = store(recorded)
    everywhere = (0, 60, 1280, 600)
    assert film.share_of("blue", 1, everywhere) == 0
    assert not film.hears(1130, 1, 1)
    late = film.late
    assert film.share_of("red", late, FIRST) > 0.9
    assert film.share_of("green", late, SECOND) > 0.9
    assert film.share_of("blue", late, THIRD) > 0.9
    assert film.hears(1130, film.seconds - 1.5, 1)


def test_parts_are_rotated_and_all_of_them_play(app, engine, call_in_room, store):
    recorded = call_in_room()
    with environment({"RECORDING_PART_BYTES": str(256 * 1024)}), working(app, engine):
        eventually(lambda: is_running(recorded, 3), 2 * SECONDS)
        recorded.end()
        eventually(lambda: recorded.recording().state == "stopped", SECONDS)
    films = store(recorded)
    assert [part.number for part in recorded.parts()] == list(range(1, len(films) + 1))
    for film in films:
        assert film.share_of("red", film.late, LEFT) > 0.9
    assert missing(recorded, films) < 1


def missing(recorded: Recorded, films: list[Film]) -> float:
    """Seconds between the first byte on disk and the last that are in no file."""
    parts = recorded.parts()
    begin, finish = parts[0].started_at, parts[-1].ended_at
    assert begin
    assert finish
    return (finish - begin).total_seconds() - sum(film.seconds for film in films)


def test_who_finds_no_recorder_free_waits_in_sight(app, engine, call_in_room):
    first, second = call_in_room(), call_in_room()
    with environment({"RECORDER_CAPACITY": "1"}), working(app, engine):
        eventually(lambda: is_running(first) or is_running(second), SECONDS)
        busy, waiting = (first, second) if is_running(first) else (second, first)
        assert waiting.recording().state == "queued"
        busy.end()
        eventually(lambda: is_running(waiting), SECONDS)
        assert busy.recording().state == "stopped"


def test_without_room_on_the_disk_nothing_begins_and_it_says_so(app, engine, call_in_room):
    recorded = call_in_room()
    with working(app, engine):
        with environment({"RECORDINGS_FREE_BYTES": str(1 << 60)}):
            hints.tell(1)
            eventually(lambda: recorded.recording().failure == DISK_FULL, SECONDS)
            assert recorded.recording().state == "queued"
            assert recorded.parts() == []
        eventually(lambda: is_running(recorded), SECONDS)


def test_a_disk_that_fills_up_ends_the_part_and_loses_nothing(app, engine, call_in_room, store):
    recorded = call_in_room()
    with working(app, engine):
        eventually(lambda: is_running(recorded, size=60_000), SECONDS)
        with environment({"RECORDINGS_FREE_BYTES": str(1 << 60)}):
            eventually(lambda: recorded.states() == ["finished"], SECONDS)
            assert recorded.recording().failure == DISK_FULL
            assert recorded.recording().state == "queued"
    (film,) = store(recorded)
    assert film.seconds > 1


def test_a_killed_browser_costs_a_moment(app, engine, call_in_room, store):
    recorded = call_in_room()
    with working(app, engine):
        eventually(lambda: is_running(recorded, size=60_000), SECONDS)
        os.kill(engine.browser().pid, signal.SIGKILL)
        eventually(lambda: is_running(recorded, 2, 60_000), SECONDS)
        recorded.end()
        eventually(lambda: recorded.recording().state == "stopped", SECONDS)
    films = store(recorded)
    assert all(film.share_of("red", film.late, LEFT) > 0.9 for film in films)
    assert BROWSER_FAILED not in [part.failure for part in recorded.parts()]


@dataclass
class Processes:
    """Recorders as the Procfile starts them."""

    env: dict[str, str]
    log: Path
    running: list[subprocess.Popen[bytes]] = field(default_factory=list)

    def start(self) -> subprocess.Popen[bytes]:
        with self.log.open("ab") as output:
            process = subprocess.Popen(
                [sys.executable, "-m", "workers.recorder"],
                cwd=ROOT,
                env=self.env,
                stdout=output,
                stderr=output,
            )
        self.running.append(process)
        return process


@pytest.fixture
def recorders(service_env, engine, tmp_path) -> Iterator[Processes]:
    processes = Processes(service_env | dict(os.environ), tmp_path / "recorder.log")
    yield processes
    for process in processes.running:
        end(process, patience=30)


def test_after_a_killed_recorder_two_parts_play_and_little_is_missing(
    call_in_room, recorders, store
):
    recorded = call_in_room()
    first = recorders.start()
    eventually(lambda: shows_both(recorded), SECONDS)
    # The one that takes over waits for work already, as in any installation that cares.
    recorders.start()
    eventually(lambda: len(list((files.root() / files.NODES).glob("*.lock"))) == 2, SECONDS)
    first.kill()
    eventually(lambda: shows_both(recorded, 2), SECONDS)
    recorded.end()
    eventually(lambda: recorded.recording().state == "stopped", SECONDS)
    films = store(recorded)
    assert len(films) == 2
    assert all(film.share_of("green", film.late, RIGHT) > 0.9 for film in films)
    assert missing(recorded, films) < 12


def test_one_that_is_told_to_go_finishes_its_files(call_in_room, recorders, store):
    recorded = call_in_room()
    process = recorders.start()
    eventually(lambda: is_running(recorded, size=60_000), SECONDS)
    process.terminate()
    assert process.wait(30) == 0
    assert recorded.states() == ["finished"]
    assert recorded.recording().state == "queued"
    (film,) = store(recorded)
    assert film.share_of("red", film.late, LEFT) > 0.9
