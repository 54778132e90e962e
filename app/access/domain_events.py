"""What other slices may want to know about sign-ins."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class StaffChanged:
    """A member of staff has another role, or none any more; in the platform's scope."""

    staff_id: int


@dataclass(frozen=True)
class SessionsEnded:
    """These sign-ins of the company's people open nothing any more."""

    session_ids: tuple[int, ...]
