"""The shape of one company's page."""

from __future__ import annotations

from marshmallow import fields, validate

from app.access.roles import Role
from app.api.shapes import Schema
from app.domains.schemas import CompanyDomainSchema
from app.superadmin.models import TaskKind, TaskState
from app.superadmin.schemas import CompanySchema, ExceptionsSchema
from billing.schemas import InvoiceSchema, StandingSchema, SubscriptionSchema, UsedLimitSchema


class PresentOverridesSchema(ExceptionsSchema):
    until = fields.String(required=True, allow_none=True)
    reason = fields.String(required=True)


class AllowanceSchema(Schema):
    """What the plan has without exceptions; a limit of null is unlimited."""

    limits = fields.Dict(
        keys=fields.String(), values=fields.Integer(allow_none=True), required=True
    )
    features = fields.List(fields.String(), required=True)


class ChangeSchema(Schema):
    id = fields.Integer(required=True)
    at = fields.AwareDateTime(required=True)
    actor_name = fields.String(required=True)
    action = fields.String(required=True)
    details = fields.Dict(required=True)


class CompanyBillingSchema(Schema):
    """How a company pays, as far as staff need it at a glance."""

    customer_id = fields.String(required=True, allow_none=True)
    subscription = fields.Nested(SubscriptionSchema, required=True, allow_none=True)


class RolePeopleSchema(Schema):
    role = fields.String(required=True, validate=validate.OneOf([role.value for role in Role]))
    active = fields.Integer(required=True)
    last_signed_in_at = fields.AwareDateTime(required=True, allow_none=True)


class OwnerSchema(Schema):
    name = fields.String(required=True)
    email = fields.String(required=True)
    invited_at = fields.AwareDateTime(required=True, allow_none=True)
    has_password = fields.Boolean(required=True)


class CompanyFailedJobSchema(Schema):
    """`reason` is the last line of what went wrong."""

    id = fields.String(required=True)
    name = fields.String(required=True)
    failed_at = fields.AwareDateTime(required=True, allow_none=True)
    reason = fields.String(required=True)


class LateEntrySchema(Schema):
    """A mail or message that does not get through; it is given up at `failed_at`."""

    id = fields.Integer(required=True)
    topic = fields.String(required=True)
    attempts = fields.Integer(required=True)
    last_error = fields.String(required=True, allow_none=True)
    created_at = fields.AwareDateTime(required=True)
    failed_at = fields.AwareDateTime(required=True, allow_none=True)


class CompanyTaskSchema(Schema):
    """`asked_by` is a member of staff, or `retention` for what its time has ended.

    A finished export can be fetched until `expires_at`; `size` is in bytes.
    """

    id = fields.Integer(required=True)
    kind = fields.String(required=True, validate=validate.OneOf([kind.value for kind in TaskKind]))
    state = fields.String(
        required=True, validate=validate.OneOf([state.value for state in TaskState])
    )
    attempts = fields.Integer(required=True)
    error = fields.String(required=True, allow_none=True)
    asked_by = fields.String(required=True)
    asked_at = fields.AwareDateTime(required=True)
    done_at = fields.AwareDateTime(required=True, allow_none=True)
    expires_at = fields.AwareDateTime(required=True, allow_none=True)
    size = fields.Integer(required=True, allow_none=True)


class CompanyDetailSchema(CompanySchema):
    """Null is what cannot be told: `billing` to those who do not see it, what the company's own tables
    say while it is not served, `failed_jobs` while the queue does not answer.
    """

    erase_at = fields.AwareDateTime(required=True, allow_none=True)
    allowance = fields.Nested(AllowanceSchema, required=True)
    overrides = fields.Nested(PresentOverridesSchema, required=True)
    standing = fields.Nested(StandingSchema, required=True)
    billing = fields.Nested(CompanyBillingSchema, required=True, allow_none=True)
    domains = fields.List(fields.Nested(CompanyDomainSchema), required=True)
    tasks = fields.List(fields.Nested(CompanyTaskSchema), required=True)
    changes = fields.List(fields.Nested(ChangeSchema), required=True)
    limits = fields.List(fields.Nested(UsedLimitSchema), required=True, allow_none=True)
    roles = fields.List(fields.Nested(RolePeopleSchema), required=True, allow_none=True)
    answered_calls = fields.Integer(required=True, allow_none=True)
    owners = fields.List(fields.Nested(OwnerSchema), required=True, allow_none=True)
    failed_jobs = fields.List(fields.Nested(CompanyFailedJobSchema), required=True, allow_none=True)
    late_entries = fields.List(fields.Nested(LateEntrySchema), required=True, allow_none=True)


class InvoicesSchema(Schema):
    items = fields.List(fields.Nested(InvoiceSchema), required=True)
