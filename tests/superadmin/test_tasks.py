"""What staff asked for is done once, however often it has to be tried."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select

from app.core.clock import utcnow
from app.core.config import settings
from app.core.db import db
from app.superadmin.jobs import work_on_task
from app.superadmin.models import CompanyTask
from app.superadmin.task_operations import MAX_ATTEMPTS
from media import storage
from tests import companies
from tests.access.inbox import inbox_of
from tests.browser import Browser
from tests.conftest import Scope
from tests.services.outside_world import OutsideWorld
from tests.superadmin.notes import WHY, Made, page
from workers.job import run_job


def test_a_task_that_fails_says_why_and_is_tried_again(
    app: Flask, admin: Browser, company, scope: Scope, work: Callable[[], None]
) -> None:
    admin.post(f"/companies/{company.id}/exports", WHY)
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("S3_BUCKET", "no-such-bucket")
        settings.cache_clear()
        storage.client.cache_clear()
        work()
    settings.cache_clear()
    storage.client.cache_clear()
    [task] = page(admin, company.id)["tasks"]
    assert (task["state"], task["attempts"]) == ("waiting", 1)
    assert "no-such-bucket" in task["error"] or "NoSuchBucket" in task["error"]
    with scope(None):
        db.session.get_one(CompanyTask, task["id"]).due_at = utcnow()
    with app.app_context():
        run_job(work_on_task.name, None, {"task_id": task["id"]})
    [task] = page(admin, company.id)["tasks"]
    assert (task["state"], task["attempts"], task["error"]) == ("done", 2, None)


def test_a_task_that_never_succeeds_is_given_up_and_can_be_asked_for_again(
    admin: Browser, company, scope: Scope, work: Callable[[], None], sweep: Callable[[], None]
) -> None:
    admin.post(f"/companies/{company.id}/exports", WHY)
    with scope(None):
        [task] = db.session.scalars(select(CompanyTask)).all()
        task.attempts, task.kind = MAX_ATTEMPTS - 1, "provision"
    work()
    [shown] = page(admin, company.id)["tasks"]
    assert (shown["state"], shown["attempts"]) == ("failed", MAX_ATTEMPTS)
    sweep()
    assert page(admin, company.id)["tasks"][0]["attempts"] == MAX_ATTEMPTS
    assert admin.post(f"/companies/{company.id}/exports", WHY).status_code == 204


def test_what_a_killed_worker_left_is_done_once_its_lease_is_over(
    app: Flask,
    admin: Browser,
    made: Made,
    form: dict[str, Any],
    scope: Scope,
    world: OutsideWorld,
    sweep: Callable[[], None],
    deliver_outbox: Callable[..., int],
) -> None:
    company_id = made(form)
    owner = {"name": form["owner_name"], "email": form["owner_email"], "language": "pt-BR"}

    def left(until: timedelta) -> None:
        """As it is when a worker dies after all of the work and before noting so."""
        with scope(None):
            task = db.session.scalars(
                select(CompanyTask).where(CompanyTask.company_id == company_id)
            ).one()
            task.state, task.payload = "waiting", {"owner": owner}
            task.due_at = utcnow() + until

    left(timedelta(minutes=30))
    sweep()
    assert page(admin, company_id)["tasks"][0]["state"] == "waiting"
    left(-timedelta(seconds=1))
    sweep()
    assert page(admin, company_id)["tasks"][0]["state"] == "done"
    with app.app_context():
        deliver_outbox(companies.found(form["slug"]))
    assert len(inbox_of(world)(form["owner_email"])) == 1
