"""The HTTP API of the staff's own people, served on the platform's host only."""

from __future__ import annotations

from typing import Any

from app.access.actor import current_staff
from app.access.permissions import StaffPermission, StaffRole
from app.access.policy import RequiresStaff
from app.api.paging import Page
from app.api.routes import get, post, put, routes
from app.staff import operations, queries, schemas

Body = dict[str, Any]


def list_staff(query: Body) -> Page:
    return queries.staff_page(query)


def invite_staff(body: Body) -> Body:
    """Makes a member of staff and mails the link that sets the first password."""
    return queries.member_view(operations.do_add(body["name"], body["email"], _role(body)))


def invite_staff_again(member_id: int) -> Body:
    """Mails a new link; the one before stops working."""
    return queries.member_view(operations.do_invite_again(member_id))


def change_staff_role(body: Body, member_id: int) -> Body:
    member = operations.do_change_role(current_staff(), member_id, _role(body), body["reason"])
    return queries.member_view(member)


def deactivate_staff(body: Body, member_id: int) -> Body:
    """Every sign-in of theirs ends, and with it every access to a company."""
    return queries.member_view(operations.do_deactivate(current_staff(), member_id, body["reason"]))


def activate_staff(body: Body, member_id: int) -> Body:
    return queries.member_view(operations.do_activate(current_staff(), member_id, body["reason"]))


def reset_staff_totp(body: Body, member_id: int) -> Body:
    """For a lost phone: the second factor is set up anew at the next sign-in."""
    return queries.member_view(operations.do_reset_totp(current_staff(), member_id, body["reason"]))


def _role(body: Body) -> StaffRole:
    return StaffRole(body["role"])


EDIT = {
    "policy": RequiresStaff(StaffPermission.STAFF_EDIT),
    "returns": schemas.StaffMemberSchema,
}
WITH_REASON = EDIT | {"body": schemas.StaffReasonSchema}
ONE = "/staff/<int:member_id>"

blueprint = routes(
    "staff",
    "The platform's own staff",
    [
        get(
            "/staff",
            list_staff,
            policy=RequiresStaff(StaffPermission.AUDIT_VIEW),
            query=schemas.StaffQuery,
            returns=schemas.StaffPage,
        ),
        post("/staff", invite_staff, body=schemas.StaffCreateSchema, status=201, **EDIT),
        post(f"{ONE}/invitation", invite_staff_again, **EDIT),
        put(f"{ONE}/role", change_staff_role, **EDIT | {"body": schemas.StaffRoleSchema}),
        post(f"{ONE}/deactivate", deactivate_staff, **WITH_REASON),
        post(f"{ONE}/activate", activate_staff, **WITH_REASON),
        post(f"{ONE}/totp-reset", reset_staff_totp, **WITH_REASON),
    ],
)
