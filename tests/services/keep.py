"""`python -m tests.services.keep OWNER_PID COMMAND…`: start a command again when it dies.

Ends with the owner, however that ends, and passes SIGTERM on: what a supervisor does in production.
"""

import contextlib
import os
import select
import signal
import subprocess
import sys
from types import FrameType

from tests.services.processes import bound, end

# A command that dies at once and always shall not occupy a core.
PAUSE_MS = 500
# Honcho kills after 5 s, which would keep us from ending the rest.
PATIENCE_SECONDS = 4


class Stopped(Exception):
    """We were asked to end."""


def main(owner: int, command: list[str]) -> None:
    signal.signal(signal.SIGTERM, stop)
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        owner_fd = os.pidfd_open(owner)
        while not run_once(owner_fd, command):
            print(f"{command[0]} died and is started again", flush=True)
    except (Stopped, ProcessLookupError):
        return


def run_once(owner_fd: int, command: list[str]) -> bool:
    """Run the command to its end. True when it is the owner that ended."""
    process = subprocess.Popen(bound(command), start_new_session=True)
    try:
        child_fd = os.pidfd_open(process.pid)
        waiting = select.poll()
        waiting.register(owner_fd, select.POLLIN)
        waiting.register(child_fd, select.POLLIN)
        ended = {descriptor for descriptor, _ in waiting.poll()}
        os.close(child_fd)
        return owner_fd in ended or owner_ends_within_pause(owner_fd)
    finally:
        end(process, patience=PATIENCE_SECONDS)
        end_family(process.pid)


def end_family(leader: int) -> None:
    """What the command left behind, such as a worker's job, must not outlive it."""
    with contextlib.suppress(ProcessLookupError):
        os.killpg(leader, signal.SIGKILL)


def owner_ends_within_pause(owner_fd: int) -> bool:
    waiting = select.poll()
    waiting.register(owner_fd, select.POLLIN)
    return bool(waiting.poll(PAUSE_MS))


def stop(_signal: int, _frame: FrameType | None) -> None:
    raise Stopped


if __name__ == "__main__":
    main(int(sys.argv[1]), sys.argv[2:])
