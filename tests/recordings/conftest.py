from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from flask import Flask

from tests.conftest import environment
from tests.floor import Floor
from tests.recordings.talk import Talk

# An address is all that asking for consent needs; what needs the server itself has a real one.
MEDIA_SERVER = {
    "LIVEKIT_URL": "ws://127.0.0.1:9",
    "LIVEKIT_API_URL": "http://127.0.0.1:9",
    "LIVEKIT_API_KEY": "key-of-a-test",
    "LIVEKIT_API_SECRET": "a secret of at least thirty-two characters",
}


@pytest.fixture
def media_configured(app: Flask) -> Iterator[None]:
    with environment(MEDIA_SERVER):
        yield


@pytest.fixture
def talk_in(media_configured: None, make_floor: Callable[..., Floor]) -> Callable[..., Talk]:
    """`talk_in(recording_policy="full")`: Ana and Zoe in a call of such a department."""
    return lambda **department: Talk.begin(make_floor(name="Support", **department))


@pytest.fixture
def talk(talk_in: Callable[..., Talk]) -> Talk:
    return talk_in()
