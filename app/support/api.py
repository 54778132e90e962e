"""The HTTP API of support access: the staff ask and enter, the company sees, ends and switches."""

from __future__ import annotations

from typing import Any

from app.access.actor import current_person, current_staff, current_visitor
from app.access.audit import record
from app.access.limiter import LINK, count_attempt
from app.access.permissions import Permission, StaffPermission
from app.access.policy import InSupport, Public, RequiresStaff
from app.access.support import ALWAYS, drop_support_cookie, send_support_cookie
from app.api.paging import Page
from app.api.routes import delete, get, post, put, routes
from app.core.clock import utcnow
from app.core.config import settings
from app.core.db import db
from app.core.errors import NotFound
from app.support import operations, queries, schemas
from app.support.jobs import expire_access
from app.support.operations import EndedHow
from app.support.telling import do_tell
from tenants.context import current_company, platform_scope
from tenants.resolve import find_company

Body = dict[str, Any]


def list_company_support(query: Body, company_id: int) -> Page:
    """Who of the staff was in the company, the latest first."""
    return queries.access_page(company_id, query)


def ask_for_access(body: Body, company_id: int) -> Body:
    """Support access for a reason and a time; the company sees it at once."""
    access = operations.do_ask(current_staff(), company_id, **body)
    expire_access.enqueue_on_commit(at=access.expires_at, access_id=access.id)
    db.session.commit()
    do_tell(access.id)
    return _entrance(company_id, access.id)


def enter_again(company_id: int, access_id: int) -> Body:
    """Another way in while one's own access runs."""
    return _entrance(company_id, access_id)


def end_own_access(company_id: int, access_id: int) -> None:
    """Ends a running access, one's own or another's."""
    by = current_staff().name
    operations.do_end(company_id, access_id, EndedHow.STAFF, by)
    db.session.commit()
    do_tell(access_id)


def enter_company_as_support(token: str) -> Body:
    """Opens the session of an access with its one-time link."""
    count_attempt(LINK, token)
    company = current_company()
    with platform_scope():
        access, cookie = operations.do_enter(company.id, token)
    seconds = int((access.expires_at - utcnow()).total_seconds())
    send_support_cookie(cookie, max(seconds, 1))
    return {"id": access.id}


def leave_company() -> None:
    """Ends one's own access from inside."""
    visitor, company = current_visitor(), current_company()
    with platform_scope():
        operations.do_end(company.id, visitor.session_id, EndedHow.STAFF, visitor.name)
    do_tell(visitor.session_id)
    drop_support_cookie()


def list_support(query: Body) -> Page:
    """Who of the platform's staff was in, why, and how it ended."""
    company = current_company()
    with platform_scope():
        return queries.access_page(company.id, query)


def end_support(access_id: int) -> None:
    """Ends a running access at once."""
    by, company = current_person().name, current_company()
    with platform_scope():
        operations.do_end(company.id, access_id, EndedHow.COMPANY, by)
    do_tell(access_id)


def show_support_switch() -> Body:
    """Whether the platform's staff may ask for access."""
    return {"allowed": not current_company().support.get("refused")}


def switch_support(body: Body) -> Body:
    """Off ends what is running and refuses what is asked for."""
    by, company = current_person().name, current_company()
    with platform_scope():
        ended = operations.do_switch(company.id, allowed=body["allowed"], by=by)
    for access_id in ended:
        do_tell(access_id)
    record(f"support.switched_{'on' if body['allowed'] else 'off'}", "company", company.id)
    return body


def _entrance(company_id: int, access_id: int) -> Body:
    token = operations.do_open_entrance(company_id, access_id, current_staff().id)
    company = find_company(company_id)
    if company is None:
        raise NotFound()
    return {
        "id": access_id,
        "url": f"{settings().public_scheme}://{company.host}/support/{token}",
    }


ACCESS = {"policy": RequiresStaff(StaffPermission.SUPPORT_ACCESS)}
OF_COMPANY = "/companies/<int:company_id>/support-accesses"
BY_LINK = Public("whoever holds the link may use it, once")

blueprint = routes(
    "support",
    "Support access to companies",
    [
        get(
            OF_COMPANY,
            list_company_support,
            policy=RequiresStaff(StaffPermission.COMPANIES_VIEW),
            query=schemas.SupportQuery,
            returns=schemas.StaffSupportAccessPage,
        ),
        post(
            OF_COMPANY,
            ask_for_access,
            body=schemas.SupportRequestSchema,
            returns=schemas.SupportEntranceSchema,
            status=201,
            **ACCESS,
        ),
        post(
            f"{OF_COMPANY}/<int:access_id>/entrance",
            enter_again,
            returns=schemas.SupportEntranceSchema,
            status=201,
            **ACCESS,
        ),
        delete(f"{OF_COMPANY}/<int:access_id>", end_own_access, status=204, **ACCESS),
        post(
            "/support-entrances/<token>",
            enter_company_as_support,
            policy=BY_LINK,
            support=ALWAYS,
            returns=schemas.SupportEnteredSchema,
            status=201,
        ),
        delete("/support-session", leave_company, policy=InSupport(), support=ALWAYS, status=204),
        get(
            "/support-accesses",
            list_support,
            can=Permission.SUPPORT_VIEW,
            query=schemas.SupportQuery,
            returns=schemas.SupportAccessPage,
        ),
        delete(
            "/support-accesses/<int:access_id>",
            end_support,
            can=Permission.SUPPORT_VIEW,
            status=204,
        ),
        get(
            "/support-switch",
            show_support_switch,
            can=Permission.SUPPORT_VIEW,
            returns=schemas.SupportSwitchSchema,
        ),
        put(
            "/support-switch",
            switch_support,
            can=Permission.SUPPORT_EDIT,
            body=schemas.SupportSwitchSchema,
            returns=schemas.SupportSwitchSchema,
        ),
    ],
)
