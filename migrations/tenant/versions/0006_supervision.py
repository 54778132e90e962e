"""Keep supervisions and what the live list knows"""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "live_calls",
        sa.Column("call_id", sa.BigInteger(), nullable=False),
        sa.Column("department_id", sa.BigInteger(), nullable=False),
        sa.Column("line", postgresql.JSONB(astext_type=sa.Text()), nullable=False),
        sa.Column("version", sa.BigInteger(), server_default="0", nullable=False),
        sa.ForeignKeyConstraint(["call_id"], ["calls.id"], name=op.f("fk_live_calls_call_id")),
        sa.ForeignKeyConstraint(
            ["department_id"], ["departments.id"], name=op.f("fk_live_calls_department_id")
        ),
        sa.PrimaryKeyConstraint("call_id", name=op.f("pk_live_calls")),
    )
    op.create_table(
        "supervisions",
        sa.Column("call_id", sa.BigInteger(), nullable=False),
        sa.Column("person_id", sa.BigInteger(), nullable=False),
        sa.Column("session_id", sa.BigInteger(), nullable=False),
        sa.Column("mode", sa.String(), nullable=False),
        sa.Column("paused", sa.Boolean(), server_default=sa.text("false"), nullable=False),
        sa.Column("started_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("end_reason", sa.String(), nullable=True),
        sa.Column("sid", sa.String(), nullable=True),
        sa.Column("lost_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("coach_room", sa.String(), nullable=True),
        sa.Column("coach_ready", sa.Boolean(), server_default=sa.text("false"), nullable=False),
        sa.Column("participant_id", sa.BigInteger(), nullable=True),
        sa.Column("problem", sa.String(), nullable=True),
        sa.Column("id", sa.BigInteger(), sa.Identity(always=False), nullable=False),
        sa.Column("version", sa.BigInteger(), server_default="0", nullable=False),
        sa.CheckConstraint(
            "mode in ('monitor','whisper','barge')", name=op.f("ck_supervisions_mode")
        ),
        sa.ForeignKeyConstraint(["call_id"], ["calls.id"], name=op.f("fk_supervisions_call_id")),
        sa.ForeignKeyConstraint(
            ["participant_id"],
            ["call_participants.id"],
            name=op.f("fk_supervisions_participant_id"),
        ),
        sa.ForeignKeyConstraint(
            ["person_id"], ["people.id"], name=op.f("fk_supervisions_person_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_supervisions")),
        sa.UniqueConstraint("coach_room", name=op.f("uq_supervisions_coach_room")),
    )
    op.create_index(op.f("ix_supervisions_call_id"), "supervisions", ["call_id"], unique=False)
    op.create_index(op.f("ix_supervisions_person_id"), "supervisions", ["person_id"], unique=False)
    op.create_index(
        op.f("ix_supervisions_session_id"), "supervisions", ["session_id"], unique=False
    )
    op.create_index(
        "uq_supervisions_open_person",
        "supervisions",
        ["person_id"],
        unique=True,
        postgresql_where=sa.text("ended_at is null"),
    )
    op.create_index(
        "uq_supervisions_whisper",
        "supervisions",
        ["call_id"],
        unique=True,
        postgresql_where=sa.text("mode = 'whisper' and ended_at is null"),
    )
    op.create_table(
        "supervision_modes",
        sa.Column("supervision_id", sa.BigInteger(), nullable=False),
        sa.Column("mode", sa.String(), nullable=False),
        sa.Column("began_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("id", sa.BigInteger(), sa.Identity(always=False), nullable=False),
        sa.CheckConstraint(
            "mode in ('monitor','whisper','barge')", name=op.f("ck_supervision_modes_mode")
        ),
        sa.ForeignKeyConstraint(
            ["supervision_id"],
            ["supervisions.id"],
            name=op.f("fk_supervision_modes_supervision_id"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_supervision_modes")),
    )
    op.create_index(
        op.f("ix_supervision_modes_supervision_id"),
        "supervision_modes",
        ["supervision_id"],
        unique=False,
    )
    op.execute("GRANT SELECT, INSERT, UPDATE, DELETE ON live_calls TO __company__")
    op.execute("GRANT SELECT, INSERT, UPDATE, DELETE ON supervisions TO __company__")
    op.execute("GRANT SELECT, INSERT, UPDATE, DELETE ON supervision_modes TO __company__")


def downgrade() -> None:
    op.drop_index(op.f("ix_supervision_modes_supervision_id"), table_name="supervision_modes")
    op.drop_table("supervision_modes")
    op.drop_index(
        "uq_supervisions_whisper",
        table_name="supervisions",
        postgresql_where=sa.text("mode = 'whisper' and ended_at is null"),
    )
    op.drop_index(
        "uq_supervisions_open_person",
        table_name="supervisions",
        postgresql_where=sa.text("ended_at is null"),
    )
    op.drop_index(op.f("ix_supervisions_session_id"), table_name="supervisions")
    op.drop_index(op.f("ix_supervisions_person_id"), table_name="supervisions")
    op.drop_index(op.f("ix_supervisions_call_id"), table_name="supervisions")
    op.drop_table("supervisions")
    op.drop_table("live_calls")
