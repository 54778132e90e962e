"""Two companies whose only tables are the small tree's, and an application with nothing else."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from flask import Flask
from sqlalchemy import text

from app.core import db as database
from app.core.db import db
from tenants import lifecycle
from tenants.context import CompanyRef, tenant_scope
from tenants.erase import erase_company
from tenants.provision import provision_company
from tenants.resolve import find_company

ACME_SECRET = "canary-of-acme"
BRAVO_SECRET = "canary-of-bravo"
SECRETS = {"acme-pair": ACME_SECRET, "bravo-pair": BRAVO_SECRET}


@dataclass(frozen=True)
class Pair:
    acme: CompanyRef
    bravo: CompanyRef


@contextmanager
def bare_app() -> Iterator[Flask]:
    """An application that has nothing but its database session, in its context."""
    app = Flask("tenants")
    database.init_app(app)
    with app.app_context():
        yield app
        db.session.remove()
        db.engine.dispose()


def made(slug: str, secret: str) -> CompanyRef:
    """A company whose widget 1 has a secret name."""
    company = find_company(provision_company(slug, slug))
    assert company is not None
    with tenant_scope(company):
        statement = text(
            "INSERT INTO widgets (id, name) VALUES (1, :secret) ON CONFLICT DO NOTHING"
        )
        db.session.execute(statement, {"secret": secret})
        db.session.commit()
    return company


def removed(company: CompanyRef) -> None:
    """Later tests of the same process meet no company without the product's tables."""
    lifecycle.close(company.id)
    db.session.commit()
    erase_company(company.id)
