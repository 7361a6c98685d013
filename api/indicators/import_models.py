"""Which files of values were imported, by whom, and how much each changed. The files themselves are not kept."""

from datetime import datetime
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from api.kernel.db import Base


class IndicatorImport(Base):
    """One file that changed something; its id is its job's."""

    __tablename__ = "indicator_imports"
    __table_args__ = (sa.Index(None, "network_id", "created_at"),)

    id: Mapped[UUID] = mapped_column(primary_key=True)
    network_id: Mapped[UUID] = mapped_column(sa.ForeignKey("networks.id"))
    acronym: Mapped[str] = mapped_column(sa.String(20))  # of whose person sent it
    sha256: Mapped[str] = mapped_column(sa.String(64))
    row_count: Mapped[int]
    created_count: Mapped[int]  # values
    changed_count: Mapped[int]
    cell_count: Mapped[int]
    created_at: Mapped[datetime]
