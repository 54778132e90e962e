"""What a probe answers: figures, judged by the catalogue as they are made."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from app.core.clock import utcnow
from app.health.catalogue import Status, Unit, measure_of

_BY_WEIGHT = (Status.OK, Status.ATTENTION, Status.DOWN)


@dataclass(frozen=True)
class Figure:
    """`value` is None where there is none, such as the age of what never happened."""

    name: str
    value: float | None
    unit: Unit
    status: Status


@dataclass(frozen=True)
class Item:
    """One queue, one company, one difference. `note` is said as it stands."""

    name: str
    figures: tuple[Figure, ...] = ()
    company_id: int | None = None
    note: str = ""

    @property
    def status(self) -> Status:
        return worst(figure.status for figure in self.figures)


@dataclass(frozen=True)
class Part:
    """`absent` in an installation without it. One that did not `answer` in time is down."""

    name: str
    figures: tuple[Figure, ...] = ()
    items: tuple[Item, ...] = ()
    absent: bool = False
    answered: bool = True

    @property
    def status(self) -> Status:
        if not self.answered:
            return Status.DOWN
        found = [figure.status for figure in self.figures]
        return worst([*found, *(item.status for item in self.items)])


def worst(statuses: Iterable[Status]) -> Status:
    return max(statuses, key=_BY_WEIGHT.index, default=Status.OK)


def figures(part: str, values: dict[str, float | None], item: str = "") -> tuple[Figure, ...]:
    return tuple(_figure(part, name, value, item) for name, value in values.items())


def _figure(part: str, name: str, value: float | None, item: str) -> Figure:
    measure = measure_of(part, name, item)
    return Figure(name, value, measure.unit, measure.status(value))


def age(moment: datetime | None) -> float | None:
    """Seconds since then."""
    return None if moment is None else max(0.0, (utcnow() - moment).total_seconds())
