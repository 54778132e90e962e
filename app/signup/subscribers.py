"""The way to a company is forgotten with it."""

from __future__ import annotations

from sqlalchemy import delete

from app.core.bus import subscribe
from app.core.db import db
from app.signup.models import Signup
from tenants.context import platform_scope
from tenants.erase import CompanyErasing


def forget(event: CompanyErasing) -> None:
    with platform_scope():
        db.session.execute(delete(Signup).where(Signup.company_id == event.company_id))


subscribe(CompanyErasing, forget)
