"""From a finished part to a verified object, with workers that are killed and stores that fail."""

from __future__ import annotations

import hashlib
import os
import signal
import subprocess
from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from rq import Worker

from app.core.clock import utcnow
from app.recordings.models import Part
from media.recording import files, ingest, retention, upload
from media.recording.ingest import ingest_part, sweep_recordings
from media.storage import client
from tenants.context import tenant_scope
from tests.conftest import environment
from tests.fakes.faulty_proxy import faulty_proxy
from tests.media.recording.ground import Recorded, recorded_call
from tests.patience import eventually
from tests.services.processes import bound, end
from tests.services.product import ROOT, command
from workers.queues import rq_redis

SECONDS = 90


@pytest.fixture(scope="module")
def raw(tmp_path_factory) -> Path:
    """As MediaRecorder leaves it: no duration, no index. More than three parts of an upload."""
    path = tmp_path_factory.mktemp("raw") / "raw.webm"
    subprocess.run(
        ["ffmpeg", "-loglevel", "error", "-f", "lavfi", "-i", "nullsrc=s=640x360:r=24:d=12",
         "-f", "lavfi", "-i", "sine=frequency=440:duration=12",
         "-vf", "geq=random(1)*255:128:128", "-c:v", "libvpx", "-b:v", "22M", "-minrate", "22M",
         "-deadline", "realtime", "-cpu-used", "8", "-c:a", "libopus", "-f", "webm",
         "-live", "1", str(path)],
        check=True,
    )  # fmt: skip
    assert path.stat().st_size > 2 * upload.PART_BYTES
    return path


@pytest.fixture
def recorded(app, settings_of_ingest, company, scope, raw) -> Recorded:
    """One finished part on disk."""
    recorded = recorded_call(lambda: scope(company), "c1-room", state="stopped")
    path = f"{company.id}/{recorded.recording_id}/0001.webm"
    files.prepared(path).write_bytes(raw.read_bytes())
    with recorded.scope():
        from app.core.db import db

        db.session.add(
            Part(
                recording_id=recorded.recording_id,
                number=1,
                state="finished",
                local_path=path,
                started_at=utcnow(),
                ended_at=utcnow(),
                size=raw.stat().st_size,
            )
        )
    return recorded


@pytest.fixture
def settings_of_ingest(product, service_env, recordings_dir) -> Iterator[None]:
    with environment({"RECORDINGS_DIR": str(recordings_dir)}):
        yield


@pytest.fixture
def take_in(app, company) -> Callable[[Recorded], Part]:
    """The job, once."""

    def run(recorded: Recorded) -> Part:
        (part,) = recorded.parts()
        with app.app_context(), tenant_scope(company):
            ingest_part(part_id=part.id)
        return recorded.parts()[0]

    return run


def local_files(recordings_dir: Path) -> list[str]:
    return sorted(path.name for path in recordings_dir.rglob("*.webm"))


def open_uploads(bucket: str, company) -> list[str]:
    answer = client().list_multipart_uploads(Bucket=bucket, Prefix=f"{company.id}/recordings/")
    return [each["Key"] for each in answer.get("Uploads", [])]


def assert_stored_once(recorded: Recorded, service_env, company, recordings_dir: Path) -> None:
    (part,) = recorded.parts()
    content = client().get_object(Bucket=service_env["S3_BUCKET"], Key=part.key)["Body"].read()
    assert hashlib.sha256(content).hexdigest() == part.sha256
    assert (len(content), part.state, part.upload_progress) == (part.size, "stored", 100)
    assert local_files(recordings_dir) == []
    assert open_uploads(service_env["S3_BUCKET"], company) == []


def test_a_part_becomes_a_file_that_can_be_sought(
    take_in, recorded, service_env, company, recordings_dir
):
    part = take_in(recorded)
    assert part.seconds == pytest.approx(12, abs=0.3)
    assert_stored_once(recorded, service_env, company, recordings_dir)
    assert take_in(recorded).stored_at == part.stored_at


def test_damage_is_said_and_the_file_is_kept(take_in, recorded, recordings_dir):
    (part,) = recorded.parts()
    files.local(part.local_path).write_bytes(b"\x1aE\xdf\xa3 nothing")
    part = take_in(recorded)
    assert (part.state, part.failure) == ("failed", "damaged")
    assert "0001.webm" in local_files(recordings_dir)


def test_a_file_that_is_elsewhere_is_waited_for(take_in, recorded):
    (part,) = recorded.parts()
    files.local(part.local_path).unlink()
    part = take_in(recorded)
    assert (part.state, part.failure, part.upload_attempts) == ("finished", "local-file-missing", 1)


