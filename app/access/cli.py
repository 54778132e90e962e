"""`flask …` commands about staff, the audit log and the encryption keys."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

import click
from flask import Flask
from flask.cli import with_appcontext

from app.access import passwords
from app.access.audience import scope_name
from app.access.audit import record, verify_chain
from app.access.one_time import Purpose, do_make_link
from app.access.permissions import StaffRole
from app.access.sealed import rotate_scope
from app.access.staff import do_create_staff
from app.core.db import db
from app.core.errors import Invalid
from tenants.context import tenant_scope
from tenants.resolve import find_company_by_slug, served_companies

ROLES = [role.value for role in StaffRole]


def register_cli(app: Flask) -> None:
    for command in (create_staff, audit_verify, rotate_keys):
        app.cli.add_command(command)


@click.command("create-staff")
@click.argument("email")
@click.argument("name")
@click.argument("role", type=click.Choice(ROLES))
@click.option("--ask-password", is_flag=True, help="Type a password instead of printing a link.")
@click.option("--password", envvar="STAFF_PASSWORD", hidden=True)
@with_appcontext
def create_staff(
    email: str, name: str, role: str, ask_password: bool, password: str | None
) -> None:
    """Make a member of the platform's staff, or renew one.

    Prints a link that sets the password once. STAFF_PASSWORD in the environment sets it instead.
    """
    if ask_password:
        password = click.prompt("Password", hide_input=True, confirmation_prompt=True)
    member = do_create_staff(email, name, StaffRole(role))
    record("staff.created", "staff", member.id, email=member.email, role=role)
    if password:
        _check(password, member.name, member.email)
        member.password_hash = passwords.hash_password(password)
        db.session.commit()
        click.echo(f"{member.email} can sign in.")
        return
    link = do_make_link(member, Purpose.INVITATION)
    db.session.commit()
    click.echo(link)


def _check(password: str, *personal: str) -> None:
    try:
        passwords.check_quality(password, personal)
    except Invalid as problem:
        raise click.ClickException(problem.extra["errors"]["password"][0]) from problem


@click.command("audit-verify")
@click.argument("company", required=False)
@with_appcontext
def audit_verify(company: str | None) -> None:
    """Check that no audit log was changed: of one company by its slug, or of all."""
    broken = _in_scopes(company, _verify_one)
    if any(broken):
        raise click.ClickException("An audit log was changed.")


def _verify_one() -> bool:
    verdict = verify_chain()
    state = "intact" if verdict.broken_at is None else f"BROKEN at entry {verdict.broken_at}"
    click.echo(f"{scope_name()}: {state}, {verdict.entries} entries, head {verdict.head}")
    return verdict.broken_at is not None


@click.command("rotate-keys")
@click.argument("company", required=False)
@with_appcontext
def rotate_keys(company: str | None) -> None:
    """Seal every stored secret with the first of ENCRYPTION_KEYS, beside a running product."""
    _in_scopes(company, _rotate_one)


def _rotate_one() -> None:
    click.echo(f"{scope_name()}: {rotate_scope()} secrets")


T = TypeVar("T")


def _in_scopes(slug: str | None, act: Callable[[], T]) -> list[T]:
    """The results in the named company, or in every company and the platform."""
    results: list[T] = []
    companies = served_companies() if slug is None else [find_company_by_slug(slug)]
    for company in companies:
        if company is None:
            raise click.ClickException(f"There is no company '{slug}'.")
        with tenant_scope(company):
            results.append(act())
    if slug is None:
        results.append(act())
        db.session.rollback()
    return results
