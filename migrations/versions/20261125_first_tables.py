"""first tables"""

import sqlalchemy as sa
from alembic import op

revision = '20261125_first_tables'
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table('idempotent_replies',
    sa.Column('person_id', sa.String(36).with_variant(sa.Uuid(), "postgresql"), nullable=False),
    sa.Column('key', sa.String(length=128), nullable=False),
    sa.Column('fingerprint', sa.String(length=64), nullable=False),
    sa.Column('status', sa.BigInteger(), nullable=True),
    sa.Column('headers', sa.Text(), nullable=True),
    sa.Column('body', sa.Text(), nullable=True),
    sa.Column('created_at', sa.String(27).with_variant(sa.DateTime(timezone=True), "postgresql"), nullable=False),
    sa.PrimaryKeyConstraint('person_id', 'key', name=op.f('pk_idempotent_replies'))
    )
    with op.batch_alter_table('idempotent_replies', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_idempotent_replies_created_at'), ['created_at'], unique=False)

    op.create_table('journal_heads',
    sa.Column('id', sa.String(36).with_variant(sa.Uuid(), "postgresql"), nullable=False),
    sa.Column('slug', sa.String(length=60), nullable=False),
    sa.Column('seq', sa.BigInteger(), nullable=False),
    sa.Column('hash', sa.String(length=64), nullable=False),
    sa.Column('epoch', sa.BigInteger(), nullable=False),
    sa.Column('due_at', sa.String(27).with_variant(sa.DateTime(timezone=True), "postgresql"), nullable=True),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_journal_heads')),
    sa.UniqueConstraint('slug', name=op.f('uq_journal_heads_slug'))
    )
    op.create_table('networks',
    sa.Column('slug', sa.String(length=60), nullable=False),
    sa.Column('code', sa.String(length=8), nullable=False),
    sa.Column('name', sa.Text(), nullable=False),
    sa.Column('country', sa.Text(), nullable=False),
    sa.Column('time_zone', sa.String(length=40), nullable=False),
    sa.Column('languages', sa.Text(), nullable=False),
    sa.Column('established_on', sa.Date(), nullable=True),
    sa.Column('demo', sa.Boolean(), nullable=False),
    sa.Column('silence_minimum_seconds', sa.BigInteger(), nullable=False),
    sa.Column('silence_default_seconds', sa.BigInteger(), nullable=False),
    sa.Column('urgent_period_seconds', sa.BigInteger(), nullable=True),
    sa.Column('small_cell_threshold', sa.BigInteger(), nullable=False),
    sa.Column('meetings_per_year', sa.BigInteger(), nullable=False),
    sa.Column('adopted_by', sa.String(length=4), nullable=False),
    sa.Column('id', sa.String(36).with_variant(sa.Uuid(), "postgresql"), nullable=False),
    sa.Column('created_at', sa.String(27).with_variant(sa.DateTime(timezone=True), "postgresql"), nullable=False),
    sa.Column('version', sa.BigInteger(), nullable=False),
    sa.CheckConstraint("adopted_by IN ('one', 'both')", name=op.f('ck_networks_adopted_by_known')),
    sa.CheckConstraint('silence_default_seconds >= silence_minimum_seconds', name=op.f('ck_networks_silence_default_not_below_minimum')),
    sa.CheckConstraint('silence_minimum_seconds > 0', name=op.f('ck_networks_silence_minimum_positive')),
    sa.CheckConstraint('small_cell_threshold >= 0', name=op.f('ck_networks_small_cell_threshold_not_negative')),
    sa.CheckConstraint('urgent_period_seconds > 0', name=op.f('ck_networks_urgent_period_positive')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_networks')),
    sa.UniqueConstraint('code', name=op.f('uq_networks_code')),
    sa.UniqueConstraint('slug', name=op.f('uq_networks_slug'))
    )
    op.create_table('organisations',
    sa.Column('acronym', sa.String(length=20), nullable=False),
    sa.Column('name', sa.Text(), nullable=False),
    sa.Column('kind', sa.String(length=20), nullable=False),
    sa.Column('iati_id', sa.String(length=40), nullable=True),
    sa.Column('source', sa.String(length=500), nullable=True),
    sa.Column('confidence', sa.Text(), nullable=True),
    sa.Column('sort_key', sa.String(300).with_variant(sa.String(300, collation="C"), "postgresql"), nullable=False),
    sa.Column('id', sa.String(36).with_variant(sa.Uuid(), "postgresql"), nullable=False),
    sa.Column('created_at', sa.String(27).with_variant(sa.DateTime(timezone=True), "postgresql"), nullable=False),
    sa.Column('version', sa.BigInteger(), nullable=False),
    sa.CheckConstraint("kind IN ('un_entity', 'government', 'civil_society', 'academia', 'private_sector', 'other')", name=op.f('ck_organisations_kind_known')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_organisations')),
    sa.UniqueConstraint('acronym', name=op.f('uq_organisations_acronym'))
    )
    with op.batch_alter_table('organisations', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_organisations_sort_key'), ['sort_key'], unique=False)

    op.create_table('people',
    sa.Column('email', sa.String(length=254), nullable=False),
    sa.Column('name', sa.String(length=200), nullable=False),
    sa.Column('function', sa.String(length=200), nullable=True),
    sa.Column('language', sa.String(length=2), nullable=False),
    sa.Column('time_zone', sa.String(length=40), nullable=True),
    sa.Column('admin', sa.Boolean(), nullable=False),
    sa.Column('password_hash', sa.String(length=200), nullable=True),
    sa.Column('totp_secret', sa.String(length=200), nullable=True),
    sa.Column('totp_confirmed_at', sa.String(27).with_variant(sa.DateTime(timezone=True), "postgresql"), nullable=True),
    sa.Column('totp_last_step', sa.BigInteger(), nullable=True),
    sa.Column('recovery_hashes', sa.Text(), nullable=True),
    sa.Column('credentials_from', sa.String(27).with_variant(sa.DateTime(timezone=True), "postgresql"), nullable=False),
    sa.Column('disabled_at', sa.String(27).with_variant(sa.DateTime(timezone=True), "postgresql"), nullable=True),
    sa.Column('erased_at', sa.String(27).with_variant(sa.DateTime(timezone=True), "postgresql"), nullable=True),
    sa.Column('id', sa.String(36).with_variant(sa.Uuid(), "postgresql"), nullable=False),
    sa.Column('created_at', sa.String(27).with_variant(sa.DateTime(timezone=True), "postgresql"), nullable=False),
    sa.Column('version', sa.BigInteger(), nullable=False),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_people')),
    sa.UniqueConstraint('email', name=op.f('uq_people_email'))
    )
    op.create_table('restorations',
    sa.Column('backup_at', sa.String(27).with_variant(sa.DateTime(timezone=True), "postgresql"), nullable=False),
    sa.Column('backup_sha256', sa.String(length=64), nullable=False),
    sa.Column('entries_lost', sa.BigInteger(), nullable=False),
    sa.Column('id', sa.String(36).with_variant(sa.Uuid(), "postgresql"), nullable=False),
    sa.Column('created_at', sa.String(27).with_variant(sa.DateTime(timezone=True), "postgresql"), nullable=False),
    sa.Column('version', sa.BigInteger(), nullable=False),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_restorations'))
    )
    op.create_table('sign_in_failures',
    sa.Column('key', sa.String(length=80), nullable=False),
    sa.Column('count', sa.BigInteger(), nullable=False),
    sa.Column('last_at', sa.String(27).with_variant(sa.DateTime(timezone=True), "postgresql"), nullable=False),
    sa.PrimaryKeyConstraint('key', name=op.f('pk_sign_in_failures'))
    )
    op.create_table('signing_keys',
    sa.Column('id', sa.String(36).with_variant(sa.Uuid(), "postgresql"), nullable=False),
    sa.Column('created_at', sa.String(27).with_variant(sa.DateTime(timezone=True), "postgresql"), nullable=False),
    sa.Column('retired_at', sa.String(27).with_variant(sa.DateTime(timezone=True), "postgresql"), nullable=True),
    sa.Column('private_pem', sa.Text(), nullable=False),
    sa.Column('public', sa.Text(), nullable=False),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_signing_keys'))
    )
    op.create_table('api_tokens',
    sa.Column('person_id', sa.String(36).with_variant(sa.Uuid(), "postgresql"), nullable=False),
    sa.Column('network_id', sa.String(36).with_variant(sa.Uuid(), "postgresql"), nullable=False),
    sa.Column('name', sa.String(length=80), nullable=False),
    sa.Column('scopes', sa.Text(), nullable=False),
    sa.Column('secret_hash', sa.String(length=64), nullable=False),
    sa.Column('expires_at', sa.String(27).with_variant(sa.DateTime(timezone=True), "postgresql"), nullable=False),
    sa.Column('revoked_at', sa.String(27).with_variant(sa.DateTime(timezone=True), "postgresql"), nullable=True),
    sa.Column('last_used_at', sa.String(27).with_variant(sa.DateTime(timezone=True), "postgresql"), nullable=True),
    sa.Column('id', sa.String(36).with_variant(sa.Uuid(), "postgresql"), nullable=False),
    sa.Column('created_at', sa.String(27).with_variant(sa.DateTime(timezone=True), "postgresql"), nullable=False),
    sa.Column('version', sa.BigInteger(), nullable=False),
    sa.ForeignKeyConstraint(['network_id'], ['networks.id'], name=op.f('fk_api_tokens_network_id')),
    sa.ForeignKeyConstraint(['person_id'], ['people.id'], name=op.f('fk_api_tokens_person_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_api_tokens'))
    )
    with op.batch_alter_table('api_tokens', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_api_tokens_person_id'), ['person_id'], unique=False)

    op.create_table('appointments',
    sa.Column('network_id', sa.String(36).with_variant(sa.Uuid(), "postgresql"), nullable=False),
    sa.Column('person_id', sa.String(36).with_variant(sa.Uuid(), "postgresql"), nullable=False),
    sa.Column('organisation_id', sa.String(36).with_variant(sa.Uuid(), "postgresql"), nullable=False),
    sa.Column('role', sa.String(length=12), nullable=False),
    sa.Column('state', sa.String(length=10), nullable=False),
    sa.Column('acting', sa.Boolean(), nullable=False),
    sa.Column('from_on', sa.Date(), nullable=False),
    sa.Column('until_on', sa.Date(), nullable=True),
    sa.Column('proposed_by', sa.String(36).with_variant(sa.Uuid(), "postgresql"), nullable=True),
    sa.Column('confirmed_by', sa.String(36).with_variant(sa.Uuid(), "postgresql"), nullable=True),
    sa.Column('confirmed_at', sa.String(27).with_variant(sa.DateTime(timezone=True), "postgresql"), nullable=True),
    sa.Column('id', sa.String(36).with_variant(sa.Uuid(), "postgresql"), nullable=False),
    sa.Column('created_at', sa.String(27).with_variant(sa.DateTime(timezone=True), "postgresql"), nullable=False),
    sa.Column('version', sa.BigInteger(), nullable=False),
    sa.CheckConstraint("role IN ('co_chair', 'secretariat', 'focal_point', 'alternate', 'observer', 'viewer', 'admin', 'person')", name=op.f('ck_appointments_role_known')),
    sa.CheckConstraint("state IN ('proposed', 'confirmed', 'ended')", name=op.f('ck_appointments_state_known')),
    sa.CheckConstraint('NOT acting OR until_on IS NOT NULL', name=op.f('ck_appointments_acting_has_its_term')),
    sa.CheckConstraint('until_on IS NULL OR until_on >= from_on', name=op.f('ck_appointments_until_after_from')),
    sa.ForeignKeyConstraint(['network_id'], ['networks.id'], name=op.f('fk_appointments_network_id')),
    sa.ForeignKeyConstraint(['organisation_id'], ['organisations.id'], name=op.f('fk_appointments_organisation_id')),
    sa.ForeignKeyConstraint(['person_id'], ['people.id'], name=op.f('fk_appointments_person_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_appointments'))
    )
    with op.batch_alter_table('appointments', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_appointments_network_id_organisation_id'), ['network_id', 'organisation_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_appointments_person_id'), ['person_id'], unique=False)

    op.create_table('attachments',
    sa.Column('id', sa.String(36).with_variant(sa.Uuid(), "postgresql"), nullable=False),
    sa.Column('network_id', sa.String(36).with_variant(sa.Uuid(), "postgresql"), nullable=False),
    sa.Column('subject', sa.String(length=40), nullable=False),
    sa.Column('subject_id', sa.String(36).with_variant(sa.Uuid(), "postgresql"), nullable=False),
    sa.Column('organisation_id', sa.String(36).with_variant(sa.Uuid(), "postgresql"), nullable=False),
    sa.Column('name', sa.String(length=200), nullable=False),
    sa.Column('media_type', sa.String(length=100), nullable=False),
    sa.Column('bytes', sa.BigInteger(), nullable=False),
    sa.Column('sha256', sa.String(length=64), nullable=False),
    sa.Column('created_at', sa.String(27).with_variant(sa.DateTime(timezone=True), "postgresql"), nullable=False),
    sa.ForeignKeyConstraint(['network_id'], ['journal_heads.id'], name=op.f('fk_attachments_network_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_attachments'))
    )
    with op.batch_alter_table('attachments', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_attachments_network_id_organisation_id'), ['network_id', 'organisation_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_attachments_network_id_subject_subject_id'), ['network_id', 'subject', 'subject_id'], unique=False)

    op.create_table('browser_sessions',
    sa.Column('id', sa.String(36).with_variant(sa.Uuid(), "postgresql"), nullable=False),
    sa.Column('person_id', sa.String(36).with_variant(sa.Uuid(), "postgresql"), nullable=False),
    sa.Column('secret_hash', sa.String(length=64), nullable=False),
    sa.Column('created_at', sa.String(27).with_variant(sa.DateTime(timezone=True), "postgresql"), nullable=False),
    sa.Column('signed_in_at', sa.String(27).with_variant(sa.DateTime(timezone=True), "postgresql"), nullable=False),
    sa.Column('seen_at', sa.String(27).with_variant(sa.DateTime(timezone=True), "postgresql"), nullable=False),
    sa.Column('ended_at', sa.String(27).with_variant(sa.DateTime(timezone=True), "postgresql"), nullable=True),
    sa.Column('agent', sa.String(length=200), nullable=False),
    sa.Column('address', sa.String(length=60), nullable=False),
    sa.Column('mfa', sa.Boolean(), nullable=False),
    sa.ForeignKeyConstraint(['person_id'], ['people.id'], name=op.f('fk_browser_sessions_person_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_browser_sessions')),
    sa.UniqueConstraint('secret_hash', name=op.f('uq_browser_sessions_secret_hash'))
    )
    with op.batch_alter_table('browser_sessions', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_browser_sessions_person_id'), ['person_id'], unique=False)

    op.create_table('decisions',
    sa.Column('network_id', sa.String(36).with_variant(sa.Uuid(), "postgresql"), nullable=False),
    sa.Column('number', sa.String(length=40), nullable=True),
    sa.Column('kind', sa.String(length=12), nullable=False),
    sa.Column('title', sa.Text(), nullable=False),
    sa.Column('state', sa.String(length=26), nullable=False),
    sa.Column('visibility', sa.String(length=12), nullable=False),
    sa.Column('authoritative', sa.String(length=2), nullable=False),
    sa.Column('texts', sa.Text(), nullable=False),
    sa.Column('meeting_id', sa.String(36).with_variant(sa.Uuid(), "postgresql"), nullable=True),
    sa.Column('agenda_item_id', sa.String(36).with_variant(sa.Uuid(), "postgresql"), nullable=True),
    sa.Column('proposal_id', sa.String(36).with_variant(sa.Uuid(), "postgresql"), nullable=True),
    sa.Column('proposal_revision', sa.BigInteger(), nullable=True),
    sa.Column('allowed_by_id', sa.String(36).with_variant(sa.Uuid(), "postgresql"), nullable=True),
    sa.Column('supersedes_id', sa.String(36).with_variant(sa.Uuid(), "postgresql"), nullable=True),
    sa.Column('review_on', sa.Date(), nullable=True),
    sa.Column('round_count', sa.BigInteger(), nullable=False),
    sa.Column('reason', sa.Text(), nullable=True),
    sa.Column('referred_to', sa.String(length=10), nullable=True),
    sa.Column('referral_result', sa.Text(), nullable=True),
    sa.Column('adopted_by', sa.Text(), nullable=False),
    sa.Column('adopted_at', sa.String(27).with_variant(sa.DateTime(timezone=True), "postgresql"), nullable=True),
    sa.Column('sort_at', sa.String(27).with_variant(sa.DateTime(timezone=True), "postgresql"), nullable=False),
    sa.Column('id', sa.String(36).with_variant(sa.Uuid(), "postgresql"), nullable=False),
    sa.Column('created_at', sa.String(27).with_variant(sa.DateTime(timezone=True), "postgresql"), nullable=False),
    sa.Column('version', sa.BigInteger(), nullable=False),
    sa.CheckConstraint("(state IN ('adopted', 'adopted_with_reservations')) = (adopted_at IS NOT NULL)", name=op.f('ck_decisions_adopted_has_its_instant')),
    sa.CheckConstraint("kind IN ('workplan', 'statement', 'proposal', 'membership', 'procedure', 'other')", name=op.f('ck_decisions_kind_known')),
    sa.CheckConstraint("state = 'draft' OR state = 'withdrawn' OR number IS NOT NULL", name=op.f('ck_decisions_opened_has_number')),
    sa.CheckConstraint("state IN ('draft', 'open', 'clear', 'broken', 'incomplete', 'revising', 'referred', 'adopted', 'adopted_with_reservations', 'no_consensus', 'withdrawn')", name=op.f('ck_decisions_state_known')),
    sa.CheckConstraint("visibility IN ('public', 'partners', 'members', 'secretariat')", name=op.f('ck_decisions_visibility_known')),
    sa.ForeignKeyConstraint(['allowed_by_id'], ['decisions.id'], name=op.f('fk_decisions_allowed_by_id')),
    sa.ForeignKeyConstraint(['network_id'], ['networks.id'], name=op.f('fk_decisions_network_id')),
    sa.ForeignKeyConstraint(['supersedes_id'], ['decisions.id'], name=op.f('fk_decisions_supersedes_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_decisions')),
    sa.UniqueConstraint('network_id', 'number', name=op.f('uq_decisions_network_id_number'))
    )
    with op.batch_alter_table('decisions', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_decisions_network_id_meeting_id'), ['network_id', 'meeting_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_decisions_network_id_proposal_id'), ['network_id', 'proposal_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_decisions_network_id_sort_at'), ['network_id', 'sort_at'], unique=False)
        batch_op.create_index(batch_op.f('ix_decisions_network_id_state_sort_at'), ['network_id', 'state', 'sort_at'], unique=False)
        batch_op.create_index(batch_op.f('ix_decisions_network_id_supersedes_id'), ['network_id', 'supersedes_id'], unique=False)

    op.create_table('deliveries',
    sa.Column('network_id', sa.String(36).with_variant(sa.Uuid(), "postgresql"), nullable=True),
    sa.Column('kind', sa.String(length=60), nullable=False),
    sa.Column('subject', sa.String(length=40), nullable=False),
    sa.Column('subject_id', sa.String(36).with_variant(sa.Uuid(), "postgresql"), nullable=False),
    sa.Column('organisation_id', sa.String(36).with_variant(sa.Uuid(), "postgresql"), nullable=True),
    sa.Column('person_id', sa.String(36).with_variant(sa.Uuid(), "postgresql"), nullable=True),
    sa.Column('address', sa.String(length=254), nullable=False),
    sa.Column('language', sa.String(length=2), nullable=False),
    sa.Column('title', sa.String(length=400), nullable=False),
    sa.Column('body', sa.Text(), nullable=False),
    sa.Column('calendar', sa.Text(), nullable=True),
    sa.Column('calendar_method', sa.String(length=10), nullable=True),
    sa.Column('secret', sa.Boolean(), nullable=False),
    sa.Column('state', sa.String(length=10), nullable=False),
    sa.Column('tries', sa.BigInteger(), nullable=False),
    sa.Column('next_try_at', sa.String(27).with_variant(sa.DateTime(timezone=True), "postgresql"), nullable=False),
    sa.Column('accepted_at', sa.String(27).with_variant(sa.DateTime(timezone=True), "postgresql"), nullable=True),
    sa.Column('bounced_at', sa.String(27).with_variant(sa.DateTime(timezone=True), "postgresql"), nullable=True),
    sa.Column('seen_at', sa.String(27).with_variant(sa.DateTime(timezone=True), "postgresql"), nullable=True),
    sa.Column('by_hand_at', sa.String(27).with_variant(sa.DateTime(timezone=True), "postgresql"), nullable=True),
    sa.Column('source', sa.String(length=300), nullable=True),
    sa.Column('error', sa.String(length=300), nullable=True),
    sa.Column('id', sa.String(36).with_variant(sa.Uuid(), "postgresql"), nullable=False),
    sa.Column('created_at', sa.String(27).with_variant(sa.DateTime(timezone=True), "postgresql"), nullable=False),
    sa.Column('version', sa.BigInteger(), nullable=False),
    sa.CheckConstraint("state IN ('queued', 'accepted', 'failed', 'bounced', 'seen', 'by_hand')", name=op.f('ck_deliveries_state_known')),
    sa.ForeignKeyConstraint(['network_id'], ['journal_heads.id'], name=op.f('fk_deliveries_network_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_deliveries'))
    )
    with op.batch_alter_table('deliveries', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_deliveries_network_id_subject_id_kind'), ['network_id', 'subject_id', 'kind'], unique=False)
        batch_op.create_index(batch_op.f('ix_deliveries_person_id'), ['person_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_deliveries_state_next_try_at'), ['state', 'next_try_at'], unique=False)

    op.create_table('dues',
    sa.Column('network_id', sa.String(36).with_variant(sa.Uuid(), "postgresql"), nullable=False),
    sa.Column('kind', sa.String(length=40), nullable=False),
    sa.Column('subject_id', sa.String(36).with_variant(sa.Uuid(), "postgresql"), nullable=False),
    sa.Column('at', sa.String(27).with_variant(sa.DateTime(timezone=True), "postgresql"), nullable=False),
    sa.ForeignKeyConstraint(['network_id'], ['journal_heads.id'], name=op.f('fk_dues_network_id')),
    sa.PrimaryKeyConstraint('network_id', 'kind', 'subject_id', name=op.f('pk_dues'))
    )
    with op.batch_alter_table('dues', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_dues_network_id_at'), ['network_id', 'at'], unique=False)

    op.create_table('journal_entries',
    sa.Column('network_id', sa.String(36).with_variant(sa.Uuid(), "postgresql"), nullable=False),
    sa.Column('seq', sa.BigInteger(), nullable=False),
    sa.Column('at', sa.String(27).with_variant(sa.DateTime(timezone=True), "postgresql"), nullable=False),
    sa.Column('kind', sa.String(length=60), nullable=False),
    sa.Column('subject', sa.String(length=40), nullable=False),
    sa.Column('subject_id', sa.String(36).with_variant(sa.Uuid(), "postgresql"), nullable=False),
    sa.Column('actor_id', sa.String(36).with_variant(sa.Uuid(), "postgresql"), nullable=True),
    sa.Column('organisation_id', sa.String(36).with_variant(sa.Uuid(), "postgresql"), nullable=True),
    sa.Column('visibility', sa.String(length=12), nullable=False),
    sa.Column('request_id', sa.String(length=64), nullable=False),
    sa.Column('payload', sa.Text(), nullable=False),
    sa.Column('digest', sa.String(length=64), nullable=False),
    sa.Column('hash', sa.String(length=64), nullable=False),
    sa.CheckConstraint("visibility IN ('public', 'partners', 'members', 'secretariat')", name=op.f('ck_journal_entries_visibility_known')),
    sa.ForeignKeyConstraint(['network_id'], ['journal_heads.id'], name=op.f('fk_journal_entries_network_id')),
    sa.PrimaryKeyConstraint('network_id', 'seq', name=op.f('pk_journal_entries'))
    )
    with op.batch_alter_table('journal_entries', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_journal_entries_network_id_kind_seq'), ['network_id', 'kind', 'seq'], unique=False)
        batch_op.create_index(batch_op.f('ix_journal_entries_network_id_organisation_id_seq'), ['network_id', 'organisation_id', 'seq'], unique=False)
        batch_op.create_index(batch_op.f('ix_journal_entries_network_id_subject_id_seq'), ['network_id', 'subject_id', 'seq'], unique=False)
        batch_op.create_index(batch_op.f('ix_journal_entries_network_id_subject_seq'), ['network_id', 'subject', 'seq'], unique=False)

    op.create_table('links',
    sa.Column('id', sa.String(36).with_variant(sa.Uuid(), "postgresql"), nullable=False),
    sa.Column('network_id', sa.String(36).with_variant(sa.Uuid(), "postgresql"), nullable=False),
    sa.Column('from_kind', sa.String(length=30), nullable=False),
    sa.Column('from_id', sa.String(36).with_variant(sa.Uuid(), "postgresql"), nullable=False),
    sa.Column('to_kind', sa.String(length=30), nullable=False),
    sa.Column('to_id', sa.String(36).with_variant(sa.Uuid(), "postgresql"), nullable=False),
    sa.Column('created_at', sa.String(27).with_variant(sa.DateTime(timezone=True), "postgresql"), nullable=False),
    sa.CheckConstraint('from_id <> to_id', name=op.f('ck_links_two_ends')),
    sa.ForeignKeyConstraint(['network_id'], ['journal_heads.id'], name=op.f('fk_links_network_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_links')),
    sa.UniqueConstraint('network_id', 'from_kind', 'from_id', 'to_kind', 'to_id', name=op.f('uq_links_network_id_from_kind_from_id_to_kind_to_id'))
    )
    op.create_table('mailed_links',
    sa.Column('id', sa.String(36).with_variant(sa.Uuid(), "postgresql"), nullable=False),
    sa.Column('kind', sa.String(length=12), nullable=False),
    sa.Column('person_id', sa.String(36).with_variant(sa.Uuid(), "postgresql"), nullable=False),
    sa.Column('secret_hash', sa.String(length=64), nullable=False),
    sa.Column('created_at', sa.String(27).with_variant(sa.DateTime(timezone=True), "postgresql"), nullable=False),
    sa.Column('expires_at', sa.String(27).with_variant(sa.DateTime(timezone=True), "postgresql"), nullable=False),
    sa.Column('used_at', sa.String(27).with_variant(sa.DateTime(timezone=True), "postgresql"), nullable=True),
    sa.CheckConstraint("kind IN ('invitation', 'reset')", name=op.f('ck_mailed_links_kind_known')),
    sa.ForeignKeyConstraint(['person_id'], ['people.id'], name=op.f('fk_mailed_links_person_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_mailed_links')),
    sa.UniqueConstraint('secret_hash', name=op.f('uq_mailed_links_secret_hash'))
    )
    with op.batch_alter_table('mailed_links', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_mailed_links_person_id'), ['person_id'], unique=False)

    op.create_table('meetings',
    sa.Column('network_id', sa.String(36).with_variant(sa.Uuid(), "postgresql"), nullable=False),
    sa.Column('number', sa.String(length=40), nullable=False),
    sa.Column('kind', sa.String(length=14), nullable=False),
    sa.Column('state', sa.String(length=12), nullable=False),
    sa.Column('title', sa.Text(), nullable=False),
    sa.Column('starts_at', sa.String(27).with_variant(sa.DateTime(timezone=True), "postgresql"), nullable=True),
    sa.Column('ends_at', sa.String(27).with_variant(sa.DateTime(timezone=True), "postgresql"), nullable=True),
    sa.Column('place', sa.String(length=300), nullable=True),
    sa.Column('modality', sa.String(length=10), nullable=False),
    sa.Column('link', sa.String(length=500), nullable=True),
    sa.Column('visibility', sa.String(length=12), nullable=False),
    sa.Column('reason', sa.Text(), nullable=True),
    sa.Column('closing_reason', sa.Text(), nullable=True),
    sa.Column('requested_by_id', sa.String(36).with_variant(sa.Uuid(), "postgresql"), nullable=True),
    sa.Column('carried_to_id', sa.String(36).with_variant(sa.Uuid(), "postgresql"), nullable=True),
    sa.Column('convened_at', sa.String(27).with_variant(sa.DateTime(timezone=True), "postgresql"), nullable=True),
    sa.Column('started_at', sa.String(27).with_variant(sa.DateTime(timezone=True), "postgresql"), nullable=True),
    sa.Column('ended_at', sa.String(27).with_variant(sa.DateTime(timezone=True), "postgresql"), nullable=True),
    sa.Column('guests', sa.Text(), nullable=False),
    sa.Column('sequence', sa.BigInteger(), nullable=False),
    sa.Column('sort_at', sa.String(27).with_variant(sa.DateTime(timezone=True), "postgresql"), nullable=False),
    sa.Column('id', sa.String(36).with_variant(sa.Uuid(), "postgresql"), nullable=False),
    sa.Column('created_at', sa.String(27).with_variant(sa.DateTime(timezone=True), "postgresql"), nullable=False),
    sa.Column('version', sa.BigInteger(), nullable=False),
    sa.CheckConstraint("kind IN ('regular', 'extraordinary', 'thematic')", name=op.f('ck_meetings_kind_known')),
    sa.CheckConstraint("modality IN ('in_person', 'remote', 'hybrid')", name=op.f('ck_meetings_modality_known')),
    sa.CheckConstraint("state IN ('requested', 'deferred', 'draft', 'convened', 'in_session', 'held', 'cancelled')", name=op.f('ck_meetings_state_known')),
    sa.CheckConstraint("state NOT IN ('convened', 'in_session', 'held') OR starts_at IS NOT NULL", name=op.f('ck_meetings_convened_has_date')),
    sa.CheckConstraint("visibility IN ('public', 'partners', 'members', 'secretariat')", name=op.f('ck_meetings_visibility_known')),
    sa.CheckConstraint('ends_at IS NULL OR ends_at > starts_at', name=op.f('ck_meetings_ends_after_start')),
    sa.ForeignKeyConstraint(['carried_to_id'], ['meetings.id'], name=op.f('fk_meetings_carried_to_id')),
    sa.ForeignKeyConstraint(['network_id'], ['networks.id'], name=op.f('fk_meetings_network_id')),
    sa.ForeignKeyConstraint(['requested_by_id'], ['organisations.id'], name=op.f('fk_meetings_requested_by_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_meetings')),
    sa.UniqueConstraint('network_id', 'number', name=op.f('uq_meetings_network_id_number'))
    )
    with op.batch_alter_table('meetings', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_meetings_network_id_sort_at'), ['network_id', 'sort_at'], unique=False)

    op.create_table('memberships',
    sa.Column('network_id', sa.String(36).with_variant(sa.Uuid(), "postgresql"), nullable=False),
    sa.Column('organisation_id', sa.String(36).with_variant(sa.Uuid(), "postgresql"), nullable=False),
    sa.Column('kind', sa.String(length=10), nullable=False),
    sa.Column('state', sa.String(length=10), nullable=False),
    sa.Column('capacities', sa.Text(), nullable=False),
    sa.Column('joined_on', sa.Date(), nullable=True),
    sa.Column('left_on', sa.Date(), nullable=True),
    sa.Column('position', sa.BigInteger(), nullable=False),
    sa.Column('source', sa.String(length=500), nullable=True),
    sa.Column('decision_id', sa.String(36).with_variant(sa.Uuid(), "postgresql"), nullable=True),
    sa.Column('details', sa.Text(), nullable=True),
    sa.Column('id', sa.String(36).with_variant(sa.Uuid(), "postgresql"), nullable=False),
    sa.Column('created_at', sa.String(27).with_variant(sa.DateTime(timezone=True), "postgresql"), nullable=False),
    sa.Column('version', sa.BigInteger(), nullable=False),
    sa.CheckConstraint("(state = 'left') = (left_on IS NOT NULL)", name=op.f('ck_memberships_left_has_its_day')),
    sa.CheckConstraint("kind IN ('member', 'observer', 'partner')", name=op.f('ck_memberships_kind_known')),
    sa.CheckConstraint("state IN ('applied', 'member', 'declined', 'left')", name=op.f('ck_memberships_state_known')),
    sa.CheckConstraint("state NOT IN ('member', 'left') OR joined_on IS NOT NULL", name=op.f('ck_memberships_member_has_its_day')),
    sa.CheckConstraint('left_on IS NULL OR joined_on IS NULL OR left_on >= joined_on', name=op.f('ck_memberships_left_after_joined')),
    sa.ForeignKeyConstraint(['network_id'], ['networks.id'], name=op.f('fk_memberships_network_id')),
    sa.ForeignKeyConstraint(['organisation_id'], ['organisations.id'], name=op.f('fk_memberships_organisation_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_memberships')),
    sa.UniqueConstraint('network_id', 'organisation_id', 'joined_on', name=op.f('uq_memberships_network_id_organisation_id_joined_on'))
    )
    with op.batch_alter_table('memberships', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_memberships_organisation_id'), ['organisation_id'], unique=False)

    op.create_table('objectives',
    sa.Column('network_id', sa.String(36).with_variant(sa.Uuid(), "postgresql"), nullable=False),
    sa.Column('number', sa.BigInteger(), nullable=False),
    sa.Column('title', sa.Text(), nullable=False),
    sa.Column('label', sa.Text(), nullable=False),
    sa.Column('source', sa.String(length=300), nullable=False),
    sa.Column('confidence', sa.Text(), nullable=False),
    sa.Column('priority', sa.String(length=16), nullable=False),
    sa.Column('lead_id', sa.String(36).with_variant(sa.Uuid(), "postgresql"), nullable=True),
    sa.Column('government_id', sa.String(36).with_variant(sa.Uuid(), "postgresql"), nullable=True),
    sa.Column('contributors', sa.Text(), nullable=False),
    sa.Column('tor_objectives', sa.Text(), nullable=False),
    sa.Column('sdg_targets', sa.Text(), nullable=False),
    sa.Column('rating', sa.String(length=14), nullable=False),
    sa.Column('previous_rating', sa.String(length=14), nullable=True),
    sa.Column('trend', sa.String(length=6), nullable=True),
    sa.Column('rated_period', sa.String(length=8), nullable=True),
    sa.Column('ratings', sa.Text(), nullable=False),
    sa.Column('id', sa.String(36).with_variant(sa.Uuid(), "postgresql"), nullable=False),
    sa.Column('created_at', sa.String(27).with_variant(sa.DateTime(timezone=True), "postgresql"), nullable=False),
    sa.Column('version', sa.BigInteger(), nullable=False),
    sa.CheckConstraint("previous_rating IN ('not_assessed', 'early', 'some_progress', 'good_progress')", name=op.f('ck_objectives_previous_rating_known')),
    sa.CheckConstraint("priority IN ('high', 'medium', 'low', 'not_prioritised')", name=op.f('ck_objectives_priority_known')),
    sa.CheckConstraint("rating IN ('not_assessed', 'early', 'some_progress', 'good_progress')", name=op.f('ck_objectives_rating_known')),
    sa.CheckConstraint("trend IN ('up', 'same', 'down')", name=op.f('ck_objectives_trend_known')),
    sa.CheckConstraint('number BETWEEN 1 AND 23', name=op.f('ck_objectives_number_known')),
    sa.ForeignKeyConstraint(['government_id'], ['organisations.id'], name=op.f('fk_objectives_government_id')),
    sa.ForeignKeyConstraint(['lead_id'], ['organisations.id'], name=op.f('fk_objectives_lead_id')),
    sa.ForeignKeyConstraint(['network_id'], ['networks.id'], name=op.f('fk_objectives_network_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_objectives')),
    sa.UniqueConstraint('network_id', 'number', name=op.f('uq_objectives_network_id_number'))
    )
    op.create_table('proposals',
    sa.Column('network_id', sa.String(36).with_variant(sa.Uuid(), "postgresql"), nullable=False),
    sa.Column('number', sa.String(length=30), nullable=False),
    sa.Column('state', sa.String(length=30), nullable=False),
    sa.Column('title', sa.Text(), nullable=False),
    sa.Column('summary', sa.Text(), nullable=True),
    sa.Column('thematic_area', sa.String(length=8), nullable=True),
    sa.Column('primary_objective', sa.BigInteger(), nullable=True),
    sa.Column('objectives', sa.Text(), nullable=False),
    sa.Column('call_code', sa.String(length=40), nullable=False),
    sa.Column('call_version', sa.String(length=20), nullable=False),
    sa.Column('starts_on', sa.Date(), nullable=True),
    sa.Column('months', sa.BigInteger(), nullable=True),
    sa.Column('government_counterparts', sa.Text(), nullable=False),
    sa.Column('based_on_id', sa.String(36).with_variant(sa.Uuid(), "postgresql"), nullable=True),
    sa.Column('convening_id', sa.String(36).with_variant(sa.Uuid(), "postgresql"), nullable=True),
    sa.Column('parties', sa.Text(), nullable=False),
    sa.Column('totals', sa.Text(), nullable=False),
    sa.Column('indirect_cents', sa.BigInteger(), nullable=False),
    sa.Column('total_cents', sa.BigInteger(), nullable=False),
    sa.Column('findings', sa.Text(), nullable=False),
    sa.Column('blockers', sa.BigInteger(), nullable=False),
    sa.Column('content_digest', sa.String(length=64), nullable=False),
    sa.Column('revision', sa.BigInteger(), nullable=False),
    sa.Column('revision_digest', sa.String(length=64), nullable=True),
    sa.Column('decision_id', sa.String(36).with_variant(sa.Uuid(), "postgresql"), nullable=True),
    sa.Column('government_endorsement', sa.Text(), nullable=True),
    sa.Column('signatures', sa.Text(), nullable=False),
    sa.Column('confirmations', sa.Text(), nullable=False),
    sa.Column('acts', sa.Text(), nullable=False),
    sa.Column('updated_at', sa.String(27).with_variant(sa.DateTime(timezone=True), "postgresql"), nullable=False),
    sa.Column('id', sa.String(36).with_variant(sa.Uuid(), "postgresql"), nullable=False),
    sa.Column('created_at', sa.String(27).with_variant(sa.DateTime(timezone=True), "postgresql"), nullable=False),
    sa.Column('version', sa.BigInteger(), nullable=False),
    sa.CheckConstraint("state IN ('idea', 'concept_note_draft', 'concept_note_network_review', 'concept_note_endorsed', 'concept_note_submitted', 'pipeline', 'concept_note_not_retained', 'jp_document_draft', 'jp_document_submitted', 'appraisal', 'revision_requested', 'approved', 'rejected', 'signature', 'funds_transferred', 'implementation', 'suspended', 'operationally_closed', 'final_reporting', 'financially_closed', 'withdrawn', 'cancelled')", name=op.f('ck_proposals_state_known')),
    sa.CheckConstraint('months > 0', name=op.f('ck_proposals_months_positive')),
    sa.CheckConstraint('primary_objective BETWEEN 1 AND 23', name=op.f('ck_proposals_primary_objective_known')),
    sa.CheckConstraint('total_cents >= 0', name=op.f('ck_proposals_total_not_negative')),
    sa.ForeignKeyConstraint(['based_on_id'], ['proposals.id'], name=op.f('fk_proposals_based_on_id')),
    sa.ForeignKeyConstraint(['convening_id'], ['organisations.id'], name=op.f('fk_proposals_convening_id')),
    sa.ForeignKeyConstraint(['network_id'], ['networks.id'], name=op.f('fk_proposals_network_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_proposals')),
    sa.UniqueConstraint('network_id', 'number', name=op.f('uq_proposals_network_id_number'))
    )
    with op.batch_alter_table('proposals', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_proposals_network_id_updated_at_id'), ['network_id', 'updated_at', 'id'], unique=False)

    op.create_table('register_numbers',
    sa.Column('network_id', sa.String(36).with_variant(sa.Uuid(), "postgresql"), nullable=False),
    sa.Column('register', sa.String(length=20), nullable=False),
    sa.Column('year', sa.BigInteger(), nullable=False),
    sa.Column('last', sa.BigInteger(), nullable=False),
    sa.ForeignKeyConstraint(['network_id'], ['networks.id'], name=op.f('fk_register_numbers_network_id')),
    sa.PrimaryKeyConstraint('network_id', 'register', 'year', name=op.f('pk_register_numbers'))
    )
    op.create_table('search_entries',
    sa.Column('id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), autoincrement=True, nullable=False),
    sa.Column('network_id', sa.String(36).with_variant(sa.Uuid(), "postgresql"), nullable=False),
    sa.Column('kind', sa.String(length=30), nullable=False),
    sa.Column('subject_id', sa.String(36).with_variant(sa.Uuid(), "postgresql"), nullable=False),
    sa.Column('visibility', sa.String(length=12), nullable=False),
    sa.Column('number', sa.String(length=40), nullable=True),
    sa.Column('title', sa.Text(), nullable=False),
    sa.Column('summary', sa.String(length=240), nullable=False),
    sa.Column('at', sa.String(27).with_variant(sa.DateTime(timezone=True), "postgresql"), nullable=False),
    sa.Column('heading', sa.Text(), nullable=False),
    sa.Column('terms', sa.Text(), nullable=False),
    sa.CheckConstraint("visibility IN ('public', 'partners', 'members', 'secretariat')", name=op.f('ck_search_entries_visibility_known')),
    sa.ForeignKeyConstraint(['network_id'], ['journal_heads.id'], name=op.f('fk_search_entries_network_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_search_entries')),
    sa.UniqueConstraint('network_id', 'kind', 'subject_id', name=op.f('uq_search_entries_network_id_kind_subject_id')),
    sqlite_autoincrement=True
    )
    op.create_table('agenda_items',
    sa.Column('network_id', sa.String(36).with_variant(sa.Uuid(), "postgresql"), nullable=False),
    sa.Column('meeting_id', sa.String(36).with_variant(sa.Uuid(), "postgresql"), nullable=False),
    sa.Column('place', sa.BigInteger(), nullable=False),
    sa.Column('kind', sa.String(length=12), nullable=False),
    sa.Column('title', sa.Text(), nullable=False),
    sa.Column('duration_minutes', sa.BigInteger(), nullable=False),
    sa.Column('presenter_id', sa.String(36).with_variant(sa.Uuid(), "postgresql"), nullable=True),
    sa.Column('notes', sa.Text(), nullable=True),
    sa.Column('outcome', sa.Text(), nullable=True),
    sa.Column('proposed_by_id', sa.String(36).with_variant(sa.Uuid(), "postgresql"), nullable=True),
    sa.Column('removed_at', sa.String(27).with_variant(sa.DateTime(timezone=True), "postgresql"), nullable=True),
    sa.Column('id', sa.String(36).with_variant(sa.Uuid(), "postgresql"), nullable=False),
    sa.Column('created_at', sa.String(27).with_variant(sa.DateTime(timezone=True), "postgresql"), nullable=False),
    sa.Column('version', sa.BigInteger(), nullable=False),
    sa.CheckConstraint("kind IN ('information', 'discussion', 'decision')", name=op.f('ck_agenda_items_kind_known')),
    sa.CheckConstraint('duration_minutes BETWEEN 1 AND 480', name=op.f('ck_agenda_items_duration_bounded')),
    sa.ForeignKeyConstraint(['meeting_id'], ['meetings.id'], name=op.f('fk_agenda_items_meeting_id')),
    sa.ForeignKeyConstraint(['network_id'], ['networks.id'], name=op.f('fk_agenda_items_network_id')),
    sa.ForeignKeyConstraint(['presenter_id'], ['organisations.id'], name=op.f('fk_agenda_items_presenter_id')),
    sa.ForeignKeyConstraint(['proposed_by_id'], ['organisations.id'], name=op.f('fk_agenda_items_proposed_by_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_agenda_items'))
    )
    with op.batch_alter_table('agenda_items', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_agenda_items_meeting_id_place'), ['meeting_id', 'place'], unique=False)

    op.create_table('assessments',
    sa.Column('network_id', sa.String(36).with_variant(sa.Uuid(), "postgresql"), nullable=False),
    sa.Column('objective_id', sa.String(36).with_variant(sa.Uuid(), "postgresql"), nullable=False),
    sa.Column('organisation_id', sa.String(36).with_variant(sa.Uuid(), "postgresql"), nullable=False),
    sa.Column('acronym', sa.String(length=20), nullable=False),
    sa.Column('period', sa.String(length=8), nullable=False),
    sa.Column('state', sa.String(length=10), nullable=False),
    sa.Column('rating', sa.String(length=14), nullable=False),
    sa.Column('narrative', sa.Text(), nullable=True),
    sa.Column('evidence', sa.Text(), nullable=False),
    sa.Column('attachment_count', sa.BigInteger(), nullable=False),
    sa.Column('reason', sa.Text(), nullable=True),
    sa.Column('submitted_by', sa.String(36).with_variant(sa.Uuid(), "postgresql"), nullable=True),
    sa.Column('submitted_at', sa.String(27).with_variant(sa.DateTime(timezone=True), "postgresql"), nullable=True),
    sa.Column('approved_at', sa.String(27).with_variant(sa.DateTime(timezone=True), "postgresql"), nullable=True),
    sa.Column('id', sa.String(36).with_variant(sa.Uuid(), "postgresql"), nullable=False),
    sa.Column('created_at', sa.String(27).with_variant(sa.DateTime(timezone=True), "postgresql"), nullable=False),
    sa.Column('version', sa.BigInteger(), nullable=False),
    sa.CheckConstraint("(state = 'approved') = (approved_at IS NOT NULL)", name=op.f('ck_assessments_approved_has_its_instant')),
    sa.CheckConstraint("rating IN ('not_assessed', 'early', 'some_progress', 'good_progress')", name=op.f('ck_assessments_rating_known')),
    sa.CheckConstraint("state <> 'returned' OR reason IS NOT NULL", name=op.f('ck_assessments_returned_says_why')),
    sa.CheckConstraint("state IN ('draft', 'submitted', 'approved', 'returned')", name=op.f('ck_assessments_state_known')),
    sa.ForeignKeyConstraint(['network_id'], ['networks.id'], name=op.f('fk_assessments_network_id')),
    sa.ForeignKeyConstraint(['objective_id'], ['objectives.id'], name=op.f('fk_assessments_objective_id')),
    sa.ForeignKeyConstraint(['organisation_id'], ['organisations.id'], name=op.f('fk_assessments_organisation_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_assessments')),
    sa.UniqueConstraint('objective_id', 'organisation_id', 'period', name=op.f('uq_assessments_objective_id_organisation_id_period'))
    )
    with op.batch_alter_table('assessments', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_assessments_network_id_state'), ['network_id', 'state'], unique=False)

    op.create_table('invitations',
    sa.Column('network_id', sa.String(36).with_variant(sa.Uuid(), "postgresql"), nullable=False),
    sa.Column('meeting_id', sa.String(36).with_variant(sa.Uuid(), "postgresql"), nullable=False),
    sa.Column('organisation_id', sa.String(36).with_variant(sa.Uuid(), "postgresql"), nullable=False),
    sa.Column('acronym', sa.String(length=20), nullable=False),
    sa.Column('place', sa.BigInteger(), nullable=False),
    sa.Column('answer', sa.String(length=6), nullable=True),
    sa.Column('answered_at', sa.String(27).with_variant(sa.DateTime(timezone=True), "postgresql"), nullable=True),
    sa.Column('on_behalf', sa.Boolean(), nullable=False),
    sa.Column('presence', sa.String(length=8), nullable=True),
    sa.Column('person', sa.String(length=200), nullable=True),
    sa.Column('id', sa.String(36).with_variant(sa.Uuid(), "postgresql"), nullable=False),
    sa.Column('created_at', sa.String(27).with_variant(sa.DateTime(timezone=True), "postgresql"), nullable=False),
    sa.Column('version', sa.BigInteger(), nullable=False),
    sa.CheckConstraint("answer IN ('yes', 'no', 'maybe')", name=op.f('ck_invitations_answer_known')),
    sa.CheckConstraint("presence IN ('in_room', 'remote', 'absent')", name=op.f('ck_invitations_presence_known')),
    sa.ForeignKeyConstraint(['meeting_id'], ['meetings.id'], name=op.f('fk_invitations_meeting_id')),
    sa.ForeignKeyConstraint(['network_id'], ['networks.id'], name=op.f('fk_invitations_network_id')),
    sa.ForeignKeyConstraint(['organisation_id'], ['organisations.id'], name=op.f('fk_invitations_organisation_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_invitations')),
    sa.UniqueConstraint('meeting_id', 'organisation_id', name=op.f('uq_invitations_meeting_id_organisation_id'))
    )
    op.create_table('proposal_outputs',
    sa.Column('id', sa.String(36).with_variant(sa.Uuid(), "postgresql"), nullable=False),
    sa.Column('proposal_id', sa.String(36).with_variant(sa.Uuid(), "postgresql"), nullable=False),
    sa.Column('code', sa.String(length=20), nullable=False),
    sa.Column('title', sa.String(length=300), nullable=False),
    sa.Column('position', sa.BigInteger(), nullable=False),
    sa.ForeignKeyConstraint(['proposal_id'], ['proposals.id'], name=op.f('fk_proposal_outputs_proposal_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_proposal_outputs')),
    sa.UniqueConstraint('proposal_id', 'code', name=op.f('uq_proposal_outputs_proposal_id_code'))
    )
    op.create_table('proposal_punos',
    sa.Column('proposal_id', sa.String(36).with_variant(sa.Uuid(), "postgresql"), nullable=False),
    sa.Column('organisation_id', sa.String(36).with_variant(sa.Uuid(), "postgresql"), nullable=False),
    sa.Column('role', sa.String(length=13), nullable=False),
    sa.Column('indirect_bps', sa.BigInteger(), nullable=False),
    sa.Column('version', sa.BigInteger(), nullable=False),
    sa.CheckConstraint("role IN ('convening', 'participating')", name=op.f('ck_proposal_punos_role_known')),
    sa.CheckConstraint('indirect_bps BETWEEN 0 AND 10000', name=op.f('ck_proposal_punos_indirect_bps_known')),
    sa.ForeignKeyConstraint(['organisation_id'], ['organisations.id'], name=op.f('fk_proposal_punos_organisation_id')),
    sa.ForeignKeyConstraint(['proposal_id'], ['proposals.id'], name=op.f('fk_proposal_punos_proposal_id')),
    sa.PrimaryKeyConstraint('proposal_id', 'organisation_id', name=op.f('pk_proposal_punos'))
    )
    with op.batch_alter_table('proposal_punos', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_proposal_punos_organisation_id'), ['organisation_id'], unique=False)

    op.create_table('proposal_revisions',
    sa.Column('network_id', sa.String(36).with_variant(sa.Uuid(), "postgresql"), nullable=False),
    sa.Column('proposal_id', sa.String(36).with_variant(sa.Uuid(), "postgresql"), nullable=False),
    sa.Column('number', sa.BigInteger(), nullable=False),
    sa.Column('snapshot', sa.Text(), nullable=False),
    sa.Column('sha256', sa.String(length=64), nullable=False),
    sa.Column('id', sa.String(36).with_variant(sa.Uuid(), "postgresql"), nullable=False),
    sa.Column('created_at', sa.String(27).with_variant(sa.DateTime(timezone=True), "postgresql"), nullable=False),
    sa.Column('version', sa.BigInteger(), nullable=False),
    sa.ForeignKeyConstraint(['network_id'], ['networks.id'], name=op.f('fk_proposal_revisions_network_id')),
    sa.ForeignKeyConstraint(['proposal_id'], ['proposals.id'], name=op.f('fk_proposal_revisions_proposal_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_proposal_revisions')),
    sa.UniqueConstraint('proposal_id', 'number', name=op.f('uq_proposal_revisions_proposal_id_number'))
    )
    op.create_table('rounds',
    sa.Column('network_id', sa.String(36).with_variant(sa.Uuid(), "postgresql"), nullable=False),
    sa.Column('decision_id', sa.String(36).with_variant(sa.Uuid(), "postgresql"), nullable=False),
    sa.Column('number', sa.BigInteger(), nullable=False),
    sa.Column('procedure', sa.String(length=10), nullable=False),
    sa.Column('state', sa.String(length=10), nullable=False),
    sa.Column('outcome', sa.String(length=10), nullable=True),
    sa.Column('authoritative', sa.String(length=2), nullable=False),
    sa.Column('texts', sa.Text(), nullable=False),
    sa.Column('text_hash', sa.String(length=64), nullable=False),
    sa.Column('opened_at', sa.String(27).with_variant(sa.DateTime(timezone=True), "postgresql"), nullable=False),
    sa.Column('deadline_at', sa.String(27).with_variant(sa.DateTime(timezone=True), "postgresql"), nullable=False),
    sa.Column('closed_at', sa.String(27).with_variant(sa.DateTime(timezone=True), "postgresql"), nullable=True),
    sa.Column('id', sa.String(36).with_variant(sa.Uuid(), "postgresql"), nullable=False),
    sa.Column('created_at', sa.String(27).with_variant(sa.DateTime(timezone=True), "postgresql"), nullable=False),
    sa.Column('version', sa.BigInteger(), nullable=False),
    sa.CheckConstraint("(state = 'closed') = (outcome IS NOT NULL)", name=op.f('ck_rounds_closed_has_outcome')),
    sa.CheckConstraint("outcome IN ('clear', 'broken', 'incomplete')", name=op.f('ck_rounds_outcome_known')),
    sa.CheckConstraint("procedure IN ('silence', 'express', 'meeting')", name=op.f('ck_rounds_procedure_known')),
    sa.CheckConstraint("state IN ('open', 'closed', 'abandoned')", name=op.f('ck_rounds_state_known')),
    sa.ForeignKeyConstraint(['decision_id'], ['decisions.id'], name=op.f('fk_rounds_decision_id')),
    sa.ForeignKeyConstraint(['network_id'], ['networks.id'], name=op.f('fk_rounds_network_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_rounds')),
    sa.UniqueConstraint('decision_id', 'number', name=op.f('uq_rounds_decision_id_number'))
    )
    op.create_table('budget_lines',
    sa.Column('id', sa.String(36).with_variant(sa.Uuid(), "postgresql"), nullable=False),
    sa.Column('proposal_id', sa.String(36).with_variant(sa.Uuid(), "postgresql"), nullable=False),
    sa.Column('organisation_id', sa.String(36).with_variant(sa.Uuid(), "postgresql"), nullable=False),
    sa.Column('output_id', sa.String(36).with_variant(sa.Uuid(), "postgresql"), nullable=True),
    sa.Column('category', sa.BigInteger(), nullable=False),
    sa.Column('year', sa.BigInteger(), nullable=False),
    sa.Column('amount_cents', sa.BigInteger(), nullable=False),
    sa.CheckConstraint('amount_cents >= 0', name=op.f('ck_budget_lines_amount_not_negative')),
    sa.CheckConstraint('category BETWEEN 1 AND 7', name=op.f('ck_budget_lines_category_direct')),
    sa.ForeignKeyConstraint(['organisation_id'], ['organisations.id'], name=op.f('fk_budget_lines_organisation_id')),
    sa.ForeignKeyConstraint(['output_id'], ['proposal_outputs.id'], name=op.f('fk_budget_lines_output_id')),
    sa.ForeignKeyConstraint(['proposal_id'], ['proposals.id'], name=op.f('fk_budget_lines_proposal_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_budget_lines')),
    sa.UniqueConstraint('proposal_id', 'organisation_id', 'output_id', 'category', 'year', name=op.f('uq_budget_lines_proposal_id_organisation_id_output_id_category_year'))
    )
    op.create_table('positions',
    sa.Column('network_id', sa.String(36).with_variant(sa.Uuid(), "postgresql"), nullable=False),
    sa.Column('round_id', sa.String(36).with_variant(sa.Uuid(), "postgresql"), nullable=False),
    sa.Column('organisation_id', sa.String(36).with_variant(sa.Uuid(), "postgresql"), nullable=False),
    sa.Column('acronym', sa.String(length=20), nullable=False),
    sa.Column('place', sa.BigInteger(), nullable=False),
    sa.Column('value', sa.String(length=14), nullable=True),
    sa.Column('text', sa.Text(), nullable=True),
    sa.Column('would_resolve', sa.Text(), nullable=True),
    sa.Column('ad_referendum_until', sa.String(27).with_variant(sa.DateTime(timezone=True), "postgresql"), nullable=True),
    sa.Column('answered_at', sa.String(27).with_variant(sa.DateTime(timezone=True), "postgresql"), nullable=True),
    sa.Column('on_behalf', sa.Boolean(), nullable=False),
    sa.Column('source', sa.String(length=300), nullable=True),
    sa.Column('confirmed_at', sa.String(27).with_variant(sa.DateTime(timezone=True), "postgresql"), nullable=True),
    sa.Column('released_at', sa.String(27).with_variant(sa.DateTime(timezone=True), "postgresql"), nullable=True),
    sa.Column('reached_at', sa.String(27).with_variant(sa.DateTime(timezone=True), "postgresql"), nullable=True),
    sa.Column('reminded_at', sa.String(27).with_variant(sa.DateTime(timezone=True), "postgresql"), nullable=True),
    sa.Column('seen_at', sa.String(27).with_variant(sa.DateTime(timezone=True), "postgresql"), nullable=True),
    sa.Column('id', sa.String(36).with_variant(sa.Uuid(), "postgresql"), nullable=False),
    sa.Column('created_at', sa.String(27).with_variant(sa.DateTime(timezone=True), "postgresql"), nullable=False),
    sa.Column('version', sa.BigInteger(), nullable=False),
    sa.CheckConstraint("value <> 'objection' OR would_resolve IS NOT NULL", name=op.f('ck_positions_objection_says_what_resolves')),
    sa.CheckConstraint("value IN ('support', 'no_objection', 'reservation', 'disassociate', 'objection', 'ad_referendum', 'recused')", name=op.f('ck_positions_value_known')),
    sa.CheckConstraint('(value IS NULL) = (answered_at IS NULL)', name=op.f('ck_positions_answer_has_its_instant')),
    sa.CheckConstraint('NOT on_behalf OR source IS NOT NULL', name=op.f('ck_positions_on_behalf_has_source')),
    sa.ForeignKeyConstraint(['network_id'], ['networks.id'], name=op.f('fk_positions_network_id')),
    sa.ForeignKeyConstraint(['organisation_id'], ['organisations.id'], name=op.f('fk_positions_organisation_id')),
    sa.ForeignKeyConstraint(['round_id'], ['rounds.id'], name=op.f('fk_positions_round_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_positions')),
    sa.UniqueConstraint('round_id', 'organisation_id', name=op.f('uq_positions_round_id_organisation_id'))
    )
    op.execute(
        "INSERT INTO journal_heads (id, slug, seq, hash, epoch) VALUES "
        f"('00000000-0000-0000-0000-000000000000', 'platform', 0, '{'0' * 64}', 0)"
    )
    if op.get_bind().dialect.name == "sqlite":
        op.execute("CREATE VIRTUAL TABLE search_words USING fts5(terms, content='search_entries', content_rowid='id', tokenize='unicode61 remove_diacritics 0', detail=none, columnsize=0, prefix='6 7')")
    if op.get_bind().dialect.name == "postgresql":
        op.execute("CREATE INDEX search_words ON search_entries USING gin (array_to_tsvector(string_to_array(terms, ' '))) WITH (fastupdate = off)")


def downgrade() -> None:
    if op.get_bind().dialect.name == "sqlite":
        op.execute('DROP TABLE IF EXISTS search_words')
    if op.get_bind().dialect.name == "postgresql":
        op.execute('DROP INDEX IF EXISTS search_words')
    op.drop_table('positions')
    op.drop_table('budget_lines')
    op.drop_table('rounds')
    op.drop_table('proposal_revisions')
    with op.batch_alter_table('proposal_punos', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_proposal_punos_organisation_id'))

    op.drop_table('proposal_punos')
    op.drop_table('proposal_outputs')
    op.drop_table('invitations')
    with op.batch_alter_table('assessments', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_assessments_network_id_state'))

    op.drop_table('assessments')
    with op.batch_alter_table('agenda_items', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_agenda_items_meeting_id_place'))

    op.drop_table('agenda_items')
    op.drop_table('search_entries')
    op.drop_table('register_numbers')
    with op.batch_alter_table('proposals', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_proposals_network_id_updated_at_id'))

    op.drop_table('proposals')
    op.drop_table('objectives')
    with op.batch_alter_table('memberships', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_memberships_organisation_id'))

    op.drop_table('memberships')
    with op.batch_alter_table('meetings', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_meetings_network_id_sort_at'))

    op.drop_table('meetings')
    with op.batch_alter_table('mailed_links', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_mailed_links_person_id'))

    op.drop_table('mailed_links')
    op.drop_table('links')
    with op.batch_alter_table('journal_entries', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_journal_entries_network_id_subject_seq'))
        batch_op.drop_index(batch_op.f('ix_journal_entries_network_id_subject_id_seq'))
        batch_op.drop_index(batch_op.f('ix_journal_entries_network_id_organisation_id_seq'))
        batch_op.drop_index(batch_op.f('ix_journal_entries_network_id_kind_seq'))

    op.drop_table('journal_entries')
    with op.batch_alter_table('dues', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_dues_network_id_at'))

    op.drop_table('dues')
    with op.batch_alter_table('deliveries', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_deliveries_state_next_try_at'))
        batch_op.drop_index(batch_op.f('ix_deliveries_person_id'))
        batch_op.drop_index(batch_op.f('ix_deliveries_network_id_subject_id_kind'))

    op.drop_table('deliveries')
    with op.batch_alter_table('decisions', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_decisions_network_id_supersedes_id'))
        batch_op.drop_index(batch_op.f('ix_decisions_network_id_state_sort_at'))
        batch_op.drop_index(batch_op.f('ix_decisions_network_id_sort_at'))
        batch_op.drop_index(batch_op.f('ix_decisions_network_id_proposal_id'))
        batch_op.drop_index(batch_op.f('ix_decisions_network_id_meeting_id'))

    op.drop_table('decisions')
    with op.batch_alter_table('browser_sessions', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_browser_sessions_person_id'))

    op.drop_table('browser_sessions')
    with op.batch_alter_table('attachments', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_attachments_network_id_subject_subject_id'))
        batch_op.drop_index(batch_op.f('ix_attachments_network_id_organisation_id'))

    op.drop_table('attachments')
    with op.batch_alter_table('appointments', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_appointments_person_id'))
        batch_op.drop_index(batch_op.f('ix_appointments_network_id_organisation_id'))

    op.drop_table('appointments')
    with op.batch_alter_table('api_tokens', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_api_tokens_person_id'))

    op.drop_table('api_tokens')
    op.drop_table('signing_keys')
    op.drop_table('sign_in_failures')
    op.drop_table('restorations')
    op.drop_table('people')
    with op.batch_alter_table('organisations', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_organisations_sort_key'))

    op.drop_table('organisations')
    op.drop_table('networks')
    op.drop_table('journal_heads')
    with op.batch_alter_table('idempotent_replies', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_idempotent_replies_created_at'))

    op.drop_table('idempotent_replies')
