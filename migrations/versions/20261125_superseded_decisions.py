"""superseded decisions"""

from alembic import op

revision = '20261125_superseded_decisions'
down_revision = '20261125_meeting_record'
branch_labels = None
depends_on = None

INDEX = 'ix_decisions_network_id_supersedes_id'


def upgrade() -> None:
    with op.batch_alter_table('decisions', schema=None) as batch_op:
        batch_op.create_index(batch_op.f(INDEX), ['network_id', 'supersedes_id'], unique=False)


def downgrade() -> None:
    with op.batch_alter_table('decisions', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f(INDEX))
