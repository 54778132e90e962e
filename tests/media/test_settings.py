"""A media server is described whole or not at all, and its origin is one that pages may talk to."""

from __future__ import annotations

import pytest

from app.core.config import Settings, SettingsError, read_settings
from app.core.security_headers import content_security_policy
from tests.conftest import environment
from tests.services import ports

WHOLE = {
    "LIVEKIT_URL": "wss://media.example/",
    "LIVEKIT_API_KEY": "key",
    "LIVEKIT_API_SECRET": "s" * 32,
}


@pytest.fixture
def read(monkeypatch: pytest.MonkeyPatch, service_env: dict[str, str]):
    def with_values(**values: str) -> Settings:
        for name, value in (service_env | {"LIVEKIT_API_URL": ""} | values).items():
            monkeypatch.setenv(name, value)
        return read_settings()

    return with_values


@pytest.mark.parametrize("missing", WHOLE)
def test_half_of_it_does_not_start(read, missing: str) -> None:
    with pytest.raises(SettingsError, match=f"- {missing} is missing"):
        read(**WHOLE | {missing: ""})


def test_we_reach_it_where_browsers_do_unless_told_otherwise(read) -> None:
    assert read(**WHOLE).livekit_url == "wss://media.example"
    assert read(**WHOLE).livekit_api_url == "https://media.example"
    inside = read(**WHOLE, LIVEKIT_API_URL="http://10.0.0.7:7880")
    assert inside.livekit_api_url == "http://10.0.0.7:7880"
    assert read(**WHOLE | {"LIVEKIT_URL": "ws://localhost:7880"}).livekit_api_url == (
        "http://localhost:7880"
    )


def test_an_address_of_another_kind_is_refused(read) -> None:
    with pytest.raises(SettingsError, match="LIVEKIT_URL is not the address"):
        read(**WHOLE | {"LIVEKIT_URL": "media.example"})


def test_pages_may_talk_to_it(app) -> None:
    with app.test_request_context("/"):
        assert "media.example" not in content_security_policy(None)
        with environment(WHOLE):
            [connect] = [
                directive
                for directive in content_security_policy(None).split("; ")
                if directive.startswith("connect-src")
            ]
    assert {"wss://media.example", "https://media.example"} <= set(connect.split())


def test_readiness_names_the_media_server(browser, on_media_server) -> None:
    report = browser.open("/readyz").get_json()["dependencies"]["media_server"]
    assert report == {"state": "up", "needed": False}


def test_its_absence_takes_no_process_out_of_service(browser, on_media_server) -> None:
    with environment({"LIVEKIT_API_URL": f"http://127.0.0.1:{ports.free()}"}):
        answer = browser.open("/readyz")
    assert answer.status_code == 200
    assert answer.get_json()["dependencies"]["media_server"] == {"state": "down", "needed": False}
