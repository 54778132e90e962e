"""The media server starts with the configuration that demo and tests write."""

import json
from pathlib import Path

import pytest

from tests.services import go_tools, media_server
from tests.services.secrets_file import Secrets


def test_the_configuration_keeps_everything_on_loopback(tmp_path: Path) -> None:
    secrets = Secrets()
    server = media_server.write_config(
        tmp_path / "config", secrets, redis_url="redis://127.0.0.1:6379/0"
    )
    config = json.loads((tmp_path / "config").read_text())
    assert server.url == f"ws://127.0.0.1:{config['port']}"
    assert config["bind_addresses"] == ["127.0.0.1"]
    assert config["redis"] == {"address": "127.0.0.1:6379"}
    assert len(config["keys"][secrets.livekit_key]) >= 32
    assert config["room"] == {"auto_create": False}


def test_without_go_it_says_why_there_is_none(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(go_tools, "BIN", tmp_path)
    monkeypatch.setattr(go_tools, "GO_PACKAGE", "./no-such-folder")
    monkeypatch.setenv("PATH", "")
    with pytest.raises(go_tools.ToolMissing, match="neither on PATH nor on PyPI"):
        media_server.find_server()
