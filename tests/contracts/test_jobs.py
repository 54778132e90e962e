"""Every job is of one served company, or says that it is the platform's."""

from __future__ import annotations

import subprocess
import sys

import pytest
from flask import Flask
from sqlalchemy import select

from app.core.db import db
from app.team.models import Department
from tenants.context import CompanyRef, current_company
from tests import companies
from tests.conftest import Scope
from tests.services.product import ROOT
from workers.job import REGISTRY, CompanyMissing, Job, in_every_company, run_job
from workers.queues import queue
from workers.schedule import SCHEDULE

NOBODY = 4_000_000_000


def jobs_of_companies() -> list[Job]:
    found = [job for job in REGISTRY.values() if not job.platform]
    assert found
    return found


@pytest.mark.parametrize("company_id", [None, 0, NOBODY])
def test_a_job_refuses_a_missing_company(app: Flask, company_id: int | None) -> None:
    with app.app_context():
        for job in jobs_of_companies():
            with pytest.raises(CompanyMissing, match=job.name):
                run_job(job.name, company_id, {})


def test_a_job_refuses_a_closed_company(app: Flask, company: CompanyRef) -> None:
    companies.change(company, status="closed")
    with app.app_context():
        for job in jobs_of_companies():
            with pytest.raises(CompanyMissing, match=job.name):
                run_job(job.name, company.id, {})


def test_a_job_is_named_after_its_function(app: Flask) -> None:
    for name, job in REGISTRY.items():
        assert name == f"{job.function.__module__}.{job.function.__name__}"


def test_a_process_that_has_only_the_application_finds_every_job(app: Flask) -> None:
    """As a worker does: what only the scheduler imports is asked for by name all the same."""
    names = {*REGISTRY, *(each.job.name for each in SCHEDULE)}
    subprocess.run([sys.executable, "-c", _FIND, *names], cwd=ROOT, check=True)


_FIND = """
import sys
from app import create_app
from workers.job import named

create_app()
for name in sys.argv[1:]:
    assert named(name).name == name
"""


def test_one_companys_trouble_stops_no_sweep(
    app: Flask, company: CompanyRef, other_company: CompanyRef, scope: Scope
) -> None:
    def add() -> None:
        db.session.add(Department(name="Swept"))
        db.session.flush()
        if current_company().id == company.id:
            raise RuntimeError("This company is in trouble.")

    with app.app_context():
        in_every_company(add)
    kept = []
    for each in (company, other_company):
        with scope(each):
            kept.append(list(db.session.scalars(select(Department.name))))
    assert kept == [[], ["Swept"]]


def test_a_sweep_waits_once_however_late_the_worker_is(app: Flask) -> None:
    sweep = REGISTRY["app.guests.jobs.sweep_guests"]
    waiting = queue(sweep.queue_name)
    with app.app_context():
        before = len(waiting)
        for _ in range(3):
            sweep.enqueue_unless_waiting()
        assert len(waiting) == before + 1
        run_job(sweep.name, None, {})
        sweep.enqueue_unless_waiting()
        assert len(waiting) == before + 2
