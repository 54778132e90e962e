"""One revision for every company, against a bare loop of the same statement.

`python -m benchmarks.migrate_1000 [COMPANIES]` with the product's environment and an empty
database; aim: ratio ≤ 2. The companies have the product's real tables.
"""

from __future__ import annotations

import json
import shutil
import sys
import tempfile
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from app.core.db import owner_connection
from tenants import revisions
from tenants.blueprint import head_script
from tenants.migrate import WORKERS, Report, migrate_all
from tenants.provision import provision_company
from tenants.revisions import Tree, head, render

AIM = 2.0
COMPANIES = 1_000
TABLE = "departments"
REVISION = """
from alembic import op

revision = "bench"
down_revision = "{before}"


def upgrade() -> None:
    op.execute("ALTER TABLE {table} ADD COLUMN bench_product text")
"""


def add_revision(folder: Path) -> None:
    """A copy of the migrations with one more revision, used from now on."""
    before = head(Tree.TENANT)
    shutil.copytree(revisions.MIGRATIONS, folder, dirs_exist_ok=True)
    file = folder / "tenant" / "versions" / "bench_more.py"
    file.write_text(REVISION.format(before=before, table=TABLE))
    revisions.MIGRATIONS = folder
    head.cache_clear()
    render.cache_clear()


def provision(companies: int) -> None:
    with ThreadPoolExecutor(2) as pool:
        slugs = [f"bench-{number}" for number in range(companies)]
        list(pool.map(lambda slug: provision_company(slug, slug), slugs))


def raw_loop() -> float:
    with owner_connection() as connection:
        rows = connection.execute("SELECT schema_name FROM platform.schema_revisions ORDER BY 1")
        schemas = [row[0] for row in rows]
        started = time.perf_counter()
        for schema in schemas:
            with connection.transaction():
                statement = f"ALTER TABLE {schema}.{TABLE} ADD COLUMN bench_raw text"
                connection.execute(statement.encode())
        return time.perf_counter() - started


def product() -> tuple[float, Report]:
    started = time.perf_counter()
    report = migrate_all(lambda _report, _outcome: None)
    return time.perf_counter() - started, report


def main(companies: int = COMPANIES) -> None:
    provision(companies)
    with tempfile.TemporaryDirectory() as folder:
        add_revision(Path(folder))
        ceiling = raw_loop()
        figure, report = product()
        nothing_to_do, _ = product()
    assert report.failed == {}
    line = {
        "benchmark": "migrate_1000",
        "figure": {"seconds": round(figure, 2), "nothing_to_do": round(nothing_to_do, 3)},
        "ceiling": {"seconds": round(ceiling, 2)},
        "ratio": round(figure / ceiling, 2),
        "aim": f"<= {AIM}",
        "sizes": {
            "companies": report.migrated,
            "tables": head_script().count("CREATE TABLE"),
            "workers": WORKERS,
        },
    }
    print(json.dumps(line))


if __name__ == "__main__":
    main(*map(int, sys.argv[1:2]))
