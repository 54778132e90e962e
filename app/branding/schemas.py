"""Shapes of a company's look."""

from __future__ import annotations

from marshmallow import fields, validate

from app.api.fields import Id, Text
from app.api.shapes import Schema
from tenants.brand import FONTS

MAX_HTML = 20_000
VERSION = {"description": "As last read; 409 `stale` when it has moved on since."}


def _color() -> fields.String:
    check = validate.Regexp(r"#[0-9a-fA-F]{6}\Z", error="Write a colour as #rrggbb.")
    return fields.String(required=True, validate=check)


class ColorsSchema(Schema):
    primary = _color()
    secondary = _color()
    accent = _color()
    background = _color()
    text = _color()
    sidebar = _color()


class BrandFileSchema(Schema):
    id = fields.Integer(required=True)
    kind = fields.String(required=True)
    url = fields.String(required=True)


class BrandingWriteSchema(ColorsSchema):
    font = fields.String(required=True, validate=validate.OneOf(FONTS))
    logo_id = Id(load_default=None, allow_none=True)
    favicon_id = Id(load_default=None, allow_none=True)
    login_image_id = Id(load_default=None, allow_none=True)
    login_text = Text(max=200, load_default="")
    email_header = Text(max=MAX_HTML, load_default="")
    email_footer = Text(max=MAX_HTML, load_default="")
    version = fields.Integer(metadata=VERSION)


class DefaultsSchema(ColorsSchema):
    font = fields.String(required=True, validate=validate.OneOf(FONTS))


class BrandingSchema(DefaultsSchema):
    """`defaults` are the product's own; HTML is as it was cleaned."""

    logo = fields.Nested(BrandFileSchema, required=True, allow_none=True)
    favicon = fields.Nested(BrandFileSchema, required=True, allow_none=True)
    login_image = fields.Nested(BrandFileSchema, required=True, allow_none=True)
    login_text = fields.String(required=True)
    email_header = fields.String(required=True)
    email_footer = fields.String(required=True)
    defaults = fields.Nested(DefaultsSchema, required=True)
    version = fields.Integer(required=True)


class PictureUploadSchema(Schema):
    file = fields.Raw(
        required=True, metadata={"type": "string", "format": "binary", "description": "A picture."}
    )


class MailDraftSchema(Schema):
    email_header = Text(max=MAX_HTML, required=True)
    email_footer = Text(max=MAX_HTML, required=True)


class MailPreviewSchema(Schema):
    url = fields.String(required=True, metadata={"description": "For ten minutes."})


class BackgroundPatchSchema(Schema):
    """`department_ids` are the departments for which it is the default; the list replaces."""

    name = Text(min=1, max=80)
    department_ids = fields.List(Id(), validate=validate.Length(max=200))
    version = fields.Integer(metadata=VERSION)


class BackgroundCreateSchema(Schema):
    name = Text(min=1, max=80, required=True)
    file_id = Id(required=True)


class BackgroundSchema(Schema):
    """`department_ids` are those, among the departments of whoever asks, whose default it is."""

    id = fields.Integer(required=True)
    name = fields.String(required=True)
    url = fields.String(required=True)
    sample_url = fields.String(required=True)
    department_ids = fields.List(fields.Integer(), required=True)
    version = fields.Integer(required=True)


class BackgroundsSchema(Schema):
    items = fields.List(fields.Nested(BackgroundSchema), required=True)
