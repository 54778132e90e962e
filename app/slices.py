"""The one list of what the product is made of, in the order in which it is registered."""

from __future__ import annotations

from importlib import import_module
from importlib.util import find_spec
from types import ModuleType

from flask import Flask
from flask_smorest import Api

SLICES = (
    "app.access",
    "billing",
    "media",
    "app.settings",
    "app.branding",
    "app.domains",
    "app.team",
    "app.clients",
    "app.calls",
    "app.queueing",
    "app.schedules",
    "app.links",
    "app.guests",
    "app.ratings",
    "app.recordings",
    "app.supervision",
    "app.signup",
    "app.announcements",
    "app.health",
    "app.staff",
    "app.support",
    "app.superadmin",
)
# Tables that do not belong to a slice.
OTHER_MODELS = (
    "tenants.models",
    "app.core.outbox",
    "app.realtime.models",
    "app.access.staff_models",
    "app.access.support_models",
)
# What a slice's files register by being imported.
REGISTERING_FILES = ("events", "realtime", "jobs", "subscribers", "ledger")


def load_models() -> None:
    """Imports every table, so that the metadata is complete."""
    for name in OTHER_MODELS:
        import_module(name)
    for name in SLICES:
        _import(name, "models")


def register_slices(app: Flask, api: Api) -> None:
    """Routes, socket handlers, jobs and subscriptions of every slice."""
    import_module("workers.outbox")
    import_module("billing.session")
    for name in SLICES:
        for file in REGISTERING_FILES:
            _import(name, file)
        module = _import(name, "api")
        if module is not None:
            api.register_blueprint(module.blueprint)
        register = getattr(import_module(name), "register", None)
        if register is not None:
            register(app)


def _import(slice_name: str, file: str) -> ModuleType | None:
    name = f"{slice_name}.{file}"
    return import_module(name) if find_spec(name) else None
