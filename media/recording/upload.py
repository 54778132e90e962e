"""A large file into the store: in parts, each with its checksum, resumable, and verified at the end."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from botocore.exceptions import ClientError

from app.core.config import settings
from media.storage import client

PART_BYTES = 8 * 1024 * 1024
CONTENT_TYPE = "video/webm"
# Told the upload's id and percents; the id first, before a byte is sent.
Progress = Callable[[str, int], None]


class NotStored(RuntimeError):
    """The object in the store is not the file; nothing of it counts."""


@dataclass(frozen=True)
class Fingerprint:
    """Bytes, SHA-256 of the whole as hex, and that of each part of PART_BYTES in base64."""

    size: int
    sha256: str
    parts: tuple[str, ...]

    @property
    def composite(self) -> str:
        """How the store sums up the checksums of an upload's parts."""
        digests = b"".join(base64.b64decode(part) for part in self.parts)
        return _checksum(digests)


def fingerprint(path: Path) -> Fingerprint:
    whole, parts, size = hashlib.sha256(), [], 0
    for content in _contents(path):
        whole.update(content)
        parts.append(_checksum(content))
        size += len(content)
    return Fingerprint(size, whole.hexdigest(), tuple(parts))


def store(
    path: Path, key: str, facts: Fingerprint, upload_id: str | None, progress: Progress
) -> None:
    """Uploads `path` as `key`, going on with `upload_id` where the store still knows it.

    Raises NotStored, or botocore's errors. An object that is there already, and right, is left alone.
    """
    if is_stored(key, facts):
        return
    upload_id, there = _resumed(key, upload_id) or (_begun(key, facts), {})
    progress(upload_id, 0)
    sent = []
    for number, content in enumerate(_contents(path), start=1):
        checksum = facts.parts[number - 1]
        tag = there.get((number, checksum)) or _send(key, upload_id, number, content, checksum)
        sent.append({"PartNumber": number, "ETag": tag, "ChecksumSHA256": checksum})
        progress(upload_id, number * 100 // (len(facts.parts) + 1))
    client().complete_multipart_upload(**_target(key, upload_id), MultipartUpload={"Parts": sent})
    if not is_stored(key, facts):
        raise NotStored(f"{key} is not what was sent.")


def is_stored(key: str, facts: Fingerprint) -> bool:
    """Whether the store holds exactly this file: size, the store's checksum, and the one we named."""
    head = found(key)
    if head is None:
        return False
    checksum = head.get("ChecksumSHA256", "").partition("-")[0]
    there = (head["ContentLength"], head["Metadata"].get("sha256"), checksum)
    return there == (facts.size, facts.sha256, facts.composite)


def found(key: str) -> dict[str, Any] | None:
    """What the store says of an object; None when it says that there is none."""
    try:
        head = client().head_object(Bucket=settings().s3_bucket, Key=key, ChecksumMode="ENABLED")
    except ClientError as error:
        if is_missing(error):
            return None
        raise
    return dict(head)


def is_missing(error: ClientError) -> bool:
    return bool(error.response["ResponseMetadata"].get("HTTPStatusCode") == 404)


def abort(key: str, upload_id: str) -> None:
    """One that is gone already is no error."""
    try:
        client().abort_multipart_upload(**_target(key, upload_id))
    except ClientError as error:
        if not is_missing(error):
            raise


def _begun(key: str, facts: Fingerprint) -> str:
    answer = client().create_multipart_upload(
        Bucket=settings().s3_bucket,
        Key=key,
        ContentType=CONTENT_TYPE,
        ChecksumAlgorithm="SHA256",
        Metadata={"sha256": facts.sha256},
    )
    return str(answer["UploadId"])


def _resumed(key: str, upload_id: str | None) -> tuple[str, dict[tuple[int, str], str]] | None:
    """The upload, and the tags of the parts that it has by number and checksum; None if it is gone."""
    if upload_id is None:
        return None
    pages = client().get_paginator("list_parts").paginate(**_target(key, upload_id))
    try:
        there = {
            (part["PartNumber"], part.get("ChecksumSHA256", "")): part["ETag"]
            for page in pages
            for part in page.get("Parts", [])
        }
    except ClientError as error:
        if is_missing(error):
            return None
        raise
    return upload_id, there


def _send(key: str, upload_id: str, number: int, content: bytes, checksum: str) -> str:
    answer = client().upload_part(
        **_target(key, upload_id), PartNumber=number, Body=content, ChecksumSHA256=checksum
    )
    return str(answer["ETag"])


def _target(key: str, upload_id: str) -> dict[str, Any]:
    return {"Bucket": settings().s3_bucket, "Key": key, "UploadId": upload_id}


def _contents(path: Path) -> Iterator[bytes]:
    with path.open("rb") as file:
        while content := file.read(PART_BYTES):
            yield content


def _checksum(content: bytes) -> str:
    return base64.b64encode(hashlib.sha256(content).digest()).decode()
