"""The health page: what is well, what is not, and that nothing which is dead holds it up."""

from __future__ import annotations

import socket
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta

import pytest
from sqlalchemy import func, update

from app.core.clock import utcnow
from app.core.db import db
from app.core.outbox import OutboxEntry, add_entry, define_topic
from app.core.redis import redis_client
from app.health.catalogue import MEASURES, PARTS, PROBE_SECONDS
from billing.models import Reconciliation, StripeEvent
from media.models import MediaWebhook
from tests import companies
from tests.conftest import environment
from tests.health.conftest import figure_of, hand_over, item_of
from tests.journeys.words import SCREENS, texts
from workers.beat import BEAT_KEY, beat

NOWHERE = "http://127.0.0.1:9"
TOPIC = "tests.health"


def down(report) -> set[str]:
    return {part["name"] for part in report["parts"] if part["status"] == "down"}


@contextmanager
def silent_service() -> Iterator[str]:
    """Takes connections and never says anything."""
    with socket.create_server(("127.0.0.1", 0)) as listening:
        yield f"http://127.0.0.1:{listening.getsockname()[1]}"


def test_every_part_is_there_and_what_stands_answers(app, page) -> None:
    page.measure()
    with app.app_context():
        beat()
    report = page.report()
    assert [part["name"] for part in report["parts"]] == list(PARTS)
    assert down(report) == set()
    for name in ("database", "redis", "storage"):
        part = next(part for part in report["parts"] if part["name"] == name)
        assert figure_of(part, "answer_ms")["value"] > 0
    assert report["status"] in ("ok", "attention")


def test_a_stopped_store_is_down_and_holds_nothing_up(app, page) -> None:
    with environment({"S3_ENDPOINT_URL": NOWHERE}):
        report = page.report()
    assert "storage" in down(report)
    assert not {"database", "redis", "migrations", "webhooks"} & down(report)
    assert report["status"] == "down"


def test_a_stopped_media_server_is_down_and_a_running_one_counts(
    app, page, on_media_server
) -> None:
    part = page.part("media_server")
    figures = part["figures"]
    assert [figure["name"] for figure in figures] == [
        "answer_ms",
        "rooms",
        "participants",
        "publishers",
    ]
    (node,) = part["items"]
    assert figure_of(node, "node_rooms")["value"] == 0
    assert figure_of(node, "dropped")["value"] < 2
    with environment({"LIVEKIT_METRICS_URLS": NOWHERE}):
        part = page.part("media_server")
    assert (part["status"], part["answered"]) == ("down", True)
    assert figure_of(part["items"][0], "node_rooms")["status"] == "down"
    with environment({"LIVEKIT_URL": NOWHERE.replace("http", "ws")}):
        part = page.part("media_server")
    assert (part["status"], part["answered"], part["figures"]) == ("down", False, [])


def test_an_installation_without_a_media_server_lacks_nothing(page) -> None:
    with environment({"LIVEKIT_URL": "", "LIVEKIT_API_KEY": "", "LIVEKIT_API_SECRET": ""}):
        part = page.part("media_server")
    assert (part["status"], part["absent"]) == ("ok", True)


def test_services_that_hang_cost_no_more_than_the_time_they_are_given(
    page, on_media_server
) -> None:
    with silent_service() as url, silent_service() as other:
        silent = {"S3_ENDPOINT_URL": url, "LIVEKIT_URL": other.replace("http", "ws")}
        with environment(silent):
            begun = time.monotonic()
            report = page.report()
            took = time.monotonic() - begun
    assert {"storage", "media_server"} <= down(report)
    assert not {"database", "redis"} & down(report)
    # Each alone would take longer, and the answer itself some moments.
    assert took < PROBE_SECONDS + 3


def test_a_scheduler_that_is_gone_is_down(app, page) -> None:
    assert page.part("scheduler")["status"] == "down"
    with app.app_context():
        beat()
    assert page.part("scheduler")["status"] == "ok"
    with app.app_context():
        redis_client().set(BEAT_KEY, (utcnow() - timedelta(seconds=30)).isoformat())
    assert page.part("scheduler")["status"] == "attention"


def test_a_queue_without_a_worker_lets_people_wait(app, page, company) -> None:
    item = item_of(page.part("queues"), "mail")
    assert figure_of(item, "workers") == {
        "name": "workers",
        "value": 0,
        "unit": "count",
        "status": "attention",
    }
    hand_over(app, "workers.outbox.deliver_outbox_entry", company.id, entry_id=1)
    item = item_of(page.part("queues"), "mail")
    assert figure_of(item, "waiting")["value"] == 1
    assert 0 <= figure_of(item, "oldest")["value"] < 60


