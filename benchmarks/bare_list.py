"""The ceiling of `json_list`: Flask and psycopg on the same server, with the same statements.

`python -m benchmarks.bare_list PORT STATEMENTS`: a file with the pickled [(text, parameters), …]; the
rows of the last one are the answer.
"""

from __future__ import annotations

import os
import sys

os.environ.setdefault("PSYCOPG_WAIT_FUNC", "wait_selector")
import eventlet

eventlet.monkey_patch()

import json  # noqa: E402  (after the patch)
import pickle  # noqa: E402
from pathlib import Path  # noqa: E402
from typing import Any  # noqa: E402

import psycopg  # noqa: E402
from eventlet import pools, wsgi  # noqa: E402
from flask import Flask, Response  # noqa: E402
from psycopg.rows import dict_row  # noqa: E402

from app.core.config import libpq_url  # noqa: E402

CONNECTIONS = 10


def connect() -> psycopg.Connection[Any]:
    url = libpq_url(os.environ["DATABASE_APP_URL"])
    return psycopg.connect(url, prepare_threshold=None, row_factory=dict_row)


def application(statements: list[tuple[str, Any]]) -> Flask:
    app = Flask(__name__)
    pool = pools.Pool(create=connect, max_size=CONNECTIONS)

    @app.get("/")
    def rows() -> Response:
        with pool.item() as connection, connection.transaction(), connection.cursor() as cursor:
            for text, parameters in statements:
                cursor.execute(text.encode(), parameters)
            found = cursor.fetchall()
        return Response(json.dumps({"items": found}, default=str), mimetype="application/json")

    return app


def main(port: int, file: str) -> None:
    statements = pickle.loads(Path(file).read_bytes())
    listening = eventlet.listen(("127.0.0.1", port), backlog=2048)
    wsgi.server(listening, application(statements), log_output=False, keepalive=75)


if __name__ == "__main__":
    main(int(sys.argv[1]), sys.argv[2])
