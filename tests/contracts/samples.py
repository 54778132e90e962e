"""Input that a schema accepts, made from the schema alone."""

from __future__ import annotations

from datetime import timedelta
from io import BytesIO
from typing import Any

from marshmallow import Schema, fields, validate

from app.core.clock import utcnow

LATER = timedelta(days=2)
TEXT = "a text of some length"


def sample(schema: type[Schema] | Schema | None, **chosen: Any) -> dict[str, Any]:
    """Every required field with a value that it takes; `chosen` fields as given."""
    if schema is None:
        return {}
    instance = schema if isinstance(schema, Schema) else schema()
    made = {
        field.data_key or name: value(field)
        for name, field in instance.fields.items()
        if field.required
    }
    return made | chosen


def value(field: fields.Field[Any]) -> Any:
    choices = _choices(field)
    if choices:
        return choices[0]
    if isinstance(field, fields.Nested):
        one = sample(field.schema)
        return [one] if field.many else one
    if isinstance(field, fields.List):
        return [value(field.inner)]
    return next((make(field) for kind, make in _VALUES if isinstance(field, kind)), TEXT)


def upload(schema: type[Schema]) -> dict[str, Any]:
    """The same for a form with files."""
    return {name: (BytesIO(b"some text\n"), "notes.txt", "text/plain") for name in schema().fields}


def _choices(field: fields.Field[Any]) -> list[Any]:
    return next(
        (list(check.choices) for check in field.validators if isinstance(check, validate.OneOf)), []
    )


def _number(field: fields.Field[Any]) -> int:
    ranges = (check for check in field.validators if isinstance(check, validate.Range))
    lowest = next((check.min for check in ranges if check.min is not None), 1)
    return int(lowest)


# The first kind that fits decides.
_VALUES: tuple[tuple[type[fields.Field[Any]], Any], ...] = (
    (fields.Email, lambda field: "someone@example.com"),
    (fields.Boolean, lambda field: True),
    (fields.Number, _number),
    (fields.AwareDateTime, lambda field: (utcnow() + LATER).isoformat()),
    (fields.Date, lambda field: (utcnow() + LATER).date().isoformat()),
    (fields.Time, lambda field: "09:00"),
    (fields.Dict, lambda field: {}),
)
