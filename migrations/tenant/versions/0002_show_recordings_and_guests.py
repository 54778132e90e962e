"""Show recording, coaching and guests in a call"""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


KINDS = {
    "before": "kind in ('client','attendant','guest')",
    "after": "kind in ('client','attendant','guest','supervisor')",
}


def upgrade() -> None:
    allow_kinds("after")
    op.add_column("call_participants", sa.Column("guest_id", sa.BigInteger(), nullable=True))
    op.create_index(
        op.f("ix_call_participants_guest_id"), "call_participants", ["guest_id"], unique=False
    )
    op.add_column("calls", sa.Column("media_room", sa.String(), nullable=True))
    op.add_column("calls", sa.Column("media_problem", sa.String(), nullable=True))
    op.add_column(
        "calls", sa.Column("locked", sa.Boolean(), server_default=sa.text("false"), nullable=False)
    )
    op.add_column(
        "calls",
        sa.Column(
            "recording", postgresql.JSONB(none_as_null=True, astext_type=sa.Text()), nullable=True
        ),
    )
    op.add_column(
        "calls",
        sa.Column(
            "coaching", postgresql.JSONB(none_as_null=True, astext_type=sa.Text()), nullable=True
        ),
    )
    op.add_column(
        "calls",
        sa.Column(
            "asking",
            postgresql.JSONB(astext_type=sa.Text()),
            server_default=sa.text("'[]'"),
            nullable=False,
        ),
    )
    op.create_unique_constraint(op.f("uq_calls_media_room"), "calls", ["media_room"])


def downgrade() -> None:
    allow_kinds("before")
    op.drop_constraint(op.f("uq_calls_media_room"), "calls", type_="unique")
    op.drop_column("calls", "asking")
    op.drop_column("calls", "coaching")
    op.drop_column("calls", "recording")
    op.drop_column("calls", "locked")
    op.drop_column("calls", "media_problem")
    op.drop_column("calls", "media_room")
    op.drop_index(op.f("ix_call_participants_guest_id"), table_name="call_participants")
    op.drop_column("call_participants", "guest_id")


def allow_kinds(when: str) -> None:
    op.drop_constraint(op.f("ck_call_participants_kind"), "call_participants", type_="check")
    op.create_check_constraint(op.f("ck_call_participants_kind"), "call_participants", KINDS[when])
