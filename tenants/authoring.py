"""Writing revisions: the models are compared with a scratch schema at the tree's head.

The scratch schema lives in a transaction that is rolled back.
"""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from alembic import command
from alembic.operations.ops import CreateTableOp, DropTableOp, ExecuteSQLOp, MigrationScript
from sqlalchemy import Connection, inspect, text

from app.core.db import owner_engine
from app.core.ddl import EXTENSIONS_SCHEMA, HandWritten, hand_written
from tenants.blueprint import grant, models_metadata
from tenants.revisions import Tree, config, for_company, head, render

SCRATCH = "scratch"
INITIAL = "initial"
_KNOWN_NAMES = """
    SELECT tgname FROM pg_catalog.pg_trigger t JOIN pg_catalog.pg_class c ON c.oid = t.tgrelid
     WHERE c.relnamespace = :schema ::text::regnamespace
    UNION SELECT proname FROM pg_catalog.pg_proc WHERE pronamespace = :schema ::text::regnamespace
    UNION SELECT relname FROM pg_catalog.pg_class WHERE relnamespace = :schema ::text::regnamespace
    UNION SELECT conname FROM pg_catalog.pg_constraint
     WHERE connamespace = :schema ::text::regnamespace
"""


class NotUnreleased(RuntimeError):
    """The first revision can be written anew only while it is the only one."""


def make_migration(tree: Tree, message: str) -> Path:
    """Writes the next revision of a tree from what the models have and its head has not.

    Returns the new file; review it before committing.
    """
    number = len(list(tree.versions.glob("[0-9]*.py"))) + 1
    with _scratch(tree) as connection:
        return _revision(tree, connection, f"{number:04d}", message)


def remake_initial(tree: Tree) -> Path:
    """Writes `0001_initial` anew from the models; raises NotUnreleased when others follow it."""
    existing = sorted(tree.versions.glob("[0-9]*.py"))
    if len(existing) > 1:
        raise NotUnreleased(f"The {tree} tree has {len(existing)} revisions; add one instead.")
    for path in existing:
        path.unlink()
    head.cache_clear()
    render.cache_clear()
    return make_migration(tree, INITIAL)


@contextmanager
def _scratch(tree: Tree) -> Iterator[Connection]:
    engine = owner_engine()
    with engine.connect() as connection:
        script = render(tree, None)
        raw = connection.connection.dbapi_connection
        raw.execute(f"CREATE SCHEMA {SCRATCH}")  # type: ignore[union-attr]
        raw.execute(f"SET LOCAL search_path = {SCRATCH}, {EXTENSIONS_SCHEMA}")  # type: ignore[union-attr]
        raw.execute(for_company(script, "CURRENT_USER"))  # type: ignore[union-attr]
        connection.dialect.default_schema_name = SCRATCH
        yield connection
        connection.rollback()


def _revision(tree: Tree, connection: Connection, number: str, message: str) -> Path:
    known = set(connection.execute(text(_KNOWN_NAMES), {"schema": SCRATCH}).scalars())
    missing = [item for item in hand_written(tree.models_schema) if item.name not in known]

    present = [name for name, _ in inspect(connection).get_sorted_table_and_fkc_names() if name]

    def complete(_context: Any, _revision: Any, scripts: list[MigrationScript]) -> None:
        _order_drops(scripts[0], present)
        _add_by_hand(tree, scripts[0], missing)

    configured = config(tree, connection=connection, metadata=models_metadata(tree))
    script: Any = command.revision(
        configured,
        message=message,
        autogenerate=True,
        rev_id=number,
        process_revision_directives=complete,
    )
    head.cache_clear()
    render.cache_clear()
    path = Path(script.path)
    _format(path)
    return path


def _order_drops(script: MigrationScript, present: list[str]) -> None:
    """Alembic drops tables in no order; `present` has those that others refer to first."""
    up, down = script.upgrade_ops, script.downgrade_ops
    assert up is not None
    assert down is not None
    drops, others = _split(up.ops, DropTableOp, present)
    up.ops = others + drops[::-1]
    makes, others = _split(down.ops, CreateTableOp, present)
    down.ops = makes + others


def _split(ops: Any, kind: Any, present: list[str]) -> tuple[list[Any], list[Any]]:
    chosen = [op for op in ops if isinstance(op, kind) and op.table_name in present]
    chosen.sort(key=lambda op: present.index(op.table_name))
    return chosen, [op for op in ops if op not in chosen]


def _add_by_hand(tree: Tree, script: MigrationScript, missing: list[HandWritten]) -> None:
    up, down = script.upgrade_ops, script.downgrade_ops
    assert up is not None
    assert down is not None
    made = [item.table_name for item in up.ops if isinstance(item, CreateTableOp)]
    up.ops.extend(ExecuteSQLOp(item.create) for item in missing)
    if tree is Tree.TENANT:
        up.ops.extend(ExecuteSQLOp(grant(table)) for table in made)
    undo = [ExecuteSQLOp(item.drop) for item in reversed(missing)]
    down.ops[:0] = undo


def _format(path: Path) -> None:
    lines = path.read_text().splitlines(keepends=True)
    path.write_text("".join(line for line in lines if not line.strip().startswith("# ###")))
    for arguments in (["format", "--quiet"], ["check", "--fix", "--quiet"]):
        subprocess.run([sys.executable, "-m", "ruff", *arguments, str(path)], check=False)  # noqa: S603
