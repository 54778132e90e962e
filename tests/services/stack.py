"""All services together, and the environment that tells the product about them.

Services given in the environment replace the embedded ones.
"""

import os
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from tests.services import media_server, object_store, outside_world, postgres, redis_server
from tests.services.secrets_file import Secrets

ROOT = Path(__file__).resolve().parents[2]
BUCKET = "voki"


@dataclass(frozen=True)
class Stack:
    """Running services. `store` is None where the environment names another one; `media` starts when it
    is asked for.
    """

    env: dict[str, str]
    world: outside_world.OutsideWorld
    cluster: postgres.Cluster
    media: media_server.SharedServer
    store: object_store.ObjectStore | None = None


@dataclass(frozen=True)
class Wishes:
    """How to start the services: kept on disk or not, and at which ports if those are free."""

    durable: bool = False
    ports: Mapping[str, int] = field(default_factory=dict)


@contextmanager
def services(home: Path, secrets: Secrets, wishes: Wishes, database: str) -> Iterator[Stack]:
    """Start whatever the environment does not name, with files under `home`."""
    home.mkdir(parents=True, exist_ok=True)
    with ExitStack() as started:
        world = started.enter_context(
            outside_world.server(home / "outside-world", port=wishes.ports.get("outside_world"))
        )
        env = application_env(secrets) | {"SMTP_URL": world.smtp_url}
        env |= {"DNS_RESOLVERS": world.resolver}
        cluster = start_postgres(started, home, secrets, wishes)
        store = (
            None if "S3_ENDPOINT_URL" in os.environ else start_store(started, home, secrets, wishes)
        )
        env |= database_env(cluster, database) | store_env(store, BUCKET)
        env |= {"REDIS_URL": start_redis(started, home, wishes)}
        media = media_server.SharedServer(str(home / "media"), os.getpid(), secrets)
        yield Stack(env, world, cluster, media, store)


def start_postgres(
    started: ExitStack, home: Path, secrets: Secrets, wishes: Wishes
) -> postgres.Cluster:
    if url := os.environ.get("DATABASE_URL"):
        return postgres.given(url, os.environ.get("DATABASE_APP_URL"), secrets.app_password)
    return started.enter_context(
        postgres.cluster(
            home / "postgres",
            owner_password=secrets.owner_password,
            app_password=secrets.app_password,
            durable=wishes.durable,
            port=wishes.ports.get("postgres"),
        )
    )


def start_store(
    started: ExitStack, home: Path, secrets: Secrets, wishes: Wishes
) -> object_store.ObjectStore:
    return started.enter_context(
        object_store.server(
            home / "s3",
            access_key=secrets.s3_access_key,
            secret_key=secrets.s3_secret_key,
            port=wishes.ports.get("s3"),
        )
    )


def start_redis(started: ExitStack, home: Path, wishes: Wishes) -> str:
    if given := os.environ.get("REDIS_URL"):
        return given
    return started.enter_context(
        redis_server.server(home / "redis", durable=wishes.durable, port=wishes.ports.get("redis"))
    )


def database_env(cluster: postgres.Cluster, database: str) -> dict[str, str]:
    """The two database URLs, with the database made if need be."""
    cluster.make(database)
    return {"DATABASE_URL": cluster.url(database), "DATABASE_APP_URL": cluster.app(database)}


def store_env(store: object_store.ObjectStore | None, bucket: str) -> dict[str, str]:
    """The settings of the object store, with the bucket made in ours."""
    if store is None:
        given = ("S3_ENDPOINT_URL", "S3_BUCKET", "S3_ACCESS_KEY", "S3_SECRET_KEY", "S3_REGION")
        return {name: os.environ[name] for name in given if name in os.environ}
    return {
        "S3_ENDPOINT_URL": store.endpoint,
        "S3_BUCKET": store.make_bucket(bucket),
        "S3_ACCESS_KEY": store.access_key,
        "S3_SECRET_KEY": store.secret_key,
        "S3_REGION": object_store.REGION,
    }


def application_env(secrets: Secrets) -> dict[str, str]:
    """The present environment and the settings that do not depend on a running service."""
    return os.environ | {
        "FLASK_APP": "app",
        # Otherwise each of the many processes compiles the whole product again.
        "PYTHONDONTWRITEBYTECODE": "",
        "PSYCOPG_WAIT_FUNC": "wait_selector",
        "SECRET_KEY": secrets.secret_key,
        "ENCRYPTION_KEYS": secrets.encryption_keys,
        "MAIL_FROM": "no-reply@voki.example",
        "PLATFORM_HOST": "localhost:8000",
        "PUBLIC_SCHEME": "http",
        # Whoever looks at the demo has no authenticator at hand; tests turn it on where it matters.
        "STAFF_TOTP_REQUIRED": "false",
        "ASYNC_MODE": os.environ.get("ASYNC_MODE", "eventlet"),
        "WEB_HOST": "127.0.0.1",
        "WEB_PORT": "8000",
        "LOG_LEVEL": os.environ.get("LOG_LEVEL", "INFO"),
        "LOG_FORMAT": "console",
    }
