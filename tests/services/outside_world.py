"""The outside world as a process: mail server and inbox."""

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
    """`url` is the inbox, `smtp_url` what the product sends its mail to."""

    url: str
    smtp_url: str


@contextmanager
def server(home: Path, *, port: int | None = None) -> Iterator[OutsideWorld]:
    home.mkdir(parents=True, exist_ok=True)
    http, smtp = ports.free(port), ports.free()
    command = [sys.executable, "-m", "tests.fakes.outside_world.server"]
    command += ["--http", str(http), "--smtp", str(smtp), "--home", str(home)]
    with running(
        command,
        name="The outside world",
        log=home / "outside-world.log",
        is_ready=lambda: ports.answers(http) and ports.answers(smtp),
        cwd=ROOT,
    ):
        yield OutsideWorld(f"http://localhost:{http}", f"smtp://127.0.0.1:{smtp}")
