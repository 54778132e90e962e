"""Every event of the catalogue can be sent, and is what its schema says."""

from __future__ import annotations

import json

import pytest
from flask import Flask
from sqlalchemy import insert

from app.core.db import db
from app.realtime import handlers
from app.realtime.catalogue import EVENTS, TRANSIENTS, dump
from app.realtime.models import RealtimeEvent
from app.realtime.rooms import GUESTS, KINDS, PEOPLE, VISITS
from tenants.context import CompanyRef
from tests.conftest import Scope
from tests.contracts.samples import sample


def everything_sent() -> list:
    assert EVENTS
    assert TRANSIENTS
    return [*EVENTS.values(), *TRANSIENTS.values()]


@pytest.mark.usefixtures("app")
def test_each_takes_what_its_schema_describes() -> None:
    for each in everything_sent():
        loaded = each.schema().load(sample(each.schema))
        sent = json.loads(json.dumps(dump(each, loaded)))
        assert each.schema().validate(sent) == {}, each.name


@pytest.mark.usefixtures("app")
def test_none_lets_an_unknown_field_through() -> None:
    for each in everything_sent():
        errors = each.schema().validate(sample(each.schema) | {"surprise": 1})
        assert "surprise" in errors, each.name


@pytest.mark.usefixtures("app")
def test_each_goes_to_rooms_that_exist() -> None:
    for event in EVENTS.values():
        assert event.rooms, event.name
        assert set(event.rooms) <= set(KINDS), event.name
        assert event.description


def test_rooms_belong_to_a_namespace(app: Flask) -> None:
    assert {kind.namespace for kind in KINDS.values()} == {PEOPLE, VISITS, GUESTS}


@pytest.mark.usefixtures("app")
def test_messages_to_the_server_refuse_unknown_fields() -> None:
    for handler in handlers.REGISTRY:
        # A page of an older or newer build may say more of itself when it connects.
        if handler.body is not None and handler.name != "connect":
            errors = handler.body().validate(sample(handler.body) | {"surprise": 1})
            assert "surprise" in errors, handler.name


def test_a_wrong_event_fails_the_test_that_sends_it(company: CompanyRef, scope: Scope) -> None:
    wrong = {"room": "person:1", "seq": 1, "name": "offer.closed", "data": {"surprise": 1}}
    with scope(company), pytest.raises(AssertionError, match="surprise"):
        db.session.execute(insert(RealtimeEvent), [wrong])
