"""The built files: their names change with their content, so a browser keeps them for good."""

from __future__ import annotations

from flask import Response, send_from_directory

from app.core.errors import NotFound
from app.web.manifest import DIST, MANIFEST

FOR_GOOD = "public, max-age=31536000, immutable"


def built_file(name: str) -> Response:
    if name == MANIFEST or not (DIST / name).is_file():
        raise NotFound()
    response = send_from_directory(DIST, name)
    response.headers["Cache-Control"] = FOR_GOOD
    return response
