"""The processes that record, beside a site: only the journeys that need them pay for them."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

from rq import Worker

from media.recording import files
from tests.conftest import environment
from tests.journeys.site import START_SECONDS, Site
from tests.services import product, system_packages
from tests.services.processes import running
from workers.queues import rq_redis


@contextmanager
def recording(site: Site, home: Path) -> Iterator[None]:
    """A recorder and a worker that stores what it has recorded."""
    values = {
        "RECORDINGS_DIR": str(home / "recordings"),
        "RECORDINGS_FREE_BYTES": "1048576",
        "CHROMIUM_PATH": str(system_packages.chromium()),
    }
    with environment(values), ExitStack() as started:
        workers = Worker.count(connection=rq_redis())
        for name, is_ready in (
            ("recorder", lambda: any((files.root() / files.NODES).glob("*.lock"))),
            ("ingest", lambda: Worker.count(connection=rq_redis()) > workers),
        ):
            process = running(
                product.command(name),
                name=name,
                log=home / f"{name}.log",
                env=site.env | values,
                cwd=product.ROOT,
                is_ready=is_ready,
                seconds=START_SECONDS,
            )
            started.enter_context(process)
        yield
