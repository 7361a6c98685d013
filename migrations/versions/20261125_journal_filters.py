"""journal filters"""

from alembic import op

revision = '20261125_journal_filters'
down_revision = '20261125_acting_appointments'
branch_labels = None
depends_on = None

FILTERS = ('subject', 'kind', 'organisation_id')


def upgrade() -> None:
    with op.batch_alter_table('journal_entries', schema=None) as batch_op:
        for name in FILTERS:
            columns = ['network_id', name, 'seq']
            batch_op.create_index(batch_op.f(f'ix_journal_entries_network_id_{name}_seq'), columns, unique=False)


def downgrade() -> None:
    with op.batch_alter_table('journal_entries', schema=None) as batch_op:
        for name in reversed(FILTERS):
            batch_op.drop_index(batch_op.f(f'ix_journal_entries_network_id_{name}_seq'))
