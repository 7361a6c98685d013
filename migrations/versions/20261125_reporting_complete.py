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
    op.create_table('jobs',
    sa.Column('id', sa.String(36).with_variant(sa.Uuid(), "postgresql"), nullable=False),
    sa.Column('network_id', sa.String(36).with_variant(sa.Uuid(), "postgresql"), nullable=False),
    sa.Column('slug', sa.String(length=60), nullable=False),
    sa.Column('kind', sa.String(length=40), nullable=False),
    sa.Column('state', sa.String(length=10), nullable=False),
    sa.Column('person_id', sa.String(36).with_variant(sa.Uuid(), "postgresql"), nullable=False),
    sa.Column('acronym', sa.String(length=20), nullable=False),
    sa.Column('language', sa.String(length=2), nullable=False),
    sa.Column('given', sa.Text(), nullable=False),
    sa.Column('word', sa.String(length=40), nullable=False),
    sa.Column('done', sa.BigInteger(), nullable=False),
    sa.Column('of', sa.BigInteger(), nullable=False),
    sa.Column('result', sa.Text(), nullable=True),
    sa.Column('problem', sa.Text(), nullable=True),
    sa.Column('file', sa.String(length=200), nullable=True),
    sa.Column('media_type', sa.String(length=100), nullable=True),
    sa.Column('created_at', sa.String(27).with_variant(sa.DateTime(timezone=True), "postgresql"), nullable=False),
    sa.Column('started_at', sa.String(27).with_variant(sa.DateTime(timezone=True), "postgresql"), nullable=True),
    sa.Column('ended_at', sa.String(27).with_variant(sa.DateTime(timezone=True), "postgresql"), nullable=True),
    sa.Column('worker', sa.String(length=40), nullable=True),
    sa.Column('lease_until', sa.String(27).with_variant(sa.DateTime(timezone=True), "postgresql"), nullable=True),
    sa.Column('taken', sa.BigInteger(), nullable=False),
    sa.Column('stop', sa.Boolean(), nullable=False),
    sa.Column('version', sa.BigInteger(), nullable=False),
    sa.CheckConstraint("(state = 'running') = (worker IS NOT NULL)", name=op.f('ck_jobs_running_has_a_worker')),
    sa.CheckConstraint("(worker IS NULL) = (lease_until IS NULL)", name=op.f('ck_jobs_worker_has_a_lease')),
    sa.CheckConstraint("(state IN ('done', 'failed', 'cancelled')) = (ended_at IS NOT NULL)", name=op.f('ck_jobs_ended_has_its_instant')),
    sa.CheckConstraint("(state = 'failed') = (problem IS NOT NULL)", name=op.f('ck_jobs_failed_says_why')),
    sa.CheckConstraint("state IN ('queued', 'running', 'done', 'failed', 'cancelled')", name=op.f('ck_jobs_state_known')),
    sa.ForeignKeyConstraint(['network_id'], ['journal_heads.id'], name=op.f('fk_jobs_network_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_jobs'))
    )
    with op.batch_alter_table('jobs', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_jobs_network_id_person_id_created_at'), ['network_id', 'person_id', 'created_at'], unique=False)
        batch_op.create_index(batch_op.f('ix_jobs_state_created_at'), ['state', 'created_at'], unique=False)

    op.create_table('indicator_imports',
    sa.Column('id', sa.String(36).with_variant(sa.Uuid(), "postgresql"), nullable=False),
    sa.Column('network_id', sa.String(36).with_variant(sa.Uuid(), "postgresql"), nullable=False),
    sa.Column('acronym', sa.String(length=20), nullable=False),
    sa.Column('sha256', sa.String(length=64), nullable=False),
    sa.Column('row_count', sa.BigInteger(), nullable=False),
    sa.Column('created_count', sa.BigInteger(), nullable=False),
    sa.Column('changed_count', sa.BigInteger(), nullable=False),
    sa.Column('cell_count', sa.BigInteger(), nullable=False),
    sa.Column('created_at', sa.String(27).with_variant(sa.DateTime(timezone=True), "postgresql"), nullable=False),
    sa.ForeignKeyConstraint(['network_id'], ['networks.id'], name=op.f('fk_indicator_imports_network_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_indicator_imports'))
    )
    with op.batch_alter_table('indicator_imports', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_indicator_imports_network_id_created_at'), ['network_id', 'created_at'], unique=False)

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
    with op.batch_alter_table('objectives', schema=None) as batch_op:
        batch_op.add_column(sa.Column('guiding_principles', sa.Text(), nullable=False, server_default='[]'))
        batch_op.add_column(sa.Column('rated_index', sa.BigInteger(), nullable=True))
        batch_op.add_column(sa.Column('activity_count', sa.BigInteger(), nullable=False, server_default='0'))
        batch_op.add_column(sa.Column('indicator_count', sa.BigInteger(), nullable=False, server_default='0'))
        batch_op.add_column(sa.Column('pledge_count', sa.BigInteger(), nullable=False, server_default='0'))
        batch_op.add_column(sa.Column('required_cents', sa.BigInteger(), nullable=True))
        batch_op.add_column(sa.Column('available_cents', sa.BigInteger(), nullable=True))
        batch_op.add_column(sa.Column('expenditure_cents', sa.BigInteger(), nullable=True))

    # how old a rating is can be told of those that stand already
    op.execute(
        "UPDATE objectives SET rated_index = CAST(substr(rated_period, 1, 4) AS BIGINT) * 2 "
        "+ CAST(substr(rated_period, 7, 1) AS BIGINT) - 1 WHERE rated_period IS NOT NULL"
    )

    # ── indicators (I1) ──
    op.create_table('dimensions',
    sa.Column('network_id', sa.String(36).with_variant(sa.Uuid(), "postgresql"), nullable=False),
    sa.Column('code', sa.String(length=30), nullable=False),
    sa.Column('position', sa.BigInteger(), nullable=False),
    sa.Column('title', sa.Text(), nullable=False),
    sa.Column('items', sa.Text(), nullable=False),
    sa.Column('source', sa.String(length=500), nullable=True),
    sa.Column('confidence', sa.String(length=6), nullable=False),
    sa.Column('id', sa.String(36).with_variant(sa.Uuid(), "postgresql"), nullable=False),
    sa.Column('created_at', sa.String(27).with_variant(sa.DateTime(timezone=True), "postgresql"), nullable=False),
    sa.Column('version', sa.BigInteger(), nullable=False),
    sa.CheckConstraint("confidence IN ('high', 'medium', 'low', 'own')", name=op.f('ck_dimensions_confidence_known')),
    sa.ForeignKeyConstraint(['network_id'], ['networks.id'], name=op.f('fk_dimensions_network_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_dimensions')),
    sa.UniqueConstraint('network_id', 'code', name=op.f('uq_dimensions_network_id_code'))
    )

    op.create_table('indicators',
    sa.Column('network_id', sa.String(36).with_variant(sa.Uuid(), "postgresql"), nullable=False),
    sa.Column('code', sa.String(length=40), nullable=False),
    sa.Column('title', sa.Text(), nullable=False),
    sa.Column('definition', sa.Text(), nullable=True),
    sa.Column('kind', sa.String(length=10), nullable=False),
    sa.Column('unit', sa.Text(), nullable=False),
    sa.Column('decimals', sa.BigInteger(), nullable=False),
    sa.Column('part_decimals', sa.BigInteger(), nullable=False),
    sa.Column('per', sa.BigInteger(), nullable=False),
    sa.Column('direction', sa.String(length=8), nullable=False),
    sa.Column('accumulates', sa.String(length=6), nullable=False),
    sa.Column('frequency', sa.String(length=9), nullable=False),
    sa.Column('counts_people', sa.Boolean(), nullable=False),
    sa.Column('baseline', sa.Text(), nullable=True),
    sa.Column('targets', sa.Text(), nullable=False),
    sa.Column('source', sa.String(length=300), nullable=True),
    sa.Column('method', sa.Text(), nullable=True),
    sa.Column('responsible_id', sa.String(36).with_variant(sa.Uuid(), "postgresql"), nullable=True),
    sa.Column('reporters', sa.Text(), nullable=False),
    sa.Column('codes', sa.Text(), nullable=False),
    sa.Column('frameworks', sa.String(length=60), nullable=False),
    sa.Column('objectives', sa.Text(), nullable=False),
    sa.Column('sdg_targets', sa.Text(), nullable=False),
    sa.Column('dimensions', sa.Text(), nullable=False),
    sa.Column('by_place', sa.Boolean(), nullable=False),
    sa.Column('visibility', sa.String(length=12), nullable=False),
    sa.Column('state', sa.String(length=8), nullable=False),
    sa.Column('reference', sa.Text(), nullable=True),
    sa.Column('value_count', sa.BigInteger(), nullable=False),
    sa.Column('status', sa.String(length=9), nullable=False),
    sa.Column('series', sa.Text(), nullable=False),
    sa.Column('published', sa.Text(), nullable=False),
    sa.Column('summary', sa.Text(), nullable=False),
    sa.Column('published_summary', sa.Text(), nullable=False),
    sa.Column('id', sa.String(36).with_variant(sa.Uuid(), "postgresql"), nullable=False),
    sa.Column('created_at', sa.String(27).with_variant(sa.DateTime(timezone=True), "postgresql"), nullable=False),
    sa.Column('version', sa.BigInteger(), nullable=False),
    sa.CheckConstraint("accumulates IN ('sum', 'latest', 'none')", name=op.f('ck_indicators_accumulates_known')),
    sa.CheckConstraint("decimals BETWEEN 0 AND 6", name=op.f('ck_indicators_decimals_bounded')),
    sa.CheckConstraint("direction IN ('increase', 'decrease', 'none')", name=op.f('ck_indicators_direction_known')),
    sa.CheckConstraint("frequency IN ('year', 'half_year', 'quarter', 'month')", name=op.f('ck_indicators_frequency_known')),
    sa.CheckConstraint("kind IN ('quantity', 'percentage', 'ratio')", name=op.f('ck_indicators_kind_known')),
    sa.CheckConstraint("part_decimals BETWEEN 0 AND 6", name=op.f('ck_indicators_part_decimals_bounded')),
    sa.CheckConstraint("per > 0", name=op.f('ck_indicators_per_positive')),
    sa.CheckConstraint("state IN ('active', 'archived')", name=op.f('ck_indicators_state_known')),
    sa.CheckConstraint("status IN ('no_value', 'no_target', 'reached', 'on_track', 'behind', 'away')", name=op.f('ck_indicators_status_known')),
    sa.CheckConstraint("visibility IN ('public', 'partners', 'members', 'secretariat')", name=op.f('ck_indicators_visibility_known')),
    sa.ForeignKeyConstraint(['network_id'], ['networks.id'], name=op.f('fk_indicators_network_id')),
    sa.ForeignKeyConstraint(['responsible_id'], ['organisations.id'], name=op.f('fk_indicators_responsible_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_indicators')),
    sa.UniqueConstraint('network_id', 'code', name=op.f('uq_indicators_network_id_code'))
    )
    with op.batch_alter_table('indicators', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_indicators_network_id_state_code'), ['network_id', 'state', 'code'], unique=False)

    op.create_table('indicator_reporters',
    sa.Column('network_id', sa.String(36).with_variant(sa.Uuid(), "postgresql"), nullable=False),
    sa.Column('indicator_id', sa.String(36).with_variant(sa.Uuid(), "postgresql"), nullable=False),
    sa.Column('organisation_id', sa.String(36).with_variant(sa.Uuid(), "postgresql"), nullable=False),
    sa.Column('position', sa.BigInteger(), nullable=False),
    sa.ForeignKeyConstraint(['indicator_id'], ['indicators.id'], name=op.f('fk_indicator_reporters_indicator_id')),
    sa.ForeignKeyConstraint(['network_id'], ['networks.id'], name=op.f('fk_indicator_reporters_network_id')),
    sa.ForeignKeyConstraint(['organisation_id'], ['organisations.id'], name=op.f('fk_indicator_reporters_organisation_id')),
    sa.PrimaryKeyConstraint('network_id', 'indicator_id', 'organisation_id', name=op.f('pk_indicator_reporters'))
    )
    with op.batch_alter_table('indicator_reporters', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_indicator_reporters_network_id_organisation_id_indicator_id'), ['network_id', 'organisation_id', 'indicator_id'], unique=False)

    op.create_table('indicator_values',
    sa.Column('network_id', sa.String(36).with_variant(sa.Uuid(), "postgresql"), nullable=False),
    sa.Column('indicator_id', sa.String(36).with_variant(sa.Uuid(), "postgresql"), nullable=False),
    sa.Column('organisation_id', sa.String(36).with_variant(sa.Uuid(), "postgresql"), nullable=False),
    sa.Column('acronym', sa.String(length=20), nullable=False),
    sa.Column('period', sa.String(length=7), nullable=False),
    sa.Column('state', sa.String(length=10), nullable=False),
    sa.Column('note', sa.Text(), nullable=True),
    sa.Column('reason', sa.Text(), nullable=True),
    sa.Column('submitted_by', sa.String(36).with_variant(sa.Uuid(), "postgresql"), nullable=True),
    sa.Column('submitted_at', sa.String(27).with_variant(sa.DateTime(timezone=True), "postgresql"), nullable=True),
    sa.Column('approved_at', sa.String(27).with_variant(sa.DateTime(timezone=True), "postgresql"), nullable=True),
    sa.Column('cell_count', sa.BigInteger(), nullable=False),
    sa.Column('cells_sha256', sa.String(length=64), nullable=True),
    sa.Column('value', sa.BigInteger(), nullable=True),
    sa.Column('numerator', sa.BigInteger(), nullable=True),
    sa.Column('denominator', sa.BigInteger(), nullable=True),
    sa.Column('figure', sa.Text(), nullable=False),
    sa.Column('totals_agree', sa.Boolean(), nullable=False),
    sa.Column('findings', sa.Text(), nullable=False),
    sa.Column('hidden', sa.String(length=13), nullable=True),
    sa.Column('id', sa.String(36).with_variant(sa.Uuid(), "postgresql"), nullable=False),
    sa.Column('created_at', sa.String(27).with_variant(sa.DateTime(timezone=True), "postgresql"), nullable=False),
    sa.Column('version', sa.BigInteger(), nullable=False),
    sa.CheckConstraint("(state = 'approved') = (approved_at IS NOT NULL)", name=op.f('ck_indicator_values_approved_has_its_instant')),
    sa.CheckConstraint("(numerator IS NULL) = (denominator IS NULL)", name=op.f('ck_indicator_values_both_parts')),
    sa.CheckConstraint("hidden IN ('small', 'complementary')", name=op.f('ck_indicator_values_hidden_known')),
    sa.CheckConstraint("state <> 'returned' OR reason IS NOT NULL", name=op.f('ck_indicator_values_returned_says_why')),
    sa.CheckConstraint("state IN ('draft', 'submitted', 'approved', 'returned')", name=op.f('ck_indicator_values_state_known')),
    sa.ForeignKeyConstraint(['indicator_id'], ['indicators.id'], name=op.f('fk_indicator_values_indicator_id')),
    sa.ForeignKeyConstraint(['network_id'], ['networks.id'], name=op.f('fk_indicator_values_network_id')),
    sa.ForeignKeyConstraint(['organisation_id'], ['organisations.id'], name=op.f('fk_indicator_values_organisation_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_indicator_values')),
    sa.UniqueConstraint('network_id', 'indicator_id', 'period', 'organisation_id', name=op.f('uq_indicator_values_once'))
    )
    with op.batch_alter_table('indicator_values', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_indicator_values_of_indicator'), ['network_id', 'indicator_id', 'state', 'organisation_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_indicator_values_network_id_organisation_id_state_period'), ['network_id', 'organisation_id', 'state', 'period'], unique=False)
        batch_op.create_index(batch_op.f('ix_indicator_values_network_id_period_id'), ['network_id', 'period', 'id'], unique=False)
        batch_op.create_index(batch_op.f('ix_indicator_values_network_id_state_period_id'), ['network_id', 'state', 'period', 'id'], unique=False)

    op.create_table('indicator_cells',
    sa.Column('network_id', sa.String(36).with_variant(sa.Uuid(), "postgresql"), nullable=False),
    sa.Column('value_id', sa.String(36).with_variant(sa.Uuid(), "postgresql"), nullable=False),
    sa.Column('place', sa.String(length=30), nullable=False),
    sa.Column('dims', sa.String(length=120), nullable=False),
    sa.Column('value', sa.BigInteger(), nullable=True),
    sa.Column('numerator', sa.BigInteger(), nullable=True),
    sa.Column('denominator', sa.BigInteger(), nullable=True),
    sa.Column('hidden', sa.String(length=13), nullable=True),
    sa.CheckConstraint("(numerator IS NULL) = (denominator IS NULL)", name=op.f('ck_indicator_cells_both_parts')),
    sa.CheckConstraint("hidden IN ('small', 'complementary')", name=op.f('ck_indicator_cells_hidden_known')),
    sa.ForeignKeyConstraint(['network_id'], ['networks.id'], name=op.f('fk_indicator_cells_network_id')),
    sa.ForeignKeyConstraint(['value_id'], ['indicator_values.id'], name=op.f('fk_indicator_cells_value_id')),
    sa.PrimaryKeyConstraint('network_id', 'value_id', 'place', 'dims', name=op.f('pk_indicator_cells'))
    )

    op.create_table('indicator_figures',
    sa.Column('network_id', sa.String(36).with_variant(sa.Uuid(), "postgresql"), nullable=False),
    sa.Column('indicator_id', sa.String(36).with_variant(sa.Uuid(), "postgresql"), nullable=False),
    sa.Column('period', sa.String(length=7), nullable=False),
    sa.Column('place', sa.String(length=30), nullable=False),
    sa.Column('dims', sa.String(length=120), nullable=False),
    sa.Column('organisation_count', sa.BigInteger(), nullable=False),
    sa.Column('value', sa.BigInteger(), nullable=True),
    sa.Column('numerator', sa.BigInteger(), nullable=True),
    sa.Column('denominator', sa.BigInteger(), nullable=True),
    sa.Column('hidden', sa.String(length=13), nullable=True),
    sa.CheckConstraint("hidden IN ('small', 'complementary')", name=op.f('ck_indicator_figures_hidden_known')),
    sa.ForeignKeyConstraint(['indicator_id'], ['indicators.id'], name=op.f('fk_indicator_figures_indicator_id')),
    sa.ForeignKeyConstraint(['network_id'], ['networks.id'], name=op.f('fk_indicator_figures_network_id')),
    sa.PrimaryKeyConstraint('network_id', 'indicator_id', 'period', 'place', 'dims', name=op.f('pk_indicator_figures'))
    )

    # ── decisions about something frozen (W1) ──
    with op.batch_alter_table('decisions', schema=None) as batch_op:
        batch_op.add_column(sa.Column('subject_kind', sa.String(length=30), nullable=True))
        batch_op.add_column(sa.Column('subject_id', sa.String(36).with_variant(sa.Uuid(), "postgresql"), nullable=True))
        batch_op.add_column(sa.Column('subject_version', sa.BigInteger(), nullable=True))
        batch_op.add_column(sa.Column('subject_sha256', sa.String(length=64), nullable=True))
        batch_op.create_check_constraint(
            batch_op.f('ck_decisions_subject_whole'),
            "(subject_kind IS NULL) = (subject_id IS NULL) AND (subject_id IS NULL) = (subject_version IS NULL)"
            " AND (subject_id IS NULL) = (subject_sha256 IS NULL)",
        )
        batch_op.create_index(batch_op.f('ix_decisions_network_id_subject_id'), ['network_id', 'subject_id'], unique=False)

    with op.batch_alter_table('rounds', schema=None) as batch_op:
        batch_op.add_column(sa.Column('subject', sa.Text(), nullable=True))

    # ── workplans (W1) ──
    op.create_table('workplans',
    sa.Column('network_id', sa.String(36).with_variant(sa.Uuid(), "postgresql"), nullable=False),
    sa.Column('slug', sa.String(length=20), nullable=False),
    sa.Column('version_number', sa.BigInteger(), nullable=False),
    sa.Column('previous_id', sa.String(36).with_variant(sa.Uuid(), "postgresql"), nullable=True),
    sa.Column('title', sa.Text(), nullable=False),
    sa.Column('framework_name', sa.String(length=300), nullable=True),
    sa.Column('starts_on', sa.Date(), nullable=False),
    sa.Column('ends_on', sa.Date(), nullable=False),
    sa.Column('state', sa.String(length=10), nullable=False),
    sa.Column('snapshot_number', sa.BigInteger(), nullable=False),
    sa.Column('snapshot_sha256', sa.String(length=64), nullable=True),
    sa.Column('decision_id', sa.String(36).with_variant(sa.Uuid(), "postgresql"), nullable=True),
    sa.Column('adopted_at', sa.String(27).with_variant(sa.DateTime(timezone=True), "postgresql"), nullable=True),
    sa.Column('replaced_by_id', sa.String(36).with_variant(sa.Uuid(), "postgresql"), nullable=True),
    sa.Column('reason', sa.Text(), nullable=True),
    sa.Column('id', sa.String(36).with_variant(sa.Uuid(), "postgresql"), nullable=False),
    sa.Column('created_at', sa.String(27).with_variant(sa.DateTime(timezone=True), "postgresql"), nullable=False),
    sa.Column('version', sa.BigInteger(), nullable=False),
    sa.CheckConstraint("state <> 'abandoned' OR reason IS NOT NULL", name=op.f('ck_workplans_abandoned_says_why')),
    sa.CheckConstraint("(adopted_at IS NULL) = (decision_id IS NULL)", name=op.f('ck_workplans_adopted_by_decision')),
    sa.CheckConstraint("(state IN ('adopted', 'closed')) = (adopted_at IS NOT NULL)", name=op.f('ck_workplans_adopted_has_its_instant')),
    sa.CheckConstraint("ends_on >= starts_on", name=op.f('ck_workplans_ends_after_start')),
    sa.CheckConstraint("state IN ('draft', 'adopted', 'closed', 'abandoned')", name=op.f('ck_workplans_state_known')),
    sa.CheckConstraint("version_number >= 1", name=op.f('ck_workplans_versions_count_from_one')),
    sa.ForeignKeyConstraint(['decision_id'], ['decisions.id'], name=op.f('fk_workplans_decision_id')),
    sa.ForeignKeyConstraint(['network_id'], ['networks.id'], name=op.f('fk_workplans_network_id')),
    sa.ForeignKeyConstraint(['previous_id'], ['workplans.id'], name=op.f('fk_workplans_previous_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_workplans')),
    sa.UniqueConstraint('network_id', 'slug', 'version_number', name=op.f('uq_workplans_network_id_slug_version_number'))
    )
    with op.batch_alter_table('workplans', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_workplans_network_id_starts_on_id'), ['network_id', 'starts_on', 'id'], unique=False)

    op.create_table('workplan_snapshots',
    sa.Column('network_id', sa.String(36).with_variant(sa.Uuid(), "postgresql"), nullable=False),
    sa.Column('workplan_id', sa.String(36).with_variant(sa.Uuid(), "postgresql"), nullable=False),
    sa.Column('number', sa.BigInteger(), nullable=False),
    sa.Column('body', sa.Text(), nullable=False),
    sa.Column('sha256', sa.String(length=64), nullable=False),
    sa.Column('id', sa.String(36).with_variant(sa.Uuid(), "postgresql"), nullable=False),
    sa.Column('created_at', sa.String(27).with_variant(sa.DateTime(timezone=True), "postgresql"), nullable=False),
    sa.Column('version', sa.BigInteger(), nullable=False),
    sa.ForeignKeyConstraint(['network_id'], ['networks.id'], name=op.f('fk_workplan_snapshots_network_id')),
    sa.ForeignKeyConstraint(['workplan_id'], ['workplans.id'], name=op.f('fk_workplan_snapshots_workplan_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_workplan_snapshots')),
    sa.UniqueConstraint('network_id', 'workplan_id', 'number', name=op.f('uq_workplan_snapshots_network_id_workplan_id_number'))
    )
    op.create_table('workplan_results',
    sa.Column('network_id', sa.String(36).with_variant(sa.Uuid(), "postgresql"), nullable=False),
    sa.Column('workplan_id', sa.String(36).with_variant(sa.Uuid(), "postgresql"), nullable=False),
    sa.Column('origin_id', sa.String(36).with_variant(sa.Uuid(), "postgresql"), nullable=False),
    sa.Column('parent_id', sa.String(36).with_variant(sa.Uuid(), "postgresql"), nullable=True),
    sa.Column('kind', sa.String(length=7), nullable=False),
    sa.Column('code', sa.String(length=40), nullable=False),
    sa.Column('title', sa.Text(), nullable=False),
    sa.Column('position', sa.BigInteger(), nullable=False),
    sa.Column('priority_code', sa.String(length=40), nullable=True),
    sa.Column('priority', sa.Text(), nullable=True),
    sa.Column('id', sa.String(36).with_variant(sa.Uuid(), "postgresql"), nullable=False),
    sa.Column('created_at', sa.String(27).with_variant(sa.DateTime(timezone=True), "postgresql"), nullable=False),
    sa.Column('version', sa.BigInteger(), nullable=False),
    sa.CheckConstraint("kind IN ('outcome', 'output')", name=op.f('ck_workplan_results_kind_known')),
    sa.CheckConstraint("(kind = 'output') = (parent_id IS NOT NULL)", name=op.f('ck_workplan_results_output_has_its_outcome')),
    sa.ForeignKeyConstraint(['network_id'], ['networks.id'], name=op.f('fk_workplan_results_network_id')),
    sa.ForeignKeyConstraint(['parent_id'], ['workplan_results.id'], name=op.f('fk_workplan_results_parent_id')),
    sa.ForeignKeyConstraint(['workplan_id'], ['workplans.id'], name=op.f('fk_workplan_results_workplan_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_workplan_results'))
    )
    with op.batch_alter_table('workplan_results', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_workplan_results_network_id_workplan_id_position'), ['network_id', 'workplan_id', 'position'], unique=False)

    op.create_table('activities',
    sa.Column('network_id', sa.String(36).with_variant(sa.Uuid(), "postgresql"), nullable=False),
    sa.Column('workplan_id', sa.String(36).with_variant(sa.Uuid(), "postgresql"), nullable=False),
    sa.Column('output_id', sa.String(36).with_variant(sa.Uuid(), "postgresql"), nullable=False),
    sa.Column('origin_id', sa.String(36).with_variant(sa.Uuid(), "postgresql"), nullable=False),
    sa.Column('position', sa.BigInteger(), nullable=False),
    sa.Column('code', sa.String(length=40), nullable=False),
    sa.Column('title', sa.Text(), nullable=False),
    sa.Column('description', sa.Text(), nullable=True),
    sa.Column('lead_id', sa.String(36).with_variant(sa.Uuid(), "postgresql"), nullable=False),
    sa.Column('contributors', sa.Text(), nullable=False),
    sa.Column('implementing_partners', sa.Text(), nullable=False),
    sa.Column('government_counterpart', sa.Text(), nullable=True),
    sa.Column('objectives', sa.Text(), nullable=False),
    sa.Column('tor_objectives', sa.Text(), nullable=False),
    sa.Column('sdg_targets', sa.Text(), nullable=False),
    sa.Column('places', sa.Text(), nullable=False),
    sa.Column('starts_on', sa.Date(), nullable=False),
    sa.Column('ends_on', sa.Date(), nullable=False),
    sa.Column('status', sa.String(length=12), nullable=False),
    sa.Column('gender_marker', sa.BigInteger(), nullable=True),
    sa.Column('gender_reason', sa.Text(), nullable=True),
    sa.Column('human_rights_marker', sa.BigInteger(), nullable=True),
    sa.Column('human_rights_reason', sa.Text(), nullable=True),
    sa.Column('peace_marker', sa.BigInteger(), nullable=True),
    sa.Column('peace_reason', sa.Text(), nullable=True),
    sa.Column('proposal_id', sa.String(36).with_variant(sa.Uuid(), "postgresql"), nullable=True),
    sa.Column('uninfo', sa.Text(), nullable=False),
    sa.Column('required_cents', sa.BigInteger(), nullable=True),
    sa.Column('available_cents', sa.BigInteger(), nullable=True),
    sa.Column('expenditure_cents', sa.BigInteger(), nullable=True),
    sa.Column('money_digest', sa.String(length=64), nullable=False),
    sa.Column('current_status', sa.String(length=12), nullable=False),
    sa.Column('forecast_starts_on', sa.Date(), nullable=True),
    sa.Column('forecast_ends_on', sa.Date(), nullable=True),
    sa.Column('reported_period', sa.String(length=8), nullable=True),
    sa.Column('reported_cents', sa.BigInteger(), nullable=True),
    sa.Column('id', sa.String(36).with_variant(sa.Uuid(), "postgresql"), nullable=False),
    sa.Column('created_at', sa.String(27).with_variant(sa.DateTime(timezone=True), "postgresql"), nullable=False),
    sa.Column('version', sa.BigInteger(), nullable=False),
    sa.CheckConstraint("current_status IN ('yet_to_start', 'ongoing', 'completed', 'cancelled')", name=op.f('ck_activities_current_status_known')),
    sa.CheckConstraint("ends_on >= starts_on", name=op.f('ck_activities_ends_after_start')),
    sa.CheckConstraint("(gender_marker IS NULL OR gender_marker BETWEEN 0 AND 3) AND (human_rights_marker IS NULL OR human_rights_marker BETWEEN 0 AND 3) AND (peace_marker IS NULL OR peace_marker BETWEEN 0 AND 3)", name=op.f('ck_activities_markers_known')),
    sa.CheckConstraint("(required_cents IS NULL OR required_cents >= 0) AND (available_cents IS NULL OR available_cents >= 0) AND (expenditure_cents IS NULL OR expenditure_cents >= 0)", name=op.f('ck_activities_money_not_negative')),
    sa.CheckConstraint("status IN ('yet_to_start', 'ongoing', 'completed', 'cancelled')", name=op.f('ck_activities_status_known')),
    sa.ForeignKeyConstraint(['lead_id'], ['organisations.id'], name=op.f('fk_activities_lead_id')),
    sa.ForeignKeyConstraint(['network_id'], ['networks.id'], name=op.f('fk_activities_network_id')),
    sa.ForeignKeyConstraint(['output_id'], ['workplan_results.id'], name=op.f('fk_activities_output_id')),
    sa.ForeignKeyConstraint(['proposal_id'], ['proposals.id'], name=op.f('fk_activities_proposal_id')),
    sa.ForeignKeyConstraint(['workplan_id'], ['workplans.id'], name=op.f('fk_activities_workplan_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_activities')),
    sa.UniqueConstraint('network_id', 'workplan_id', 'origin_id', name=op.f('uq_activities_network_id_workplan_id_origin_id'))
    )
    with op.batch_alter_table('activities', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_activities_network_id_lead_id'), ['network_id', 'lead_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_activities_network_id_origin_id'), ['network_id', 'origin_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_activities_network_id_workplan_id_output_id_position'), ['network_id', 'workplan_id', 'output_id', 'position'], unique=False)

    op.create_table('activity_contributors',
    sa.Column('network_id', sa.String(36).with_variant(sa.Uuid(), "postgresql"), nullable=False),
    sa.Column('activity_id', sa.String(36).with_variant(sa.Uuid(), "postgresql"), nullable=False),
    sa.Column('organisation_id', sa.String(36).with_variant(sa.Uuid(), "postgresql"), nullable=False),
    sa.ForeignKeyConstraint(['activity_id'], ['activities.id'], name=op.f('fk_activity_contributors_activity_id')),
    sa.ForeignKeyConstraint(['network_id'], ['networks.id'], name=op.f('fk_activity_contributors_network_id')),
    sa.ForeignKeyConstraint(['organisation_id'], ['organisations.id'], name=op.f('fk_activity_contributors_organisation_id')),
    sa.PrimaryKeyConstraint('activity_id', 'organisation_id', name=op.f('pk_activity_contributors'))
    )
    with op.batch_alter_table('activity_contributors', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_activity_contributors_network_id_organisation_id'), ['network_id', 'organisation_id'], unique=False)

    op.create_table('money_lines',
    sa.Column('id', sa.String(36).with_variant(sa.Uuid(), "postgresql"), nullable=False),
    sa.Column('network_id', sa.String(36).with_variant(sa.Uuid(), "postgresql"), nullable=False),
    sa.Column('activity_id', sa.String(36).with_variant(sa.Uuid(), "postgresql"), nullable=False),
    sa.Column('organisation_id', sa.String(36).with_variant(sa.Uuid(), "postgresql"), nullable=False),
    sa.Column('source', sa.String(length=200), nullable=False),
    sa.Column('year', sa.BigInteger(), nullable=False),
    sa.Column('required_cents', sa.BigInteger(), nullable=True),
    sa.Column('available_cents', sa.BigInteger(), nullable=True),
    sa.Column('expenditure_cents', sa.BigInteger(), nullable=True),
    sa.CheckConstraint("(required_cents IS NULL OR required_cents >= 0) AND (available_cents IS NULL OR available_cents >= 0) AND (expenditure_cents IS NULL OR expenditure_cents >= 0)", name=op.f('ck_money_lines_amounts_not_negative')),
    sa.ForeignKeyConstraint(['activity_id'], ['activities.id'], name=op.f('fk_money_lines_activity_id')),
    sa.ForeignKeyConstraint(['network_id'], ['networks.id'], name=op.f('fk_money_lines_network_id')),
    sa.ForeignKeyConstraint(['organisation_id'], ['organisations.id'], name=op.f('fk_money_lines_organisation_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_money_lines')),
    sa.UniqueConstraint('network_id', 'activity_id', 'organisation_id', 'source', 'year', name=op.f('uq_money_lines_network_id_activity_id_organisation_id_source_year'))
    )
    op.create_table('activity_updates',
    sa.Column('network_id', sa.String(36).with_variant(sa.Uuid(), "postgresql"), nullable=False),
    sa.Column('origin_id', sa.String(36).with_variant(sa.Uuid(), "postgresql"), nullable=False),
    sa.Column('organisation_id', sa.String(36).with_variant(sa.Uuid(), "postgresql"), nullable=False),
    sa.Column('acronym', sa.String(length=20), nullable=False),
    sa.Column('period', sa.String(length=8), nullable=False),
    sa.Column('state', sa.String(length=9), nullable=False),
    sa.Column('status', sa.String(length=12), nullable=False),
    sa.Column('progress', sa.Text(), nullable=True),
    sa.Column('problems', sa.Text(), nullable=True),
    sa.Column('next_steps', sa.Text(), nullable=True),
    sa.Column('forecast_starts_on', sa.Date(), nullable=True),
    sa.Column('forecast_ends_on', sa.Date(), nullable=True),
    sa.Column('expenditure_cents', sa.BigInteger(), nullable=True),
    sa.Column('submitted_at', sa.String(27).with_variant(sa.DateTime(timezone=True), "postgresql"), nullable=True),
    sa.Column('reason', sa.Text(), nullable=True),
    sa.Column('id', sa.String(36).with_variant(sa.Uuid(), "postgresql"), nullable=False),
    sa.Column('created_at', sa.String(27).with_variant(sa.DateTime(timezone=True), "postgresql"), nullable=False),
    sa.Column('version', sa.BigInteger(), nullable=False),
    sa.CheckConstraint("expenditure_cents IS NULL OR expenditure_cents >= 0", name=op.f('ck_activity_updates_expenditure_not_negative')),
    sa.CheckConstraint("state IN ('draft', 'submitted')", name=op.f('ck_activity_updates_state_known')),
    sa.CheckConstraint("status IN ('yet_to_start', 'ongoing', 'completed', 'cancelled')", name=op.f('ck_activity_updates_status_known')),
    sa.CheckConstraint("(state = 'submitted') = (submitted_at IS NOT NULL)", name=op.f('ck_activity_updates_submitted_has_its_instant')),
    sa.ForeignKeyConstraint(['network_id'], ['networks.id'], name=op.f('fk_activity_updates_network_id')),
    sa.ForeignKeyConstraint(['organisation_id'], ['organisations.id'], name=op.f('fk_activity_updates_organisation_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_activity_updates')),
    sa.UniqueConstraint('network_id', 'origin_id', 'organisation_id', 'period', name=op.f('uq_activity_updates_network_id_origin_id_organisation_id_period'))
    )
    with op.batch_alter_table('activity_updates', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_activity_updates_network_id_organisation_id_period'), ['network_id', 'organisation_id', 'period'], unique=False)
        batch_op.create_index(batch_op.f('ix_activity_updates_network_id_period'), ['network_id', 'period'], unique=False)

    op.create_table('workplan_risks',
    sa.Column('network_id', sa.String(36).with_variant(sa.Uuid(), "postgresql"), nullable=False),
    sa.Column('workplan_id', sa.String(36).with_variant(sa.Uuid(), "postgresql"), nullable=False),
    sa.Column('origin_id', sa.String(36).with_variant(sa.Uuid(), "postgresql"), nullable=False),
    sa.Column('title', sa.Text(), nullable=False),
    sa.Column('likelihood', sa.BigInteger(), nullable=False),
    sa.Column('impact', sa.BigInteger(), nullable=False),
    sa.Column('owner_id', sa.String(36).with_variant(sa.Uuid(), "postgresql"), nullable=False),
    sa.Column('mitigation', sa.Text(), nullable=True),
    sa.Column('state', sa.String(length=9), nullable=False),
    sa.Column('id', sa.String(36).with_variant(sa.Uuid(), "postgresql"), nullable=False),
    sa.Column('created_at', sa.String(27).with_variant(sa.DateTime(timezone=True), "postgresql"), nullable=False),
    sa.Column('version', sa.BigInteger(), nullable=False),
    sa.CheckConstraint("likelihood BETWEEN 1 AND 5 AND impact BETWEEN 1 AND 5", name=op.f('ck_workplan_risks_levels_known')),
    sa.CheckConstraint("state IN ('open', 'mitigated', 'occurred', 'closed')", name=op.f('ck_workplan_risks_state_known')),
    sa.ForeignKeyConstraint(['network_id'], ['networks.id'], name=op.f('fk_workplan_risks_network_id')),
    sa.ForeignKeyConstraint(['owner_id'], ['organisations.id'], name=op.f('fk_workplan_risks_owner_id')),
    sa.ForeignKeyConstraint(['workplan_id'], ['workplans.id'], name=op.f('fk_workplan_risks_workplan_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_workplan_risks'))
    )
    with op.batch_alter_table('workplan_risks', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_workplan_risks_network_id_workplan_id'), ['network_id', 'workplan_id'], unique=False)

    # ── pledges (O1) ──
    op.create_table('pledges',
    sa.Column('network_id', sa.String(36).with_variant(sa.Uuid(), "postgresql"), nullable=False),
    sa.Column('number', sa.String(length=40), nullable=False),
    sa.Column('state', sa.String(length=11), nullable=False),
    sa.Column('visibility', sa.String(length=12), nullable=False),
    sa.Column('form_version', sa.String(length=20), nullable=False),
    sa.Column('title', sa.String(length=300), nullable=False),
    sa.Column('organisation_id', sa.String(36).with_variant(sa.Uuid(), "postgresql"), nullable=False),
    sa.Column('until_on', sa.Date(), nullable=True),
    sa.Column('sort_on', sa.Date(), nullable=False),
    sa.Column('objectives', sa.Text(), nullable=False),
    sa.Column('answers', sa.Text(), nullable=False),
    sa.Column('contact', sa.String(length=300), nullable=True),
    sa.Column('decision_id', sa.String(36).with_variant(sa.Uuid(), "postgresql"), nullable=True),
    sa.Column('attachment_count', sa.BigInteger(), nullable=False),
    sa.Column('submitted_by', sa.String(36).with_variant(sa.Uuid(), "postgresql"), nullable=True),
    sa.Column('submitted_at', sa.String(27).with_variant(sa.DateTime(timezone=True), "postgresql"), nullable=True),
    sa.Column('sent_on', sa.Date(), nullable=True),
    sa.Column('published_id', sa.String(length=80), nullable=True),
    sa.Column('fulfilled_on', sa.Date(), nullable=True),
    sa.Column('fulfilment', sa.Text(), nullable=True),
    sa.Column('reason', sa.Text(), nullable=True),
    sa.Column('id', sa.String(36).with_variant(sa.Uuid(), "postgresql"), nullable=False),
    sa.Column('created_at', sa.String(27).with_variant(sa.DateTime(timezone=True), "postgresql"), nullable=False),
    sa.Column('version', sa.BigInteger(), nullable=False),
    sa.CheckConstraint("(state = 'fulfilled') = (fulfilled_on IS NOT NULL)", name=op.f('ck_pledges_fulfilled_has_its_day')),
    sa.CheckConstraint("fulfilled_on IS NULL OR fulfilment IS NOT NULL", name=op.f('ck_pledges_fulfilled_says_how')),
    sa.CheckConstraint("state <> 'withdrawn' OR reason IS NOT NULL", name=op.f('ck_pledges_withdrawn_says_why')),
    sa.CheckConstraint("state IN ('draft', 'prepared', 'cleared', 'sent', 'published', 'in_progress', 'fulfilled', 'withdrawn')", name=op.f('ck_pledges_state_known')),
    sa.CheckConstraint("state IN ('draft', 'withdrawn') OR submitted_at IS NOT NULL", name=op.f('ck_pledges_prepared_has_its_instant')),
    sa.CheckConstraint("visibility IN ('public', 'partners', 'members', 'secretariat')", name=op.f('ck_pledges_visibility_known')),
    sa.ForeignKeyConstraint(['decision_id'], ['decisions.id'], name=op.f('fk_pledges_decision_id')),
    sa.ForeignKeyConstraint(['network_id'], ['networks.id'], name=op.f('fk_pledges_network_id')),
    sa.ForeignKeyConstraint(['organisation_id'], ['organisations.id'], name=op.f('fk_pledges_organisation_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_pledges')),
    sa.UniqueConstraint('network_id', 'number', name=op.f('uq_pledges_network_id_number'))
    )
    with op.batch_alter_table('pledges', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_pledges_network_id_organisation_id'), ['network_id', 'organisation_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_pledges_network_id_until_on'), ['network_id', 'until_on'], unique=False)

    op.create_table('pledge_progress',
    sa.Column('network_id', sa.String(36).with_variant(sa.Uuid(), "postgresql"), nullable=False),
    sa.Column('pledge_id', sa.String(36).with_variant(sa.Uuid(), "postgresql"), nullable=False),
    sa.Column('year', sa.BigInteger(), nullable=False),
    sa.Column('note', sa.Text(), nullable=False),
    sa.Column('evidence', sa.Text(), nullable=False),
    sa.Column('acronym', sa.String(length=20), nullable=False),
    sa.Column('id', sa.String(36).with_variant(sa.Uuid(), "postgresql"), nullable=False),
    sa.Column('created_at', sa.String(27).with_variant(sa.DateTime(timezone=True), "postgresql"), nullable=False),
    sa.Column('version', sa.BigInteger(), nullable=False),
    sa.CheckConstraint('year BETWEEN 2018 AND 2100', name=op.f('ck_pledge_progress_year_known')),
    sa.ForeignKeyConstraint(['network_id'], ['networks.id'], name=op.f('fk_pledge_progress_network_id')),
    sa.ForeignKeyConstraint(['pledge_id'], ['pledges.id'], name=op.f('fk_pledge_progress_pledge_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_pledge_progress'))
    )
    with op.batch_alter_table('pledge_progress', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_pledge_progress_network_id_pledge_id_year'), ['network_id', 'pledge_id', 'year'], unique=False)

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
    op.create_table('review_templates',
    sa.Column('network_id', sa.String(36).with_variant(sa.Uuid(), "postgresql"), nullable=False),
    sa.Column('kind', sa.String(length=20), nullable=False),
    sa.Column('edition', sa.String(length=20), nullable=False),
    sa.Column('title', sa.String(length=300), nullable=False),
    sa.Column('confidence', sa.String(length=10), nullable=False),
    sa.Column('body', sa.Text(), nullable=False),
    sa.Column('sha256', sa.String(length=64), nullable=False),
    sa.Column('by', sa.String(length=20), nullable=False),
    sa.Column('id', sa.String(36).with_variant(sa.Uuid(), "postgresql"), nullable=False),
    sa.Column('created_at', sa.String(27).with_variant(sa.DateTime(timezone=True), "postgresql"), nullable=False),
    sa.Column('version', sa.BigInteger(), nullable=False),
    sa.CheckConstraint("kind IN ('gcm_voluntary_review', 'network_profile')", name=op.f('ck_review_templates_kind_known')),
    sa.ForeignKeyConstraint(['network_id'], ['networks.id'], name=op.f('fk_review_templates_network_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_review_templates')),
    sa.UniqueConstraint('network_id', 'kind', 'edition', name=op.f('uq_review_templates_network_id_kind_edition'))
    )
    op.create_table('reviews',
    sa.Column('network_id', sa.String(36).with_variant(sa.Uuid(), "postgresql"), nullable=False),
    sa.Column('template_id', sa.String(36).with_variant(sa.Uuid(), "postgresql"), nullable=False),
    sa.Column('kind', sa.String(length=20), nullable=False),
    sa.Column('number', sa.String(length=40), nullable=False),
    sa.Column('first_year', sa.BigInteger(), nullable=False),
    sa.Column('last_year', sa.BigInteger(), nullable=False),
    sa.Column('language', sa.String(length=2), nullable=False),
    sa.Column('state', sa.String(length=10), nullable=False),
    sa.Column('body', sa.Text(), nullable=False),
    sa.Column('text_hash', sa.String(length=64), nullable=False),
    sa.Column('version_count', sa.BigInteger(), nullable=False),
    sa.Column('generated_at', sa.String(27).with_variant(sa.DateTime(timezone=True), "postgresql"), nullable=False),
    sa.Column('circulated_version', sa.BigInteger(), nullable=True),
    sa.Column('circulated_at', sa.String(27).with_variant(sa.DateTime(timezone=True), "postgresql"), nullable=True),
    sa.Column('frozen_version', sa.BigInteger(), nullable=True),
    sa.Column('sha256', sa.String(length=64), nullable=True),
    sa.Column('decision_id', sa.String(36).with_variant(sa.Uuid(), "postgresql"), nullable=True),
    sa.Column('final_version', sa.BigInteger(), nullable=True),
    sa.Column('final_sha256', sa.String(length=64), nullable=True),
    sa.Column('final_at', sa.String(27).with_variant(sa.DateTime(timezone=True), "postgresql"), nullable=True),
    sa.Column('final_decision_id', sa.String(36).with_variant(sa.Uuid(), "postgresql"), nullable=True),
    sa.Column('reason', sa.Text(), nullable=True),
    sa.Column('sort_at', sa.String(27).with_variant(sa.DateTime(timezone=True), "postgresql"), nullable=False),
    sa.Column('id', sa.String(36).with_variant(sa.Uuid(), "postgresql"), nullable=False),
    sa.Column('created_at', sa.String(27).with_variant(sa.DateTime(timezone=True), "postgresql"), nullable=False),
    sa.Column('version', sa.BigInteger(), nullable=False),
    sa.CheckConstraint("kind <> 'network_profile' OR last_year = first_year", name=op.f('ck_reviews_profile_of_one_year')),
    sa.CheckConstraint("kind IN ('gcm_voluntary_review', 'network_profile')", name=op.f('ck_reviews_kind_known')),
    sa.CheckConstraint("state <> 'adopted' OR kind = 'gcm_voluntary_review'", name=op.f('ck_reviews_review_is_adopted')),
    sa.CheckConstraint("state <> 'frozen' OR frozen_version IS NOT NULL", name=op.f('ck_reviews_frozen_has_its_version')),
    sa.CheckConstraint("state <> 'frozen' OR kind = 'gcm_voluntary_review'", name=op.f('ck_reviews_review_is_decided')),
    sa.CheckConstraint("state <> 'issued' OR kind = 'network_profile'", name=op.f('ck_reviews_profile_is_issued')),
    sa.CheckConstraint("state IN ('generated', 'edited', 'circulated', 'frozen', 'adopted', 'issued')", name=op.f('ck_reviews_state_known')),
    sa.CheckConstraint("state NOT IN ('adopted', 'issued') OR final_version IS NOT NULL", name=op.f('ck_reviews_final_stands')),
    sa.CheckConstraint('(final_version IS NULL) = (final_at IS NULL)', name=op.f('ck_reviews_final_has_its_instant')),
    sa.CheckConstraint('(final_version IS NULL) = (final_sha256 IS NULL)', name=op.f('ck_reviews_final_has_its_hash')),
    sa.CheckConstraint('(frozen_version IS NULL) = (sha256 IS NULL)', name=op.f('ck_reviews_frozen_has_its_hash')),
    sa.CheckConstraint('last_year >= first_year', name=op.f('ck_reviews_years_in_order')),
    sa.ForeignKeyConstraint(['decision_id'], ['decisions.id'], name=op.f('fk_reviews_decision_id')),
    sa.ForeignKeyConstraint(['final_decision_id'], ['decisions.id'], name=op.f('fk_reviews_final_decision_id')),
    sa.ForeignKeyConstraint(['network_id'], ['networks.id'], name=op.f('fk_reviews_network_id')),
    sa.ForeignKeyConstraint(['template_id'], ['review_templates.id'], name=op.f('fk_reviews_template_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_reviews')),
    sa.UniqueConstraint('network_id', 'kind', 'first_year', 'last_year', name=op.f('uq_reviews_network_id_kind_first_year_last_year')),
    sa.UniqueConstraint('network_id', 'number', name=op.f('uq_reviews_network_id_number'))
    )
    with op.batch_alter_table('reviews', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_reviews_network_id_sort_at'), ['network_id', 'sort_at'], unique=False)

    op.create_table('review_versions',
    sa.Column('network_id', sa.String(36).with_variant(sa.Uuid(), "postgresql"), nullable=False),
    sa.Column('review_id', sa.String(36).with_variant(sa.Uuid(), "postgresql"), nullable=False),
    sa.Column('number', sa.BigInteger(), nullable=False),
    sa.Column('kind', sa.String(length=12), nullable=False),
    sa.Column('body', sa.Text(), nullable=False),
    sa.Column('text_hash', sa.String(length=64), nullable=False),
    sa.Column('section_id', sa.String(length=60), nullable=True),
    sa.Column('restored_from', sa.BigInteger(), nullable=True),
    sa.Column('by', sa.String(length=20), nullable=False),
    sa.Column('person_id', sa.String(36).with_variant(sa.Uuid(), "postgresql"), nullable=True),
    sa.Column('circulated_at', sa.String(27).with_variant(sa.DateTime(timezone=True), "postgresql"), nullable=True),
    sa.Column('frozen_at', sa.String(27).with_variant(sa.DateTime(timezone=True), "postgresql"), nullable=True),
    sa.Column('final_at', sa.String(27).with_variant(sa.DateTime(timezone=True), "postgresql"), nullable=True),
    sa.Column('id', sa.String(36).with_variant(sa.Uuid(), "postgresql"), nullable=False),
    sa.Column('created_at', sa.String(27).with_variant(sa.DateTime(timezone=True), "postgresql"), nullable=False),
    sa.Column('version', sa.BigInteger(), nullable=False),
    sa.CheckConstraint("kind IN ('generated', 'regenerated', 'edited', 'restored', 'checked')", name=op.f('ck_review_versions_kind_known')),
    sa.CheckConstraint('final_at IS NULL OR frozen_at IS NOT NULL', name=op.f('ck_review_versions_final_was_frozen')),
    sa.ForeignKeyConstraint(['network_id'], ['networks.id'], name=op.f('fk_review_versions_network_id')),
    sa.ForeignKeyConstraint(['person_id'], ['people.id'], name=op.f('fk_review_versions_person_id')),
    sa.ForeignKeyConstraint(['review_id'], ['reviews.id'], name=op.f('fk_review_versions_review_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_review_versions')),
    sa.UniqueConstraint('network_id', 'review_id', 'number', name=op.f('uq_review_versions_network_id_review_id_number'))
    )
    op.create_table('review_comments',
    sa.Column('network_id', sa.String(36).with_variant(sa.Uuid(), "postgresql"), nullable=False),
    sa.Column('review_id', sa.String(36).with_variant(sa.Uuid(), "postgresql"), nullable=False),
    sa.Column('version_number', sa.BigInteger(), nullable=False),
    sa.Column('section_id', sa.String(length=60), nullable=True),
    sa.Column('organisation_id', sa.String(36).with_variant(sa.Uuid(), "postgresql"), nullable=False),
    sa.Column('person_id', sa.String(36).with_variant(sa.Uuid(), "postgresql"), nullable=False),
    sa.Column('text', sa.Text(), nullable=True),
    sa.Column('answer', sa.Text(), nullable=True),
    sa.Column('answered_at', sa.String(27).with_variant(sa.DateTime(timezone=True), "postgresql"), nullable=True),
    sa.Column('taken_back_at', sa.String(27).with_variant(sa.DateTime(timezone=True), "postgresql"), nullable=True),
    sa.Column('id', sa.String(36).with_variant(sa.Uuid(), "postgresql"), nullable=False),
    sa.Column('created_at', sa.String(27).with_variant(sa.DateTime(timezone=True), "postgresql"), nullable=False),
    sa.Column('version', sa.BigInteger(), nullable=False),
    sa.CheckConstraint('(answer IS NULL) = (answered_at IS NULL)', name=op.f('ck_review_comments_answer_has_its_instant')),
    sa.CheckConstraint('(taken_back_at IS NULL) = (text IS NOT NULL)', name=op.f('ck_review_comments_taken_back_is_blank')),
    sa.ForeignKeyConstraint(['network_id'], ['networks.id'], name=op.f('fk_review_comments_network_id')),
    sa.ForeignKeyConstraint(['organisation_id'], ['organisations.id'], name=op.f('fk_review_comments_organisation_id')),
    sa.ForeignKeyConstraint(['person_id'], ['people.id'], name=op.f('fk_review_comments_person_id')),
    sa.ForeignKeyConstraint(['review_id'], ['reviews.id'], name=op.f('fk_review_comments_review_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_review_comments'))
    )
    with op.batch_alter_table('review_comments', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_review_comments_network_id_review_id_created_at'), ['network_id', 'review_id', 'created_at'], unique=False)


def downgrade() -> None:
    # ── reviews (R1) ──
    op.drop_table('review_comments')
    op.drop_table('review_versions')
    op.drop_table('reviews')
    op.drop_table('review_templates')

    # ── the reporting round (RR) ──
    op.drop_table('reporting_rounds')

    # ── pledges (O1) ──
    op.drop_table('pledge_progress')
    op.drop_table('pledges')

    # ── workplans (W1) ──
    op.drop_table('workplan_risks')
    op.drop_table('activity_updates')
    op.drop_table('money_lines')
    op.drop_table('activity_contributors')
    op.drop_table('activities')
    op.drop_table('workplan_results')
    op.drop_table('workplan_snapshots')
    op.drop_table('workplans')

    # ── decisions about something frozen (W1) ──
    with op.batch_alter_table('rounds', schema=None) as batch_op:
        batch_op.drop_column('subject')

    with op.batch_alter_table('decisions', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_decisions_network_id_subject_id'))
        batch_op.drop_constraint(batch_op.f('ck_decisions_subject_whole'), type_='check')
        batch_op.drop_column('subject_sha256')
        batch_op.drop_column('subject_version')
        batch_op.drop_column('subject_id')
        batch_op.drop_column('subject_kind')

    # ── indicators (I1) ──
    op.drop_table('indicator_figures')
    op.drop_table('indicator_cells')
    op.drop_table('indicator_values')
    op.drop_table('indicator_reporters')
    op.drop_table('indicators')
    op.drop_table('dimensions')

    # ── objectives (O1) ──
    with op.batch_alter_table('objectives', schema=None) as batch_op:
        batch_op.drop_column('expenditure_cents')
        batch_op.drop_column('available_cents')
        batch_op.drop_column('required_cents')
        batch_op.drop_column('pledge_count')
        batch_op.drop_column('indicator_count')
        batch_op.drop_column('activity_count')
        batch_op.drop_column('rated_index')
        batch_op.drop_column('guiding_principles')

    # ── periods (I1) ──
    op.drop_table('period_locks')

    # ── jobs (I2) ──
    op.drop_table('indicator_imports')
    op.drop_table('jobs')
    pass
