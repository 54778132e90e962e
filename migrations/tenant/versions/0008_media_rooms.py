"""Keep who was in which room"""

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "media_attendances",
        sa.Column("room", sa.String(), nullable=False),
        sa.Column("identity", sa.String(), nullable=False),
        sa.Column("sid", sa.String(), nullable=False),
        sa.Column("joined_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("left_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("id", sa.BigInteger(), sa.Identity(always=False), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_media_attendances")),
        sa.UniqueConstraint("sid", name=op.f("uq_media_attendances_sid")),
    )
    op.create_index(
        "ix_media_attendances_open",
        "media_attendances",
        ["room"],
        unique=False,
        postgresql_where=sa.text("left_at is null"),
    )
    op.create_index(op.f("ix_media_attendances_room"), "media_attendances", ["room"], unique=False)
    op.create_table(
        "media_rooms",
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("finished_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("id", sa.BigInteger(), sa.Identity(always=False), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_media_rooms")),
        sa.UniqueConstraint("name", name=op.f("uq_media_rooms_name")),
    )
    op.execute("GRANT SELECT, INSERT, UPDATE, DELETE ON media_attendances TO __company__")
    op.execute("GRANT SELECT, INSERT, UPDATE, DELETE ON media_rooms TO __company__")


def downgrade() -> None:
    op.drop_table("media_rooms")
    op.drop_index(op.f("ix_media_attendances_room"), table_name="media_attendances")
    op.drop_index(
        "ix_media_attendances_open",
        table_name="media_attendances",
        postgresql_where=sa.text("left_at is null"),
    )
    op.drop_table("media_attendances")
