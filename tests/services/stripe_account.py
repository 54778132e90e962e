"""An account at the simulator of Stripe, and the environment that tells the product about it."""

import hashlib
import os
import secrets

import requests

TIMEOUT_SECONDS = 10
# Customers of such an account get a test clock each, so that their renewals can be looked at.
CLOCKED = "sk_test_clocked"


def key_from(secret: str) -> str:
    """The same account at every start of a demo."""
    return CLOCKED + hashlib.sha256(secret.encode()).hexdigest()[:16]


def account_env(world_url: str, product_url: str, key: str | None = None) -> dict[str, str]:
    """Sends the account's webhooks to the product; nothing where the environment names another."""
    if "STRIPE_SECRET_KEY" in os.environ:
        return {}
    key = key or f"{CLOCKED}{secrets.token_hex(8)}"
    headers = {"Authorization": f"Bearer {key}"}
    endpoints = f"{world_url}/v1/webhook_endpoints"
    for old in requests.get(endpoints, headers=headers, timeout=TIMEOUT_SECONDS).json()["data"]:
        requests.delete(f"{endpoints}/{old['id']}", headers=headers, timeout=TIMEOUT_SECONDS)
    wanted = {"url": f"{product_url}/api/v1/billing/webhooks", "enabled_events[]": "*"}
    answer = requests.post(endpoints, data=wanted, headers=headers, timeout=TIMEOUT_SECONDS)
    answer.raise_for_status()
    return {
        "STRIPE_SECRET_KEY": key,
        "STRIPE_WEBHOOK_SECRET": answer.json()["secret"],
        "STRIPE_API_BASE": world_url,
    }
