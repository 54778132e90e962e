"""The TLS proxy asks what `web` answers, with settings that there are."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from pathlib import Path
from typing import Any

import yaml

from app.domains import ask

ROOT = Path(__file__).resolve().parents[2]
FILE = ROOT / "Caddyfile"


def parsed(text: str) -> dict[str, Any]:
    """Directive -> its block, or its arguments; the first block, which has no name, is ''."""
    lines = [re.sub(r"(^|\s)#.*", "", line).strip() for line in text.splitlines()]
    stack: list[dict[str, Any]] = [{}]
    for line in filter(None, lines):
        if line == "}":
            stack.pop()
        elif line.endswith("{"):
            stack[-1][line[:-1].strip()] = block = {}
            stack.append(block)
        else:
            name, _, arguments = line.partition(" ")
            stack[-1][name] = arguments
    assert len(stack) == 1, "A brace is missing."
    return stack[0]


def test_it_asks_before_a_certificate_is_made() -> None:
    config = parsed(FILE.read_text())
    kind, _, url = config[""]["on_demand_tls"]["permission"].partition(" ")
    assert kind == "http"
    path, _, query = url.removeprefix("http://{$WEB_ADDRESS:web:8000}").partition("?")
    assert (path, query) == (ask.ADDRESS, "key={$TLS_ASK_KEY}")
    assert config["https://"]["tls"] == {"on_demand": ""}


def test_visitors_do_not_reach_what_is_not_for_them() -> None:
    site = parsed(FILE.read_text())["https://"]
    assert site["@inner"] == "path /internal/* /metrics"
    assert ask.ADDRESS.startswith("/internal/")
    assert site["respond"] == "@inner 404"
    assert site["reverse_proxy"] == "{$WEB_ADDRESS:web:8000}"


def test_compose_runs_it_with_the_key_that_web_has() -> None:
    services = yaml.safe_load((ROOT / "compose.yaml").read_text())["services"]
    proxy, web = services["proxy"], services["web"]
    assert any(volume.startswith("./Caddyfile:") for volume in proxy["volumes"])
    assert proxy["environment"]["TLS_ASK_KEY"] == web["environment"]["TLS_ASK_KEY"]
    assert web["environment"]["TRUSTED_PROXIES"] == "1"


def test_caddy_itself_finds_no_fault_where_it_is_installed() -> None:
    """Elsewhere the tests above are what there is: they read the file as Caddy would."""
    caddy = shutil.which("caddy")
    command = [caddy, "validate", "--adapter", "caddyfile", "--config", str(FILE)]
    env = os.environ | {"TLS_ASK_KEY": "a-key"}
    found = subprocess.run(command, env=env, capture_output=True, text=True) if caddy else None
    assert found is None or found.returncode == 0, found.stderr
