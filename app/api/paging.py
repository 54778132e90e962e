"""Lists by cursor: stable while rows come and go, and as quick on the last page as on the first."""

from __future__ import annotations

import base64
import binascii
import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, cast

from marshmallow import fields, validate
from sqlalchemy import ColumnElement, Row, Select, tuple_

from app.api.fields import Text
from app.api.shapes import Schema
from app.core.db import db
from app.core.errors import Invalid

MAX_LIMIT = 100


class ListQuery(Schema):
    """What every list takes; filters are added by field name."""

    limit = fields.Integer(load_default=20, validate=validate.Range(1, MAX_LIMIT))
    cursor = fields.String(
        load_default=None, metadata={"description": "`next_cursor` of the page before."}
    )
    sort = fields.String(
        load_default=None, metadata={"description": "Field name; `-` in front turns it round."}
    )
    q = Text(max=200, load_default="", metadata={"description": "Search."})


def page_of(item: type[Schema]) -> type[Schema]:
    """The schema of one page of `item`."""
    name = item.__name__.removesuffix("Schema") + "Page"
    page = Schema.from_dict(
        {
            "items": fields.List(fields.Nested(item), required=True),
            "next_cursor": fields.String(allow_none=True, required=True),
        },
        name=name,
    )
    return cast(type[Schema], page)


@dataclass(frozen=True)
class Page:
    items: list[Any]
    next_cursor: str | None


def paginate(
    query: Select[Any],
    params: Mapping[str, Any],
    *,
    sortable: Mapping[str, Any],
    key: Any,
    default_sort: str,
) -> Page:
    """One page of `query`, sorted by a `sortable` column, which is never NULL, then by `key`.

    Its items are the entities of a query for one, else rows with the names of their columns.
    """
    name, descending = _sort(params.get("sort") or default_sort, sortable)
    column = sortable[name]
    if params.get("cursor"):
        query = query.where(_after(column, key, descending, _decode(params["cursor"], name)))
    order = [part.desc() if descending else part.asc() for part in (column, key)]
    limit = params["limit"]
    rows = db.session.execute(
        query.add_columns(column.label("_sort"), key.label("_key"))
        .order_by(*order)
        .limit(limit + 1)
    ).all()
    more = rows[limit - 1] if len(rows) > limit else None
    cursor = _encode(name, more[-2], more[-1]) if more is not None else None
    return Page([_item(row) for row in rows[:limit]], cursor)


def _item(row: Row[Any]) -> Any:
    """Without what `paginate` added."""
    return row[0] if len(row) == 3 else row


def _sort(requested: str, sortable: Mapping[str, Any]) -> tuple[str, bool]:
    name = requested.removeprefix("-")
    if name not in sortable:
        raise Invalid({"sort": [f"One of: {', '.join(sortable)}."]})
    return name, requested.startswith("-")


def _after(
    column: Any, key: Any, descending: bool, position: tuple[Any, Any]
) -> ColumnElement[bool]:
    here = tuple_(column, key)
    return here < position if descending else here > position


def _encode(name: str, value: Any, key: Any) -> str:
    if isinstance(value, datetime):
        value = {"at": value.isoformat()}
    return base64.urlsafe_b64encode(json.dumps([name, value, key]).encode()).decode()


def _decode(cursor: str, name: str) -> tuple[Any, Any]:
    try:
        sorted_by, value, key = json.loads(base64.urlsafe_b64decode(cursor.encode()))
        if isinstance(value, dict):
            value = datetime.fromisoformat(value["at"])
    except (ValueError, KeyError, TypeError, binascii.Error) as error:
        raise Invalid({"cursor": ["Start again without a cursor."]}) from error
    if sorted_by != name:
        raise Invalid({"cursor": ["The cursor belongs to another order."]})
    return value, key
