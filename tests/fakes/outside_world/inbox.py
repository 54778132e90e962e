"""The messages that have left the product, kept in one file, newest first when read."""

import json
import re
import threading
from dataclasses import asdict, dataclass, field
from datetime import UTC, datetime
from pathlib import Path

LINK = re.compile(r"https?://[^\s<>\"')\]]+")


@dataclass(frozen=True)
class OutsideMessage:
    """One message as its receiver sees it. `channel` is email, sms or whatsapp."""

    channel: str
    to: str
    sender: str
    subject: str = ""
    text: str = ""
    html: str = ""
    received_at: str = field(default_factory=lambda: datetime.now(UTC).isoformat())

    def as_json(self) -> dict[str, object]:
        values = asdict(self)
        return values | {"from": values.pop("sender"), "links": self.links()}

    def links(self) -> list[str]:
        """Every address in the message once, in order of appearance."""
        found = LINK.findall(self.text) + [unescape(link) for link in LINK.findall(self.html)]
        return list(dict.fromkeys(link.rstrip(".,;") for link in found))


def unescape(link: str) -> str:
    return link.replace("&amp;", "&")


class Inbox:
    """All messages, appended to `path` as JSON lines so that a restart finds them."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._lock = threading.Lock()
        self._messages = [read_line(line) for line in lines_of(path)]

    def add(self, message: OutsideMessage) -> None:
        with self._lock:
            self._messages.append(message)
            with self._path.open("a") as file:
                file.write(json.dumps(asdict(message)) + "\n")

    def find(self, *, to: str = "", channel: str = "") -> list[OutsideMessage]:
        """Messages to exactly that receiver and of that channel; empty means any."""
        with self._lock:
            found = list(reversed(self._messages))
        return [
            message
            for message in found
            if (not to or message.to.casefold() == to.casefold())
            and (not channel or message.channel == channel)
        ]


def lines_of(path: Path) -> list[str]:
    return path.read_text().splitlines() if path.exists() else []


def read_line(line: str) -> OutsideMessage:
    return OutsideMessage(**json.loads(line))
