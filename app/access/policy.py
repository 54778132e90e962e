"""What a door asks of whoever comes through it.

Every route and socket handler carries one Policy object; a door without one does not start.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from dataclasses import dataclass
from enum import StrEnum

from app.access.actor import current_actor, current_person, current_staff, current_visitor
from app.access.permissions import Permission, StaffPermission


class HostKind(StrEnum):
    COMPANY = "company"
    PLATFORM = "platform"
    EITHER = "either"


_COOKIES: dict[HostKind, tuple[str, ...]] = {
    HostKind.COMPANY: ("session",),
    HostKind.PLATFORM: ("staff",),
    HostKind.EITHER: ("session", "staff"),
}


class Policy(ABC):
    """`authorise` raises a Problem; it runs in the host's scope, before any input is read."""

    host: HostKind = HostKind.COMPANY
    # A write needs the session's CSRF token unless there is no session that could be abused.
    needs_csrf: bool = True

    @abstractmethod
    def authorise(self) -> None: ...

    @property
    def cookies(self) -> tuple[str, ...]:
        """Which cookies open it, any of them, by the names of the API document; none where it is open."""
        return _COOKIES[self.host]

    @abstractmethod
    def describe(self) -> str:
        """One phrase for documents and tests."""


@dataclass(frozen=True)
class Public(Policy):
    """Open to anyone; `reason` says why that is right."""

    reason: str
    host: HostKind = HostKind.COMPANY
    needs_csrf: bool = False

    def authorise(self) -> None:
        return None

    @property
    def cookies(self) -> tuple[str, ...]:
        return ()

    def describe(self) -> str:
        return f"public: {self.reason}"


@dataclass(frozen=True)
class SignedIn(Policy):
    """Any signed-in person of the company, about themselves."""

    def authorise(self) -> None:
        current_person()

    def describe(self) -> str:
        return "signed in"


@dataclass(frozen=True)
class InSupport(Policy):
    """A member of staff inside the company, about this access of theirs."""

    def authorise(self) -> None:
        current_visitor()

    @property
    def cookies(self) -> tuple[str, ...]:
        return ("support",)

    def describe(self) -> str:
        return "support access"


@dataclass(frozen=True)
class OwnAccount(Policy):
    """Whoever is signed in at this host, person or staff, about their own account."""

    # Open also to those who may do nothing else before they have set up their second factor.
    while_enrolling: bool = False
    host: HostKind = HostKind.EITHER

    def authorise(self) -> None:
        current_actor(while_enrolling=self.while_enrolling)

    def describe(self) -> str:
        return "own account"


@dataclass(frozen=True)
class Requires(Policy):
    permission: Permission

    def authorise(self) -> None:
        current_person().require(self.permission)

    def describe(self) -> str:
        return self.permission.value


@dataclass(frozen=True)
class RequiresStaff(Policy):
    permission: StaffPermission
    host: HostKind = HostKind.PLATFORM

    def authorise(self) -> None:
        current_staff().require(self.permission)

    def describe(self) -> str:
        return f"staff: {self.permission.value}"
