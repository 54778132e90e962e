"""Child processes that never outlive the one that started them."""

import signal
import subprocess
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path

POLL_SECONDS = 0.02


class ServiceFailed(Exception):
    """A service did not start; the message says which, and ends with the last lines of its log."""


def bound(command: Sequence[str], *, user: str | None = None, death: str = "TERM") -> list[str]:
    """The command, run as `user` if given and signalled by the kernel when its parent dies."""
    identity = ["--reuid", user, "--regid", user, "--init-groups"] if user else []
    return ["setpriv", *identity, "--pdeathsig", death, "--", *command]


@contextmanager
def running(
    command: Sequence[str],
    *,
    name: str,
    log: Path,
    is_ready: Callable[[], bool],
    env: Mapping[str, str] | None = None,
    cwd: Path | None = None,
    user: str | None = None,
    stop_signal: signal.Signals = signal.SIGTERM,
    seconds: float = 30,
) -> Iterator[subprocess.Popen[bytes]]:
    """Start a service, yield once it is ready, and end it. Must be entered in the main thread."""
    death = stop_signal.name.removeprefix("SIG")
    with log.open("ab") as output:
        process = subprocess.Popen(
            bound(command, user=user, death=death),
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=output,
            env=None if env is None else dict(env),
            cwd=cwd,
            start_new_session=True,
        )
    try:
        await_ready(process, is_ready, name=name, log=log, seconds=seconds)
        yield process
    finally:
        end(process, stop_signal)


def await_ready(
    process: subprocess.Popen[bytes],
    is_ready: Callable[[], bool],
    *,
    name: str,
    log: Path,
    seconds: float,
) -> None:
    """Poll until the service answers. Raises ServiceFailed when it ends or stays silent."""
    for _ in range(round(seconds / POLL_SECONDS)):
        if is_ready():
            return
        try:
            code = process.wait(POLL_SECONDS)
        except subprocess.TimeoutExpired:
            continue
        raise ServiceFailed(f"{name} ended with code {code}.\n{tail(log)}")
    raise ServiceFailed(f"{name} was not ready within {seconds:.0f} s.\n{tail(log)}")


def end(
    process: subprocess.Popen[bytes],
    stop_signal: signal.Signals = signal.SIGTERM,
    patience: float = 10,
) -> None:
    """Ask a process to stop, and kill it after `patience` seconds."""
    if process.poll() is not None:
        return
    process.send_signal(stop_signal)
    try:
        process.wait(patience)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()


def tail(log: Path, lines: int = 20) -> str:
    if not log.exists():
        return ""
    return "\n".join(log.read_text(errors="replace").splitlines()[-lines:])
