from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import pytest
from flask import Flask
from rq import SimpleWorker
from rq.serializers import JSONSerializer

from app.core.redis import redis_client
from app.health.jobs import measure_companies
from tests.browser import Browser
from tests.factories.access import StaffFactory
from workers.job import run_job
from workers.queues import QueueName, queue

Part = dict[str, Any]


@dataclass
class HealthPage:
    """What a member of staff is shown."""

    app: Flask
    browser: Browser

    def report(self) -> dict[str, Any]:
        answer = self.browser.get("/health")
        assert answer.status_code == 200, answer.json
        found: dict[str, Any] = answer.json
        return found

    def part(self, name: str) -> Part:
        return next(part for part in self.report()["parts"] if part["name"] == name)

    def figure(self, part: str, name: str) -> dict[str, Any]:
        return figure_of(self.part(part), name)

    def measure(self) -> None:
        """What the job does every half minute."""
        with self.app.app_context():
            measure_companies()

    @property
    def failed(self) -> list[dict[str, Any]]:
        items: list[dict[str, Any]] = self.browser.get("/failed-jobs").json["items"]
        return items


def figure_of(of: dict[str, Any], name: str) -> dict[str, Any]:
    return next(figure for figure in of["figures"] if figure["name"] == name)


def item_of(part: Part, name: str) -> dict[str, Any]:
    return next(item for item in part["items"] if item["name"] == name)


@pytest.fixture
def page_of(app: Flask, scope, browser_of: Callable[..., Browser]) -> Callable[..., HealthPage]:
    def opened(role: str, name: str = "Robin Vale") -> HealthPage:
        with scope(None):
            return HealthPage(app, browser_of(StaffFactory(role=role, name=name)))

    return opened


@pytest.fixture
def page(page_of: Callable[..., HealthPage]) -> HealthPage:
    return page_of("admin")


def hand_over(app: Flask, job: str, company_id: int | None, **arguments: Any) -> str:
    """To RQ, without the further attempts that would take minutes; the job's id."""
    with app.app_context():
        asked = queue(QueueName.MAIL).enqueue(
            run_job, args=(job, company_id, arguments), failure_ttl=3600
        )
        return str(asked.id)


def work(app: Flask) -> None:
    """A real worker of RQ takes what waits, and leaves."""
    with app.app_context():
        worker = SimpleWorker(
            [queue(QueueName.MAIL)], connection=redis_client(), serializer=JSONSerializer
        )
        worker.work(burst=True, logging_level="ERROR")
