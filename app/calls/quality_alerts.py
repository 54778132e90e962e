"""The only writer of quality alerts: suspicion, alert, and its end."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sqlalchemy import select
from sqlalchemy.dialects.postgresql import insert

from app.calls.events import QUALITY_ALERT
from app.calls.models import Call, Participant, QualityAlert
from app.calls.quality_rules import LIMITS, AlertKind, Streak
from app.calls.quality_views import ALL, alert_view
from app.core.clock import utcnow
from app.core.db import db
from app.realtime.rooms import room
from app.realtime.stream import emit_on_commit


def do_watch(call: Call, participant: Participant, samples: Sequence[dict[str, Any]]) -> None:
    """Follows the participant's line; a good one costs a read only."""
    known = _open_alerts(participant.id)
    for kind, (name, limit) in LIMITS.items():
        values = [sample[name] for sample in samples if sample.get(name) is not None]
        alert = known.get(kind)
        if alert is None and max(values, default=0) > limit:
            alert = _suspect(call, participant, kind)
        for value in values:
            if alert is None or alert.cleared_at is not None:
                break
            _follow(alert, value, limit)


def do_end_watch(participant: Participant) -> None:
    """Whoever has left has no line any more."""
    for alert in _open_alerts(participant.id).values():
        _end(alert)


def _open_alerts(participant_id: int) -> dict[str, QualityAlert]:
    alerts = db.session.scalars(
        select(QualityAlert)
        .where(QualityAlert.participant_id == participant_id, QualityAlert.cleared_at.is_(None))
        .with_for_update()
    )
    return {alert.kind: alert for alert in alerts}


def _suspect(call: Call, participant: Participant, kind: AlertKind) -> QualityAlert | None:
    """A new row, or None where another connection of this participant is writing one."""
    values = {
        "call_id": call.id,
        "department_id": call.department_id,
        "participant_id": participant.id,
        "kind": kind,
        "value": 0.0,
        "worst": 0.0,
        "since": utcnow(),
    }
    made = insert(QualityAlert).values(**values).on_conflict_do_nothing()
    alert_id = db.session.scalar(made.returning(QualityAlert.id))
    return db.session.get(QualityAlert, alert_id) if alert_id is not None else None


def _follow(alert: QualityAlert, value: float, limit: float) -> None:
    streak = Streak(alert.bad_samples, alert.good_samples).after(value, limit)
    alert.bad_samples, alert.good_samples = streak.bad, streak.good
    alert.value = value
    alert.worst = max(alert.worst, value)
    if alert.raised_at is None and streak.raises:
        alert.raised_at = utcnow()
        _tell(alert)
    elif streak.clears:
        _end(alert)


def _end(alert: QualityAlert) -> None:
    """A suspicion that came to nothing leaves no trace."""
    alert.cleared_at = utcnow()
    if alert.raised_at is None:
        db.session.delete(alert)
    else:
        _tell(alert)


def _tell(alert: QualityAlert) -> None:
    alert.touch()
    db.session.flush()
    for place in (str(alert.department_id), ALL):
        emit_on_commit(QUALITY_ALERT, room("quality", place), {"alert": alert_view(alert)})
