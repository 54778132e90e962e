"""initial"""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "audit_entries",
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("actor_kind", sa.String(), nullable=False),
        sa.Column("actor_id", sa.BigInteger(), nullable=True),
        sa.Column("actor_name", sa.String(), nullable=False),
        sa.Column("action", sa.String(), nullable=False),
        sa.Column("subject_kind", sa.String(), nullable=False),
        sa.Column("subject_id", sa.String(), nullable=False),
        sa.Column("details", postgresql.JSONB(astext_type=sa.Text()), nullable=False),
        sa.Column("ip_address", sa.String(), nullable=True),
        sa.Column("previous_hash", sa.LargeBinary(), nullable=False),
        sa.Column("hash", sa.LargeBinary(), nullable=False),
        sa.Column("id", sa.BigInteger(), sa.Identity(always=False), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_audit_entries")),
    )
    op.create_index(op.f("ix_audit_entries_action"), "audit_entries", ["action"], unique=False)
    op.create_index(
        "ix_audit_entries_subject", "audit_entries", ["subject_kind", "subject_id"], unique=False
    )
    op.create_table(
        "clients",
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("email", sa.String(), nullable=False),
        sa.Column("phone", sa.String(), server_default="", nullable=False),
        sa.Column(
            "tags", postgresql.ARRAY(sa.TEXT()), server_default=sa.text("'{}'"), nullable=False
        ),
        sa.Column("total_calls", sa.BigInteger(), server_default="0", nullable=False),
        sa.Column("completed_calls", sa.BigInteger(), server_default="0", nullable=False),
        sa.Column("last_call_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column(
            "created_at",
            sa.DateTime(timezone=True),
            server_default=sa.text("now()"),
            nullable=False,
        ),
        sa.Column("id", sa.BigInteger(), sa.Identity(always=False), nullable=False),
        sa.Column("version", sa.BigInteger(), server_default="0", nullable=False),
        sa.CheckConstraint("email = lower(email)", name=op.f("ck_clients_email_folded")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_clients")),
        sa.UniqueConstraint("email", name=op.f("uq_clients_email")),
    )
    op.create_table(
        "departments",
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("description", sa.String(), server_default="", nullable=False),
        sa.Column("active", sa.Boolean(), server_default=sa.text("true"), nullable=False),
        sa.Column("strategy", sa.String(), server_default="ring_all", nullable=False),
        sa.Column("queue_max_size", sa.BigInteger(), server_default="50", nullable=False),
        sa.Column("queue_max_wait_seconds", sa.BigInteger(), server_default="1800", nullable=False),
        sa.Column("service_level_seconds", sa.BigInteger(), server_default="60", nullable=False),
        sa.Column("wrap_up_seconds", sa.BigInteger(), server_default="120", nullable=False),
        sa.Column("recording_policy", sa.String(), server_default="optional", nullable=False),
        sa.Column("time_zone", sa.String(), nullable=True),
        sa.Column(
            "created_at",
            sa.DateTime(timezone=True),
            server_default=sa.text("now()"),
            nullable=False,
        ),
        sa.Column("id", sa.BigInteger(), sa.Identity(always=False), nullable=False),
        sa.Column("version", sa.BigInteger(), server_default="0", nullable=False),
        sa.CheckConstraint(
            "recording_policy in ('off','optional','full')",
            name=op.f("ck_departments_recording_policy"),
        ),
        sa.CheckConstraint(
            "strategy in ('ring_all','longest_idle')", name=op.f("ck_departments_strategy")
        ),
        sa.CheckConstraint("queue_max_size > 0", name=op.f("ck_departments_queue_max_size")),
        sa.CheckConstraint(
            "queue_max_wait_seconds > 0", name=op.f("ck_departments_queue_max_wait")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_departments")),
        sa.UniqueConstraint("name", name=op.f("uq_departments_name")),
    )
    op.create_table(
        "outbox_entries",
        sa.Column("topic", sa.String(), nullable=False),
        sa.Column("payload", postgresql.JSONB(astext_type=sa.Text()), nullable=False),
        sa.Column(
            "created_at",
            sa.DateTime(timezone=True),
            server_default=sa.text("now()"),
            nullable=False,
        ),
        sa.Column(
            "next_attempt_at",
            sa.DateTime(timezone=True),
            server_default=sa.text("now()"),
            nullable=False,
        ),
        sa.Column("attempts", sa.BigInteger(), server_default="0", nullable=False),
        sa.Column("last_error", sa.String(), nullable=True),
        sa.Column("done_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("failed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("id", sa.BigInteger(), sa.Identity(always=False), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_outbox_entries")),
    )
    op.create_index(
        "ix_outbox_entries_due",
        "outbox_entries",
        ["next_attempt_at"],
        unique=False,
        postgresql_where=sa.text("done_at is null and failed_at is null"),
    )
    op.create_table(
        "people",
        sa.Column("invited_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("deactivated_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("email", sa.String(), nullable=False),
        sa.Column("role", sa.String(), nullable=False),
        sa.Column("active", sa.Boolean(), server_default=sa.text("true"), nullable=False),
        sa.Column("password_hash", sa.String(), nullable=True),
        sa.Column("language", sa.String(), nullable=True),
        sa.Column("theme", sa.String(), server_default="auto", nullable=False),
        sa.Column("totp_secret", sa.String(), nullable=True),
        sa.Column("totp_confirmed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("totp_last_step", sa.BigInteger(), nullable=True),
        sa.Column(
            "recovery_hashes",
            postgresql.ARRAY(sa.LargeBinary()),
            server_default=sa.text("'{}'"),
            nullable=False,
        ),
        sa.Column("last_signed_in_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column(
            "created_at",
            sa.DateTime(timezone=True),
            server_default=sa.text("now()"),
            nullable=False,
        ),
        sa.Column("id", sa.BigInteger(), sa.Identity(always=False), nullable=False),
        sa.Column("version", sa.BigInteger(), server_default="0", nullable=False),
        sa.CheckConstraint(
            "role in ('owner','manager','supervisor','attendant')", name=op.f("ck_people_role")
        ),
        sa.CheckConstraint("email = lower(email)", name=op.f("ck_people_email_folded")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_people")),
        sa.UniqueConstraint("email", name=op.f("uq_people_email")),
    )
    op.create_table(
        "realtime_events",
        sa.Column("room", sa.String(), nullable=False),
        sa.Column("seq", sa.BigInteger(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("data", postgresql.JSONB(astext_type=sa.Text()), nullable=False),
        sa.Column(
            "at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False
        ),
        sa.PrimaryKeyConstraint("room", "seq", name=op.f("pk_realtime_events")),
    )
    op.create_index("ix_realtime_events_at", "realtime_events", ["at"], unique=False)
    op.create_table(
        "realtime_rooms",
        sa.Column("room", sa.String(), nullable=False),
        sa.Column("seq", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("room", name=op.f("pk_realtime_rooms")),
    )
    op.create_table(
        "access_links",
        sa.Column("token_hash", sa.LargeBinary(), nullable=False),
        sa.Column("sealed_token", sa.String(), nullable=False),
        sa.Column("type", sa.String(), nullable=False),
        sa.Column("status", sa.String(), server_default="active", nullable=False),
        sa.Column("department_id", sa.BigInteger(), nullable=False),
        sa.Column("label", sa.String(), server_default="", nullable=False),
        sa.Column("expires_on", sa.Date(), nullable=True),
        sa.Column("scheduled_for", sa.DateTime(timezone=True), nullable=True),
        sa.Column("created_by_id", sa.BigInteger(), nullable=True),
        sa.Column(
            "created_at",
            sa.DateTime(timezone=True),
            server_default=sa.text("now()"),
            nullable=False,
        ),
        sa.Column("used_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("canceled_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("access_count", sa.BigInteger(), server_default="0", nullable=False),
        sa.Column("last_access_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("id", sa.BigInteger(), sa.Identity(always=False), nullable=False),
        sa.Column("version", sa.BigInteger(), server_default="0", nullable=False),
        sa.CheckConstraint(
            "(type = 'scheduled') = (scheduled_for is not null)",
            name=op.f("ck_access_links_scheduled_for"),
        ),
        sa.CheckConstraint(
            "status in ('active','used','canceled')", name=op.f("ck_access_links_status")
        ),
        sa.CheckConstraint(
            "type in ('single_use','reusable','scheduled')", name=op.f("ck_access_links_type")
        ),
        sa.ForeignKeyConstraint(
            ["created_by_id"], ["people.id"], name=op.f("fk_access_links_created_by_id")
        ),
        sa.ForeignKeyConstraint(
            ["department_id"], ["departments.id"], name=op.f("fk_access_links_department_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_access_links")),
        sa.UniqueConstraint("token_hash", name=op.f("uq_access_links_token_hash")),
    )
    op.create_index(
        op.f("ix_access_links_department_id"), "access_links", ["department_id"], unique=False
    )
    op.create_table(
        "calls",
        sa.Column("protocol", sa.String(), nullable=False),
        sa.Column("status", sa.String(), nullable=False),
        sa.Column("end_reason", sa.String(), nullable=True),
        sa.Column("department_id", sa.BigInteger(), nullable=False),
        sa.Column("client_id", sa.BigInteger(), nullable=False),
        sa.Column("visit_id", sa.BigInteger(), nullable=False),
        sa.Column("person_id", sa.BigInteger(), nullable=True),
        sa.Column("form", postgresql.JSONB(astext_type=sa.Text()), nullable=False),
        sa.Column("language", sa.String(), nullable=False),
        sa.Column("media_mode", sa.String(), server_default="p2p", nullable=False),
        sa.Column("media_epoch", sa.BigInteger(), server_default="1", nullable=False),
        sa.Column("on_hold", sa.Boolean(), server_default=sa.text("false"), nullable=False),
        sa.Column("consulting_leg_id", sa.BigInteger(), nullable=True),
        sa.Column("notes", sa.String(), server_default="", nullable=False),
        sa.Column(
            "tags", postgresql.ARRAY(sa.TEXT()), server_default=sa.text("'{}'"), nullable=False
        ),
        sa.Column("outcome", sa.String(), nullable=True),
        sa.Column("short_abandon", sa.Boolean(), server_default=sa.text("false"), nullable=False),
        sa.Column(
            "created_at",
            sa.DateTime(timezone=True),
            server_default=sa.text("now()"),
            nullable=False,
        ),
        sa.Column("answered_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("closed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("rated_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("id", sa.BigInteger(), sa.Identity(always=False), nullable=False),
        sa.Column("version", sa.BigInteger(), server_default="0", nullable=False),
        sa.CheckConstraint("media_mode in ('p2p','sfu')", name=op.f("ck_calls_media_mode")),
        sa.CheckConstraint(
            "outcome in ('converted','not_converted','not_applicable')",
            name=op.f("ck_calls_outcome"),
        ),
        sa.CheckConstraint(
            "status in ('waiting','in_progress','completed','missed','transferred','disconnect')",
            name=op.f("ck_calls_status"),
        ),
        sa.ForeignKeyConstraint(["client_id"], ["clients.id"], name=op.f("fk_calls_client_id")),
        sa.ForeignKeyConstraint(
            ["department_id"], ["departments.id"], name=op.f("fk_calls_department_id")
        ),
        sa.ForeignKeyConstraint(["person_id"], ["people.id"], name=op.f("fk_calls_person_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_calls")),
        sa.UniqueConstraint("protocol", name=op.f("uq_calls_protocol")),
    )
    op.create_index(op.f("ix_calls_client_id"), "calls", ["client_id"], unique=False)
    op.create_index(op.f("ix_calls_created_at"), "calls", ["created_at"], unique=False)
    op.create_index(op.f("ix_calls_department_id"), "calls", ["department_id"], unique=False)
    op.create_index(
        "ix_calls_open",
        "calls",
        ["status"],
        unique=False,
        postgresql_where=sa.text("status in ('waiting','in_progress','transferred')"),
    )
    op.create_index(op.f("ix_calls_person_id"), "calls", ["person_id"], unique=False)
    op.create_index(op.f("ix_calls_visit_id"), "calls", ["visit_id"], unique=False)
    op.create_table(
        "holidays",
        sa.Column("department_id", sa.BigInteger(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("name", sa.String(), server_default="", nullable=False),
        sa.Column("id", sa.BigInteger(), sa.Identity(always=False), nullable=False),
        sa.ForeignKeyConstraint(
            ["department_id"],
            ["departments.id"],
            name=op.f("fk_holidays_department_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_holidays")),
    )
    op.create_index(op.f("ix_holidays_department_id"), "holidays", ["department_id"], unique=False)
    op.create_table(
        "memberships",
        sa.Column("person_id", sa.BigInteger(), nullable=False),
        sa.Column("department_id", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(
            ["department_id"],
            ["departments.id"],
            name=op.f("fk_memberships_department_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["person_id"], ["people.id"], name=op.f("fk_memberships_person_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("person_id", "department_id", name=op.f("pk_memberships")),
    )
    op.create_index(
        op.f("ix_memberships_department_id"), "memberships", ["department_id"], unique=False
    )
    op.create_table(
        "one_time_tokens",
        sa.Column("person_id", sa.BigInteger(), nullable=False),
        sa.Column("purpose", sa.String(), nullable=False),
        sa.Column("token_hash", sa.LargeBinary(), nullable=False),
        sa.Column(
            "created_at",
            sa.DateTime(timezone=True),
            server_default=sa.text("now()"),
            nullable=False,
        ),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("used_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("id", sa.BigInteger(), sa.Identity(always=False), nullable=False),
        sa.CheckConstraint(
            "purpose in ('invitation','password_reset')", name=op.f("ck_one_time_tokens_purpose")
        ),
        sa.ForeignKeyConstraint(
            ["person_id"],
            ["people.id"],
            name=op.f("fk_one_time_tokens_person_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_one_time_tokens")),
        sa.UniqueConstraint("token_hash", name=op.f("uq_one_time_tokens_token_hash")),
    )
    op.create_index(
        op.f("ix_one_time_tokens_person_id"), "one_time_tokens", ["person_id"], unique=False
    )
    op.create_table(
        "opening_hours",
        sa.Column("department_id", sa.BigInteger(), nullable=False),
        sa.Column("weekday", sa.BigInteger(), nullable=False),
        sa.Column("opens_at", sa.Time(), nullable=False),
        sa.Column("closes_at", sa.Time(), nullable=False),
        sa.Column("id", sa.BigInteger(), sa.Identity(always=False), nullable=False),
        sa.CheckConstraint("opens_at < closes_at", name=op.f("ck_opening_hours_order")),
        sa.CheckConstraint("weekday between 0 and 6", name=op.f("ck_opening_hours_weekday")),
        sa.ForeignKeyConstraint(
            ["department_id"],
            ["departments.id"],
            name=op.f("fk_opening_hours_department_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_opening_hours")),
    )
    op.create_index(
        op.f("ix_opening_hours_department_id"), "opening_hours", ["department_id"], unique=False
    )
    op.create_table(
        "presence_changes",
        sa.Column("person_id", sa.BigInteger(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("reason", sa.String(), server_default="", nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("id", sa.BigInteger(), sa.Identity(always=False), nullable=False),
        sa.ForeignKeyConstraint(
            ["person_id"],
            ["people.id"],
            name=op.f("fk_presence_changes_person_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_presence_changes")),
    )
    op.create_index(op.f("ix_presence_changes_at"), "presence_changes", ["at"], unique=False)
    op.create_index(
        op.f("ix_presence_changes_person_id"), "presence_changes", ["person_id"], unique=False
    )
    op.create_table(
        "presences",
        sa.Column("person_id", sa.BigInteger(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("wanted", sa.String(), nullable=False),
        sa.Column("reason", sa.String(), server_default="", nullable=False),
        sa.Column("wanted_reason", sa.String(), server_default="", nullable=False),
        sa.Column(
            "since", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False
        ),
        sa.Column("heartbeat_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("idle_since", sa.DateTime(timezone=True), nullable=True),
        sa.Column("wrap_up_until", sa.DateTime(timezone=True), nullable=True),
        sa.Column("version", sa.BigInteger(), server_default="0", nullable=False),
        sa.CheckConstraint(
            "state in ('online','on_call','paused','away','offline')",
            name=op.f("ck_presences_state"),
        ),
        sa.CheckConstraint(
            "wanted in ('online','paused','offline')", name=op.f("ck_presences_wanted")
        ),
        sa.ForeignKeyConstraint(
            ["person_id"], ["people.id"], name=op.f("fk_presences_person_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("person_id", name=op.f("pk_presences")),
    )
    op.create_table(
        "realtime_sockets",
        sa.Column("sid", sa.String(), nullable=False),
        sa.Column("namespace", sa.String(), nullable=False),
        sa.Column("person_id", sa.BigInteger(), nullable=True),
        sa.Column("session_id", sa.BigInteger(), nullable=True),
        sa.Column("visit_id", sa.BigInteger(), nullable=True),
        sa.Column(
            "connected_at",
            sa.DateTime(timezone=True),
            server_default=sa.text("now()"),
            nullable=False,
        ),
        sa.Column(
            "seen_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False
        ),
        sa.ForeignKeyConstraint(
            ["person_id"],
            ["people.id"],
            name=op.f("fk_realtime_sockets_person_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("sid", name=op.f("pk_realtime_sockets")),
    )
    op.create_index(
        op.f("ix_realtime_sockets_person_id"), "realtime_sockets", ["person_id"], unique=False
    )
    op.create_index(
        op.f("ix_realtime_sockets_seen_at"), "realtime_sockets", ["seen_at"], unique=False
    )
    op.create_index(
        op.f("ix_realtime_sockets_session_id"), "realtime_sockets", ["session_id"], unique=False
    )
    op.create_index(
        op.f("ix_realtime_sockets_visit_id"), "realtime_sockets", ["visit_id"], unique=False
    )
    op.create_table(
        "schedules",
        sa.Column("department_id", sa.BigInteger(), nullable=False),
        sa.Column("client_id", sa.BigInteger(), nullable=False),
        sa.Column("person_id", sa.BigInteger(), nullable=True),
        sa.Column("visit_id", sa.BigInteger(), nullable=True),
        sa.Column("status", sa.String(), server_default="pending", nullable=False),
        sa.Column("source", sa.String(), nullable=False),
        sa.Column("starts_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("phone", sa.String(), server_default="", nullable=False),
        sa.Column("notes", sa.String(), server_default="", nullable=False),
        sa.Column(
            "created_at",
            sa.DateTime(timezone=True),
            server_default=sa.text("now()"),
            nullable=False,
        ),
        sa.Column("id", sa.BigInteger(), sa.Identity(always=False), nullable=False),
        sa.Column("version", sa.BigInteger(), server_default="0", nullable=False),
        sa.CheckConstraint(
            "source in ('queue_full','timed_out','out_of_hours')", name=op.f("ck_schedules_source")
        ),
        sa.CheckConstraint(
            "status in ('pending','confirmed','completed','canceled','no_show')",
            name=op.f("ck_schedules_status"),
        ),
        sa.ForeignKeyConstraint(["client_id"], ["clients.id"], name=op.f("fk_schedules_client_id")),
        sa.ForeignKeyConstraint(
            ["department_id"], ["departments.id"], name=op.f("fk_schedules_department_id")
        ),
        sa.ForeignKeyConstraint(["person_id"], ["people.id"], name=op.f("fk_schedules_person_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_schedules")),
        sa.UniqueConstraint("visit_id", name=op.f("uq_schedules_visit_id")),
    )
    op.create_index(op.f("ix_schedules_created_at"), "schedules", ["created_at"], unique=False)
    op.create_index(
        op.f("ix_schedules_department_id"), "schedules", ["department_id"], unique=False
    )
    op.create_table(
        "sessions",
        sa.Column("person_id", sa.BigInteger(), nullable=False),
        sa.Column("token_hash", sa.LargeBinary(), nullable=False),
        sa.Column(
            "created_at",
            sa.DateTime(timezone=True),
            server_default=sa.text("now()"),
            nullable=False,
        ),
        sa.Column(
            "last_seen_at",
            sa.DateTime(timezone=True),
            server_default=sa.text("now()"),
            nullable=False,
        ),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("ip_address", postgresql.INET(), nullable=True),
        sa.Column("user_agent", sa.String(), server_default="", nullable=False),
        sa.Column("id", sa.BigInteger(), sa.Identity(always=False), nullable=False),
        sa.ForeignKeyConstraint(
            ["person_id"], ["people.id"], name=op.f("fk_sessions_person_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_sessions")),
        sa.UniqueConstraint("token_hash", name=op.f("uq_sessions_token_hash")),
    )
    op.create_index(op.f("ix_sessions_person_id"), "sessions", ["person_id"], unique=False)
    op.create_table(
        "call_attachments",
        sa.Column("call_id", sa.BigInteger(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("type", sa.String(), nullable=False),
        sa.Column("size", sa.BigInteger(), nullable=False),
        sa.Column("sha256", sa.String(), nullable=False),
        sa.Column("key", sa.String(), nullable=False),
        sa.Column(
            "stored_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False
        ),
        sa.Column("id", sa.BigInteger(), sa.Identity(always=False), nullable=False),
        sa.ForeignKeyConstraint(
            ["call_id"], ["calls.id"], name=op.f("fk_call_attachments_call_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_call_attachments")),
        sa.UniqueConstraint("key", name=op.f("uq_call_attachments_key")),
    )
    op.create_index(
        op.f("ix_call_attachments_call_id"), "call_attachments", ["call_id"], unique=False
    )
    op.create_table(
        "call_events",
        sa.Column("call_id", sa.BigInteger(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("actor_name", sa.String(), server_default="", nullable=False),
        sa.Column(
            "details",
            postgresql.JSONB(astext_type=sa.Text()),
            server_default=sa.text("'{}'"),
            nullable=False,
        ),
        sa.Column("id", sa.BigInteger(), sa.Identity(always=False), nullable=False),
        sa.ForeignKeyConstraint(["call_id"], ["calls.id"], name=op.f("fk_call_events_call_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_call_events")),
    )
    op.create_index(op.f("ix_call_events_call_id"), "call_events", ["call_id"], unique=False)
    op.create_table(
        "call_legs",
        sa.Column("call_id", sa.BigInteger(), nullable=False),
        sa.Column("department_id", sa.BigInteger(), nullable=False),
        sa.Column("person_id", sa.BigInteger(), nullable=False),
        sa.Column("kind", sa.String(), server_default="answer", nullable=False),
        sa.Column("started_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("end_reason", sa.String(), nullable=True),
        sa.Column("hold_seconds", sa.BigInteger(), server_default="0", nullable=False),
        sa.Column("held_since", sa.DateTime(timezone=True), nullable=True),
        sa.Column("wrap_up_until", sa.DateTime(timezone=True), nullable=True),
        sa.Column("closed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("id", sa.BigInteger(), sa.Identity(always=False), nullable=False),
        sa.ForeignKeyConstraint(["call_id"], ["calls.id"], name=op.f("fk_call_legs_call_id")),
        sa.ForeignKeyConstraint(
            ["department_id"], ["departments.id"], name=op.f("fk_call_legs_department_id")
        ),
        sa.ForeignKeyConstraint(["person_id"], ["people.id"], name=op.f("fk_call_legs_person_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_call_legs")),
    )
    op.create_index(op.f("ix_call_legs_call_id"), "call_legs", ["call_id"], unique=False)
    op.create_index(op.f("ix_call_legs_person_id"), "call_legs", ["person_id"], unique=False)
    op.create_index(
        "uq_call_legs_live_person",
        "call_legs",
        ["person_id"],
        unique=True,
        postgresql_where=sa.text("ended_at is null"),
    )
    op.create_table(
        "call_participants",
        sa.Column("call_id", sa.BigInteger(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("person_id", sa.BigInteger(), nullable=True),
        sa.Column("visit_id", sa.BigInteger(), nullable=True),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("sid", sa.String(), nullable=True),
        sa.Column("connection", sa.String(), nullable=True),
        sa.Column("connected", sa.Boolean(), server_default=sa.text("false"), nullable=False),
        sa.Column("microphone", sa.Boolean(), server_default=sa.text("true"), nullable=False),
        sa.Column("camera", sa.Boolean(), server_default=sa.text("true"), nullable=False),
        sa.Column("screen", sa.Boolean(), server_default=sa.text("false"), nullable=False),
        sa.Column("joined_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("left_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("last_seen_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("reconnect_deadline", sa.DateTime(timezone=True), nullable=True),
        sa.Column("id", sa.BigInteger(), sa.Identity(always=False), nullable=False),
        sa.CheckConstraint(
            "kind in ('client','attendant','guest')", name=op.f("ck_call_participants_kind")
        ),
        sa.ForeignKeyConstraint(
            ["call_id"], ["calls.id"], name=op.f("fk_call_participants_call_id")
        ),
        sa.ForeignKeyConstraint(
            ["person_id"], ["people.id"], name=op.f("fk_call_participants_person_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_call_participants")),
    )
    op.create_index(
        op.f("ix_call_participants_call_id"), "call_participants", ["call_id"], unique=False
    )
    op.create_index(
        op.f("ix_call_participants_person_id"), "call_participants", ["person_id"], unique=False
    )
    op.create_index(op.f("ix_call_participants_sid"), "call_participants", ["sid"], unique=False)
    op.create_index(
        op.f("ix_call_participants_visit_id"), "call_participants", ["visit_id"], unique=False
    )
    op.create_table(
        "link_accesses",
        sa.Column("link_id", sa.BigInteger(), nullable=False),
        sa.Column(
            "at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False
        ),
        sa.Column("user_agent", sa.String(), server_default="", nullable=False),
        sa.Column("address_hash", sa.LargeBinary(), nullable=False),
        sa.Column("id", sa.BigInteger(), sa.Identity(always=False), nullable=False),
        sa.ForeignKeyConstraint(
            ["link_id"],
            ["access_links.id"],
            name=op.f("fk_link_accesses_link_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_link_accesses")),
    )
    op.create_index(op.f("ix_link_accesses_link_id"), "link_accesses", ["link_id"], unique=False)
    op.create_table(
        "queue_entries",
        sa.Column("department_id", sa.BigInteger(), nullable=False),
        sa.Column("call_id", sa.BigInteger(), nullable=False),
        sa.Column("client_id", sa.BigInteger(), nullable=False),
        sa.Column("visit_id", sa.BigInteger(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("priority", sa.BigInteger(), server_default="0", nullable=False),
        sa.Column("target_person_id", sa.BigInteger(), nullable=True),
        sa.Column("transferred_by_id", sa.BigInteger(), nullable=True),
        sa.Column("transfer_note", sa.String(), server_default="", nullable=False),
        sa.Column("warm", sa.Boolean(), server_default=sa.text("false"), nullable=False),
        sa.Column("joined_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("last_seen_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("answered_by_id", sa.BigInteger(), nullable=True),
        sa.Column("id", sa.BigInteger(), sa.Identity(always=False), nullable=False),
        sa.Column("version", sa.BigInteger(), server_default="0", nullable=False),
        sa.CheckConstraint(
            "state in ('waiting','answered','abandoned','left','rejected','timed_out','withdrawn')",
            name=op.f("ck_queue_entries_state"),
        ),
        sa.ForeignKeyConstraint(
            ["answered_by_id"], ["people.id"], name=op.f("fk_queue_entries_answered_by_id")
        ),
        sa.ForeignKeyConstraint(["call_id"], ["calls.id"], name=op.f("fk_queue_entries_call_id")),
        sa.ForeignKeyConstraint(
            ["client_id"], ["clients.id"], name=op.f("fk_queue_entries_client_id")
        ),
        sa.ForeignKeyConstraint(
            ["department_id"], ["departments.id"], name=op.f("fk_queue_entries_department_id")
        ),
        sa.ForeignKeyConstraint(
            ["target_person_id"], ["people.id"], name=op.f("fk_queue_entries_target_person_id")
        ),
        sa.ForeignKeyConstraint(
            ["transferred_by_id"], ["people.id"], name=op.f("fk_queue_entries_transferred_by_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_queue_entries")),
    )
    op.create_index(op.f("ix_queue_entries_call_id"), "queue_entries", ["call_id"], unique=False)
    op.create_index(op.f("ix_queue_entries_visit_id"), "queue_entries", ["visit_id"], unique=False)
    op.create_index(
        "ix_queue_entries_waiting",
        "queue_entries",
        ["department_id", "joined_at"],
        unique=False,
        postgresql_where=sa.text("state = 'waiting'"),
    )
    op.create_index(
        "uq_queue_entries_waiting_call",
        "queue_entries",
        ["call_id"],
        unique=True,
        postgresql_where=sa.text("state = 'waiting'"),
    )
    op.create_table(
        "ratings",
        sa.Column("call_id", sa.BigInteger(), nullable=False),
        sa.Column("csat", sa.BigInteger(), nullable=True),
        sa.Column("nps", sa.BigInteger(), nullable=True),
        sa.Column("comment", sa.String(), server_default="", nullable=False),
        sa.Column("skipped", sa.Boolean(), server_default=sa.text("false"), nullable=False),
        sa.Column(
            "created_at",
            sa.DateTime(timezone=True),
            server_default=sa.text("now()"),
            nullable=False,
        ),
        sa.Column("id", sa.BigInteger(), sa.Identity(always=False), nullable=False),
        sa.CheckConstraint("csat between 1 and 5", name=op.f("ck_ratings_csat")),
        sa.CheckConstraint("nps between 0 and 10", name=op.f("ck_ratings_nps")),
        sa.ForeignKeyConstraint(["call_id"], ["calls.id"], name=op.f("fk_ratings_call_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_ratings")),
        sa.UniqueConstraint("call_id", name=op.f("uq_ratings_call_id")),
    )
    op.create_table(
        "visits",
        sa.Column("public_id", sa.String(), nullable=False),
        sa.Column("link_id", sa.BigInteger(), nullable=False),
        sa.Column("client_id", sa.BigInteger(), nullable=False),
        sa.Column("cookie_hash", sa.LargeBinary(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("email", sa.String(), nullable=False),
        sa.Column("phone", sa.String(), server_default="", nullable=False),
        sa.Column("reason", sa.String(), server_default="", nullable=False),
        sa.Column("language", sa.String(), nullable=False),
        sa.Column("time_zone", sa.String(), nullable=False),
        sa.Column(
            "devices",
            postgresql.JSONB(astext_type=sa.Text()),
            server_default=sa.text("'{}'"),
            nullable=False,
        ),
        sa.Column(
            "created_at",
            sa.DateTime(timezone=True),
            server_default=sa.text("now()"),
            nullable=False,
        ),
        sa.Column(
            "last_seen_at",
            sa.DateTime(timezone=True),
            server_default=sa.text("now()"),
            nullable=False,
        ),
        sa.Column("queued_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("released_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("callback_requested_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("shown_position", sa.BigInteger(), nullable=True),
        sa.Column("shown_wait_seconds", sa.BigInteger(), nullable=True),
        sa.Column("id", sa.BigInteger(), sa.Identity(always=False), nullable=False),
        sa.Column("version", sa.BigInteger(), server_default="0", nullable=False),
        sa.ForeignKeyConstraint(["client_id"], ["clients.id"], name=op.f("fk_visits_client_id")),
        sa.ForeignKeyConstraint(["link_id"], ["access_links.id"], name=op.f("fk_visits_link_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_visits")),
        sa.UniqueConstraint("cookie_hash", name=op.f("uq_visits_cookie_hash")),
        sa.UniqueConstraint("public_id", name=op.f("uq_visits_public_id")),
    )
    op.create_index(
        "ix_visits_claims",
        "visits",
        ["link_id"],
        unique=False,
        postgresql_where=sa.text("released_at is null"),
    )
    op.create_index(op.f("ix_visits_link_id"), "visits", ["link_id"], unique=False)
    op.create_table(
        "call_drops",
        sa.Column("call_id", sa.BigInteger(), nullable=False),
        sa.Column("participant_id", sa.BigInteger(), nullable=False),
        sa.Column("disconnected_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("reconnected_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("id", sa.BigInteger(), sa.Identity(always=False), nullable=False),
        sa.ForeignKeyConstraint(["call_id"], ["calls.id"], name=op.f("fk_call_drops_call_id")),
        sa.ForeignKeyConstraint(
            ["participant_id"], ["call_participants.id"], name=op.f("fk_call_drops_participant_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_call_drops")),
    )
    op.create_index(op.f("ix_call_drops_call_id"), "call_drops", ["call_id"], unique=False)
    op.create_index(
        op.f("ix_call_drops_participant_id"), "call_drops", ["participant_id"], unique=False
    )
    op.create_table(
        "call_messages",
        sa.Column("call_id", sa.BigInteger(), nullable=False),
        sa.Column("participant_id", sa.BigInteger(), nullable=False),
        sa.Column("text", sa.String(), server_default="", nullable=False),
        sa.Column("attachment_id", sa.BigInteger(), nullable=True),
        sa.Column("sent_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("id", sa.BigInteger(), sa.Identity(always=False), nullable=False),
        sa.ForeignKeyConstraint(
            ["attachment_id"], ["call_attachments.id"], name=op.f("fk_call_messages_attachment_id")
        ),
        sa.ForeignKeyConstraint(["call_id"], ["calls.id"], name=op.f("fk_call_messages_call_id")),
        sa.ForeignKeyConstraint(
            ["participant_id"],
            ["call_participants.id"],
            name=op.f("fk_call_messages_participant_id"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_call_messages")),
    )
    op.create_index(op.f("ix_call_messages_call_id"), "call_messages", ["call_id"], unique=False)
    op.create_table(
        "call_quality_minutes",
        sa.Column("call_id", sa.BigInteger(), nullable=False),
        sa.Column("participant_id", sa.BigInteger(), nullable=False),
        sa.Column("minute", sa.DateTime(timezone=True), nullable=False),
        sa.Column("samples", sa.BigInteger(), nullable=False),
        sa.Column("rtt_ms", sa.Double(), nullable=True),
        sa.Column("rtt_ms_worst", sa.Double(), nullable=True),
        sa.Column("loss_percent", sa.Double(), nullable=True),
        sa.Column("loss_percent_worst", sa.Double(), nullable=True),
        sa.Column("bitrate_in", sa.Double(), nullable=True),
        sa.Column("bitrate_out", sa.Double(), nullable=True),
        sa.Column("width", sa.BigInteger(), nullable=True),
        sa.Column("height", sa.BigInteger(), nullable=True),
        sa.Column("id", sa.BigInteger(), sa.Identity(always=False), nullable=False),
        sa.ForeignKeyConstraint(
            ["call_id"], ["calls.id"], name=op.f("fk_call_quality_minutes_call_id")
        ),
        sa.ForeignKeyConstraint(
            ["participant_id"],
            ["call_participants.id"],
            name=op.f("fk_call_quality_minutes_participant_id"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_call_quality_minutes")),
    )
    op.create_index(
        op.f("ix_call_quality_minutes_call_id"), "call_quality_minutes", ["call_id"], unique=False
    )
    op.create_index(
        "uq_call_quality_minutes", "call_quality_minutes", ["participant_id", "minute"], unique=True
    )
    op.create_table(
        "offers",
        sa.Column("entry_id", sa.BigInteger(), nullable=False),
        sa.Column("person_id", sa.BigInteger(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("id", sa.BigInteger(), sa.Identity(always=False), nullable=False),
        sa.CheckConstraint(
            "state in ('open','accepted','taken','declined','expired','withdrawn')",
            name=op.f("ck_offers_state"),
        ),
        sa.ForeignKeyConstraint(
            ["entry_id"], ["queue_entries.id"], name=op.f("fk_offers_entry_id")
        ),
        sa.ForeignKeyConstraint(["person_id"], ["people.id"], name=op.f("fk_offers_person_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_offers")),
    )
    op.create_index(op.f("ix_offers_entry_id"), "offers", ["entry_id"], unique=False)
    op.create_index(op.f("ix_offers_person_id"), "offers", ["person_id"], unique=False)
    op.create_index(
        "uq_offers_open",
        "offers",
        ["person_id"],
        unique=True,
        postgresql_where=sa.text("state = 'open'"),
    )
    op.execute(
        "CREATE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION '% is append-only', TG_TABLE_NAME USING ERRCODE = '42501'; END $$"
    )
    op.execute(
        "CREATE TRIGGER audit_entries_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON audit_entries FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()"
    )
    op.execute("GRANT SELECT, INSERT ON audit_entries TO __company__")
    op.execute("GRANT SELECT, INSERT, UPDATE, DELETE ON clients TO __company__")
    op.execute("GRANT SELECT, INSERT, UPDATE, DELETE ON departments TO __company__")
    op.execute("GRANT SELECT, INSERT, UPDATE, DELETE ON outbox_entries TO __company__")
    op.execute("GRANT SELECT, INSERT, UPDATE, DELETE ON people TO __company__")
    op.execute("GRANT SELECT, INSERT, UPDATE, DELETE ON realtime_events TO __company__")
    op.execute("GRANT SELECT, INSERT, UPDATE, DELETE ON realtime_rooms TO __company__")
    op.execute("GRANT SELECT, INSERT, UPDATE, DELETE ON access_links TO __company__")
    op.execute("GRANT SELECT, INSERT, UPDATE, DELETE ON calls TO __company__")
    op.execute("GRANT SELECT, INSERT, UPDATE, DELETE ON holidays TO __company__")
    op.execute("GRANT SELECT, INSERT, UPDATE, DELETE ON memberships TO __company__")
    op.execute("GRANT SELECT, INSERT, UPDATE, DELETE ON one_time_tokens TO __company__")
    op.execute("GRANT SELECT, INSERT, UPDATE, DELETE ON opening_hours TO __company__")
    op.execute("GRANT SELECT, INSERT, UPDATE, DELETE ON presence_changes TO __company__")
    op.execute("GRANT SELECT, INSERT, UPDATE, DELETE ON presences TO __company__")
    op.execute("GRANT SELECT, INSERT, UPDATE, DELETE ON realtime_sockets TO __company__")
    op.execute("GRANT SELECT, INSERT, UPDATE, DELETE ON schedules TO __company__")
    op.execute("GRANT SELECT, INSERT, UPDATE, DELETE ON sessions TO __company__")
    op.execute("GRANT SELECT, INSERT, UPDATE, DELETE ON call_attachments TO __company__")
    op.execute("GRANT SELECT, INSERT, UPDATE, DELETE ON call_events TO __company__")
    op.execute("GRANT SELECT, INSERT, UPDATE, DELETE ON call_legs TO __company__")
    op.execute("GRANT SELECT, INSERT, UPDATE, DELETE ON call_participants TO __company__")
    op.execute("GRANT SELECT, INSERT, UPDATE, DELETE ON link_accesses TO __company__")
    op.execute("GRANT SELECT, INSERT, UPDATE, DELETE ON queue_entries TO __company__")
    op.execute("GRANT SELECT, INSERT, UPDATE, DELETE ON ratings TO __company__")
    op.execute("GRANT SELECT, INSERT, UPDATE, DELETE ON visits TO __company__")
    op.execute("GRANT SELECT, INSERT, UPDATE, DELETE ON call_drops TO __company__")
    op.execute("GRANT SELECT, INSERT, UPDATE, DELETE ON call_messages TO __company__")
    op.execute("GRANT SELECT, INSERT, UPDATE, DELETE ON call_quality_minutes TO __company__")
    op.execute("GRANT SELECT, INSERT, UPDATE, DELETE ON offers TO __company__")


def downgrade() -> None:
    op.execute("DROP TRIGGER audit_entries_append_only ON audit_entries")
    op.execute("DROP FUNCTION refuse_change()")
    op.drop_index("uq_offers_open", table_name="offers", postgresql_where=sa.text("state = 'open'"))
    op.drop_index(op.f("ix_offers_person_id"), table_name="offers")
    op.drop_index(op.f("ix_offers_entry_id"), table_name="offers")
    op.drop_table("offers")
    op.drop_index("uq_call_quality_minutes", table_name="call_quality_minutes")
    op.drop_index(op.f("ix_call_quality_minutes_call_id"), table_name="call_quality_minutes")
    op.drop_table("call_quality_minutes")
    op.drop_index(op.f("ix_call_messages_call_id"), table_name="call_messages")
    op.drop_table("call_messages")
    op.drop_index(op.f("ix_call_drops_participant_id"), table_name="call_drops")
    op.drop_index(op.f("ix_call_drops_call_id"), table_name="call_drops")
    op.drop_table("call_drops")
    op.drop_index(op.f("ix_visits_link_id"), table_name="visits")
    op.drop_index(
        "ix_visits_claims", table_name="visits", postgresql_where=sa.text("released_at is null")
    )
    op.drop_table("visits")
    op.drop_table("ratings")
    op.drop_index(
        "uq_queue_entries_waiting_call",
        table_name="queue_entries",
        postgresql_where=sa.text("state = 'waiting'"),
    )
    op.drop_index(
        "ix_queue_entries_waiting",
        table_name="queue_entries",
        postgresql_where=sa.text("state = 'waiting'"),
    )
    op.drop_index(op.f("ix_queue_entries_visit_id"), table_name="queue_entries")
    op.drop_index(op.f("ix_queue_entries_call_id"), table_name="queue_entries")
    op.drop_table("queue_entries")
    op.drop_index(op.f("ix_link_accesses_link_id"), table_name="link_accesses")
    op.drop_table("link_accesses")
    op.drop_index(op.f("ix_call_participants_visit_id"), table_name="call_participants")
    op.drop_index(op.f("ix_call_participants_sid"), table_name="call_participants")
    op.drop_index(op.f("ix_call_participants_person_id"), table_name="call_participants")
    op.drop_index(op.f("ix_call_participants_call_id"), table_name="call_participants")
    op.drop_table("call_participants")
    op.drop_index(
        "uq_call_legs_live_person",
        table_name="call_legs",
        postgresql_where=sa.text("ended_at is null"),
    )
    op.drop_index(op.f("ix_call_legs_person_id"), table_name="call_legs")
    op.drop_index(op.f("ix_call_legs_call_id"), table_name="call_legs")
    op.drop_table("call_legs")
    op.drop_index(op.f("ix_call_events_call_id"), table_name="call_events")
    op.drop_table("call_events")
    op.drop_index(op.f("ix_call_attachments_call_id"), table_name="call_attachments")
    op.drop_table("call_attachments")
    op.drop_index(op.f("ix_sessions_person_id"), table_name="sessions")
    op.drop_table("sessions")
    op.drop_index(op.f("ix_schedules_department_id"), table_name="schedules")
    op.drop_index(op.f("ix_schedules_created_at"), table_name="schedules")
    op.drop_table("schedules")
    op.drop_index(op.f("ix_realtime_sockets_visit_id"), table_name="realtime_sockets")
    op.drop_index(op.f("ix_realtime_sockets_session_id"), table_name="realtime_sockets")
    op.drop_index(op.f("ix_realtime_sockets_seen_at"), table_name="realtime_sockets")
    op.drop_index(op.f("ix_realtime_sockets_person_id"), table_name="realtime_sockets")
    op.drop_table("realtime_sockets")
    op.drop_table("presences")
    op.drop_index(op.f("ix_presence_changes_person_id"), table_name="presence_changes")
    op.drop_index(op.f("ix_presence_changes_at"), table_name="presence_changes")
    op.drop_table("presence_changes")
    op.drop_index(op.f("ix_opening_hours_department_id"), table_name="opening_hours")
    op.drop_table("opening_hours")
    op.drop_index(op.f("ix_one_time_tokens_person_id"), table_name="one_time_tokens")
    op.drop_table("one_time_tokens")
    op.drop_index(op.f("ix_memberships_department_id"), table_name="memberships")
    op.drop_table("memberships")
    op.drop_index(op.f("ix_holidays_department_id"), table_name="holidays")
    op.drop_table("holidays")
    op.drop_index(op.f("ix_calls_visit_id"), table_name="calls")
    op.drop_index(op.f("ix_calls_person_id"), table_name="calls")
    op.drop_index(
        "ix_calls_open",
        table_name="calls",
        postgresql_where=sa.text("status in ('waiting','in_progress','transferred')"),
    )
    op.drop_index(op.f("ix_calls_department_id"), table_name="calls")
    op.drop_index(op.f("ix_calls_created_at"), table_name="calls")
    op.drop_index(op.f("ix_calls_client_id"), table_name="calls")
    op.drop_table("calls")
    op.drop_index(op.f("ix_access_links_department_id"), table_name="access_links")
    op.drop_table("access_links")
    op.drop_table("realtime_rooms")
    op.drop_index("ix_realtime_events_at", table_name="realtime_events")
    op.drop_table("realtime_events")
    op.drop_table("people")
    op.drop_index(
        "ix_outbox_entries_due",
        table_name="outbox_entries",
        postgresql_where=sa.text("done_at is null and failed_at is null"),
    )
    op.drop_table("outbox_entries")
    op.drop_table("departments")
    op.drop_table("clients")
    op.drop_index("ix_audit_entries_subject", table_name="audit_entries")
    op.drop_index(op.f("ix_audit_entries_action"), table_name="audit_entries")
    op.drop_table("audit_entries")
