"""Every job is of one served company, or says that it is the platform's."""

from __future__ import annotations

import pytest
from flask import Flask

from tenants.context import CompanyRef
from tests import companies
from workers.job import REGISTRY, CompanyMissing, Job, run_job

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
