"""Prepares a database: extensions, the platform schema, and a login role that can do little.

The login role owns nothing and inherits nothing. What PostgreSQL lets everybody do that would lead
out of a company's scope, or leave something behind in a pooled connection, is taken from PUBLIC.
Repeating it changes nothing.
"""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass
from typing import Any

import psycopg
from psycopg import sql
from psycopg.conninfo import conninfo_to_dict

from app.core.config import libpq_url, settings
from app.core.db import PLATFORM_SCHEMA, owner_connection
from app.core.ddl import EXTENSIONS, EXTENSIONS_SCHEMA
from tenants.platform_schema import grant_platform, migrate_platform

LOCK_KEY = "voki:bootstrap"
# Session locks and large objects outlive the transaction, and with it the company's scope.
_FUNCTIONS = (
    "set_config(text,text,boolean)",
    "pg_advisory_lock(bigint)",
    "pg_advisory_lock(integer,integer)",
    "pg_advisory_lock_shared(bigint)",
    "pg_advisory_lock_shared(integer,integer)",
    "pg_try_advisory_lock(bigint)",
    "pg_try_advisory_lock(integer,integer)",
    "pg_try_advisory_lock_shared(bigint)",
    "pg_try_advisory_lock_shared(integer,integer)",
    "lo_creat(integer)",
    "lo_create(oid)",
    "lo_from_bytea(oid,bytea)",
)
_OWNER_NEEDS = "pg_advisory_lock(bigint)"


class DatabaseNotReady(RuntimeError):
    """The owner's rights do not suffice; the text says which statements a superuser has to run."""


@dataclass(frozen=True)
class Rule:
    """A statement, and the SQL condition under which it is still to be run."""

    statement: str
    due: str


def _rules(database: str, owner: str) -> list[Rule]:
    """Grants to the owner come first, so that it never loses what it needs."""
    return [*_owner_grants(owner), *_function_revokes(), *_other_revokes(database)]


def _owner_grants(owner: str) -> list[Rule]:
    """A superuser needs none."""
    granted_to_owner = (
        "NOT (SELECT rolsuper FROM pg_catalog.pg_roles WHERE rolname = current_user) AND NOT EXISTS"
        " (SELECT FROM pg_catalog.{}, aclexplode({}) a WHERE oid = {}"
        " AND a.grantee = current_user::regrole)"
    )
    function = f"'pg_catalog.{_OWNER_NEEDS}'::regprocedure"
    language = "(SELECT oid FROM pg_catalog.pg_language WHERE lanname = 'plpgsql')"
    return [
        Rule(
            f"GRANT EXECUTE ON FUNCTION pg_catalog.{_OWNER_NEEDS} TO {owner}",
            granted_to_owner.format("pg_proc", "proacl", function),
        ),
        Rule(
            f"GRANT USAGE ON LANGUAGE plpgsql TO {owner}",
            granted_to_owner.format("pg_language", "lanacl", language),
        ),
    ]


def _function_revokes() -> list[Rule]:
    return [
        Rule(
            f"REVOKE EXECUTE ON FUNCTION pg_catalog.{function} FROM PUBLIC",
            f"has_function_privilege('public', 'pg_catalog.{function}', 'EXECUTE')",
        )
        for function in _FUNCTIONS
    ]


def _other_revokes(database: str) -> list[Rule]:
    return [
        Rule(
            "REVOKE USAGE ON LANGUAGE plpgsql FROM PUBLIC",
            "has_language_privilege('public', 'plpgsql', 'USAGE')",
        ),
        Rule(
            "REVOKE UPDATE ON pg_catalog.pg_settings FROM PUBLIC",
            "has_table_privilege('public', 'pg_catalog.pg_settings', 'UPDATE')",
        ),
        Rule(
            f"REVOKE TEMPORARY ON DATABASE {database} FROM PUBLIC",
            "has_database_privilege('public', current_database(), 'TEMPORARY')",
        ),
        Rule(
            "REVOKE CREATE ON SCHEMA public FROM PUBLIC",
            "has_schema_privilege('public', 'public', 'CREATE')",
        ),
    ]


def login_role() -> str:
    """The name of the unprivileged role in DATABASE_APP_URL."""
    return str(conninfo_to_dict(libpq_url(settings().database_app_url))["user"])


def bootstrap(accept_lacking: bool = False) -> list[str]:
    """Prepares the database and brings the platform schema to its head; returns what it did.

    Raises DatabaseNotReady when the owner lacks a right, and changes nothing then. With
    `accept_lacking` (a managed database without a superuser) it goes on without the revokes: the
    statement guard alone then keeps a statement within its company.
    """
    done: list[str] = []
    with owner_connection() as connection:
        connection.execute("SELECT pg_advisory_lock(hashtextextended(%s, 0))", (LOCK_KEY,))
        _check_owner(connection)
        with connection.transaction():
            done += _make_login_role(connection)
            done += _make_schemas(connection)
            done += _confine_public(connection, accept_lacking)
        done += migrate_platform(connection)
        grant_platform(connection, login_role())
    return done


