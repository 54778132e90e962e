"""Secrets of one demo or test run, made up at its first start."""

import base64
import json
import secrets
from dataclasses import asdict, dataclass, field
from pathlib import Path


def token() -> str:
    return secrets.token_urlsafe(32)


def encryption_keys() -> str:
    return "k1:" + base64.b64encode(secrets.token_bytes(32)).decode()


@dataclass(frozen=True)
class Secrets:
    """`password` is the one that all sample people and staff sign in with."""

    secret_key: str = field(default_factory=token)
    encryption_keys: str = field(default_factory=encryption_keys)
    owner_password: str = field(default_factory=token)
    app_password: str = field(default_factory=token)
    s3_access_key: str = field(default_factory=lambda: secrets.token_hex(10))
    s3_secret_key: str = field(default_factory=token)
    livekit_key: str = field(default_factory=lambda: secrets.token_hex(8))
    livekit_secret: str = field(default_factory=token)
    password: str = field(default_factory=lambda: "Voki-" + secrets.token_hex(6))


def kept_in(path: Path) -> Secrets:
    """The secrets of that file, which is written at the first call, readable by its owner only."""
    if not path.exists():
        path.touch(mode=0o600)
        path.write_text(json.dumps(asdict(Secrets()), indent=1))
    return Secrets(**json.loads(path.read_text()))
