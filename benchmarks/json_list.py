"""A signed-in page of 20 access links, against bare Flask and psycopg with the same statements.

`python -m benchmarks.json_list [SECONDS [CONNECTIONS]]` with the product's environment; aim: ≥ 0.6 of
it, at most 6 queries.
"""

from __future__ import annotations

import pickle
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from statistics import median
from typing import Any

from flask import Flask
from sqlalchemy import event

from app import create_app
from app.core.db import db
from benchmarks.ground import (
    PAGE,
    PATH,
    ROOT,
    Load,
    Seat,
    companies,
    links,
    report,
    seat,
    served,
    wrk,
)
from tests.services import ports
from tests.services.processes import running

AIM = 0.6
MOST_QUERIES = 6
ROWS = 500
ROUNDS = 6


def statements_of(app: Flask, who: Seat) -> list[tuple[str, Any]]:
    """What one request sends, with its parameters; the company's confinement comes first."""
    sent: list[tuple[str, Any]] = []

    def note(_conn: Any, _cursor: Any, text: str, parameters: Any, *_: Any) -> None:
        sent.append((text, parameters))

    with app.app_context():
        engine = db.engine
    ask(app, who)
    event.listen(engine, "before_cursor_execute", note)
    ask(app, who)
    event.remove(engine, "before_cursor_execute", note)
    schema = who.company.schema
    # The connection of the bare side is not guarded, so this is one statement as it is there.
    return [(f"SET LOCAL search_path = {schema}; SET LOCAL ROLE {schema}", None), *sent]


def ask(app: Flask, who: Seat) -> None:
    answer = app.test_client(use_cookies=False).get(PATH, headers=who.headers)
    assert len(answer.get_json()["items"]) == PAGE, answer.text


@contextmanager
def bare(statements: list[tuple[str, Any]]) -> Iterator[str]:
    port = ports.free()
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "statements"
        file.write_bytes(pickle.dumps(statements))
        command = [sys.executable, "-m", "benchmarks.bare_list", str(port), str(file)]
        log = Path(folder) / "bare.log"
        with running(command, name="bare", log=log, cwd=ROOT, is_ready=lambda: ports.answers(port)):
            yield f"http://127.0.0.1:{port}/"


def main(seconds: int = 2, connections: int = 16) -> None:
    """The two take turns, so that both meet the same noise."""
    app = create_app()
    [company] = companies(app, 1)
    who = seat(app, company)
    links(app, who, ROWS)
    statements = statements_of(app, who)
    ours: list[Load] = []
    ceiling: list[Load] = []
    with served() as server, bare(statements) as bare_url:
        for _ in range(ROUNDS):
            for loads, url, headers in (
                (ours, server.url + PATH, who.headers),
                (ceiling, bare_url, {}),
            ):
                loads.append(wrk(url, headers, seconds=seconds, connections=connections))
    tell(ours, ceiling, len(statements) - 1, connections)


def tell(ours: list[Load], ceiling: list[Load], queries: int, connections: int) -> None:
    """The ratio is the median of the rounds' own: neighbours in time meet the same machine."""
    rate = {
        name: [load.rate for load in loads] for name, loads in (("us", ours), ("bare", ceiling))
    }
    ratio = median(us / bare for us, bare in zip(rate["us"], rate["bare"], strict=True))
    report(
        benchmark="json_list",
        figure={"requests_per_second": round(median(rate["us"]), 1), "queries": queries},
        ceiling={"requests_per_second": round(median(rate["bare"]), 1)},
        ratio=round(ratio, 2),
        aim=f">= {AIM}, <= {MOST_QUERIES} queries",
        sizes={"rows": ROWS, "page": PAGE, "connections": connections, "processes": 1},
    )


if __name__ == "__main__":
    main(*map(int, sys.argv[1:3]))
