"""`flask generate`: the committed copies of what the code declares."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import click
from flask import Flask
from flask.cli import with_appcontext

from app.api import openapi
from app.realtime import documents
from tenants.blueprint import HEAD_SCRIPT, head_script, head_script_text

ROOT = Path(__file__).resolve().parents[2]
DOCS = ROOT / "docs"

COPIES: dict[Path, Callable[[], str]] = {
    HEAD_SCRIPT: head_script_text,
    DOCS / "openapi.json": lambda: _as_json(openapi.document()),
    DOCS / "realtime.json": lambda: _as_json(documents.schemas_document()),
    DOCS / "realtime-events.md": documents.readable_page,
}


def register_cli(app: Flask) -> None:
    app.cli.add_command(generate)


@click.command("generate")
@click.option("--check", is_flag=True, help="Write nothing; fail where a copy differs.")
@with_appcontext
def generate(check: bool) -> None:
    """Write the provisioning script, the OpenAPI document and the catalogue of events."""
    made = {path: make() for path, make in COPIES.items()}
    differing = [path for path, text in made.items() if not _holds(path, text)]
    for path in differing:
        click.echo(f"{path.relative_to(ROOT)} {'differs' if check else 'written'}")
        if not check:
            path.parent.mkdir(exist_ok=True)
            path.write_text(made[path])
    head_script.cache_clear()
    if check and differing:
        raise click.ClickException("Run `make generate` and commit the result.")


def _holds(path: Path, text: str) -> bool:
    return path.exists() and path.read_text() == text


def _as_json(document: dict[str, Any]) -> str:
    return json.dumps(document, indent=2, ensure_ascii=False) + "\n"
