"""What recording one call of two costs: CPU seconds and MiB a minute.

`python -m benchmarks.recorder_cost [SECONDS]` with the product's environment. The ceiling is a page of the
same browser that draws colours and hands them to MediaRecorder, without a media server, people or a disk.
"""

from __future__ import annotations

import os
import sys
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

from playwright.sync_api import sync_playwright

from app import create_app
from benchmarks.cpu import spent
from benchmarks.ground import report
from media import livekit
from media.recording.browser import BrowserEngine
from media.recording.cdp import Page
from media.recording.ledger import Order, Wish
from tenants.context import CompanyRef
from tests.conftest import environment
from tests.media.recording.callers import Callers
from tests.media.recording.conftest import FLAGS
from tests.media.recording.film import Film
from tests.services import front_end, system_packages
from tests.services.media_server import OwnServer
from workers.recorder import assets

SECONDS = 60
ROOM = "c1-1-bench"
PEOPLE = {"participant-1": "Ana Prado", "participant-2": "Zoe Martinez"}
COMPANY = CompanyRef(1, "bench", "Bench", "active", "enterprise", "en", "UTC", "bench.localhost")
_BARE = """
(async () => {
  const canvas = document.createElement("canvas");
  Object.assign(canvas, { width: 1280, height: 720 });
  const brush = canvas.getContext("2d", { alpha: false });
  const [track] = canvas.captureStream(0).getVideoTracks();
  const context = new AudioContext();
  const output = context.createMediaStreamDestination();
  const tone = new OscillatorNode(context);
  tone.connect(output);
  tone.start();
  let turn = 0;
  setInterval(() => {
    brush.fillStyle = `hsl(${(turn += 1) % 360} 60% 50%)`;
    brush.fillRect(0, 0, 1280, 720);
    track.requestFrame();
  }, 1000 / 24);
  window.recorder = new MediaRecorder(new MediaStream([track, ...output.stream.getAudioTracks()]),
    { mimeType: "video/webm;codecs=vp8,opus", videoBitsPerSecond: 1200000, audioBitsPerSecond: 64000 });
  window.recorder.start(2000);
})()
"""


@contextmanager
def ground(home: Path) -> Iterator[tuple[BrowserEngine, Callers]]:
    with ExitStack() as started:
        server = OwnServer(home / "livekit")
        server.start()
        started.callback(server.close)
        values = {
            "RECORDINGS_DIR": str(home),
            "CHROMIUM_PATH": str(system_packages.chromium()),
        }
        started.enter_context(environment(server.server.env | values))
        started.enter_context(create_app().app_context())
        playwright = started.enter_context(sync_playwright())
        browser = playwright.chromium.launch(executable_path=system_packages.chromium(), args=FLAGS)
        started.callback(browser.close)
        people = Callers(browser)
        started.callback(people.close)
        engine = BrowserEngine(assets())
        started.callback(engine.close)
        yield engine, people


def main(seconds: int = SECONDS) -> None:
    front_end.build_if_changed()
    with tempfile.TemporaryDirectory() as folder, ground(Path(folder)) as (engine, people):
        pid = engine.browser().pid
        bare = Page(engine.browser(), "about:blank")
        bare.evaluate(_BARE)
        ceiling = spent(pid, seconds)
        bare.close()
        livekit.create_room(ROOM, empty_timeout=60, departure_timeout=60)
        for (identity, _), look in zip(PEOPLE.items(), (("red", 440), ("green", 700)), strict=True):
            people.join(ROOM, identity, *look)
        path = Path(folder) / "part.webm"
        order = Order(1, 1, 1, 1, "VK-1", "en")
        session = engine.start(order, COMPANY, Wish(room=ROOM, people=PEOPLE), path)
        figure, before = spent(pid, seconds), session.status().size
        size = session.stop()
        frames = Film(path).frames()
    report(
        benchmark="recorder_cost",
        figure={
            "cpu_seconds_a_minute": round(figure, 1),
            "mib_a_minute": round(before * 60 / seconds / 2**20, 2),
            "frames_a_second": round(frames / seconds, 1),
        },
        ceiling={"cpu_seconds_a_minute": round(ceiling, 1)},
        ratio=round(figure / ceiling, 2),
        sizes={"people": len(PEOPLE), "seconds": seconds, "bytes": size, "cores": os.cpu_count()},
    )


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
