"""What an open reporting round wants from one person: what its organisations owe, or that those who are late are asked."""

from collections.abc import AsyncIterator
from datetime import datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import sqlalchemy as sa

from api.home.schemas import Act
from api.kernel.db import Id, instant
from api.kernel.views import Source, View
from api.periods import rules as periods
from api.reporting import policy
from api.reporting.gathering import gather
from api.reporting.models import ReportingRound, ReportingState
from api.reporting.owed import missing

OPEN = View(
    sa.select(ReportingRound.id, ReportingRound.period, ReportingRound.due_on)
    .where(
        ReportingRound.network_id == sa.bindparam("network_id", type_=Id), ReportingRound.state == ReportingState.OPEN
    )
    .order_by(ReportingRound.period)
)
KIND = "reporting_rounds"


async def of_rounds(source: Source, teller: Any, now: datetime) -> AsyncIterator[dict[str, Any]]:
    """Usually one statement that finds nothing; what is owed is gathered only while a round is open."""
    for id, period, due_on in await OPEN.fetch(source, network_id=teller.network_id):
        left = missing(await gather(source, teller.network_id, periods.parse(period)))
        over = datetime.combine(due_on + timedelta(days=1), time(), ZoneInfo(teller.zone))
        title = periods.parse(period).titles()
        each = {"id": str(id), "number": period, "title": title, "due_at": instant(over)}
        facts = {"period": period, "day": due_on}
        mine = teller.actor.organisations(teller.network_id)
        for acronym in sorted({owed.acronym for owed in left if owed.organisation_id in mine}):
            count = sum(owed.acronym == acronym for owed in left)
            yield teller.item(
                Act.REPORT, KIND, each | {"organisation": acronym}, "reporting-mine", count=count, **facts
            )
        if left and now >= over and teller.may(policy.RUN):
            silent = sorted({owed.acronym for owed in left})
            yield teller.item(
                Act.REMIND, KIND, each, "reporting-overdue", organisations=silent, count=len(left), **facts
            )
