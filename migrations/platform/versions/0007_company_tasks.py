"""Keep what staff ask for about a company"""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "company_tasks",
        sa.Column("company_id", sa.BigInteger(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column(
            "payload",
            postgresql.JSONB(astext_type=sa.Text()),
            server_default=sa.text("'{}'"),
            nullable=False,
        ),
        sa.Column("attempts", sa.BigInteger(), server_default="0", nullable=False),
        sa.Column("error", sa.String(), nullable=True),
        sa.Column("asked_by", sa.String(), nullable=False),
        sa.Column(
            "asked_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False
        ),
        sa.Column(
            "due_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False
        ),
        sa.Column("done_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("id", sa.BigInteger(), sa.Identity(always=False), nullable=False),
        sa.CheckConstraint(
            "kind in ('provision','export','erase')", name=op.f("ck_company_tasks_kind")
        ),
        sa.CheckConstraint(
            "state in ('waiting','done','failed','expired')", name=op.f("ck_company_tasks_state")
        ),
        sa.ForeignKeyConstraint(
            ["company_id"], ["companies.id"], name=op.f("fk_company_tasks_company_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_company_tasks")),
    )
    op.create_index(
        op.f("ix_company_tasks_company_id"), "company_tasks", ["company_id"], unique=False
    )
    op.create_index(
        "uq_company_tasks_waiting",
        "company_tasks",
        ["company_id", "kind"],
        unique=True,
        postgresql_where=sa.text("state = 'waiting'"),
    )
    op.add_column("companies", sa.Column("erase_at", sa.DateTime(timezone=True), nullable=True))


def downgrade() -> None:
    op.drop_column("companies", "erase_at")
    op.drop_index(
        "uq_company_tasks_waiting",
        table_name="company_tasks",
        postgresql_where=sa.text("state = 'waiting'"),
    )
    op.drop_index(op.f("ix_company_tasks_company_id"), table_name="company_tasks")
    op.drop_table("company_tasks")
