"""Makes database and sample companies ready, in a process of its own that loads the product once."""

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from tests.demo import places
from tests.services.processes import ServiceFailed

# What an operator runs before each start, in this order.
COMMANDS = ("bootstrap", "migrate", "sync-stripe-catalogue")


@contextmanager
def prepared(env: dict[str, str], password: str) -> Iterator[None]:
    """Prepares beside whatever the block does. Raises ServiceFailed with what was said."""
    process = subprocess.Popen(
        [sys.executable, "-m", "tests.demo.preparing"],
        cwd=places.ROOT,
        env=env | {"DEMO_PASSWORD": password},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    try:
        yield
        said, _ = process.communicate()
    finally:
        process.kill()
        process.wait()
    if process.returncode:
        raise ServiceFailed(f"The sample companies could not be made.\n{said}")


def companies() -> dict[str, Any]:
    """What was made at the first start."""
    found: dict[str, Any] = json.loads(places.SEEDED.read_text())
    return found


def main() -> None:
    # The demo itself does not load the product.
    from flask.cli import ScriptInfo

    from app import create_app
    from tests.demo.seed import place, seed

    app = create_app()
    script = ScriptInfo(create_app=lambda: app)
    for command in COMMANDS:
        app.cli.main([command], prog_name="flask", standalone_mode=False, obj=script)
    place(app)
    if not places.SEEDED.exists():
        keep(places.SEEDED, seed(app, os.environ["DEMO_PASSWORD"]))


def keep(path: Path, made: dict[str, Any]) -> None:
    unfinished = path.with_suffix(".part")
    unfinished.write_text(json.dumps(made, indent=1, ensure_ascii=False))
    unfinished.chmod(0o600)
    unfinished.rename(path)


if __name__ == "__main__":
    main()
