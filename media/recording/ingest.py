"""From a finished part on disk to a verified object in the store; only then the local copy goes.

Every step can be repeated: a worker that is killed anywhere leaves a part that the next one goes on with.
"""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from botocore.exceptions import BotoCoreError, ClientError
from flask import Flask, current_app
from sqlalchemy.exc import DBAPIError

from app.core.clock import utcnow
from app.core.config import settings
from app.core.db import db
from app.core.errors import Problem
from app.core.logging import get_logger
from media.recording import egress, ffmpeg, files, upload, watchdog
from media.recording.ledger import (
    DAMAGED,
    DISK_FULL,
    FILE_MISSING,
    NO_MEDIA_SERVER,
    NOT_READY,
    STORE_UNREACHABLE,
    PartFile,
    Stored,
    ledger,
)
from media.storage import client, company_key
from tenants.context import current_company, tenant_scope
from workers.job import in_every_company, job
from workers.queues import QueueName

log = get_logger(__name__)
SILENCE = timedelta(seconds=30)
BEAT_SECONDS = 5.0
TIMEOUT_SECONDS = 3600
# A file that is not here after so many tries is nowhere.
MAX_MISSING = 20
# An upload that nobody works on, and that nobody can have begun a moment ago.
ORPHAN_AGE = timedelta(minutes=15)
READY = ".ready.webm"


@job(QueueName.INGEST, timeout_seconds=TIMEOUT_SECONDS)
def ingest_part(part_id: int) -> None:
    """Whatever goes wrong is noted, and tried again by the sweep."""
    part = ledger().lease(part_id, utcnow() - SILENCE)
    if part is None:
        return
    try:
        with _beating(part):
            _ingest(part)
    except ffmpeg.Damaged as error:
        _note(part, DAMAGED, error, final=True)
    except egress.NotReady as error:
        _note(part, NOT_READY, error)
    except FileNotFoundError as error:
        _note(part, FILE_MISSING, error)
    except Problem as error:
        _note(part, NO_MEDIA_SERVER, error)
    except OSError as error:
        _note(part, DISK_FULL, error)
    except (BotoCoreError, ClientError, upload.NotStored) as error:
        _note(part, STORE_UNREACHABLE, error)


@contextmanager
def _beating(part: PartFile) -> Iterator[None]:
    """Shows that somebody is at it, however long a step takes."""
    app, company, done = _app(), current_company(), threading.Event()

    def beat() -> None:
        with app.app_context(), tenant_scope(company):
            while not done.wait(BEAT_SECONDS):
                try:
                    ledger().still_storing(part.part_id)
                except DBAPIError as error:
                    log.warning("recording_part_not_noted", error=type(error).__name__)
                    db.session.rollback()

    thread = threading.Thread(target=beat, daemon=True)
    thread.start()
    try:
        yield
    finally:
        done.set()
        thread.join()


def _app() -> Flask:
    """The application itself, for a thread that has no context."""
    return current_app._get_current_object()  # type: ignore[attr-defined, no-any-return]


def _ingest(part: PartFile) -> None:
    raw = files.local(part.path)
    ready = raw.with_name(raw.name + READY)
    if not ready.exists():
        _bring(part.path, raw)
        _prepare(raw, ready)
    seconds = ffmpeg.probe(ready).seconds
    facts = upload.fingerprint(ready)
    upload.store(
        ready,
        part.key,
        facts,
        part.upload_id,
        lambda upload_id, percent: ledger().storing(part.part_id, upload_id, percent),
    )
    ledger().stored(part.part_id, Stored(seconds, facts.size, facts.sha256))
    files.remove(raw, ready)
    if raw.suffix == f".{egress.SUFFIX}":
        egress.forget(part.path)
    log.info("recording_part_stored", part=part.part_id, size=facts.size, seconds=seconds)


def _bring(path: str, raw: Path) -> None:
    """Raises FileNotFoundError."""
    if raw.exists():
        return
    if raw.suffix != f".{egress.SUFFIX}":
        raise FileNotFoundError(raw)
    egress.fetch(path, raw)


def _prepare(raw: Path, ready: Path) -> None:
    """A file under its name is whole: it was written under another one, and looked at."""
    draft = raw.with_name(raw.name + ".draft.webm")
    ffmpeg.to_webm(raw, draft)
    ffmpeg.probe(draft)
    files.sync(draft)
    draft.rename(ready)
    files.sync_folder(ready.parent)


def _note(part: PartFile, failure: str, error: Exception, *, final: bool = False) -> None:
    tries = ledger().not_stored(part.part_id, failure, final=final)
    if failure == FILE_MISSING and tries >= MAX_MISSING:
        ledger().not_stored(part.part_id, failure, final=True)
    log.error(
        "recording_part_not_stored",
        part=part.part_id,
        failure=failure,
        tries=tries,
        error=f"{type(error).__name__}: {error}"[:500],
    )


@job(QueueName.INGEST, platform=True)
def sweep_recordings() -> None:
    """In every company: recorders that are lost, and parts that the queue forgot."""
    in_every_company(_take_up)


@job(QueueName.INGEST, platform=True)
def sweep_uploads() -> None:
    """Aborts the uploads that no part works on any more."""
    in_every_company(lambda: abort_orphans(utcnow() - ORPHAN_AGE))


def _take_up() -> None:
    watchdog.take_over_silent()
    for part_id in ledger().to_store(utcnow() - SILENCE):
        ingest_part.enqueue(current_company().id, part_id=part_id)


def abort_orphans(before: datetime) -> int:
    """Of the company whose scope is open; how many there were."""
    orphans = [
        each
        for each in _uploads()
        if each["UploadId"] not in ledger().uploads() and each["Initiated"] < before
    ]
    for orphan in orphans:
        log.warning("upload_aborted", key=orphan["Key"])
        upload.abort(orphan["Key"], orphan["UploadId"])
    return len(orphans)


def _uploads() -> list[dict[str, Any]]:
    prefix = company_key(current_company().id, "recordings", "")
    pages = (
        client()
        .get_paginator("list_multipart_uploads")
        .paginate(Bucket=settings().s3_bucket, Prefix=prefix)
    )
    return [each for page in pages for each in page.get("Uploads", [])]
