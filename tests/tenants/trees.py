"""A small tree of tenant migrations in place of the product's: a company in milliseconds."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tenants import blueprint, revisions
from tenants.revisions import Tree

SMALL = Path(__file__).parent / "small_tree"
REVISION = '''"""{name}"""

from alembic import op

revision = "{number}"
down_revision = "{before}"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.execute({up!r})


def downgrade() -> None:
    op.execute({down!r})
'''


def build_tree(folder: Path) -> Path:
    """A migrations folder with the product's platform tree and the small tenant tree."""
    folder.mkdir()
    for name in ("env.py", "script.py.mako", "platform"):
        (folder / name).symlink_to(revisions.MIGRATIONS / name)
    shutil.copytree(SMALL, folder / "tenant")
    return folder


def add_revision(folder: Path, number: int, up: str, down: str = "SELECT 1") -> None:
    text = REVISION.format(
        name=up, number=f"{number:04d}", before=f"{number - 1:04d}", up=up, down=down
    )
    (folder / "tenant" / "versions" / f"{number:04d}_more.py").write_text(text)
    forget_rendered()


def forget_rendered() -> None:
    for cached in (revisions.head, revisions.render, blueprint.head_script):
        cached.cache_clear()


@contextmanager
def tree_in_use(folder: Path) -> Iterator[Path]:
    """Lets `tenants` provision and migrate from `folder`, with the script of its present head."""
    saved = revisions.MIGRATIONS, blueprint.HEAD_SCRIPT
    revisions.MIGRATIONS = folder
    blueprint.HEAD_SCRIPT = folder / "tenant_head.sql"
    forget_rendered()
    blueprint.HEAD_SCRIPT.write_text(revisions.render(Tree.TENANT, None))
    try:
        yield folder
    finally:
        revisions.MIGRATIONS, blueprint.HEAD_SCRIPT = saved
        forget_rendered()
