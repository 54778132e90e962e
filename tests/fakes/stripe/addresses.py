"""The addresses of the API: what each takes and what it does.

    @address("POST", "/v1/customers", name=text(), …)
    def create_customer(account, params): …

A function gets the account, the typed parameters and the ids of the path; what it returns is shown.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from tests.fakes.stripe.params import Fault, Kind
from tests.fakes.stripe.store import Object

Params = dict[str, Any]
INTERVALS = ("day", "week", "month", "year")


@dataclass(frozen=True)
class Address:
    method: str
    path: str
    takes: dict[str, Kind]
    function: Callable[..., Any]


ADDRESSES: list[Address] = []


def address(method: str, path: str, **takes: Kind) -> Callable[..., Any]:
    def register(function: Callable[..., Any]) -> Callable[..., Any]:
        ADDRESSES.append(Address(method, path, takes, function))
        return function

    return register


def listed(found: list[Object], params: Params, url: str) -> Params:
    """A page of a list, the newest first."""
    for name, turned in (("starting_after", False), ("ending_before", True)):
        if name in params:
            ids = [each["id"] for each in found]
            if params[name] not in ids:
                raise Fault(f"No such object: '{params[name]}'", param=name)
            place = ids.index(params[name])
            found = found[:place] if turned else found[place + 1 :]
    limit = params.get("limit", 10)
    if not 1 <= limit <= 100:
        raise Fault("Invalid limit: must be between 1 and 100.", param="limit")
    return {
        "object": "list",
        "url": url,
        "has_more": len(found) > limit,
        "data": found[:limit],
    }
