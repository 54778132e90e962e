"""What the database must hold beyond the columns, constraints and indexes of the models.

Registered beside a model, read by the migrations' authoring, the provisioning script and the drift
check. The texts name tables without a schema: the search path decides, as in every migration. They
must not contain a colon before a letter, which Alembic would take for a parameter.
"""

from __future__ import annotations

from dataclasses import dataclass

from app.core.db import PLATFORM_SCHEMA

# Installed once a database, in a schema of their own that stands behind a company's in the search
# path while DDL runs.
EXTENSIONS = ("btree_gist", "pg_trgm")
EXTENSIONS_SCHEMA = "extensions"

REFUSE_CHANGE = "refuse_change"


@dataclass(frozen=True)
class HandWritten:
    """`name` is that of the function, trigger, index or constraint which `create` makes."""

    name: str
    create: str
    drop: str


_registered: dict[str | None, dict[str, HandWritten]] = {None: {}, PLATFORM_SCHEMA: {}}
_append_only: set[tuple[str | None, str]] = set()


def tenant_ddl(name: str, create: str, drop: str) -> None:
    """One more statement for every company's schema, run after its tables are made."""
    _registered[None][name] = HandWritten(name, create, drop)


def platform_ddl(name: str, create: str, drop: str) -> None:
    """The same for the platform schema."""
    _registered[PLATFORM_SCHEMA][name] = HandWritten(name, create, drop)


def append_only(table: str, schema: str | None = None) -> None:
    """Rows of this table can be added and read only, whoever asks; `schema` as in the model."""
    _append_only.add((schema, table))
    register = platform_ddl if schema else tenant_ddl
    register(
        REFUSE_CHANGE,
        f"CREATE FUNCTION {REFUSE_CHANGE}() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN "
        "RAISE EXCEPTION '% is append-only', TG_TABLE_NAME USING ERRCODE = '42501'; END $$",
        f"DROP FUNCTION {REFUSE_CHANGE}()",
    )
    trigger = f"{table}_append_only"
    register(
        trigger,
        f"CREATE TRIGGER {trigger} BEFORE UPDATE OR DELETE OR TRUNCATE ON {table} "
        f"FOR EACH STATEMENT EXECUTE FUNCTION {REFUSE_CHANGE}()",
        f"DROP TRIGGER {trigger} ON {table}",
    )


def is_append_only(table: str, schema: str | None = None) -> bool:
    return (schema, table) in _append_only


def hand_written(schema: str | None) -> list[HandWritten]:
    """The registered statements of a kind of schema, in the order of registration."""
    return list(_registered[schema].values())
