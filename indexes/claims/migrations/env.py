"""What Alembic runs: the migrations, in the transaction that `upgrade_database` opened."""

from alembic import context

from indexes.claims.tables import metadata

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=metadata,
    render_as_batch=True,  # SQLite alters a table by copying it
)
context.run_migrations()
