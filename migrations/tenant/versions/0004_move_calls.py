"""Let calls move to the media server"""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("calls", sa.Column("media_wanted_for", sa.String(), nullable=True))
    op.add_column("calls", sa.Column("media_wanted_at", sa.DateTime(timezone=True), nullable=True))
    op.add_column("calls", sa.Column("media_lost_at", sa.DateTime(timezone=True), nullable=True))
    op.add_column("calls", sa.Column("consult_room", sa.String(), nullable=True))
    op.create_unique_constraint(op.f("uq_calls_consult_room"), "calls", ["consult_room"])


def downgrade() -> None:
    op.drop_constraint(op.f("uq_calls_consult_room"), "calls", type_="unique")
    op.drop_column("calls", "consult_room")
    op.drop_column("calls", "media_lost_at")
    op.drop_column("calls", "media_wanted_at")
    op.drop_column("calls", "media_wanted_for")
