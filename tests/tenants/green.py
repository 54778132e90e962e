"""A program that the tests run under each green-thread library: prints what it measured as JSON."""

from __future__ import annotations

import json
import os
import sys
import time
from typing import Any

LIBRARY = sys.argv[1]
SLEEP_SECONDS = 1.0
os.environ["PSYCOPG_WAIT_FUNC"] = "wait_selector"


def patched() -> Any:
    """The function that runs several callables as green threads and waits for all."""
    if LIBRARY == "eventlet":
        import eventlet

        eventlet.monkey_patch()
        pool = eventlet.GreenPool()
        return lambda work, items: list(pool.imap(work, items))
    import gevent.monkey
    import gevent.pool

    gevent.monkey.patch_all()
    return lambda work, items: gevent.pool.Pool().map(work, items)


run_all = patched()

from sqlalchemy import text  # noqa: E402

from app.core.db import db  # noqa: E402
from tenants.context import CompanyRef, tenant_scope  # noqa: E402
from tenants.resolve import find_company  # noqa: E402
from tests.tenants.bare import bare_app  # noqa: E402


def timed(work: Any, items: list[int]) -> float:
    started = time.monotonic()
    run_all(work, items)
    return time.monotonic() - started


def main(company_ids: list[int]) -> None:
    with bare_app() as app:
        companies = [find_company(company_id) for company_id in company_ids]

        def sleep(_number: int) -> None:
            with app.app_context():
                db.session.execute(text("SELECT pg_sleep(:seconds)"), {"seconds": SLEEP_SECONDS})

        def read(company: CompanyRef) -> list[str]:
            """Each statement lets the other green threads run in between."""
            seen: list[str] = []
            with app.app_context(), tenant_scope(company):
                for _ in range(10):
                    seen += db.session.scalars(text("SELECT name FROM widgets"))
                    db.session.execute(text("SELECT pg_sleep(0.005)"))
                    db.session.commit()
            return sorted(set(seen))

        # The first time, both connections are opened.
        run_all(sleep, [0, 1])
        one, both = timed(sleep, [0]), timed(sleep, [0, 1])
        names = run_all(read, companies)
    print(json.dumps({"two_sleeps_by_one": both / one, "names": names}))


main([int(argument) for argument in sys.argv[2:]])
