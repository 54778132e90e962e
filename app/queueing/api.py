"""The queue's HTTP API: presence, offers, transfers."""

from __future__ import annotations

from typing import Any

from app.access.actor import current_person
from app.access.audit import record
from app.access.models import Person
from app.access.permissions import Permission
from app.access.support import SEES
from app.api.routes import get, post, put, routes
from app.calls.checks import check_leading
from app.calls.locks import lock_floor
from app.calls.schemas import CallSchema, IceServersSchema
from app.calls.views import full_call_view
from app.core.db import db
from app.core.errors import NotFound
from app.queueing import operations, schemas, transfer
from app.queueing.distribution import distribute
from app.queueing.presence import check_can_go_online, do_choose
from app.queueing.queries import get_own_offer
from app.queueing.state import OfferState
from app.queueing.views import (
    department_queue,
    presence_view,
    today,
    transfer_target,
    workstation,
)
from app.team.queries import active_departments, departments_visible_to
from media.ice import ice_servers


def show_presence() -> dict[str, Any]:
    return workstation(current_person())["presence"]


def choose_presence(body: dict[str, Any]) -> dict[str, Any]:
    actor = current_person()
    lock_floor()
    if body["state"] == "online":
        check_can_go_online(actor.id)
    presence = do_choose(actor.id, body["state"], body["reason"])
    distribute()
    return presence_view(_me(), presence)


def show_workstation() -> dict[str, Any]:
    return workstation(current_person())


def show_today() -> dict[str, Any]:
    return today(current_person())


def list_queues() -> dict[str, Any]:
    departments = db.session.scalars(departments_visible_to(current_person()))
    return {"items": [department_queue(department) for department in departments]}


def list_transfer_targets() -> dict[str, Any]:
    """Every department: a client may be handed to those that the attendant is not in."""
    return {"items": [transfer_target(department) for department in active_departments()]}


def accept_offer(body: dict[str, Any], offer_id: int) -> dict[str, Any]:
    me = _me()
    call = operations.do_accept(offer_id, me, body["connection"])
    return full_call_view(call, me.id)


def show_offer_ice_servers(offer_id: int) -> dict[str, Any]:
    """While it rings, so that nothing of the call waits for them."""
    offer = get_own_offer(current_person().id, offer_id)
    if offer.state != OfferState.OPEN:
        raise NotFound()
    return ice_servers(f"offer-{offer.id}")


def decline_offer(offer_id: int) -> None:
    operations.do_decline(offer_id, current_person().id)


def transfer_call(body: dict[str, Any], call_id: int) -> dict[str, Any]:
    call, me = check_leading(call_id), _me()
    department, target = transfer.check_target(body, call, me.id)
    transfer.do_transfer(call, me, department, target, body["mode"], body["note"])
    record("call.transferred", "call", call.id, department=department.id, mode=body["mode"])
    return full_call_view(call, me.id)


def complete_transfer(call_id: int) -> dict[str, Any]:
    call, me = check_leading(call_id), _me()
    transfer.do_complete(call, me)
    return full_call_view(call, me.id)


def cancel_transfer(call_id: int) -> dict[str, Any]:
    call, me = check_leading(call_id), _me()
    transfer.do_cancel(call, me)
    return full_call_view(call, me.id)


def _me() -> Person:
    return db.session.get_one(Person, current_person().id)


_HANDLE = {"can": Permission.CALLS_HANDLE}
_CALL = {"returns": CallSchema}

blueprint = routes(
    "queue",
    "Presence of attendants, waiting clients, offers and transfers",
    [
        get(
            "/presence",
            show_presence,
            while_suspended=True,
            returns=schemas.PresenceSchema,
            **_HANDLE,
        ),
        put(
            "/presence",
            choose_presence,
            while_suspended=True,
            body=schemas.ChoosePresenceSchema,
            returns=schemas.PresenceSchema,
            **_HANDLE,
        ),
        get(
            "/workstation",
            show_workstation,
            while_suspended=True,
            returns=schemas.WorkstationSchema,
            **_HANDLE,
        ),
        get(
            "/workstation/today",
            show_today,
            while_suspended=True,
            returns=schemas.TodaySchema,
            **_HANDLE,
        ),
        get(
            "/workstation/transfer-targets",
            list_transfer_targets,
            returns=schemas.TransferTargetsSchema,
            **_HANDLE,
        ),
        get(
            "/queue",
            list_queues,
            support=SEES,
            returns=schemas.QueuesSchema,
            can=Permission.QUEUE_VIEW,
        ),
        post(
            "/offers/<int:offer_id>/accept",
            accept_offer,
            while_suspended=True,
            body=schemas.AcceptSchema,
            **_CALL,
            **_HANDLE,
        ),
        get(
            "/offers/<int:offer_id>/ice-servers",
            show_offer_ice_servers,
            while_suspended=True,
            returns=IceServersSchema,
            **_HANDLE,
        ),
        post("/offers/<int:offer_id>/decline", decline_offer, status=204, **_HANDLE),
        post(
            "/calls/<int:call_id>/transfer",
            transfer_call,
            body=schemas.TransferSchema,
            **_CALL,
            **_HANDLE,
        ),
        post(
            "/calls/<int:call_id>/transfer/complete",
            complete_transfer,
            while_suspended=True,
            **_CALL,
            **_HANDLE,
        ),
        post(
            "/calls/<int:call_id>/transfer/cancel",
            cancel_transfer,
            while_suspended=True,
            **_CALL,
            **_HANDLE,
        ),
    ],
)
