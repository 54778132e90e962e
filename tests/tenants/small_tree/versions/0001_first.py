"""Two small tables, one of them append-only: enough to prove what `tenants` promises."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "widgets",
        sa.Column("id", sa.BigInteger(), sa.Identity(), primary_key=True),
        sa.Column("name", sa.Text(), nullable=False),
    )
    op.create_table(
        "journal",
        sa.Column("id", sa.BigInteger(), sa.Identity(), primary_key=True),
        sa.Column("widget_id", sa.BigInteger(), sa.ForeignKey("widgets.id")),
        sa.Column("line", sa.Text()),
    )
    op.execute(
        "CREATE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN "
        "RAISE EXCEPTION '% is append-only', TG_TABLE_NAME USING ERRCODE = '42501'; END $$"
    )
    op.execute(
        "CREATE TRIGGER journal_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON journal "
        "FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()"
    )
    op.execute("GRANT SELECT, INSERT, UPDATE, DELETE ON widgets TO __company__")
    op.execute("GRANT SELECT, INSERT ON journal TO __company__")


def downgrade() -> None:
    op.drop_table("journal")
    op.execute("DROP FUNCTION refuse_change()")
    op.drop_table("widgets")
