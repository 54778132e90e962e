"""Keep call invitations and guests"""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "call_invitations",
        sa.Column("call_id", sa.BigInteger(), nullable=False),
        sa.Column("token_hash", sa.LargeBinary(), nullable=False),
        sa.Column("sealed_token", sa.String(), nullable=False),
        sa.Column("channel", sa.String(), nullable=False),
        sa.Column("recipient", sa.String(), nullable=True),
        sa.Column("message", sa.String(), server_default="", nullable=False),
        sa.Column("created_by_id", sa.BigInteger(), nullable=True),
        sa.Column("created_by_name", sa.String(), nullable=False),
        sa.Column(
            "created_at",
            sa.DateTime(timezone=True),
            server_default=sa.text("now()"),
            nullable=False,
        ),
        sa.Column("sent_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("revoked_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("id", sa.BigInteger(), sa.Identity(always=False), nullable=False),
        sa.CheckConstraint("channel in ('link','email')", name=op.f("ck_call_invitations_channel")),
        sa.ForeignKeyConstraint(
            ["call_id"], ["calls.id"], name=op.f("fk_call_invitations_call_id")
        ),
        sa.ForeignKeyConstraint(
            ["created_by_id"], ["people.id"], name=op.f("fk_call_invitations_created_by_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_call_invitations")),
        sa.UniqueConstraint("token_hash", name=op.f("uq_call_invitations_token_hash")),
    )
    op.create_index(
        op.f("ix_call_invitations_call_id"), "call_invitations", ["call_id"], unique=False
    )
    op.create_table(
        "guests",
        sa.Column("public_id", sa.String(), nullable=False),
        sa.Column("invitation_id", sa.BigInteger(), nullable=False),
        sa.Column("call_id", sa.BigInteger(), nullable=False),
        sa.Column("cookie_hash", sa.LargeBinary(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("language", sa.String(), nullable=False),
        sa.Column("state", sa.String(), server_default="asked", nullable=False),
        sa.Column("reason", sa.String(), nullable=True),
        sa.Column(
            "asked_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False
        ),
        sa.Column("admitted_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("muted_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("muted_by_name", sa.String(), nullable=True),
        sa.Column(
            "last_seen_at",
            sa.DateTime(timezone=True),
            server_default=sa.text("now()"),
            nullable=False,
        ),
        sa.Column("id", sa.BigInteger(), sa.Identity(always=False), nullable=False),
        sa.Column("version", sa.BigInteger(), server_default="0", nullable=False),
        sa.CheckConstraint(
            "state in ('asked','admitted','refused','removed','left')", name=op.f("ck_guests_state")
        ),
        sa.ForeignKeyConstraint(["call_id"], ["calls.id"], name=op.f("fk_guests_call_id")),
        sa.ForeignKeyConstraint(
            ["invitation_id"], ["call_invitations.id"], name=op.f("fk_guests_invitation_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_guests")),
        sa.UniqueConstraint("cookie_hash", name=op.f("uq_guests_cookie_hash")),
        sa.UniqueConstraint("public_id", name=op.f("uq_guests_public_id")),
    )
    op.create_index(
        "ix_guests_asking",
        "guests",
        ["call_id"],
        unique=False,
        postgresql_where=sa.text("state = 'asked'"),
    )
    op.create_index(op.f("ix_guests_call_id"), "guests", ["call_id"], unique=False)
    op.create_index(op.f("ix_guests_invitation_id"), "guests", ["invitation_id"], unique=False)
    op.add_column("realtime_sockets", sa.Column("guest_id", sa.BigInteger(), nullable=True))
    op.create_index(
        op.f("ix_realtime_sockets_guest_id"), "realtime_sockets", ["guest_id"], unique=False
    )
    op.execute("GRANT SELECT, INSERT, UPDATE, DELETE ON call_invitations TO __company__")
    op.execute("GRANT SELECT, INSERT, UPDATE, DELETE ON guests TO __company__")


def downgrade() -> None:
    op.drop_index(op.f("ix_realtime_sockets_guest_id"), table_name="realtime_sockets")
    op.drop_column("realtime_sockets", "guest_id")
    op.drop_index(op.f("ix_guests_invitation_id"), table_name="guests")
    op.drop_index(op.f("ix_guests_call_id"), table_name="guests")
    op.drop_index(
        "ix_guests_asking", table_name="guests", postgresql_where=sa.text("state = 'asked'")
    )
    op.drop_table("guests")
    op.drop_index(op.f("ix_call_invitations_call_id"), table_name="call_invitations")
    op.drop_table("call_invitations")
