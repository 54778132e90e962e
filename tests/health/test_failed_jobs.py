"""Jobs that failed in a real queue: seen with their reason, tried again, or forgotten."""

from __future__ import annotations

from sqlalchemy import select

from app.access.staff_models import StaffAuditEntry
from app.core.db import db
from tests import companies
from tests.health.conftest import hand_over, work
from workers.failures import failed_jobs
from workers.queues import QueueName, queue

DELIVER = "workers.outbox.deliver_outbox_entry"
WHY = {"reason": "The provider is back"}


def failing(app, company) -> str:
    """A company's job that found it closed."""
    companies.change(company, status="closed")
    job_id = hand_over(app, DELIVER, company.id, entry_id=7)
    work(app)
    companies.change(company, status="active")
    return job_id


def test_a_job_that_fails_is_listed_with_its_reason(app, page, company) -> None:
    assert page.failed == []
    job_id = failing(app, company)
    (job,) = page.failed
    assert (job["id"], job["name"], job["queue"]) == (job_id, DELIVER, "mail")
    assert (job["company_id"], job["company_name"]) == (company.id, company.name)
    assert "CompanyMissing" in job["reason"]
    assert job["failed_at"]
    figure = page.figure("failed_jobs", "failed")
    assert (figure["value"], figure["status"]) == (1, "attention")


def test_a_retry_goes_through_the_queue_once_more(app, page, company) -> None:
    job_id = failing(app, company)
    assert page.browser.post(f"/failed-jobs/{job_id}/retry", WHY).status_code == 204
    assert page.failed == []
    work(app)
    assert page.failed == []
    with app.app_context():
        assert len(queue(QueueName.MAIL)) == 0


def test_what_still_fails_comes_back(app, page, company) -> None:
    job_id = failing(app, company)
    companies.change(company, status="closed")
    page.browser.post(f"/failed-jobs/{job_id}/retry", WHY)
    work(app)
    assert [job["id"] for job in page.failed] == [job_id]


def test_a_discarded_job_is_gone(app, page, company) -> None:
    job_id = failing(app, company)
    assert page.browser.post(f"/failed-jobs/{job_id}/discard", WHY).status_code == 204
    assert page.failed == []
    assert page.browser.post(f"/failed-jobs/{job_id}/discard", WHY).status_code == 404
    assert page.browser.post(f"/failed-jobs/{job_id}/retry", WHY).status_code == 404


def test_a_job_that_has_not_failed_is_none_of_it(app, page, company) -> None:
    waiting = hand_over(app, DELIVER, company.id, entry_id=7)
    for act in ("retry", "discard"):
        assert page.browser.post(f"/failed-jobs/{waiting}/{act}", WHY).status_code == 404
    with app.app_context():
        assert len(queue(QueueName.MAIL)) == 1


def test_who_did_it_and_why_is_in_the_staffs_log(app, page, company, scope) -> None:
    for act in ("retry", "discard"):
        page.browser.post(f"/failed-jobs/{failing(app, company)}/{act}", WHY)
    with scope(None):
        entries = db.session.scalars(
            select(StaffAuditEntry)
            .where(StaffAuditEntry.subject_kind == "job")
            .order_by(StaffAuditEntry.id)
        )
        told = [(e.action, e.actor_name, e.details["reason"], e.details["name"]) for e in entries]
    assert told == [
        ("job.retried", "Robin Vale", WHY["reason"], DELIVER),
        ("job.discarded", "Robin Vale", WHY["reason"], DELIVER),
    ]


def test_a_reason_is_asked_for(app, page, company) -> None:
    job_id = failing(app, company)
    assert page.browser.post(f"/failed-jobs/{job_id}/discard", {}).status_code == 422
    assert len(page.failed) == 1


def test_support_sees_and_only_admins_act(app, page_of, company) -> None:
    job_id = failing(app, company)
    support = page_of("support")
    assert len(support.failed) == 1
    assert support.browser.post(f"/failed-jobs/{job_id}/retry", WHY).status_code == 403
    assert page_of("finance").browser.get("/failed-jobs").status_code == 403


def test_one_companys_failed_jobs_are_told_apart(app, company, other_company) -> None:
    failing(app, company)
    failing(app, other_company)
    hand_over(app, "billing.jobs.apply_stripe_event", None, nonsense=1)
    work(app)
    with app.app_context():
        assert len(failed_jobs()) == 3
        (theirs,) = failed_jobs(other_company.id)
    assert theirs.company_id == other_company.id
