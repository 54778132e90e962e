"""Add billing"""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "billing_reconciliations",
        sa.Column(
            "started_at",
            sa.DateTime(timezone=True),
            server_default=sa.text("now()"),
            nullable=False,
        ),
        sa.Column("finished_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("checked", sa.BigInteger(), server_default="0", nullable=False),
        sa.Column(
            "differences",
            postgresql.JSONB(astext_type=sa.Text()),
            server_default=sa.text("'[]'"),
            nullable=False,
        ),
        sa.Column("id", sa.BigInteger(), sa.Identity(always=False), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_billing_reconciliations")),
    )
    op.create_index(
        op.f("ix_billing_reconciliations_started_at"),
        "billing_reconciliations",
        ["started_at"],
        unique=False,
    )
    op.create_table(
        "stripe_events",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("type", sa.String(), nullable=False),
        sa.Column("customer_id", sa.String(), nullable=True),
        sa.Column("object_id", sa.String(), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column(
            "received_at",
            sa.DateTime(timezone=True),
            server_default=sa.text("now()"),
            nullable=False,
        ),
        sa.Column("applied_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("attempts", sa.BigInteger(), server_default="0", nullable=False),
        sa.Column("error", sa.String(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_stripe_events")),
    )
    op.create_index(
        "ix_stripe_events_open",
        "stripe_events",
        ["received_at"],
        unique=False,
        postgresql_where=sa.text("applied_at is null"),
    )
    op.create_table(
        "billing_accounts",
        sa.Column("company_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("customer_id", sa.String(), nullable=True),
        sa.Column("email", sa.String(), server_default="", nullable=False),
        sa.Column("tax_kind", sa.String(), server_default="", nullable=False),
        sa.Column("tax_id", sa.String(), server_default="", nullable=False),
        sa.Column("fetches", sa.BigInteger(), server_default="0", nullable=False),
        sa.Column("applied_fetch", sa.BigInteger(), server_default="0", nullable=False),
        sa.CheckConstraint(
            "tax_kind in ('','cnpj','cpf','other')", name=op.f("ck_billing_accounts_tax_kind")
        ),
        sa.ForeignKeyConstraint(
            ["company_id"], ["companies.id"], name=op.f("fk_billing_accounts_company_id")
        ),
        sa.PrimaryKeyConstraint("company_id", name=op.f("pk_billing_accounts")),
        sa.UniqueConstraint("customer_id", name=op.f("uq_billing_accounts_customer_id")),
    )
    op.create_table(
        "billing_disputes",
        sa.Column("stripe_id", sa.String(), nullable=False),
        sa.Column("company_id", sa.BigInteger(), nullable=False),
        sa.Column("status", sa.String(), nullable=False),
        sa.Column("amount", sa.BigInteger(), nullable=False),
        sa.Column("currency", sa.String(), nullable=False),
        sa.Column("opened_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["company_id"], ["companies.id"], name=op.f("fk_billing_disputes_company_id")
        ),
        sa.PrimaryKeyConstraint("stripe_id", name=op.f("pk_billing_disputes")),
    )
    op.create_index(
        op.f("ix_billing_disputes_company_id"), "billing_disputes", ["company_id"], unique=False
    )
    op.create_table(
        "billing_notices",
        sa.Column("company_id", sa.BigInteger(), nullable=False),
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column(
            "made_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False
        ),
        sa.Column("sent_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("id", sa.BigInteger(), sa.Identity(always=False), nullable=False),
        sa.ForeignKeyConstraint(
            ["company_id"], ["companies.id"], name=op.f("fk_billing_notices_company_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_billing_notices")),
        sa.UniqueConstraint("company_id", "key", name=op.f("uq_billing_notices_company_id_key")),
    )
    op.create_index(
        op.f("ix_billing_notices_company_id"), "billing_notices", ["company_id"], unique=False
    )
    op.create_table(
        "billing_subscriptions",
        sa.Column("company_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("stripe_id", sa.String(), nullable=False),
        sa.Column("status", sa.String(), nullable=False),
        sa.Column("plan", sa.String(), nullable=False),
        sa.Column("interval", sa.String(), nullable=False),
        sa.Column("currency", sa.String(), nullable=False),
        sa.Column("amount", sa.BigInteger(), nullable=False),
        sa.Column("item_id", sa.String(), nullable=False),
        sa.Column("price_id", sa.String(), nullable=False),
        sa.Column("period_start", sa.DateTime(timezone=True), nullable=True),
        sa.Column("period_end", sa.DateTime(timezone=True), nullable=True),
        sa.Column("trial_end", sa.DateTime(timezone=True), nullable=True),
        sa.Column("cancel_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("schedule_id", sa.String(), nullable=True),
        sa.Column("next_plan", sa.String(), nullable=True),
        sa.Column("next_interval", sa.String(), nullable=True),
        sa.Column("past_due_since", sa.DateTime(timezone=True), nullable=True),
        sa.Column("payment_url", sa.String(), nullable=True),
        sa.Column("clock_offset_seconds", sa.BigInteger(), server_default="0", nullable=False),
        sa.Column(
            "synced_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False
        ),
        sa.Column("version", sa.BigInteger(), server_default="0", nullable=False),
        sa.ForeignKeyConstraint(
            ["company_id"], ["companies.id"], name=op.f("fk_billing_subscriptions_company_id")
        ),
        sa.PrimaryKeyConstraint("company_id", name=op.f("pk_billing_subscriptions")),
        sa.UniqueConstraint("stripe_id", name=op.f("uq_billing_subscriptions_stripe_id")),
    )
    op.add_column(
        "companies",
        sa.Column(
            "billing",
            postgresql.JSONB(astext_type=sa.Text()),
            server_default=sa.text("'{}'"),
            nullable=False,
        ),
    )


def downgrade() -> None:
    op.drop_column("companies", "billing")
    op.drop_table("billing_subscriptions")
    op.drop_index(op.f("ix_billing_notices_company_id"), table_name="billing_notices")
    op.drop_table("billing_notices")
    op.drop_index(op.f("ix_billing_disputes_company_id"), table_name="billing_disputes")
    op.drop_table("billing_disputes")
    op.drop_table("billing_accounts")
    op.drop_index(
        "ix_stripe_events_open",
        table_name="stripe_events",
        postgresql_where=sa.text("applied_at is null"),
    )
    op.drop_table("stripe_events")
    op.drop_index(
        op.f("ix_billing_reconciliations_started_at"), table_name="billing_reconciliations"
    )
    op.drop_table("billing_reconciliations")
