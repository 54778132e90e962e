"""The built files: their names change with their content, so a browser keeps them for good."""

from __future__ import annotations

from flask import Response, send_from_directory

from app.core.errors import NotFound
from app.web import manifest

FOR_GOOD = "public, max-age=31536000, immutable"


def built_file(name: str) -> Response:
    if name == manifest.MANIFEST or not (manifest.DIST / name).is_file():
        raise NotFound()
    response = send_from_directory(manifest.DIST, name)
    response.headers["Cache-Control"] = FOR_GOOD
    return response
