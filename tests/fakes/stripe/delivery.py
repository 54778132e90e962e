"""Webhooks: signed, sent to every endpoint that wants them, tried again while nobody takes them."""

from __future__ import annotations

import json
import queue
import threading
from collections.abc import Callable

import requests
import stripe

from tests.fakes.stripe.store import Account, Object, shown

PAUSES = (1.0, 2.0, 5.0, 10.0, 20.0, 60.0)
TIMEOUT_SECONDS = 10


class Courier:
    """Threads that deliver; events of one account may overtake each other, as Stripe's do."""

    def __init__(self, threads: int = 4) -> None:
        self._letters: queue.Queue[Callable[[], None]] = queue.Queue()
        for _ in range(threads):
            threading.Thread(target=self._work, daemon=True).start()

    def take(self, account: Account, event: Object) -> None:
        for endpoint in account.all("webhook_endpoint"):
            wanted = endpoint["enabled_events"]
            if endpoint["status"] == "enabled" and ("*" in wanted or event["type"] in wanted):
                self._post(endpoint["url"], endpoint["_secret"], json.dumps(shown(event)), 0)

    def _post(self, url: str, secret: str, payload: str, tries: int) -> None:
        self._letters.put(lambda: self._deliver(url, secret, payload, tries))

    def _work(self) -> None:
        while True:
            self._letters.get()()

    def _deliver(self, url: str, secret: str, payload: str, tries: int) -> None:
        if send(url, secret, payload) or tries >= len(PAUSES):
            return
        again = threading.Timer(PAUSES[tries], self._post, (url, secret, payload, tries + 1))
        again.daemon = True
        again.start()


def send(url: str, secret: str, payload: str) -> bool:
    """Whether the endpoint took it."""
    try:
        answer = requests.post(
            url,
            data=payload.encode(),
            headers={
                "Content-Type": "application/json",
                "Stripe-Signature": signed(payload, secret),
            },
            timeout=TIMEOUT_SECONDS,
        )
    except requests.RequestException:
        return False
    return answer.ok


def signed(payload: str, secret: str, at: int | None = None) -> str:
    return stripe.WebhookSignature.generate_signature_header(payload, secret, at)
