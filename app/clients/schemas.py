"""Shapes of client records."""

from __future__ import annotations

from marshmallow import fields

from app.api.paging import page_of
from app.api.shapes import Schema


class ClientSchema(Schema):
    id = fields.Integer(required=True)
    name = fields.String(required=True)
    email = fields.String(required=True)
    phone = fields.String(required=True)
    tags = fields.List(fields.String(), required=True)
    total_calls = fields.Integer(
        required=True, metadata={"description": "Times in a queue, answered or not."}
    )
    completed_calls = fields.Integer(required=True)
    last_call_at = fields.AwareDateTime(
        required=True, allow_none=True, metadata={"description": "End of the last completed call."}
    )
    created_at = fields.AwareDateTime(required=True)
    version = fields.Integer(required=True)


ClientPage = page_of(ClientSchema)
