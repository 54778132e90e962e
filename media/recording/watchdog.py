"""Recorders that are lost: their parts end where they ended, and the recordings wait for a living one.

A recorder that died on this machine is known by its lock at once; one whose machine is gone, by its
heartbeat.
"""

from __future__ import annotations

from datetime import timedelta

from app.core.clock import utcnow
from app.core.logging import get_logger
from media.recording import files
from media.recording.ledger import OpenPart, ledger
from tenants.context import tenant_scope
from tenants.resolve import served_companies

log = get_logger(__name__)
# Twenty heartbeats.
SILENCE = timedelta(seconds=10)


def take_over_from_dead() -> None:
    """For every recorder: what a neighbour on the same machine has left behind."""
    for node in files.dead_nodes():
        log.error("recorder_found_dead", node=node)
        for company in served_companies():
            with tenant_scope(company):
                _take_over(ledger().open_parts(node=node))
        files.bury(node)


def take_over_silent() -> None:
    """In the company whose scope is open."""
    _take_over(ledger().open_parts(before=utcnow() - SILENCE))


def _take_over(parts: list[OpenPart]) -> None:
    for part in parts:
        log.error("recording_part_taken_over", part=part.part_id, node=part.node)
        ledger().take_over(part, files.size(part.path) if part.path else 0)
