"""The one Alembic environment of both trees; `tenants.revisions` and `tenants.authoring` call it.

Without a connection it renders SQL; with one (authoring a revision) it compares the models with the
schema that the caller's search path names. No schema appears in a revision.
"""

from alembic import context

attributes = context.config.attributes
VERSION_TABLE = "alembic_version"


def render() -> None:
    """No BEGIN and COMMIT around: the caller decides what belongs to one transaction."""
    context.configure(
        dialect_name="postgresql",
        dialect_opts={"paramstyle": "named"},
        literal_binds=True,
        version_table=VERSION_TABLE,
    )
    context.run_migrations()


def compare() -> None:
    context.configure(
        connection=attributes["connection"],
        target_metadata=attributes["metadata"],
        version_table=VERSION_TABLE,
        compare_server_default=True,
    )
    context.run_migrations()


if context.is_offline_mode():
    render()
else:
    compare()
