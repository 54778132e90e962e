"""Migrating all companies: order, errors, locks, repetition."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from click.testing import CliRunner
from flask import Flask
from sqlalchemy import text

from app.core.db import db, owner_connection
from tenants import migrate
from tenants.check import check_all
from tenants.cli import check_command, migrate_command
from tenants.context import tenant_scope
from tenants.migrate import Outcome, Report, migrate_all
from tenants.provision import provision_company
from tenants.resolve import find_company
from tests.tenants.trees import add_revision

pytestmark = pytest.mark.usefixtures("fresh", "tree")

ADD_COLOUR = "ALTER TABLE widgets ADD COLUMN colour text"
ADD_TABLE = (
    "CREATE TABLE gadgets (id bigint PRIMARY KEY); GRANT SELECT, INSERT ON gadgets TO __company__"
)


def run(workers: int = 2) -> Report:
    return migrate_all(lambda _report, _outcome: None, workers)


def companies(count: int) -> list[str]:
    return [f"c_{provision_company(f'company-{number}', 'Co')}" for number in range(count)]


def ledger() -> dict[str, tuple[str, str | None]]:
    with owner_connection() as connection:
        rows = connection.execute(
            "SELECT schema_name, revision, error FROM platform.schema_revisions"
        )
        return {row[0]: (row[1], row[2]) for row in rows}


def execute(statement: str) -> None:
    with owner_connection() as connection:
        connection.execute(statement.encode())


def test_every_company_is_brought_to_the_head(tree: Path) -> None:
    schemas = companies(5)
    add_revision(tree, 2, ADD_COLOUR)
    add_revision(tree, 3, ADD_TABLE)
    report = run()
    assert (report.total, report.migrated, report.failed) == (5, 5, {})
    assert ledger() == dict.fromkeys(schemas, ("0003", None))


def test_nothing_to_do_is_one_look_at_the_ledger(tree: Path) -> None:
    companies(2)
    assert run() == Report()


def test_progress_counts_each_company_once(tree: Path) -> None:
    schemas = companies(4)
    add_revision(tree, 2, ADD_COLOUR)
    seen: list[tuple[int, str]] = []

    def note(report: Report, outcome: Outcome) -> None:
        seen.append((report.migrated, outcome.schema))

    migrate_all(note, 2)
    assert [count for count, _ in seen] == [1, 2, 3, 4]
    assert sorted(schema for _, schema in seen) == sorted(schemas)


def test_a_failure_is_noted_and_the_run_goes_on(tree: Path) -> None:
    first, broken, last = companies(3)
    execute(f"ALTER TABLE {broken}.widgets ADD COLUMN colour int")
    add_revision(tree, 2, f"CREATE TABLE first_step (a int); {ADD_COLOUR}")
    report = run()
    assert list(report.failed) == [broken]
    assert "DuplicateColumn" in report.failed[broken]
    assert ledger() == {
        first: ("0002", None),
        broken: ("0001", report.failed[broken]),
        last: ("0002", None),
    }
    execute(f"ALTER TABLE {broken}.widgets DROP COLUMN colour")
    assert run().migrated == 1
    assert ledger()[broken] == ("0002", None)


def test_the_command_tells_and_fails(tree: Path) -> None:
    first, broken = companies(2)
    execute(f"ALTER TABLE {broken}.widgets ADD COLUMN colour int")
    add_revision(tree, 2, ADD_COLOUR)
    result = CliRunner().invoke(migrate_command)
    assert result.exit_code == 1
    assert "1 companies migrated, 1 failed." in result.output
    assert f"{broken}: DuplicateColumn" in result.output
    assert "broken" not in result.output
    assert first in ledger()


def test_a_held_lock_does_not_hold_the_deployment(
    tree: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    busy, free = companies(2)
    add_revision(tree, 2, ADD_COLOUR)
    monkeypatch.setattr(migrate, "LOCK_TIMEOUT_SECONDS", 1)
    monkeypatch.setattr(migrate, "ATTEMPTS", 1)
    with owner_connection() as connection, connection.transaction():
        connection.execute(f"SELECT * FROM {busy}.widgets".encode())
        report = run()
    assert list(report.failed) == [busy]
    assert "LockNotAvailable" in report.failed[busy]
    assert ledger()[free] == ("0002", None)
    assert run().migrated == 1


def test_two_runs_at_once_share_no_company(tree: Path) -> None:
    companies(6)
    add_revision(tree, 2, ADD_COLOUR)
    with ThreadPoolExecutor(2) as pool:
        reports = list(pool.map(lambda _: run(), range(2)))
    assert sorted(report.migrated for report in reports) == [0, 6]


def test_a_later_release_is_left_alone(tree: Path) -> None:
    ahead, _ = companies(2)
    execute(f"UPDATE platform.schema_revisions SET revision = '0009' WHERE schema_name = '{ahead}'")
    report = run()
    assert (report.ahead, report.total, report.failed) == ([ahead], 0, {})


def test_a_new_table_belongs_to_the_company_at_once(fresh_app: Flask, tree: Path) -> None:
    provision_company("granted", "Granted")
    add_revision(tree, 2, ADD_TABLE)
    run()
    company = find_company(int(next(iter(ledger())).removeprefix("c_")))
    assert company is not None
    with tenant_scope(company):
        db.session.execute(text("INSERT INTO gadgets VALUES (1)"))
        assert db.session.scalar(text("SELECT count(*) FROM gadgets")) == 1


def test_the_check_finds_every_kind_of_drift() -> None:
    (schema,) = companies(1)
    assert list(check_all()) == []
    for statement in (
        f"ALTER TABLE {schema}.widgets ALTER COLUMN name DROP NOT NULL",
        f"ALTER TABLE {schema}.widgets ADD COLUMN extra int",
        f"DROP TRIGGER journal_append_only ON {schema}.journal",
        f"ALTER TABLE {schema}.journal DROP CONSTRAINT journal_widget_id_fkey",
        f"GRANT DELETE ON {schema}.journal TO {schema}",
        f"CREATE INDEX surprise ON {schema}.widgets (name)",
    ):
        execute(statement)
    (drift,) = check_all()
    found = "\n".join(drift.differences)
    assert "different: column widgets.name" in found
    assert "unexpected: column widgets.extra" in found
    assert "missing: trigger journal.journal_append_only" in found
    assert "missing: constraint journal.journal_widget_id_fkey" in found
    assert "different: grant journal to __company__" in found
    assert "unexpected: index surprise" in found
    assert len(drift.differences) == 6


def test_the_check_reports_what_is_behind_and_changes_nothing(tree: Path) -> None:
    companies(1)
    add_revision(tree, 2, ADD_COLOUR)
    before = ledger()
    result = CliRunner().invoke(check_command)
    assert result.exit_code == 1
    assert "stands at 0001, the head is 0002" in result.output
    assert ledger() == before
