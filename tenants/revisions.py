"""The two trees of migrations, rendered as SQL.

A revision never runs as Python against a company: it is rendered once a run and its text is sent to
each schema in one round trip. So a revision may hold only what Alembic can render without a
connection; a change that needs Python is a job between two revisions.
"""

from __future__ import annotations

import io
import logging
from enum import StrEnum
from functools import cache
from pathlib import Path
from typing import Any

from alembic import command
from alembic.config import Config
from alembic.script import ScriptDirectory
from psycopg import sql

from app.core.db import PLATFORM_SCHEMA
from app.core.ddl import EXTENSIONS_SCHEMA

MIGRATIONS = Path(__file__).resolve().parent.parent / "migrations"
VERSION_TABLE = "alembic_version"
# Stands in SQL texts for the role of the company whose schema is being changed.
COMPANY_ROLE = "__company__"
BASE = "base"

# It announces an upgrade for each text that is rendered, where none takes place.
logging.getLogger("alembic.runtime.migration").setLevel(logging.WARNING)


class Tree(StrEnum):
    PLATFORM = "platform"
    TENANT = "tenant"

    @property
    def models_schema(self) -> str | None:
        """What the models of this tree give as their schema."""
        return PLATFORM_SCHEMA if self is Tree.PLATFORM else None

    @property
    def versions(self) -> Path:
        return MIGRATIONS / self.value / "versions"


def config(tree: Tree, **attributes: Any) -> Config:
    """Alembic's configuration for a tree; `attributes` reach migrations/env.py."""
    configured = Config(attributes=attributes)
    configured.set_main_option("script_location", str(MIGRATIONS))
    configured.set_main_option("version_locations", str(tree.versions))
    configured.set_main_option("path_separator", "os")
    configured.set_main_option("file_template", "%%(rev)s_%%(slug)s")
    return configured


@cache
def head(tree: Tree) -> str | None:
    """The tree's last revision; None while it has none. Raises when there are two heads."""
    return ScriptDirectory.from_config(config(tree)).get_current_head()


@cache
def render(tree: Tree, start: str | None, end: str | None = None) -> str:
    """SQL that leads a schema from a revision (None: empty) up to `end` (None: the head)."""
    target = end or head(tree)
    return (
        "" if start == target or target is None else _offline(command.upgrade, tree, start, target)
    )


def render_down(tree: Tree, start: str, end: str | None = None) -> str:
    """SQL that leads a schema back to `end` (None: empty)."""
    return _offline(command.downgrade, tree, start, end or BASE)


def _offline(run: Any, tree: Tree, start: str | None, end: str) -> str:
    configured = config(tree)
    configured.output_buffer = text = io.StringIO()
    run(configured, f"{start}:{end}" if start else end, sql=True)
    return text.getvalue()


def for_company(script: str, schema: str) -> str:
    """The script with the company's role, which bears its schema's name, filled in."""
    return script.replace(COMPANY_ROLE, schema)


def search_path(schema: str) -> sql.Composed:
    """`SET LOCAL` for DDL in a schema: extensions' operator classes can be named, nothing else."""
    names = sql.SQL(", ").join([sql.Identifier(schema), sql.Identifier(EXTENSIONS_SCHEMA)])
    return sql.SQL("SET LOCAL search_path = {}").format(names)
