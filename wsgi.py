"""A web process: the one place where the process is patched and served.

`ASYNC_MODE` chooses eventlet, gevent or plain threads. Several processes may share a port.
"""

from __future__ import annotations

import os

ASYNC_MODE = os.environ.get("ASYNC_MODE", "eventlet")
# psycopg's own waiting would hold every green thread of the process.
os.environ.setdefault("PSYCOPG_WAIT_FUNC", "wait_selector")
if ASYNC_MODE == "eventlet":
    import eventlet

    eventlet.monkey_patch()
elif ASYNC_MODE == "gevent":
    from gevent import monkey

    monkey.patch_all()

from app import create_app  # noqa: E402  (after the patch)
from app.core.config import settings  # noqa: E402
from app.serving import serve  # noqa: E402

app = create_app()

if __name__ == "__main__":
    serve(app, settings())
