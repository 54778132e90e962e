"""Going round the companies, for what the page must not ask each of them."""

from __future__ import annotations

from app.health.companies import CompanyState, keep_measured, measure_company
from workers.job import in_every_company, job
from workers.queues import QueueName


@job(QueueName.BULK, platform=True)
def measure_companies() -> None:
    measured: list[CompanyState] = []
    in_every_company(lambda: measured.append(measure_company()))
    keep_measured(measured)
