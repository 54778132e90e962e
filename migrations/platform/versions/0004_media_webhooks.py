"""Keep the media server's reports"""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "media_webhooks",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("company_id", sa.BigInteger(), nullable=False),
        sa.Column("event", sa.String(), nullable=False),
        sa.Column("room", sa.String(), nullable=False),
        sa.Column("identity", sa.String(), nullable=False),
        sa.Column("sid", sa.String(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column(
            "received_at",
            sa.DateTime(timezone=True),
            server_default=sa.text("now()"),
            nullable=False,
        ),
        sa.Column("applied_at", sa.DateTime(timezone=True), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_media_webhooks")),
    )
    op.create_index(
        "ix_media_webhooks_waiting",
        "media_webhooks",
        ["received_at"],
        unique=False,
        postgresql_where=sa.text("applied_at is null"),
    )


def downgrade() -> None:
    op.drop_index(
        "ix_media_webhooks_waiting",
        table_name="media_webhooks",
        postgresql_where=sa.text("applied_at is null"),
    )
    op.drop_table("media_webhooks")
