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
    if not places.SEEDED.exists():
        print("demo: making the sample companies", flush=True)
        run_seed(env | {"DEMO_PASSWORD": password})
    found: dict[str, Any] = json.loads(places.SEEDED.read_text())
    return found


def run_seed(env: dict[str, str]) -> None:
    command = [sys.executable, "-m", "tests.demo.seeding"]
    result = subprocess.run(
        command, cwd=places.ROOT, env=env, capture_output=True, text=True, check=False
    )
    if result.returncode:
        raise ServiceFailed(f"The sample companies could not be made.\n{result.stderr}")


def main() -> None:
    from app import create_app
    from tests.demo.seed import seed

    app = create_app()
    with app.app_context():
        made = seed(app, os.environ["DEMO_PASSWORD"])
    keep(places.SEEDED, made)


def keep(path: Path, made: dict[str, Any]) -> None:
    unfinished = path.with_suffix(".part")
    unfinished.write_text(json.dumps(made, indent=1, ensure_ascii=False))
    unfinished.chmod(0o600)
    unfinished.rename(path)


if __name__ == "__main__":
    main()
