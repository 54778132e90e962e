"""`python -m tests.services.keep OWNER_PID COMMAND…`: start a command again when it dies.

Ends with the owner, however that ends, and passes SIGTERM on: what a supervisor does in production.
"""

import contextlib
import os
import select
import signal
import subprocess
import sys
from collections.abc import Sequence

from tests.services.processes import bound, end

# A command that dies at once and always shall not occupy a core.
PAUSE_MS = 500
# Honcho kills after 5 s, which would keep us from ending the rest.
PATIENCE_SECONDS = 4


def main(owner: int, command: list[str]) -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    with contextlib.suppress(ProcessLookupError):
        ends = (stop_requests(), os.pidfd_open(owner))
        while not run_once(ends, command):
            print(f"{command[0]} died and is started again", flush=True)


def stop_requests() -> int:
    """A descriptor that is readable once SIGTERM has come.

    An exception instead could come while a command is being started, and leave it behind.
    """
    reading, writing = os.pipe()
    os.set_blocking(writing, False)
    signal.set_wakeup_fd(writing)
    signal.signal(signal.SIGTERM, lambda _signal, _frame: None)
    return reading


def run_once(ends: Sequence[int], command: list[str]) -> bool:
    """Run the command to its end. True when one of `ends` was readable first, or is soon after."""
    process = subprocess.Popen(bound(command), start_new_session=True)
    try:
        child_fd = os.pidfd_open(process.pid)
        ended = readable((*ends, child_fd))
        os.close(child_fd)
        return bool(ended & set(ends)) or bool(readable(ends, PAUSE_MS))
    finally:
        end(process, patience=PATIENCE_SECONDS)
        end_family(process.pid)


def readable(descriptors: Sequence[int], milliseconds: int | None = None) -> set[int]:
    waiting = select.poll()
    for descriptor in descriptors:
        waiting.register(descriptor, select.POLLIN)
    return {descriptor for descriptor, _ in waiting.poll(milliseconds)}


def end_family(leader: int) -> None:
    """What the command left behind, such as a worker's job, must not outlive it."""
    with contextlib.suppress(ProcessLookupError):
        os.killpg(leader, signal.SIGKILL)


if __name__ == "__main__":
    main(int(sys.argv[1]), sys.argv[2:])
