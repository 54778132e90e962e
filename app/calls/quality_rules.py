"""When a line is bad enough to be told, as pure rules: a single bad sample alarms nobody, a single good
one does not end an alert.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class AlertKind(StrEnum):
    LATENCY = "latency"
    LOSS = "loss"


# The member of a sample, and the value above which it is bad.
LIMITS: dict[AlertKind, tuple[str, float]] = {
    AlertKind.LATENCY: ("rtt_ms", 200.0),
    AlertKind.LOSS: ("loss_percent", 5.0),
}
# Below this part of the limit a line is good again.
CALM = 0.8
# Samples in a row, one every 5 s.
RAISE_AFTER = 3
CLEAR_AFTER = 6


@dataclass(frozen=True)
class Streak:
    """Bad or good samples in a row; what lies between the two ends the good ones only."""

    bad: int = 0
    good: int = 0

    def after(self, value: float, limit: float) -> Streak:
        if value > limit:
            return Streak(bad=self.bad + 1)
        if value < limit * CALM:
            return Streak(good=self.good + 1)
        return Streak(bad=self.bad)

    @property
    def raises(self) -> bool:
        return self.bad >= RAISE_AFTER

    @property
    def clears(self) -> bool:
        return self.good >= CLEAR_AFTER
