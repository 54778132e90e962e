"""Add sign-ups"""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "signups",
        sa.Column("token_hash", sa.LargeBinary(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("company_name", sa.String(), nullable=False),
        sa.Column("slug", sa.String(), nullable=False),
        sa.Column("person_name", sa.String(), nullable=False),
        sa.Column("email", sa.String(), nullable=False),
        sa.Column("password_hash", sa.String(), nullable=True),
        sa.Column("language", sa.String(), nullable=False),
        sa.Column("time_zone", sa.String(), nullable=False),
        sa.Column("plan", sa.String(), nullable=False),
        sa.Column("interval", sa.String(), nullable=False),
        sa.Column("currency", sa.String(), nullable=False),
        sa.Column("terms_version", sa.String(), nullable=False),
        sa.Column("flagged", sa.Boolean(), server_default=sa.text("false"), nullable=False),
        sa.Column("mail_due", sa.Boolean(), server_default=sa.text("true"), nullable=False),
        sa.Column("link_hash", sa.LargeBinary(), nullable=True),
        sa.Column("code_hash", sa.LargeBinary(), nullable=True),
        sa.Column("code_attempts", sa.BigInteger(), server_default="0", nullable=False),
        sa.Column("code_expires_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("company_id", sa.BigInteger(), nullable=True),
        sa.Column(
            "created_at",
            sa.DateTime(timezone=True),
            server_default=sa.text("now()"),
            nullable=False,
        ),
        sa.Column("mailed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("verified_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("ready_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("id", sa.BigInteger(), sa.Identity(always=False), nullable=False),
        sa.CheckConstraint(
            "state in ('email','address','provisioning','payment','ready')",
            name=op.f("ck_signups_state"),
        ),
        sa.CheckConstraint("email = lower(email)", name=op.f("ck_signups_email_folded")),
        sa.ForeignKeyConstraint(
            ["company_id"], ["companies.id"], name=op.f("fk_signups_company_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_signups")),
        sa.UniqueConstraint("company_id", name=op.f("uq_signups_company_id")),
        sa.UniqueConstraint("link_hash", name=op.f("uq_signups_link_hash")),
        sa.UniqueConstraint("token_hash", name=op.f("uq_signups_token_hash")),
    )
    op.create_index(op.f("ix_signups_email"), "signups", ["email"], unique=False)
    op.create_index(
        "ix_signups_open",
        "signups",
        ["id"],
        unique=False,
        postgresql_where=sa.text("mail_due or state = 'provisioning'"),
    )


def downgrade() -> None:
    op.drop_index(
        "ix_signups_open",
        table_name="signups",
        postgresql_where=sa.text("mail_due or state = 'provisioning'"),
    )
    op.drop_index(op.f("ix_signups_email"), table_name="signups")
    op.drop_table("signups")
