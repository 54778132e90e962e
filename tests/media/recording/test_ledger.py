"""What recorders, uploaders and the nightly sweep do to the rows, and who comes first."""

from __future__ import annotations

from datetime import timedelta

import pytest

from app.core.clock import utcnow
from app.core.db import db
from media.recording import watchdog
from media.recording.ledger import DISK_FULL, RECORDER_LOST, Stored, ledger
from tenants.context import tenant_scope
from tests.media.recording.ground import recorded_call

ROOM = "c1-9-abc"
FACTS = Stored(12.5, 3_000, "ab" * 32)


@pytest.fixture
def recorded(company, scope):
    return recorded_call(lambda: scope(company), ROOM)


@pytest.fixture
def book(app, company):
    """The ledger, in the company's scope as a recorder opens it."""
    with app.app_context(), tenant_scope(company):
        yield ledger()


def begun(book, node="one"):
    order = book.claim(node)
    assert book.began(order.part_id, node, "1/1/0001.webm")
    return order


def test_one_node_alone_takes_it(book, recorded):
    order = book.claim("one")
    assert (order.recording_id, order.number) == (recorded.recording_id, 1)
    assert book.claim("two") is None
    assert recorded.recording().state == "starting"


def test_a_call_that_is_not_on_the_media_server_waits(book, company, scope):
    recorded = recorded_call(lambda: scope(company), ROOM)
    with scope(company):
        from app.calls.models import Call

        db.session.get_one(Call, recorded.call_id).media_mode = "p2p"
    assert book.claim("one") is None


def test_those_who_wait_see_why(book, recorded):
    book.note_waiting(DISK_FULL)
    assert recorded.recording().failure == DISK_FULL
    book.claim("one")
    assert recorded.recording().failure is None


def test_the_wish_names_those_who_agreed(book, company, scope):
    recorded = recorded_call(lambda: scope(company), ROOM, "Iva")
    order = book.claim("one")
    wish = book.wish(order.part_id, "one", 0)
    assert dict(wish.people) == {recorded.identity("Ana"): "Ana", recorded.identity("Zoe"): "Zoe"}
    assert (wish.everybody, wish.stop, wish.room) == (False, False, ROOM)
    recorded.agree("Iva")
    wish = book.wish(order.part_id, "one", 0)
    assert wish.everybody
    assert recorded.identity("Iva") in wish.people
    recorded.agree("Zoe", "revoked")
    assert recorded.identity("Zoe") not in book.wish(order.part_id, "one", 0).people


def test_it_runs_with_the_first_bytes(book, recorded):
    begun(book)
    assert recorded.recording().state == "recording"
    assert recorded.recording().started_at is not None
    assert recorded.states() == ["recording"]


def test_what_was_never_begun_leaves_nothing(book, recorded):
    order = book.claim("one")
    book.let_go(order.part_id, "one", 0, "media-server-unreachable")
    assert recorded.parts() == []
    assert recorded.recording().state == "queued"
    assert recorded.recording().failure == "media-server-unreachable"


def test_the_end_of_the_call_stops_it(book, recorded):
    order = begun(book)
    recorded.end()
    assert book.wish(order.part_id, "one", 900).stop
    book.let_go(order.part_id, "one", 1_000, None)
    assert recorded.recording().state == "stopped"
    assert recorded.states() == ["finished"]
    assert recorded.parts()[0].size == 1_000


def test_a_full_part_is_followed_by_the_next(book, recorded):
    first = begun(book)
    second = book.next_part(first.part_id, "one")
    book.finished(first.part_id, "one", 5_000)
    assert (second.number, recorded.states()) == (2, ["finished", "starting"])
    assert recorded.recording().state == "recording"


def test_a_silent_recorder_loses_its_part(book, recorded):
    begun(book)
    watchdog.take_over_silent()
    assert recorded.states() == ["recording"]
    recorded.change_parts(heartbeat_at=utcnow() - timedelta(seconds=11), size=700)
    watchdog.take_over_silent()
    (part,) = recorded.parts()
    assert (part.state, part.size, part.failure) == ("finished", 700, RECORDER_LOST)
    assert book.wish(part.id, "one", 800) is None
    assert book.claim("two").number == 2


def test_one_that_was_lost_between_two_parts_waits_once(book, recorded):
    first = begun(book)
    book.next_part(first.part_id, "one")
    recorded.change_parts(heartbeat_at=utcnow() - timedelta(seconds=11))
    watchdog.take_over_silent()
    assert recorded.states() == ["finished"]
    assert recorded.recording().state == "queued"


