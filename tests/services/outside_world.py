"""The outside world as a process: mail server, inbox, DNS."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from tests.services import ports
from tests.services.processes import running

ROOT = Path(__file__).resolve().parents[2]


@dataclass(frozen=True)
class OutsideWorld:
    """`url` is the inbox, `smtp_url` what the product sends its mail to, `resolver` whom it asks
    about domains.
    """

    url: str
    smtp_url: str
    resolver: str


@contextmanager
def server(home: Path, *, port: int | None = None) -> Iterator[OutsideWorld]:
    home.mkdir(parents=True, exist_ok=True)
    http, smtp, dns = ports.free(port), ports.free(), ports.free()
    command = [sys.executable, "-m", "tests.fakes.outside_world.server"]
    command += ["--http", str(http), "--smtp", str(smtp), "--dns", str(dns), "--home", str(home)]
    with running(
        command,
        name="The outside world",
        log=home / "outside-world.log",
        is_ready=lambda: ports.answers(http) and ports.answers(smtp),
        cwd=ROOT,
    ):
        yield OutsideWorld(
            f"http://localhost:{http}", f"smtp://127.0.0.1:{smtp}", f"127.0.0.1:{dns}"
        )
