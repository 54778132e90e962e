"""Connection quality: the browsers' samples, untrusted and bounded, folded into minutes."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from marshmallow import fields, validate
from sqlalchemy import func
from sqlalchemy.dialects.postgresql import insert

from app.api.shapes import Schema
from app.calls.models import Participant, QualityMinute
from app.core.clock import utcnow
from app.core.db import db

MAX_SAMPLES = 12  # a minute of samples every 5 s
# What a minute takes at most: on the media server a browser has one sample for each line it receives.
MAX_PER_MINUTE = 600


class SampleSchema(Schema):
    """One reading of getStats(): milliseconds, percent, bits per second, pixels."""

    rtt_ms = fields.Float(allow_none=True, validate=validate.Range(0, 60_000))
    loss_percent = fields.Float(allow_none=True, validate=validate.Range(0, 100))
    bitrate_in = fields.Float(allow_none=True, validate=validate.Range(0, 1e9))
    bitrate_out = fields.Float(allow_none=True, validate=validate.Range(0, 1e9))
    width = fields.Integer(allow_none=True, validate=validate.Range(0, 16_384))
    height = fields.Integer(allow_none=True, validate=validate.Range(0, 16_384))
    fps = fields.Float(allow_none=True, validate=validate.Range(0, 240))


def do_note_samples(participant: Participant, samples: Sequence[dict[str, Any]]) -> None:
    """Folds the samples into the row of the server's present minute."""
    values = _summary(samples) | {
        "call_id": participant.call_id,
        "participant_id": participant.id,
        "minute": utcnow().replace(second=0, microsecond=0),
        "samples": len(samples),
    }
    statement = insert(QualityMinute).values(**values)
    new = statement.excluded
    total = QualityMinute.samples + new.samples
    merged: dict[str, Any] = {"samples": total}
    for name in ("rtt_ms", "loss_percent", "bitrate_in", "bitrate_out"):
        merged[name] = _weighted(
            getattr(QualityMinute, name), getattr(new, name), new.samples, total
        )
    for name in ("rtt_ms_worst", "loss_percent_worst", "width", "height"):
        merged[name] = func.greatest(getattr(QualityMinute, name), getattr(new, name))
    db.session.execute(
        statement.on_conflict_do_update(
            index_elements=["participant_id", "minute"],
            set_=merged,
            where=QualityMinute.samples < MAX_PER_MINUTE,
        )
    )


def _weighted(old: Any, new: Any, new_count: Any, total: Any) -> Any:
    old_known, new_known = func.coalesce(old, new), func.coalesce(new, old)
    return (old_known * (total - new_count) + new_known * new_count) / total


def _summary(samples: Sequence[dict[str, Any]]) -> dict[str, Any]:
    means = {
        name: _mean(samples, name)
        for name in ("rtt_ms", "loss_percent", "bitrate_in", "bitrate_out")
    }
    worst = {f"{name}_worst": _highest(samples, name) for name in ("rtt_ms", "loss_percent")}
    return means | worst | {name: _highest(samples, name) for name in ("width", "height")}


def _known(samples: Sequence[dict[str, Any]], name: str) -> list[float]:
    return [sample[name] for sample in samples if sample.get(name) is not None]


def _mean(samples: Sequence[dict[str, Any]], name: str) -> float | None:
    values = _known(samples, name)
    return sum(values) / len(values) if values else None


def _highest(samples: Sequence[dict[str, Any]], name: str) -> float | None:
    return max(_known(samples, name), default=None)
