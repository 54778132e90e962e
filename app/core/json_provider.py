"""How answers are written as JSON: by orjson, and what it does not know as Flask writes it."""

from __future__ import annotations

from typing import Any

import orjson
from flask import Response
from flask.json.provider import DefaultJSONProvider

# Moments keep Flask's form; what a shape wrote is text already.
_OPTIONS = orjson.OPT_SORT_KEYS | orjson.OPT_PASSTHROUGH_DATETIME


class JSONProvider(DefaultJSONProvider):
    def dumps(self, obj: Any, **kwargs: Any) -> str:
        return super().dumps(obj, **kwargs) if kwargs else self._encoded(obj).decode()

    def response(self, *args: Any, **kwargs: Any) -> Response:
        obj = self._prepare_response_obj(args, kwargs)
        return Response(self._encoded(obj), mimetype=self.mimetype)

    def _encoded(self, obj: Any) -> bytes:
        try:
            return orjson.dumps(obj, option=_OPTIONS)
        except TypeError:
            # Halves of surrogate pairs that somebody sent, and kinds that only Flask knows.
            return super().dumps(obj).encode()
