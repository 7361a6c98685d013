"""What the operator does to the database itself is on record in it."""

from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from api.kernel.db import Base, Row


class Restoration(Row, Base):
    """A backup was put back: when it was made, and how many entries written since are no longer there."""

    __tablename__ = "restorations"

    backup_at: Mapped[datetime]
    backup_sha256: Mapped[str] = mapped_column(sa.String(64))
    entries_lost: Mapped[int]
