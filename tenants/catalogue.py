"""What a schema is made of, read from PostgreSQL's own catalogue, in a comparable form."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import psycopg
from psycopg import sql

from tenants.blueprint import head_script
from tenants.bootstrap import login_role
from tenants.revisions import COMPANY_ROLE, Tree, for_company, search_path

Connection = psycopg.Connection[Any]
Catalogue = dict[str, str]

SCRATCH = "voki_scratch"
# Definitions name foreign schemas only while the search path is empty.
_DESCRIBE = """
    WITH relations AS (
      SELECT * FROM pg_catalog.pg_class WHERE relnamespace = %(schema)s::regnamespace)
    SELECT 'relation ' || relname, concat_ws(' ', relkind, relpersistence, relrowsecurity)
      FROM relations WHERE relkind IN ('r', 'p', 'v', 'm', 'S')
    UNION ALL
    SELECT format('column %%s.%%s', relname, attname),
           concat_ws(' ', format_type(atttypid, atttypmod), attnotnull, attidentity, attgenerated,
                     attcollation::regcollation, pg_get_expr(adbin, adrelid))
      FROM relations r JOIN pg_catalog.pg_attribute ON attrelid = r.oid
      LEFT JOIN pg_catalog.pg_attrdef ON adrelid = attrelid AND adnum = attnum
     WHERE relkind IN ('r', 'p', 'v', 'm') AND attnum > 0 AND NOT attisdropped
    UNION ALL
    SELECT format('constraint %%s.%%s', relname, conname),
           pg_get_constraintdef(c.oid) || CASE WHEN convalidated THEN '' ELSE ' NOT VALID' END
      FROM relations r JOIN pg_catalog.pg_constraint c ON conrelid = r.oid
    UNION ALL
    SELECT 'index ' || relname, pg_get_indexdef(oid) FROM relations WHERE relkind IN ('i', 'I')
    UNION ALL
    SELECT format('trigger %%s.%%s', relname, tgname),
           concat_ws(' ', pg_get_triggerdef(t.oid), tgenabled)
      FROM relations r JOIN pg_catalog.pg_trigger t ON tgrelid = r.oid WHERE NOT tgisinternal
    UNION ALL
    SELECT 'function ' || p.oid::regprocedure, pg_get_functiondef(p.oid)
      FROM pg_catalog.pg_proc p WHERE pronamespace = %(schema)s::regnamespace
    UNION ALL
    SELECT 'type ' || typname, string_agg(enumlabel, ',' ORDER BY enumsortorder)
      FROM pg_catalog.pg_type t JOIN pg_catalog.pg_enum ON enumtypid = t.oid
     WHERE typnamespace = %(schema)s::regnamespace GROUP BY typname
    UNION ALL
    SELECT 'sequence ' || relname,
           concat_ws(' ', seqtypid::regtype, seqstart, seqincrement, seqmin, seqmax, seqcycle)
      FROM relations r JOIN pg_catalog.pg_sequence ON seqrelid = r.oid
    UNION ALL
    SELECT format('grant %%s to %%s', relname, grantee::regrole),
           string_agg(privilege_type, ', ' ORDER BY privilege_type)
      FROM relations, aclexplode(relacl) WHERE grantee <> relowner GROUP BY relname, grantee
    UNION ALL
    SELECT 'grant schema to ' || grantee::regrole,
           string_agg(privilege_type, ', ' ORDER BY privilege_type)
      FROM pg_catalog.pg_namespace, aclexplode(nspacl)
     WHERE oid = %(schema)s::regnamespace AND grantee <> nspowner GROUP BY grantee
"""


def describe(connection: Connection, schema: str, role: str | None = None) -> Catalogue:
    """Each object of the schema with its definition, without the schema's and its role's names.

    `role` is the company's role, by default named like the schema. Changes no setting beyond the
    caller's transaction.
    """
    with connection.transaction():
        connection.execute("SET LOCAL search_path = ''")
        rows = connection.execute(_DESCRIBE, {"schema": schema}).fetchall()
    found = {_neutral(name, schema): _neutral(text or "", schema) for name, text in rows}
    suffix = f" to {role or schema}"
    return {
        name.removesuffix(suffix) + f" to {COMPANY_ROLE}" if name.endswith(suffix) else name: text
        for name, text in found.items()
    }


def _neutral(text: str, schema: str) -> str:
    return text.replace(f"{schema}.", "")


def differences(expected: Catalogue, found: Catalogue) -> list[str]:
    """One line for each object that is missing, unexpected or defined otherwise."""
    lines = [f"missing: {name}" for name in expected.keys() - found.keys()]
    lines += [f"unexpected: {name}" for name in found.keys() - expected.keys()]
    lines += [
        f"different: {name}: {found[name]!r} instead of {expected[name]!r}"
        for name in expected.keys() & found.keys()
        if expected[name] != found[name]
    ]
    return sorted(lines)


def expected_catalogue(connection: Connection, script: str | None = None) -> Catalogue:
    """What a script, by default the provisioning one, makes of an empty schema; leaves nothing."""
    with scratch_schema(connection, script or head_script(), Tree.TENANT):
        return describe(connection, SCRATCH, login_role())


@contextmanager
def scratch_schema(connection: Connection, script: str, tree: Tree) -> Iterator[None]:
    """A schema made by the script, in a transaction that is rolled back.

    The login role stands in for the company's.
    """
    role = sql.Identifier(login_role()).as_string()
    with connection.transaction(force_rollback=True):
        connection.execute(sql.SQL("CREATE SCHEMA {}").format(sql.Identifier(SCRATCH)))
        if tree is Tree.TENANT:
            connection.execute(f"GRANT USAGE ON SCHEMA {SCRATCH} TO {role}")
        connection.execute(search_path(SCRATCH))
        connection.execute(for_company(script, role))
        yield
