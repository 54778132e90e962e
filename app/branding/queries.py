"""What a company has chosen, as it stands in its own tables."""

from __future__ import annotations

from typing import Any

from sqlalchemy import select

from app.access.actor import PersonActor
from app.branding.models import Background, BrandFile, Branding
from app.core.db import db
from app.core.errors import Invalid, NotFound
from app.team.models import Department
from tenants.brand import COLORS, PRODUCT, brand_of
from tenants.context import current_company

PICTURES = ("logo", "favicon", "login_image")
TEXTS = ("login_text", "email_header", "email_footer")


def branding() -> Branding | None:
    """None where nobody has saved the page yet."""
    return db.session.get(Branding, 1)


def branding_view() -> dict[str, Any]:
    """What the page shows: the company's own choices, completed by the product's."""
    row = branding()
    return {
        **_look(row),
        **{name: getattr(row, name) if row else None for name in PICTURES},
        **{name: getattr(row, name) if row else "" for name in TEXTS},
        "defaults": {name: getattr(PRODUCT, name) for name in (*COLORS, "font")},
        "version": row.version if row else 0,
    }


def file_of(file_id: int | None, kind: str, field: str) -> BrandFile | None:
    """The uploaded picture of this kind; raises Invalid for the field where there is none."""
    if file_id is None:
        return None
    found = db.session.get(BrandFile, file_id)
    if found is None or found.kind != kind:
        raise Invalid({field: ["Upload this picture again."]})
    return found


def file_by_token(token: str) -> BrandFile:
    found = db.session.scalar(select(BrandFile).where(BrandFile.token == token))
    if found is None:
        raise NotFound()
    return found


def find_background(background_id: int) -> Background:
    found = db.session.get(Background, background_id)
    if found is None:
        raise NotFound()
    return found


def background_views(actor: PersonActor) -> list[dict[str, Any]]:
    """All of them by name, with the departments in the actor's reach whose default they are."""
    backgrounds = db.session.scalars(select(Background).order_by(Background.name))
    defaults = _defaults(actor)
    return [background_view(one, defaults.get(one.id, [])) for one in backgrounds]


def background_view(background: Background, department_ids: list[int]) -> dict[str, Any]:
    return {
        "id": background.id,
        "name": background.name,
        "url": background.file.url,
        "sample_url": background.file.url_of("sample.jpg"),
        "department_ids": department_ids,
        "version": background.version,
    }


def departments_with(background_id: int) -> list[int]:
    query = select(Department.id).where(Department.background_id == background_id)
    return list(db.session.scalars(query.order_by(Department.id)))


def _defaults(actor: PersonActor) -> dict[int, list[int]]:
    query = select(Department.id, Department.background_id).order_by(Department.id)
    found: dict[int, list[int]] = {}
    for department_id, background_id in db.session.execute(query):
        if background_id is not None and actor.reaches_department(department_id):
            found.setdefault(background_id, []).append(department_id)
    return found


def _look(row: Branding | None) -> dict[str, str]:
    """Colours and font; before the first save, those that the company was set up with."""
    if row is None:
        brand = brand_of(current_company())
        return {name: getattr(brand, name) for name in (*COLORS, "font")}
    look = {name: row.colors.get(name, getattr(PRODUCT, name)) for name in COLORS}
    return look | {"font": row.font or PRODUCT.font}
