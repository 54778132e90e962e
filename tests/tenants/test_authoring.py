"""Writing revisions from the models."""

from __future__ import annotations

from pathlib import Path

import pytest

from app.core.db import owner_connection
from tenants import blueprint
from tenants.authoring import NotUnreleased, make_migration, remake_initial
from tenants.catalogue import SCRATCH, Catalogue, describe, differences, scratch_schema
from tenants.revisions import Tree, render
from tests.tenants.trees import add_revision

pytestmark = pytest.mark.usefixtures("models", "fresh", "tree")


def made_by(script: str) -> Catalogue:
    with owner_connection() as connection, scratch_schema(connection, script, Tree.TENANT):
        found = describe(connection, SCRATCH)
    return {name: text for name, text in found.items() if "alembic_version" not in name}


def test_a_revision_leads_from_any_head_to_the_models() -> None:
    path = make_migration(Tree.TENANT, "Everything at once")
    assert path.name == "0002_everything_at_once.py"
    expected = made_by(blueprint.models_script(Tree.TENANT))
    assert differences(expected, made_by(render(Tree.TENANT, None))) == []
    text = path.read_text()
    assert "GRANT SELECT, INSERT ON audit_entries TO __company__" in text
    assert "CREATE TRIGGER audit_entries_append_only" in text
    assert "CREATE FUNCTION refuse_change" not in text, "the head has it already"


def test_the_first_revision_is_written_anew_until_another_follows(tree: Path) -> None:
    path = remake_initial(Tree.TENANT)
    assert [file.name for file in path.parent.glob("0*.py")] == ["0001_initial.py"]
    expected = made_by(blueprint.models_script(Tree.TENANT))
    assert differences(expected, made_by(render(Tree.TENANT, None))) == []
    add_revision(tree, 2, "SELECT 1")
    with pytest.raises(NotUnreleased):
        remake_initial(Tree.TENANT)
