"""What Alembic runs; `api/migrating.py` hands it the connection."""

from alembic import context

from api.migrating import include_name, render_item, tables

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=tables(),
    render_as_batch=True,
    compare_type=True,
    render_item=render_item,
    include_name=include_name,
    transactional_ddl=True,
)
context.run_migrations()
