"""Add support access"""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "support_accesses",
        sa.Column("company_id", sa.BigInteger(), nullable=False),
        sa.Column("staff_id", sa.BigInteger(), nullable=False),
        sa.Column("staff_name", sa.String(), nullable=False),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("may_change", sa.Boolean(), nullable=False),
        sa.Column(
            "created_at",
            sa.DateTime(timezone=True),
            server_default=sa.text("now()"),
            nullable=False,
        ),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("entered_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("ended_how", sa.String(), nullable=True),
        sa.Column("ended_by", sa.String(), nullable=True),
        sa.Column("entrance_hash", sa.LargeBinary(), nullable=True),
        sa.Column("entrance_until", sa.DateTime(timezone=True), nullable=True),
        sa.Column("token_hash", sa.LargeBinary(), nullable=True),
        sa.Column("told_start_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("told_end_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("id", sa.BigInteger(), sa.Identity(always=False), nullable=False),
        sa.CheckConstraint(
            "ended_how in ('staff','company','time','switched_off','staff_changed')",
            name=op.f("ck_support_accesses_ended_how"),
        ),
        sa.ForeignKeyConstraint(
            ["company_id"], ["companies.id"], name=op.f("fk_support_accesses_company_id")
        ),
        sa.ForeignKeyConstraint(
            ["staff_id"], ["staff.id"], name=op.f("fk_support_accesses_staff_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_support_accesses")),
        sa.UniqueConstraint("entrance_hash", name=op.f("uq_support_accesses_entrance_hash")),
        sa.UniqueConstraint("token_hash", name=op.f("uq_support_accesses_token_hash")),
    )
    op.create_index(
        op.f("ix_support_accesses_company_id"), "support_accesses", ["company_id"], unique=False
    )
    op.create_index(
        "ix_support_accesses_unfinished",
        "support_accesses",
        ["expires_at"],
        unique=False,
        postgresql_where=sa.text("told_end_at is null"),
    )
    op.create_index(
        "uq_support_accesses_running",
        "support_accesses",
        ["company_id", "staff_id"],
        unique=True,
        postgresql_where=sa.text("ended_at is null"),
    )
    op.add_column(
        "companies",
        sa.Column(
            "support",
            postgresql.JSONB(astext_type=sa.Text()),
            server_default=sa.text("'{}'"),
            nullable=False,
        ),
    )


def downgrade() -> None:
    op.drop_column("companies", "support")
    op.drop_index(
        "uq_support_accesses_running",
        table_name="support_accesses",
        postgresql_where=sa.text("ended_at is null"),
    )
    op.drop_index(
        "ix_support_accesses_unfinished",
        table_name="support_accesses",
        postgresql_where=sa.text("told_end_at is null"),
    )
    op.drop_index(op.f("ix_support_accesses_company_id"), table_name="support_accesses")
    op.drop_table("support_accesses")
