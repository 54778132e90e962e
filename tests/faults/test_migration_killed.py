"""Fault 12: a migration is killed at company 37 of 200, and run again."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from app.core.db import owner_connection
from tenants.bootstrap import bootstrap
from tenants.check import check_all
from tenants.migrate import migrate_all
from tenants.provision import provision_company
from tests.conftest import environment
from tests.tenants.trees import add_revision, build_tree, tree_in_use

COMPANIES = 200
KILLED_AT = 37
PATIENCE_SECONDS = 30
RUN = """
import sys
from pathlib import Path
from tenants.migrate import migrate_all
from tests.tenants.trees import tree_in_use

with tree_in_use(Path(sys.argv[1])):
    migrate_all(lambda _report, _outcome: None, workers=1)
"""
# Some rows before the kill must survive it, so each step writes as well as it changes.
STEP = "ALTER TABLE widgets ADD COLUMN steps int NOT NULL DEFAULT 0; UPDATE widgets SET steps = steps + 1"
BLOCKED = """
    SELECT count(*) FROM pg_locks WHERE NOT granted AND relation = %s::regclass
       AND database = (SELECT oid FROM pg_database WHERE datname = current_database())
"""


@pytest.fixture
def tree(tmp_path: Path) -> Iterator[Path]:
    with tree_in_use(build_tree(tmp_path / "tree")) as folder:
        yield folder


@pytest.fixture
def schemas(
    service_env: dict[str, str], own_database: dict[str, str], tree: Path
) -> Iterator[list[str]]:
    with environment(service_env | own_database):
        bootstrap()
        yield provisioned()


def provisioned() -> list[str]:
    with ThreadPoolExecutor(4) as pool:
        slugs = [f"company-{number}" for number in range(COMPANIES)]
        ids = sorted(pool.map(lambda slug: provision_company(slug, slug), slugs))
    with owner_connection() as connection:
        for company_id in ids:
            connection.execute(f"INSERT INTO c_{company_id}.widgets (name) VALUES ('one')".encode())
    return [f"c_{company_id}" for company_id in ids]


def revisions() -> dict[str, str]:
    with owner_connection() as connection:
        rows = connection.execute("SELECT schema_name, revision FROM platform.schema_revisions")
        return {row[0]: row[1] for row in rows}


def steps(schema: str) -> list[int]:
    with owner_connection() as connection:
        return [
            row[0] for row in connection.execute(f"SELECT steps FROM {schema}.widgets".encode())
        ]


def blocked_at(schema: str) -> Iterator[bool]:
    with owner_connection() as connection:
        while True:
            row = connection.execute(BLOCKED, (f"{schema}.widgets",)).fetchone()
            yield bool(row and row[0])


def kill_when_blocked(process: subprocess.Popen[bytes], schema: str) -> None:
    """Somebody reads the company's table, so the migration waits there until it is killed."""
    deadline = time.monotonic() + PATIENCE_SECONDS
    for blocked in blocked_at(schema):
        if blocked:
            break
        assert process.poll() is None, "the run ended before it was killed"
        assert time.monotonic() < deadline
    os.kill(process.pid, signal.SIGKILL)
    assert process.wait() == -signal.SIGKILL


def test_a_killed_migration_goes_on_where_it_stopped(schemas: list[str], tree: Path) -> None:
    add_revision(tree, 2, STEP)
    victim = schemas[KILLED_AT - 1]
    with owner_connection() as reader:
        with reader.transaction():
            reader.execute(f"SELECT * FROM {victim}.widgets".encode())
            process = subprocess.Popen([sys.executable, "-c", RUN, str(tree)], env=os.environ)
            kill_when_blocked(process, victim)
        stand = revisions()
        assert [stand[schema] for schema in schemas[: KILLED_AT - 1]] == ["0002"] * (KILLED_AT - 1)
        assert {stand[schema] for schema in schemas[KILLED_AT:]} == {"0001"}

    report = migrate_all(lambda _report, _outcome: None, workers=2)

    assert report.failed == {}
    assert report.migrated in (COMPANIES - KILLED_AT, COMPANIES - KILLED_AT + 1)
    assert set(revisions().values()) == {"0002"}
    assert all(steps(schema) == [1] for schema in schemas)
    assert list(check_all()) == []
