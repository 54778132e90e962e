"""Large files into a real store, through a proxy that fails in every way that networks do."""

from __future__ import annotations

import hashlib
import os
from pathlib import Path

import pytest
from botocore.exceptions import BotoCoreError, ClientError

from media.recording import upload
from media.storage import client
from tests.conftest import environment
from tests.fakes.faulty_proxy import FAULTS, FaultyProxy, faulty_proxy

KEY = "1/recordings/7/0001.webm"
SIZE = 2 * upload.PART_BYTES + 12_345
FAILURES = (BotoCoreError, ClientError, upload.NotStored)


@pytest.fixture
def proxy(product, service_env):
    with (
        faulty_proxy(service_env["S3_ENDPOINT_URL"]) as proxy,
        environment({"S3_ENDPOINT_URL": proxy.url}),
    ):
        yield proxy


@pytest.fixture
def bucket(service_env) -> str:
    return service_env["S3_BUCKET"]


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "part.webm"
    path.write_bytes(os.urandom(SIZE))
    return path


@pytest.fixture(autouse=True)
def nothing_left(proxy, bucket):
    yield
    client().delete_object(Bucket=bucket, Key=KEY)


def stored(bucket: str) -> str:
    content = client().get_object(Bucket=bucket, Key=KEY)["Body"].read()
    return hashlib.sha256(content).hexdigest()


def uploads(bucket: str) -> list[str]:
    answer = client().list_multipart_uploads(Bucket=bucket, Prefix=KEY)
    return [each["UploadId"] for each in answer.get("Uploads", [])]


def sent_parts(proxy: FaultyProxy) -> int:
    return sum(method == "PUT" and "partNumber=" in path for method, path in proxy.asked)


class Told:
    """What the row would hold."""

    upload_id: str | None = None
    percents: list[int]

    def __init__(self, dies_at: int = 101) -> None:
        self.percents = []
        self.dies_at = dies_at

    def __call__(self, upload_id: str, percent: int) -> None:
        self.upload_id = upload_id
        self.percents.append(percent)
        if percent >= self.dies_at:
            raise KeyboardInterrupt


def test_what_is_stored_is_the_file(proxy, bucket, file):
    facts, told = upload.fingerprint(file), Told()
    upload.store(file, KEY, facts, None, told)
    assert stored(bucket) == facts.sha256 == hashlib.sha256(file.read_bytes()).hexdigest()
    assert told.percents == [0, 25, 50, 75]
    assert uploads(bucket) == []


def test_the_one_that_is_there_already_is_left_alone(proxy, bucket, file):
    facts = upload.fingerprint(file)
    upload.store(file, KEY, facts, None, Told())
    upload.store(file, KEY, facts, None, Told())
    assert sent_parts(proxy) == 3


def test_it_goes_on_where_it_was_interrupted(proxy, bucket, file):
    facts, told = upload.fingerprint(file), Told(dies_at=50)
    with pytest.raises(KeyboardInterrupt):
        upload.store(file, KEY, facts, None, told)
    assert uploads(bucket) == [told.upload_id]
    upload.store(file, KEY, facts, told.upload_id, Told())
    assert sent_parts(proxy) == 3
    assert stored(bucket) == facts.sha256
    assert uploads(bucket) == []


def test_an_upload_that_the_store_has_forgotten_begins_anew(proxy, bucket, file):
    facts, told = upload.fingerprint(file), Told(dies_at=25)
    with pytest.raises(KeyboardInterrupt):
        upload.store(file, KEY, facts, None, told)
    upload.abort(KEY, str(told.upload_id))
    upload.store(file, KEY, facts, told.upload_id, Told())
    assert stored(bucket) == facts.sha256


def test_another_object_in_its_place_is_replaced(proxy, bucket, file):
    facts = upload.fingerprint(file)
    client().put_object(Bucket=bucket, Key=KEY, Body=b"x" * 10)
    assert not upload.is_stored(KEY, facts)
    upload.store(file, KEY, facts, None, Told())
    assert stored(bucket) == facts.sha256


@pytest.mark.parametrize("fault", [fault for fault in FAULTS if fault != "stalled"])
@pytest.mark.parametrize("at", [0, 1, 3, 4])
def test_after_a_fault_it_is_stored_once_and_right(proxy, bucket, file, fault, at):
    """`at`: begun, first part, last part, completed. Four in a row are more than the library tries."""
    facts, told = upload.fingerprint(file), Told()
    proxy.faults = [""] * at + [fault] * 4
    for _ in range(6):
        try:
            upload.store(file, KEY, facts, told.upload_id, told)
            break
        except FAILURES:
            proxy.faults = proxy.faults[:1]
    assert upload.is_stored(KEY, facts)
    assert stored(bucket) == facts.sha256
