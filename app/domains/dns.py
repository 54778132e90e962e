"""What DNS says about a claimed host. Called outside of any transaction."""

from __future__ import annotations

from dataclasses import dataclass

import dns.exception
import dns.nameserver
import dns.resolver

from app.core.config import settings
from app.domains.hosts import challenge_name
from app.domains.state import Finding

TIMEOUT_SECONDS = 5
LONGEST_CHAIN = 8
MOST_VALUES = 5
LONGEST_VALUE = 120


@dataclass(frozen=True)
class Look:
    """`values` are what stood there instead of what should."""

    finding: Finding
    values: tuple[str, ...] = ()


def look_at(host: str, challenge: str) -> Look:
    """Both records: the TXT record proves control, the other one brings the visitors."""
    resolver = _resolver()
    try:
        return _proof(resolver, host, challenge) or _route(resolver, host)
    except dns.exception.DNSException:
        return Look(Finding.NO_ANSWER)


def target_host() -> str:
    """Where a company's CNAME record has to point."""
    name = settings().platform_host.partition(":")[0].lower()
    return settings().custom_domain_target or f"custom.{name}"


def _proof(resolver: dns.resolver.Resolver, host: str, challenge: str) -> Look | None:
    """None where the proof stands, beside whatever else."""
    found = _txt(resolver, challenge_name(host))
    if challenge in found:
        return None
    return Look(Finding.TXT_OTHER, _short(found)) if found else Look(Finding.TXT_MISSING)


def _route(resolver: dns.resolver.Resolver, host: str) -> Look:
    chain = _chain(resolver, host)
    if target_host() in chain:
        return Look(Finding.OK)
    addresses = _addresses(resolver, host)
    if addresses and addresses <= _own_addresses(resolver):
        return Look(Finding.OK)
    if chain:
        return Look(Finding.CNAME_OTHER, _short(chain[:1]))
    if addresses:
        return Look(Finding.ADDRESS_OTHER, _short(sorted(addresses)))
    return Look(Finding.ROUTE_MISSING)


def _chain(resolver: dns.resolver.Resolver, host: str) -> list[str]:
    """The names that lead on from the host, in order; a circle ends it."""
    chain = [host]
    while len(chain) <= LONGEST_CHAIN and chain[-1] != target_host():
        (following, *_) = [*_names(resolver, chain[-1]), ""]
        if not following or following in chain:
            break
        chain.append(following)
    return chain[1:]


def _own_addresses(resolver: dns.resolver.Resolver) -> set[str]:
    return _addresses(resolver, target_host()) | set(settings().custom_domain_addresses)


def _addresses(resolver: dns.resolver.Resolver, name: str) -> set[str]:
    return {row.address for kind in ("A", "AAAA") for row in _rows(resolver, name, kind)}


def _names(resolver: dns.resolver.Resolver, name: str) -> list[str]:
    rows = _rows(resolver, name, "CNAME")
    return [str(row.target).rstrip(".").lower() for row in rows]


def _txt(resolver: dns.resolver.Resolver, name: str) -> list[str]:
    """The strings of one record belong together."""
    return [
        b"".join(row.strings).decode("utf-8", "replace") for row in _rows(resolver, name, "TXT")
    ]


def _rows(resolver: dns.resolver.Resolver, name: str, kind: str) -> list[dns.resolver.Answer]:
    try:
        return list(resolver.resolve(f"{name}.", kind, search=False))
    except (dns.resolver.NXDOMAIN, dns.resolver.NoAnswer):
        return []


def _resolver() -> dns.resolver.Resolver:
    """The resolvers of the configuration, else those of the machine; nothing is cached."""
    given = settings().dns_resolvers
    made = dns.resolver.Resolver(configure=not given)
    if given:
        made.nameservers = [dns.nameserver.Do53Nameserver(host, port) for host, port in given]
    made.lifetime = TIMEOUT_SECONDS
    return made


def _short(values: list[str]) -> tuple[str, ...]:
    return tuple(value[:LONGEST_VALUE] for value in values[:MOST_VALUES])
