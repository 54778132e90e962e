"""A private PostgreSQL cluster, never run as root."""

import hashlib
import os
import shutil
import signal
import subprocess
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

import psycopg

from tests.services import ports, system_packages
from tests.services.processes import ServiceFailed, bound, running

OWNER = "voki_owner"
APP = "voki_app"
COMMON = {
    "listen_addresses": "127.0.0.1",
    "max_connections": "300",
    # A dump or a drop of many companies holds a lock on each of their tables.
    "max_locks_per_transaction": "1024",
    "timezone": "UTC",
    "log_min_messages": "warning",
}
FORGETFUL = {"fsync": "off", "synchronous_commit": "off", "full_page_writes": "off"}


@dataclass(frozen=True)
class Cluster:
    """A server, by the URLs of the two roles of the product; the database in them is any."""

    owner_url: str
    app_url: str

    def url(self, database: str) -> str:
        return in_database(self.owner_url, database)

    def app(self, database: str) -> str:
        return in_database(self.app_url, database)

    def run(self, statement: str, database: str = "postgres") -> list[tuple[object, ...]]:
        """Run one statement outside a transaction as the owner, and return its rows."""
        with psycopg.connect(self.url(database), autocommit=True) as connection:
            cursor = connection.execute(statement.encode())
            return cursor.fetchall() if cursor.description else []

    def make(self, name: str, template: str | None = None) -> None:
        """Create a database unless it exists, as a copy of `template` if given."""
        if not self.run(f"SELECT 1 FROM pg_database WHERE datname = '{name}'"):
            copy = f' TEMPLATE "{template}"' if template else ""
            self.run(f'CREATE DATABASE "{name}"{copy}')

    def drop(self, name: str) -> None:
        self.run(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')


def in_database(url: str, database: str) -> str:
    return urlsplit(url)._replace(path=f"/{database}").geturl()


def at(address: str, owner_password: str, app_password: str) -> Cluster:
    """The cluster at HOST:PORT whose owner is ours."""
    return Cluster(
        f"postgresql://{OWNER}:{owner_password}@{address}/postgres",
        f"postgresql://{APP}:{app_password}@{address}/postgres",
    )


def given(owner_url: str, app_url: str | None, app_password: str) -> Cluster:
    """The cluster that the environment names; without `app_url` the role is still to be made."""
    address = urlsplit(owner_url).netloc.rpartition("@")[2]
    return Cluster(owner_url, app_url or f"postgresql://{APP}:{app_password}@{address}/postgres")


@contextmanager
def cluster(
    home: Path, *, owner_password: str, app_password: str, durable: bool, port: int | None = None
) -> Iterator[Cluster]:
    """Create the cluster in `home` if need be, run it, and stop it at the end.

    With `durable` false the data may be lost in a crash of the machine, and writes are quicker.
    """
    user = unprivileged_user()
    data = data_folder(home, user)
    if not (data / "PG_VERSION").exists():
        initialise(data, user, owner_password)
    chosen = ports.free(port)
    found = at(f"127.0.0.1:{chosen}", owner_password, app_password)
    log = data.parent / f"{data.name}.log"
    with (
        socket_folder(data, user) as sockets,
        running(
            server_command(data, sockets, chosen, durable=durable),
            name="PostgreSQL",
            log=log,
            is_ready=lambda: accepts(found),
            user=user,
            cwd=data,
            stop_signal=signal.SIGINT,
            seconds=60,
        ),
    ):
        yield found


def server_command(data: Path, sockets: Path, port: int, *, durable: bool) -> list[str]:
    options: Mapping[str, str] = COMMON | ({} if durable else FORGETFUL)
    settings = [part for key, value in options.items() for part in ("-c", f"{key}={value}")]
    return [program("postgres"), "-D", str(data), "-k", str(sockets), "-p", str(port), *settings]


def accepts(found: Cluster) -> bool:
    try:
        psycopg.connect(found.url("postgres"), connect_timeout=2).close()
    except psycopg.OperationalError:
        return False
    return True


def initialise(data: Path, user: str | None, owner_password: str) -> None:
    with tempfile.NamedTemporaryFile("w", prefix="voki-") as secret:
        secret.write(owner_password)
        secret.flush()
        hand_over(Path(secret.name), user)
        command = [program("initdb"), "-D", str(data), "-U", OWNER, f"--pwfile={secret.name}"]
        command += ["--auth=scram-sha-256", "--encoding=UTF8", "--locale=C.UTF-8", "--no-sync"]
        result = subprocess.run(
            bound(command, user=user), capture_output=True, text=True, cwd="/", check=False
        )
    if result.returncode:
        shutil.rmtree(data, ignore_errors=True)
        raise ServiceFailed(f"PostgreSQL's cluster could not be made.\n{result.stderr.strip()}")


def program(name: str) -> str:
    folder = system_packages.postgres_bin()
    if folder is None:
        raise ServiceFailed("PostgreSQL's server programs are not installed.")
    return str(folder / name)


def unprivileged_user() -> str | None:
    """Who runs the cluster: the present user, or when root the package's own user."""
    return "postgres" if os.geteuid() == 0 else None


def data_folder(home: Path, user: str | None) -> Path:
    """`home`, or a folder outside the tree when the cluster's user cannot reach `home`."""
    home.mkdir(parents=True, exist_ok=True)
    hand_over(home, user)
    test = bound(["test", "-w", str(home)], user=user)
    if subprocess.run(test, cwd="/", check=False).returncode == 0:
        return home
    outside = outside_folder(home)
    outside.mkdir(mode=0o700, exist_ok=True)
    hand_over(outside, user)
    return outside


def outside_folder(home: Path) -> Path:
    return Path("/var/tmp") / f"voki-{digest(home)}"


def forget(home: Path) -> None:
    """Delete a stopped cluster."""
    for folder in (home, outside_folder(home)):
        shutil.rmtree(folder, ignore_errors=True)


@contextmanager
def socket_folder(data: Path, user: str | None) -> Iterator[Path]:
    # The path of a Unix socket may not exceed about 100 bytes, so it is not under the tree.
    folder = Path(tempfile.mkdtemp(prefix="voki-pg-"))
    hand_over(folder, user)
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def hand_over(path: Path, user: str | None) -> None:
    if user:
        shutil.chown(path, user, user)


def digest(path: Path) -> str:
    return hashlib.sha256(str(path.resolve()).encode()).hexdigest()[:12]
