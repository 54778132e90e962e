"""The only writer of a company's look."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from sqlalchemy import func, select, update

from app.access.audit import record
from app.branding.jobs import publish_later
from app.branding.mail_html import clean_mail_html
from app.branding.models import Background, BrandFile, Branding
from app.branding.queries import branding, departments_with, file_of
from app.core.clock import utcnow
from app.core.db import db
from app.core.errors import Invalid
from app.core.versions import lock_version
from app.team.models import Department
from tenants.brand import COLORS

# Field of the form -> kind of the picture.
PICTURES = {"logo": "logo", "favicon": "favicon", "login_image": "login"}
_PLAIN = ("font", "login_text")
_HTML = ("email_header", "email_footer")


def do_save_branding(values: dict[str, Any]) -> Branding:
    """Raises Stale, or Invalid for a picture that is not there."""
    files = {
        name: file_of(values[f"{name}_id"], kind, f"{name}_id") for name, kind in PICTURES.items()
    }
    row = _locked(values.get("version"))
    row.colors = {name: values[name].lower() for name in COLORS}
    for name in _PLAIN:
        setattr(row, name, values[name])
    for name in _HTML:
        setattr(row, name, clean_mail_html(values[name]))
    for name, file in files.items():
        setattr(row, name, _used(file))
    record("branding.changed", "branding", row.id, **_told(row))
    return _published(row)


def do_revert_branding() -> Branding:
    """Back to the product's own look; pictures that mails show stay where they are."""
    row = _locked(None)
    row.colors, row.font = {}, None
    for name in PICTURES:
        setattr(row, name, None)
    for name in ("login_text", *_HTML):
        setattr(row, name, "")
    record("branding.reverted", "branding", row.id)
    return _published(row)


def do_create_background(name: str, file_id: int) -> Background:
    file = file_of(file_id, "background", "file_id")
    _check_name_free(name)
    background = Background(name=name, file=_used(file))
    db.session.add(background)
    db.session.flush()
    record("background.created", "background", background.id, name=name)
    return background


def do_update_background(background: Background, changes: dict[str, Any]) -> None:
    """Raises Stale, or Invalid for a taken name or an unknown department."""
    lock_version(background, changes.pop("version", None))
    if changes.get("name", background.name) != background.name:
        _check_name_free(changes["name"], but=background.id)
        background.name = changes["name"]
    if "department_ids" in changes:
        _do_set_departments(background, changes["department_ids"])
    record("background.changed", "background", background.id, **changes)
    background.touch()
    db.session.flush()


def do_delete_background(background: Background) -> None:
    """Departments that have it as their default have none from then on."""
    _do_set_departments(background, [])
    record("background.deleted", "background", background.id, name=background.name)
    db.session.delete(background)
    db.session.flush()


def do_use_logo(file_id: int | None, field: str) -> BrandFile | None:
    """The logo that another row refers to from now on; raises Invalid."""
    return _used(file_of(file_id, "logo", field))


def _do_set_departments(background: Background, wanted: Collection[int]) -> None:
    known = set(db.session.scalars(select(Department.id).where(Department.id.in_(wanted))))
    if missing := set(wanted) - known:
        raise Invalid({"department_ids": [f"There is no department {min(missing)}."]})
    leaving = set(departments_with(background.id)) - known
    for department_ids, value in ((leaving, None), (known, background.id)):
        statement = update(Department).where(Department.id.in_(department_ids))
        db.session.execute(statement.values(background_id=value, version=Department.version + 1))


def _locked(version: int | None) -> Branding:
    """The row, made where there is none yet, under its lock."""
    # Serialises the first save of all, when there is no row to lock.
    db.session.execute(select(func.pg_advisory_xact_lock(func.hashtextextended("branding", 0))))
    row = branding()
    if row is None:
        row = Branding(id=1)
        db.session.add(row)
        db.session.flush()
    lock_version(row, version)
    return row


def _published(row: Branding) -> Branding:
    row.touch()
    db.session.flush()
    publish_later()
    return row


def _used(file: BrandFile | None) -> BrandFile | None:
    if file is not None:
        file.used_at = file.used_at or utcnow()
    return file


def _told(row: Branding) -> dict[str, Any]:
    """For the audit log; the HTML would fill it."""
    pictures = {name: getattr(row, name) is not None for name in PICTURES}
    return {**row.colors, "font": row.font, "login_text": row.login_text, **pictures}


def _check_name_free(name: str, but: int | None = None) -> None:
    query = select(Background.id).where(func.lower(Background.name) == func.lower(name))
    if but is not None:
        query = query.where(Background.id != but)
    if db.session.scalar(query):
        raise Invalid({"name": ["Another background has this name."]})
