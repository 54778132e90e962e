"""Keep alerts of bad lines"""

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "call_quality_alerts",
        sa.Column("call_id", sa.BigInteger(), nullable=False),
        sa.Column("department_id", sa.BigInteger(), nullable=False),
        sa.Column("participant_id", sa.BigInteger(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("bad_samples", sa.BigInteger(), server_default="0", nullable=False),
        sa.Column("good_samples", sa.BigInteger(), server_default="0", nullable=False),
        sa.Column("value", sa.Double(), nullable=False),
        sa.Column("worst", sa.Double(), nullable=False),
        sa.Column("since", sa.DateTime(timezone=True), nullable=False),
        sa.Column("raised_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("cleared_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("id", sa.BigInteger(), sa.Identity(always=False), nullable=False),
        sa.Column("version", sa.BigInteger(), server_default="0", nullable=False),
        sa.CheckConstraint("kind in ('latency','loss')", name=op.f("ck_call_quality_alerts_kind")),
        sa.ForeignKeyConstraint(
            ["call_id"], ["calls.id"], name=op.f("fk_call_quality_alerts_call_id")
        ),
        sa.ForeignKeyConstraint(
            ["department_id"], ["departments.id"], name=op.f("fk_call_quality_alerts_department_id")
        ),
        sa.ForeignKeyConstraint(
            ["participant_id"],
            ["call_participants.id"],
            name=op.f("fk_call_quality_alerts_participant_id"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_call_quality_alerts")),
    )
    op.create_index(
        op.f("ix_call_quality_alerts_call_id"), "call_quality_alerts", ["call_id"], unique=False
    )
    op.create_index(
        op.f("ix_call_quality_alerts_department_id"),
        "call_quality_alerts",
        ["department_id"],
        unique=False,
    )
    op.create_index(
        "ix_call_quality_alerts_raised_at", "call_quality_alerts", ["raised_at"], unique=False
    )
    op.create_index(
        "uq_call_quality_alerts_open",
        "call_quality_alerts",
        ["participant_id", "kind"],
        unique=True,
        postgresql_where=sa.text("cleared_at is null"),
    )
    op.execute("GRANT SELECT, INSERT, UPDATE, DELETE ON call_quality_alerts TO __company__")


def downgrade() -> None:
    op.drop_index(
        "uq_call_quality_alerts_open",
        table_name="call_quality_alerts",
        postgresql_where=sa.text("cleared_at is null"),
    )
    op.drop_index("ix_call_quality_alerts_raised_at", table_name="call_quality_alerts")
    op.drop_index(op.f("ix_call_quality_alerts_department_id"), table_name="call_quality_alerts")
    op.drop_index(op.f("ix_call_quality_alerts_call_id"), table_name="call_quality_alerts")
    op.drop_table("call_quality_alerts")
