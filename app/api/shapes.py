"""The base of every shape: marshmallow's schema with a shorter way out.

A page of twenty rows is hundreds of values. The library works out for each of them where it lies and
what to do without it; here that is settled once, when the shape is made.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import marshmallow
from marshmallow import fields, missing
from marshmallow.utils import get_value

# Key in the answer, attribute of what is shown, what makes one of the other.
Outlet = tuple[str, str, Callable[[Any, str, Any], Any]]


class Schema(marshmallow.Schema):  # noqa: TID251
    """Shapes whose fields have a way of their own to be read leave the library's way."""

    _outlets: list[Outlet] | None

    def _init_fields(self) -> None:
        super()._init_fields()
        plain = all(map(_is_plain, self.dump_fields.values()))
        outlets = [_outlet(name, field) for name, field in self.dump_fields.items()]
        self._outlets = outlets if plain else None

    def _serialize(self, obj: Any, *, many: bool = False) -> Any:
        if self._outlets is None:
            return super()._serialize(obj, many=many)
        if many and obj is not None:
            return [self._serialize(one) for one in obj]
        read = _reader(obj)
        shown: dict[str, Any] = {}
        for key, attribute, serialize in self._outlets:
            value = read(obj, attribute, missing)
            if value is not missing:
                shown[key] = serialize(value, attribute, obj)
        return shown


def _is_plain(field: fields.Field[Any]) -> bool:
    """Whether it takes its value from one attribute, and has nothing to say without it."""
    own_way = type(field)
    return (
        own_way.serialize is fields.Field.serialize
        and own_way.get_value is fields.Field.get_value
        and field._CHECK_ATTRIBUTE
        and field.dump_default is missing
        and "." not in (field.attribute or "")
    )


def _outlet(name: str, field: fields.Field[Any]) -> Outlet:
    return (
        name if field.data_key is None else field.data_key,
        name if field.attribute is None else field.attribute,
        field._serialize,
    )


def _reader(obj: Any) -> Callable[[Any, str, Any], Any]:
    if isinstance(obj, dict):
        return dict.get
    return get_value if isinstance(obj, Mapping) else getattr
