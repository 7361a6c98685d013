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

    # ── calling a meeting (V1) ──
    with op.batch_alter_table('meetings', schema=None) as batch_op:
        batch_op.drop_constraint(batch_op.f('fk_meetings_unct_meeting_id'), type_='foreignkey')
        batch_op.drop_column('moved_reason')
        batch_op.drop_column('moved_from_at')
        batch_op.drop_column('unct_meeting_id')
        batch_op.drop_column('languages')

    op.drop_table('unct_meetings')
    pass
