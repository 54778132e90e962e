"""The simulator as a blueprint: keys, idempotency, failures on demand, and Stripe's error shapes."""

from __future__ import annotations

import json
import re
import threading
from pathlib import Path
from typing import Any

from flask import Blueprint, Flask, Response, request

from tests.fakes.stripe import catalogue, clocks, customers, happenings, pages, payable
from tests.fakes.stripe.addresses import ADDRESSES, Address
from tests.fakes.stripe.delivery import Courier
from tests.fakes.stripe.params import EXPAND, Fault, check, nested
from tests.fakes.stripe.store import Account, Store, new_id

KEY = re.compile(r"(?:sk|rk)_test_\w+\Z")
TICK_SECONDS = 20
__all__ = ["blueprint", "catalogue", "create_app", "customers", "happenings", "payable"]


def blueprint(store: Store) -> Blueprint:
    found = Blueprint("stripe", __name__, template_folder="templates")
    for each in ADDRESSES:
        name = f"{each.function.__name__}"
        rule = each.path.replace("<id>", "<first>").replace("<id2>", "<second>")
        found.add_url_rule(rule, name, _door(store, each), methods=[each.method])
    pages.register(found, store)
    found.add_app_template_filter(pages.moment, "moment")
    return found


def create_app(store: Store) -> Flask:
    """The simulator alone, for tests in one process."""
    app = Flask(__name__)
    app.register_blueprint(blueprint(store))
    return app


def working(store: Store) -> Store:
    """With webhooks that leave by themselves and time that passes."""
    courier = Courier()
    store.on_event = courier.take
    threading.Thread(target=_tick, args=(store,), daemon=True).start()
    return store


def kept(home: Path) -> Store:
    return working(Store(home / "stripe.json"))


def _tick(store: Store) -> None:
    pause = threading.Event()
    while not pause.wait(TICK_SECONDS):
        with store.lock:
            for account in store.accounts():
                clocks.tick(account)
            store.save()


def _door(store: Store, each: Address) -> Any:
    def door(**ids: str) -> Response:
        with store.lock:
            try:
                status, body = _answer(store, each, list(ids.values()))
            except Fault as fault:
                status, body = fault.status, {"error": fault.error}
            store.save()
        return _respond(status, body)

    return door


def _respond(status: int, body: dict[str, Any]) -> Response:
    response = Response(json.dumps(body), status=status, mimetype="application/json")
    response.headers["Request-Id"] = f"req_{new_id('event')[4:]}"
    if body.pop("_replayed", False):
        response.set_data(json.dumps(body))
        response.headers["Idempotent-Replayed"] = "true"
    return response


def _answer(store: Store, each: Address, ids: list[str]) -> tuple[int, dict[str, Any]]:
    account = _account(store)
    pairs = [(name, value) for name, value in _given().items(multi=True)]
    key = request.headers.get("Idempotency-Key") if each.method == "POST" else None
    if key and (earlier := _earlier(account, key, pairs)):
        return earlier
    if failure := _failure(account, each):
        answer = failure
    else:
        try:
            answer = 200, _act(account, each, ids, pairs)
        except Fault as fault:
            answer = fault.status, {"error": fault.error}
    if key and answer[0] not in (401, 429):
        account.answers[key] = [request.path, _sorted(pairs), *answer]
    return answer


def _act(
    account: Account, each: Address, ids: list[str], pairs: list[tuple[str, str]]
) -> dict[str, Any]:
    params = check(nested(pairs), each.takes | EXPAND)
    expand = params.pop("expand", [])
    found = each.function(account, params, *ids)
    if found.get("object") == "list":
        inner = [path.removeprefix("data.") for path in expand]
        return found | {"data": [account.expanded(one, inner) for one in found["data"]]}
    return account.expanded(found, expand)


def _account(store: Store) -> Account:
    scheme, _, key = request.headers.get("Authorization", "").partition(" ")
    if scheme != "Bearer" or not KEY.fullmatch(key):
        shown = f"{key[:8]}****" if key else ""
        message = f"Invalid API Key provided: {shown}" if key else "You did not provide an API key."
        raise Fault(message, status=401)
    account = store.account(key)
    account.settings.setdefault("pages", request.host_url.rstrip("/"))
    return account


def _given() -> Any:
    return request.args if request.method in ("GET", "DELETE") and request.args else request.form


def _earlier(
    account: Account, key: str, pairs: list[tuple[str, str]]
) -> tuple[int, dict[str, Any]] | None:
    """The first answer to this key; raises where it belonged to another request."""
    known = account.answers.get(key)
    if known is None:
        return None
    path, given, status, body = known
    if path != request.path or given != _sorted(pairs):
        raise Fault(
            "Keys for idempotent requests can only be used with the same parameters they were "
            f"first used with. Try using a key other than '{key}' if you meant to execute a "
            "different request.",
            kind="idempotency_error",
        )
    return status, body | {"_replayed": True}


def _sorted(pairs: list[tuple[str, str]]) -> list[list[str]]:
    return sorted([name, value] for name, value in pairs)


def _failure(account: Account, each: Address) -> tuple[int, dict[str, Any]] | None:
    """A failure that a test has asked for: of this address, once each."""
    for failure in account.failures:
        if failure["path"] in (None, each.path) and failure["method"] in (None, each.method):
            account.failures.remove(failure)
            kind = "rate_limit" if failure["status"] == 429 else "api_error"
            error = {"type": "invalid_request_error" if kind == "rate_limit" else kind}
            error |= {"message": "An unknown error occurred"}
            if kind == "rate_limit":
                error["code"] = kind
            return failure["status"], {"error": error}
    return None


def fail(
    account: Account,
    status: int = 500,
    *,
    times: int = 1,
    method: str | None = None,
    path: str | None = None,
) -> None:
    """The next requests fail as Stripe does on a bad day."""
    account.failures += [{"status": status, "method": method, "path": path}] * times
