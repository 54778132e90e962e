"""Let companies claim domains of their own"""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "domain_claims",
        sa.Column("company_id", sa.BigInteger(), nullable=False),
        sa.Column("host", sa.String(), nullable=False),
        sa.Column("challenge", sa.String(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("preferred", sa.Boolean(), server_default=sa.text("false"), nullable=False),
        sa.Column("finding", sa.String(), nullable=False),
        sa.Column("values", sa.ARRAY(sa.String()), server_default=sa.text("'{}'"), nullable=False),
        sa.Column("failures", sa.BigInteger(), server_default="0", nullable=False),
        sa.Column("failing_since", sa.DateTime(timezone=True), nullable=True),
        sa.Column("looks", sa.BigInteger(), server_default="0", nullable=False),
        sa.Column(
            "asked_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False
        ),
        sa.Column("looked_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("next_look_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("proven_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column(
            "added_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False
        ),
        sa.Column("notice", sa.String(), nullable=True),
        sa.Column("id", sa.BigInteger(), sa.Identity(always=False), nullable=False),
        sa.CheckConstraint(
            "state in ('waiting_txt','waiting_cname','active','failing','disabled')",
            name=op.f("ck_domain_claims_state"),
        ),
        sa.ForeignKeyConstraint(
            ["company_id"], ["companies.id"], name=op.f("fk_domain_claims_company_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_domain_claims")),
        sa.UniqueConstraint("company_id", "host", name=op.f("uq_domain_claims_company_id_host")),
    )
    op.create_index("ix_domain_claims_due", "domain_claims", ["next_look_at"], unique=False)
    op.create_index(
        "uq_domain_claims_preferred",
        "domain_claims",
        ["company_id"],
        unique=True,
        postgresql_where=sa.text("preferred"),
    )


def downgrade() -> None:
    op.drop_index(
        "uq_domain_claims_preferred",
        table_name="domain_claims",
        postgresql_where=sa.text("preferred"),
    )
    op.drop_index("ix_domain_claims_due", table_name="domain_claims")
    op.drop_table("domain_claims")
