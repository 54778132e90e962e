"""The end of a recording's time: its files go, and the store has to say so before the row does."""

from __future__ import annotations

from datetime import timedelta

from botocore.exceptions import BotoCoreError, ClientError

from app.core.clock import utcnow
from app.core.config import settings
from app.core.logging import get_logger
from media.recording import files, ingest, upload
from media.recording.ledger import Doomed, ledger
from media.storage import client
from workers.job import in_every_company, job
from workers.queues import QueueName

log = get_logger(__name__)
# After a downgrade nothing goes sooner than this, counted from the first night that knows of it.
GRACE = timedelta(days=30)


class StillThere(RuntimeError):
    """The store took the deletion and shows the object all the same."""


@job(QueueName.INGEST, platform=True, timeout_seconds=6 * 3600)
def sweep_retention() -> None:
    """Nightly, in every company. What cannot be deleted is tried again the next night."""
    in_every_company(purge_due)


def purge_due() -> int:
    """In the company whose scope is open; how many parts are gone for good."""
    now = utcnow()
    ledger().move_deadlines(now + GRACE)
    return sum(_purge(part) for part in ledger().doom(now))


def _purge(part: Doomed) -> bool:
    try:
        if part.key is not None:
            _delete(part.key)
        if part.path is not None:
            raw = files.local(part.path)
            files.remove(raw, raw.with_name(raw.name + ingest.READY))
    except (BotoCoreError, ClientError, StillThere, OSError) as error:
        log.error("recording_part_not_purged", part=part.part_id, error=str(error))
        return False
    ledger().purged(part.part_id)
    log.info("recording_part_purged", part=part.part_id)
    return True


def _delete(key: str) -> None:
    client().delete_object(Bucket=settings().s3_bucket, Key=key)
    if upload.found(key) is not None:
        raise StillThere(key)
