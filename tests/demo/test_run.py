"""`make demo` as a person meets it: ready, robust, twice, and gone without a trace."""

import json
import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psutil
import pytest
import requests

from tests.demo.announce import is_ready
from tests.patience import eventually
from tests.services.fresh import run_folder
from tests.services.processes import await_ready, end
from tests.services.stack import ROOT

# The first start may have to build the front end, beside other tests.
SECONDS_TO_START = 240
pytestmark = pytest.mark.timeout(600)


SERVICES = ("DATABASE_", "REDIS_", "S3_", "SMTP_", "LIVEKIT_")


@pytest.fixture(scope="module")
def home() -> Iterator[Path]:
    with run_folder() as folder:
        yield folder


def bare_environment() -> dict[str, str]:
    """Ours without the services of this run: the demo brings its own."""
    return {name: value for name, value in os.environ.items() if not name.startswith(SERVICES)}


@contextmanager
def demo(home: Path) -> Iterator[subprocess.Popen[bytes]]:
    """A demo that is ready, and that leaves nothing when it is told to stop."""
    log = home / "demo.log"
    (home / "demo.json").unlink(missing_ok=True)
    with log.open("ab") as output:
        process = subprocess.Popen(
            [sys.executable, "-m", "tests.demo.run"],
            cwd=ROOT,
            env=bare_environment() | {"DEMO_HOME": str(home)},
            stdout=output,
            stderr=output,
        )
    try:
        written = (home / "demo.json").exists
        await_ready(process, written, name="The demo", log=log, seconds=SECONDS_TO_START)
        yield process
    finally:
        family = family_of(process)
        end(process, signal.SIGINT, patience=60)
    assert process.returncode == 130
    assert psutil.wait_procs(family, timeout=10)[1] == []
    assert not (home / "demo.json").exists()


def family_of(process: subprocess.Popen[bytes]) -> list[psutil.Process]:
    """All descendants; none when it has ended by itself."""
    try:
        return psutil.Process(process.pid).children(recursive=True)
    except psutil.NoSuchProcess:
        return []


def read(home: Path) -> dict:
    return json.loads((home / "demo.json").read_text())


@pytest.fixture(scope="module")
def first(home: Path) -> dict:
    """What a first start, which has ended again, told of itself."""
    with demo(home):
        told = read(home)
        assert requests.get(f"{told['outside_world']['url']}/messages", timeout=5).ok
    return told


@pytest.fixture(scope="module")
def running(home: Path, first: dict) -> Iterator[subprocess.Popen[bytes]]:
    """The second start."""
    with demo(home) as process:
        yield process


def test_it_starts_twice_with_the_same_companies(
    home: Path, first: dict, running: subprocess.Popen[bytes]
) -> None:
    plans = {company["plan"] for company in first["companies"]}
    assert plans >= {"enterprise", "business", "free"}
    second = read(home)
    assert [company["people"] for company in second["companies"]] == [
        company["people"] for company in first["companies"]
    ]


def test_a_killed_web_process_comes_back(home: Path, running: subprocess.Popen[bytes]) -> None:
    def both() -> list[psutil.Process]:
        """The first answers for the second, which may be on its way."""
        web = [child for child in family_of(running) if is_web(child)]
        return web if len(web) == 2 else []

    for child in eventually(both, SECONDS_TO_START):
        child.kill()
    url = read(home)["platform"]["url"]
    await_ready(running, lambda: is_ready(url), name="Web", log=home / "demo.log", seconds=30)


def is_web(process: psutil.Process) -> bool:
    """Jobs of the workers are processes too, which come and go."""
    try:
        return process.status() != psutil.STATUS_ZOMBIE and process.cmdline()[1:] == ["wsgi.py"]
    except psutil.NoSuchProcess:
        return False


def test_a_second_demo_is_refused(home: Path, running: subprocess.Popen[bytes]) -> None:
    second = subprocess.run(
        [sys.executable, "-m", "tests.demo.run"],
        timeout=60,
        cwd=ROOT,
        env=bare_environment() | {"DEMO_HOME": str(home)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert second.returncode == 1
    assert second.stderr == "The demo is already running; end it with Ctrl-C first.\n"
