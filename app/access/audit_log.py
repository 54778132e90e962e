"""Reading the audit log: the staff's on the platform's host, a company's own on its host."""

from __future__ import annotations

from typing import Any

from marshmallow import fields, validate
from sqlalchemy import Select, String, cast, or_, select

from app.access.audit import log_table
from app.access.permissions import Permission, StaffPermission
from app.access.policy import RequiresStaff
from app.access.support import SEES
from app.api.fields import Id
from app.api.paging import ListQuery, Page, page_of, paginate
from app.api.routes import get
from app.api.shapes import Schema

ACTOR_KINDS = ("person", "staff", "support", "system", "anonymous")
COMPANY = "company"


class AuditQuery(ListQuery):
    """`action` is one of them, or what several begin with, such as `support.`; `q` looks for words
    in the names and details."""

    actor_kind = fields.String(load_default=None, validate=validate.OneOf(ACTOR_KINDS))
    actor_id = Id(load_default=None)
    action = fields.String(load_default=None, validate=validate.Length(1, 80))


class StaffAuditQuery(AuditQuery):
    company_id = Id(load_default=None)


class AuditEntrySchema(Schema):
    """`actor_kind` tells whose number `actor_id` is; `details` are as they were noted."""

    id = fields.Integer(required=True)
    at = fields.AwareDateTime(required=True)
    actor_kind = fields.String(required=True)
    actor_id = fields.Integer(required=True, allow_none=True)
    actor_name = fields.String(required=True)
    action = fields.String(required=True)
    subject_kind = fields.String(required=True)
    subject_id = fields.String(required=True)
    details = fields.Dict(required=True)


AuditPage = page_of(AuditEntrySchema)


def list_audit_entries(query: dict[str, Any]) -> Page:
    """What happened in the company, who did it and when; the latest first."""
    return audit_page(query)


def list_staff_audit_entries(query: dict[str, Any]) -> Page:
    """What the staff did, when and why; the latest first."""
    return audit_page(query)


def audit_page(params: dict[str, Any]) -> Page:
    """A page of the open scope's log."""
    table = log_table()
    return paginate(
        _filtered(table, params),
        params,
        sortable={"at": table.at},
        key=table.id,
        default_sort="-at",
    )


def _filtered(table: Any, params: dict[str, Any]) -> Select[Any]:
    query = select(table)
    for name in ("actor_kind", "actor_id"):
        if params[name] is not None:
            query = query.where(getattr(table, name) == params[name])
    if params["action"]:
        query = query.where(table.action.startswith(params["action"], autoescape=True))
    if params.get("company_id"):
        query = query.where(
            table.subject_kind == COMPANY, table.subject_id == str(params["company_id"])
        )
    if params["q"]:
        columns = (table.actor_name, table.action, cast(table.details, String))
        query = query.where(or_(*(c.icontains(params["q"], autoescape=True) for c in columns)))
    return query


AUDIT_ROUTES = [
    get(
        "/audit-entries",
        list_audit_entries,
        can=Permission.AUDIT_VIEW,
        support=SEES,
        query=AuditQuery,
        returns=AuditPage,
    ),
    get(
        "/staff-audit-entries",
        list_staff_audit_entries,
        policy=RequiresStaff(StaffPermission.AUDIT_VIEW),
        query=StaffAuditQuery,
        returns=AuditPage,
    ),
]
