"""Making a company, against a new connection that sends the same DDL as one script.

`python -m benchmarks.provision [COMPANIES]` with the product's environment; aim: ratio ≤ 1.5.
"""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Callable
from functools import partial
from statistics import median

import psycopg

from app.core.db import owner_connection
from tenants.blueprint import head_script
from tenants.bootstrap import login_role
from tenants.provision import provision_company
from tenants.revisions import COMPANY_ROLE

AIM = 1.5
COMPANIES = 30


def seconds(work: Callable[[], object]) -> float:
    started = time.perf_counter()
    work()
    return time.perf_counter() - started


def raw(name: str) -> None:
    script = (
        f"BEGIN; CREATE ROLE {name} NOLOGIN; GRANT {name} TO {login_role()}; CREATE SCHEMA {name};"
        f" GRANT USAGE ON SCHEMA {name} TO {name}; SET LOCAL search_path = {name}, extensions;\n"
        f"{head_script().replace(COMPANY_ROLE, name)} COMMIT"
    )
    with owner_connection() as connection:
        connection.execute(script.encode())


def drop_raw(connection: psycopg.Connection, name: str) -> None:
    connection.execute(f"DROP SCHEMA {name} CASCADE; DROP ROLE {name}".encode())


def main(companies: int = COMPANIES) -> None:
    """The two take turns, so that both meet the same noise and the same size of catalogue."""
    run = f"{time.time_ns():x}"[-10:]
    provisioned, ceiling = [], []
    names = [f"raw_{run}_{number}" for number in range(companies)]
    for number, name in enumerate(names):
        slug = f"bench-{run}-{number}"
        provisioned.append(seconds(partial(provision_company, slug, slug)))
        ceiling.append(seconds(partial(raw, name)))
    with owner_connection() as connection:
        for name in names:
            drop_raw(connection, name)
    report(median(provisioned), median(ceiling), companies)


def report(figure: float, ceiling: float, companies: int) -> None:
    tables = head_script().count("CREATE TABLE")
    line = {
        "benchmark": "provision",
        "figure": {"milliseconds": round(figure * 1000, 1)},
        "ceiling": {"milliseconds": round(ceiling * 1000, 1)},
        "ratio": round(figure / ceiling, 2),
        "aim": f"<= {AIM}",
        "sizes": {"companies": companies, "tables": tables},
    }
    print(json.dumps(line))


if __name__ == "__main__":
    main(*map(int, sys.argv[1:2]))
