"""`flask …` commands about payment."""

from __future__ import annotations

import click
from flask import Flask
from flask.cli import with_appcontext

from app.core.errors import Problem
from billing.catalogue import sync_catalogue
from billing.reconcile import reconcile


def register_cli(app: Flask) -> None:
    for command in (sync_stripe_catalogue, reconcile_stripe):
        app.cli.add_command(command)


@click.command("sync-stripe-catalogue")
@with_appcontext
def sync_stripe_catalogue() -> None:
    """Make Stripe's products and prices as the plan catalogue has them. May be repeated."""
    try:
        done = sync_catalogue()
    except Problem as problem:
        raise click.ClickException(f"{problem.title}. {problem.detail}") from problem
    for line in done or ["Nothing differs."]:
        click.echo(line)


@click.command("reconcile-stripe")
@with_appcontext
def reconcile_stripe() -> None:
    """Compare every subscription with Stripe now, show what differs, and mend it."""
    try:
        found = reconcile()
    except Problem as problem:
        raise click.ClickException(f"{problem.title}. {problem.detail}") from problem
    for each in found:
        line = "company {company_id}: {field} was {ours}, Stripe says {theirs}"
        click.echo(line.format(**each))
    click.echo(f"{len(found)} differences.")
