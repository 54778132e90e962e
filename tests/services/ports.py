"""Ports on loopback: free ones, and who holds a taken one."""

import socket

import psutil


class PortTaken(Exception):
    """A port that was asked for is already served; the message says by what."""


def free(preferred: int | None = None) -> int:
    """`preferred` if nothing listens there, else any free port."""
    if preferred and not is_taken(preferred):
        return preferred
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def claim(port: int) -> int:
    """The port itself. Raises PortTaken with a sentence that names who serves it."""
    if is_taken(port):
        raise PortTaken(f"Port {port} is already served by {holder(port)}.")
    return port


def is_taken(port: int) -> bool:
    """Whether any process listens there, also one that would share the port (SO_REUSEPORT)."""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
        except OSError:
            return True
    return False


def answers(port: int) -> bool:
    """Whether a connection to the port is accepted."""
    with socket.socket() as probe:
        probe.settimeout(1)
        return probe.connect_ex(("127.0.0.1", port)) == 0


def holder(port: int) -> str:
    for connection in psutil.net_connections("tcp"):
        is_listener = connection.status == psutil.CONN_LISTEN
        if is_listener and connection.laddr[1:2] == (port,) and connection.pid:
            return describe(connection.pid)
    return "another user's process"


def describe(pid: int) -> str:
    try:
        command = " ".join(psutil.Process(pid).cmdline())[:80]
    except psutil.Error:
        return f"process {pid}"
    return f"`{command}` (process {pid})"
