"""The whole product in real processes and a Chromium with fake cameras, shared by all journeys.

A test asks for `open_house`, opens one, and has `client, desk = house.talking()`.
"""

from __future__ import annotations

import os
import subprocess
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, expect, sync_playwright

from tests.journeys.house import House
from tests.journeys.site import Site, open_site
from tests.journeys.windows import PATIENCE_MS, SMALL_PICTURES, Windows
from tests.services import front_end, redis_server, system_packages
from tests.services.fresh import run_folder
from tests.services.stack import store_env
from tests.services.webhook_relay import told

FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--use-fake-device-for-media-stream",
    "--use-fake-ui-for-media-stream",
    "--auto-select-desktop-capture-source=Entire screen",
    "--disable-features=WebRtcHideLocalIpsWithMdns",
    "--disable-background-networking",
    # Companies' own domains.
    "--host-resolver-rules=MAP *.test 127.0.0.1",
]
SCENE = "gradients=size=640x480:rate=20:duration=6:speed=0.03:nb_colors=3:c0=#26405e:c1=#8fb3cf:c2=#d9c3a5"
OpenHouse = Callable[..., House]


@pytest.fixture(scope="module")
def chromium(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Browser]:
    """A fresh one for each module, which inherits nothing from the calls of another."""
    with sync_playwright() as playwright:
        flags = [*FLAGS, *camera_flags(tmp_path_factory)]
        browser = playwright.chromium.launch(executable_path=system_packages.chromium(), args=flags)
        yield browser
        browser.close()


def camera_flags(tmp_path_factory: pytest.TempPathFactory) -> list[str]:
    """For pictures, a calmer scene than the test pattern that Chromium brings."""
    if "SHOTS" not in os.environ:
        return []
    film = str(tmp_path_factory.mktemp("camera") / "scene.y4m")
    # Chromium reads no other layout of pixels.
    made = ["ffmpeg", "-loglevel", "error", "-f", "lavfi", "-i", SCENE, "-pix_fmt", "yuv420p", film]
    subprocess.run(made, check=True)
    return [f"--use-file-for-fake-video-capture={film}"]


@pytest.fixture(scope="package")
def site(service_stack, databases, worker_id, media_server, webhook_targets) -> Iterator[Site]:
    """Running web processes, a worker and the scheduler, with a database and Redis of their own, and the
    run's media server.
    """
    front_end.build_if_changed()
    with (
        run_folder() as home,
        databases.new("journeys") as urls,
        redis_server.server(home / "redis", durable=False) as redis_url,
    ):
        bucket = store_env(service_stack.store, f"voki-journeys-{worker_id}")
        env = service_stack.env | urls | bucket | {"REDIS_URL": redis_url} | media_server.env
        with (
            open_site(env, home, service_stack.world) as running,
            told(webhook_targets, running.server.url, running.env["PLATFORM_HOST"]),
        ):
            yield running


@pytest.fixture
def windows(chromium: Browser) -> Iterator[Windows]:
    expect.set_options(timeout=PATIENCE_MS)
    cameras = "" if "SHOTS" in os.environ else SMALL_PICTURES
    with Windows(chromium, cameras) as opened:
        yield opened
    assert opened.complaints == []


@pytest.fixture
def open_house(site: Site, windows: Windows) -> OpenHouse:
    """`open_house("pt-BR", queue_max_size=1)`: a department of the company of that language."""

    def opened(language: str = "en", **department: Any) -> House:
        return House(site, windows, site.companies[language], **department)

    return opened
