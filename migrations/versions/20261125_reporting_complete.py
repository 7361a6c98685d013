"""reporting complete: periods, objectives, indicators, jobs, workplans, pledges, the reporting round, reviews

What this session adds lands together; each part stands in a block of its own.
"""

import sqlalchemy as sa
from alembic import op

revision = '20261125_reporting_complete'
down_revision = '20261125_meetings_complete'
branch_labels = None
depends_on = None


def upgrade() -> None:
    # ── jobs (I2) ──

    # ── periods (I1) ──
    op.create_table('period_locks',
    sa.Column('network_id', sa.String(36).with_variant(sa.Uuid(), "postgresql"), nullable=False),
    sa.Column('period', sa.String(length=7), nullable=False),
    sa.Column('first_on', sa.Date(), nullable=False),
    sa.Column('last_on', sa.Date(), nullable=False),
    sa.Column('state', sa.String(length=6), nullable=False),
    sa.Column('acronym', sa.String(length=20), nullable=False),
    sa.Column('locked_at', sa.String(27).with_variant(sa.DateTime(timezone=True), "postgresql"), nullable=True),
    sa.Column('unlocked_at', sa.String(27).with_variant(sa.DateTime(timezone=True), "postgresql"), nullable=True),
    sa.Column('reason', sa.Text(), nullable=True),
    sa.Column('id', sa.String(36).with_variant(sa.Uuid(), "postgresql"), nullable=False),
    sa.Column('created_at', sa.String(27).with_variant(sa.DateTime(timezone=True), "postgresql"), nullable=False),
    sa.Column('version', sa.BigInteger(), nullable=False),
    sa.CheckConstraint("(state = 'locked') = (locked_at IS NOT NULL)", name=op.f('ck_period_locks_locked_has_its_instant')),
    sa.CheckConstraint("state = 'locked' OR reason IS NOT NULL", name=op.f('ck_period_locks_unlocked_says_why')),
    sa.CheckConstraint("last_on > first_on", name=op.f('ck_period_locks_lasts')),
    sa.CheckConstraint("state IN ('open', 'locked')", name=op.f('ck_period_locks_state_known')),
    sa.ForeignKeyConstraint(['network_id'], ['networks.id'], name=op.f('fk_period_locks_network_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_period_locks')),
    sa.UniqueConstraint('network_id', 'period', name=op.f('uq_period_locks_network_id_period'))
    )

    # ── objectives (O1) ──

    # ── indicators (I1) ──

    # ── decisions about something frozen (W1) ──

    # ── workplans (W1) ──

    # ── pledges (O1) ──

    # ── the reporting round (RR) ──
    op.create_table('reporting_rounds',
    sa.Column('network_id', sa.String(36).with_variant(sa.Uuid(), "postgresql"), nullable=False),
    sa.Column('period', sa.String(length=8), nullable=False),
    sa.Column('state', sa.String(length=6), nullable=False),
    sa.Column('due_on', sa.Date(), nullable=False),
    sa.Column('note', sa.Text(), nullable=True),
    sa.Column('reason', sa.Text(), nullable=True),
    sa.Column('opened_by', sa.String(length=20), nullable=False),
    sa.Column('reminded_at', sa.String(27).with_variant(sa.DateTime(timezone=True), "postgresql"), nullable=True),
    sa.Column('reminder_count', sa.BigInteger(), nullable=False),
    sa.Column('closed_at', sa.String(27).with_variant(sa.DateTime(timezone=True), "postgresql"), nullable=True),
    sa.Column('outcome', sa.Text(), nullable=True),
    sa.Column('id', sa.String(36).with_variant(sa.Uuid(), "postgresql"), nullable=False),
    sa.Column('created_at', sa.String(27).with_variant(sa.DateTime(timezone=True), "postgresql"), nullable=False),
    sa.Column('version', sa.BigInteger(), nullable=False),
    sa.CheckConstraint("state IN ('open', 'closed')", name=op.f('ck_reporting_rounds_state_known')),
    sa.CheckConstraint("(state = 'closed') = (closed_at IS NOT NULL)", name=op.f('ck_reporting_rounds_closed_has_its_instant')),
    sa.CheckConstraint("(state = 'closed') = (outcome IS NOT NULL)", name=op.f('ck_reporting_rounds_closed_keeps_its_count')),
    sa.CheckConstraint('reminder_count >= 0', name=op.f('ck_reporting_rounds_reminders_counted')),
    sa.ForeignKeyConstraint(['network_id'], ['networks.id'], name=op.f('fk_reporting_rounds_network_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_reporting_rounds')),
    sa.UniqueConstraint('network_id', 'period', name=op.f('uq_reporting_rounds_network_id_period'))
    )

    # ── reviews (R1) ──
    pass


def downgrade() -> None:
    # ── reviews (R1) ──

    # ── the reporting round (RR) ──
    op.drop_table('reporting_rounds')

    # ── pledges (O1) ──

    # ── workplans (W1) ──

    # ── decisions about something frozen (W1) ──

    # ── indicators (I1) ──

    # ── objectives (O1) ──

    # ── periods (I1) ──
    op.drop_table('period_locks')

    # ── jobs (I2) ──
    pass
