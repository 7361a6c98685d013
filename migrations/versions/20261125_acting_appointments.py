"""acting appointments"""

import sqlalchemy as sa
from alembic import op

revision = '20261125_acting_appointments'
down_revision = '20261125_urgent_period'
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table('appointments', schema=None) as batch_op:
        batch_op.add_column(sa.Column('acting', sa.Boolean(), server_default=sa.false(), nullable=False))
        batch_op.create_check_constraint(
            op.f('ck_appointments_acting_has_its_term'), 'NOT acting OR until_on IS NOT NULL'
        )


def downgrade() -> None:
    with op.batch_alter_table('appointments', schema=None) as batch_op:
        batch_op.drop_constraint(op.f('ck_appointments_acting_has_its_term'), type_='check')
        batch_op.drop_column('acting')
