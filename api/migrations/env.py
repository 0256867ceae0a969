"""Alembic's entry: runs the migrations on the connection that `api.database.migrate` hands over."""

from alembic import context

from api.models import Issue

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=Issue.metadata,
    render_as_batch=True,
)
with context.begin_transaction():
    context.run_migrations()
