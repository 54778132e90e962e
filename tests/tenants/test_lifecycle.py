"""Suspending, closing, exporting and erasing a company."""

from __future__ import annotations

import csv
import hashlib
import io
import json
from collections.abc import Iterator
from pathlib import Path
from zipfile import ZipFile

import pytest
from flask import Flask
from sqlalchemy import text

from app.core import bus
from app.core.db import db, owner_connection
from app.core.errors import NotFound
from tenants import lifecycle
from tenants.bootstrap import login_role
from tenants.cli import register_cli
from tenants.context import tenant_scope
from tenants.erase import CompanyErasing, erase_company
from tenants.export import MANIFEST, export_company
from tenants.lifecycle import StatusRefused
from tenants.models import Company
from tenants.provision import NewCompany, ProvisioningRefused, provision_company, reserve_company
from tenants.resolve import company_host, find_company, resolve_host

pytestmark = pytest.mark.usefixtures("fresh", "tree")
TRICKY = ["plain", 'comma, "quotes"', "line\nbreak", "", "=1+1", "ação 🎥", "\\N"]


@pytest.fixture
def company(fresh_app: Flask) -> int:
    company_id = provision_company("acme", "Acme", brand={"primary": "#000000"})
    found = find_company(company_id)
    assert found is not None
    with tenant_scope(found):
        for name in TRICKY:
            db.session.execute(text("INSERT INTO widgets (name) VALUES (:name)"), {"name": name})
        db.session.execute(text("INSERT INTO journal (widget_id, line) VALUES (1, NULL), (2, '')"))
        db.session.commit()
    return company_id


@pytest.fixture
def closed(company: int) -> int:
    lifecycle.close(company)
    db.session.commit()
    return company


def served() -> str | None:
    found = resolve_host(company_host("acme"))
    return found.status if found else None


def test_each_change_is_seen_at_once(company: int) -> None:
    assert served() == "active"
    for change, status in (
        (lifecycle.suspend, "suspended"),
        (lifecycle.restore, "active"),
        (lifecycle.close, None),
        (lifecycle.restore, "active"),
    ):
        change(company)
        db.session.commit()
        assert served() == status


def test_a_change_that_is_not_committed_is_none(company: int) -> None:
    lifecycle.close(company)
    db.session.rollback()
    assert served() == "active"


def test_repeating_a_change_keeps_its_time(company: int) -> None:
    first = lifecycle.suspend(company).suspended_at
    db.session.commit()
    assert lifecycle.suspend(company).suspended_at == first
    restored = lifecycle.restore(company)
    assert restored.suspended_at is None


def test_a_closed_company_cannot_be_suspended(closed: int) -> None:
    with pytest.raises(StatusRefused, match="closed"):
        lifecycle.suspend(closed)


def test_an_unfinished_company_cannot_be_changed(fresh_app: Flask) -> None:
    unfinished = reserve_company(NewCompany("half-made", "Half"))
    with pytest.raises(StatusRefused, match="provisioning"):
        lifecycle.restore(unfinished)


def test_an_unknown_company_is_not_found(fresh_app: Flask) -> None:
    for change in (lifecycle.suspend, lifecycle.restore, lifecycle.close, erase_company):
        with pytest.raises(NotFound):
            change(987_654_321)
    with pytest.raises(NotFound):
        export_company(987_654_321, io.BytesIO())


def test_only_a_closed_company_can_be_erased(company: int) -> None:
    with pytest.raises(StatusRefused, match="active"):
        erase_company(company)
    assert served() == "active"


def test_an_export_holds_every_row_with_its_checksum(company: int) -> None:
    archive = io.BytesIO()
    export_company(company, archive)
    with ZipFile(archive) as files:
        manifest = json.loads(files.read(MANIFEST))
        for table in manifest["tables"]:
            content = files.read(table["file"])
            assert hashlib.sha256(content).hexdigest() == table["sha256"]
            assert len(content) == table["size"]
            assert len(list(csv.reader(io.StringIO(content.decode())))) == table["rows"] + 1
    assert {table["name"]: table["rows"] for table in manifest["tables"]} == {
        "journal": 2,
        "widgets": len(TRICKY),
    }
    assert manifest["company"]["slug"] == "acme"
    assert manifest["domains"] == [company_host("acme")]
    assert manifest["revision"] == "0001"


