"""Note what support saw"""

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "support_sights",
        sa.Column("access_id", sa.BigInteger(), nullable=False),
        sa.Column("path", sa.String(), nullable=False),
        sa.Column(
            "at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False
        ),
        sa.Column("id", sa.BigInteger(), sa.Identity(always=False), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_support_sights")),
        sa.UniqueConstraint("access_id", "path", name=op.f("uq_support_sights_access_id_path")),
    )
    op.add_column("realtime_sockets", sa.Column("support_id", sa.BigInteger(), nullable=True))
    op.create_index(
        op.f("ix_realtime_sockets_support_id"), "realtime_sockets", ["support_id"], unique=False
    )
    op.execute("GRANT SELECT, INSERT, UPDATE, DELETE ON support_sights TO __company__")


def downgrade() -> None:
    op.drop_index(op.f("ix_realtime_sockets_support_id"), table_name="realtime_sockets")
    op.drop_column("realtime_sockets", "support_id")
    op.drop_table("support_sights")