def _check_owner(connection: psycopg.Connection[Any]) -> None:
    row = connection.execute(
        "SELECT rolname, rolsuper OR rolcreaterole,"
        " has_database_privilege(current_database(), 'CREATE'), current_database()"
        " FROM pg_catalog.pg_roles WHERE rolname = current_user"
    ).fetchone()
    name, may_create_roles, may_create_schemas, database = row or ("", False, False, "")
    lacking = []
    if name == login_role():
        raise DatabaseNotReady("DATABASE_URL and DATABASE_APP_URL must name two different roles.")
    if not may_create_roles:
        lacking.append(f"ALTER ROLE {name} CREATEROLE")
    if not may_create_schemas:
        lacking.append(f"GRANT CREATE ON DATABASE {database} TO {name}")
    if lacking:
        raise _lacking(lacking)


def _lacking(statements: list[str]) -> DatabaseNotReady:
    lines = "\n".join(f"  {statement};" for statement in statements)
    return DatabaseNotReady(
        "The role of DATABASE_URL lacks rights. Let a superuser run this in the database, then "
        f"bootstrap again:\n{lines}"
    )


def _make_login_role(connection: psycopg.Connection[Any]) -> list[str]:
    app = conninfo_to_dict(libpq_url(settings().database_app_url))
    role, password = sql.Identifier(login_role()), app.get("password")
    done = []
    if not _role_exists(connection, login_role()):
        connection.execute(sql.SQL("CREATE ROLE {} LOGIN NOINHERIT").format(role))
        connection.execute(sql.SQL("ALTER ROLE {} SET search_path = ''").format(role))
        done.append(f"login role {login_role()} made")
    elif not _can_sign_in():
        done.append(f"password of {login_role()} renewed")
    if done and password:
        secret = connection.pgconn.encrypt_password(
            str(password).encode(), login_role().encode(), b"scram-sha-256"
        ).decode()
        connection.execute(sql.SQL("ALTER ROLE {} PASSWORD {}").format(role, sql.Literal(secret)))
    _refuse_powerful(connection)
    return done


def _can_sign_in() -> bool:
    try:
        psycopg.connect(libpq_url(settings().database_app_url), connect_timeout=5).close()
    except psycopg.OperationalError:
        return False
    return True


def _role_exists(connection: psycopg.Connection[Any], role: str) -> bool:
    found = connection.execute("SELECT 1 FROM pg_catalog.pg_roles WHERE rolname = %s", (role,))
    return found.fetchone() is not None


def _refuse_powerful(connection: psycopg.Connection[Any]) -> None:
    row = connection.execute(
        "SELECT rolsuper OR rolcreaterole OR rolcreatedb OR rolreplication OR rolbypassrls"
        "    OR rolinherit OR NOT rolcanlogin,"
        " EXISTS (SELECT FROM pg_catalog.pg_shdepend WHERE refobjid = r.oid AND deptype = 'o'),"
        " coalesce('search_path=\"\"' = ANY (rolconfig), false)"
        " FROM pg_catalog.pg_roles r WHERE rolname = %s",
        (login_role(),),
    ).fetchone()
    powerful, owns, confined = row or (True, True, False)
    name = login_role()
    if owns:
        raise DatabaseNotReady(f"{name} owns objects; the login role must own nothing.")
    if powerful or not confined:
        raise _lacking(
            [
                f"ALTER ROLE {name} LOGIN NOINHERIT NOSUPERUSER NOCREATEROLE NOCREATEDB"
                " NOREPLICATION NOBYPASSRLS",
                f"ALTER ROLE {name} SET search_path = ''",
            ]
        )


def _make_schemas(connection: psycopg.Connection[Any]) -> list[str]:
    done = []
    for schema in (PLATFORM_SCHEMA, EXTENSIONS_SCHEMA):
        if _missing(connection, "pg_namespace", "nspname", schema):
            connection.execute(sql.SQL("CREATE SCHEMA {}").format(sql.Identifier(schema)))
            done.append(f"schema {schema} made")
    for extension in EXTENSIONS:
        if _missing(connection, "pg_extension", "extname", extension):
            connection.execute(f"CREATE EXTENSION {extension} SCHEMA {EXTENSIONS_SCHEMA}")
            done.append(f"extension {extension} installed")
    grant = sql.SQL("GRANT USAGE ON SCHEMA {} TO {}")
    connection.execute(grant.format(sql.Identifier(PLATFORM_SCHEMA), sql.Identifier(login_role())))
    connection.execute(f"GRANT USAGE ON SCHEMA {EXTENSIONS_SCHEMA} TO PUBLIC")
    return done


def _missing(connection: psycopg.Connection[Any], catalogue: str, column: str, name: str) -> bool:
    query = sql.SQL("SELECT 1 FROM pg_catalog.{} WHERE {} = %s").format(
        sql.Identifier(catalogue), sql.Identifier(column)
    )
    return connection.execute(query, (name,)).fetchone() is None


def _confine_public(connection: psycopg.Connection[Any], accept_lacking: bool) -> list[str]:
    database = sql.Identifier(connection.info.dbname).as_string()
    owner = sql.Identifier(connection.info.user).as_string()
    rules = _rules(database, owner)
    todo = [rule for rule in rules if _due(connection, rule)]
    for rule in todo:
        with suppress(psycopg.errors.InsufficientPrivilege), connection.transaction():
            connection.execute(rule.statement)
    left = [rule.statement for rule in todo if _due(connection, rule)]
    if left and not accept_lacking:
        raise _lacking(left)
    return [rule.statement for rule in todo if rule.statement not in left] + [
        f"NOT DONE, for want of a superuser: {statement}" for statement in left
    ]


def _due(connection: psycopg.Connection[Any], rule: Rule) -> bool:
    row = connection.execute(f"SELECT {rule.due}").fetchone()
    return bool(row and row[0])
