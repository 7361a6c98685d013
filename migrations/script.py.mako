"""${message}"""

import sqlalchemy as sa
from alembic import op

revision = ${repr(up_revision)}
down_revision = ${repr(down_revision)}
branch_labels = None
depends_on = None


def upgrade() -> None:
    ${upgrades if upgrades else "pass"}
% if down_revision is None:
    op.execute(
        "INSERT INTO journal_heads (id, slug, seq, hash, epoch) VALUES "
        f"('00000000-0000-0000-0000-000000000000', 'platform', 0, '{'0' * 64}', 0)"
    )
% endif


def downgrade() -> None:
    ${downgrades if downgrades else "pass"}
