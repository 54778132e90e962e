"""Uploads: checked, drawn anew in a process of their own, and stored under a name never used before."""

from __future__ import annotations

import json
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from werkzeug.datastructures import FileStorage

from app.branding.models import BrandFile
from app.core.db import db, outside_transaction
from app.core.errors import Invalid, NotFound
from app.core.ids import new_token
from media.scan import scan
from media.storage import company_key, put_object
from tenants.context import current_company

ROOT = Path(__file__).parents[2]
SECONDS = 30
MEGABYTE = 1024 * 1024


@dataclass(frozen=True)
class Kind:
    """`main` are the names of the file that is shown, the best one first."""

    max_megabytes: int
    types: str
    main: tuple[str, ...]

    @property
    def refusals(self) -> dict[str, str]:
        return {
            "size": f"This file is larger than {self.max_megabytes} MB.",
            "empty": "The file is empty.",
            "type": self.types,
            "pixels": "This picture is too large. Make it smaller and try again.",
            "broken": "This picture cannot be read. Save it again in your program and try again.",
        }


KINDS = {
    "logo": Kind(2, "Choose a PNG, SVG or JPG file.", ("logo.svg", "logo.png")),
    "favicon": Kind(1, "Choose an ICO, PNG or SVG file.", ("icon.svg", "icon-64.png")),
    "login": Kind(10, "Choose a PNG or JPG file.", ("login.jpg",)),
    "background": Kind(10, "Choose a PNG or JPG file.", ("background.jpg",)),
}


def do_store(kind: str, file: FileStorage) -> BrandFile:
    """Stores the upload and notes it, unused yet. Raises NotFound for an unknown kind, Invalid,
    Unavailable."""
    if kind not in KINDS:
        raise NotFound()
    content = _read(KINDS[kind], file)
    token = new_token()
    with outside_transaction(), TemporaryDirectory() as folder:
        scan(content)
        made = _made(kind, content, Path(folder))
        for one in made:
            body = (Path(folder) / one["name"]).read_bytes()
            put_object(key_of(token, one["name"]), body, one["type"])
    return _noted(kind, token, made)


def key_of(token: str, name: str) -> str:
    """The object store's key of a variant."""
    return company_key(current_company().id, "brand", token, name)


def _read(kind: Kind, file: FileStorage) -> bytes:
    content = file.stream.read(kind.max_megabytes * MEGABYTE + 1)
    if not content:
        raise _refused(kind, "empty")
    if len(content) > kind.max_megabytes * MEGABYTE:
        raise _refused(kind, "size")
    return content


def _made(kind: str, content: bytes, folder: Path) -> list[dict[str, Any]]:
    command = [sys.executable, "-m", "app.branding.picture_worker", kind, str(folder)]
    try:
        # No shell, and nothing of the upload on the command line.
        done = subprocess.run(  # noqa: S603
            command,
            input=content,
            capture_output=True,
            timeout=SECONDS,
            check=True,
            cwd=ROOT,
            # None of our keys.
            env={},
        )
    except (subprocess.CalledProcessError, subprocess.TimeoutExpired) as error:
        # Out of memory or time: what such a file is for nobody needs to know.
        raise _refused(KINDS[kind], "broken") from error
    answer = json.loads(done.stdout)
    if "refused" in answer:
        raise _refused(KINDS[kind], answer["refused"])
    files: list[dict[str, Any]] = answer["files"]
    return files


def _noted(kind: str, token: str, made: list[dict[str, Any]]) -> BrandFile:
    variants = {one["name"]: {key: one[key] for key in one if key != "name"} for one in made}
    main = next(name for name in KINDS[kind].main if name in variants)
    row = BrandFile(kind=kind, token=token, main=main, variants=variants)
    db.session.add(row)
    db.session.flush()
    return row


def _refused(kind: Kind, reason: str) -> Invalid:
    return Invalid({"file": [kind.refusals[reason]]})