@pytest.mark.parametrize("fault", ["error", "reset", "lost", "truncated"])
def test_a_store_that_fails_is_tried_again(
    take_in, recorded, service_env, company, recordings_dir, fault
):
    with (
        faulty_proxy(service_env["S3_ENDPOINT_URL"]) as proxy,
        environment({"S3_ENDPOINT_URL": proxy.url}),
    ):
        proxy.faults = ["", "", *[fault] * 12]
        part = take_in(recorded)
        assert (part.state, part.failure) == ("finished", "store-unreachable")
        assert "0001.webm" in local_files(recordings_dir)
        proxy.faults = []
        take_in(recorded)
    assert_stored_once(recorded, service_env, company, recordings_dir)


def test_a_disk_that_is_full_keeps_what_there_is(take_in, recorded, recordings_dir, monkeypatch):
    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(files, "sync", full)
    part = take_in(recorded)
    assert (part.state, part.failure) == ("finished", "disk-full")
    monkeypatch.undo()
    assert take_in(recorded).state == "stored"


def test_orphaned_uploads_are_aborted_and_others_are_not(app, recorded, service_env, company):
    (part,) = recorded.parts()
    bucket, key = service_env["S3_BUCKET"], f"{company.id}/recordings/77/0001.webm"
    kept = client().create_multipart_upload(
        Bucket=bucket, Key=f"{company.id}/recordings/78/0001.webm"
    )
    client().create_multipart_upload(Bucket=bucket, Key=key)
    recorded.change_parts(upload_id=kept["UploadId"])
    with app.app_context(), tenant_scope(company):
        assert ingest.abort_orphans(utcnow() - timedelta(hours=1)) == 0
        assert ingest.abort_orphans(utcnow() + timedelta(minutes=1)) == 1
    assert open_uploads(bucket, company) == [kept["Key"]]
    upload.abort(kept["Key"], kept["UploadId"])


def test_what_is_past_its_time_is_gone_from_the_store(app, take_in, recorded, service_env, company):
    part = take_in(recorded)
    recorded.change(purge_after=utcnow() - timedelta(days=1), legal_hold=True)
    with app.app_context(), tenant_scope(company):
        assert retention.purge_due() == 0
        assert upload.found(part.key) is not None
    recorded.change(legal_hold=False)
    with app.app_context(), tenant_scope(company):
        assert retention.purge_due() == 1
        assert upload.found(part.key) is None
    (part,) = recorded.parts()
    assert (part.state, recorded.recording().purged_at is not None) == ("purged", True)


def test_a_deletion_that_the_store_does_not_do_is_tried_the_next_night(
    app, take_in, recorded, service_env, company
):
    part = take_in(recorded)
    recorded.change(purge_after=utcnow() - timedelta(days=1))
    with (
        faulty_proxy(service_env["S3_ENDPOINT_URL"]) as proxy,
        environment({"S3_ENDPOINT_URL": proxy.url}),
        app.app_context(),
        tenant_scope(company),
    ):
        proxy.methods, proxy.faults = {"DELETE"}, ["error"] * 4
        assert retention.purge_due() == 0
    assert recorded.states() == ["stored"]
    with app.app_context(), tenant_scope(company):
        assert retention.purge_due() == 1
        assert upload.found(part.key) is None


@pytest.fixture
def worker(service_env, tmp_path) -> Iterator[Callable[..., subprocess.Popen[bytes]]]:
    """`worker(S3_ENDPOINT_URL=…)`: a process of the queue `ingest`."""
    started: list[subprocess.Popen[bytes]] = []

    def start(**env: str) -> subprocess.Popen[bytes]:
        with (tmp_path / "worker.log").open("ab") as output:
            process = subprocess.Popen(
                bound(command("ingest")),
                cwd=ROOT,
                env=service_env | dict(os.environ) | env,
                stdout=output,
                stderr=output,
                start_new_session=True,
            )
        started.append(process)
        return process

    yield start
    for process in started:
        end(process, patience=20)


def test_a_worker_killed_in_the_middle_of_an_upload(
    app, recorded, service_env, company, recordings_dir, worker
):
    with faulty_proxy(service_env["S3_ENDPOINT_URL"]) as proxy:
        # Begun, first part; then nothing moves.
        proxy.faults = ["", "", "stalled"]
        first = worker(S3_ENDPOINT_URL=proxy.url)
        with app.app_context():
            sweep_recordings()
        eventually(lambda: len(proxy.asked) > 3 and not proxy.faults, SECONDS)
        os.killpg(first.pid, signal.SIGKILL)
        first.wait()
        (part,) = recorded.parts()
        assert (part.state, part.upload_progress > 0) == ("uploading", True)
    # What a minute's wait would do.
    recorded.change_parts(heartbeat_at=utcnow() - timedelta(minutes=1))
    eventually(lambda: Worker.count(connection=rq_redis()) >= 0)
    worker()
    with app.app_context():
        sweep_recordings()
    eventually(lambda: recorded.states() == ["stored"], SECONDS)
    assert_stored_once(recorded, service_env, company, recordings_dir)