def test_a_recorder_that_was_taken_for_lost_cannot_write_on(book, recorded):
    first = begun(book)
    recorded.change_parts(heartbeat_at=utcnow() - timedelta(seconds=11))
    watchdog.take_over_silent()
    begun(book, "two")
    book.let_go(first.part_id, "one", 9_999, None)
    book.finished(first.part_id, "one", 9_999)
    assert recorded.recording().state == "recording"
    assert recorded.states() == ["finished", "recording"]
    assert book.next_part(first.part_id, "one") is None


def test_a_lost_recorder_of_a_call_that_is_over_stops_it(book, recorded):
    begun(book)
    recorded.end()
    recorded.change_parts(heartbeat_at=utcnow() - timedelta(seconds=11))
    watchdog.take_over_silent()
    assert recorded.recording().state == "stopped"


def finished(book) -> int:
    order = begun(book)
    book.let_go(order.part_id, "one", 1_000, None)
    return order.part_id


def test_one_worker_alone_stores_it(book, recorded):
    part_id, now = finished(book), utcnow()
    part = book.lease(part_id, now - timedelta(minutes=1))
    assert part.key.endswith(f"recordings/{recorded.recording_id}/0001.webm")
    assert book.lease(part_id, now - timedelta(minutes=1)) is None
    book.storing(part_id, "an-upload", 40)
    again = book.lease(part_id, utcnow() + timedelta(seconds=1))
    assert again.upload_id == "an-upload"
    book.stored(part_id, FACTS)
    (row,) = recorded.parts()
    assert (row.state, row.size, row.seconds, row.sha256) == ("stored", 3_000, 12.5, "ab" * 32)
    assert (row.local_path, row.upload_progress, row.upload_id) == (None, 100, None)
    assert book.lease(part_id, utcnow() + timedelta(days=1)) is None


def test_what_could_not_be_stored_is_tried_again_less_and_less_often(book, recorded):
    part_id, now = finished(book), utcnow()
    assert book.to_store(now) == [part_id]
    for tries in (1, 2):
        book.lease(part_id, now)
        assert book.not_stored(part_id, "store-unreachable", final=False) == tries
    assert book.to_store(utcnow()) == []
    recorded.change_parts(heartbeat_at=utcnow() - timedelta(seconds=61))
    assert book.to_store(utcnow()) == [part_id]
    assert recorded.parts()[0].failure == "store-unreachable"


@pytest.fixture
def kept(book, recorded):
    """Stored, of a call that ended ten days ago, kept for ninety."""
    part_id = finished(book)
    book.lease(part_id, utcnow())
    book.stored(part_id, FACTS)
    ended = utcnow() - timedelta(days=10)
    with recorded.scope():
        from app.calls.models import Call

        db.session.get_one(Call, recorded.call_id).ended_at = ended
    recorded.change(state="stopped", purge_after=ended + timedelta(days=90))
    recorded.ended = ended
    return recorded


def plan(app, company, name):
    """A scope in which the company has that plan."""
    from dataclasses import replace

    return tenant_scope(replace(company, plan=name))


@pytest.mark.parametrize(
    ("name", "days_after_end"),
    [("enterprise", 365), ("business", 90), ("starter", 40), ("free", 90)],
)
def test_deadlines_follow_the_plan_with_grace(kept, app, company, name, days_after_end):
    """Longer at once; shorter after 30 days from now; a plan without recordings takes nothing away."""
    db.session.remove()
    with plan(app, company, name):
        for _ in range(2):
            ledger().move_deadlines(kept.ended + timedelta(days=40))
        ledger().move_deadlines(kept.ended + timedelta(days=41))
    assert kept.recording().purge_after == kept.ended + timedelta(days=days_after_end)


def test_only_what_is_due_is_doomed_and_a_legal_hold_spares_it(book, kept):
    assert book.doom(utcnow()) == []
    kept.change(purge_after=utcnow() - timedelta(days=1), legal_hold=True)
    assert book.doom(utcnow()) == []
    kept.change(legal_hold=False)
    (doomed,) = book.doom(utcnow())
    assert doomed.key is not None
    assert kept.recording().purged_at is not None
    assert book.doom(utcnow()) == [doomed]
    book.purged(doomed.part_id)
    assert book.doom(utcnow()) == []
    assert kept.states() == ["purged"]
