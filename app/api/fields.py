"""Fields that many shapes share."""

from __future__ import annotations

from datetime import time
from typing import Any

from marshmallow import Schema, fields, validate


class Text(fields.String):
    """What a person typed: without white space around it and without control characters."""

    def __init__(self, *, min: int = 0, max: int, **options: Any) -> None:
        super().__init__(validate=validate.Length(min, max), **options)

    def _deserialize(self, value: Any, *args: Any, **kwargs: Any) -> str:
        text = super()._deserialize(value, *args, **kwargs)
        return "".join(c for c in text if c.isprintable() or c in "\n\t").strip()


class EmailAddress(fields.Email):
    """Lower case, as addresses are stored and compared."""

    def __init__(self, **options: Any) -> None:
        super().__init__(validate=validate.Length(max=254), **options)

    def _deserialize(self, value: Any, *args: Any, **kwargs: Any) -> str:
        return super()._deserialize(value, *args, **kwargs).strip().lower()


class ClockTime(fields.String):
    """`HH:MM`; `24:00` is the end of the day, `time.max` inside."""

    END = "24:00"
    SHAPE = validate.Regexp(
        r"([01]\d|2[0-3]):[0-5]\d|24:00", error="Write a time as HH:MM, from 00:00 to 24:00."
    )

    def _serialize(self, value: time, *args: Any, **kwargs: Any) -> str:  # type: ignore[override]
        return self.END if value == time.max else value.strftime("%H:%M")

    def _deserialize(self, value: Any, *args: Any, **kwargs: Any) -> time:  # type: ignore[override]
        text = self.SHAPE(super()._deserialize(value, *args, **kwargs))
        return time.max if text == self.END else time.fromisoformat(text)


class RefSchema(Schema):
    """Something by its id, with the name to show."""

    id = fields.Integer(required=True)
    name = fields.String(required=True)
