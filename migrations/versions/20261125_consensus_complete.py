"""consensus complete: paragraphs, suggestions, comments, explanations, links in mails, records, working days

What this session adds lands together; each part stands in a block of its own.
"""

import difflib
import json
import re

import sqlalchemy as sa
from alembic import op

revision = '20261125_consensus_complete'
down_revision = '20261125_first_tables'
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table('decision_comments',
    sa.Column('network_id', sa.String(36).with_variant(sa.Uuid(), "postgresql"), nullable=False),
    sa.Column('decision_id', sa.String(36).with_variant(sa.Uuid(), "postgresql"), nullable=False),
    sa.Column('round_number', sa.BigInteger(), nullable=False),
    sa.Column('paragraph_id', sa.String(length=12), nullable=True),
    sa.Column('parent_id', sa.String(36).with_variant(sa.Uuid(), "postgresql"), nullable=True),
    sa.Column('organisation_id', sa.String(36).with_variant(sa.Uuid(), "postgresql"), nullable=False),
    sa.Column('person_id', sa.String(36).with_variant(sa.Uuid(), "postgresql"), nullable=False),
    sa.Column('text', sa.Text(), nullable=True),
    sa.Column('taken_back_at', sa.String(27).with_variant(sa.DateTime(timezone=True), "postgresql"), nullable=True),
    sa.Column('id', sa.String(36).with_variant(sa.Uuid(), "postgresql"), nullable=False),
    sa.Column('created_at', sa.String(27).with_variant(sa.DateTime(timezone=True), "postgresql"), nullable=False),
    sa.Column('version', sa.BigInteger(), nullable=False),
    sa.ForeignKeyConstraint(['decision_id'], ['decisions.id'], name=op.f('fk_decision_comments_decision_id')),
    sa.ForeignKeyConstraint(['network_id'], ['networks.id'], name=op.f('fk_decision_comments_network_id')),
    sa.ForeignKeyConstraint(['organisation_id'], ['organisations.id'], name=op.f('fk_decision_comments_organisation_id')),
    sa.ForeignKeyConstraint(['parent_id'], ['decision_comments.id'], name=op.f('fk_decision_comments_parent_id')),
    sa.ForeignKeyConstraint(['person_id'], ['people.id'], name=op.f('fk_decision_comments_person_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_decision_comments'))
    )
    with op.batch_alter_table('decision_comments', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_decision_comments_network_id_decision_id_created_at'), ['network_id', 'decision_id', 'created_at'], unique=False)

    op.create_table('decision_records',
    sa.Column('network_id', sa.String(36).with_variant(sa.Uuid(), "postgresql"), nullable=False),
    sa.Column('decision_id', sa.String(36).with_variant(sa.Uuid(), "postgresql"), nullable=False),
    sa.Column('body', sa.Text(), nullable=False),
    sa.Column('sha256', sa.String(length=64), nullable=False),
    sa.Column('journal_seq', sa.BigInteger(), nullable=False),
    sa.Column('journal_hash', sa.String(length=64), nullable=False),
    sa.Column('id', sa.String(36).with_variant(sa.Uuid(), "postgresql"), nullable=False),
    sa.Column('created_at', sa.String(27).with_variant(sa.DateTime(timezone=True), "postgresql"), nullable=False),
    sa.Column('version', sa.BigInteger(), nullable=False),
    sa.ForeignKeyConstraint(['decision_id'], ['decisions.id'], name=op.f('fk_decision_records_decision_id')),
    sa.ForeignKeyConstraint(['network_id'], ['networks.id'], name=op.f('fk_decision_records_network_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_decision_records')),
    sa.UniqueConstraint('decision_id', name=op.f('uq_decision_records_decision_id'))
    )
    op.create_table('explanations',
    sa.Column('network_id', sa.String(36).with_variant(sa.Uuid(), "postgresql"), nullable=False),
    sa.Column('decision_id', sa.String(36).with_variant(sa.Uuid(), "postgresql"), nullable=False),
    sa.Column('organisation_id', sa.String(36).with_variant(sa.Uuid(), "postgresql"), nullable=False),
    sa.Column('person_id', sa.String(36).with_variant(sa.Uuid(), "postgresql"), nullable=False),
    sa.Column('language', sa.String(length=2), nullable=False),
    sa.Column('text', sa.Text(), nullable=False),
    sa.Column('id', sa.String(36).with_variant(sa.Uuid(), "postgresql"), nullable=False),
    sa.Column('created_at', sa.String(27).with_variant(sa.DateTime(timezone=True), "postgresql"), nullable=False),
    sa.Column('version', sa.BigInteger(), nullable=False),
    sa.ForeignKeyConstraint(['decision_id'], ['decisions.id'], name=op.f('fk_explanations_decision_id')),
    sa.ForeignKeyConstraint(['network_id'], ['networks.id'], name=op.f('fk_explanations_network_id')),
    sa.ForeignKeyConstraint(['organisation_id'], ['organisations.id'], name=op.f('fk_explanations_organisation_id')),
    sa.ForeignKeyConstraint(['person_id'], ['people.id'], name=op.f('fk_explanations_person_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_explanations'))
    )
    with op.batch_alter_table('explanations', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_explanations_network_id_decision_id_created_at'), ['network_id', 'decision_id', 'created_at'], unique=False)

    op.create_table('suggestions',
    sa.Column('network_id', sa.String(36).with_variant(sa.Uuid(), "postgresql"), nullable=False),
    sa.Column('decision_id', sa.String(36).with_variant(sa.Uuid(), "postgresql"), nullable=False),
    sa.Column('round_number', sa.BigInteger(), nullable=False),
    sa.Column('paragraph_id', sa.String(length=12), nullable=False),
    sa.Column('organisation_id', sa.String(36).with_variant(sa.Uuid(), "postgresql"), nullable=False),
    sa.Column('person_id', sa.String(36).with_variant(sa.Uuid(), "postgresql"), nullable=False),
    sa.Column('quote', sa.Text(), nullable=False),
    sa.Column('text', sa.Text(), nullable=False),
    sa.Column('reason', sa.Text(), nullable=True),
    sa.Column('state', sa.String(length=10), nullable=False),
    sa.Column('answer', sa.Text(), nullable=True),
    sa.Column('settled_at', sa.String(27).with_variant(sa.DateTime(timezone=True), "postgresql"), nullable=True),
    sa.Column('id', sa.String(36).with_variant(sa.Uuid(), "postgresql"), nullable=False),
    sa.Column('created_at', sa.String(27).with_variant(sa.DateTime(timezone=True), "postgresql"), nullable=False),
    sa.Column('version', sa.BigInteger(), nullable=False),
    sa.CheckConstraint("(state = 'open') = (settled_at IS NULL)", name=op.f('ck_suggestions_settled_has_its_instant')),
    sa.CheckConstraint("state <> 'declined' OR answer IS NOT NULL", name=op.f('ck_suggestions_declined_says_why')),
    sa.CheckConstraint("state IN ('open', 'accepted', 'declined', 'taken_back')", name=op.f('ck_suggestions_state_known')),
    sa.ForeignKeyConstraint(['decision_id'], ['decisions.id'], name=op.f('fk_suggestions_decision_id')),
    sa.ForeignKeyConstraint(['network_id'], ['networks.id'], name=op.f('fk_suggestions_network_id')),
    sa.ForeignKeyConstraint(['organisation_id'], ['organisations.id'], name=op.f('fk_suggestions_organisation_id')),
    sa.ForeignKeyConstraint(['person_id'], ['people.id'], name=op.f('fk_suggestions_person_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_suggestions'))
    )
    with op.batch_alter_table('suggestions', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_suggestions_network_id_decision_id_created_at'), ['network_id', 'decision_id', 'created_at'], unique=False)

    op.create_table('position_links',
    sa.Column('network_id', sa.String(36).with_variant(sa.Uuid(), "postgresql"), nullable=False),
    sa.Column('round_id', sa.String(36).with_variant(sa.Uuid(), "postgresql"), nullable=False),
    sa.Column('organisation_id', sa.String(36).with_variant(sa.Uuid(), "postgresql"), nullable=False),
    sa.Column('person_id', sa.String(36).with_variant(sa.Uuid(), "postgresql"), nullable=False),
    sa.Column('text_hash', sa.String(length=64), nullable=False),
    sa.Column('used_at', sa.String(27).with_variant(sa.DateTime(timezone=True), "postgresql"), nullable=True),
    sa.Column('id', sa.String(36).with_variant(sa.Uuid(), "postgresql"), nullable=False),
    sa.Column('created_at', sa.String(27).with_variant(sa.DateTime(timezone=True), "postgresql"), nullable=False),
    sa.Column('version', sa.BigInteger(), nullable=False),
    sa.ForeignKeyConstraint(['network_id'], ['networks.id'], name=op.f('fk_position_links_network_id')),
    sa.ForeignKeyConstraint(['organisation_id'], ['organisations.id'], name=op.f('fk_position_links_organisation_id')),
    sa.ForeignKeyConstraint(['person_id'], ['people.id'], name=op.f('fk_position_links_person_id')),
    sa.ForeignKeyConstraint(['round_id'], ['rounds.id'], name=op.f('fk_position_links_round_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_position_links')),
    sa.UniqueConstraint('round_id', 'organisation_id', 'person_id', name=op.f('uq_position_links_round_id_organisation_id_person_id'))
    )
    with op.batch_alter_table('decisions', schema=None) as batch_op:
        batch_op.add_column(sa.Column('paragraph_ids', sa.Text(), nullable=False, server_default='[]'))
        batch_op.add_column(sa.Column('paragraph_count', sa.BigInteger(), nullable=False, server_default='0'))
        batch_op.add_column(sa.Column('rescinds_id', sa.String(36).with_variant(sa.Uuid(), "postgresql"), nullable=True))
        batch_op.create_index(batch_op.f('ix_decisions_network_id_rescinds_id'), ['network_id', 'rescinds_id'], unique=False)
        batch_op.create_foreign_key(batch_op.f('fk_decisions_rescinds_id'), 'decisions', ['rescinds_id'], ['id'])
        batch_op.create_check_constraint(
            batch_op.f('ck_decisions_supersedes_or_rescinds'), 'supersedes_id IS NULL OR rescinds_id IS NULL'
        )

    with op.batch_alter_table('deliveries', schema=None) as batch_op:
        batch_op.add_column(sa.Column('attachments', sa.Text(), nullable=False, server_default='[]'))

    with op.batch_alter_table('networks', schema=None) as batch_op:
        batch_op.add_column(sa.Column('working_days', sa.Text(), nullable=False, server_default='[1,2,3,4,5]'))
        batch_op.add_column(sa.Column('holidays', sa.Text(), nullable=False, server_default='[]'))

    with op.batch_alter_table('positions', schema=None) as batch_op:
        batch_op.add_column(sa.Column('reached_by', sa.String(length=10), nullable=True))
        batch_op.add_column(sa.Column('reached_source', sa.String(length=300), nullable=True))
        batch_op.create_check_constraint(
            batch_op.f('ck_positions_reached_by_known'), "reached_by IN ('mail', 'seen', 'by_hand')"
        )
    # How those were reached that are: by a mail that the relay took then, by their own word, else by hand.
    op.execute(
        "UPDATE positions SET reached_by = CASE WHEN EXISTS (SELECT 1 FROM deliveries WHERE"
        " deliveries.subject_id = positions.round_id AND deliveries.organisation_id = positions.organisation_id"
        " AND deliveries.accepted_at = positions.reached_at) THEN 'mail'"
        " WHEN seen_at = reached_at THEN 'seen' ELSE 'by_hand' END WHERE reached_at IS NOT NULL"
    )

    with op.batch_alter_table('rounds', schema=None) as batch_op:
        batch_op.add_column(sa.Column('paragraph_ids', sa.Text(), nullable=False, server_default='[]'))

    _name_paragraphs()
    _add_action_points()
    _add_statements()


def _name_paragraphs() -> None:
    """Texts that stand already get ids in their order; rounds of one decision share them as far as they go."""
    here = op.get_bind()
    for table in ('decisions', 'rounds'):
        rows = here.execute(sa.text(f'SELECT id, authoritative, texts FROM {table}')).all()
        for row in rows:
            text = (json.loads(row.texts) or {}).get(row.authoritative) or ''
            count = len([part for part in re.split(r'(?:[ \t]*\n){2,}', text) if part.strip()])
            ids = json.dumps([f'p{at + 1}' for at in range(count)], separators=(',', ':'))
            here.execute(sa.text(f'UPDATE {table} SET paragraph_ids = :ids WHERE id = :id'), {'ids': ids, 'id': row.id})
    rows = here.execute(sa.text('SELECT decision_id, paragraph_ids FROM rounds')).all()
    most = {}
    for row in [*rows, *here.execute(sa.text('SELECT id, paragraph_ids FROM decisions')).all()]:
        most[row[0]] = max(most.get(row[0], 0), len(json.loads(row[1])))
    for decision, count in most.items():
        statement = sa.text('UPDATE decisions SET paragraph_count = :count WHERE id = :id')
        here.execute(statement, {'count': count, 'id': decision})


def _add_action_points() -> None:
    op.create_table('action_points',
    sa.Column('network_id', sa.String(36).with_variant(sa.Uuid(), "postgresql"), nullable=False),
    sa.Column('number', sa.String(length=40), nullable=False),
    sa.Column('title', sa.Text(), nullable=False),
    sa.Column('state', sa.String(length=10), nullable=False),
    sa.Column('visibility', sa.String(length=12), nullable=False),
    sa.Column('important', sa.Boolean(), nullable=False),
    sa.Column('owner_id', sa.String(36).with_variant(sa.Uuid(), "postgresql"), nullable=False),
    sa.Column('person_id', sa.String(36).with_variant(sa.Uuid(), "postgresql"), nullable=True),
    sa.Column('author_id', sa.String(36).with_variant(sa.Uuid(), "postgresql"), nullable=True),
    sa.Column('meeting_id', sa.String(36).with_variant(sa.Uuid(), "postgresql"), nullable=True),
    sa.Column('agenda_item_id', sa.String(36).with_variant(sa.Uuid(), "postgresql"), nullable=True),
    sa.Column('decision_id', sa.String(36).with_variant(sa.Uuid(), "postgresql"), nullable=True),
    sa.Column('due_on', sa.Date(), nullable=False),
    sa.Column('first_due_on', sa.Date(), nullable=False),
    sa.Column('snooze_count', sa.BigInteger(), nullable=False),
    sa.Column('overdue_at', sa.String(27).with_variant(sa.DateTime(timezone=True), "postgresql"), nullable=True),
    sa.Column('reason', sa.Text(), nullable=True),
    sa.Column('done', sa.Text(), nullable=True),
    sa.Column('evidence', sa.Text(), nullable=False),
    sa.Column('done_at', sa.String(27).with_variant(sa.DateTime(timezone=True), "postgresql"), nullable=True),
    sa.Column('done_by_id', sa.String(36).with_variant(sa.Uuid(), "postgresql"), nullable=True),
    sa.Column('verified_at', sa.String(27).with_variant(sa.DateTime(timezone=True), "postgresql"), nullable=True),
    sa.Column('id', sa.String(36).with_variant(sa.Uuid(), "postgresql"), nullable=False),
    sa.Column('created_at', sa.String(27).with_variant(sa.DateTime(timezone=True), "postgresql"), nullable=False),
    sa.Column('version', sa.BigInteger(), nullable=False),
    sa.CheckConstraint("(state = 'verified') = (verified_at IS NOT NULL)", name=op.f('ck_action_points_verified_has_its_instant')),
    sa.CheckConstraint("(state IN ('done', 'verified')) = (done_at IS NOT NULL)", name=op.f('ck_action_points_done_has_its_instant')),
    sa.CheckConstraint("done_at IS NULL OR done IS NOT NULL", name=op.f('ck_action_points_done_says_what')),
    sa.CheckConstraint("state <> 'dropped' OR reason IS NOT NULL", name=op.f('ck_action_points_dropped_says_why')),
    sa.CheckConstraint("state IN ('open', 'done', 'verified', 'dropped')", name=op.f('ck_action_points_state_known')),
    sa.CheckConstraint("visibility IN ('public', 'partners', 'members', 'secretariat')", name=op.f('ck_action_points_visibility_known')),
    sa.ForeignKeyConstraint(['network_id'], ['networks.id'], name=op.f('fk_action_points_network_id')),
    sa.ForeignKeyConstraint(['owner_id'], ['organisations.id'], name=op.f('fk_action_points_owner_id')),
    sa.ForeignKeyConstraint(['person_id'], ['people.id'], name=op.f('fk_action_points_person_id')),
    sa.ForeignKeyConstraint(['author_id'], ['organisations.id'], name=op.f('fk_action_points_author_id')),
    sa.ForeignKeyConstraint(['meeting_id'], ['meetings.id'], name=op.f('fk_action_points_meeting_id')),
    sa.ForeignKeyConstraint(['agenda_item_id'], ['agenda_items.id'], name=op.f('fk_action_points_agenda_item_id')),
    sa.ForeignKeyConstraint(['decision_id'], ['decisions.id'], name=op.f('fk_action_points_decision_id')),
    sa.ForeignKeyConstraint(['done_by_id'], ['people.id'], name=op.f('fk_action_points_done_by_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_action_points')),
    sa.UniqueConstraint('network_id', 'number', name=op.f('uq_action_points_network_id_number'))
    )
    with op.batch_alter_table('action_points', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_action_points_network_id_state_due_on'), ['network_id', 'state', 'due_on'], unique=False)
        batch_op.create_index(batch_op.f('ix_action_points_network_id_owner_id_due_on'), ['network_id', 'owner_id', 'due_on'], unique=False)
        batch_op.create_index(batch_op.f('ix_action_points_network_id_meeting_id'), ['network_id', 'meeting_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_action_points_network_id_decision_id'), ['network_id', 'decision_id'], unique=False)

    # review of what was adopted: the agenda item says which decision came back
    with op.batch_alter_table('agenda_items', schema=None) as batch_op:
        batch_op.add_column(sa.Column('reviews_id', sa.String(36).with_variant(sa.Uuid(), "postgresql"), nullable=True))

    _number_paragraphs()


def _number_paragraphs() -> None:
    """Texts that stand already get ids: round by round, a paragraph that reads the same keeps its own."""
    connection = op.get_bind()
    decisions = connection.execute(sa.text("SELECT id, texts, authoritative FROM decisions")).all()
    for decision_id, texts, authoritative in decisions:
        rounds = connection.execute(
            sa.text("SELECT id, texts, authoritative FROM rounds WHERE decision_id = :id ORDER BY number"),
            {"id": decision_id},
        ).all()
        known: list[str] = []
        ids: list[str] = []
        given = 0
        for table, row_id, held, language in [*(("rounds", *row) for row in rounds), ("decisions", decision_id, texts, authoritative)]:
            paragraphs = [part.strip() for part in re.split(r"(?:[ \t]*\n){2,}", json.loads(held).get(language) or "") if part.strip()]
            named = ["" for _ in paragraphs]
            for i, k, length in difflib.SequenceMatcher(None, known, paragraphs, autojunk=False).get_matching_blocks():
                named[k : k + length] = ids[i : i + length]
            for at, name in enumerate(named):
                if not name:
                    given += 1
                    named[at] = f"p{given}"
            known, ids = paragraphs, named
            connection.execute(sa.text(f"UPDATE {table} SET paragraph_ids = :ids WHERE id = :id"), {"ids": json.dumps(ids), "id": row_id})
        connection.execute(sa.text("UPDATE decisions SET paragraph_count = :given WHERE id = :id"), {"given": given, "id": decision_id})


def _add_statements() -> None:
    op.create_table('statements',
    sa.Column('network_id', sa.String(36).with_variant(sa.Uuid(), "postgresql"), nullable=False),
    sa.Column('number', sa.String(length=40), nullable=True),
    sa.Column('key', sa.String(length=40), nullable=True),
    sa.Column('year', sa.BigInteger(), nullable=False),
    sa.Column('state', sa.String(length=10), nullable=False),
    sa.Column('urgency', sa.String(length=10), nullable=False),
    sa.Column('visibility', sa.String(length=12), nullable=False),
    sa.Column('authoritative', sa.String(length=2), nullable=False),
    sa.Column('title', sa.Text(), nullable=False),
    sa.Column('text', sa.Text(), nullable=True),
    sa.Column('decision_id', sa.String(36).with_variant(sa.Uuid(), "postgresql"), nullable=True),
    sa.Column('corrects_id', sa.String(36).with_variant(sa.Uuid(), "postgresql"), nullable=True),
    sa.Column('media_contact', sa.Text(), nullable=True),
    sa.Column('channels', sa.Text(), nullable=False),
    sa.Column('embargo_at', sa.String(27).with_variant(sa.DateTime(timezone=True), "postgresql"), nullable=True),
    sa.Column('signatories', sa.Text(), nullable=False),
    sa.Column('on_record', sa.Text(), nullable=False),
    sa.Column('adopted_hash', sa.String(length=64), nullable=True),
    sa.Column('published_hash', sa.String(length=64), nullable=True),
    sa.Column('signed_at', sa.String(27).with_variant(sa.DateTime(timezone=True), "postgresql"), nullable=True),
    sa.Column('published_at', sa.String(27).with_variant(sa.DateTime(timezone=True), "postgresql"), nullable=True),
    sa.Column('released_at', sa.String(27).with_variant(sa.DateTime(timezone=True), "postgresql"), nullable=True),
    sa.Column('withdrawn_at', sa.String(27).with_variant(sa.DateTime(timezone=True), "postgresql"), nullable=True),
    sa.Column('withdrawal_reason', sa.Text(), nullable=True),
    sa.Column('sort_at', sa.String(27).with_variant(sa.DateTime(timezone=True), "postgresql"), nullable=False),
    sa.Column('id', sa.String(36).with_variant(sa.Uuid(), "postgresql"), nullable=False),
    sa.Column('created_at', sa.String(27).with_variant(sa.DateTime(timezone=True), "postgresql"), nullable=False),
    sa.Column('version', sa.BigInteger(), nullable=False),
    sa.CheckConstraint("(state = 'withdrawn') = (withdrawn_at IS NOT NULL)", name=op.f('ck_statements_withdrawn_has_its_instant')),
    sa.CheckConstraint("(state IN ('published', 'withdrawn')) = (published_at IS NOT NULL)", name=op.f('ck_statements_published_has_its_instant')),
    sa.CheckConstraint("(state IN ('signed', 'published', 'withdrawn')) = (signed_at IS NOT NULL)", name=op.f('ck_statements_signed_has_its_instant')),
    sa.CheckConstraint("state <> 'withdrawn' OR withdrawal_reason IS NOT NULL", name=op.f('ck_statements_withdrawn_says_why')),
    sa.CheckConstraint("state IN ('draft', 'signed', 'published', 'withdrawn', 'abandoned')", name=op.f('ck_statements_state_known')),
    sa.CheckConstraint("urgency IN ('ordinary', 'urgent')", name=op.f('ck_statements_urgency_known')),
    sa.CheckConstraint("visibility IN ('public', 'partners', 'members', 'secretariat')", name=op.f('ck_statements_visibility_known')),
    sa.CheckConstraint('(published_at IS NULL) = (published_hash IS NULL)', name=op.f('ck_statements_published_has_hash')),
    sa.CheckConstraint('(signed_at IS NULL) = (adopted_hash IS NULL)', name=op.f('ck_statements_signed_has_adopted_hash')),
    sa.CheckConstraint('(signed_at IS NULL) = (number IS NULL)', name=op.f('ck_statements_signed_has_number')),
    sa.CheckConstraint('published_hash IS NULL OR published_hash = adopted_hash', name=op.f('ck_statements_published_is_adopted')),
    sa.CheckConstraint('released_at IS NULL OR embargo_at IS NULL OR released_at >= embargo_at', name=op.f('ck_statements_released_after_embargo')),
    sa.CheckConstraint('released_at IS NULL OR published_at IS NOT NULL', name=op.f('ck_statements_released_is_published')),
    sa.CheckConstraint('signed_at IS NULL OR (decision_id IS NOT NULL AND text IS NOT NULL)', name=op.f('ck_statements_signed_is_whole')),
    sa.ForeignKeyConstraint(['corrects_id'], ['statements.id'], name=op.f('fk_statements_corrects_id')),
    sa.ForeignKeyConstraint(['decision_id'], ['decisions.id'], name=op.f('fk_statements_decision_id')),
    sa.ForeignKeyConstraint(['network_id'], ['networks.id'], name=op.f('fk_statements_network_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_statements')),
    sa.UniqueConstraint('decision_id', name=op.f('uq_statements_decision_id')),
    sa.UniqueConstraint('network_id', 'number', name=op.f('uq_statements_network_id_number'))
    )
    with op.batch_alter_table('statements', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_statements_network_id_corrects_id'), ['network_id', 'corrects_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_statements_network_id_released_at'), ['network_id', 'released_at'], unique=False)
        batch_op.create_index(batch_op.f('ix_statements_network_id_sort_at'), ['network_id', 'sort_at'], unique=False)
        batch_op.create_index(batch_op.f('ix_statements_network_id_state_sort_at'), ['network_id', 'state', 'sort_at'], unique=False)

    op.create_table('statement_releases',
    sa.Column('network_id', sa.String(36).with_variant(sa.Uuid(), "postgresql"), nullable=False),
    sa.Column('statement_id', sa.String(36).with_variant(sa.Uuid(), "postgresql"), nullable=False),
    sa.Column('channel', sa.String(length=20), nullable=False),
    sa.Column('released_on', sa.Date(), nullable=False),
    sa.Column('url', sa.String(length=500), nullable=True),
    sa.Column('note', sa.String(length=300), nullable=True),
    sa.Column('languages', sa.Text(), nullable=False),
    sa.Column('removed_at', sa.String(27).with_variant(sa.DateTime(timezone=True), "postgresql"), nullable=True),
    sa.Column('id', sa.String(36).with_variant(sa.Uuid(), "postgresql"), nullable=False),
    sa.Column('created_at', sa.String(27).with_variant(sa.DateTime(timezone=True), "postgresql"), nullable=False),
    sa.Column('version', sa.BigInteger(), nullable=False),
    sa.CheckConstraint("channel IN ('website', 'press_release', 'social_media', 'government_letter', 'partners', 'broadcast', 'event', 'other')", name=op.f('ck_statement_releases_channel_known')),
    sa.ForeignKeyConstraint(['network_id'], ['networks.id'], name=op.f('fk_statement_releases_network_id')),
    sa.ForeignKeyConstraint(['statement_id'], ['statements.id'], name=op.f('fk_statement_releases_statement_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_statement_releases'))
    )
    with op.batch_alter_table('statement_releases', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_statement_releases_network_id_statement_id'), ['network_id', 'statement_id'], unique=False)

    op.create_table('statement_signatures',
    sa.Column('network_id', sa.String(36).with_variant(sa.Uuid(), "postgresql"), nullable=False),
    sa.Column('statement_id', sa.String(36).with_variant(sa.Uuid(), "postgresql"), nullable=False),
    sa.Column('act', sa.String(length=8), nullable=False),
    sa.Column('place', sa.BigInteger(), nullable=False),
    sa.Column('person_id', sa.String(36).with_variant(sa.Uuid(), "postgresql"), nullable=False),
    sa.Column('organisation_id', sa.String(36).with_variant(sa.Uuid(), "postgresql"), nullable=False),
    sa.Column('acronym', sa.String(length=20), nullable=False),
    sa.Column('name', sa.String(length=200), nullable=False),
    sa.Column('function', sa.String(length=200), nullable=True),
    sa.Column('text_hash', sa.String(length=64), nullable=False),
    sa.Column('id', sa.String(36).with_variant(sa.Uuid(), "postgresql"), nullable=False),
    sa.Column('created_at', sa.String(27).with_variant(sa.DateTime(timezone=True), "postgresql"), nullable=False),
    sa.Column('version', sa.BigInteger(), nullable=False),
    sa.CheckConstraint("act IN ('sign', 'withdraw')", name=op.f('ck_statement_signatures_act_known')),
    sa.CheckConstraint('place IN (1, 2)', name=op.f('ck_statement_signatures_two_places')),
    sa.ForeignKeyConstraint(['network_id'], ['networks.id'], name=op.f('fk_statement_signatures_network_id')),
    sa.ForeignKeyConstraint(['organisation_id'], ['organisations.id'], name=op.f('fk_statement_signatures_organisation_id')),
    sa.ForeignKeyConstraint(['person_id'], ['people.id'], name=op.f('fk_statement_signatures_person_id')),
    sa.ForeignKeyConstraint(['statement_id'], ['statements.id'], name=op.f('fk_statement_signatures_statement_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_statement_signatures')),
    sa.UniqueConstraint('statement_id', 'act', 'organisation_id', name=op.f('uq_statement_signatures_statement_id_act_organisation_id')),
    sa.UniqueConstraint('statement_id', 'act', 'person_id', name=op.f('uq_statement_signatures_statement_id_act_person_id')),
    sa.UniqueConstraint('statement_id', 'act', 'place', name=op.f('uq_statement_signatures_statement_id_act_place'))
    )
    op.create_table('statement_translations',
    sa.Column('network_id', sa.String(36).with_variant(sa.Uuid(), "postgresql"), nullable=False),
    sa.Column('statement_id', sa.String(36).with_variant(sa.Uuid(), "postgresql"), nullable=False),
    sa.Column('language', sa.String(length=2), nullable=False),
    sa.Column('status', sa.String(length=8), nullable=False),
    sa.Column('title', sa.String(length=300), nullable=False),
    sa.Column('text', sa.Text(), nullable=False),
    sa.Column('source_hash', sa.String(length=64), nullable=False),
    sa.Column('source_text', sa.Text(), nullable=True),
    sa.Column('checked_by', sa.String(length=20), nullable=True),
    sa.Column('checked_at', sa.String(27).with_variant(sa.DateTime(timezone=True), "postgresql"), nullable=True),
    sa.Column('id', sa.String(36).with_variant(sa.Uuid(), "postgresql"), nullable=False),
    sa.Column('created_at', sa.String(27).with_variant(sa.DateTime(timezone=True), "postgresql"), nullable=False),
    sa.Column('version', sa.BigInteger(), nullable=False),
    sa.CheckConstraint("(status = 'checked') = (checked_at IS NOT NULL)", name=op.f('ck_statement_translations_checked_has_its_instant')),
    sa.CheckConstraint("status IN ('missing', 'draft', 'checked')", name=op.f('ck_statement_translations_status_known')),
    sa.ForeignKeyConstraint(['network_id'], ['networks.id'], name=op.f('fk_statement_translations_network_id')),
    sa.ForeignKeyConstraint(['statement_id'], ['statements.id'], name=op.f('fk_statement_translations_statement_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_statement_translations')),
    sa.UniqueConstraint('statement_id', 'language', name=op.f('uq_statement_translations_statement_id_language'))
    )


def _drop_statements() -> None:
    op.drop_table('statement_translations')
    op.drop_table('statement_signatures')
    with op.batch_alter_table('statement_releases', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_statement_releases_network_id_statement_id'))

    op.drop_table('statement_releases')
    with op.batch_alter_table('statements', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_statements_network_id_state_sort_at'))
        batch_op.drop_index(batch_op.f('ix_statements_network_id_sort_at'))
        batch_op.drop_index(batch_op.f('ix_statements_network_id_released_at'))
        batch_op.drop_index(batch_op.f('ix_statements_network_id_corrects_id'))

    op.drop_table('statements')


def downgrade() -> None:
    _drop_statements()
    with op.batch_alter_table('agenda_items', schema=None) as batch_op:
        batch_op.drop_column('reviews_id')

    op.drop_table('action_points')
    with op.batch_alter_table('rounds', schema=None) as batch_op:
        batch_op.drop_column('paragraph_ids')

    with op.batch_alter_table('positions', schema=None) as batch_op:
        batch_op.drop_constraint(batch_op.f('ck_positions_reached_by_known'), type_='check')
        batch_op.drop_column('reached_source')
        batch_op.drop_column('reached_by')

    with op.batch_alter_table('networks', schema=None) as batch_op:
        batch_op.drop_column('holidays')
        batch_op.drop_column('working_days')

    with op.batch_alter_table('deliveries', schema=None) as batch_op:
        batch_op.drop_column('attachments')

    with op.batch_alter_table('decisions', schema=None) as batch_op:
        batch_op.drop_constraint(batch_op.f('ck_decisions_supersedes_or_rescinds'), type_='check')
        batch_op.drop_constraint(batch_op.f('fk_decisions_rescinds_id'), type_='foreignkey')
        batch_op.drop_index(batch_op.f('ix_decisions_network_id_rescinds_id'))
        batch_op.drop_column('rescinds_id')
        batch_op.drop_column('paragraph_count')
        batch_op.drop_column('paragraph_ids')

    op.drop_table('position_links')
    with op.batch_alter_table('suggestions', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_suggestions_network_id_decision_id_created_at'))

    op.drop_table('suggestions')
    with op.batch_alter_table('explanations', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_explanations_network_id_decision_id_created_at'))

    op.drop_table('explanations')
    op.drop_table('decision_records')
    with op.batch_alter_table('decision_comments', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_decision_comments_network_id_decision_id_created_at'))

    op.drop_table('decision_comments')
