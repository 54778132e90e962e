"""Ask for a second factor from a moment on"""

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column(
        "companies", sa.Column("totp_required_at", sa.DateTime(timezone=True), nullable=True)
    )
    op.execute("UPDATE companies SET totp_required_at = now() WHERE require_totp")
    op.drop_column("companies", "require_totp")


def downgrade() -> None:
    op.add_column(
        "companies",
        sa.Column("require_totp", sa.Boolean(), server_default=sa.text("false"), nullable=False),
    )
    op.execute("UPDATE companies SET require_totp = true WHERE totp_required_at IS NOT NULL")
    op.drop_column("companies", "totp_required_at")
