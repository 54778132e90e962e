"""Where the demo keeps its files, and the ports that it likes."""

import os
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
HOME = Path(os.environ.get("DEMO_HOME", ROOT / "var" / "demo"))
DEMO_JSON = HOME / "demo.json"
SECRETS = HOME / "secrets.json"
SEEDED = HOME / "seeded.json"

WEB_PORT = 8000
SERVICE_PORTS = {
    "outside_world": 8025,
    "postgres": 8432,
    "redis": 8379,
    "s3": 8070,
    "livekit": 7880,
    "livekit_tcp": 7881,
    "livekit_udp": 7882,
}
