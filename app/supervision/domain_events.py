"""What other slices can react to."""

from __future__ import annotations

from dataclasses import dataclass

from app.supervision.models import Supervision


@dataclass(frozen=True)
class SupervisionStarted:
    supervision: Supervision


@dataclass(frozen=True)
class SupervisionModeChanged:
    supervision: Supervision
    before: str


@dataclass(frozen=True)
class SupervisionEnded:
    """`supervision.end_reason` says why."""

    supervision: Supervision
