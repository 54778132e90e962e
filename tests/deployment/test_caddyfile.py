"""The TLS proxy asks what `web` answers, and keeps visitors from what is not for them."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml

from app.domains import ask

ROOT = Path(__file__).resolve().parents[2]
CADDY = Path(sys.executable).with_name("caddy")


def caddy(action: str) -> str:
    command = [str(CADDY), action, "--adapter", "caddyfile", "--config", str(ROOT / "Caddyfile")]
    env = os.environ | {"TLS_ASK_KEY": "a-key", "WEB_ADDRESS": "web.internal:8000"}
    found = subprocess.run(command, env=env, capture_output=True, text=True)
    assert found.returncode == 0, found.stderr
    return found.stdout


@pytest.fixture(scope="module")
def config() -> dict[str, Any]:
    """The file as Caddy understands it."""
    return json.loads(caddy("adapt"))["apps"]


def test_caddy_takes_it() -> None:
    caddy("validate")


def test_it_asks_before_a_certificate_is_made(config: dict[str, Any]) -> None:
    automation = config["tls"]["automation"]
    assert automation["policies"] == [{"on_demand": True}]
    assert automation["on_demand"]["permission"] == {
        "module": "http",
        "endpoint": f"http://web.internal:8000{ask.ADDRESS}?key=a-key",
    }


def test_visitors_reach_web_and_nothing_that_is_not_for_them(config: dict[str, Any]) -> None:
    refused, served = config["http"]["servers"]["srv0"]["routes"]
    assert refused["match"] == [{"path": ["/internal/*", "/metrics"]}]
    assert refused["handle"] == [{"handler": "static_response", "status_code": 404}]
    assert "match" not in served
    assert served["handle"][0]["upstreams"] == [{"dial": "web.internal:8000"}]
    assert ask.ADDRESS.startswith("/internal/")


def test_compose_runs_it_with_the_key_that_web_has() -> None:
    services = yaml.safe_load((ROOT / "compose.yaml").read_text())["services"]
    proxy, web = services["proxy"], services["web"]
    assert any(volume.startswith("./Caddyfile:") for volume in proxy["volumes"])
    assert proxy["environment"]["TLS_ASK_KEY"] == web["environment"]["TLS_ASK_KEY"]
    assert web["environment"]["TRUSTED_PROXIES"] == "1"
