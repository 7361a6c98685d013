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

    # ── workplans (W1) ──

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

    # ── objectives (O1) ──

    # ── periods (I1) ──
    op.drop_table('period_locks')

    # ── jobs (I2) ──
    op.drop_table('jobs')
    pass
