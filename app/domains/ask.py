"""What the TLS proxy asks before it has a certificate made: is this host one of ours?

It comes over the internal network, with a key, and never through the proxy itself.
"""

from __future__ import annotations

import hmac
import ipaddress
from dataclasses import dataclass

from flask import Flask, Response, request

from app.access.policy import HostKind, Policy
from app.core.config import settings
from app.core.errors import NotFound
from tenants.resolve import host_on_platform_port, is_platform_host, normalise_host, resolve_host

ADDRESS = "/internal/tls-ask"


def register(app: Flask) -> None:
    app.add_url_rule(ADDRESS, "tls_ask", answer)


@dataclass(frozen=True)
class TlsProxy(Policy):
    """The proxy, by its key, over the internal network; everybody else finds nothing."""

    host: HostKind = HostKind.EITHER
    needs_csrf: bool = False

    def authorise(self) -> None:
        if not _is_the_proxy():
            raise NotFound()

    @property
    def cookies(self) -> tuple[str, ...]:
        return ()

    def describe(self) -> str:
        return "the TLS proxy"


POLICY = TlsProxy()


def answer() -> Response:
    """204: yes. Anything else is no. The proxy names `web` by an address of the inner network, so no
    company's scope is opened here."""
    POLICY.authorise()
    if not _is_served(request.args.get("domain", "")):
        raise NotFound()
    return Response(status=204)


# For whoever walks the application's addresses.
answer.policy = POLICY  # type: ignore[attr-defined]


def _is_the_proxy() -> bool:
    key, forwarded = settings().tls_ask_key, {"X-Forwarded-For", "Forwarded"}
    if not key or forwarded & set(request.headers.keys()):
        return False
    presented = request.args.get("key", "").encode()
    return _is_internal(request.remote_addr) and hmac.compare_digest(presented, key.encode())


def _is_internal(address: str | None) -> bool:
    try:
        return ipaddress.ip_address(address or "").is_private
    except ValueError:
        return False


def _is_served(domain: str) -> bool:
    """A host is served while it is proven and its company has it in its plan."""
    host = host_on_platform_port(normalise_host(domain))
    return is_platform_host(host) or resolve_host(host) is not None
