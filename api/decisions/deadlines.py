"""Which deadlines a round opened now could have, so that a page can propose one."""

from datetime import timedelta
from typing import Annotated

import sqlalchemy as sa

from api.decisions import policy
from api.decisions.deliberation_schemas import DeadlineRead
from api.decisions.rules import DecisionKind, Procedure, default_deadline, earliest_deadline
from api.kernel import clock
from api.kernel.access import Call, allow
from api.kernel.db import Id, UTCDateTime, dumps, instant
from api.kernel.routing import Reply, network_router
from api.kernel.views import View
from api.networks.models import Network
from api.networks.rules import calendar

router = network_router("/deadline", "decisions")


class Fresh(Reply):
    """An answer that is never kept: it depends on the instant."""


def _view(dialect: str) -> View:
    return View(
        sa.select(
            Network.time_zone,
            Network.working_days,
            Network.holidays,
            Network.silence_minimum_seconds,
            Network.silence_default_seconds,
            Network.urgent_period_seconds,
            sa.type_coerce(clock.database_now(dialect), UTCDateTime),
        ).where(Network.id == sa.bindparam("network_id", type_=Id))
    )


SETTINGS = {dialect: _view(dialect) for dialect in ("sqlite", "postgresql")}


@router.get("", response_model=DeadlineRead)
async def read_deadline(
    call: Annotated[Call, allow(policy.READ)],
    kind: DecisionKind = DecisionKind.OTHER,
    procedure: Procedure = Procedure.SILENCE,
    urgent: bool = False,
) -> Reply:
    """The earliest and the default deadline of a round opened now. `urgent`: a statement that cites the decision
    allowing a shorter period."""
    settings = await SETTINGS[call.source.dialect].first(call.source, network_id=call.network_id)
    zone, working_days, holidays, minimum, default, agreed, now = settings
    shorter = timedelta(seconds=agreed) if urgent and agreed else None
    days = calendar(zone, working_days, holidays)
    at, skipped = default_deadline(now, timedelta(seconds=default), days)
    known = {each["on"]: each for each in holidays}
    told = [
        {
            "on": str(day),
            "name": known.get(str(day), {}).get("name"),
            "confidence": known.get(str(day), {}).get("confidence"),
        }
        for day in skipped
    ]
    body = {
        "kind": kind,
        "procedure": procedure,
        "earliest_at": instant(earliest_deadline(kind, now, timedelta(seconds=minimum), shorter)),
        "default_at": instant(at),
        "skipped": told,
        "server_time": instant(now),
    }
    return Fresh(dumps(body))
