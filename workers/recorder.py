"""The recorder process: `python -m workers.recorder`. Any number may run, on any number of machines."""

from __future__ import annotations

import signal
import threading

from app import create_app
from app.core.config import settings
from app.core.logging import get_logger
from app.web.manifest import DIST, page_assets
from media.recording.browser import BrowserEngine
from media.recording.egress import EgressEngine
from media.recording.engine import Engine
from media.recording.page_server import Assets
from media.recording.recorder import Recorder
from tenants.brand import PRODUCT

log = get_logger(__name__)
ENTRY = "src/recorder/main.ts"


def engine() -> Engine:
    """The one that RECORDING_ENGINE names."""
    if settings().recording_engine == "egress":
        return EgressEngine()
    return BrowserEngine(assets())


def assets() -> Assets:
    found = page_assets(ENTRY, PRODUCT.font)
    return Assets(DIST, found.script, found.styles)


def main() -> None:
    app = create_app()
    stop = threading.Event()
    for received in (signal.SIGTERM, signal.SIGINT):
        signal.signal(received, lambda *_: stop.set())
    recorder = Recorder(app, engine())
    log.info("recorder_ready", node=recorder.node)
    recorder.run(stop)


if __name__ == "__main__":
    main()
