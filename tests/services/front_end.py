"""The built front end, made again only when its sources changed."""

import fcntl
import hashlib
import subprocess
from pathlib import Path

from tests.services.processes import ServiceFailed

ROOT = Path(__file__).resolve().parents[2]
WEB = ROOT / "app" / "web"
LOCK = ROOT / "var" / "setup" / "front-end.lock"
STAMP = WEB / "dist" / ".built-from"
NOT_SOURCES = {"node_modules", "dist", "coverage", "__pycache__"}


def build_if_changed() -> None:
    """Build unless that is done, one at a time. Raises ServiceFailed with the build's output."""
    LOCK.parent.mkdir(parents=True, exist_ok=True)
    with LOCK.open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        build_unless(fingerprint())


def build_unless(wanted: str) -> None:
    if STAMP.exists() and STAMP.read_text() == wanted:
        return
    result = subprocess.run(
        ["npm", "run", "--silent", "build"], cwd=WEB, capture_output=True, text=True, check=False
    )
    if result.returncode:
        raise ServiceFailed(f"The front end does not build.\n{result.stdout}{result.stderr}")
    STAMP.write_text(wanted)


def fingerprint() -> str:
    """A hash over the names and contents of all sources."""
    total = hashlib.sha256()
    for path in sorted(sources(WEB)):
        total.update(str(path.relative_to(WEB)).encode() + b"\0" + path.read_bytes() + b"\0")
    return total.hexdigest()


def sources(folder: Path) -> list[Path]:
    found: list[Path] = []
    for path in folder.iterdir():
        if path.is_dir() and path.name not in NOT_SOURCES:
            found += sources(path)
        elif path.is_file() and path.suffix != ".py":
            found.append(path)
    return found


if __name__ == "__main__":
    build_if_changed()
