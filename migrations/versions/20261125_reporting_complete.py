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

    # ── objectives (O1) ──

    # ── indicators (I1) ──

    # ── decisions about something frozen (W1) ──

    # ── workplans (W1) ──

    # ── pledges (O1) ──

    # ── the reporting round (RR) ──

    # ── reviews (R1) ──
    pass


def downgrade() -> None:
    # ── reviews (R1) ──

    # ── the reporting round (RR) ──

    # ── pledges (O1) ──

    # ── workplans (W1) ──

    # ── decisions about something frozen (W1) ──

    # ── indicators (I1) ──

    # ── objectives (O1) ──

    # ── periods (I1) ──

    # ── jobs (I2) ──
    pass
