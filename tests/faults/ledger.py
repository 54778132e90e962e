"""What was asked of the product and what it said, held against what is in its tables afterwards."""

from __future__ import annotations

import threading
from collections import Counter
from collections.abc import Callable, Iterable
from typing import Any

from tests.faults.site import NO_ANSWER

RETRY_LATER = 503


class Ledger:
    """One entry an operation, by a key that can be found in the tables. Any thread may write."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._answers: dict[str, dict[str, int]] = {}
        self.faults: list[str] = []

    def ask(self, kind: str, key: object, send: Callable[[], Any]) -> Any:
        """Sends one operation and notes the answer; the response."""
        self._note(kind, str(key), NO_ANSWER)
        response = send()
        self._note(kind, str(key), response.status_code)
        self._look_at(kind, response)
        return response

    def acknowledged(self, kind: str | None = None) -> int:
        """How many operations the product said it had done."""
        with self._lock:
            kinds = [kind] if kind else list(self._answers)
            return sum(done(status) for name in kinds for status in self._of(name).values())

    def statuses(self) -> Counter[int]:
        with self._lock:
            return Counter(status for kind in self._answers.values() for status in kind.values())

    def check(self, kind: str, found: Iterable[object]) -> None:
        """Acknowledged: exactly once. Not acknowledged: at most once. Never asked: not there."""
        counted = Counter(str(key) for key in found)
        asked = self._of(kind)
        assert counted.keys() <= asked.keys(), f"{kind}: {counted.keys() - asked.keys()} appeared"
        wrong = {
            key: (status, counted[key])
            for key, status in asked.items()
            if counted[key] > 1 or (done(status) and counted[key] != 1)
        }
        assert not wrong, f"{kind}: (answer, times found) {wrong}"

    def _of(self, kind: str) -> dict[str, int]:
        return self._answers.setdefault(kind, {})

    def _note(self, kind: str, key: str, status: int) -> None:
        with self._lock:
            self._of(kind)[key] = status

    def _look_at(self, kind: str, response: Any) -> None:
        status = response.status_code
        hopeless = status == RETRY_LATER and "Retry-After" not in response.headers
        if hopeless or (status >= 500 and status not in (NO_ANSWER, RETRY_LATER)):
            self.faults.append(f"{kind}: {status} {response.get_data(as_text=True)[:300]}")


def done(status: int) -> bool:
    return 200 <= status < 300
