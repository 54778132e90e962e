"""`flask …` commands about the database and its companies."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import click
from flask import Flask
from flask.cli import with_appcontext
from sqlalchemy import select

from app.core.db import db
from app.core.errors import Problem
from tenants import authoring, lifecycle
from tenants.bootstrap import DatabaseNotReady, bootstrap
from tenants.check import check_all
from tenants.erase import erase_company
from tenants.export import export_company
from tenants.migrate import WORKERS, Outcome, Report, migrate_all
from tenants.models import Company
from tenants.provision import ProvisioningRefused, provision_company
from tenants.revisions import Tree

REPORTED_SHARE = 20


def register_cli(app: Flask) -> None:
    """Adds the commands of this module to `flask`."""
    for command in COMMANDS:
        app.cli.add_command(command)


@click.command("bootstrap")
@click.option(
    "--accept-lacking", is_flag=True, help="Go on without rights that only a superuser has."
)
def bootstrap_command(accept_lacking: bool) -> None:
    """Prepare the database: extensions, platform schema, login role, revokes."""
    try:
        done = bootstrap(accept_lacking)
    except DatabaseNotReady as error:
        raise click.ClickException(str(error)) from error
    for line in done or ["The database is prepared."]:
        click.echo(line)


@click.command("provision")
@click.argument("slug")
@click.option("--name", required=True)
@click.option("--plan", default="free", show_default=True)
@click.option("--language", default="en", show_default=True)
@click.option("--time-zone", default="UTC", show_default=True)
def provision_command(slug: str, name: str, plan: str, language: str, time_zone: str) -> None:
    """Make a company, or finish one whose making was interrupted."""
    try:
        company_id = provision_company(slug, name, plan, language, time_zone)
    except ProvisioningRefused as error:
        raise click.ClickException(str(error)) from error
    click.echo(f"Company {company_id} ({slug}) is ready.")


@click.command("make-migration")
@click.argument("tree", type=click.Choice([tree.value for tree in Tree]))
@click.argument("message", required=False)
@click.option("--initial", is_flag=True, help="Write the only revision anew (before a release).")
def make_migration_command(tree: str, message: str | None, initial: bool) -> None:
    """Write a revision from what the models have and the tree's head has not."""
    if not initial and not message:
        raise click.UsageError("Say in a few words what changes.")
    if initial:
        path = authoring.remake_initial(Tree(tree))
    else:
        path = authoring.make_migration(Tree(tree), message or "")
    click.echo(f"Wrote {path}; review it, then run `flask generate`.")


@click.command("migrate")
@click.option("--workers", default=WORKERS, show_default=True, type=click.IntRange(1, 32))
def migrate_command(workers: int) -> None:
    """Bring the platform and every company to the head. May be interrupted and repeated."""
    report = migrate_all(_show_progress, workers)
    for line in report.platform:
        click.echo(line)
    if report.ahead:
        click.echo(f"{len(report.ahead)} companies stand at a later release's revision.")
    click.echo(f"{report.migrated} companies migrated, {len(report.failed)} failed.")
    if report.failed:
        sys.exit(1)


def _show_progress(report: Report, outcome: Outcome) -> None:
    finished = report.migrated + len(report.failed)
    if outcome.error:
        click.echo(f"{outcome.schema}: {outcome.error}", err=True)
    elif finished % max(1, report.total // REPORTED_SHARE) == 0:
        click.echo(f"{finished}/{report.total} {outcome.schema}")


@click.command("check")
def check_command() -> None:
    """Report every company whose schema differs from the head. Changes nothing."""
    drifted = 0
    for drift in check_all():
        drifted += 1
        click.echo(f"{drift.slug} (company {drift.company_id})")
        for line in drift.differences:
            click.echo(f"  {line}")
    click.echo(f"{drifted} companies differ." if drifted else "Every company stands at the head.")
    if drifted:
        sys.exit(1)


@click.command("export")
@click.argument("slug")
@click.argument("target", type=click.Path(dir_okay=False, path_type=Path))
@with_appcontext
def export_command(slug: str, target: Path) -> None:
    """Write all data of a company to a zip archive."""
    company_id = _company_id(slug)
    partial = target.with_name(f"{target.name}.partial")
    try:
        with _refusals_shown(), partial.open("wb") as file:
            manifest = export_company(company_id, file)
        partial.replace(target)
    finally:
        partial.unlink(missing_ok=True)
    rows = sum(table.rows for table in manifest.tables)
    click.echo(f"Wrote {rows} rows of {len(manifest.tables)} tables to {target}.")


@click.command("erase")
@click.argument("slug")
@click.confirmation_option(prompt="This removes the company's data for good. Go on?")
@with_appcontext
def erase_command(slug: str) -> None:
    """Remove a closed company's data for good."""
    with _refusals_shown():
        erase_company(_company_id(slug))
    click.echo(f"{slug} is erased.")


def _status_command(name: str, change: Callable[[int], Company], text: str) -> click.Command:
    @click.command(name, help=text)
    @click.argument("slug")
    @with_appcontext
    def command(slug: str) -> None:
        with _refusals_shown():
            company = change(_company_id(slug))
            db.session.commit()
        click.echo(f"{slug} is {company.status}.")

    return command


@contextmanager
def _refusals_shown() -> Iterator[None]:
    try:
        yield
    except Problem as problem:
        raise click.ClickException(str(problem)) from problem


def _company_id(slug: str) -> int:
    found = db.session.scalar(select(Company.id).where(Company.slug == slug))
    db.session.rollback()
    if found is None:
        raise click.ClickException(f"There is no company '{slug}'.")
    return found


COMMANDS = (
    bootstrap_command,
    provision_command,
    migrate_command,
    check_command,
    export_command,
    erase_command,
    _status_command("suspend", lifecycle.suspend, "Stop serving a company; its data stay."),
    _status_command("restore", lifecycle.restore, "Serve a suspended or closed company again."),
    _status_command("close", lifecycle.close, "End a company; its data stay until erased."),
    make_migration_command,
)
