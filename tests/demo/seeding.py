"""Seeds the demo once, in a process of its own, and remembers what it made."""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

from tests.demo import places
from tests.services.processes import ServiceFailed


def seeded(env: dict[str, str], password: str) -> dict[str, Any]:
    """What the sample companies are; made at the first start. Raises ServiceFailed."""
    command = [sys.executable, "-m", "tests.demo.seeding"]
    result = subprocess.run(
        command,
        cwd=places.ROOT,
        env=env | {"DEMO_PASSWORD": password},
        capture_output=True,
        text=True,
        check=False,
    )
    if result.returncode:
        raise ServiceFailed(f"The sample companies could not be made.\n{result.stderr}")
    found: dict[str, Any] = json.loads(places.SEEDED.read_text())
    return found


def main() -> None:
    # The demo itself does not load the product.
    from app import create_app
    from tests.demo.seed import place, seed

    app = create_app()
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
