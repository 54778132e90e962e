"""All data of one company in one archive: a CSV for each table and a manifest.

Everything is read in one snapshot and streamed, so memory does not grow with the company.
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import IO, Any
from zipfile import ZIP_DEFLATED, ZipFile

import psycopg
from psycopg import sql
from psycopg.rows import dict_row

from app.core.clock import utcnow
from app.core.db import Base, owner_connection
from app.core.errors import NotFound
from tenants.context import schema_name
from tenants.platform_schema import version_of
from tenants.revisions import VERSION_TABLE

MANIFEST = "manifest.json"
FORMAT = 1
Connection = psycopg.Connection[Any]
_TABLES = """
    SELECT relname, (SELECT coalesce(array_agg(attname ORDER BY position), '{}')
                       FROM pg_catalog.pg_index,
                            unnest(indkey::smallint[]) WITH ORDINALITY AS k (attnum, position)
                       JOIN pg_catalog.pg_attribute a USING (attnum)
                      WHERE indrelid = c.oid AND indisprimary AND a.attrelid = c.oid),
           (SELECT array_agg(attname ORDER BY attnum) FROM pg_catalog.pg_attribute
             WHERE attrelid = c.oid AND attnum > 0 AND NOT attisdropped)
      FROM pg_catalog.pg_class c
     WHERE relnamespace = %s::regnamespace AND relkind IN ('r', 'p') AND relname <> %s
     ORDER BY relname
"""


@dataclass(frozen=True)
class ExportedTable:
    """`sha256` is that of the CSV text, hexadecimal; `size` its bytes before compression.

    `left_out` names the columns that hold secrets.
    """

    name: str
    file: str
    rows: int
    size: int
    sha256: str
    left_out: list[str]


@dataclass(frozen=True)
class Manifest:
    format: int
    exported_at: str
    revision: str | None
    company: dict[str, Any]
    domains: list[str]
    tables: list[ExportedTable]


def export_company(company_id: int, target: IO[bytes]) -> Manifest:
    """Writes the zip archive to `target`, which need not be seekable; raises NotFound."""
    schema = schema_name(company_id)
    with owner_connection() as connection, connection.transaction():
        connection.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY")
        company = _company(connection, company_id)
        tables = connection.execute(_TABLES, (schema, VERSION_TABLE)).fetchall()
        with ZipFile(target, "w", ZIP_DEFLATED) as archive:
            exported = [_table(connection, archive, schema, *table) for table in tables]
            manifest = _manifest(connection, company, exported)
            archive.writestr(MANIFEST, json.dumps(asdict(manifest), indent=1, default=_text))
    return manifest


def _company(connection: Connection, company_id: int) -> dict[str, Any]:
    cursor = connection.cursor(row_factory=dict_row)
    row = cursor.execute(
        "SELECT * FROM platform.companies WHERE id = %s AND erased_at IS NULL"
        " AND to_regnamespace(%s) IS NOT NULL",
        (company_id, schema_name(company_id)),
    ).fetchone()
    if row is None:
        raise NotFound
    return row


def _table(
    connection: Connection,
    archive: ZipFile,
    schema: str,
    table: str,
    key: list[str],
    columns: list[str],
) -> ExportedTable:
    secret = _secret_columns(table)
    shown = [column for column in columns if column not in secret]
    digest, size, file = hashlib.sha256(), 0, f"{table}.csv"
    cursor = connection.cursor()
    copy = _copy(sql.Identifier(schema, table), shown, key)
    with archive.open(file, "w", force_zip64=True) as entry, cursor.copy(copy) as chunks:
        for chunk in chunks:
            digest.update(chunk)
            size += len(chunk)
            entry.write(chunk)
    return ExportedTable(
        table, file, cursor.rowcount, size, digest.hexdigest(), sorted(secret & set(columns))
    )


def _secret_columns(table: str) -> set[str]:
    known = Base.metadata.tables.get(table)
    columns = known.columns if known is not None else ()
    return {column.name for column in columns if column.info.get("secret")}


def _copy(table: sql.Identifier, columns: list[str], key: list[str]) -> sql.Composed:
    def names(items: list[str]) -> sql.Composed:
        return sql.SQL(", ").join(map(sql.Identifier, items))

    order = sql.SQL(" ORDER BY {}").format(names(key)) if key else sql.SQL("")
    return sql.SQL("COPY (SELECT {} FROM {}{}) TO STDOUT WITH (FORMAT csv, HEADER)").format(
        names(columns), table, order
    )


def _manifest(
    connection: Connection, company: dict[str, Any], tables: list[ExportedTable]
) -> Manifest:
    hosts = connection.execute(
        "SELECT host FROM platform.domains WHERE company_id = %s ORDER BY host", (company["id"],)
    )
    return Manifest(
        format=FORMAT,
        exported_at=utcnow().isoformat(),
        revision=version_of(connection, schema_name(company["id"])),
        company=company,
        domains=[row[0] for row in hosts],
        tables=tables,
    )


def _text(value: object) -> str:
    return value.isoformat() if isinstance(value, datetime) else str(value)
