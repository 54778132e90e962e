"""Stripe's form encoding and its checks: brackets to nested values, each with a declared type."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any


class Fault(Exception):
    """An error object of Stripe's with its HTTP status."""

    def __init__(
        self,
        message: str,
        *,
        code: str | None = None,
        param: str | None = None,
        status: int = 400,
        kind: str = "invalid_request_error",
        **more: Any,
    ) -> None:
        super().__init__(message)
        self.status = status
        self.error = {"type": kind, "message": message} | more
        self.error |= {k: v for k, v in {"code": code, "param": param}.items() if v is not None}


@dataclass(frozen=True)
class Kind:
    """`name` is str, int, bool, map, list or object; `of` the members of a list or an object."""

    name: str
    required: bool = False
    choices: tuple[str, ...] = ()
    of: Any = None
    clearable: bool = False


def text(*choices: str, required: bool = False, clearable: bool = False) -> Kind:
    return Kind("str", required, choices, clearable=clearable)


def whole(required: bool = False) -> Kind:
    return Kind("int", required)


def flag() -> Kind:
    return Kind("bool")


def mapping() -> Kind:
    return Kind("map", clearable=True)


def many(of: Any, required: bool = False, clearable: bool = False) -> Kind:
    return Kind("list", required, of=of, clearable=clearable)


def group(required: bool = False, clearable: bool = False, **of: Kind) -> Kind:
    return Kind("object", required, of=of, clearable=clearable)


@dataclass
class Spec:
    """What an address takes; `expand` and, for lists, the paging are taken everywhere."""

    members: dict[str, Kind] = field(default_factory=dict)


PAGING = {"limit": whole(), "starting_after": text(), "ending_before": text()}
EXPAND = {"expand": many(text())}
_KEY = re.compile(r"\[([^\]]*)\]")


def nested(pairs: list[tuple[str, str]]) -> dict[str, Any]:
    """`a[b][0]=x` → {"a": {"b": {"0": "x"}}}."""
    root: dict[str, Any] = {}
    for name, value in pairs:
        head, keys = name.split("[", 1)[0], _KEY.findall(name)
        node = root
        path = [head, *keys]
        for position, key in enumerate(path[:-1]):
            key = key or str(len(node))
            node = node.setdefault(key, {})
            if not isinstance(node, dict):
                raise Fault(f"Invalid parameter {name}", param=".".join(path[: position + 1]))
        node[path[-1] or str(len(node))] = value
    return root


def check(given: Mapping[str, Any], members: Mapping[str, Kind], path: str = "") -> dict[str, Any]:
    """The typed parameters; raises Fault as Stripe does."""
    for name in given:
        if name not in members:
            whole_name = _named(path, name)
            raise Fault(
                f"Received unknown parameter: {whole_name}",
                code="parameter_unknown",
                param=whole_name,
            )
    found = {}
    for name, kind in members.items():
        whole_name = _named(path, name)
        if name in given:
            found[name] = _typed(given[name], kind, whole_name)
        elif kind.required:
            raise Fault(
                f"Missing required param: {whole_name}.", code="parameter_missing", param=whole_name
            )
    return found


def _typed(value: Any, kind: Kind, name: str) -> Any:
    if value == "":
        if kind.clearable:
            return None
        raise Fault(
            f"You passed an empty string for '{name}'. We assume empty values are an attempt to "
            "unset a parameter; however it cannot be unset.",
            code="parameter_invalid_empty",
            param=name,
        )
    return _READ[kind.name](value, kind, name)


def _text(value: Any, kind: Kind, name: str) -> str:
    if not isinstance(value, str):
        raise Fault(f"Invalid string: {value}", param=name)
    if kind.choices and value not in kind.choices:
        offered = ", ".join(kind.choices[:-1]) + f", or {kind.choices[-1]}"
        raise Fault(f"Invalid {name}: must be one of {offered}", param=name)
    return value


def _whole(value: Any, kind: Kind, name: str) -> int:
    try:
        return int(value)
    except (TypeError, ValueError) as error:
        raise Fault(
            f"Invalid integer: {value}", code="parameter_invalid_integer", param=name
        ) from error


def _flag(value: Any, kind: Kind, name: str) -> bool:
    if str(value).lower() not in ("true", "false"):
        raise Fault(f"Invalid boolean: {value}", param=name)
    return str(value).lower() == "true"


def _mapping(value: Any, kind: Kind, name: str) -> dict[str, str]:
    if not isinstance(value, dict) or not all(isinstance(v, str) for v in value.values()):
        raise Fault("Invalid object", param=name)
    return dict(value)


def _list(value: Any, kind: Kind, name: str) -> list[Any]:
    if not isinstance(value, dict):
        raise Fault("Invalid array", param=name)
    return [_typed(each, _as_kind(kind.of), f"{name}[{key}]") for key, each in value.items()]


def _object(value: Any, kind: Kind, name: str) -> dict[str, Any]:
    if not isinstance(value, dict):
        raise Fault("Invalid object", param=name)
    return check(value, kind.of, name)


def _as_kind(of: Any) -> Kind:
    return of if isinstance(of, Kind) else Kind("object", of=of)


def _named(path: str, name: str) -> str:
    return f"{path}[{name}]" if path else name


_READ = {
    "str": _text,
    "int": _whole,
    "bool": _flag,
    "map": _mapping,
    "list": _list,
    "object": _object,
}
