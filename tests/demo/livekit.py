"""The media server of the demo: `python -m tests.demo.livekit CONFIG_FILE`.

Builds the server first where that has not been done, which the rest of the demo does not wait for.
"""

import json
import os
import shutil
import signal
import sys
from pathlib import Path

from tests.services import go_tools, ports
from tests.services.secrets_file import Secrets


def write_config(path: Path, secrets: Secrets, redis_url: str, wanted: dict[str, int]) -> str:
    """Write the server's configuration and return the URL that it will serve."""
    chosen = {name: ports.free(port) for name, port in wanted.items()}
    config = {
        "port": chosen["livekit"],
        "bind_addresses": ["127.0.0.1"],
        "rtc": {
            "tcp_port": chosen["livekit_tcp"],
            "udp_port": chosen["livekit_udp"],
            # Without it the machine's outer address is announced.
            "node_ip": "127.0.0.1",
            "use_external_ip": False,
            "enable_loopback_candidate": True,
        },
        "redis": {"address": redis_url.partition("://")[2].partition("/")[0]},
        "keys": {secrets.livekit_key: secrets.livekit_secret},
        # An old token must not bring back a room that was deleted.
        "room": {"auto_create": False},
        "logging": {"level": "warn"},
    }
    # JSON is YAML, which the server reads.
    path.write_text(json.dumps(config, indent=1))
    path.chmod(0o600)
    return f"ws://127.0.0.1:{chosen['livekit']}"


def find_server() -> Path:
    """The server on PATH, or the one that Go builds. Raises ToolMissing."""
    on_path = shutil.which("livekit-server")
    return Path(on_path) if on_path else go_tools.build("livekit")


def main(config: str) -> None:
    try:
        server = find_server()
    except go_tools.ToolMissing as problem:
        print(f"Calls are peer-to-peer only: {problem}", flush=True)
        # The demo ends when one of its processes does, so this one stays.
        signal.pause()
        return
    os.execv(server, [str(server), "--config", config])


if __name__ == "__main__":
    main(sys.argv[1])
