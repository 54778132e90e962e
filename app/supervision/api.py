"""The live list, supervision and its tickets."""

from __future__ import annotations

from typing import Any

from app.access.actor import PersonActor, current_person
from app.access.permissions import Permission
from app.api.paging import Page, paginate
from app.api.routes import delete, get, post, put, routes
from app.calls.locks import lock_floor, locked_call
from app.calls.models import Call
from app.calls.schemas import MediaTicketSchema
from app.supervision import schemas, tickets
from app.supervision.models import Supervision
from app.supervision.operations import check_may_supervise, do_end, do_start, do_switch
from app.supervision.queries import get_own, get_supervised_call, live_calls, open_of_person
from app.supervision.state import Mode, SupervisionEnd
from app.supervision.views import live_lines, supervision_view


def list_live_calls(query: dict[str, Any]) -> dict[str, Any]:
    page: Page = paginate(
        live_calls(current_person(), query),
        query,
        sortable={"created_at": Call.created_at, "protocol": Call.protocol},
        key=Call.id,
        default_sort="created_at",
    )
    return {"items": live_lines(page.items), "next_cursor": page.next_cursor}


def start_supervision(body: dict[str, Any], call_id: int) -> dict[str, Any]:
    actor, mode = current_person(), Mode(body["mode"])
    get_supervised_call(actor, call_id)
    lock_floor()
    _end_elsewhere(actor, call_id)
    call = locked_call(call_id)
    check_may_supervise(actor, call, mode)
    return supervision_view(do_start(actor, call, mode))


def switch_supervision(body: dict[str, Any], supervision_id: int) -> dict[str, Any]:
    actor, mode = current_person(), Mode(body["mode"])
    supervision, call = _own_locked(actor, supervision_id)
    tickets.check_going_on(supervision)
    check_may_supervise(actor, call, mode)
    do_switch(supervision, call, mode)
    return supervision_view(supervision)


def end_supervision(supervision_id: int) -> None:
    supervision, call = _own_locked(current_person(), supervision_id)
    do_end(supervision, call, SupervisionEnd.LEFT)


def show_supervision(supervision_id: int) -> dict[str, Any]:
    return supervision_view(get_own(current_person(), supervision_id))


def show_supervision_ticket(supervision_id: int) -> dict[str, Any]:
    return tickets.call_ticket(get_own(current_person(), supervision_id))


def show_coach_ticket(supervision_id: int) -> dict[str, Any]:
    return tickets.coach_ticket(get_own(current_person(), supervision_id))


def show_coached_ticket(call_id: int) -> dict[str, Any]:
    return tickets.coached_ticket(current_person(), call_id)


def _own_locked(actor: PersonActor, supervision_id: int) -> tuple[Supervision, Call]:
    supervision = get_own(actor, supervision_id)
    lock_floor()
    call = locked_call(supervision.call_id)
    return get_own(actor, supervision_id), call


def _end_elsewhere(actor: PersonActor, call_id: int) -> None:
    present = open_of_person(actor.id)
    if present is not None and present.call_id != call_id:
        do_end(present, locked_call(present.call_id), SupervisionEnd.ELSEWHERE)


_SUPERVISE = {"can": Permission.CALLS_SUPERVISE}
_SUPERVISION = {"returns": schemas.SupervisionSchema}
_TICKET = {"returns": MediaTicketSchema}

blueprint = routes(
    "supervision",
    "Supervision: calls in progress, and the three ways into them",
    [
        get(
            "/live-calls",
            list_live_calls,
            query=schemas.LiveCallQuery,
            returns=schemas.LiveCallPage,
            **_SUPERVISE,
        ),
        post(
            "/calls/<int:call_id>/supervision",
            start_supervision,
            body=schemas.ChooseModeSchema,
            status=201,
            **_SUPERVISION,
            **_SUPERVISE,
        ),
        get("/supervisions/<int:supervision_id>", show_supervision, **_SUPERVISION, **_SUPERVISE),
        put(
            "/supervisions/<int:supervision_id>",
            switch_supervision,
            body=schemas.ChooseModeSchema,
            **_SUPERVISION,
            **_SUPERVISE,
        ),
        delete("/supervisions/<int:supervision_id>", end_supervision, status=204, **_SUPERVISE),
        get(
            "/supervisions/<int:supervision_id>/ticket",
            show_supervision_ticket,
            **_TICKET,
            **_SUPERVISE,
        ),
        get(
            "/supervisions/<int:supervision_id>/coaching-ticket",
            show_coach_ticket,
            **_TICKET,
            **_SUPERVISE,
        ),
        get(
            "/calls/<int:call_id>/coaching-ticket",
            show_coached_ticket,
            can=Permission.CALLS_HANDLE,
            **_TICKET,
        ),
    ],
)
