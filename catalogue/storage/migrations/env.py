"""Run by Alembic. The connection and its one transaction are made in `storage/migration`."""

from alembic import context

from catalogue.storage.tables import metadata

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=metadata,
    render_as_batch=True,
)
with context.begin_transaction():
    context.run_migrations()
