"""`flask …` commands about the database and its companies."""

from __future__ import annotations

from pathlib import Path

import click
from flask import Flask

from tenants import authoring
from tenants.bootstrap import DatabaseNotReady, bootstrap
from tenants.provision import ProvisioningRefused, provision_company
from tenants.revisions import Tree


def register_cli(app: Flask) -> None:
    for command in (bootstrap_command, provision_command, make_migration_command):
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
    path: Path
    if initial:
        path = authoring.remake_initial(Tree(tree))
    else:
        path = authoring.make_migration(Tree(tree), message or "")
    click.echo(f"Wrote {path}; review it, then run `flask generate`.")
