"""A row in every table of a company, with a recognisable text wherever a text can stand."""

from __future__ import annotations

import re
import secrets
from collections.abc import Iterator
from datetime import time
from typing import Any

from psycopg import sql
from psycopg.types.json import Jsonb
from sqlalchemy import (
    ARRAY,
    CheckConstraint,
    Column,
    Date,
    DateTime,
    Enum,
    LargeBinary,
    String,
    Table,
    Time,
)
from sqlalchemy.dialects.postgresql import INET, JSONB

from app.access import sealed
from app.core.clock import utcnow
from app.core.db import tenant_tables
from app.core.ids import token_hash
from tenants.context import CompanyRef
from tests.companies import superuser

CANARY = "canary"
TOKEN = "canary-token-of-another-company"
_ONE_OF = re.compile(r"(\w+) in \('([^']*)'")


def plant(company: CompanyRef, row_id: int, *, everywhere: bool) -> None:
    """Adds a row with this id to every table; to be called in the company's scope.

    With `everywhere`, texts replace defaults too and every hash of a token is that of TOKEN;
    without it the row is one that the product can work with.
    """
    with superuser() as connection:
        for table in tenant_tables():
            values = dict(_values(table, company, row_id, everywhere))
            connection.execute(_insert(company, table, values), list(values.values()))


def _insert(company: CompanyRef, table: Table, values: dict[str, Any]) -> sql.Composed:
    names = sql.SQL(", ").join(map(sql.Identifier, values))
    places = sql.SQL(", ").join(sql.Placeholder() * len(values))
    return sql.SQL("INSERT INTO {} ({}) OVERRIDING SYSTEM VALUE VALUES ({})").format(
        sql.Identifier(company.schema, table.name), names, places
    )


def _values(
    table: Table, company: CompanyRef, row_id: int, everywhere: bool
) -> Iterator[tuple[str, Any]]:
    choices = dict(_choices(table))
    sealed_columns = {
        found.name: found for found in sealed.REGISTRY if found.model.__table__ is table
    }
    for column in table.columns:
        name = column.name
        if name in sealed_columns:
            yield name, sealed_columns[name].seal(row_id, _text(column, company, row_id))
        elif column.primary_key or column.foreign_keys or name.endswith("_id"):
            yield name, _reference(column, row_id, company)
        elif name in choices:
            yield name, choices[name]
        elif everywhere and _is_text(column):
            yield name, _text(column, company, row_id)
        elif _is_needed(column):
            yield name, _default(column) or _needed(column, company, row_id, everywhere)


def _choices(table: Table) -> Iterator[tuple[str, str]]:
    for constraint in table.constraints:
        if isinstance(constraint, CheckConstraint):
            yield from _ONE_OF.findall(str(constraint.sqltext))


def _reference(column: Column[Any], row_id: int, company: CompanyRef) -> Any:
    return _text(column, company, row_id) if isinstance(column.type, String) else row_id


def _is_text(column: Column[Any]) -> bool:
    return isinstance(column.type, String | JSONB | ARRAY) and not isinstance(column.type, Enum)


def _is_needed(column: Column[Any]) -> bool:
    return not column.nullable and column.server_default is None


def _default(column: Column[Any]) -> Any:
    default: Any = column.default
    return default.arg if default is not None and default.is_scalar else None


def _needed(column: Column[Any], company: CompanyRef, row_id: int, everywhere: bool) -> Any:
    kind = column.type
    if isinstance(kind, LargeBinary):
        return token_hash(TOKEN) if everywhere else secrets.token_bytes(32)
    if isinstance(kind, DateTime):
        return utcnow()
    if isinstance(kind, Date):
        return utcnow().date()
    if isinstance(kind, Time):
        # Later columns are later: a table's checks compare a beginning with an end.
        return time(list(column.table.columns).index(column))
    if isinstance(kind, INET):
        return "127.0.0.9"
    if _is_text(column):
        return _text(column, company, row_id)
    return column.type.python_type(1)


def _text(column: Column[Any], company: CompanyRef, row_id: int) -> Any:
    text = f"{CANARY}-{company.slug}-{column.table.name}-{column.name}-{row_id}"
    if isinstance(column.type, JSONB):
        return Jsonb({"canary": text})
    if isinstance(column.type, ARRAY):
        return [text.encode()] if isinstance(column.type.item_type, LargeBinary) else [text]
    return text
