"""Prometheus metrics of this process, and of all of a machine's when they share a folder.

With PROMETHEUS_MULTIPROC_DIR set, every process writes into that folder and any of them answers
for all; the folder must be emptied before the processes start. Without it, an answer speaks of the
one process that happened to take the request.
"""

from __future__ import annotations

import hmac
import os
import time
from ipaddress import ip_address

from flask import Flask, Response, g, request
from prometheus_client import (
    CONTENT_TYPE_LATEST,
    REGISTRY,
    CollectorRegistry,
    Counter,
    Histogram,
    generate_latest,
)
from prometheus_client.multiprocess import MultiProcessCollector
from werkzeug.exceptions import NotFound

from app.core.config import settings

REQUESTS = Counter("http_requests", "Requests answered.", ("method", "route", "status"))
REQUEST_SECONDS = Histogram(
    "http_request_seconds", "Time to answer a request.", ("method", "route")
)


def register(app: Flask) -> None:
    app.before_request(_begin)
    app.after_request(_count)
    app.add_url_rule("/metrics", "metrics", _metrics)


def _begin() -> None:
    g.metrics_began = time.perf_counter()


def _count(response: Response) -> Response:
    # Routes, never paths: a label must not have as many values as there are links.
    route = request.url_rule.rule if request.url_rule else "unknown"
    REQUESTS.labels(request.method, route, response.status_code).inc()
    if "metrics_began" in g:
        REQUEST_SECONDS.labels(request.method, route).observe(time.perf_counter() - g.metrics_began)
    return response


def _metrics() -> Response:
    if not _may_read():
        raise NotFound()
    return Response(generate_latest(_registry()), content_type=CONTENT_TYPE_LATEST)


def _may_read() -> bool:
    """The holder of METRICS_TOKEN; where none is set, a direct connection from this machine."""
    token = settings().metrics_token
    if token:
        return hmac.compare_digest(request.headers.get("Authorization", ""), f"Bearer {token}")
    forwarded = "X-Forwarded-For" in request.headers or "Forwarded" in request.headers
    return not forwarded and ip_address(request.remote_addr or "0.0.0.0").is_loopback  # noqa: S104


def _registry() -> CollectorRegistry:
    if not os.environ.get("PROMETHEUS_MULTIPROC_DIR"):
        return REGISTRY
    shared = CollectorRegistry()
    MultiProcessCollector(shared)  # type: ignore[no-untyped-call]
    return shared
