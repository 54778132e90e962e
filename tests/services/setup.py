"""Install what the project needs: `python3 -m tests.services.setup`.

Runs before the virtual environment exists, so it uses the standard library only. Each step keeps a
stamp with the hash of its lock file and is passed over when that has not changed.
"""

import fcntl
import hashlib
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

from tests.services import go_tools, system_packages

ROOT = Path(__file__).resolve().parents[2]
STAMPS = ROOT / "var" / "setup"
VENV = ROOT / ".venv"
PYTHON_LOCKS = [ROOT / "requirements.txt", ROOT / "requirements-dev.txt"]
WEB = ROOT / "app" / "web"


def main() -> None:
    if sys.version_info < (3, 11):  # noqa: UP036 - the one place that meets an older Python
        sys.exit("Voki needs Python 3.11 or newer; this is " + sys.version.split()[0] + ".")
    STAMPS.mkdir(parents=True, exist_ok=True)
    with (STAMPS / "lock").open("w") as lock:
        # Two commands started side by side must not install into the same place at once.
        fcntl.flock(lock, fcntl.LOCK_EX)
        install_all()


def install_all() -> None:
    system_packages.ensure()
    system_packages.ask_for_headless_shell(STAMPS / "headless-shell")
    step(
        "python", fingerprint(*PYTHON_LOCKS) + sys.version, VENV / "bin" / "pytest", install_python
    )
    lock = WEB / "package-lock.json"
    if lock.exists():
        step("web", fingerprint(lock), WEB / "node_modules" / ".package-lock.json", install_web)
    go_tools.ensure("versitygw")
    go_tools.ensure("livekit", on_path="livekit-server")


def step(name: str, wanted: str, product: Path, install: Callable[[], None]) -> None:
    """Run `install` unless `product` exists and was installed from the state `wanted`."""
    stamp = STAMPS / name
    if product.exists() and stamp.exists() and stamp.read_text() == wanted:
        return
    print(f"setup: {name}", flush=True)
    install()
    stamp.write_text(wanted)


def fingerprint(*paths: Path) -> str:
    return hashlib.sha256(b"\0".join(path.read_bytes() for path in paths)).hexdigest()


def install_python() -> None:
    if not (VENV / "bin" / "pip").exists():
        run(sys.executable, "-m", "venv", "--clear", str(VENV))
    locks = [argument for path in PYTHON_LOCKS for argument in ("-r", str(path))]
    run(str(VENV / "bin" / "pip"), "install", "--quiet", "--require-hashes", *locks)


def install_web() -> None:
    run("npm", "ci", "--no-audit", "--no-fund", "--loglevel=error", cwd=WEB)


def run(*command: str, cwd: Path = ROOT) -> None:
    result = subprocess.run(command, cwd=cwd, check=False)
    if result.returncode:
        sys.exit(f"setup: `{' '.join(command)}` failed with code {result.returncode}.")


if __name__ == "__main__":
    main()
