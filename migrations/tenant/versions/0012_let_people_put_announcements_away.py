"""Let people put announcements away"""

import sqlalchemy as sa
from alembic import op

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "announcement_dismissals",
        sa.Column("person_id", sa.BigInteger(), nullable=False),
        sa.Column("announcement_id", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(
            ["person_id"],
            ["people.id"],
            name=op.f("fk_announcement_dismissals_person_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint(
            "person_id", "announcement_id", name=op.f("pk_announcement_dismissals")
        ),
    )
    op.execute("GRANT SELECT, INSERT, UPDATE, DELETE ON announcement_dismissals TO __company__")


def downgrade() -> None:
    op.drop_table("announcement_dismissals")
