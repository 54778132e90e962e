"""Shapes of announcements."""

from __future__ import annotations

from marshmallow import fields, validate

from app.announcements.models import Kind
from app.api.fields import Text
from app.api.paging import page_of
from app.api.shapes import Schema
from billing.plans import CATALOGUE

MOST = 400


class AnnouncementBody(Schema):
    """Both languages are written; `plans` that are empty mean every company."""

    kind = fields.String(required=True, validate=validate.OneOf([kind.value for kind in Kind]))
    text_en = Text(min=3, max=MOST, required=True)
    text_pt = Text(min=3, max=MOST, required=True)
    starts_at = fields.AwareDateTime(required=True)
    ends_at = fields.AwareDateTime(required=True)
    plans = fields.List(fields.String(validate=validate.OneOf(list(CATALOGUE))), required=True)


class AnnouncementSchema(AnnouncementBody):
    id = fields.Integer(required=True)


AnnouncementPage = page_of(AnnouncementSchema)


class DismissedSchema(Schema):
    """Ids of announcements that the person has put away."""

    items = fields.List(fields.Integer(), required=True)
