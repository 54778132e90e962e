"""Shapes of the platform's growth. Sums are integers in the currency's smallest unit."""

from __future__ import annotations

from marshmallow import fields

from app.api.shapes import Schema


class MonthCountSchema(Schema):
    month = fields.String(required=True)
    count = fields.Integer(required=True)


class ChurnSchema(Schema):
    """Of the subscriptions paid 30 days ago, those that have ended since."""

    active_at_start = fields.Integer(required=True)
    cancelled = fields.Integer(required=True)


class TrialsSchema(Schema):
    """`ending_soon`: within seven days."""

    running = fields.Integer(required=True)
    ending_soon = fields.Integer(required=True)


class SumSchema(Schema):
    currency = fields.String(required=True)
    amount = fields.Integer(required=True)


class MonthSumSchema(SumSchema):
    month = fields.String(required=True)


class RevenueSchema(Schema):
    """`history`: how each month ended, as far back as it was noted; the present one as of today."""

    monthly = fields.List(fields.Nested(SumSchema), required=True)
    history = fields.List(fields.Nested(MonthSumSchema), required=True)


class GrowthSchema(Schema):
    """`new` is that of the last 30 days. `revenue` is null for those who may not see billing."""

    companies = fields.Integer(required=True)
    past_due = fields.Integer(required=True)
    new = fields.Integer(required=True)
    new_by_month = fields.List(fields.Nested(MonthCountSchema), required=True)
    churn = fields.Nested(ChurnSchema, required=True)
    trials = fields.Nested(TrialsSchema, required=True)
    revenue = fields.Nested(RevenueSchema, required=True, allow_none=True)
