"""What the pages ask of a slice above them: it plugs in when it loads."""

from __future__ import annotations

from collections.abc import Callable

_platform_home: list[Callable[[], str]] = []


def serve_platform_home(render: Callable[[], str]) -> None:
    """`render` gives the page that the platform's host has at `/`."""
    _platform_home[:] = [render]


def platform_home() -> str:
    return _platform_home[0]()
