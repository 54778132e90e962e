"""Services end with their owner, and say why they did not start."""

import os
import signal
import subprocess
import sys
from functools import partial
from pathlib import Path

import psutil
import pytest

from tests.services import ports, redis_server
from tests.services.processes import ServiceFailed, running

OWNER = """
import sys
from pathlib import Path
from tests.services.redis_server import server
with server(Path(sys.argv[1]), durable=False) as url:
    print(url, flush=True)
    sys.stdin.read()
"""


@pytest.mark.parametrize("sent", [signal.SIGTERM, signal.SIGKILL, signal.SIGINT])
def test_a_service_dies_with_its_owner(tmp_path: Path, sent: signal.Signals) -> None:
    owner = subprocess.Popen(
        [sys.executable, "-c", OWNER, str(tmp_path)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        env=os.environ | {"PYTHONPATH": "."},
        text=True,
        # A run in the background ignores SIGINT, and hands that on.
        preexec_fn=partial(signal.signal, signal.SIGINT, signal.SIG_DFL),
    )
    assert owner.stdout
    url = owner.stdout.readline().strip()
    services = psutil.Process(owner.pid).children(recursive=True)
    assert services
    assert redis_server.answers(url)
    owner.send_signal(sent)
    owner.wait(10)
    assert psutil.wait_procs(services, timeout=10)[1] == []
    assert not redis_server.answers(url)


def test_a_service_that_ends_at_once_shows_its_log(tmp_path: Path) -> None:
    with (
        pytest.raises(ServiceFailed, match=r"Sample ended with code 3\.\nno such luck"),
        running(
            ["sh", "-c", "echo no such luck; exit 3"],
            name="Sample",
            log=tmp_path / "log",
            is_ready=lambda: False,
        ),
    ):
        pytest.fail("it must not count as started")


def test_a_silent_service_is_given_up_and_ended(tmp_path: Path) -> None:
    pid_file = tmp_path / "pid"
    with (
        pytest.raises(ServiceFailed, match="was not ready within"),
        running(
            ["sh", "-c", f"echo $$ > {pid_file}; exec cat /dev/zero > /dev/null"],
            name="Sample",
            log=tmp_path / "log",
            is_ready=lambda: False,
            seconds=0.3,
        ),
    ):
        pytest.fail("it must not count as started")
    assert not psutil.pid_exists(int(pid_file.read_text()))


def test_a_taken_port_is_refused_by_the_name_of_its_holder(tmp_path: Path) -> None:
    with redis_server.server(tmp_path, durable=False) as url:
        taken = int(url.rpartition(":")[2].partition("/")[0])
        with pytest.raises(
            ports.PortTaken, match=rf"Port {taken} is already served by `redis-server"
        ):
            ports.claim(taken)
        assert ports.free(taken) != taken
