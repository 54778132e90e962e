"""A media server, people who send colours and tones, and the engine that records them."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import sync_playwright

from media.recording.browser import BrowserEngine
from tests.conftest import environment
from tests.media.recording.callers import Callers
from tests.services import front_end, system_packages
from workers.recorder import assets

FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--autoplay-policy=no-user-gesture-required",
    "--disable-features=WebRtcHideLocalIpsWithMdns",
    "--disable-background-timer-throttling",
    "--disable-renderer-backgrounding",
]


@pytest.fixture
def recordings_dir(tmp_path: Path) -> Path:
    return tmp_path / "recordings"


@pytest.fixture
def settings_of_recording(product, media_server, recordings_dir) -> Iterator[None]:
    values = media_server.env | {
        "RECORDINGS_DIR": str(recordings_dir),
        "RECORDINGS_FREE_BYTES": "1048576",
        "CHROMIUM_PATH": str(system_packages.chromium()),
    }
    with environment(values):
        yield


@pytest.fixture
def callers(settings_of_recording) -> Iterator[Callers]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=system_packages.chromium(), args=FLAGS)
        people = Callers(browser)
        yield people
        people.close()
        browser.close()


@pytest.fixture
def engine(settings_of_recording) -> Iterator[BrowserEngine]:
    front_end.build_if_changed()
    engine = BrowserEngine(assets())
    yield engine
    engine.close()
