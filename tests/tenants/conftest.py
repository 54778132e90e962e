"""Companies on a real PostgreSQL."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import text

from app.core import db as database
from app.core.config import settings
from app.core.db import db
from app.core.redis import redis_client
from app.slices import load_models
from tenants.bootstrap import bootstrap
from tenants.context import CompanyRef, tenant_scope
from tenants.provision import provision_company
from tenants.resolve import find_company
from tests.tenants.trees import build_tree, tree_in_use

ACME_SECRET = "canary-of-acme"
BRAVO_SECRET = "canary-of-bravo"


@contextmanager
def environment(values: dict[str, str]) -> Iterator[None]:
    """The settings and the clients made of them follow `values` inside."""
    with pytest.MonkeyPatch.context() as patch:
        for name, value in values.items():
            patch.setenv(name, value)
        for cached in (settings, redis_client):
            cached.cache_clear()
        yield
    for cached in (settings, redis_client):
        cached.cache_clear()


@contextmanager
def bare_app() -> Iterator[Flask]:
    """An application that has nothing but its database session."""
    app = Flask("tenants")
    database.init_app(app)
    with app.app_context():
        yield app
        db.session.remove()
        db.engine.dispose()


@pytest.fixture(scope="module")
def small_tree(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    with tree_in_use(build_tree(tmp_path_factory.mktemp("tree"))) as folder:
        yield folder


@pytest.fixture
def tree(tmp_path: Path) -> Iterator[Path]:
    """The same for one test, to add revisions to."""
    folder = tmp_path / "tree"
    folder.mkdir()
    with tree_in_use(build_tree(folder)):
        yield folder


@pytest.fixture(scope="session")
def models() -> None:
    """Every table of the product is known."""
    load_models()


@pytest.fixture(scope="module")
def database_in_use(service_env: dict[str, str]) -> Iterator[dict[str, str]]:
    with environment(service_env):
        bootstrap()
        yield service_env


@pytest.fixture
def fresh(service_env: dict[str, str], own_database: dict[str, str]) -> Iterator[dict[str, str]]:
    """The environment of a database that no other test sees, bootstrapped."""
    with environment(service_env | own_database):
        bootstrap()
        yield service_env | own_database


@pytest.fixture
def app(database_in_use: dict[str, str]) -> Iterator[Flask]:
    with bare_app() as app:
        yield app


@pytest.fixture
def fresh_app(fresh: dict[str, str]) -> Iterator[Flask]:
    with bare_app() as app:
        yield app


@dataclass(frozen=True)
class Pair:
    acme: CompanyRef
    bravo: CompanyRef


@pytest.fixture(scope="module")
def pair(database_in_use: dict[str, str], small_tree: Path) -> Pair:
    """Two companies whose widget 1 has a secret name."""
    with bare_app():
        companies = [made(slug, secret) for slug, secret in SECRETS.items()]
    return Pair(*companies)


SECRETS = {"acme-pair": ACME_SECRET, "bravo-pair": BRAVO_SECRET}


def made(slug: str, secret: str) -> CompanyRef:
    company = find_company(provision_company(slug, slug))
    assert company is not None
    with tenant_scope(company):
        values = {"secret": secret}
        statement = text(
            "INSERT INTO widgets (id, name) VALUES (1, :secret) ON CONFLICT DO NOTHING"
        )
        db.session.execute(statement, values)
        db.session.commit()
    return company
