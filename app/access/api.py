"""The account's API, on a company's host for its people and on the platform's for its staff."""

from __future__ import annotations

from typing import Any

from app.access import operations, queries
from app.access.actor import current_actor
from app.access.audit_log import AUDIT_ROUTES
from app.access.one_time import Purpose
from app.access.policy import HostKind, OwnAccount, Public
from app.access.schemas import (
    EmailOnlySchema,
    NewPasswordSchema,
    OwnSessionSchema,
    PasswordChangeSchema,
    PasswordCheckSchema,
    ProfileSchema,
    RecoveryCodesSchema,
    SessionPersonSchema,
    SessionSchema,
    SignInSchema,
    TokenViewSchema,
    TotpCodeSchema,
    TotpSetupSchema,
    TotpStartSchema,
)
from app.access.session_view import person_view, session_view
from app.access.sessions import (
    do_end_session,
    do_end_sessions,
    drop_session_cookie,
    send_session_cookie,
)
from app.access.support import ALWAYS
from app.api.paging import page_of
from app.api.routes import delete, get, patch, post, put, routes
from app.core.errors import NotFound

Body = dict[str, Any]
ELSEWHERE = "ended_elsewhere"


def sign_in(body: Body) -> Body:
    """Open a session; its cookie and its CSRF token go with every later request."""
    send_session_cookie(operations.do_sign_in(**body))
    return session_view()


def show_session() -> Body:
    """Who is signed in, with permissions, plan and brand."""
    return session_view()


def sign_out() -> None:
    """End this session."""
    operations.do_sign_out(current_actor(while_enrolling=True))
    drop_session_cookie()


def list_sessions() -> Body:
    """Where this account is signed in."""
    return {"items": queries.own_sessions(current_actor()), "next_cursor": None}


def end_other_sessions() -> None:
    """End every session of this account but the present one."""
    actor = current_actor()
    do_end_sessions(actor.id, except_session=actor.session_id, reason=ELSEWHERE)


def end_one_session(session_id: int) -> None:
    """End one session of this account."""
    if not do_end_session(current_actor().id, session_id, reason=ELSEWHERE):
        raise NotFound()


def request_password_reset(body: Body) -> None:
    """Ask for a link by mail; the answer is the same for every address."""
    operations.do_request_reset(body["email"])


def show_password_reset(token: str) -> Body:
    """Whom a reset link is for; reading does not use it up."""
    return operations.link_holder(token, Purpose.PASSWORD_RESET)


def use_password_reset(token: str, body: Body) -> None:
    """Set a new password; the link is used up and every session of the account ends."""
    operations.do_set_password_by_link(token, Purpose.PASSWORD_RESET, body["password"])


def show_invitation(token: str) -> Body:
    """Whom an invitation is for; reading does not use it up."""
    return operations.link_holder(token, Purpose.INVITATION)


def accept_invitation(token: str, body: Body) -> None:
    """Set the first password; the link is used up."""
    operations.do_set_password_by_link(token, Purpose.INVITATION, body["password"])


def enter(token: str) -> Body:
    """Open a session with an entrance link; the link is used up."""
    send_session_cookie(operations.do_enter(token))
    return session_view()


def change_password(body: Body) -> None:
    """Change one's own password; every other session of the account ends."""
    operations.do_change_password(current_actor(), **body)


def update_profile(body: Body) -> Body:
    """Change one's own name, language or theme."""
    actor = current_actor()
    operations.do_update_profile(actor, body)
    return person_view(actor)


def start_totp(body: Body) -> Body:
    """Begin to set up the second factor."""
    return operations.do_start_totp(current_actor(while_enrolling=True), body["password"])


def confirm_totp(body: Body) -> Body:
    """Turn the second factor on with a first code; answers with the recovery codes."""
    actor = current_actor(while_enrolling=True)
    return {"recovery_codes": operations.do_confirm_totp(actor, body["code"])}


def disable_totp(body: Body) -> None:
    """Turn the second factor off."""
    operations.do_disable_totp(current_actor(), body["password"])


OWN = OwnAccount()
ENROLLING = OwnAccount(while_enrolling=True)
SIGNS_IN = Public("this is how one signs in", host=HostKind.EITHER)
BY_LINK = Public("whoever holds the link may use it", host=HostKind.EITHER)

blueprint = routes(
    "access",
    "Signing in, one's own sessions, password and second factor; the audit log",
    [
        post(
            "/session",
            sign_in,
            policy=SIGNS_IN,
            body=SignInSchema,
            returns=SessionSchema,
            status=201,
        ),
        get(
            "/session",
            show_session,
            policy=ENROLLING,
            returns=SessionSchema,
            support=ALWAYS,
            while_suspended=True,
        ),
        delete("/session", sign_out, policy=ENROLLING, status=204, while_suspended=True),
        get("/sessions", list_sessions, policy=OWN, returns=page_of(OwnSessionSchema)),
        delete("/sessions", end_other_sessions, policy=OWN, status=204),
        delete("/sessions/<int:session_id>", end_one_session, policy=OWN, status=204),
        post(
            "/password-resets",
            request_password_reset,
            policy=SIGNS_IN,
            body=EmailOnlySchema,
            status=202,
        ),
        get(
            "/password-resets/<token>", show_password_reset, policy=BY_LINK, returns=TokenViewSchema
        ),
        put(
            "/password-resets/<token>",
            use_password_reset,
            policy=BY_LINK,
            body=NewPasswordSchema,
            status=204,
        ),
        get("/invitations/<token>", show_invitation, policy=BY_LINK, returns=TokenViewSchema),
        put(
            "/invitations/<token>",
            accept_invitation,
            policy=BY_LINK,
            body=NewPasswordSchema,
            status=204,
        ),
        post(
            "/entrances/<token>",
            enter,
            policy=BY_LINK,
            returns=SessionSchema,
            status=201,
        ),
        put(
            "/session/password", change_password, policy=OWN, body=PasswordChangeSchema, status=204
        ),
        patch(
            "/session/profile",
            update_profile,
            policy=OWN,
            body=ProfileSchema,
            returns=SessionPersonSchema,
        ),
        post(
            "/session/totp",
            start_totp,
            policy=ENROLLING,
            body=TotpStartSchema,
            returns=TotpSetupSchema,
            status=201,
        ),
        put(
            "/session/totp",
            confirm_totp,
            policy=ENROLLING,
            body=TotpCodeSchema,
            returns=RecoveryCodesSchema,
        ),
        delete("/session/totp", disable_totp, policy=OWN, body=PasswordCheckSchema, status=204),
        *AUDIT_ROUTES,
    ],
)
