"""Companies on a real PostgreSQL."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import Flask

from app.slices import load_models
from tenants.bootstrap import bootstrap
from tests.conftest import environment
from tests.tenants.bare import SECRETS, Pair, bare_app, made, removed
from tests.tenants.trees import build_tree, tree_in_use


@pytest.fixture(scope="module")
def small_tree(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    with tree_in_use(build_tree(tmp_path_factory.mktemp("small") / "tree")) as folder:
        yield folder


@pytest.fixture
def tree(tmp_path: Path) -> Iterator[Path]:
    """The same for one test, to add revisions to."""
    with tree_in_use(build_tree(tmp_path / "tree")) as folder:
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


@pytest.fixture(scope="module")
def shared_app(database_in_use: dict[str, str]) -> Iterator[Flask]:
    with bare_app() as app:
        yield app


@pytest.fixture
def app(shared_app: Flask) -> Iterator[Flask]:
    """One pool for a module, a session for each test."""
    with shared_app.app_context():
        yield shared_app


@pytest.fixture
def fresh_app(fresh: dict[str, str]) -> Iterator[Flask]:
    with bare_app() as app:
        yield app


@pytest.fixture(scope="module")
def pair(database_in_use: dict[str, str], small_tree: Path) -> Iterator[Pair]:
    """Two companies whose widget 1 has a secret name."""
    with bare_app():
        companies = [made(slug, secret) for slug, secret in SECRETS.items()]
    yield Pair(*companies)
    with bare_app():
        for company in companies:
            removed(company)
