"""The product's own trees: models, migrations and provisioning script describe the same schemas."""

from __future__ import annotations

import io
import re
from zipfile import ZipFile

import psycopg
import pytest
from alembic.script import ScriptDirectory

from app.core.db import owner_connection
from tenants import blueprint
from tenants.bootstrap import login_role
from tenants.catalogue import SCRATCH, Catalogue, describe, differences, scratch_schema
from tenants.check import check_all
from tenants.export import export_company
from tenants.platform_schema import version_of
from tenants.provision import provision_company
from tenants.revisions import Tree, config, head, render, render_down

pytestmark = pytest.mark.usefixtures("models", "fresh")

# Columns named like these must be marked with `info=SECRET`.
SECRET_NAME = re.compile(r"\w*(?:password|secret|token|sealed|recovery|cookie)\w*")
OUTSIDE = """
    SELECT conname FROM pg_constraint
     WHERE connamespace = %(schema)s::regnamespace AND confrelid <> 0
       AND (SELECT relnamespace FROM pg_class WHERE oid = confrelid) <> connamespace
    UNION ALL
    SELECT tgname FROM pg_trigger
      JOIN pg_class c ON c.oid = tgrelid JOIN pg_proc p ON p.oid = tgfoid
     WHERE relnamespace = %(schema)s::regnamespace AND NOT tgisinternal
       AND pronamespace <> relnamespace
    UNION ALL
    SELECT relname FROM pg_class
     WHERE relnamespace = %(schema)s::regnamespace AND relkind IN ('v', 'm', 'f')
"""


def made_by(connection: psycopg.Connection, tree: Tree, script: str) -> Catalogue:
    with scratch_schema(connection, script, tree):
        return without_versions(describe(connection, SCRATCH))


def without_versions(catalogue: Catalogue) -> Catalogue:
    return {name: text for name, text in catalogue.items() if "alembic_version" not in name}


@pytest.mark.parametrize("tree", list(Tree))
def test_the_migrations_lead_to_the_models(tree: Tree) -> None:
    with owner_connection() as connection:
        by_models = made_by(connection, tree, blueprint.models_script(tree))
        by_migrations = made_by(connection, tree, render(tree, None))
    assert differences(by_models, by_migrations) == []


def test_a_provisioned_schema_equals_a_migrated_one() -> None:
    schema = f"c_{provision_company('real', 'Real')}"
    with owner_connection() as connection:
        provisioned = describe(connection, schema)
        with scratch_schema(connection, render(Tree.TENANT, None), Tree.TENANT):
            migrated = describe(connection, SCRATCH, login_role())
        assert version_of(connection, schema) == head(Tree.TENANT)
    assert len(provisioned) > 100
    assert differences(migrated, provisioned) == []
    assert list(check_all()) == []


def test_the_committed_script_is_current() -> None:
    assert blueprint.head_script_is_current(), "run `flask generate`"


@pytest.mark.parametrize("tree", list(Tree))
def test_down_leaves_nothing_and_up_leads_back(tree: Tree) -> None:
    up, down = render(tree, None), render_down(tree, str(head(tree)))
    with owner_connection() as connection:
        once = made_by(connection, tree, up)
        assert made_by(connection, tree, up + down) == made_by(connection, tree, "SELECT 1")
        again = made_by(connection, tree, up + down + render_again(up))
    assert differences(once, again) == []


def render_again(up: str) -> str:
    """Alembic leaves its own table behind, empty."""
    return "DROP TABLE alembic_version;\n" + up


@pytest.mark.parametrize("tree", list(Tree))
def test_a_tree_has_one_head(tree: Tree) -> None:
    assert len(ScriptDirectory.from_config(config(tree)).get_heads()) == 1


def test_no_secret_leaves_in_an_export() -> None:
    archive = io.BytesIO()
    manifest = export_company(provision_company("exported", "Exported"), archive)
    left_out = {table.name: table.left_out for table in manifest.tables}
    assert "password_hash" in left_out["people"]
    with ZipFile(archive) as files:
        headers = {table.name: files.read(table.file).decode() for table in manifest.tables}
    assert {
        name: found for name, header in headers.items() if (found := SECRET_NAME.findall(header))
    } == {}


def test_nothing_reaches_out_of_a_company() -> None:
    schema = f"c_{provision_company('alone', 'Alone')}"
    with owner_connection() as connection:
        assert connection.execute(OUTSIDE, {"schema": schema}).fetchall() == []


def test_a_company_role_owns_nothing_and_cannot_sign_in() -> None:
    role = f"c_{provision_company('harmless', 'Harmless')}"
    with owner_connection() as connection:
        owned = connection.execute(
            "SELECT count(*) FROM pg_shdepend WHERE refobjid = %s::regrole AND deptype = 'o'",
            (role,),
        ).fetchone()
        rights = connection.execute(
            "SELECT rolcanlogin, rolsuper, rolcreaterole, rolcreatedb, rolbypassrls FROM pg_roles"
            " WHERE rolname = %s",
            (role,),
        ).fetchone()
    assert owned == (0,)
    assert rights == (False,) * 5
