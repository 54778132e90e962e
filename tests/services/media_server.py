"""LiveKit on loopback: `python -m tests.services.media_server CONFIG_FILE` becomes the server.

The demo runs it beside the product's processes; a test run starts one when the first test asks for it,
for all of its workers.
"""

import fcntl
import json
import os
import shutil
import subprocess
import sys
from collections.abc import Mapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path

from tests.services import go_tools, ports
from tests.services.processes import await_ready, running
from tests.services.secrets_file import Secrets

ROOT = Path(__file__).resolve().parents[2]
START_SECONDS = 30
# They outlive whoever started them, so nobody waits for them.
_KEPT: list[subprocess.Popen[bytes]] = []


@dataclass(frozen=True)
class MediaServer:
    """`url` is what browsers connect to."""

    url: str
    key: str
    secret: str
    metrics_url: str = ""

    @property
    def env(self) -> dict[str, str]:
        """What tells the product about it."""
        return {
            "LIVEKIT_URL": self.url,
            "LIVEKIT_API_KEY": self.key,
            "LIVEKIT_API_SECRET": self.secret,
            "LIVEKIT_METRICS_URLS": self.metrics_url,
        }


def given() -> MediaServer | None:
    """The one that the environment names."""
    if "LIVEKIT_URL" not in os.environ:
        return None
    names = ("LIVEKIT_URL", "LIVEKIT_API_KEY", "LIVEKIT_API_SECRET")
    return MediaServer(*(os.environ.get(name, "") for name in names))


def write_config(
    path: Path,
    secrets: Secrets,
    *,
    redis_url: str | None = None,
    webhooks: Sequence[str] = (),
    wanted: Mapping[str, int] | None = None,
) -> MediaServer:
    """Write the server's configuration. `wanted` are ports by name: livekit, _tcp and _udp."""
    wanted = wanted or {}
    chosen = {
        name: ports.free(wanted.get(name))
        for name in ("livekit", "livekit_tcp", "livekit_udp", "livekit_metrics")
    }
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
        "prometheus": {"port": chosen["livekit_metrics"]},
        "keys": {secrets.livekit_key: secrets.livekit_secret},
        # An old token must not bring back a room that was deleted.
        "room": {"auto_create": False},
        "webhook": {"api_key": secrets.livekit_key, "urls": list(webhooks)},
        "logging": {"level": "warn"},
    }
    if redis_url:
        config["redis"] = {"address": redis_url.partition("://")[2].partition("/")[0]}
    # JSON is YAML, which the server reads.
    path.write_text(json.dumps(config, indent=1))
    path.chmod(0o600)
    url = f"ws://127.0.0.1:{chosen['livekit']}"
    metrics = f"http://127.0.0.1:{chosen['livekit_metrics']}/metrics"
    return MediaServer(url, secrets.livekit_key, secrets.livekit_secret, metrics)


def answers(server: MediaServer) -> bool:
    return ports.answers(int(server.url.rpartition(":")[2]))


@dataclass(frozen=True)
class SharedServer:
    """One for a whole test run, in `home`; `owner` is the process with which it ends."""

    home: str
    owner: int
    secrets: Secrets = field(default_factory=Secrets)

    def get(self) -> MediaServer:
        """Starts it unless another worker has. Raises ServiceFailed or ToolMissing."""
        if (server := given()) is not None:
            return server
        home = Path(self.home)
        home.mkdir(parents=True, exist_ok=True)
        with (home / "lock").open("w") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            return self._started(home)

    def _started(self, home: Path) -> MediaServer:
        known = home / "server.json"
        if known.exists():
            return MediaServer(**json.loads(known.read_text()))
        find_server()
        relay = ports.free()
        server = write_config(
            home / "config.json", self.secrets, webhooks=[f"http://127.0.0.1:{relay}/"]
        )
        self._keep("relay", ["tests.services.webhook_relay", str(relay), str(self.targets)])
        process = self._keep("livekit", ["tests.services.media_server", str(home / "config.json")])
        await_ready(
            process,
            lambda: answers(server) and ports.answers(relay),
            name="The media server",
            log=home / "livekit.log",
            seconds=START_SECONDS,
        )
        known.write_text(json.dumps(server.__dict__))
        return server

    @property
    def targets(self) -> Path:
        """Where `webhook_relay` finds whom to tell."""
        return Path(self.home) / "targets"

    def _keep(self, name: str, module: list[str]) -> subprocess.Popen[bytes]:
        """Lives as long as the owner: the worker that starts it may be done before the others are."""
        keeper = [sys.executable, "-m", "tests.services.keep", str(self.owner)]
        with (Path(self.home) / f"{name}.log").open("ab") as output:
            process = subprocess.Popen(
                [*keeper, sys.executable, "-m", *module],
                cwd=ROOT,
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=output,
                start_new_session=True,
            )
        _KEPT.append(process)
        return process


@dataclass
class OwnServer:
    """A test's own, which it may kill and start again at the same address."""

    home: Path
    webhooks: Sequence[str] = ()
    redis_url: str | None = None
    _running: ExitStack = field(default_factory=ExitStack)

    def __post_init__(self) -> None:
        self.home.mkdir(parents=True, exist_ok=True)
        self._config = self.home / "config.json"
        self.server = write_config(
            self._config, Secrets(), redis_url=self.redis_url, webhooks=self.webhooks
        )

    def start(self) -> None:
        self._process = self._running.enter_context(
            running(
                [str(find_server()), "--config", str(self._config)],
                name="The media server",
                log=self.home / "livekit.log",
                is_ready=lambda: answers(self.server),
            )
        )

    @property
    def pid(self) -> int:
        return self._process.pid

    def kill(self) -> None:
        self._process.kill()
        self._process.wait()

    def close(self) -> None:
        self._running.close()


def find_server() -> Path:
    """The server on PATH, or the one that Go builds. Raises ToolMissing."""
    on_path = shutil.which("livekit-server")
    return Path(on_path) if on_path else go_tools.build("livekit")


def main(config: str) -> None:
    server = find_server()
    os.execv(server, [str(server), "--config", config])


if __name__ == "__main__":
    main(sys.argv[1])
