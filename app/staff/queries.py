"""Reads of the staff, for the staff."""

from __future__ import annotations

from typing import Any

from sqlalchemy import func, or_, select

from app.access.staff_models import StaffMember
from app.api.paging import Page, paginate

SORTABLE = {"name": func.lower(StaffMember.name), "created_at": StaffMember.created_at}


def staff_page(params: dict[str, Any]) -> Page:
    query = select(StaffMember)
    if params["q"]:
        columns = (StaffMember.name, StaffMember.email)
        query = query.where(or_(*(c.icontains(params["q"], autoescape=True) for c in columns)))
    if params["role"]:
        query = query.where(StaffMember.role == params["role"])
    if params["active"] is not None:
        query = query.where(StaffMember.active == params["active"])
    page = paginate(query, params, sortable=SORTABLE, key=StaffMember.id, default_sort="name")
    return Page([member_view(member) for member in page.items], page.next_cursor)


def member_view(member: StaffMember) -> dict[str, Any]:
    names = ("id", "name", "email", "role", "active", "created_at", "last_signed_in_at")
    return {name: getattr(member, name) for name in names} | {
        "has_totp": member.totp_confirmed_at is not None,
        "invitation_pending": member.password_hash is None,
    }
