"""What the benchmarks stand on: companies with people and rows, web processes, and a loader."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import Any

from flask import Flask
from sqlalchemy import update

from app.access.audience import PEOPLE
from app.access.models import Person, PersonSession
from app.core.clock import utcnow
from app.core.db import db
from app.core.ids import new_token, token_hash
from app.links.models import AccessLink, LinkType
from app.links.operations import do_create_links
from app.team.models import Department
from tenants.context import CompanyRef, tenant_scope
from tenants.provision import provision_company
from tenants.resolve import find_company_by_slug
from tests.live import LiveServer, live_server
from tests.services import system_packages

# A signed-in list of 20 rows, scoped to the company.
PAGE = 20
PATH = f"/api/v1/access-links?limit={PAGE}"
ROOT = Path(__file__).resolve().parents[1]
REQUESTS = re.compile(r"Requests/sec:\s+([\d.]+)")
LATENCY = re.compile(r"\s50%\s+([\d.]+)(us|ms|s)")
LINK = {
    "type": LinkType.REUSABLE,
    "label": "Bench",
    "expires_on": None,
    "scheduled_for": None,
}
MILLISECONDS = {"us": 0.001, "ms": 1.0, "s": 1000.0}


@dataclass(frozen=True)
class Seat:
    """A signed-in manager of a company, by the headers that say so."""

    company: CompanyRef
    person_id: int
    cookie: str

    @property
    def headers(self) -> dict[str, str]:
        return {"Host": self.company.host, "Cookie": self.cookie}


@dataclass(frozen=True)
class Load:
    """What wrk measured: requests a second, and the median latency in milliseconds."""

    rate: float
    median_ms: float


def companies(app: Flask, number: int, offset: int = 0) -> list[CompanyRef]:
    slugs = [f"bench-{offset + each}" for each in range(number)]
    with ThreadPoolExecutor(2) as pool:
        list(pool.map(lambda slug: provision_company(slug, slug, "enterprise"), slugs))
    with app.app_context():
        found = [find_company_by_slug(slug) for slug in slugs]
    return [company for company in found if company is not None]


def seat(app: Flask, company: CompanyRef, role: str = "manager", **person: Any) -> Seat:
    """A new person with an open session; no password is hashed for it."""
    token = new_token()
    with app.app_context(), tenant_scope(company):
        email = f"{token_hash(token).hex()[:12]}@example.com"
        member = Person(name="Bench", email=email, role=role, password_hash="-", **person)
        db.session.add(member)
        db.session.flush()
        expires = utcnow() + timedelta(days=1)
        hashed = token_hash(token)
        db.session.add(PersonSession(person_id=member.id, token_hash=hashed, expires_at=expires))
        db.session.commit()
        return Seat(company, member.id, f"{PEOPLE.cookie}={token}")


def links(app: Flask, owner: Seat, number: int) -> None:
    """Access links that this person made for one department, for a list to read."""
    with app.app_context(), tenant_scope(owner.company):
        department = Department(name="Support")
        db.session.add(department)
        db.session.flush()
        do_create_links(None, department, LINK, number)
        db.session.execute(update(AccessLink).values(created_by_id=owner.person_id))
        db.session.commit()


@contextmanager
def served(processes: int = 1) -> Iterator[LiveServer]:
    """The product with the environment's services."""
    with (
        tempfile.TemporaryDirectory() as folder,
        live_server(dict(os.environ), Path(folder) / "web.log", processes=processes) as server,
    ):
        yield server


def wrk(url: str, headers: dict[str, str], *, seconds: int, connections: int) -> Load:
    """Raises SystemExit when an answer is not a success."""
    command = [_wrk(), "--latency", "-t", "1", "-c", str(connections), "-d", f"{seconds}s"]
    for name, value in headers.items():
        command += ["-H", f"{name}: {value}"]
    output = subprocess.run([*command, url], capture_output=True, text=True, check=True).stdout
    if "Non-2xx" in output:
        raise SystemExit(output)
    rate, latency = REQUESTS.search(output), LATENCY.search(output)
    assert rate is not None, output
    assert latency is not None, output
    return Load(float(rate[1]), float(latency[1]) * MILLISECONDS[latency[2]])


def _wrk() -> str:
    if not shutil.which("wrk") and os.geteuid() == 0:
        system_packages.apt_install(["wrk"])
    return shutil.which("wrk") or sys.exit("This needs wrk. On Debian: apt-get install wrk")


def report(**line: Any) -> None:
    print(json.dumps(line), flush=True)
