"""Shapes of ratings in the API."""

from __future__ import annotations

from typing import Any

from marshmallow import ValidationError, fields, validate, validates_schema

from app.api.fields import Text
from app.api.shapes import Schema

MAX_COMMENT = 1_000


class NewRatingSchema(Schema):
    """`csat` is the satisfaction, `nps` the recommendation; one of them is enough, or `skipped`."""

    csat = fields.Integer(
        strict=True, load_default=None, allow_none=True, validate=validate.Range(1, 5)
    )
    nps = fields.Integer(
        strict=True, load_default=None, allow_none=True, validate=validate.Range(0, 10)
    )
    comment = Text(load_default="", max=MAX_COMMENT)
    skipped = fields.Boolean(load_default=False)

    @validates_schema
    def _says_something(self, data: dict[str, Any], **_: Any) -> None:
        rated = data["csat"] is not None or data["nps"] is not None
        if data["skipped"] and (rated or data["comment"]):
            raise ValidationError("A skipped rating says nothing.", "skipped")
        if not data["skipped"] and not rated:
            raise ValidationError("Choose a number.", "csat")


class RatingSchema(Schema):
    csat = fields.Integer(required=True, allow_none=True)
    nps = fields.Integer(required=True, allow_none=True)
    comment = fields.String(required=True)
    skipped = fields.Boolean(required=True)
    created_at = fields.AwareDateTime(required=True)


class CallRatingSchema(Schema):
    rating = fields.Nested(RatingSchema, required=True, allow_none=True)
