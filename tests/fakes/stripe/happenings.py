"""Events, the endpoints that hear of them, and test clocks."""

from __future__ import annotations

from tests.fakes.stripe import clocks
from tests.fakes.stripe.addresses import Params, address, listed
from tests.fakes.stripe.params import (
    PAGING,
    many,
    mapping,
    text,
    whole,
)
from tests.fakes.stripe.store import Account, Object, new_id


@address("GET", "/v1/events", type=text(), **PAGING)
def list_events(account: Account, params: Params) -> Params:
    found = account.all("event")
    if "type" in params:
        found = [each for each in found if each["type"] == params["type"]]
    return listed(found, params, "/v1/events")


@address("GET", "/v1/events/<id>")
def show_event(account: Account, params: Params, event_id: str) -> Object:
    return account.get("event", event_id)


@address(
    "POST",
    "/v1/webhook_endpoints",
    url=text(required=True),
    enabled_events=many(text(), required=True),
    api_version=text(),
    description=text(),
    metadata=mapping(),
)
def create_endpoint(account: Account, params: Params) -> Object:
    """The secret is told here only, as Stripe does."""
    secret = f"whsec_{new_id('event')[4:]}"
    values = {
        "url": params["url"],
        "enabled_events": params["enabled_events"],
        "api_version": params.get("api_version"),
        "status": "enabled",
        "metadata": params.get("metadata") or {},
        "_secret": secret,
    }
    made = account.add("webhook_endpoint", account.now(), values)
    return made | {"secret": secret}


@address("DELETE", "/v1/webhook_endpoints/<id>")
def delete_endpoint(account: Account, params: Params, endpoint_id: str) -> Object:
    account.get("webhook_endpoint", endpoint_id)["deleted"] = True
    return {"id": endpoint_id, "object": "webhook_endpoint", "deleted": True}


@address("GET", "/v1/webhook_endpoints", **PAGING)
def list_endpoints(account: Account, params: Params) -> Params:
    return listed(account.all("webhook_endpoint"), params, "/v1/webhook_endpoints")


@address("POST", "/v1/test_helpers/test_clocks", frozen_time=whole(required=True), name=text())
def create_clock(account: Account, params: Params) -> Object:
    return clocks.create(account, params)


@address("GET", "/v1/test_helpers/test_clocks/<id>")
def show_clock(account: Account, params: Params, clock_id: str) -> Object:
    return account.get("test_helpers.test_clock", clock_id)


@address("POST", "/v1/test_helpers/test_clocks/<id>/advance", frozen_time=whole(required=True))
def advance_clock(account: Account, params: Params, clock_id: str) -> Object:
    clock = account.get("test_helpers.test_clock", clock_id)
    return clocks.advance(account, clock, params["frozen_time"])
