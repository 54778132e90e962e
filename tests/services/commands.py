"""Commands of the product, run to their end."""

import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

from tests.services.processes import ServiceFailed

ROOT = Path(__file__).resolve().parents[2]


def flask(env: Mapping[str, str], *arguments: str) -> str:
    """Run `flask …` and return what it printed. Raises ServiceFailed with its output."""
    result = subprocess.run(
        [sys.executable, "-m", "flask", *arguments],
        cwd=ROOT,
        env=dict(env),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        check=False,
    )
    if result.returncode:
        command = " ".join(("flask", *arguments))
        raise ServiceFailed(f"`{command}` ended with code {result.returncode}.\n{result.stdout}")
    return result.stdout
