"""`make demo`: services, sample companies and the product's processes, until Ctrl-C."""

import os
import signal
import sys
from pathlib import Path
from types import FrameType
from urllib.parse import urlsplit

from honcho.manager import Manager

from tests.demo import announce, lock, places, preparing
from tests.services import (
    front_end,
    media_server,
    ports,
    stripe_account,
    system_packages,
    webhook_relay,
)
from tests.services.processes import ServiceFailed
from tests.services.product import command, kept
from tests.services.secrets_file import Secrets, kept_in
from tests.services.stack import ROOT, Stack, Wishes, services

# A second one goes on at once with what the first leaves behind when it is killed.
PAIRS = ("web", "recorder")
SINGLES = ("worker", "bulk", "scheduler", "ingest")
FAILURES = (ServiceFailed, ports.PortTaken, lock.AlreadyRunning)


def main() -> int:
    signal.signal(signal.SIGTERM, leave)
    try:
        with lock.alone():
            return run_demo()
    except FAILURES as problem:
        print(problem, file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        return 130


def leave(_signal: int, _frame: FrameType | None) -> None:
    sys.exit(143)


def run_demo() -> int:
    places.DEMO_JSON.unlink(missing_ok=True)
    web_port = choose_web_port()
    secrets = kept_in(places.SECRETS)
    wishes = Wishes(durable=True, ports=places.SERVICE_PORTS)
    with services(places.HOME, secrets, wishes, database_name()) as stack:
        env = stack.env | demo_env(web_port) | livekit_env(stack, secrets, web_port)
        address = f"http://{env['PLATFORM_HOST']}"
        key = stripe_account.key_from(secrets.secret_key)
        env |= stripe_account.account_env(stack.world.url, address, key)
        say("preparing database and sample companies, building the front end where it changed")
        with preparing.prepared(env, secrets.password):
            front_end.build_if_changed()
        return serve(env, announce.describe(env, stack.world.url, preparing.companies()))


def database_name() -> str:
    """The database that DATABASE_URL names, else one of our own."""
    return urlsplit(os.environ.get("DATABASE_URL", "")).path.lstrip("/") or "voki"


def choose_web_port() -> int:
    """DEMO_PORT if given, which must be free, else 8000 or any free one."""
    if fixed := os.environ.get("DEMO_PORT"):
        return ports.claim(int(fixed))
    return ports.free(places.WEB_PORT)


def demo_env(web_port: int) -> dict[str, str]:
    return {
        "RECORDINGS_DIR": str(places.HOME / "recordings"),
        "CHROMIUM_PATH": system_packages.chromium() or "chromium",
        "WEB_PORT": str(web_port),
        "PLATFORM_HOST": f"localhost:{web_port}",
        # We have made sure that nobody else serves the port.
        "WEB_SHARE_PORT": "1",
        # Eventlet announces its own end at every start, which is known.
        "PYTHONWARNINGS": "ignore",
        # The table of addresses is to stay in sight.
        "LOG_LEVEL": os.environ.get("LOG_LEVEL", "WARNING"),
    }


def livekit_env(stack: Stack, secrets: Secrets, web_port: int) -> dict[str, str]:
    """Where the media server is, or will be in a moment, and where it reports to."""
    if media_server.given():
        return {}
    return media_server.write_config(
        livekit_config(),
        secrets,
        redis_url=stack.env["REDIS_URL"],
        webhooks=[f"http://localhost:{web_port}{webhook_relay.PATH}"],
        wanted=places.SERVICE_PORTS,
    ).env


def livekit_config() -> Path:
    return places.HOME / "livekit.json"


def serve(env: dict[str, str], demo: dict[str, object]) -> int:
    """Run the product's processes until one of them ends for good or we are told to stop."""
    manager = Manager()
    for name, line in processes().items():
        manager.add_process(name, line, env=env, cwd=str(ROOT))
    announcer = announce.in_background(demo)
    try:
        manager.loop()
    finally:
        announcer.terminate()
        announcer.join()
        places.DEMO_JSON.unlink(missing_ok=True)
    return int(manager.returncode or 0)


def processes() -> dict[str, str]:
    """Name -> command line."""
    lines = {f"{name}.{number}": kept(command(name)) for name in PAIRS for number in (1, 2)}
    lines |= {name: kept(command(name)) for name in SINGLES}
    if not media_server.given():
        server = [sys.executable, "-m", "tests.services.media_server", str(livekit_config())]
        lines["livekit"] = kept(server)
    return lines


def say(words: str) -> None:
    print(f"demo: {words}", flush=True)


if __name__ == "__main__":
    sys.exit(main())
