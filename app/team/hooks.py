"""What this slice asks of those above it, which it cannot import: they plug in when they load."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping

DeactivationGuard = Callable[[int], None]
DeletionGuard = Callable[[int], None]
PresenceSource = Callable[[Collection[int]], Mapping[int, str]]

_guards: list[DeactivationGuard] = []
_deletion_guards: list[DeletionGuard] = []
_presence_sources: list[PresenceSource] = []


def guard_deactivation(guard: DeactivationGuard) -> None:
    """`guard(person_id)` raises a Problem while the person cannot be spared, such as in a call.

    It must hold, until the transaction ends, whatever lock keeps its answer true.
    """
    _guards.append(guard)


def guard_deletion(guard: DeletionGuard) -> None:
    """`guard(department_id)` raises a Problem for a department whose history must stay."""
    _deletion_guards.append(guard)


def tell_presence(source: PresenceSource) -> None:
    """`source(person_ids)` gives states by person; whoever is left out is offline."""
    _presence_sources.append(source)


def check_can_be_spared(person_id: int) -> None:
    for guard in _guards:
        guard(person_id)


def check_can_be_deleted(department_id: int) -> None:
    for guard in _deletion_guards:
        guard(department_id)


def presence_of(person_ids: Collection[int]) -> dict[int, str]:
    known = dict.fromkeys(person_ids, "offline")
    for source in _presence_sources:
        known |= source(person_ids)
    return known
