"""From what a person typed to a host name that could be theirs."""

from __future__ import annotations

import ipaddress

import idna
from publicsuffixlist import PublicSuffixList

from app.core.errors import Invalid
from app.domains.lookalikes import looks_like_another
from tenants.resolve import is_below_platform, normalise_host

CHALLENGE_LABEL = "_voki-challenge"
# Room for the label of the proof: a name has 253 characters at most.
MAX_LENGTH = 253 - len(CHALLENGE_LABEL) - 1

_suffixes = PublicSuffixList()

WRITE = "Write a domain, such as video.company.com."
NO_ADDRESS = "Write a name, not an IP address."
NO_WILDCARD = "Add each name by itself, without an asterisk."
OURS = "This address is the platform's own. Choose one below your own domain."
PUBLIC = "Nobody can own this ending. Write the whole domain."
LOOKALIKE = (
    "The letters of this name can be mistaken for those of another one. Choose another name."
)


def parsed_host(text: str) -> str:
    """The name as DNS knows it (lower case, punycode, no final dot); raises Invalid."""
    typed = _bare(text)
    if _is_address(typed):
        raise _refused(NO_ADDRESS)
    if "*" in typed:
        raise _refused(NO_WILDCARD)
    host = _encoded(typed)
    if "." not in host or len(host) > MAX_LENGTH or host.rpartition(".")[2].isdigit():
        raise _refused(WRITE)
    if is_below_platform(host):
        raise _refused(OURS)
    if _suffixes.privatesuffix(host) is None:
        raise _refused(PUBLIC)
    if any(looks_like_another(label) for label in shown_host(host).split(".")):
        raise _refused(LOOKALIKE)
    return host


def shown_host(host: str) -> str:
    """The name as people read it."""
    return idna.decode(host)


def is_apex(host: str) -> bool:
    """Whether the name is the registered domain itself, which cannot have a CNAME."""
    return bool(_suffixes.privatesuffix(host) == host)


def challenge_name(host: str) -> str:
    """Where the TXT record with the proof stands."""
    return f"{CHALLENGE_LABEL}.{host}"


def _bare(text: str) -> str:
    """What people copy from the address bar is taken as well."""
    typed = text.strip().lower()
    for scheme in ("https://", "http://"):
        typed = typed.removeprefix(scheme)
    return normalise_host(typed.rstrip("/"))


def _is_address(typed: str) -> bool:
    try:
        ipaddress.ip_address(typed.strip("[]"))
    except ValueError:
        return False
    return True


def _encoded(typed: str) -> str:
    try:
        host = idna.encode(typed, uts46=True, std3_rules=True).decode()
        # A name that came as punycode must be one that we would have written so.
        return host if idna.encode(idna.decode(host)).decode() == host else _fail()
    except (idna.IDNAError, UnicodeError) as error:
        raise _refused(WRITE) from error


def _fail() -> str:
    raise _refused(WRITE)


def _refused(sentence: str) -> Invalid:
    return Invalid({"host": [sentence]})
