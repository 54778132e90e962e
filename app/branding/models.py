"""What a company has chosen. A copy of it is published where every page finds it (tenants.brand)."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import CheckConstraint, ForeignKey, func, text
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.core.db import SECRET, HasId, HasVersion, TenantModel

ADDRESS = "/brand"


class BrandFile(HasId, TenantModel):
    """A picture in the sizes that we serve. It never changes: another picture is another row.

    `variants` maps file names to `{type, width, height, size}`, widths in pixels, sizes in bytes.
    Without `used_at` it was uploaded and never saved. Once it was used it stays: mails show it.
    """

    __tablename__ = "brand_files"
    __table_args__ = (
        CheckConstraint("kind in ('logo','favicon','login','background')", name="kind"),
    )

    kind: Mapped[str]
    token: Mapped[str] = mapped_column(unique=True, info=SECRET)
    main: Mapped[str]
    variants: Mapped[dict[str, Any]] = mapped_column(JSONB)
    created_at: Mapped[datetime] = mapped_column(server_default=func.now())
    used_at: Mapped[datetime | None]

    @property
    def url(self) -> str:
        return self.url_of(self.main)

    def url_of(self, name: str) -> str:
        """The path of one of its variants on the company's host."""
        return f"{ADDRESS}/{self.token}/{name}"


class Branding(HasId, HasVersion, TenantModel):
    """The row with `id` 1, once the page was saved. What is missing in it is the product's own."""

    __tablename__ = "branding"

    colors: Mapped[dict[str, str]] = mapped_column(JSONB, default=dict, server_default=text("'{}'"))
    font: Mapped[str | None]
    logo_id: Mapped[int | None] = mapped_column(ForeignKey(BrandFile.id))
    favicon_id: Mapped[int | None] = mapped_column(ForeignKey(BrandFile.id))
    login_image_id: Mapped[int | None] = mapped_column(ForeignKey(BrandFile.id))
    login_text: Mapped[str] = mapped_column(default="", server_default="")
    email_header: Mapped[str] = mapped_column(default="", server_default="")
    email_footer: Mapped[str] = mapped_column(default="", server_default="")

    logo: Mapped[BrandFile | None] = relationship(foreign_keys=[logo_id])
    favicon: Mapped[BrandFile | None] = relationship(foreign_keys=[favicon_id])
    login_image: Mapped[BrandFile | None] = relationship(foreign_keys=[login_image_id])


class Background(HasId, HasVersion, TenantModel):
    """A picture that attendants can have behind them in a call."""

    __tablename__ = "backgrounds"

    name: Mapped[str] = mapped_column(unique=True)
    file_id: Mapped[int] = mapped_column(ForeignKey(BrandFile.id))
    created_at: Mapped[datetime] = mapped_column(server_default=func.now())

    file: Mapped[BrandFile] = relationship(lazy="joined")