def test_a_company_whose_outbox_is_stuck_is_named(app, page, company, scope) -> None:
    page.measure()
    assert page.part("outbox")["items"] == []
    assert page.part("outbox")["status"] == "ok"
    define_topic(TOPIC, lambda payload: None)
    with scope(company):
        add_entry(TOPIC, {})
        db.session.execute(
            update(OutboxEntry).values(
                attempts=5,
                created_at=func.now() - timedelta(minutes=30),
                next_attempt_at=func.now() + timedelta(hours=1),
            )
        )
    page.measure()
    part = page.part("outbox")
    (item,) = part["items"]
    assert (item["name"], item["company_id"]) == (company.name, company.id)
    assert [figure_of(item, name)["value"] for name in ("undelivered", "troubled")] == [1, 1]
    assert figure_of(item, "oldest")["value"] >= 1800
    assert part["status"] == "attention"


def test_outboxes_that_nobody_looks_at_are_no_good_news(page) -> None:
    assert page.part("outbox")["status"] == "attention"


@contextmanager
def ledger(company, **values: str) -> Iterator[None]:
    """The company's line in the ledger of migrations says something else meanwhile."""
    columns = ("revision", "error")
    with companies.superuser() as connection:
        query = "SELECT revision, error FROM platform.schema_revisions WHERE schema_name = %s"
        before = connection.execute(query, (company.schema,)).fetchone()
    assert before
    write(company, dict(zip(columns, before, strict=True)) | values)
    yield
    write(company, dict(zip(columns, before, strict=True)))


def write(company, values: dict[str, str]) -> None:
    with companies.superuser() as connection:
        connection.execute(
            "UPDATE platform.schema_revisions SET revision = %s, error = %s WHERE schema_name = %s",
            (values["revision"], values["error"], company.schema),
        )


def test_a_company_behind_the_head_is_named_and_one_that_failed_says_why(
    page, company, other_company
) -> None:
    assert page.part("migrations")["status"] == "ok"
    why = "LockNotAvailable: canceling statement due to lock timeout"
    with ledger(company, revision="0001"), ledger(other_company, error=why):
        part = page.part("migrations")
    assert part["status"] == "attention"
    assert [figure_of(part, name)["value"] for name in ("behind", "failed")] == [1, 1]
    behind, failed = (item_of(part, each.name) for each in (company, other_company))
    assert "0001" in behind["note"]
    assert failed["note"] == why


def test_webhooks_that_wait_are_counted_by_where_they_came_from(page, scope, company) -> None:
    since = utcnow() - timedelta(minutes=5)
    with scope(None):
        times = {"created_at": since, "received_at": since}
        db.session.add(StripeEvent(id="evt_1", type="invoice.paid", **times))
        db.session.add(StripeEvent(id="evt_2", type="invoice.paid", attempts=25, **times))
        db.session.add(
            MediaWebhook(
                id="EV_health", company_id=company.id, event="room_started", room="r", at=since
            )
        )
    part = page.part("webhooks")
    with scope(None):
        db.session.query(MediaWebhook).filter_by(id="EV_health").delete()
    stripe = item_of(part, "stripe")
    assert [figure_of(stripe, name)["value"] for name in ("waiting", "given_up")] == [1, 1]
    assert figure_of(stripe, "oldest")["status"] == "attention"
    assert figure_of(item_of(part, "media_server"), "waiting")["value"] == 1


def test_what_the_nightly_comparison_found_is_shown(page, scope, company) -> None:
    assert page.part("reconcile")["absent"]
    keys = {"STRIPE_SECRET_KEY": "sk_test_health", "STRIPE_WEBHOOK_SECRET": "whsec_health"}
    difference = {
        "company_id": company.id,
        "field": "plan",
        "ours": "starter",
        "theirs": "business",
    }
    with environment(keys):
        assert page.part("reconcile")["status"] == "attention"
        with scope(None):
            run = Reconciliation(finished_at=utcnow(), checked=1, differences=[difference])
            db.session.add(run)
        part = page.part("reconcile")
    (item,) = part["items"]
    assert (item["name"], item["note"]) == (company.name, "plan: starter → business")
    assert figure_of(part, "differences")["value"] == 1


def test_support_may_look_and_finance_has_no_business_here(page_of) -> None:
    assert page_of("support").browser.get("/health").status_code == 200
    assert page_of("finance").browser.get("/health").status_code == 403


@pytest.mark.parametrize("language", ["en", "pt-BR"])
def test_every_trouble_has_a_text_that_says_what_to_do(language: str) -> None:
    said = texts(SCREENS, language, "health")
    for part in PARTS:
        assert said[f"parts.{part}"]
        assert said[f"advice.{part}.unanswered"]
    for name, measure in MEASURES.items():
        part, figure = name.split(".")[0], name.split(".")[-1]
        assert said[f"figures.{part}.{figure}"]
        if measure.can_fail:
            assert said[f"advice.{part}.{figure}"]
