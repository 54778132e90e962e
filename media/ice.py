"""STUN and TURN servers for one participant, with credentials that expire.

The credential is the one that coturn checks with `use-auth-secret`: the user name is the expiry
time and an identity, the password its HMAC-SHA1 under the shared secret
(draft-uberti-behave-turn-rest-00).
"""

from __future__ import annotations

import base64
import hashlib
import hmac
from datetime import timedelta
from typing import Any

from app.core.clock import utcnow
from app.core.config import settings

LIFETIME = timedelta(hours=2)


def ice_servers(identity: str) -> dict[str, Any]:
    """→ `{ice_servers: [{urls, username?, credential?}], expires_at}`."""
    expires_at = utcnow() + LIFETIME
    servers: list[dict[str, Any]] = []
    if settings().stun_urls:
        servers.append({"urls": list(settings().stun_urls)})
    if settings().turn_urls:
        username = f"{int(expires_at.timestamp())}:{identity}"
        servers.append(
            {
                "urls": list(settings().turn_urls),
                "username": username,
                "credential": turn_password(username),
            }
        )
    return {"ice_servers": servers, "expires_at": expires_at}


def turn_password(username: str) -> str:
    digest = hmac.new(settings().turn_secret.encode(), username.encode(), hashlib.sha1).digest()
    return base64.b64encode(digest).decode()
