"""Attempts to get out of a company's scope by a statement whose text an attacker controls."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import psycopg
import pytest
from flask import Flask
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from app.core.config import libpq_url, settings
from app.core.db import StatementRefused, db, owner_connection
from tenants.context import tenant_scope
from tests.tenants.bare import ACME_SECRET, BRAVO_SECRET, Pair

# {own} and {other} are the schemas, and the roles, of the attacked and of the neighbouring company.
ROLES = [
    "SET ROLE {other}",
    "set role {other}",
    "SET LOCAL ROLE {other}",
    "SET SESSION ROLE {other}",
    "SET SESSION AUTHORIZATION {other}",
    "SET SESSION AUTHORIZATION DEFAULT",
    "RESET ROLE",
    "RESET ALL",
    "RESET SESSION AUTHORIZATION",
    "DISCARD ALL",
    "SET search_path = {other}",
    "SET LOCAL search_path = platform",
    "ALTER ROLE CURRENT_USER SET search_path = {other}",
    "GRANT {other} TO {own}",
]
SETTINGS = [
    "SELECT set_config('role', '{other}', true)",
    "SELECT pg_catalog.set_config('role', '{other}', false)",
    "SELECT \"set_config\"('role', '{other}', true)",
    "SELECT U&\"set\\005fconfig\"('role', '{other}', true)",
    "SELECT u&\"!0073et_config\" UESCAPE '!' ('role', '{other}', true)",
    "WITH x AS (SELECT set_config('role', '{other}', true)) SELECT * FROM x",
    "UPDATE widgets SET name = set_config('role', '{other}', true)",
    "INSERT INTO widgets (name) VALUES (set_config('role', '{other}', true))",
    "DELETE FROM widgets WHERE set_config('role', '{other}', true) = ''",
    "SELECT 1 ORDER BY (SELECT SET_CONFIG('role', '{other}', true))",
    "UPDATE pg_settings SET setting = '{other}' WHERE name = 'role'",
    "UPDATE pg_catalog.pg_settings SET setting = '{other}' WHERE name = 'search_path'",
]
SEVERAL = [
    "SELECT 1; SET ROLE {other}",
    "SELECT 1; COMMIT; SET ROLE {other}",
    "SELECT 1; SELECT set_config('role', '{other}', true)",
    "SELECT name FROM widgets; DELETE FROM {other}.widgets",
    "SELECT 'a\\'; SET ROLE {other}; --'",
    "; SET ROLE {other}",
    ";; RESET ROLE",
]
COMMENTS = [
    "/* x */ SET ROLE {other}",
    "-- x\nSET ROLE {other}",
    "/**/SET/**/ROLE/**/{other}",
    "/* /* */ SELECT 1 */ SET ROLE {other}",
    "/* /* */ select */ set role {other}",
    "--\r\nRESET ROLE",
    "\t\n SET ROLE {other}",
    "\u00a0SET ROLE {other}",
    "\ufeffSET ROLE {other}",
    "ＳＥＴ ROLE {other}",
]
CODE = [
    "DO $$ BEGIN EXECUTE 'SET ROLE {other}'; END $$",
    "DO LANGUAGE plpgsql 'BEGIN NULL; END'",
    "CREATE FUNCTION f() RETURNS int LANGUAGE sql AS 'SELECT 1'",
    "CREATE FUNCTION pg_temp.f() RETURNS int LANGUAGE plpgsql AS 'BEGIN RETURN 1; END'",
    "CALL f()",
    "LOAD 'auto_explain'",
    "CREATE TEMP TABLE t (a int)",
    "CREATE TABLE t (a int)",
    "SELECT 1 AS a INTO TEMP t",
    "SELECT name INTO stolen FROM widgets",
    "SELECT name INTO public.stolen FROM widgets",
    "CREATE VIEW v AS SELECT * FROM widgets",
    "CREATE EXTENSION dblink",
    "EXPLAIN ANALYZE SELECT 1",
    "TRUNCATE widgets",
    "DROP TABLE widgets",
    "ALTER TABLE widgets DISABLE TRIGGER ALL",
    "LOCK TABLE widgets",
    "VACUUM",
    "CHECKPOINT",
]
CHANNELS = [
    "COPY widgets TO STDOUT",
    "COPY {other}.widgets TO STDOUT",
    "COPY widgets TO PROGRAM 'cat'",
    "COPY widgets FROM '/etc/passwd'",
    "LISTEN anything",
    "UNLISTEN *",
    "NOTIFY anything, 'x'",
    "PREPARE p AS SELECT * FROM {other}.widgets",
    "EXECUTE p",
    "DEALLOCATE ALL",
    "DECLARE c CURSOR WITH HOLD FOR SELECT 1",
    "FETCH ALL FROM c",
    "CLOSE ALL",
]
TRANSACTIONS = [
    "BEGIN",
    "START TRANSACTION",
    "COMMIT",
    "COMMIT AND CHAIN",
    "END",
    "ABORT",
    "ROLLBACK",
    "ROLLBACK AND CHAIN",
    "ROLLBACK -- to x",
    "ROLLBACK /* to savepoint x */",
    "ROLLBACK WORK",
    "ROLLBACK PREPARED 'a to b'",
    "ROLLBACK TO SAVEPOINT s; SET ROLE {other}",
    "PREPARE TRANSACTION 'x'",
    "SET TRANSACTION READ ONLY",
    "SET CONSTRAINTS ALL DEFERRED",
]
NAMES = [
    "SELECT * FROM {other}.widgets",
    'SELECT * FROM "{other}"."widgets"',
    "SELECT '{other}.widgets'::regclass",
    "SELECT nextval('{other}.widgets_id_seq')",
    "SELECT setval('{other}.widgets_id_seq', 1)",
    "INSERT INTO {other}.widgets (name) VALUES ('x')",
    "UPDATE {other}.widgets SET name = 'x'",
    "DELETE FROM {other}.widgets",
    "WITH x AS (DELETE FROM {other}.widgets RETURNING name) SELECT * FROM x",
    "SELECT 1 WHERE EXISTS (SELECT FROM {other}.widgets)",
    "SELECT * FROM platform.companies",
    "SELECT * FROM platform.domains",
    "DELETE FROM platform.schema_revisions",
    "SELECT * FROM pg_catalog.pg_authid",
    "UPDATE alembic_version SET version_num = 'x'",
    "DELETE FROM journal",
    "UPDATE journal SET line = 'x'",
]
FUNCTIONS = [
    "SELECT query_to_xml('SELECT * FROM {other}.widgets', true, false, '')",
    "SELECT query_to_xml('SET ROLE {other}', true, false, '')",
    "SELECT query_to_xml('RESET ROLE', true, false, '')",
    "SELECT schema_to_xml('{other}', true, false, '')",
    "SELECT table_to_xml('{other}.widgets', true, false, '')",
    "SELECT cursor_to_xml('c', 1, true, false, '')",
    "SELECT * FROM ts_stat('SELECT name::tsvector FROM {other}.widgets')",
    "SELECT * FROM ts_stat('SET ROLE {other}')",
    "SELECT ts_rewrite('a'::tsquery, 'SELECT a, b FROM {other}.widgets')",
    "SELECT pg_read_file('/etc/passwd')",
    "SELECT pg_ls_dir('/')",
    "SELECT lo_import('/etc/passwd')",
    "SELECT lo_create(0)",
    "SELECT lo_from_bytea(0, 'x')",
    "SELECT pg_advisory_lock(1)",
    "SELECT pg_try_advisory_lock(1, 2)",
    "SELECT pg_try_advisory_lock_shared(1)",
    "SELECT pg_reload_conf()",
    "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE pid <> pg_backend_pid()",
]
ATTEMPTS = [
    *ROLES, *SETTINGS, *SEVERAL, *COMMENTS, *CODE, *CHANNELS, *TRANSACTIONS, *NAMES, *FUNCTIONS
]  # fmt: skip
# These are allowed, and lead nowhere.
HARMLESS = [
    "SELECT '; SET ROLE {other}; --'",
    "SELECT 1 -- ; SET ROLE {other}",
    "SELECT 1 /* ; SET ROLE {other} */",
    "SELECT $$ RESET ROLE; $$",
    "SAVEPOINT mine",
    "SHOW role",
    "SELECT * FROM pg_catalog.pg_stats WHERE schemaname = '{other}'",
    "SELECT query FROM pg_catalog.pg_stat_activity",
    "SELECT database_to_xml(true, false, '')::text",
    "SELECT pg_notify('anything', 'x')",
    ";",
]


def by_session(statement: str) -> list[Any]:
    result = db.session.connection().execute(text(statement.replace(":", "\\:")))
    return list(result) if result.returns_rows else []


def by_cursor(statement: str) -> list[Any]:
    cursor = raw_connection().cursor()
    cursor.execute(statement)
    return cursor.fetchall() if cursor.description else []


def by_connection(statement: str) -> list[Any]:
    cursor = raw_connection().execute(statement, prepare=True)
    return cursor.fetchall() if cursor.description else []


def by_many(statement: str) -> list[Any]:
    raw_connection().cursor().executemany(statement, [()])
    return []


def by_stream(statement: str) -> list[Any]:
    return list(raw_connection().cursor().stream(statement))


def raw_connection() -> psycopg.Connection[Any]:
    raw: Any = db.session.connection().connection.dbapi_connection
    return raw


WAYS = [by_session, by_cursor, by_connection, by_many, by_stream]


@pytest.fixture
def inside_acme(app: Flask, pair: Pair) -> Iterator[Pair]:
    with tenant_scope(pair.acme):
        yield pair
    assert_clean(pair)


def filled(statement: str, pair: Pair) -> str:
    return statement.replace("{own}", pair.acme.schema).replace("{other}", pair.bravo.schema)


def assert_clean(pair: Pair) -> None:
    """Neither company lost or gained anything, and the pooled connection is as it was."""
    for company, secret in ((pair.acme, ACME_SECRET), (pair.bravo, BRAVO_SECRET)):
        with tenant_scope(company):
            assert list(db.session.scalars(text("SELECT name FROM widgets"))) == [secret]
    state = text("SELECT current_user = session_user, current_setting('search_path')")
    assert tuple(db.session.execute(state).one()) == (True, '""')


def assert_still_acme(pair: Pair) -> None:
    found = db.session.execute(text("SELECT current_user, current_setting('search_path')")).one()
    assert tuple(found) == (pair.acme.schema, pair.acme.schema)


@pytest.mark.parametrize("attempt", ATTEMPTS)
def test_an_attempt_is_refused_in_every_way(inside_acme: Pair, attempt: str) -> None:
    for way in WAYS:
        with pytest.raises((StatementRefused, DBAPIError, psycopg.Error)):
            way(filled(attempt, inside_acme))
        db.session.rollback()
        assert_still_acme(inside_acme)


@pytest.mark.parametrize("attempt", HARMLESS)
def test_what_is_allowed_leads_nowhere(inside_acme: Pair, attempt: str) -> None:
    assert BRAVO_SECRET not in str(by_session(filled(attempt, inside_acme)))
    assert_still_acme(inside_acme)


def test_a_value_is_never_read_as_a_statement(inside_acme: Pair) -> None:
    value = f"'; SET ROLE {inside_acme.bravo.schema}; SELECT set_config('role', '', true); --"
    found = db.session.scalar(text("SELECT CAST(:value AS text)"), {"value": value})
    assert found == value
    assert_still_acme(inside_acme)


def test_copy_is_refused_by_its_own_method(inside_acme: Pair) -> None:
    with pytest.raises(StatementRefused):
        raw_connection().cursor().copy("COPY widgets TO STDOUT")


@pytest.mark.parametrize(
    "query", ["SELECT 1; SET ROLE {other}", "SELECT * FROM {other}.widgets", "SELECT 1) ; COMMIT"]
)
def test_a_server_side_cursor_opens_no_way(inside_acme: Pair, query: str) -> None:
    with pytest.raises(psycopg.Error), raw_connection().cursor(name="c") as cursor:
        cursor.execute(filled(query, inside_acme))
    db.session.rollback()
    assert_still_acme(inside_acme)


@pytest.mark.parametrize("attempt", ["SET ROLE {other}", "SELECT * FROM {other}.widgets", "COMMIT"])
def test_outside_of_a_scope_the_same_holds(app: Flask, pair: Pair, attempt: str) -> None:
    with pytest.raises((StatementRefused, DBAPIError)):
        by_session(filled(attempt, pair))
    db.session.rollback()
    assert_clean(pair)


UNGUARDED = [
    "RESET ROLE; SELECT * FROM {own}.widgets",
    "SELECT set_config('role', '{other}', false)",
    "UPDATE pg_settings SET setting = '{other}' WHERE name = 'role'",
    "DO $$ BEGIN NULL; END $$",
    "CREATE TEMP TABLE t (a int)",
    "CREATE TABLE public.t (a int)",
    "CREATE TABLE t (a int)",
    "CREATE SCHEMA mine",
    "SELECT lo_create(0)",
    "SELECT pg_advisory_lock(1)",
    "SELECT * FROM {other}.widgets",
    "SELECT * FROM platform.companies",
    "DELETE FROM journal",
    "ALTER TABLE widgets ADD COLUMN a int",
]


@pytest.mark.parametrize("attempt", UNGUARDED)
def test_the_database_refuses_without_the_guard_too(pair: Pair, attempt: str) -> None:
    with psycopg.connect(libpq_url(settings().database_app_url)) as connection:
        connection.execute(f"SET LOCAL search_path = {pair.acme.schema}".encode())
        connection.execute(f"SET LOCAL ROLE {pair.acme.schema}".encode())
        with pytest.raises(psycopg.errors.Error) as refusal:
            connection.execute(filled(attempt, pair).encode())
        connection.rollback()
    assert isinstance(refusal.value, psycopg.errors.InsufficientPrivilege)


def test_the_append_only_rule_binds_the_owner_too(pair: Pair) -> None:
    with owner_connection() as connection, pytest.raises(psycopg.Error, match="append-only"):
        connection.execute(f"TRUNCATE {pair.acme.schema}.journal".encode())
