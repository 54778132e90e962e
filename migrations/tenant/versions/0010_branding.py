"""Add branding and backgrounds"""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "brand_files",
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("token", sa.String(), nullable=False),
        sa.Column("main", sa.String(), nullable=False),
        sa.Column("variants", postgresql.JSONB(astext_type=sa.Text()), nullable=False),
        sa.Column(
            "created_at",
            sa.DateTime(timezone=True),
            server_default=sa.text("now()"),
            nullable=False,
        ),
        sa.Column("used_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("id", sa.BigInteger(), sa.Identity(always=False), nullable=False),
        sa.CheckConstraint(
            "kind in ('logo','favicon','login','background')", name=op.f("ck_brand_files_kind")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_brand_files")),
        sa.UniqueConstraint("token", name=op.f("uq_brand_files_token")),
    )
    op.create_table(
        "backgrounds",
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("file_id", sa.BigInteger(), nullable=False),
        sa.Column(
            "created_at",
            sa.DateTime(timezone=True),
            server_default=sa.text("now()"),
            nullable=False,
        ),
        sa.Column("id", sa.BigInteger(), sa.Identity(always=False), nullable=False),
        sa.Column("version", sa.BigInteger(), server_default="0", nullable=False),
        sa.ForeignKeyConstraint(
            ["file_id"], ["brand_files.id"], name=op.f("fk_backgrounds_file_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_backgrounds")),
        sa.UniqueConstraint("name", name=op.f("uq_backgrounds_name")),
    )
    op.create_table(
        "branding",
        sa.Column(
            "colors",
            postgresql.JSONB(astext_type=sa.Text()),
            server_default=sa.text("'{}'"),
            nullable=False,
        ),
        sa.Column("font", sa.String(), nullable=True),
        sa.Column("logo_id", sa.BigInteger(), nullable=True),
        sa.Column("favicon_id", sa.BigInteger(), nullable=True),
        sa.Column("login_image_id", sa.BigInteger(), nullable=True),
        sa.Column("login_text", sa.String(), server_default="", nullable=False),
        sa.Column("email_header", sa.String(), server_default="", nullable=False),
        sa.Column("email_footer", sa.String(), server_default="", nullable=False),
        sa.Column("id", sa.BigInteger(), sa.Identity(always=False), nullable=False),
        sa.Column("version", sa.BigInteger(), server_default="0", nullable=False),
        sa.ForeignKeyConstraint(
            ["favicon_id"], ["brand_files.id"], name=op.f("fk_branding_favicon_id")
        ),
        sa.ForeignKeyConstraint(
            ["login_image_id"], ["brand_files.id"], name=op.f("fk_branding_login_image_id")
        ),
        sa.ForeignKeyConstraint(["logo_id"], ["brand_files.id"], name=op.f("fk_branding_logo_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_branding")),
    )
    op.add_column("departments", sa.Column("logo_id", sa.BigInteger(), nullable=True))
    op.add_column("departments", sa.Column("background_id", sa.BigInteger(), nullable=True))
    op.create_index(
        op.f("ix_departments_background_id"), "departments", ["background_id"], unique=False
    )
    op.create_foreign_key(
        op.f("fk_departments_logo_id"), "departments", "brand_files", ["logo_id"], ["id"]
    )
    op.create_foreign_key(
        op.f("fk_departments_background_id"),
        "departments",
        "backgrounds",
        ["background_id"],
        ["id"],
        ondelete="SET NULL",
    )
    op.execute("GRANT SELECT, INSERT, UPDATE, DELETE ON brand_files TO __company__")
    op.execute("GRANT SELECT, INSERT, UPDATE, DELETE ON backgrounds TO __company__")
    op.execute("GRANT SELECT, INSERT, UPDATE, DELETE ON branding TO __company__")


def downgrade() -> None:
    op.drop_constraint(op.f("fk_departments_background_id"), "departments", type_="foreignkey")
    op.drop_constraint(op.f("fk_departments_logo_id"), "departments", type_="foreignkey")
    op.drop_index(op.f("ix_departments_background_id"), table_name="departments")
    op.drop_column("departments", "background_id")
    op.drop_column("departments", "logo_id")
    op.drop_table("branding")
    op.drop_table("backgrounds")
    op.drop_table("brand_files")
