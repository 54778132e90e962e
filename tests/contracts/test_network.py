"""The tests themselves cannot reach beyond this machine."""

from __future__ import annotations

import socket

import pytest
import requests

from tests.network import OutsideConnection

OUTSIDE = "192.0.2.1"


def test_a_connection_is_refused() -> None:
    with socket.socket() as outgoing, pytest.raises(OutsideConnection):
        outgoing.connect((OUTSIDE, 80))


def test_a_datagram_is_refused() -> None:
    with (
        socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as outgoing,
        pytest.raises(OutsideConnection),
    ):
        outgoing.sendto(b"x", (OUTSIDE, 53))


def test_a_name_is_not_even_looked_up() -> None:
    with pytest.raises(OutsideConnection):
        socket.getaddrinfo("example.com", 443)


def test_libraries_are_no_way_around() -> None:
    with pytest.raises(OutsideConnection):
        requests.get(f"http://{OUTSIDE}/", timeout=1)


def test_this_machine_can_be_reached() -> None:
    with socket.create_server(("127.0.0.1", 0)) as server, socket.socket() as outgoing:
        outgoing.connect(server.getsockname())
        assert outgoing.getpeername() == server.getsockname()
