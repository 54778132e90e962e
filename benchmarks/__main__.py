"""`python -m benchmarks [NAME …]`: each benchmark with fresh services, one JSON line each.

A name can bring arguments of its own: `python -m benchmarks "company_growth 10 100"`.
"""

from __future__ import annotations

import shlex
import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).parent
# Not figures: what they share, and the other side of their ceilings.
PARTS = frozenset(
    {
        "__init__",
        "__main__",
        "bare_list",
        "bare_rooms",
        "bare_sockets",
        "cpu",
        "ground",
        "whole_site",
    }
)


def names() -> list[str]:
    return sorted(path.stem for path in HERE.glob("*.py") if path.stem not in PARTS)


def run(words: list[str]) -> int:
    product = [sys.executable, "-m", "tests.services.run"]
    command = [*product, sys.executable, "-m", f"benchmarks.{words[0]}", *words[1:]]
    return subprocess.run(command, check=False).returncode


def main(chosen: list[str]) -> int:
    asked = [shlex.split(words) for words in chosen] or [[name] for name in names()]
    unknown = [words[0] for words in asked if words[0] not in names()]
    if unknown:
        print(f"No benchmark is called {unknown[0]}; there are {', '.join(names())}.")
        return 2
    return max([run(words) for words in asked])


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
