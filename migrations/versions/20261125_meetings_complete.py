"""meetings complete: rhythm, agenda, invitations, session, minutes; files of an on-behalf source; who agreed a setting

What this session adds lands together; each part stands in a block of its own.
"""

import sqlalchemy as sa
from alembic import op

revision = '20261125_meetings_complete'
down_revision = '20261125_consensus_complete'
branch_labels = None
depends_on = None


def upgrade() -> None:
    # ── calling a meeting (V1) ──
    op.create_table('unct_meetings',
    sa.Column('network_id', sa.String(36).with_variant(sa.Uuid(), "postgresql"), nullable=False),
    sa.Column('meets_on', sa.Date(), nullable=False),
    sa.Column('begins', sa.String(length=5), nullable=True),
    sa.Column('ends', sa.String(length=5), nullable=True),
    sa.Column('note', sa.String(length=300), nullable=True),
    sa.Column('removed_at', sa.String(27).with_variant(sa.DateTime(timezone=True), "postgresql"), nullable=True),
    sa.Column('id', sa.String(36).with_variant(sa.Uuid(), "postgresql"), nullable=False),
    sa.Column('created_at', sa.String(27).with_variant(sa.DateTime(timezone=True), "postgresql"), nullable=False),
    sa.Column('version', sa.BigInteger(), nullable=False),
    sa.CheckConstraint('(begins IS NULL) = (ends IS NULL)', name=op.f('ck_unct_meetings_both_hours')),
    sa.CheckConstraint('ends IS NULL OR ends > begins', name=op.f('ck_unct_meetings_ends_after_begin')),
    sa.ForeignKeyConstraint(['network_id'], ['networks.id'], name=op.f('fk_unct_meetings_network_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_unct_meetings')),
    sa.UniqueConstraint('network_id', 'meets_on', name=op.f('uq_unct_meetings_network_id_meets_on'))
    )
    with op.batch_alter_table('meetings', schema=None) as batch_op:
        batch_op.add_column(sa.Column('languages', sa.Text(), nullable=False, server_default='["en"]'))
        batch_op.add_column(sa.Column('unct_meeting_id', sa.String(36).with_variant(sa.Uuid(), "postgresql"), nullable=True))
        batch_op.add_column(sa.Column('moved_from_at', sa.String(27).with_variant(sa.DateTime(timezone=True), "postgresql"), nullable=True))
        batch_op.add_column(sa.Column('moved_reason', sa.Text(), nullable=True))
        batch_op.create_foreign_key(batch_op.f('fk_meetings_unct_meeting_id'), 'unct_meetings', ['unct_meeting_id'], ['id'])

    # meetings that stand already are held in the network's languages
    op.execute(
        'UPDATE meetings SET languages = (SELECT networks.languages FROM networks WHERE networks.id = meetings.network_id)'
    )

    # ── agenda (V2) ──
    with op.batch_alter_table('agenda_items', schema=None) as batch_op:
        batch_op.add_column(sa.Column('standing', sa.String(length=20), nullable=True))
        batch_op.add_column(sa.Column('request_id', sa.String(36).with_variant(sa.Uuid(), "postgresql"), nullable=True))
        batch_op.add_column(sa.Column('carried_from_id', sa.String(36).with_variant(sa.Uuid(), "postgresql"), nullable=True))
        batch_op.add_column(sa.Column('carried_to_id', sa.String(36).with_variant(sa.Uuid(), "postgresql"), nullable=True))
        batch_op.add_column(sa.Column('moved_on_at', sa.String(27).with_variant(sa.DateTime(timezone=True), "postgresql"), nullable=True))
        batch_op.create_foreign_key(batch_op.f('fk_agenda_items_request_id'), 'meetings', ['request_id'], ['id'])
        batch_op.create_foreign_key(batch_op.f('fk_agenda_items_carried_from_id'), 'agenda_items', ['carried_from_id'], ['id'])
        batch_op.create_foreign_key(batch_op.f('fk_agenda_items_carried_to_id'), 'agenda_items', ['carried_to_id'], ['id'])
        batch_op.create_check_constraint(batch_op.f('ck_agenda_items_carried_has_its_instant'), "carried_to_id IS NULL OR moved_on_at IS NOT NULL")

    op.create_table('backlog_topics',
    sa.Column('network_id', sa.String(36).with_variant(sa.Uuid(), "postgresql"), nullable=False),
    sa.Column('kind', sa.String(length=12), nullable=False),
    sa.Column('title', sa.Text(), nullable=False),
    sa.Column('duration_minutes', sa.BigInteger(), nullable=False),
    sa.Column('presenter_id', sa.String(36).with_variant(sa.Uuid(), "postgresql"), nullable=True),
    sa.Column('notes', sa.Text(), nullable=True),
    sa.Column('reason', sa.Text(), nullable=False),
    sa.Column('visibility', sa.String(length=12), nullable=False),
    sa.Column('parked_by_id', sa.String(36).with_variant(sa.Uuid(), "postgresql"), nullable=True),
    sa.Column('proposed_by_id', sa.String(36).with_variant(sa.Uuid(), "postgresql"), nullable=True),
    sa.Column('from_item_id', sa.String(36).with_variant(sa.Uuid(), "postgresql"), nullable=True),
    sa.Column('for_next', sa.Boolean(), nullable=False),
    sa.Column('item_id', sa.String(36).with_variant(sa.Uuid(), "postgresql"), nullable=True),
    sa.Column('closed_at', sa.String(27).with_variant(sa.DateTime(timezone=True), "postgresql"), nullable=True),
    sa.Column('closing_reason', sa.Text(), nullable=True),
    sa.Column('id', sa.String(36).with_variant(sa.Uuid(), "postgresql"), nullable=False),
    sa.Column('created_at', sa.String(27).with_variant(sa.DateTime(timezone=True), "postgresql"), nullable=False),
    sa.Column('version', sa.BigInteger(), nullable=False),
    sa.CheckConstraint("(closed_at IS NULL) = (item_id IS NULL AND closing_reason IS NULL)", name=op.f('ck_backlog_topics_closed_says_how')),
    sa.CheckConstraint("duration_minutes BETWEEN 1 AND 480", name=op.f('ck_backlog_topics_duration_bounded')),
    sa.CheckConstraint("kind IN ('information', 'discussion', 'decision')", name=op.f('ck_backlog_topics_kind_known')),
    sa.CheckConstraint("visibility IN ('public', 'partners', 'members', 'secretariat')", name=op.f('ck_backlog_topics_visibility_known')),
    sa.ForeignKeyConstraint(['from_item_id'], ['agenda_items.id'], name=op.f('fk_backlog_topics_from_item_id')),
    sa.ForeignKeyConstraint(['item_id'], ['agenda_items.id'], name=op.f('fk_backlog_topics_item_id')),
    sa.ForeignKeyConstraint(['network_id'], ['networks.id'], name=op.f('fk_backlog_topics_network_id')),
    sa.ForeignKeyConstraint(['parked_by_id'], ['organisations.id'], name=op.f('fk_backlog_topics_parked_by_id')),
    sa.ForeignKeyConstraint(['presenter_id'], ['organisations.id'], name=op.f('fk_backlog_topics_presenter_id')),
    sa.ForeignKeyConstraint(['proposed_by_id'], ['organisations.id'], name=op.f('fk_backlog_topics_proposed_by_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_backlog_topics'))
    )
    with op.batch_alter_table('backlog_topics', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_backlog_topics_network_id_closed_at_created_at'), ['network_id', 'closed_at', 'created_at'], unique=False)
        batch_op.create_index(batch_op.f('ix_backlog_topics_network_id_from_item_id'), ['network_id', 'from_item_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_backlog_topics_network_id_item_id'), ['network_id', 'item_id'], unique=False)

    op.create_table('meeting_papers',
    sa.Column('network_id', sa.String(36).with_variant(sa.Uuid(), "postgresql"), nullable=False),
    sa.Column('meeting_id', sa.String(36).with_variant(sa.Uuid(), "postgresql"), nullable=False),
    sa.Column('agenda_item_id', sa.String(36).with_variant(sa.Uuid(), "postgresql"), nullable=True),
    sa.Column('place', sa.BigInteger(), nullable=False),
    sa.Column('title', sa.Text(), nullable=False),
    sa.Column('language', sa.String(length=2), nullable=True),
    sa.Column('visibility', sa.String(length=12), nullable=False),
    sa.Column('awaited_from_id', sa.String(36).with_variant(sa.Uuid(), "postgresql"), nullable=True),
    sa.Column('added_by_id', sa.String(36).with_variant(sa.Uuid(), "postgresql"), nullable=True),
    sa.Column('url', sa.String(length=500), nullable=True),
    sa.Column('file_id', sa.String(36).with_variant(sa.Uuid(), "postgresql"), nullable=True),
    sa.Column('revision', sa.BigInteger(), nullable=False),
    sa.Column('pages', sa.BigInteger(), nullable=True),
    sa.Column('removed_at', sa.String(27).with_variant(sa.DateTime(timezone=True), "postgresql"), nullable=True),
    sa.Column('id', sa.String(36).with_variant(sa.Uuid(), "postgresql"), nullable=False),
    sa.Column('created_at', sa.String(27).with_variant(sa.DateTime(timezone=True), "postgresql"), nullable=False),
    sa.Column('version', sa.BigInteger(), nullable=False),
    sa.CheckConstraint("file_id IS NULL OR url IS NULL", name=op.f('ck_meeting_papers_one_source')),
    sa.CheckConstraint("language IS NULL OR language IN ('en', 'ru', 'tk')", name=op.f('ck_meeting_papers_language_known')),
    sa.CheckConstraint("visibility IN ('public', 'partners', 'members', 'secretariat')", name=op.f('ck_meeting_papers_visibility_known')),
    sa.ForeignKeyConstraint(['added_by_id'], ['organisations.id'], name=op.f('fk_meeting_papers_added_by_id')),
    sa.ForeignKeyConstraint(['agenda_item_id'], ['agenda_items.id'], name=op.f('fk_meeting_papers_agenda_item_id')),
    sa.ForeignKeyConstraint(['awaited_from_id'], ['organisations.id'], name=op.f('fk_meeting_papers_awaited_from_id')),
    sa.ForeignKeyConstraint(['meeting_id'], ['meetings.id'], name=op.f('fk_meeting_papers_meeting_id')),
    sa.ForeignKeyConstraint(['network_id'], ['networks.id'], name=op.f('fk_meeting_papers_network_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_meeting_papers'))
    )
    with op.batch_alter_table('meeting_papers', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_meeting_papers_network_id_meeting_id_place'), ['network_id', 'meeting_id', 'place'], unique=False)

    # ── invitations and attendance (V3) ──

    # ── session (V4) ──

    # ── minutes (V5) ──

    # ── consensus (C3) ──
    with op.batch_alter_table('attachments', schema=None) as batch_op:
        batch_op.add_column(sa.Column('of_version', sa.BigInteger(), nullable=True))

    with op.batch_alter_table('decisions', schema=None) as batch_op:
        batch_op.add_column(sa.Column('stale_languages', sa.Text(), nullable=False, server_default='[]'))

    with op.batch_alter_table('networks', schema=None) as batch_op:
        batch_op.add_column(sa.Column('agreed', sa.Text(), nullable=False, server_default='{}'))

    with op.batch_alter_table('positions', schema=None) as batch_op:
        batch_op.add_column(sa.Column('attachment_count', sa.BigInteger(), nullable=False, server_default='0'))

    with op.batch_alter_table('rounds', schema=None) as batch_op:
        batch_op.add_column(sa.Column('stale_languages', sa.Text(), nullable=False, server_default='[]'))


def downgrade() -> None:
    # ── consensus (C3) ──
    for table, column in (
        ('rounds', 'stale_languages'),
        ('positions', 'attachment_count'),
        ('networks', 'agreed'),
        ('decisions', 'stale_languages'),
        ('attachments', 'of_version'),
    ):
        with op.batch_alter_table(table, schema=None) as batch_op:
            batch_op.drop_column(column)

    # ── minutes (V5) ──

    # ── session (V4) ──

    # ── invitations and attendance (V3) ──

    # ── agenda (V2) ──
    op.drop_table('meeting_papers')
    op.drop_table('backlog_topics')
    with op.batch_alter_table('agenda_items', schema=None) as batch_op:
        batch_op.drop_constraint(batch_op.f('ck_agenda_items_carried_has_its_instant'), type_='check')
        for name in ('carried_to_id', 'carried_from_id', 'request_id'):
            batch_op.drop_constraint(batch_op.f(f'fk_agenda_items_{name}'), type_='foreignkey')
        for name in ('moved_on_at', 'carried_to_id', 'carried_from_id', 'request_id', 'standing'):
            batch_op.drop_column(name)

    # ── calling a meeting (V1) ──
    with op.batch_alter_table('meetings', schema=None) as batch_op:
        batch_op.drop_constraint(batch_op.f('fk_meetings_unct_meeting_id'), type_='foreignkey')
        batch_op.drop_column('moved_reason')
        batch_op.drop_column('moved_from_at')
        batch_op.drop_column('unct_meeting_id')
        batch_op.drop_column('languages')

    op.drop_table('unct_meetings')
    pass
