"""What a company's plan allows, the refusal when it does not, and how the plan is paid for."""

from __future__ import annotations

from flask import Flask


def register(app: Flask) -> None:
    from billing.cli import register_cli

    register_cli(app)
