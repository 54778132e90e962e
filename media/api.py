"""The door for the media server's own reports."""

from __future__ import annotations

from dataclasses import dataclass

from flask import request

from app.access.policy import HostKind, Policy
from app.api.routes import post, routes
from media.jobs import apply_webhook
from media.webhooks import check_signature, do_store

MAX_BYTES = 256 * 1024


@dataclass(frozen=True)
class SignedByMediaServer(Policy):
    """Whoever knows the API secret has signed exactly this body."""

    host: HostKind = HostKind.PLATFORM
    needs_csrf: bool = False

    def authorise(self) -> None:
        request.max_content_length = MAX_BYTES
        check_signature(request.headers.get("Authorization", ""), request.get_data())

    @property
    def cookies(self) -> tuple[str, ...]:
        return ()

    def describe(self) -> str:
        return "signed by the media server"


def take_media_report() -> None:
    """Kept before it is answered, and answered before it is applied."""
    report_id = do_store(request.get_data())
    if report_id is not None:
        apply_webhook.enqueue_on_commit(webhook_id=report_id)


blueprint = routes(
    "media",
    "Reports of the media server",
    [post("/media/webhooks", take_media_report, policy=SignedByMediaServer(), status=204)],
)
