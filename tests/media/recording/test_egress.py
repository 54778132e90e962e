"""The client of LiveKit Egress against a simulator that refuses, fails and sticks as the vendor's does."""

from __future__ import annotations

import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest
from livekit.protocol.egress import EgressStatus

from media import livekit
from media.recording import egress, ffmpeg, files
from media.recording.engine import EngineFailed
from media.recording.ledger import EGRESS_FAILED, NO_MEDIA_SERVER, NOT_EVERYBODY, Order, Wish
from tests.conftest import environment
from tests.fakes.egress import FakeEgress, fake_egress
from tests.patience import eventually

KEY, SECRET = "key-of-a-test", "secret-of-a-test-that-is-long-enough"
ROOM = "c1-9-abc"
ORDER = Order(1, 7, 70, 1, "VK-2345", "en")
WISH = Wish(room=ROOM, people={"participant-1": "Ana"})


@pytest.fixture(scope="module")
def mp4(tmp_path_factory) -> Path:
    path = tmp_path_factory.mktemp("egress") / "film.mp4"
    subprocess.run(
        ["ffmpeg", "-loglevel", "error", "-f", "lavfi", "-i", "color=c=red:s=320x180:r=12:d=2",
         "-f", "lavfi", "-i", "sine=frequency=440:duration=2", "-shortest", str(path)],
        check=True,
    )  # fmt: skip
    return path


@pytest.fixture
def service(product, service_env, mp4, tmp_path) -> Iterator[FakeEgress]:
    with fake_egress(KEY, SECRET, mp4) as service:
        service.rooms.add(ROOM)
        values = {
            "LIVEKIT_URL": service.url,
            "LIVEKIT_API_KEY": KEY,
            "LIVEKIT_API_SECRET": SECRET,
            "RECORDINGS_DIR": str(tmp_path / "recordings"),
        }
        with environment(values), product.app_context():
            yield service


@pytest.fixture(autouse=True)
def quick(monkeypatch):
    monkeypatch.setattr(egress, "POLL_SECONDS", 0.02)
    monkeypatch.setattr(egress, "START_SECONDS", 1.0)


@pytest.fixture
def path(service) -> Path:
    return files.prepared("1/7/0001.mp4")


def start(company, path: Path, wish: Wish = WISH) -> egress.EgressSession:
    return egress.EgressEngine().start(ORDER, company, wish, path)


def only(service: FakeEgress):
    (info,) = service.infos.values()
    return info


def test_a_recording_comes_here_as_a_webm(service, company, path):
    session = start(company, path)
    assert session.status().size > 0
    assert session.stop() > 0
    with pytest.raises(egress.NotReady):
        egress.fetch("1/7/0001.mp4", path)
    eventually(lambda: only(service).status == EgressStatus.EGRESS_COMPLETE or egress.list_egress())
    egress.fetch("1/7/0001.mp4", path)
    ffmpeg.to_webm(path, path.with_suffix(".webm"))
    found = ffmpeg.probe(path.with_suffix(".webm"))
    assert found.codecs == {"video": "vp8", "audio": "opus"}
    assert 1.5 < found.seconds < 2.5


def test_one_that_never_starts_is_given_up_and_ended(service, company, path):
    service.mood = "stuck"
    with pytest.raises(EngineFailed) as failed:
        start(company, path)
    assert failed.value.failure == EGRESS_FAILED
    assert only(service).status == EgressStatus.EGRESS_ABORTED


def test_a_start_whose_answer_is_lost_is_found_again(service, company, path):
    service.mood = "loses_answer"
    session = start(company, path)
    session.stop()
    assert only(service).status == EgressStatus.EGRESS_ENDING


def test_one_that_breaks_says_so(service, company, path):
    session = start(company, path)
    service.mood = "fails"
    assert eventually(lambda: session.status().failure) == EGRESS_FAILED
    with pytest.raises(FileNotFoundError):
        egress.fetch("1/7/0001.mp4", path)


def test_a_file_that_was_cut_at_a_limit_is_good(service, company, path):
    start(company, path)
    service.end(only(service), EgressStatus.EGRESS_LIMIT_REACHED)
    egress.fetch("1/7/0001.mp4", path)
    assert path.stat().st_size == service.film.stat().st_size


def test_whoever_has_not_agreed_keeps_it_from_running(service, company, path):
    alone = Wish(room=ROOM, people=WISH.people, everybody=False)
    with pytest.raises(EngineFailed) as failed:
        start(company, path, alone)
    assert failed.value.failure == NOT_EVERYBODY
    assert service.infos == {}


def test_it_ends_when_somebody_comes_who_has_not_agreed(service, company, path):
    session = start(company, path)
    session.follow(Wish(room=ROOM, people=WISH.people, everybody=False))
    assert session.status().failure == NOT_EVERYBODY


def test_the_next_part_runs_before_the_one_before_ends(service, company, path):
    session = start(company, path)
    session.rotate(files.prepared("1/7/0002.mp4"))
    first, second = service.infos.values()
    assert (first.status, second.status) == (
        EgressStatus.EGRESS_ENDING,
        EgressStatus.EGRESS_ACTIVE,
    )
    assert session.status().failure is None


def test_a_room_that_is_not_there_is_said(service, company, path):
    with pytest.raises(EngineFailed) as failed:
        start(company, path, Wish(room="c1-0-nowhere"))
    assert failed.value.failure == NO_MEDIA_SERVER


def test_a_forged_key_is_refused(service, company, path):
    with environment({"LIVEKIT_API_SECRET": "x" * 40}), pytest.raises(livekit.MediaServerRefused):
        egress.list_egress()
