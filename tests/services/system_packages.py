"""Programs that come from the operating system: looked for, and installed by apt when root."""

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

# Chromium without the window around its pages, whose drawing is a good part of the work of many
# small pages. This is what the program in PATH starts: a signal to that would not reach the browser.
HEADLESS_SHELL = "/usr/lib/chromium/chromium-headless-shell"


@dataclass(frozen=True)
class Need:
    title: str
    package: str
    is_met: Callable[[], bool]


def ensure() -> None:
    """Leave with one sentence that names everything missing that could not be installed."""
    missing = [need for need in NEEDS if not need.is_met()]
    if missing and may_install():
        apt_install([need.package for need in missing])
        missing = [need for need in missing if not need.is_met()]
    if missing:
        titles = ", ".join(need.title for need in missing)
        packages = " ".join(need.package for need in missing)
        sys.exit(f"Voki needs {titles}. On Debian: apt-get install {packages}")


def ask_for_headless_shell(asked: Path) -> None:
    """Once: not every system has the package, and all works without it, only slower."""
    if asked.exists() or shutil.which(HEADLESS_SHELL) or not may_install():
        return
    apt_install([Path(HEADLESS_SHELL).name])
    asked.touch()


def may_install() -> bool:
    return os.geteuid() == 0 and shutil.which("apt-get") is not None


def apt_install(packages: list[str]) -> None:
    print("setup: apt-get install " + " ".join(packages), flush=True)
    # Run level 1 keeps the packages from starting servers of their own.
    environment = os.environ | {"DEBIAN_FRONTEND": "noninteractive", "RUNLEVEL": "1"}
    for command in (
        ["update", "-qq"],
        ["install", "-qq", "-y", "--no-install-recommends", *packages],
    ):
        subprocess.run(
            ["apt-get", *command], env=environment, check=False, stdout=subprocess.DEVNULL
        )


def postgres_bin() -> Path | None:
    """The folder of the newest PostgreSQL server programs, also outside PATH as on Debian."""
    folders = sorted(
        Path("/usr/lib/postgresql").glob("*/bin"), key=lambda path: int(path.parts[-2])
    )
    found = shutil.which("postgres")
    candidates = [*folders[::-1], *([Path(found).parent] if found else [])]
    return next((folder for folder in candidates if (folder / "postgres").exists()), None)


def chromium() -> str | None:
    given = os.environ.get("CHROMIUM_PATH", "")
    names = (given, HEADLESS_SHELL, "chromium", "chromium-browser", "google-chrome")
    return next((path for name in names if name and (path := shutil.which(name))), None)


def has_postgres() -> bool:
    if os.environ.get("DATABASE_URL"):
        return True
    folder = postgres_bin()
    return folder is not None and major(str(folder / "postgres"), "--version") >= 15


def has_redis() -> bool:
    return bool(os.environ.get("REDIS_URL")) or major("redis-server", "--version") >= 7


def has_venv() -> bool:
    try:
        import ensurepip  # noqa: F401
    except ImportError:
        return False
    return True


def major(program: str, *arguments: str) -> int:
    """The first number of a program's version answer; 0 when the program is absent."""
    if not shutil.which(program):
        return 0
    answer = subprocess.run(
        [program, *arguments], capture_output=True, text=True, check=False
    ).stdout
    number = re.search(r"\d+(?=\.)", answer)
    return int(number[0]) if number else 0


NEEDS = [
    Need("PostgreSQL 15 or newer", "postgresql", has_postgres),
    Need("Redis 7 or newer", "redis-server", has_redis),
    Need("Chromium", "chromium", lambda: chromium() is not None),
    Need("ffmpeg", "ffmpeg", lambda: shutil.which("ffmpeg") is not None),
    Need("Node 20 or newer", "nodejs", lambda: major("node", "--version") >= 20),
    Need("npm", "npm", lambda: shutil.which("npm") is not None),
    Need("Python's venv", "python3-venv", has_venv),
    Need("setpriv", "util-linux", lambda: shutil.which("setpriv") is not None),
]
