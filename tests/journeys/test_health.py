"""Staff look at the platform's health, and bring a job that failed to its end."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.journeys.site import Site
from tests.journeys.staff import staff_screen
from tests.journeys.windows import OTHER_SIZE, Windows
from workers.job import run_job
from workers.queues import QueueName, queue

pytestmark = pytest.mark.timeout(300)
DELIVER = "workers.outbox.deliver_outbox_entry"


def fail_a_job(site: Site, company_id: int) -> None:
    """One that no company is there for, given to the running worker."""
    with site.app.app_context():
        queue(QueueName.DEFAULT).enqueue(
            run_job, args=(DELIVER, company_id, {"entry_id": 1}), failure_ttl=3600
        )


@pytest.mark.parametrize(("language", "size"), [("en", "desktop"), ("pt-BR", "phone")])
def test_staff_see_what_is_wrong_and_act(
    site: Site, windows: Windows, language: str, size: str
) -> None:
    staff = staff_screen(site, windows, language, size)
    page = staff.page
    page.goto(f"http://{site.env['PLATFORM_HOST']}/superadmin/health")
    for part in ("Database", "Queues", "Media server", "Outboxes of the companies"):
        expect(page.get_by_role("region", name=staff.say(part), exact=True)).to_be_visible()
    fail_a_job(site, 4_000_000_000)
    jobs = page.get_by_role("region", name=staff.say("Failed jobs"), exact=True)
    # Without a reload: the page looks again by itself.
    expect(jobs.get_by_text(DELIVER, exact=True)).to_be_visible()
    expect(jobs.get_by_text("CompanyMissing")).to_be_visible()
    expect(page.get_by_role("status").first).to_contain_text(staff.say("Failed jobs"))
    staff.expect_accessible(OTHER_SIZE[size])
    staff.shoot(f"health-{language}")
    page.evaluate("() => window.scrollTo(0, document.body.scrollHeight)")
    staff.shoot(f"health-end-{language}")
    staff.press("Discard", jobs)
    dialog = staff.dialog("Discard")
    staff.field("Reason", dialog).fill("There is no such company")
    staff.expect_accessible()
    staff.shoot(f"discard-{language}")
    staff.press("Discard", dialog)
    expect(jobs.get_by_text(DELIVER, exact=True)).to_be_hidden()
