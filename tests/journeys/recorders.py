"""The processes with long work, beside a site: only the journeys that need them pay for them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, ExitStack, contextmanager
from pathlib import Path

from rq import Worker

from media.recording import files
from tests.conftest import environment
from tests.journeys.site import START_SECONDS, Site
from tests.services import product, system_packages
from tests.services.processes import running
from workers.queues import rq_redis


def recording(site: Site, home: Path) -> AbstractContextManager[None]:
    """A recorder and a worker that stores what it has recorded."""
    return _running(site, home, "recorder", "ingest")


def storing(site: Site, home: Path) -> AbstractContextManager[None]:
    """A worker for what takes long, such as exports."""
    return _running(site, home, "ingest")


@contextmanager
def _running(site: Site, home: Path, *names: str) -> Iterator[None]:
    values = {
        "RECORDINGS_DIR": str(home / "recordings"),
        "RECORDINGS_FREE_BYTES": "1048576",
        "CHROMIUM_PATH": str(system_packages.chromium()),
    }
    with environment(values), ExitStack() as started:
        is_ready = _signs()
        for name in names:
            process = running(
                product.command(name),
                name=name,
                log=home / f"{name}.log",
                env=site.env | values,
                cwd=product.ROOT,
                is_ready=is_ready[name],
                seconds=START_SECONDS,
            )
            started.enter_context(process)
        yield


def _signs() -> dict[str, Callable[[], bool]]:
    """Of each process, that it is at work."""
    workers = Worker.count(connection=rq_redis())
    return {
        "recorder": lambda: any((files.root() / files.NODES).glob("*.lock")),
        "ingest": lambda: Worker.count(connection=rq_redis()) > workers,
    }
