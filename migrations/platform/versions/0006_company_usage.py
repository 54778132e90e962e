"""Count what companies use and note revenue by day"""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "revenue_days",
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("currency", sa.String(), nullable=False),
        sa.Column("amount", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("day", "currency", name=op.f("pk_revenue_days")),
    )
    op.create_table(
        "company_usage",
        sa.Column("company_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("attendants", sa.BigInteger(), nullable=False),
        sa.Column("departments", sa.BigInteger(), nullable=False),
        sa.Column("people", sa.BigInteger(), nullable=False),
        sa.Column("calls", sa.BigInteger(), nullable=False),
        sa.Column("use_percent", sa.BigInteger(), nullable=False),
        sa.Column("last_signed_in_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column(
            "counted_at",
            sa.DateTime(timezone=True),
            server_default=sa.text("now()"),
            nullable=False,
        ),
        sa.ForeignKeyConstraint(
            ["company_id"], ["companies.id"], name=op.f("fk_company_usage_company_id")
        ),
        sa.PrimaryKeyConstraint("company_id", name=op.f("pk_company_usage")),
    )
    op.create_index(
        op.f("ix_company_usage_use_percent"), "company_usage", ["use_percent"], unique=False
    )
    op.add_column(
        "billing_subscriptions", sa.Column("started_at", sa.DateTime(timezone=True), nullable=True)
    )
    op.add_column(
        "billing_subscriptions", sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True)
    )


def downgrade() -> None:
    op.drop_column("billing_subscriptions", "ended_at")
    op.drop_column("billing_subscriptions", "started_at")
    op.drop_index(op.f("ix_company_usage_use_percent"), table_name="company_usage")
    op.drop_table("company_usage")
    op.drop_table("revenue_days")
