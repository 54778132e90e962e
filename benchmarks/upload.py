"""A part of 180 MiB into the store: ours, with checksums, resumable and verified, against plain boto3.

`python -m benchmarks.upload [MEBIBYTES]` with the product's environment.
"""

from __future__ import annotations

import os
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from statistics import median

from app.core.config import settings
from benchmarks.ground import report
from media.recording import upload
from media.storage import client, ensure_bucket

MEBIBYTES = 180
ROUNDS = 3
KEY = "1/recordings/1/0001.webm"


def seconds(act: Callable[[], None]) -> float:
    client().delete_object(Bucket=settings().s3_bucket, Key=KEY)
    start = time.perf_counter()
    act()
    return time.perf_counter() - start


def main(mebibytes: int = MEBIBYTES) -> None:
    ensure_bucket()
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "part.webm"
        path.write_bytes(os.urandom(mebibytes * 2**20))

        def ours() -> None:
            upload.store(path, KEY, upload.fingerprint(path), None, lambda *_: None)

        def plain() -> None:
            client().upload_file(str(path), settings().s3_bucket, KEY)

        pairs = [(seconds(ours), seconds(plain)) for _ in range(ROUNDS)]
    figure, ceiling = (median(times) for times in zip(*pairs, strict=True))
    report(
        benchmark="upload",
        figure={"mib_a_second": round(mebibytes / figure, 1)},
        ceiling={"mib_a_second": round(mebibytes / ceiling, 1)},
        ratio=round(ceiling / figure, 2),
        sizes={"mebibytes": mebibytes, "rounds": ROUNDS},
    )


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
