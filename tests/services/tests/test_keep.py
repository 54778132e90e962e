"""A kept command comes back when it dies, and ends with its owner."""

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import psutil
import pytest

from tests.services.product import ROOT

COMMAND = ["sh", "-c", "echo $$; exec cat"]


@pytest.fixture
def owner() -> Iterator[subprocess.Popen[bytes]]:
    process = subprocess.Popen(["cat"], stdin=subprocess.PIPE)
    yield process
    process.kill()
    process.communicate()


@pytest.fixture
def keeper(owner: subprocess.Popen[bytes]) -> Iterator[subprocess.Popen[str]]:
    process = subprocess.Popen(
        [sys.executable, "-m", "tests.services.keep", str(owner.pid), *COMMAND],
        cwd=ROOT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    yield process
    process.kill()
    process.communicate()


def next_pid(keeper: subprocess.Popen[str]) -> int:
    assert keeper.stdout
    return next(int(line) for line in keeper.stdout if line.strip().isdigit())


def test_a_killed_command_is_started_again(keeper: subprocess.Popen[str]) -> None:
    first = next_pid(keeper)
    os.kill(first, signal.SIGKILL)
    second = next_pid(keeper)
    assert second != first
    assert psutil.pid_exists(second)


def test_it_ends_with_the_owner(
    owner: subprocess.Popen[bytes], keeper: subprocess.Popen[str]
) -> None:
    kept = psutil.Process(next_pid(keeper))
    owner.kill()
    owner.wait()
    assert keeper.wait(10) == 0
    assert psutil.wait_procs([kept], timeout=10)[1] == []


@pytest.mark.parametrize("sent", [signal.SIGTERM, signal.SIGKILL])
def test_the_command_ends_with_the_keeper(
    keeper: subprocess.Popen[str], sent: signal.Signals
) -> None:
    kept = psutil.Process(next_pid(keeper))
    keeper.send_signal(sent)
    keeper.wait(10)
    assert psutil.wait_procs([kept], timeout=10)[1] == []


def test_what_the_command_started_ends_with_it(owner: subprocess.Popen[bytes]) -> None:
    command = [sys.executable, "-m", "tests.services.keep", str(owner.pid)]
    command += ["sh", "-c", "trap '' TERM; cat /dev/zero >/dev/null & echo $!; wait"]
    keeper = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True)
    job = psutil.Process(next_pid(keeper))
    keeper.terminate()
    keeper.communicate()
    assert psutil.wait_procs([job], timeout=10)[1] == []


def test_an_owner_that_is_gone_ends_it_at_once(tmp_path: Path) -> None:
    gone = subprocess.Popen(["true"])
    gone.wait()
    command = [
        sys.executable,
        "-m",
        "tests.services.keep",
        str(gone.pid),
        "touch",
        str(tmp_path / "x"),
    ]
    assert subprocess.run(command, cwd=ROOT, check=False).returncode == 0
    assert not (tmp_path / "x").exists()
