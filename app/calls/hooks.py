"""What this slice asks of those above it, which it cannot import: they plug in when they load."""

from __future__ import annotations

from collections.abc import Callable

from app.calls.models import Call

ResumeGuard = Callable[[Call], None]

_resume_guards: list[ResumeGuard] = []


def guard_resume(guard: ResumeGuard) -> None:
    """`guard(call)` raises a Problem while a held call must not go on."""
    _resume_guards.append(guard)


def check_may_resume(call: Call) -> None:
    for guard in _resume_guards:
        guard(call)
