"""Publishing a company's look, and sweeping up pictures that nobody saved."""

from __future__ import annotations

from datetime import timedelta
from functools import partial
from typing import Any

from sqlalchemy import select

from app.branding.models import BrandFile, Branding
from app.branding.pictures import key_of
from app.core.after_commit import after_commit
from app.core.clock import utcnow
from app.core.db import db, outside_transaction
from app.core.outbox import define_topic
from media.storage import delete_objects
from tenants.brand import publish_brand
from tenants.context import current_company
from workers.job import in_every_company, job
from workers.outbox import send_later
from workers.queues import QueueName

PUBLISH = "branding.publish"
# Long enough to look for the right words after the upload.
UNSAVED = timedelta(days=1)


def publish_later() -> None:
    """After the commit at once, and by the outbox should this process end before."""
    company_id, row = current_company().id, db.session.get_one(Branding, 1)
    values, version = published(row), row.version
    after_commit(lambda: publish_brand(company_id, values, version))
    send_later(PUBLISH, {})


def published(row: Branding) -> dict[str, Any]:
    """What `tenants.brand` reads; what is not in it is the product's own."""
    values: dict[str, Any] = dict(row.colors)
    values |= {"font": row.font, "login_text": row.login_text}
    values |= {"email_header": row.email_header, "email_footer": row.email_footer}
    if row.logo:
        values |= {"logo_url": row.logo.url, "logo_picture_url": row.logo.url_of("mail.png")}
    if row.favicon:
        values["favicon_url"] = row.favicon.url
        values["icon_url"] = row.favicon.url_of("icon-{size}.png")
    if row.login_image:
        values["login_image_url"] = row.login_image.url
    return {name: value for name, value in values.items() if value}


def _publish(payload: dict[str, Any]) -> None:
    row = db.session.get_one(Branding, 1)
    values, version = published(row), row.version
    with outside_transaction():
        publish_brand(current_company().id, values, version)


define_topic(PUBLISH, _publish)


@job(QueueName.BULK)
def drop_unsaved_pictures() -> None:
    query = select(BrandFile).where(
        BrandFile.used_at.is_(None), BrandFile.created_at < utcnow() - UNSAVED
    )
    for file in db.session.scalars(query.with_for_update(skip_locked=True)).all():
        keys = [key_of(file.token, name) for name in file.variants]
        db.session.delete(file)
        after_commit(partial(delete_objects, keys))


@job(QueueName.BULK, platform=True)
def sweep_pictures() -> None:
    """Asks every company for its own sweep."""
    in_every_company(drop_unsaved_pictures)
