"""Shapes of billing. Sums are integers in the currency's smallest unit."""

from __future__ import annotations

from marshmallow import fields, validate

from app.api.fields import EmailAddress, Id, Text
from app.api.paging import page_of
from app.api.shapes import Schema
from billing import tax
from billing.plans import CATALOGUE, PRICES, Currency, Interval
from billing.standing import Reason, State

PLAN = validate.OneOf(list(PRICES))
ANY_PLAN = validate.OneOf(list(CATALOGUE))
INTERVAL = validate.OneOf([each.value for each in Interval])
CURRENCY = validate.OneOf([each.value for each in Currency])
ATTEMPT = validate.Regexp(r"[0-9a-f]{32}\Z")


class PriceSchema(Schema):
    currency = fields.String(required=True, validate=CURRENCY)
    interval = fields.String(required=True, validate=INTERVAL)
    amount = fields.Integer(required=True)


class PlanSchema(Schema):
    """A limit of null is unlimited."""

    key = fields.String(required=True)
    name = fields.String(required=True)
    limits = fields.Dict(
        keys=fields.String(), values=fields.Integer(allow_none=True), required=True
    )
    features = fields.List(fields.String(), required=True)
    prices = fields.List(fields.Nested(PriceSchema), required=True)


class RetentionSchema(Schema):
    days = fields.Integer(required=True)
    until = fields.String(required=True)


class StandingSchema(Schema):
    """`past_due` keeps the plan until `grace_until`; `restricted` is on Free's limits since then."""

    state = fields.String(required=True, validate=validate.OneOf([each.value for each in State]))
    reason = fields.String(
        required=True,
        allow_none=True,
        validate=validate.OneOf([each.value for each in Reason]),
    )
    grace_until = fields.String(required=True, allow_none=True)
    trial_end = fields.String(required=True, allow_none=True)
    retention = fields.Nested(RetentionSchema, required=True, allow_none=True)


class AccountSchema(Schema):
    email = fields.String(required=True)
    tax_kind = fields.String(required=True)
    tax_id = fields.String(required=True)


class AccountPatchSchema(Schema):
    email = EmailAddress()
    tax_kind = fields.String(validate=validate.OneOf(("", *tax.KINDS)))
    tax_id = Text(max=tax.MAX_LENGTH)


class SubscriptionSchema(Schema):
    status = fields.String(required=True)
    plan = fields.String(required=True)
    interval = fields.String(required=True)
    currency = fields.String(required=True)
    amount = fields.Integer(required=True)
    period_start = fields.AwareDateTime(required=True, allow_none=True)
    period_end = fields.AwareDateTime(required=True, allow_none=True)
    trial_end = fields.AwareDateTime(required=True, allow_none=True)
    cancel_at = fields.AwareDateTime(required=True, allow_none=True)
    next_plan = fields.String(required=True, allow_none=True)
    next_interval = fields.String(required=True, allow_none=True)
    payment_url = fields.String(required=True, allow_none=True)


class BillingSchema(Schema):
    """`configured` is false where the platform takes no payments: write to `contacts` then."""

    configured = fields.Boolean(required=True)
    contacts = fields.Dict(keys=fields.String(), values=fields.String(), required=True)
    plan = fields.String(required=True)
    standing = fields.Nested(StandingSchema, required=True)
    account = fields.Nested(AccountSchema, required=True)
    subscription = fields.Nested(SubscriptionSchema, required=True, allow_none=True)
    has_customer = fields.Boolean(required=True)
    currency = fields.String(required=True)
    plans = fields.List(fields.Nested(PlanSchema), required=True)


class ExcessItemSchema(Schema):
    id = Id(required=True)
    name = fields.String(required=True)


class ExcessSchema(Schema):
    limit = fields.String(required=True)
    used = fields.Integer(required=True)
    maximum = fields.Integer(required=True)
    items = fields.List(fields.Nested(ExcessItemSchema), required=True)


class UsedLimitSchema(Schema):
    """`used` is null where nothing is counted, `maximum` where nothing is limited."""

    limit = fields.String(required=True)
    used = fields.Integer(required=True, allow_none=True)
    maximum = fields.Integer(required=True, allow_none=True)
    overridden = fields.Boolean(required=True)


class UsageSchema(Schema):
    plan = fields.String(required=True)
    limits = fields.List(fields.Nested(UsedLimitSchema), required=True)
    features = fields.List(fields.String(), required=True)
    over = fields.List(fields.Nested(ExcessSchema), required=True)
    standing = fields.Nested(StandingSchema, required=True)


class ChoiceSchema(Schema):
    plan = fields.String(required=True, validate=PLAN)
    interval = fields.String(required=True, validate=INTERVAL)


class CheckoutSchema(ChoiceSchema):
    currency = fields.String(required=True, validate=CURRENCY)


class LeavingSchema(Schema):
    plan = fields.String(required=True, validate=ANY_PLAN)


class ConfirmSchema(ChoiceSchema):
    """`at` and `attempt` are those of the preview."""

    at = fields.Integer(required=True, validate=validate.Range(0, 2**40))
    attempt = fields.String(required=True, validate=ATTEMPT)


class LineSchema(Schema):
    text = fields.String(required=True)
    amount = fields.Integer(required=True)


class PreviewSchema(Schema):
    """`kind`: `now` takes `amount_due` at once, `period_end` changes nothing before `effective_at`,
    `none` takes a planned change back."""

    kind = fields.String(required=True, validate=validate.OneOf(("now", "period_end", "none")))
    currency = fields.String(required=True)
    amount_due = fields.Integer(required=True)
    lines = fields.List(fields.Nested(LineSchema), required=True)
    effective_at = fields.AwareDateTime(required=True, allow_none=True)
    at = fields.Integer(required=True)
    attempt = fields.String(required=True)
    excess = fields.List(fields.Nested(ExcessSchema), required=True)
    features_lost = fields.List(fields.String(), required=True)


class ConsequencesSchema(Schema):
    excess = fields.List(fields.Nested(ExcessSchema), required=True)
    features_lost = fields.List(fields.String(), required=True)


class AddressSchema(Schema):
    """Send the browser there."""

    url = fields.String(required=True)


class PortalSchema(Schema):
    purpose = fields.String(required=True, validate=validate.OneOf(("card", "all")))


class CancellationSchema(Schema):
    at_period_end = fields.Boolean(required=True)


class InvoiceSchema(Schema):
    """`page_url` shows it and takes a payment, `pdf_url` is the receipt; both are Stripe's."""

    id = fields.String(required=True)
    number = fields.String(required=True, allow_none=True)
    status = fields.String(required=True)
    total = fields.Integer(required=True)
    amount_due = fields.Integer(required=True)
    currency = fields.String(required=True)
    created = fields.AwareDateTime(required=True)
    period_end = fields.AwareDateTime(required=True, allow_none=True)
    next_attempt = fields.AwareDateTime(required=True, allow_none=True)
    page_url = fields.String(required=True, allow_none=True)
    pdf_url = fields.String(required=True, allow_none=True)
    lines = fields.List(fields.Nested(LineSchema), required=True)


class NextInvoiceSchema(Schema):
    """Null where nothing more is going to be charged."""

    invoice = fields.Nested(InvoiceSchema, required=True, allow_none=True)


class InvoiceQuery(Schema):
    limit = fields.Integer(load_default=12, validate=validate.Range(1, 100))
    cursor = fields.String(load_default=None, validate=validate.Length(max=255))


class ReceivedSchema(Schema):
    received = fields.Boolean(required=True)


InvoicePage = page_of(InvoiceSchema)
