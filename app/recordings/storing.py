"""What the way into the store, and the end of the retention, note about parts. Commits what it writes."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import and_, case, func, null, or_, select, update

from app.calls.models import Call
from app.core.clock import utcnow
from app.core.db import db
from app.recordings.models import Part, Recording
from app.recordings.state import PartState
from billing.limits import limit_of_company
from billing.plans import Limit
from media.recording.ledger import Doomed, PartFile, Stored
from media.storage import company_key
from tenants.context import current_company

# A part that could not be stored is tried again after this, doubled each time.
FIRST_PAUSE = timedelta(seconds=30)
LONGEST_PAUSE = timedelta(minutes=15)


class Storing:
    def to_store(self, before: datetime) -> list[int]:
        parts = db.session.scalars(select(Part).where(_to_store(before)).order_by(Part.id)).all()
        db.session.rollback()
        return [part.id for part in parts if _is_due(part)]

    def lease(self, part_id: int, before: datetime) -> PartFile | None:
        part = db.session.scalar(select(Part).where(Part.id == part_id).with_for_update())
        if part is None or not _may_lease(part, before):
            db.session.rollback()
            return None
        part.state = PartState.UPLOADING
        part.heartbeat_at = utcnow()
        part.key = part.key or company_key(
            current_company().id, "recordings", part.recording_id, f"{part.number:04d}.webm"
        )
        leased = PartFile(
            part_id=part.id,
            recording_id=part.recording_id,
            number=part.number,
            path=part.local_path or "",
            key=part.key,
            upload_id=part.upload_id,
        )
        db.session.commit()
        return leased

    def still_storing(self, part_id: int) -> None:
        db.session.execute(
            update(Part)
            .where(Part.id == part_id, Part.state == PartState.UPLOADING)
            .values(heartbeat_at=utcnow())
        )
        db.session.commit()

    def storing(self, part_id: int, upload_id: str | None, percent: int) -> None:
        part = _locked(part_id)
        part.upload_id, part.upload_progress, part.heartbeat_at = upload_id, percent, utcnow()
        db.session.commit()

    def stored(self, part_id: int, facts: Stored) -> None:
        part = _locked(part_id)
        part.state = PartState.STORED
        part.stored_at = utcnow()
        part.seconds, part.size, part.sha256 = facts.seconds, facts.size, facts.sha256
        part.upload_progress, part.upload_id = 100, None
        part.local_path = part.failure = None
        _tell(part)
        db.session.commit()

    def not_stored(self, part_id: int, failure: str, *, final: bool) -> int:
        part = _locked(part_id)
        part.state = PartState.FAILED if final else PartState.FINISHED
        part.failure = failure
        part.upload_attempts += 1
        part.heartbeat_at = utcnow()
        _tell(part)
        db.session.commit()
        return part.upload_attempts

    def uploads(self) -> set[str]:
        found = set(db.session.scalars(select(Part.upload_id).where(Part.upload_id.is_not(None))))
        db.session.rollback()
        return {upload_id for upload_id in found if upload_id}

    def move_deadlines(self, grace_until: datetime) -> None:
        """A plan without recordings takes nothing away that an earlier one has promised."""
        days = limit_of_company(Limit.RETENTION_DAYS)
        if days == 0:
            return
        following = null() if days is None else _deadline(timedelta(days=days), grace_until)
        db.session.execute(
            update(Recording)
            .where(
                Call.id == Recording.call_id,
                Call.ended_at.is_not(None),
                Recording.purged_at.is_(None),
                Recording.purge_after.is_distinct_from(following),
            )
            .values(purge_after=following)
            .execution_options(synchronize_session=False)
        )
        db.session.commit()

    def doom(self, now: datetime) -> list[Doomed]:
        due = select(Recording).where(
            Recording.purge_after < now,
            Recording.legal_hold.is_(False),
            Recording.purged_at.is_(None),
        )
        for recording in db.session.scalars(due.with_for_update()):
            recording.purged_at = now
            recording.touch()
        db.session.commit()
        return self._doomed()

    def _doomed(self) -> list[Doomed]:
        """Also those of an earlier night that went only half the way."""
        parts = db.session.scalars(
            select(Part)
            .join(Recording, Recording.id == Part.recording_id)
            .where(Recording.purged_at.is_not(None), Part.state != PartState.PURGED)
        ).all()
        db.session.rollback()
        return [Doomed(part.id, part.key, part.local_path) for part in parts]

    def purged(self, part_id: int) -> None:
        part = _locked(part_id)
        part.state = PartState.PURGED
        part.purged_at = utcnow()
        part.local_path = part.upload_id = None
        db.session.commit()


def _locked(part_id: int) -> Part:
    return db.session.scalars(
        select(Part)
        .where(Part.id == part_id)
        .with_for_update()
        .execution_options(populate_existing=True)
    ).one()


def _to_store(before: datetime) -> Any:
    silent = or_(Part.heartbeat_at.is_(None), Part.heartbeat_at < before)
    return or_(Part.state == PartState.FINISHED, and_(Part.state == PartState.UPLOADING, silent))


def _is_due(part: Part) -> bool:
    if part.state == PartState.UPLOADING or part.upload_attempts == 0 or not part.heartbeat_at:
        return True
    pause = min(FIRST_PAUSE * 2 ** min(part.upload_attempts - 1, 10), LONGEST_PAUSE)
    return part.heartbeat_at + pause <= utcnow()


def _may_lease(part: Part, before: datetime) -> bool:
    if part.state == PartState.FINISHED:
        return True
    silent = part.heartbeat_at is None or part.heartbeat_at < before
    return part.state == PartState.UPLOADING and silent


def _deadline(retention: timedelta, grace_until: datetime) -> Any:
    """Later at once, earlier not before `grace_until`; one that has none yet gets the grace too."""
    present, wanted = Recording.purge_after, Call.ended_at + retention
    spared = func.greatest(wanted, grace_until)
    return case(
        (present.is_(None), spared),
        (wanted >= present, wanted),
        else_=func.least(present, spared),
    )


def _tell(part: Part) -> None:
    """The call's screens and the list show how far the files are."""
    recording = db.session.get_one(Recording, part.recording_id)
    recording.touch()
