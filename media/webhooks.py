"""Reports of the media server: proved, kept under their id, and applied later, once and in any order."""

from __future__ import annotations

import base64
import hashlib
import hmac
from datetime import UTC, datetime, timedelta
from typing import Any

import jwt
from google.protobuf.json_format import Parse, ParseError
from livekit.protocol.webhook import WebhookEvent
from prometheus_client import Counter
from sqlalchemy import delete, exists, func, select
from sqlalchemy.dialects.postgresql import insert

from app.core.clock import utcnow
from app.core.config import settings
from app.core.db import db
from app.core.errors import Problem
from media.attendance import do_finish_room, do_note_joined, do_note_left
from media.livekit import is_configured
from media.models import MediaWebhook
from media.names import company_of
from tenants.context import tenant_scope
from tenants.models import Company
from tenants.resolve import find_company

REPORTS = Counter("media_webhooks", "Reports of the media server.", ("event", "outcome"))
LEEWAY = timedelta(minutes=1)
KEEP_FOR = timedelta(days=7)
# A worker takes a report at once; what is older was lost on the way to it.
OVERDUE_AFTER = timedelta(seconds=5)

_JOINED, _FINISHED = "participant_joined", "room_finished"
_LEFT = frozenset({"participant_left", "participant_connection_aborted"})
APPLIED = frozenset({_JOINED, _FINISHED, *_LEFT})


class ForgedReport(Problem):
    status = 401
    slug = "forged-report"
    title = "This was not signed by the media server"


def check_signature(authorization: str, body: bytes) -> None:
    """The header is a bare JWT that carries the SHA-256 of the body; raises ForgedReport."""
    told = _told_hash(authorization.removeprefix("Bearer "))
    if told is None or not hmac.compare_digest(told, hashlib.sha256(body).digest()):
        REPORTS.labels("unknown", "forged").inc()
        raise ForgedReport()


def _told_hash(token: str) -> bytes | None:
    """None for a token that the media server has not signed, or where there is none to sign."""
    if not is_configured():
        return None
    try:
        claims = jwt.decode(
            token,
            settings().livekit_api_secret,
            algorithms=["HS256"],
            issuer=settings().livekit_api_key,
            leeway=LEEWAY,
            options={"require": ["exp", "iss"]},
        )
        return base64.b64decode(str(claims.get("sha256", "")), validate=True)
    except (jwt.InvalidTokenError, ValueError):
        return None


def do_store(body: bytes) -> str | None:
    """Keeps a proved report; its id if it is new and something is to be made of it.

    Raises Problem for what is no report. Rooms of other installations are none of our business.
    """
    report = _parsed(body)
    found = _values(report)
    if found is None or not _is_ours(found["company_id"]):
        REPORTS.labels(report.event, "ignored").inc()
        return None
    stored = db.session.scalar(
        insert(MediaWebhook)
        .values(found)
        .on_conflict_do_nothing(index_elements=["id"])
        .returning(MediaWebhook.id)
    )
    REPORTS.labels(report.event, "stored" if stored else "repeated").inc()
    return stored


def backlog() -> tuple[int, datetime | None, int]:
    """How many reports wait to be applied, since when the first of them; none is ever given up."""
    query = select(func.count(), func.min(MediaWebhook.received_at))
    waiting, oldest = db.session.execute(query.where(MediaWebhook.applied_at.is_(None))).one()
    return waiting, oldest, 0


def apply_report(report_id: str) -> None:
    """Applies it unless that has been done. Commits itself: the platform's rows and a company's cannot
    share a transaction, so a crash in between applies it again, which changes nothing.
    """
    report = db.session.get(MediaWebhook, report_id)
    if report is None or report.applied_at is not None:
        return
    db.session.expunge(report)
    db.session.commit()
    company = find_company(report.company_id)
    if company is not None:
        with tenant_scope(company):
            _apply(report)
            db.session.commit()
    db.session.get_one(MediaWebhook, report_id).applied_at = utcnow()
    db.session.commit()


def overdue_reports(limit: int = 500) -> list[str]:
    """Those that the queue has forgotten, oldest first."""
    waiting = (
        select(MediaWebhook.id)
        .where(
            MediaWebhook.applied_at.is_(None), MediaWebhook.received_at < utcnow() - OVERDUE_AFTER
        )
        .order_by(MediaWebhook.received_at)
        .limit(limit)
    )
    return list(db.session.scalars(waiting))


def do_forget_reports() -> None:
    """Long after its token has expired nobody can send a report again."""
    db.session.execute(
        delete(MediaWebhook).where(
            MediaWebhook.applied_at.is_not(None), MediaWebhook.received_at < utcnow() - KEEP_FOR
        )
    )


def _parsed(body: bytes) -> WebhookEvent:
    try:
        return Parse(body, WebhookEvent(), ignore_unknown_fields=True)
    except (ParseError, UnicodeDecodeError) as error:
        raise Problem("This is not a report of the media server.") from error


def _values(report: WebhookEvent) -> dict[str, Any] | None:
    company_id = company_of(report.room.name)
    if report.event not in APPLIED or not report.id or company_id is None:
        return None
    return {
        "id": report.id,
        "company_id": company_id,
        "event": report.event,
        "room": report.room.name,
        "identity": report.participant.identity,
        "sid": report.participant.sid,
        "at": datetime.fromtimestamp(report.created_at, UTC),
    }


def _is_ours(company_id: int) -> bool:
    return bool(db.session.scalar(select(exists().where(Company.id == company_id))))


def _apply(report: MediaWebhook) -> None:
    if report.event == _FINISHED:
        do_finish_room(report.room, report.at)
    elif report.event == _JOINED:
        do_note_joined(report.room, report.identity, report.sid, report.at)
    else:
        do_note_left(report.room, report.identity, report.sid, report.at)
