"""Products, prices, coupons and promotion codes."""

from __future__ import annotations

from tests.fakes.stripe.addresses import INTERVALS, Params, address, listed
from tests.fakes.stripe.params import (
    PAGING,
    Fault,
    flag,
    group,
    many,
    mapping,
    text,
    whole,
)
from tests.fakes.stripe.store import Account, Object, new_id


@address(
    "POST",
    "/v1/products",
    id=text(),
    name=text(required=True),
    active=flag(),
    description=text(clearable=True),
    metadata=mapping(),
)
def create_product(account: Account, params: Params) -> Object:
    if account.find("product", params.get("id")):
        raise Fault("Product already exists.", code="resource_already_exists", param="id")
    now = account.now()
    values = {
        "name": params["name"],
        "active": params.get("active", True),
        "description": params.get("description"),
        "metadata": params.get("metadata") or {},
        "type": "service",
        "updated": now,
    }
    made = account.add("product", now, values, params.get("id"))
    account.emit("product.created", made)
    return made


@address("POST", "/v1/products/<id>", name=text(), active=flag(), metadata=mapping())
def update_product(account: Account, params: Params, product_id: str) -> Object:
    found = account.get("product", product_id)
    found |= params | {"updated": account.now()}
    account.emit("product.updated", found)
    return found


@address("GET", "/v1/products", ids=many(text()), active=flag(), **PAGING)
def list_products(account: Account, params: Params) -> Params:
    found = account.all("product")
    if "ids" in params:
        found = [each for each in found if each["id"] in params["ids"]]
    return listed(found, params, "/v1/products")


@address(
    "POST",
    "/v1/prices",
    product=text(required=True),
    currency=text(required=True),
    unit_amount=whole(required=True),
    recurring=group(
        required=True, interval=text(*INTERVALS, required=True), interval_count=whole()
    ),
    lookup_key=text(),
    transfer_lookup_key=flag(),
    nickname=text(),
    metadata=mapping(),
)
def create_price(account: Account, params: Params) -> Object:
    account.get("product", params["product"], "product")
    key = params.get("lookup_key")
    for other in account.all("price", lookup_key=key) if key else []:
        if not params.get("transfer_lookup_key"):
            raise Fault(
                f"A price (`{other['id']}`) already uses that lookup key.", param="lookup_key"
            )
        other["lookup_key"] = None
    recurring = params["recurring"]
    values = {
        "product": params["product"],
        "active": True,
        "currency": params["currency"],
        "unit_amount": params["unit_amount"],
        "unit_amount_decimal": str(params["unit_amount"]),
        "type": "recurring",
        "recurring": {
            "interval": recurring["interval"],
            "interval_count": recurring.get("interval_count", 1),
            "usage_type": "licensed",
        },
        "lookup_key": key,
        "nickname": params.get("nickname"),
        "metadata": params.get("metadata") or {},
    }
    made = account.add("price", account.now(), values)
    account.emit("price.created", made)
    return made


@address("GET", "/v1/prices", lookup_keys=many(text()), active=flag(), product=text(), **PAGING)
def list_prices(account: Account, params: Params) -> Params:
    found = account.all("price")
    for name in ("active", "product"):
        if name in params:
            found = [each for each in found if each[name] == params[name]]
    if "lookup_keys" in params:
        if len(params["lookup_keys"]) > 10:
            raise Fault("Too many lookup keys: at most 10.", param="lookup_keys")
        found = [each for each in found if each["lookup_key"] in params["lookup_keys"]]
    return listed(found, params, "/v1/prices")


@address("GET", "/v1/prices/<id>")
def show_price(account: Account, params: Params, price_id: str) -> Object:
    return account.get("price", price_id)


@address(
    "POST",
    "/v1/coupons",
    id=text(),
    name=text(),
    percent_off=whole(),
    amount_off=whole(),
    currency=text(),
    duration=text("once", "forever", "repeating"),
    metadata=mapping(),
)
def create_coupon(account: Account, params: Params) -> Object:
    if "percent_off" not in params and "amount_off" not in params:
        raise Fault("You must pass either percent_off or amount_off.", param="percent_off")
    values = {
        "name": params.get("name"),
        "percent_off": params.get("percent_off"),
        "amount_off": params.get("amount_off"),
        "currency": params.get("currency"),
        "duration": params.get("duration", "once"),
        "valid": True,
        "metadata": params.get("metadata") or {},
    }
    return account.add("coupon", account.now(), values, params.get("id"))


@address(
    "POST",
    "/v1/promotion_codes",
    promotion=group(required=True, type=text("coupon", required=True), coupon=text(required=True)),
    code=text(),
    active=flag(),
    max_redemptions=whole(),
    metadata=mapping(),
)
def create_promotion_code(account: Account, params: Params) -> Object:
    coupon = account.get("coupon", params["promotion"]["coupon"], "promotion[coupon]")
    values = {
        "promotion": {"type": "coupon", "coupon": coupon["id"]},
        "code": params.get("code", new_id("coupon")[3:11].upper()),
        "active": params.get("active", True),
        "max_redemptions": params.get("max_redemptions"),
        "times_redeemed": 0,
        "metadata": params.get("metadata") or {},
    }
    return account.add("promotion_code", account.now(), values)
