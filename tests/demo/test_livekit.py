"""The demo's media server starts with the configuration that the demo writes."""

import json
from pathlib import Path

import pytest

from tests.demo import livekit
from tests.services import go_tools
from tests.services.secrets_file import Secrets

ANY_PORTS = {"livekit": 0, "livekit_tcp": 0, "livekit_udp": 0}


def test_the_configuration_keeps_everything_on_loopback(tmp_path: Path) -> None:
    secrets = Secrets()
    url = livekit.write_config(tmp_path / "config", secrets, "redis://127.0.0.1:6379/0", ANY_PORTS)
    config = json.loads((tmp_path / "config").read_text())
    assert url == f"ws://127.0.0.1:{config['port']}"
    assert config["bind_addresses"] == ["127.0.0.1"]
    assert config["redis"] == {"address": "127.0.0.1:6379"}
    assert len(config["keys"][secrets.livekit_key]) >= 32


def test_without_go_it_says_why_calls_are_peer_to_peer(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(go_tools, "BIN", tmp_path)
    monkeypatch.setattr(go_tools, "GO_PACKAGE", "./no-such-folder")
    monkeypatch.setenv("PATH", "")
    with pytest.raises(go_tools.ToolMissing, match="neither on PATH nor on PyPI"):
        livekit.find_server()
