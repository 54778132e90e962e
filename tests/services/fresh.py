"""Services of one test run: nothing is kept, nothing is left."""

import dataclasses
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.services import postgres
from tests.services.secrets_file import Secrets
from tests.services.stack import ROOT, Stack, Wishes, services

DATABASE = "voki"
# Most tests sign somebody in, and none of their passwords is worth guessing.
CHEAP = {"PASSWORD_HASH_KIB": "64"}


@contextmanager
def run_folder() -> Iterator[Path]:
    """A folder for the files of one run, deleted at the end."""
    runs = ROOT / "var" / "test"
    runs.mkdir(parents=True, exist_ok=True)
    home = Path(tempfile.mkdtemp(prefix="run-", dir=runs))
    # The cluster's own user has to pass through.
    home.chmod(0o755)
    try:
        yield home
    finally:
        postgres.forget(home / "postgres")
        shutil.rmtree(home, ignore_errors=True)


@contextmanager
def fresh_services() -> Iterator[Stack]:
    """Empty services with an empty database, deleted at the end."""
    with run_folder() as home, services(home, Secrets(), Wishes(), DATABASE) as stack:
        yield dataclasses.replace(stack, env=stack.env | CHEAP)
