"""No test reaches beyond this machine: Python itself refuses every other address."""

from __future__ import annotations

import sys
from ipaddress import ip_address
from typing import Any

LOCAL_NAMES = frozenset({None, "", "localhost", "testserver"})
_EVENTS = frozenset({"socket.connect", "socket.sendto", "socket.getaddrinfo"})


class OutsideConnection(RuntimeError):
    """A test tried to talk to something that is not on loopback."""


def guard() -> None:
    """Watches every socket of this process from now on; cannot be taken back."""
    sys.addaudithook(_refuse)


def _refuse(event: str, arguments: tuple[Any, ...]) -> None:
    if event not in _EVENTS:
        return
    host = arguments[0] if event == "socket.getaddrinfo" else _host(arguments[1])
    if not is_local(host):
        raise OutsideConnection(f"A test asked for {host}.")


def _host(address: Any) -> Any:
    """The host of an Internet address; a Unix socket's path is always local."""
    return address[0] if isinstance(address, tuple) else None


def is_local(host: Any) -> bool:
    if isinstance(host, bytes):
        host = host.decode()
    if host in LOCAL_NAMES or str(host).endswith(".localhost"):
        return True
    try:
        address = ip_address(str(host))
    except ValueError:
        return False
    return address.is_loopback or address.is_unspecified