def test_an_export_needs_no_seekable_file(company: int, tmp_path: Path) -> None:
    class Pipe(io.BytesIO):
        def seekable(self) -> bool:
            return False

        def seek(self, *_: int) -> int:
            raise io.UnsupportedOperation("seek")

        def tell(self) -> int:
            raise io.UnsupportedOperation("tell")

    pipe = Pipe()
    export_company(company, pipe)
    with ZipFile(io.BytesIO(pipe.getvalue())) as files:
        assert files.testzip() is None


def test_what_was_exported_and_erased_can_be_put_back(closed: int) -> None:
    archive = io.BytesIO()
    export_company(closed, archive)
    erase_company(closed)
    again = provision_company("acme", "Acme again")
    assert again != closed
    with ZipFile(archive) as files, owner_connection() as connection, connection.cursor() as cursor:
        for table in ("widgets", "journal"):
            command = f"COPY c_{again}.{table} FROM STDIN WITH (FORMAT csv, HEADER)"
            with cursor.copy(command.encode()) as copy:
                copy.write(files.read(f"{table}.csv"))
    company = find_company(again)
    assert company is not None
    with tenant_scope(company):
        found = list(db.session.scalars(text("SELECT name FROM widgets ORDER BY id")))
        lines = list(db.session.scalars(text("SELECT line FROM journal ORDER BY id")))
    assert found == TRICKY
    assert lines == [None, ""]


@pytest.fixture
def erasures() -> Iterator[list[int]]:
    seen: list[int] = []

    def note(event: CompanyErasing) -> None:
        seen.append(event.company_id)

    bus.subscribe(CompanyErasing, note)
    yield seen
    bus._handlers[CompanyErasing].remove(note)


def test_an_erased_company_leaves_a_nameless_row(closed: int, erasures: list[int]) -> None:
    erase_company(closed)
    erase_company(closed)
    assert erasures == [closed]
    row = db.session.get_one(Company, closed)
    assert (row.slug, row.name, row.brand, row.status) == (f"erased-{closed}", "", {}, "closed")
    assert row.erased_at is not None
    with owner_connection() as connection:
        left = connection.execute(
            "SELECT to_regnamespace(%(name)s), to_regrole(%(name)s),"
            " (SELECT count(*) FROM platform.domains WHERE company_id = %(id)s),"
            " (SELECT count(*) FROM platform.schema_revisions WHERE schema_name = %(name)s)",
            {"name": f"c_{closed}", "id": closed},
        ).fetchone()
    assert left == (None, None, 0, 0)
    with pytest.raises(NotFound):
        export_company(closed, io.BytesIO())
    with pytest.raises(StatusRefused, match="erased"):
        lifecycle.restore(closed)


def test_an_erasure_that_could_not_finish_is_repeated(closed: int) -> None:
    def refuse(_event: CompanyErasing) -> None:
        raise RuntimeError("the store does not answer")

    bus.subscribe(CompanyErasing, refuse)
    with pytest.raises(RuntimeError):
        erase_company(closed)
    bus._handlers[CompanyErasing].remove(refuse)
    assert db.session.get_one(Company, closed).erased_at is None
    db.session.rollback()
    erase_company(closed)
    assert db.session.get_one(Company, closed).erased_at is not None


def test_the_commands(company: int, fresh_app: Flask, tmp_path: Path) -> None:
    register_cli(fresh_app)
    runner = fresh_app.test_cli_runner()
    archive = tmp_path / "acme.zip"
    for arguments, said in (
        (["suspend", "acme"], "acme is suspended."),
        (["restore", "acme"], "acme is active."),
        (["export", "acme", str(archive)], f"Wrote {len(TRICKY) + 2} rows of 2 tables"),
        (["erase", "acme", "--yes"], "Only a closed company can be erased"),
        (["close", "acme"], "acme is closed."),
        (["erase", "acme", "--yes"], "acme is erased."),
        (["export", "acme", str(archive)], "There is no company 'acme'."),
        (["provision", "acme", "--name", "Acme"], "(acme) is ready."),
        (["provision", "www", "--name", "Acme"], "'www' is reserved."),
    ):
        assert said in runner.invoke(args=arguments).output
    assert [path.name for path in tmp_path.iterdir() if path.is_file()] == ["acme.zip"]
    assert login_role() not in archive.read_bytes().decode("latin-1")


def test_a_closed_company_is_not_provisioned_anew(closed: int) -> None:
    with pytest.raises(ProvisioningRefused, match="closed"):
        provision_company("acme", "Acme")


def test_a_tombstones_slug_cannot_be_taken(closed: int) -> None:
    erase_company(closed)
    with pytest.raises(ProvisioningRefused, match="reserved"):
        provision_company(f"erased-{closed}", "Ghost")
