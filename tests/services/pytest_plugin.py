"""pytest fixtures for the services, imported by `tests/conftest.py`.

One cluster, object store and outside world serve a whole run. Each xdist worker has a Redis, a
bucket and a database of its own; databases are copies of one that `flask bootstrap` has filled.
"""

import re
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import pytest

from tests.services import commands, object_store, outside_world, postgres, redis_server
from tests.services.fresh import DATABASE, fresh_services, run_folder
from tests.services.media_server import MediaServer, SharedServer
from tests.services.processes import ServiceFailed
from tests.services.secrets_file import Secrets
from tests.services.stack import Stack, store_env

# Company roles belong to the whole cluster, so no two databases may number a company alike.
APART = """
DO $$ BEGIN
  EXECUTE format('ALTER TABLE platform.companies ALTER COLUMN id RESTART WITH %s',
    (SELECT oid::bigint * 1000 FROM pg_database WHERE datname = current_database()));
END $$
"""


class RunServices:
    """The services of this run: started at first use, or in xdist before the workers."""

    def __init__(self) -> None:
        self._started = ExitStack()
        self._stack: Stack | None = None

    def get(self) -> Stack:
        """Raises ServiceFailed with the reason when something does not start."""
        if self._stack is None:
            self._stack = self._started.enter_context(fresh_services())
            commands.flask(self._stack.env, "bootstrap")
        return self._stack

    def close(self) -> None:
        self._started.close()


RUN = pytest.StashKey[RunServices]()


def pytest_configure(config: pytest.Config) -> None:
    config.stash[RUN] = RunServices()


def pytest_unconfigure(config: pytest.Config) -> None:
    config.stash[RUN].close()


@pytest.hookimpl(optionalhook=True)
def pytest_configure_node(node: Any) -> None:
    """Tell an xdist worker about the services of the controller."""
    try:
        node.workerinput["services"] = pack(node.config.stash[RUN].get())
    except ServiceFailed as problem:
        node.workerinput["services"] = {"problem": str(problem)}


def pack(stack: Stack) -> dict[str, Any]:
    return asdict(stack)


def unpack(packed: dict[str, Any]) -> Stack:
    if "problem" in packed:
        raise ServiceFailed(packed["problem"])
    store = packed["store"]
    return Stack(
        env=packed["env"],
        world=outside_world.OutsideWorld(**packed["world"]),
        cluster=postgres.Cluster(**packed["cluster"]),
        media=SharedServer(**packed["media"] | {"secrets": Secrets(**packed["media"]["secrets"])}),
        store=object_store.ObjectStore(**store) if store else None,
    )


@dataclass(frozen=True)
class Databases:
    """Makes databases of the run's cluster. All have the platform's schema and no company."""

    cluster: postgres.Cluster
    worker: str

    @contextmanager
    def new(self, name: str) -> Iterator[dict[str, str]]:
        """A database of its own, as DATABASE_URL and DATABASE_APP_URL; dropped at the end."""
        full = re.sub(r"\W", "_", f"{DATABASE}_{self.worker}_{name}".lower())[:60]
        self.cluster.make(full, template=DATABASE)
        self.cluster.run(APART, full)
        try:
            yield {
                "DATABASE_URL": self.cluster.url(full),
                "DATABASE_APP_URL": self.cluster.app(full),
            }
        finally:
            self.cluster.drop(full)


@pytest.fixture(scope="session")
def service_stack(request: pytest.FixtureRequest) -> Stack:
    """The services that all workers of this run share."""
    workerinput = getattr(request.config, "workerinput", None)
    return unpack(workerinput["services"]) if workerinput else request.config.stash[RUN].get()


@pytest.fixture(scope="session")
def databases(service_stack: Stack, worker_id: str) -> Databases:
    """For tests that need a database beside the one of `service_env`."""
    return Databases(service_stack.cluster, worker_id)


@pytest.fixture(scope="session")
def service_env(
    service_stack: Stack, databases: Databases, worker_id: str
) -> Iterator[dict[str, str]]:
    """The whole environment of the product for this worker; copy it, then give it to a process."""
    with (
        run_folder() as home,
        databases.new("main") as urls,
        redis_server.server(home / "redis", durable=False) as redis_url,
    ):
        bucket = store_env(service_stack.store, f"voki-{worker_id}")
        yield service_stack.env | urls | bucket | {"REDIS_URL": redis_url}


@pytest.fixture(scope="session")
def world(service_stack: Stack) -> outside_world.OutsideWorld:
    """The outside world that receives what the product sends."""
    return service_stack.world


@pytest.fixture(scope="session")
def media_server(service_stack: Stack) -> MediaServer:
    """The media server of this run, which all workers share; started by the first test that asks."""
    return service_stack.media.get()


@pytest.fixture(scope="session")
def webhook_targets(service_stack: Stack) -> Path:
    """For `webhook_relay.told`: who is to hear of what happens on the media server."""
    return service_stack.media.targets


@pytest.fixture
def own_database(databases: Databases, request: pytest.FixtureRequest) -> Iterator[dict[str, str]]:
    """A fresh database for one test, as DATABASE_URL and DATABASE_APP_URL."""
    with databases.new(f"{abs(hash(request.node.nodeid)):x}") as urls:
        yield urls
