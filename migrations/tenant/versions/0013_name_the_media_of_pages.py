"""Name the media of pages"""

import sqlalchemy as sa
from alembic import op

revision = "0013"
down_revision = "0012"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("realtime_sockets", sa.Column("connection", sa.String(), nullable=True))


def downgrade() -> None:
    op.drop_column("realtime_sockets", "connection")
