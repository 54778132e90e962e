"""Fixtures of calls on a real media server."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.media.joining import Joiners, joiners


@pytest.fixture
def pages() -> Iterator[Joiners]:
    """Browsers that join rooms."""
    with joiners() as opened:
        yield opened
