"""The product's own processes, as the Procfile names them."""

import os
import shlex
import sys
from pathlib import Path

from honcho.environ import parse_procfile

ROOT = Path(__file__).resolve().parents[2]


def command(name: str) -> list[str]:
    """The Procfile's command of that name, with this Python."""
    words = shlex.split(procfile()[name])
    program = Path(sys.executable).parent / words[0]
    return [str(program), *words[1:]]


def kept(command: list[str]) -> str:
    """A line for a shell that starts the command again when it dies, until this process ends."""
    keeper = [sys.executable, "-m", "tests.services.keep", str(os.getpid())]
    return "exec " + shlex.join([*keeper, *command])


def procfile() -> dict[str, str]:
    """Process name -> command line."""
    return dict(parse_procfile((ROOT / "Procfile").read_text()).processes)
