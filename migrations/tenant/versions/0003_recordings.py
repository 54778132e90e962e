"""Keep recordings, their parts and consents"""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "recordings",
        sa.Column("call_id", sa.BigInteger(), nullable=False),
        sa.Column("department_id", sa.BigInteger(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("engine", sa.String(), server_default="browser", nullable=False),
        sa.Column("mandatory", sa.Boolean(), server_default=sa.text("false"), nullable=False),
        sa.Column("started_by_id", sa.BigInteger(), nullable=True),
        sa.Column("requested_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("queued_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("start_by", sa.DateTime(timezone=True), nullable=True),
        sa.Column("holds_call", sa.Boolean(), server_default=sa.text("false"), nullable=False),
        sa.Column("started_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("end_reason", sa.String(), nullable=True),
        sa.Column("failure", sa.String(), nullable=True),
        sa.Column("purge_after", sa.DateTime(timezone=True), nullable=True),
        sa.Column("legal_hold", sa.Boolean(), server_default=sa.text("false"), nullable=False),
        sa.Column("legal_hold_reason", sa.String(), server_default="", nullable=False),
        sa.Column("legal_hold_by_id", sa.BigInteger(), nullable=True),
        sa.Column("legal_hold_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("purged_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("id", sa.BigInteger(), sa.Identity(always=False), nullable=False),
        sa.Column("version", sa.BigInteger(), server_default="0", nullable=False),
        sa.CheckConstraint("engine in ('browser','egress')", name=op.f("ck_recordings_engine")),
        sa.CheckConstraint(
            "state in ('asking','queued','starting','recording','stopping','stopped','declined','failed')",
            name=op.f("ck_recordings_state"),
        ),
        sa.ForeignKeyConstraint(["call_id"], ["calls.id"], name=op.f("fk_recordings_call_id")),
        sa.ForeignKeyConstraint(
            ["department_id"], ["departments.id"], name=op.f("fk_recordings_department_id")
        ),
        sa.ForeignKeyConstraint(
            ["legal_hold_by_id"], ["people.id"], name=op.f("fk_recordings_legal_hold_by_id")
        ),
        sa.ForeignKeyConstraint(
            ["started_by_id"], ["people.id"], name=op.f("fk_recordings_started_by_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_recordings")),
    )
    op.create_index(op.f("ix_recordings_call_id"), "recordings", ["call_id"], unique=False)
    op.create_index(
        op.f("ix_recordings_department_id"), "recordings", ["department_id"], unique=False
    )
    op.create_index(
        "ix_recordings_purge_after",
        "recordings",
        ["purge_after"],
        unique=False,
        postgresql_where=sa.text("purged_at is null"),
    )
    op.create_index(
        "uq_recordings_live_call",
        "recordings",
        ["call_id"],
        unique=True,
        postgresql_where=sa.text("state in ('asking','queued','starting','recording','stopping')"),
    )
    op.create_table(
        "recording_consents",
        sa.Column("call_id", sa.BigInteger(), nullable=False),
        sa.Column("recording_id", sa.BigInteger(), nullable=False),
        sa.Column("participant_id", sa.BigInteger(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("asked_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("answer_until", sa.DateTime(timezone=True), nullable=False),
        sa.Column("answered_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("revoked_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("text_version", sa.String(), nullable=False),
        sa.Column("language", sa.String(), nullable=False),
        sa.Column("asked_times", sa.BigInteger(), server_default="1", nullable=False),
        sa.Column("id", sa.BigInteger(), sa.Identity(always=False), nullable=False),
        sa.CheckConstraint(
            "state in ('asked','accepted','declined','revoked','silent')",
            name=op.f("ck_recording_consents_state"),
        ),
        sa.ForeignKeyConstraint(
            ["call_id"], ["calls.id"], name=op.f("fk_recording_consents_call_id")
        ),
        sa.ForeignKeyConstraint(
            ["participant_id"],
            ["call_participants.id"],
            name=op.f("fk_recording_consents_participant_id"),
        ),
        sa.ForeignKeyConstraint(
            ["recording_id"], ["recordings.id"], name=op.f("fk_recording_consents_recording_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_recording_consents")),
    )
    op.create_index(
        op.f("ix_recording_consents_call_id"), "recording_consents", ["call_id"], unique=False
    )
    op.create_index(
        "ix_recording_consents_open",
        "recording_consents",
        ["answer_until"],
        unique=False,
        postgresql_where=sa.text("state = 'asked'"),
    )
    op.create_index(
        "uq_recording_consents",
        "recording_consents",
        ["recording_id", "participant_id"],
        unique=True,
    )
    op.create_table(
        "recording_parts",
        sa.Column("recording_id", sa.BigInteger(), nullable=False),
        sa.Column("number", sa.BigInteger(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("node", sa.String(), nullable=True),
        sa.Column("heartbeat_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("started_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("seconds", sa.Double(), nullable=True),
        sa.Column("size", sa.BigInteger(), server_default="0", nullable=False),
        sa.Column("sha256", sa.String(), nullable=True),
        sa.Column("key", sa.String(), nullable=True),
        sa.Column("local_path", sa.String(), nullable=True),
        sa.Column("upload_id", sa.String(), nullable=True),
        sa.Column("upload_progress", sa.BigInteger(), server_default="0", nullable=False),
        sa.Column("upload_attempts", sa.BigInteger(), server_default="0", nullable=False),
        sa.Column("stored_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("purged_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("failure", sa.String(), nullable=True),
        sa.Column("id", sa.BigInteger(), sa.Identity(always=False), nullable=False),
        sa.CheckConstraint(
            "state in ('starting','recording','finished','uploading','stored','failed','purged')",
            name=op.f("ck_recording_parts_state"),
        ),
        sa.CheckConstraint(
            "upload_progress between 0 and 100", name=op.f("ck_recording_parts_upload_progress")
        ),
        sa.ForeignKeyConstraint(
            ["recording_id"], ["recordings.id"], name=op.f("fk_recording_parts_recording_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_recording_parts")),
        sa.UniqueConstraint("key", name=op.f("uq_recording_parts_key")),
    )
    op.create_index(
        "ix_recording_parts_unfinished",
        "recording_parts",
        ["state", "heartbeat_at"],
        unique=False,
        postgresql_where=sa.text("state in ('starting','recording','finished','uploading')"),
    )
    op.create_index(
        "uq_recording_parts_number", "recording_parts", ["recording_id", "number"], unique=True
    )
    op.add_column(
        "departments",
        sa.Column("recording_fallback", sa.String(), server_default="hold", nullable=False),
    )
    op.execute("GRANT SELECT, INSERT, UPDATE, DELETE ON recordings TO __company__")
    op.execute("GRANT SELECT, INSERT, UPDATE, DELETE ON recording_consents TO __company__")
    op.execute("GRANT SELECT, INSERT, UPDATE, DELETE ON recording_parts TO __company__")
    op.create_check_constraint(
        op.f("ck_departments_recording_fallback"),
        "departments",
        "recording_fallback in ('hold','end')",
    )


def downgrade() -> None:
    op.drop_constraint(op.f("ck_departments_recording_fallback"), "departments", type_="check")
    op.drop_column("departments", "recording_fallback")
    op.drop_index("uq_recording_parts_number", table_name="recording_parts")
    op.drop_index(
        "ix_recording_parts_unfinished",
        table_name="recording_parts",
        postgresql_where=sa.text("state in ('starting','recording','finished','uploading')"),
    )
    op.drop_table("recording_parts")
    op.drop_index("uq_recording_consents", table_name="recording_consents")
    op.drop_index(
        "ix_recording_consents_open",
        table_name="recording_consents",
        postgresql_where=sa.text("state = 'asked'"),
    )
    op.drop_index(op.f("ix_recording_consents_call_id"), table_name="recording_consents")
    op.drop_table("recording_consents")
    op.drop_index(
        "uq_recordings_live_call",
        table_name="recordings",
        postgresql_where=sa.text("state in ('asking','queued','starting','recording','stopping')"),
    )
    op.drop_index(
        "ix_recordings_purge_after",
        table_name="recordings",
        postgresql_where=sa.text("purged_at is null"),
    )
    op.drop_index(op.f("ix_recordings_department_id"), table_name="recordings")
    op.drop_index(op.f("ix_recordings_call_id"), table_name="recordings")
    op.drop_table("recordings")
