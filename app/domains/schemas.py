"""Shapes of a company's own domains."""

from __future__ import annotations

from marshmallow import fields, validate

from app.api.fields import Id, Text
from app.api.shapes import Schema
from app.domains.state import ClaimState, Finding

STATES = [state.value for state in ClaimState]
FINDINGS = [finding.value for finding in Finding]


class DomainCreateSchema(Schema):
    host = Text(min=1, max=300, required=True, metadata={"description": "Such as video.acme.com."})


class PrimaryDomainSchema(Schema):
    domain_id = Id(required=True)


class DomainSchema(Schema):
    """`host` is written as DNS has it, `name` as people read it. `values` say what stood in DNS
    instead. `served` is false for a proven domain that is not in the plan any more. `looking`: a
    look at DNS is under way."""

    id = fields.Integer(required=True)
    host = fields.String(required=True)
    name = fields.String(required=True)
    apex = fields.Boolean(required=True)
    challenge_name = fields.String(required=True)
    challenge = fields.String(required=True)
    state = fields.String(required=True, validate=validate.OneOf(STATES))
    finding = fields.String(required=True, validate=validate.OneOf(FINDINGS))
    values = fields.List(fields.String(), required=True)
    served = fields.Boolean(required=True)
    primary = fields.Boolean(required=True)
    preferred = fields.Boolean(required=True)
    looking = fields.Boolean(required=True)
    looked_at = fields.AwareDateTime(required=True, allow_none=True)
    next_look_at = fields.AwareDateTime(required=True, allow_none=True)
    added_at = fields.AwareDateTime(required=True)


class DomainsSchema(Schema):
    """`target` is where CNAME records point, `addresses` are for an apex without one.

    `first_host` is the address that the company always has; links and mails use `primary_host`.
    """

    items = fields.List(fields.Nested(DomainSchema), required=True)
    target = fields.String(required=True)
    addresses = fields.List(fields.String(), required=True)
    first_host = fields.String(required=True)
    primary_host = fields.String(required=True)
    in_plan = fields.Boolean(required=True)


class CompanyDomainSchema(Schema):
    """A domain as the platform's staff sees it."""

    id = fields.Integer(required=True)
    name = fields.String(required=True)
    state = fields.String(required=True, validate=validate.OneOf(STATES))
    finding = fields.String(required=True, validate=validate.OneOf(FINDINGS))
    values = fields.List(fields.String(), required=True)
    served = fields.Boolean(required=True)
    primary = fields.Boolean(required=True)
    looked_at = fields.AwareDateTime(required=True, allow_none=True)
