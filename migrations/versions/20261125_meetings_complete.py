"""meetings complete: rhythm, agenda, invitations, session, minutes; files of an on-behalf source; who agreed a setting

What this session adds lands together; each part stands in a block of its own.
"""

import json

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
    sa.PrimaryKeyConstraint('id', name=op.f('pk_unct_meetings'))
    )
    with op.batch_alter_table('unct_meetings', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_unct_meetings_network_id_meets_on'), ['network_id', 'meets_on'], unique=False)

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
    with op.batch_alter_table('invitations', schema=None) as batch_op:
        batch_op.add_column(sa.Column('source', sa.String(length=300), nullable=True))
        batch_op.add_column(sa.Column('mode', sa.String(length=8), nullable=True))
        batch_op.add_column(sa.Column('coming', sa.Text(), nullable=False, server_default='[]'))
        batch_op.add_column(sa.Column('reminded_at', sa.String(27).with_variant(sa.DateTime(timezone=True), "postgresql"), nullable=True))
        batch_op.add_column(sa.Column('people', sa.Text(), nullable=False, server_default='[]'))
        batch_op.create_check_constraint(batch_op.f('ck_invitations_mode_known'), "mode IN ('in_room', 'remote')")

    op.create_table('meeting_guests',
    sa.Column('network_id', sa.String(36).with_variant(sa.Uuid(), "postgresql"), nullable=False),
    sa.Column('meeting_id', sa.String(36).with_variant(sa.Uuid(), "postgresql"), nullable=False),
    sa.Column('name', sa.String(length=200), nullable=False),
    sa.Column('affiliation', sa.String(length=300), nullable=True),
    sa.Column('email', sa.String(length=254), nullable=False),
    sa.Column('language', sa.String(length=2), nullable=False),
    sa.Column('reads', sa.String(length=6), nullable=False),
    sa.Column('items', sa.Text(), nullable=False),
    sa.Column('answer', sa.String(length=6), nullable=True),
    sa.Column('mode', sa.String(length=8), nullable=True),
    sa.Column('answered_at', sa.String(27).with_variant(sa.DateTime(timezone=True), "postgresql"), nullable=True),
    sa.Column('on_behalf', sa.Boolean(), nullable=False),
    sa.Column('source', sa.String(length=300), nullable=True),
    sa.Column('told_at', sa.String(27).with_variant(sa.DateTime(timezone=True), "postgresql"), nullable=True),
    sa.Column('reminded_at', sa.String(27).with_variant(sa.DateTime(timezone=True), "postgresql"), nullable=True),
    sa.Column('withdrawn_at', sa.String(27).with_variant(sa.DateTime(timezone=True), "postgresql"), nullable=True),
    sa.Column('id', sa.String(36).with_variant(sa.Uuid(), "postgresql"), nullable=False),
    sa.Column('created_at', sa.String(27).with_variant(sa.DateTime(timezone=True), "postgresql"), nullable=False),
    sa.Column('version', sa.BigInteger(), nullable=False),
    sa.CheckConstraint("(answer IS NULL) = (answered_at IS NULL)", name=op.f('ck_meeting_guests_answer_has_its_instant')),
    sa.CheckConstraint("answer IN ('yes', 'no', 'maybe')", name=op.f('ck_meeting_guests_answer_known')),
    sa.CheckConstraint("mode IN ('in_room', 'remote')", name=op.f('ck_meeting_guests_mode_known')),
    sa.CheckConstraint("reads IN ('items', 'agenda')", name=op.f('ck_meeting_guests_reads_known')),
    sa.ForeignKeyConstraint(['meeting_id'], ['meetings.id'], name=op.f('fk_meeting_guests_meeting_id')),
    sa.ForeignKeyConstraint(['network_id'], ['networks.id'], name=op.f('fk_meeting_guests_network_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_meeting_guests')),
    sa.UniqueConstraint('network_id', 'meeting_id', 'email', name=op.f('uq_meeting_guests_network_id_meeting_id_email'))
    )
    op.create_table('rsvp_links',
    sa.Column('network_id', sa.String(36).with_variant(sa.Uuid(), "postgresql"), nullable=False),
    sa.Column('meeting_id', sa.String(36).with_variant(sa.Uuid(), "postgresql"), nullable=False),
    sa.Column('organisation_id', sa.String(36).with_variant(sa.Uuid(), "postgresql"), nullable=True),
    sa.Column('person_id', sa.String(36).with_variant(sa.Uuid(), "postgresql"), nullable=True),
    sa.Column('guest_id', sa.String(36).with_variant(sa.Uuid(), "postgresql"), nullable=True),
    sa.Column('used_at', sa.String(27).with_variant(sa.DateTime(timezone=True), "postgresql"), nullable=True),
    sa.Column('id', sa.String(36).with_variant(sa.Uuid(), "postgresql"), nullable=False),
    sa.Column('created_at', sa.String(27).with_variant(sa.DateTime(timezone=True), "postgresql"), nullable=False),
    sa.Column('version', sa.BigInteger(), nullable=False),
    sa.CheckConstraint("(guest_id IS NULL) = (person_id IS NOT NULL)", name=op.f('ck_rsvp_links_person_or_guest')),
    sa.CheckConstraint("(organisation_id IS NULL) = (person_id IS NULL)", name=op.f('ck_rsvp_links_person_of_an_organisation')),
    sa.ForeignKeyConstraint(['guest_id'], ['meeting_guests.id'], name=op.f('fk_rsvp_links_guest_id')),
    sa.ForeignKeyConstraint(['meeting_id'], ['meetings.id'], name=op.f('fk_rsvp_links_meeting_id')),
    sa.ForeignKeyConstraint(['network_id'], ['networks.id'], name=op.f('fk_rsvp_links_network_id')),
    sa.ForeignKeyConstraint(['organisation_id'], ['organisations.id'], name=op.f('fk_rsvp_links_organisation_id')),
    sa.ForeignKeyConstraint(['person_id'], ['people.id'], name=op.f('fk_rsvp_links_person_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_rsvp_links')),
    sa.UniqueConstraint('network_id', 'guest_id', name=op.f('uq_rsvp_links_network_id_guest_id')),
    sa.UniqueConstraint('network_id', 'meeting_id', 'organisation_id', 'person_id', name=op.f('uq_rsvp_links_network_id_meeting_id_organisation_id_person_id'))
    )
    op.create_table('calendar_feeds',
    sa.Column('person_id', sa.String(36).with_variant(sa.Uuid(), "postgresql"), nullable=False),
    sa.Column('name', sa.String(length=80), nullable=False),
    sa.Column('secret_hash', sa.String(length=64), nullable=False),
    sa.Column('holds', sa.Text(), nullable=False),
    sa.Column('alarm_minutes', sa.BigInteger(), nullable=True),
    sa.Column('revoked_at', sa.String(27).with_variant(sa.DateTime(timezone=True), "postgresql"), nullable=True),
    sa.Column('last_read_at', sa.String(27).with_variant(sa.DateTime(timezone=True), "postgresql"), nullable=True),
    sa.Column('id', sa.String(36).with_variant(sa.Uuid(), "postgresql"), nullable=False),
    sa.Column('created_at', sa.String(27).with_variant(sa.DateTime(timezone=True), "postgresql"), nullable=False),
    sa.Column('version', sa.BigInteger(), nullable=False),
    sa.CheckConstraint("alarm_minutes BETWEEN 0 AND 20160", name=op.f('ck_calendar_feeds_alarm_bounded')),
    sa.ForeignKeyConstraint(['person_id'], ['people.id'], name=op.f('fk_calendar_feeds_person_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_calendar_feeds')),
    sa.UniqueConstraint('secret_hash', name=op.f('uq_calendar_feeds_secret_hash'))
    )
    with op.batch_alter_table('calendar_feeds', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_calendar_feeds_person_id'), ['person_id'], unique=False)

    # what stands of attendance is said again by person; guests came for the whole meeting
    people = sa.text('UPDATE invitations SET people = :people WHERE id = :id')
    asked = sa.text("SELECT id, person, presence FROM invitations WHERE person IS NOT NULL AND presence IN ('in_room', 'remote')")
    for row in op.get_bind().execute(asked).fetchall():
        came = [{'function': None, 'name': row.person, 'presence': row.presence}]
        op.get_bind().execute(people, {'people': json.dumps(came, ensure_ascii=False, separators=(',', ':')), 'id': row.id})
    guests = sa.text('UPDATE meetings SET guests = :guests WHERE id = :id')
    for row in op.get_bind().execute(sa.text("SELECT id, guests FROM meetings WHERE guests <> '[]'")).fetchall():
        came = [{'guest_id': None, 'items': [], **each} for each in json.loads(row.guests)]
        text = json.dumps(came, ensure_ascii=False, separators=(',', ':'), sort_keys=True)
        op.get_bind().execute(guests, {'guests': text, 'id': row.id})

    # ── session (V4) ──
    op.create_table('meeting_sessions',
    sa.Column('network_id', sa.String(36).with_variant(sa.Uuid(), "postgresql"), nullable=False),
    sa.Column('meeting_id', sa.String(36).with_variant(sa.Uuid(), "postgresql"), nullable=False),
    sa.Column('state', sa.String(length=8), nullable=False),
    sa.Column('current_item_id', sa.String(36).with_variant(sa.Uuid(), "postgresql"), nullable=True),
    sa.Column('since_at', sa.String(27).with_variant(sa.DateTime(timezone=True), "postgresql"), nullable=True),
    sa.Column('turns', sa.Text(), nullable=False),
    sa.Column('speakers', sa.Text(), nullable=False),
    sa.Column('id', sa.String(36).with_variant(sa.Uuid(), "postgresql"), nullable=False),
    sa.Column('created_at', sa.String(27).with_variant(sa.DateTime(timezone=True), "postgresql"), nullable=False),
    sa.Column('version', sa.BigInteger(), nullable=False),
    sa.CheckConstraint("(state = 'running') = (since_at IS NOT NULL)", name=op.f('ck_meeting_sessions_running_has_its_instant')),
    sa.CheckConstraint("since_at IS NULL OR current_item_id IS NOT NULL", name=op.f('ck_meeting_sessions_running_has_its_item')),
    sa.CheckConstraint("state IN ('waiting', 'running', 'paused', 'closed')", name=op.f('ck_meeting_sessions_state_known')),
    sa.ForeignKeyConstraint(['current_item_id'], ['agenda_items.id'], name=op.f('fk_meeting_sessions_current_item_id')),
    sa.ForeignKeyConstraint(['meeting_id'], ['meetings.id'], name=op.f('fk_meeting_sessions_meeting_id')),
    sa.ForeignKeyConstraint(['network_id'], ['networks.id'], name=op.f('fk_meeting_sessions_network_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_meeting_sessions')),
    sa.UniqueConstraint('network_id', 'meeting_id', name=op.f('uq_meeting_sessions_network_id_meeting_id'))
    )
    op.create_table('session_notes',
    sa.Column('network_id', sa.String(36).with_variant(sa.Uuid(), "postgresql"), nullable=False),
    sa.Column('meeting_id', sa.String(36).with_variant(sa.Uuid(), "postgresql"), nullable=False),
    sa.Column('agenda_item_id', sa.String(36).with_variant(sa.Uuid(), "postgresql"), nullable=False),
    sa.Column('text', sa.Text(), nullable=False),
    sa.Column('text_hash', sa.String(length=64), nullable=False),
    sa.Column('written_by', sa.String(length=20), nullable=False),
    sa.Column('written_at', sa.String(27).with_variant(sa.DateTime(timezone=True), "postgresql"), nullable=False),
    sa.Column('id', sa.String(36).with_variant(sa.Uuid(), "postgresql"), nullable=False),
    sa.Column('created_at', sa.String(27).with_variant(sa.DateTime(timezone=True), "postgresql"), nullable=False),
    sa.Column('version', sa.BigInteger(), nullable=False),
    sa.ForeignKeyConstraint(['agenda_item_id'], ['agenda_items.id'], name=op.f('fk_session_notes_agenda_item_id')),
    sa.ForeignKeyConstraint(['meeting_id'], ['meetings.id'], name=op.f('fk_session_notes_meeting_id')),
    sa.ForeignKeyConstraint(['network_id'], ['networks.id'], name=op.f('fk_session_notes_network_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_session_notes')),
    sa.UniqueConstraint('network_id', 'agenda_item_id', name=op.f('uq_session_notes_network_id_agenda_item_id'))
    )
    op.create_table('session_note_versions',
    sa.Column('network_id', sa.String(36).with_variant(sa.Uuid(), "postgresql"), nullable=False),
    sa.Column('note_id', sa.String(36).with_variant(sa.Uuid(), "postgresql"), nullable=False),
    sa.Column('version', sa.BigInteger(), nullable=False),
    sa.Column('text', sa.Text(), nullable=False),
    sa.Column('person_id', sa.String(36).with_variant(sa.Uuid(), "postgresql"), nullable=True),
    sa.Column('written_by', sa.String(length=20), nullable=False),
    sa.Column('written_at', sa.String(27).with_variant(sa.DateTime(timezone=True), "postgresql"), nullable=False),
    sa.ForeignKeyConstraint(['network_id'], ['networks.id'], name=op.f('fk_session_note_versions_network_id')),
    sa.ForeignKeyConstraint(['note_id'], ['session_notes.id'], name=op.f('fk_session_note_versions_note_id')),
    sa.PrimaryKeyConstraint('network_id', 'note_id', 'version', name=op.f('pk_session_note_versions'))
    )
    op.create_table('outcomes',
    sa.Column('network_id', sa.String(36).with_variant(sa.Uuid(), "postgresql"), nullable=False),
    sa.Column('meeting_id', sa.String(36).with_variant(sa.Uuid(), "postgresql"), nullable=False),
    sa.Column('agenda_item_id', sa.String(36).with_variant(sa.Uuid(), "postgresql"), nullable=False),
    sa.Column('place', sa.BigInteger(), nullable=False),
    sa.Column('kind', sa.String(length=12), nullable=False),
    sa.Column('text', sa.Text(), nullable=True),
    sa.Column('decision_id', sa.String(36).with_variant(sa.Uuid(), "postgresql"), nullable=True),
    sa.Column('action_point_id', sa.String(36).with_variant(sa.Uuid(), "postgresql"), nullable=True),
    sa.Column('visibility', sa.String(length=12), nullable=False),
    sa.Column('late', sa.Boolean(), nullable=False),
    sa.Column('recorded_by', sa.String(length=20), nullable=False),
    sa.Column('removed_at', sa.String(27).with_variant(sa.DateTime(timezone=True), "postgresql"), nullable=True),
    sa.Column('id', sa.String(36).with_variant(sa.Uuid(), "postgresql"), nullable=False),
    sa.Column('created_at', sa.String(27).with_variant(sa.DateTime(timezone=True), "postgresql"), nullable=False),
    sa.Column('version', sa.BigInteger(), nullable=False),
    sa.CheckConstraint("(kind = 'decision') = (decision_id IS NOT NULL)", name=op.f('ck_outcomes_decision_is_linked')),
    sa.CheckConstraint("(kind = 'action') = (action_point_id IS NOT NULL)", name=op.f('ck_outcomes_action_is_linked')),
    sa.CheckConstraint("kind <> 'information' OR text IS NOT NULL", name=op.f('ck_outcomes_information_says_what')),
    sa.CheckConstraint("kind IN ('information', 'decision', 'action')", name=op.f('ck_outcomes_kind_known')),
    sa.CheckConstraint("visibility IN ('public', 'partners', 'members', 'secretariat')", name=op.f('ck_outcomes_visibility_known')),
    sa.ForeignKeyConstraint(['agenda_item_id'], ['agenda_items.id'], name=op.f('fk_outcomes_agenda_item_id')),
    sa.ForeignKeyConstraint(['meeting_id'], ['meetings.id'], name=op.f('fk_outcomes_meeting_id')),
    sa.ForeignKeyConstraint(['network_id'], ['networks.id'], name=op.f('fk_outcomes_network_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_outcomes'))
    )
    with op.batch_alter_table('outcomes', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_outcomes_network_id_meeting_id_agenda_item_id_place'), ['network_id', 'meeting_id', 'agenda_item_id', 'place'], unique=False)

    # an outcome that was written as one text is the first thing that came of its item; ids of two tables may be equal
    op.execute(
        "INSERT INTO outcomes (id, created_at, version, network_id, meeting_id, agenda_item_id, place, kind, text, "
        "visibility, late, recorded_by) "
        "SELECT agenda_items.id, agenda_items.created_at, 1, agenda_items.network_id, agenda_items.meeting_id, "
        "agenda_items.id, 1, 'information', agenda_items.outcome, meetings.visibility, false, '' "
        "FROM agenda_items JOIN meetings ON meetings.id = agenda_items.meeting_id WHERE agenda_items.outcome IS NOT NULL"
    )

    # ── minutes (V5) ──
    op.create_table('minutes',
    sa.Column('network_id', sa.String(36).with_variant(sa.Uuid(), "postgresql"), nullable=False),
    sa.Column('meeting_id', sa.String(36).with_variant(sa.Uuid(), "postgresql"), nullable=False),
    sa.Column('state', sa.String(length=10), nullable=False),
    sa.Column('language', sa.String(length=2), nullable=False),
    sa.Column('body', sa.Text(), nullable=False),
    sa.Column('text_hash', sa.String(length=64), nullable=False),
    sa.Column('version_count', sa.BigInteger(), nullable=False),
    sa.Column('circulation_count', sa.BigInteger(), nullable=False),
    sa.Column('circulated_version', sa.BigInteger(), nullable=True),
    sa.Column('circulated_at', sa.String(27).with_variant(sa.DateTime(timezone=True), "postgresql"), nullable=True),
    sa.Column('window_ends_at', sa.String(27).with_variant(sa.DateTime(timezone=True), "postgresql"), nullable=True),
    sa.Column('adopted_at', sa.String(27).with_variant(sa.DateTime(timezone=True), "postgresql"), nullable=True),
    sa.Column('adopted_by', sa.String(length=20), nullable=True),
    sa.Column('adoption', sa.String(length=8), nullable=True),
    sa.Column('adopted_item_id', sa.String(36).with_variant(sa.Uuid(), "postgresql"), nullable=True),
    sa.Column('sha256', sa.String(length=64), nullable=True),
    sa.Column('corrigendum_count', sa.BigInteger(), nullable=False),
    sa.Column('id', sa.String(36).with_variant(sa.Uuid(), "postgresql"), nullable=False),
    sa.Column('created_at', sa.String(27).with_variant(sa.DateTime(timezone=True), "postgresql"), nullable=False),
    sa.Column('version', sa.BigInteger(), nullable=False),
    sa.CheckConstraint("(state = 'adopted') = (adopted_at IS NOT NULL)", name=op.f('ck_minutes_adopted_has_its_instant')),
    sa.CheckConstraint("(state = 'adopted') = (adoption IS NOT NULL)", name=op.f('ck_minutes_adopted_says_how')),
    sa.CheckConstraint("(state = 'adopted') = (sha256 IS NOT NULL)", name=op.f('ck_minutes_adopted_has_its_hash')),
    sa.CheckConstraint("(state = 'draft' AND circulation_count = 0) OR (circulated_at IS NOT NULL AND window_ends_at IS NOT NULL AND circulated_version IS NOT NULL AND circulation_count > 0)", name=op.f('ck_minutes_circulated_has_its_window')),
    sa.CheckConstraint("adoption IS NULL OR (adoption = 'meeting') = (adopted_item_id IS NOT NULL)", name=op.f('ck_minutes_meeting_names_item')),
    sa.CheckConstraint("corrigendum_count = 0 OR state = 'adopted'", name=op.f('ck_minutes_corrected_after_adoption')),
    sa.CheckConstraint("state <> 'adopted' OR version_count = circulated_version", name=op.f('ck_minutes_adopted_as_circulated')),
    sa.CheckConstraint("state <> 'none'", name=op.f('ck_minutes_written')),
    sa.CheckConstraint("state IN ('none', 'draft', 'circulated', 'adopted')", name=op.f('ck_minutes_state_known')),
    sa.ForeignKeyConstraint(['adopted_item_id'], ['agenda_items.id'], name=op.f('fk_minutes_adopted_item_id')),
    sa.ForeignKeyConstraint(['meeting_id'], ['meetings.id'], name=op.f('fk_minutes_meeting_id')),
    sa.ForeignKeyConstraint(['network_id'], ['networks.id'], name=op.f('fk_minutes_network_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_minutes')),
    sa.UniqueConstraint('network_id', 'meeting_id', name=op.f('uq_minutes_network_id_meeting_id'))
    )
    op.create_table('minutes_comments',
    sa.Column('network_id', sa.String(36).with_variant(sa.Uuid(), "postgresql"), nullable=False),
    sa.Column('minutes_id', sa.String(36).with_variant(sa.Uuid(), "postgresql"), nullable=False),
    sa.Column('meeting_id', sa.String(36).with_variant(sa.Uuid(), "postgresql"), nullable=False),
    sa.Column('circulation', sa.BigInteger(), nullable=False),
    sa.Column('version_number', sa.BigInteger(), nullable=False),
    sa.Column('paragraph_id', sa.String(length=120), nullable=True),
    sa.Column('parent_id', sa.String(36).with_variant(sa.Uuid(), "postgresql"), nullable=True),
    sa.Column('organisation_id', sa.String(36).with_variant(sa.Uuid(), "postgresql"), nullable=False),
    sa.Column('person_id', sa.String(36).with_variant(sa.Uuid(), "postgresql"), nullable=False),
    sa.Column('visibility', sa.String(length=12), nullable=False),
    sa.Column('text', sa.Text(), nullable=True),
    sa.Column('objection', sa.Boolean(), nullable=False),
    sa.Column('lifted_at', sa.String(27).with_variant(sa.DateTime(timezone=True), "postgresql"), nullable=True),
    sa.Column('answer', sa.Text(), nullable=True),
    sa.Column('answered_at', sa.String(27).with_variant(sa.DateTime(timezone=True), "postgresql"), nullable=True),
    sa.Column('taken_back_at', sa.String(27).with_variant(sa.DateTime(timezone=True), "postgresql"), nullable=True),
    sa.Column('id', sa.String(36).with_variant(sa.Uuid(), "postgresql"), nullable=False),
    sa.Column('created_at', sa.String(27).with_variant(sa.DateTime(timezone=True), "postgresql"), nullable=False),
    sa.Column('version', sa.BigInteger(), nullable=False),
    sa.CheckConstraint("visibility IN ('public', 'partners', 'members', 'secretariat')", name=op.f('ck_minutes_comments_visibility_known')),
    sa.CheckConstraint('(answer IS NULL) = (answered_at IS NULL)', name=op.f('ck_minutes_comments_answer_has_its_instant')),
    sa.CheckConstraint('(taken_back_at IS NULL) = (text IS NOT NULL)', name=op.f('ck_minutes_comments_taken_back_is_blank')),
    sa.CheckConstraint('lifted_at IS NULL OR objection', name=op.f('ck_minutes_comments_only_objections_are_lifted')),
    sa.ForeignKeyConstraint(['meeting_id'], ['meetings.id'], name=op.f('fk_minutes_comments_meeting_id')),
    sa.ForeignKeyConstraint(['minutes_id'], ['minutes.id'], name=op.f('fk_minutes_comments_minutes_id')),
    sa.ForeignKeyConstraint(['network_id'], ['networks.id'], name=op.f('fk_minutes_comments_network_id')),
    sa.ForeignKeyConstraint(['organisation_id'], ['organisations.id'], name=op.f('fk_minutes_comments_organisation_id')),
    sa.ForeignKeyConstraint(['parent_id'], ['minutes_comments.id'], name=op.f('fk_minutes_comments_parent_id')),
    sa.ForeignKeyConstraint(['person_id'], ['people.id'], name=op.f('fk_minutes_comments_person_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_minutes_comments'))
    )
    with op.batch_alter_table('minutes_comments', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_minutes_comments_network_id_minutes_id_circulation'), ['network_id', 'minutes_id', 'circulation'], unique=False)

    op.create_table('minutes_corrigenda',
    sa.Column('network_id', sa.String(36).with_variant(sa.Uuid(), "postgresql"), nullable=False),
    sa.Column('minutes_id', sa.String(36).with_variant(sa.Uuid(), "postgresql"), nullable=False),
    sa.Column('meeting_id', sa.String(36).with_variant(sa.Uuid(), "postgresql"), nullable=False),
    sa.Column('number', sa.BigInteger(), nullable=False),
    sa.Column('paragraph_id', sa.String(length=120), nullable=True),
    sa.Column('visibility', sa.String(length=12), nullable=False),
    sa.Column('text', sa.Text(), nullable=False),
    sa.Column('by', sa.String(length=20), nullable=False),
    sa.Column('id', sa.String(36).with_variant(sa.Uuid(), "postgresql"), nullable=False),
    sa.Column('created_at', sa.String(27).with_variant(sa.DateTime(timezone=True), "postgresql"), nullable=False),
    sa.Column('version', sa.BigInteger(), nullable=False),
    sa.CheckConstraint("visibility IN ('public', 'partners', 'members', 'secretariat')", name=op.f('ck_minutes_corrigenda_visibility_known')),
    sa.CheckConstraint('number > 0', name=op.f('ck_minutes_corrigenda_number_positive')),
    sa.ForeignKeyConstraint(['meeting_id'], ['meetings.id'], name=op.f('fk_minutes_corrigenda_meeting_id')),
    sa.ForeignKeyConstraint(['minutes_id'], ['minutes.id'], name=op.f('fk_minutes_corrigenda_minutes_id')),
    sa.ForeignKeyConstraint(['network_id'], ['networks.id'], name=op.f('fk_minutes_corrigenda_network_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_minutes_corrigenda')),
    sa.UniqueConstraint('network_id', 'minutes_id', 'number', name=op.f('uq_minutes_corrigenda_network_id_minutes_id_number'))
    )
    op.create_table('minutes_seen',
    sa.Column('network_id', sa.String(36).with_variant(sa.Uuid(), "postgresql"), nullable=False),
    sa.Column('minutes_id', sa.String(36).with_variant(sa.Uuid(), "postgresql"), nullable=False),
    sa.Column('meeting_id', sa.String(36).with_variant(sa.Uuid(), "postgresql"), nullable=False),
    sa.Column('circulation', sa.BigInteger(), nullable=False),
    sa.Column('organisation_id', sa.String(36).with_variant(sa.Uuid(), "postgresql"), nullable=False),
    sa.Column('person_id', sa.String(36).with_variant(sa.Uuid(), "postgresql"), nullable=False),
    sa.Column('id', sa.String(36).with_variant(sa.Uuid(), "postgresql"), nullable=False),
    sa.Column('created_at', sa.String(27).with_variant(sa.DateTime(timezone=True), "postgresql"), nullable=False),
    sa.Column('version', sa.BigInteger(), nullable=False),
    sa.ForeignKeyConstraint(['meeting_id'], ['meetings.id'], name=op.f('fk_minutes_seen_meeting_id')),
    sa.ForeignKeyConstraint(['minutes_id'], ['minutes.id'], name=op.f('fk_minutes_seen_minutes_id')),
    sa.ForeignKeyConstraint(['network_id'], ['networks.id'], name=op.f('fk_minutes_seen_network_id')),
    sa.ForeignKeyConstraint(['organisation_id'], ['organisations.id'], name=op.f('fk_minutes_seen_organisation_id')),
    sa.ForeignKeyConstraint(['person_id'], ['people.id'], name=op.f('fk_minutes_seen_person_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_minutes_seen')),
    sa.UniqueConstraint('network_id', 'minutes_id', 'circulation', 'organisation_id', name='uq_minutes_seen_once')
    )
    op.create_table('minutes_translations',
    sa.Column('network_id', sa.String(36).with_variant(sa.Uuid(), "postgresql"), nullable=False),
    sa.Column('minutes_id', sa.String(36).with_variant(sa.Uuid(), "postgresql"), nullable=False),
    sa.Column('meeting_id', sa.String(36).with_variant(sa.Uuid(), "postgresql"), nullable=False),
    sa.Column('language', sa.String(length=2), nullable=False),
    sa.Column('status', sa.String(length=8), nullable=False),
    sa.Column('texts', sa.Text(), nullable=False),
    sa.Column('text_hash', sa.String(length=64), nullable=False),
    sa.Column('source_hash', sa.String(length=64), nullable=False),
    sa.Column('checked_by', sa.String(length=20), nullable=True),
    sa.Column('checked_at', sa.String(27).with_variant(sa.DateTime(timezone=True), "postgresql"), nullable=True),
    sa.Column('id', sa.String(36).with_variant(sa.Uuid(), "postgresql"), nullable=False),
    sa.Column('created_at', sa.String(27).with_variant(sa.DateTime(timezone=True), "postgresql"), nullable=False),
    sa.Column('version', sa.BigInteger(), nullable=False),
    sa.CheckConstraint("(status = 'checked') = (checked_at IS NOT NULL)", name=op.f('ck_minutes_translations_checked_has_its_instant')),
    sa.CheckConstraint("status IN ('draft', 'checked')", name=op.f('ck_minutes_translations_status_known')),
    sa.ForeignKeyConstraint(['meeting_id'], ['meetings.id'], name=op.f('fk_minutes_translations_meeting_id')),
    sa.ForeignKeyConstraint(['minutes_id'], ['minutes.id'], name=op.f('fk_minutes_translations_minutes_id')),
    sa.ForeignKeyConstraint(['network_id'], ['networks.id'], name=op.f('fk_minutes_translations_network_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_minutes_translations')),
    sa.UniqueConstraint('network_id', 'minutes_id', 'language', name=op.f('uq_minutes_translations_network_id_minutes_id_language'))
    )
    op.create_table('minutes_versions',
    sa.Column('network_id', sa.String(36).with_variant(sa.Uuid(), "postgresql"), nullable=False),
    sa.Column('minutes_id', sa.String(36).with_variant(sa.Uuid(), "postgresql"), nullable=False),
    sa.Column('meeting_id', sa.String(36).with_variant(sa.Uuid(), "postgresql"), nullable=False),
    sa.Column('number', sa.BigInteger(), nullable=False),
    sa.Column('kind', sa.String(length=12), nullable=False),
    sa.Column('body', sa.Text(), nullable=False),
    sa.Column('text_hash', sa.String(length=64), nullable=False),
    sa.Column('restored_from', sa.BigInteger(), nullable=True),
    sa.Column('by', sa.String(length=20), nullable=False),
    sa.Column('person_id', sa.String(36).with_variant(sa.Uuid(), "postgresql"), nullable=True),
    sa.Column('circulated_at', sa.String(27).with_variant(sa.DateTime(timezone=True), "postgresql"), nullable=True),
    sa.Column('adopted_at', sa.String(27).with_variant(sa.DateTime(timezone=True), "postgresql"), nullable=True),
    sa.Column('id', sa.String(36).with_variant(sa.Uuid(), "postgresql"), nullable=False),
    sa.Column('created_at', sa.String(27).with_variant(sa.DateTime(timezone=True), "postgresql"), nullable=False),
    sa.Column('version', sa.BigInteger(), nullable=False),
    sa.CheckConstraint("kind IN ('generated', 'regenerated', 'edited', 'restored')", name=op.f('ck_minutes_versions_kind_known')),
    sa.ForeignKeyConstraint(['meeting_id'], ['meetings.id'], name=op.f('fk_minutes_versions_meeting_id')),
    sa.ForeignKeyConstraint(['minutes_id'], ['minutes.id'], name=op.f('fk_minutes_versions_minutes_id')),
    sa.ForeignKeyConstraint(['network_id'], ['networks.id'], name=op.f('fk_minutes_versions_network_id')),
    sa.ForeignKeyConstraint(['person_id'], ['people.id'], name=op.f('fk_minutes_versions_person_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_minutes_versions')),
    sa.UniqueConstraint('network_id', 'minutes_id', 'number', name=op.f('uq_minutes_versions_network_id_minutes_id_number'))
    )
    # ### end Alembic commands ###

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
    op.drop_table('minutes_versions')
    op.drop_table('minutes_translations')
    op.drop_table('minutes_seen')
    op.drop_table('minutes_corrigenda')
    op.drop_table('minutes_comments')
    op.drop_table('minutes')

    # ── session (V4) ──
    with op.batch_alter_table('outcomes', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_outcomes_network_id_meeting_id_agenda_item_id_place'))
    op.drop_table('outcomes')
    op.drop_table('session_note_versions')
    op.drop_table('session_notes')
    op.drop_table('meeting_sessions')

    # ── invitations and attendance (V3) ──
    guests = sa.text('UPDATE meetings SET guests = :guests WHERE id = :id')
    for row in op.get_bind().execute(sa.text("SELECT id, guests FROM meetings WHERE guests <> '[]'")).fetchall():
        came = [{name: each[name] for name in ('affiliation', 'name', 'presence')} for each in json.loads(row.guests)]
        text = json.dumps(came, ensure_ascii=False, separators=(',', ':'), sort_keys=True)
        op.get_bind().execute(guests, {'guests': text, 'id': row.id})
    op.drop_table('calendar_feeds')
    op.drop_table('rsvp_links')
    op.drop_table('meeting_guests')
    with op.batch_alter_table('invitations', schema=None) as batch_op:
        batch_op.drop_constraint(batch_op.f('ck_invitations_mode_known'), type_='check')
        for name in ('people', 'reminded_at', 'coming', 'mode', 'source'):
            batch_op.drop_column(name)


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

    with op.batch_alter_table('unct_meetings', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_unct_meetings_network_id_meets_on'))

    op.drop_table('unct_meetings')
    pass
