from __future__ import annotations

import dataclasses
from collections.abc import Iterator

import pytest

from app.core.config import settings
from media import scan
from tests.fakes.clamd import FakeClamd


@pytest.fixture
def clamd(app, monkeypatch: pytest.MonkeyPatch) -> Iterator[FakeClamd]:
    """A scanner that the product is configured to ask."""
    fake = FakeClamd()
    configured = dataclasses.replace(settings(), attachment_scan_address=fake.address)
    monkeypatch.setattr(scan, "settings", lambda: configured)
    yield fake
    fake.close()
