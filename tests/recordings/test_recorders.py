"""From the client's word to a recorder, and back when the call ends."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from media.recording import hints
from media.recording.ledger import Ledger, ledger
from tenants.context import tenant_scope
from tests.recordings.talk import Talk


@contextmanager
def recorder(talk: Talk) -> Iterator[Ledger]:
    """In the company's scope, as a recorder's process opens it."""
    with talk.floor.app.app_context(), tenant_scope(talk.floor.company):
        yield ledger()


def test_a_recorder_takes_what_the_client_agreed_to_once_the_call_has_moved(talk: Talk) -> None:
    talk.record()
    talk.answer(True)
    with recorder(talk) as book:
        assert book.claim("one") is None
    hints.take()
    talk.move()
    assert hints.take() == talk.floor.company.id
    with recorder(talk) as book:
        order = book.claim("one")
        assert order is not None
        assert book.began(order.part_id, "one", "1/1/0001.webm")
    assert talk.shown["state"] == "recording"
    talk.end()
    with recorder(talk) as book:
        wish = book.wish(order.part_id, "one", 500)
        assert wish is not None
        assert wish.stop
        book.let_go(order.part_id, "one", 900, None)
    assert talk.read("state") == "stopped"
