"""What organisations owe for a quarter: an update for every activity that they lead or contribute to and that is on."""

from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

import sqlalchemy as sa

from api.kernel.db import Id
from api.kernel.views import Source, View
from api.networks.models import Organisation
from api.periods import rules as periods
from api.workplans.models import Activity, ActivityContributor, ActivityUpdate, Workplan
from api.workplans.values import ActivityStatus, UpdateState, WorkplanState

_network = sa.bindparam("network_id", type_=Id)
OVER = (ActivityStatus.COMPLETED, ActivityStatus.CANCELLED)


@dataclass(frozen=True)
class Due:
    """One update that one organisation owes, and how far it is. `update_id` None: nothing stands yet."""

    workplan_id: UUID
    slug: str
    activity_id: UUID
    origin_id: UUID
    code: str
    title: dict[str, Any]
    organisation_id: UUID
    acronym: str
    leads: bool
    period: str
    update_id: UUID | None
    state: UpdateState | None
    reason: str | None


def _of(organisation: Any, leads: Any) -> sa.Select[Any]:
    update = ActivityUpdate
    first, last = (sa.bindparam(name, type_=sa.Date) for name in ("first_on", "last_on"))
    period = sa.bindparam("period", type_=sa.String)
    return (
        sa.select(
            Workplan.id.label("workplan_id"),
            Workplan.slug,
            Activity.id.label("activity_id"),
            Activity.origin_id,
            Activity.code,
            Activity.title,
            Organisation.id.label("organisation_id"),
            Organisation.acronym,
            leads.label("leads"),
            Activity.position,
            Organisation.sort_key,
            update.id.label("update_id"),
            update.state,
            update.reason,
        )
        .select_from(Activity)
        .join(Workplan, Workplan.id == Activity.workplan_id)
        .join(Organisation, organisation)
        .outerjoin(
            update,
            sa.and_(
                update.network_id == _network,
                update.origin_id == Activity.origin_id,
                update.organisation_id == Organisation.id,
                update.period == period,
            ),
        )
        .where(
            Activity.network_id == _network,
            Workplan.network_id == _network,
            Workplan.state == WorkplanState.ADOPTED,
            Workplan.replaced_by_id.is_(None),
            Workplan.starts_on <= last,
            Workplan.ends_on >= first,
            sa.or_(
                update.id.is_not(None),
                sa.and_(
                    Activity.starts_on <= last,
                    # what is late is still reported on; what is over is not
                    sa.not_(sa.or_(*(Activity.current_status == status for status in OVER))),
                    sa.not_(sa.or_(*(Activity.status == status for status in OVER))),
                ),
            ),
        )
    )


def _both() -> View:
    contributes = sa.and_(
        ActivityContributor.activity_id == Activity.id, ActivityContributor.organisation_id == Organisation.id
    )
    lead = _of(Organisation.id == Activity.lead_id, sa.literal(1, sa.Integer))
    other = _of(sa.exists().where(contributes), sa.literal(0, sa.Integer)).where(Organisation.id != Activity.lead_id)
    rows = sa.union_all(lead, other).subquery()
    order = (rows.c.sort_key, rows.c.slug, rows.c.position, rows.c.code, rows.c.activity_id)
    return View(sa.select(rows).order_by(*order))


DUE = _both()


async def due_of(source: Source, network_id: UUID, period: str, organisation_id: UUID | None = None) -> list[Due]:
    """What is owed for a quarter by every organisation, or by one; with what stands already. One statement."""
    first, last = bounds(period)
    rows = await DUE.fetch(source, network_id=network_id, period=period, first_on=first, last_on=last)
    found = [
        Due(
            workplan_id=row[0],
            slug=row[1],
            activity_id=row[2],
            origin_id=row[3],
            code=row[4],
            title=row[5],
            organisation_id=row[6],
            acronym=row[7],
            leads=bool(row[8]),
            period=period,
            update_id=row[11],
            state=UpdateState(row[12]) if row[12] is not None else None,
            reason=row[13],
        )
        for row in rows
    ]
    return [due for due in found if organisation_id is None or due.organisation_id == organisation_id]


def bounds(period: str) -> tuple[date, date]:
    quarter = periods.parse(period)
    return quarter.first_on, quarter.last_on
