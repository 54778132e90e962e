"""What each node of the media server tells about itself, where its metrics can be reached."""

from __future__ import annotations

from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

import requests
from prometheus_client.parser import text_string_to_metric_families

from app.core.config import settings
from app.core.logging import get_logger

log = get_logger(__name__)
ANSWER_SECONDS = 2
_PACKETS = "livekit_node_packet_total"


@dataclass(frozen=True)
class Node:
    """`dropped`: percent of its packets since it began. None everywhere where it does not answer."""

    address: str
    rooms: float | None = None
    participants: float | None = None
    dropped: float | None = None


def nodes() -> list[Node]:
    """Those that LIVEKIT_METRICS_URLS names, asked side by side."""
    urls = settings().livekit_metrics_urls
    if not urls:
        return []
    with ThreadPoolExecutor(len(urls)) as pool:
        return list(pool.map(_node, urls))


def _node(url: str) -> Node:
    address = url.partition("://")[2].partition("/")[0]
    try:
        answer = requests.get(url, timeout=ANSWER_SECONDS, allow_redirects=False)
        answer.raise_for_status()
        sums = _sums(answer.text)
    except (requests.RequestException, ValueError) as error:
        log.warning("media_node_silent", node=address, error=repr(error))
        return Node(address)
    dropped, sent = sums[f"{_PACKETS}:dropped"], sums[f"{_PACKETS}:out"]
    share = round(100 * dropped / (dropped + sent), 2) if dropped + sent else 0.0
    return Node(address, sums["livekit_room_total"], sums["livekit_participant_total"], share)


def _sums(text: str) -> Counter[str]:
    """By name, and by name and `type` for packets."""
    found: Counter[str] = Counter()
    for family in text_string_to_metric_families(text):
        for sample in family.samples:
            kind = sample.labels.get("type")
            found[f"{sample.name}:{kind}" if kind else sample.name] += sample.value  # type: ignore[assignment]
    return found
