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
from tests.services.fresh import run_folder
from tests.services.processes import await_ready
from tests.services.stack import ROOT

SECONDS_TO_START = 90


@pytest.fixture(scope="module")
def home() -> Iterator[Path]:
    with run_folder() as folder:
        yield folder


@contextmanager
def demo(home: Path) -> Iterator[subprocess.Popen[bytes]]:
    """A demo that is ready, with all its descendants known to be gone afterwards."""
    log = home / "demo.log"
    with log.open("ab") as output:
        process = subprocess.Popen(
            [sys.executable, "-m", "tests.demo.run"],
            cwd=ROOT,
            env=os.environ | {"DEMO_HOME": str(home), "LIVEKIT_URL": "ws://127.0.0.1:9"},
            stdout=output,
            stderr=output,
        )
    try:
        written = (home / "demo.json").exists
        await_ready(process, written, name="The demo", log=log, seconds=SECONDS_TO_START)
        family = psutil.Process(process.pid).children(recursive=True)
        yield process
        process.send_signal(signal.SIGINT)
        process.wait(20)
        assert psutil.wait_procs(family, timeout=10)[1] == []
        assert not (home / "demo.json").exists()
    finally:
        process.kill()
        process.wait()


def read(home: Path) -> dict:
    return json.loads((home / "demo.json").read_text())


def test_it_starts_twice_with_the_same_companies(home: Path) -> None:
    with demo(home):
        first = read(home)
        assert {company["plan"] for company in first["companies"]} >= {
            "enterprise",
            "business",
            "free",
        }
        assert requests.get(f"{first['outside_world']['url']}/messages", timeout=5).ok
    with demo(home):
        second = read(home)
    assert [company["people"] for company in second["companies"]] == [
        company["people"] for company in first["companies"]
    ]


def test_a_killed_web_process_comes_back(home: Path) -> None:
    with demo(home) as process:
        web = [
            child
            for child in psutil.Process(process.pid).children(recursive=True)
            if child.cmdline()[1:] == ["wsgi.py"]
        ]
        assert len(web) == 2
        for child in web:
            child.kill()
        url = read(home)["platform"]["url"]
        await_ready(process, lambda: is_ready(url), name="Web", log=home / "demo.log", seconds=30)


def test_a_second_demo_is_refused(home: Path) -> None:
    with demo(home):
        second = subprocess.run(
            [sys.executable, "-m", "tests.demo.run"],
            cwd=ROOT,
            env=os.environ | {"DEMO_HOME": str(home)},
            capture_output=True,
            text=True,
            check=False,
        )
    assert second.returncode == 1
    assert second.stderr == "The demo is already running; end it with Ctrl-C first.\n"
