"""Preparing a database as a superuser and as a mere owner."""

from __future__ import annotations

import re
from collections.abc import Iterator
from urllib.parse import urlsplit

import psycopg
import pytest

from app.core.db import owner_connection
from tenants.bootstrap import DatabaseNotReady, bootstrap, login_role
from tenants.check import check_all
from tenants.provision import provision_company
from tests.conftest import environment

pytestmark = pytest.mark.usefixtures("small_tree")
PASSWORD = "not-a-secret"


def as_role(url: str, role: str) -> str:
    parts = urlsplit(url)
    return parts._replace(netloc=f"{role}:{PASSWORD}@{parts.netloc.rpartition('@')[2]}").geturl()


@pytest.fixture
def superuser(service_env: dict[str, str]) -> Iterator[psycopg.Connection]:
    """In an empty database that belongs to a role of few rights, with another for the product."""
    with psycopg.connect(service_env["DATABASE_URL"], autocommit=True) as connection:
        connection.execute(f"CREATE ROLE modest LOGIN PASSWORD '{PASSWORD}'")
        connection.execute("CREATE DATABASE modest OWNER modest TEMPLATE template0")
        try:
            url = urlsplit(service_env["DATABASE_URL"])._replace(path="/modest").geturl()
            with psycopg.connect(url, autocommit=True) as inside:
                yield inside
        finally:
            connection.execute("DROP DATABASE modest WITH (FORCE)")
            roles = connection.execute(
                "SELECT rolname FROM pg_roles WHERE rolname IN ('modest_app', 'modest') OR oid IN"
                " (SELECT roleid FROM pg_auth_members WHERE member = to_regrole('modest_app'))"
            ).fetchall()
            for (role,) in roles:
                connection.execute(f"DROP ROLE {role}")


@pytest.fixture
def modest(superuser: psycopg.Connection, service_env: dict[str, str]) -> Iterator[None]:
    url = urlsplit(service_env["DATABASE_URL"])._replace(path="/modest").geturl()
    urls = {
        "DATABASE_URL": as_role(url, "modest"),
        "DATABASE_APP_URL": as_role(url, "modest_app"),
    }
    with environment(service_env | urls):
        yield


def asked_for(refusal: DatabaseNotReady) -> list[str]:
    return re.findall(r"^  (.+;)$", str(refusal), re.MULTILINE)


def test_repeating_it_changes_nothing(fresh: dict[str, str]) -> None:
    assert bootstrap() == []


def test_a_modest_owner_is_told_what_is_lacking(
    superuser: psycopg.Connection, modest: None
) -> None:
    with pytest.raises(DatabaseNotReady) as first:
        bootstrap()
    assert asked_for(first.value) == ["ALTER ROLE modest CREATEROLE;"]
    superuser.execute("ALTER ROLE modest CREATEROLE")
    with pytest.raises(DatabaseNotReady) as second:
        bootstrap()
    statements = asked_for(second.value)
    assert any("set_config" in statement for statement in statements)
    for statement in statements:
        superuser.execute(statement.encode())

    assert "schema platform made" in bootstrap()
    assert bootstrap() == []
    # The numbers of another database's companies name roles of the same cluster.
    superuser.execute("ALTER TABLE platform.companies ALTER id RESTART WITH 900000001")
    provision_company("modest-one", "Modest")
    assert list(check_all()) == []


def test_what_a_superuser_must_do_can_be_waived(
    superuser: psycopg.Connection, modest: None
) -> None:
    superuser.execute("ALTER ROLE modest CREATEROLE")
    done = bootstrap(accept_lacking=True)
    assert any(line.startswith("NOT DONE") and "set_config" in line for line in done)
    assert any(line.startswith("platform schema brought") for line in done)


def test_one_role_for_both_is_refused(service_env: dict[str, str]) -> None:
    one = {"DATABASE_APP_URL": service_env["DATABASE_URL"]}
    with environment(service_env | one), pytest.raises(DatabaseNotReady, match="two different"):
        bootstrap()


def test_a_login_role_that_can_do_much_is_refused(
    superuser: psycopg.Connection, modest: None
) -> None:
    superuser.execute("ALTER ROLE modest CREATEROLE")
    superuser.execute(f"CREATE ROLE modest_app LOGIN CREATEDB PASSWORD '{PASSWORD}'")
    with pytest.raises(DatabaseNotReady, match="ALTER ROLE modest_app LOGIN NOINHERIT"):
        bootstrap()


def test_a_login_role_that_owns_something_is_refused(
    superuser: psycopg.Connection, modest: None
) -> None:
    superuser.execute("ALTER ROLE modest CREATEROLE")
    superuser.execute(f"CREATE ROLE modest_app LOGIN NOINHERIT PASSWORD '{PASSWORD}'")
    superuser.execute("CREATE SCHEMA owned AUTHORIZATION modest_app")
    with pytest.raises(DatabaseNotReady, match="own nothing"):
        bootstrap()
    superuser.execute("DROP SCHEMA owned")


def test_a_new_password_is_taken_over(superuser: psycopg.Connection, modest: None) -> None:
    superuser.execute("ALTER ROLE modest CREATEROLE")
    bootstrap(accept_lacking=True)
    superuser.execute("ALTER ROLE modest_app PASSWORD 'old'")
    done = bootstrap(accept_lacking=True)
    assert f"password of {login_role()} renewed" in done
    with owner_connection() as connection:
        assert connection.execute("SELECT current_user").fetchone() == ("modest",)
