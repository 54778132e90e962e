"""Puts the application together."""

from __future__ import annotations

from flask import Flask
from werkzeug.middleware.proxy_fix import ProxyFix

from app import slices, web
from app.api import errors, generate, openapi
from app.core import db, logging, metrics, request_log, security_headers
from app.core.config import settings
from app.core.health import register_health
from app.core.json_provider import JSONProvider
from app.realtime import handlers, server
from tenants.cli import register_cli

MAX_REQUEST_BYTES = 30 * 1024 * 1024


def build() -> Flask:
    chosen = settings()
    logging.configure(chosen.log_level, chosen.log_format)
    app = Flask("app", static_folder=None)
    app.json = JSONProvider(app)
    # No SECRET_KEY: Flask's own session is not used, and would be opened for each request.
    app.config.update(MAX_CONTENT_LENGTH=MAX_REQUEST_BYTES)
    if chosen.trusted_proxies:
        # Only the client's address and scheme are believed; the Host header must be the real one.
        app.wsgi_app = ProxyFix(  # type: ignore[method-assign]
            app.wsgi_app, x_for=chosen.trusted_proxies, x_proto=chosen.trusted_proxies, x_host=0
        )
    slices.load_models()
    db.init_app(app)
    request_log.register(app)
    security_headers.register(app)
    errors.register(app)
    metrics.register(app)
    register_health(app)
    slices.register_slices(app, openapi.init_app(app))
    web.register(app)
    handlers.bind_handlers(app)
    server.init_app(app)
    register_cli(app)
    generate.register_cli(app)
    return app
