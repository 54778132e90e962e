"""Stripe's products and prices, made from the plan catalogue. Any number of runs give one result.

A price cannot change at Stripe: a new sum is a new price that takes the lookup key over. Who pays
the old one goes on paying it.
"""

from __future__ import annotations

from typing import Any

from billing import gateway
from billing.facts import PRODUCT_PREFIX
from billing.plans import CATALOGUE, PRICES, Plan, lookup_key


def sync_catalogue() -> list[str]:
    """Makes what is missing or different; returns a line for each thing that was done."""
    done: list[str] = []
    for key in PRICES:
        done += _sync_product(CATALOGUE[key])
        done += _sync_prices(key)
    return done


def product_id(plan: str) -> str:
    return f"{PRODUCT_PREFIX}{plan}"


def _sync_product(plan: Plan) -> list[str]:
    wanted = f"Voki {plan.name}"
    with gateway.talking() as v1:
        found = v1.products.list({"ids": [product_id(plan.key)]}).data
        if not found:
            params = {"id": product_id(plan.key), "name": wanted}
            v1.products.create(params, gateway.once("product", params))
            return [f"product {wanted} made"]
        if found[0].name == wanted and found[0].active:
            return []
        changes: dict[str, Any] = {"name": wanted, "active": True}
        options = gateway.once("product", found[0].updated, changes)
        v1.products.update(found[0].id, changes, options)
    return [f"product {wanted} changed"]


def _sync_prices(plan: str) -> list[str]:
    sums = {
        lookup_key(plan, interval, currency): (interval, currency, amount)
        for currency, by_interval in PRICES[plan].items()
        for interval, amount in by_interval.items()
    }
    with gateway.talking() as v1:
        found = {p.lookup_key: p for p in v1.prices.list({"lookup_keys": list(sums)}).data}
        done = []
        for key, (interval, currency, amount) in sums.items():
            old = found.get(key)
            if old is not None and (old.unit_amount, old.active) == (amount, True):
                continue
            params = _price(plan, key, interval, currency, amount)
            v1.prices.create(params, gateway.once("price", old.id if old else "", params))
            done.append(f"price {key} made at {amount}")
    return done


def _price(plan: str, key: str, interval: str, currency: str, amount: int) -> dict[str, Any]:
    return {
        "product": product_id(plan),
        "currency": str(currency),
        "unit_amount": amount,
        "recurring": {"interval": str(interval)},
        "lookup_key": key,
        "transfer_lookup_key": True,
        "metadata": {"plan": plan},
    }
