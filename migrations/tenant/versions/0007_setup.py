"""Remember skipped setup steps, let owners in from the sign-up"""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None


BEFORE = "purpose in ('invitation','password_reset')"
AFTER = "purpose in ('invitation','password_reset','entrance')"


def upgrade() -> None:
    allow_purposes(AFTER)
    op.create_table(
        "setup_steps",
        sa.Column("name", sa.String(), nullable=False),
        sa.Column(
            "skipped_at",
            sa.DateTime(timezone=True),
            server_default=sa.text("now()"),
            nullable=False,
        ),
        sa.PrimaryKeyConstraint("name", name=op.f("pk_setup_steps")),
    )
    op.execute("GRANT SELECT, INSERT, UPDATE, DELETE ON setup_steps TO __company__")


def downgrade() -> None:
    op.execute("DELETE FROM one_time_tokens WHERE purpose = 'entrance'")
    allow_purposes(BEFORE)
    op.drop_table("setup_steps")


def allow_purposes(condition: str) -> None:
    name = op.f("ck_one_time_tokens_purpose")
    op.drop_constraint(name, "one_time_tokens", type_="check")
    op.create_check_constraint(name, "one_time_tokens", condition)
