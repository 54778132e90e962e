"""The four roles of a company, from most to least."""

from __future__ import annotations

from enum import StrEnum


class Role(StrEnum):
    OWNER = "owner"
    MANAGER = "manager"
    SUPERVISOR = "supervisor"
    ATTENDANT = "attendant"


RANK = {role: rank for rank, role in enumerate(reversed(Role), start=1)}
# A supervisor and an attendant reach only the departments that they belong to.
SCOPED_ROLES = frozenset({Role.SUPERVISOR, Role.ATTENDANT})


def outranks(actor: Role, other: Role) -> bool:
    return RANK[actor] > RANK[other]
