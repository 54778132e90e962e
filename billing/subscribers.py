"""Who paid is forgotten with the company."""

from __future__ import annotations

from app.core.bus import subscribe
from billing.operations import do_forget
from tenants.erase import CompanyErasing


def forget(event: CompanyErasing) -> None:
    do_forget(event.company_id)


subscribe(CompanyErasing, forget)
