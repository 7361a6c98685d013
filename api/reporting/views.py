"""Reporting rounds as they are read: the round itself, and what is owed in it as it stands now."""

from datetime import date
from typing import Any
from zoneinfo import ZoneInfo

import sqlalchemy as sa

from api.kernel import clock
from api.kernel.access import Call, found
from api.kernel.db import Id, dumps, instant
from api.kernel.problems import Invalid
from api.kernel.routing import Reply
from api.kernel.views import View
from api.kernel.words import say
from api.networks.models import Network
from api.periods import rules as periods
from api.periods import service as locks
from api.periods.rules import Span
from api.reporting import policy
from api.reporting.contents import contents
from api.reporting.gathering import gather
from api.reporting.models import ReportingRound, ReportingState
from api.reporting.owed import Owed, counted, missing
from api.reporting.schemas import OwedKind, OwedState
from api.reporting.states import REPORTING, Facts

OFFERED = 5  # quarters that can be opened, counted back from the present one
COLUMNS = (
    "id", "period", "state", "due_on", "note", "reason", "opened_by", "created_at", "reminded_at", "reminder_count",
    "closed_at", "outcome", "version",
)  # fmt: skip
_network = sa.bindparam("network_id", type_=Id)
_columns = [getattr(ReportingRound, name) for name in COLUMNS]
ROUNDS = View(sa.select(*_columns).where(ReportingRound.network_id == _network).order_by(ReportingRound.period.desc()))
ONE = View(
    sa.select(*_columns).where(ReportingRound.network_id == _network, ReportingRound.period == sa.bindparam("period"))
)
ZONE = View(sa.select(Network.time_zone).where(Network.id == _network))
ORDER = [*OwedState]


async def _today(call: Call) -> date:
    zone = found(await ZONE.first(call.source, network_id=call.network_id))[0]
    return clock.now_utc().astimezone(ZoneInfo(zone)).date()


def _round(row: Any) -> ReportingRound:
    return ReportingRound(**dict(zip(COLUMNS, row, strict=True)))


def _common(round: ReportingRound, today: date) -> dict[str, Any]:
    return {
        "id": str(round.id),
        "period": round.period,
        "title": periods.parse(round.period).titles(),
        "state": round.state,
        "due_on": round.due_on.isoformat(),
        "overdue": round.state == ReportingState.OPEN and round.due_on < today,
        "closed_at": instant(round.closed_at) if round.closed_at else None,
        "version": round.version,
    }


async def rounds(call: Call) -> Reply:
    """All of them, the latest first; and which quarters can be opened."""
    today = await _today(call)
    held = [_round(row) for row in await ROUNDS.fetch(call.source, network_id=call.network_id)]
    items = [_common(round, today) | {"moves": REPORTING.names(call, round.state)} for round in held]
    now = periods.holding(today, Span.QUARTER)
    taken = {round.period for round in held}
    names = [str(now.before(steps)) for steps in range(OFFERED)] if call.may(policy.RUN) else []
    shut = await locks.closed(call, names)
    may_open = [name for name in names if name not in taken and name not in shut]
    return Reply(dumps({"items": items, "may_open": may_open}))


async def one(call: Call, period: str) -> Reply:
    """The round at a glance: who owes how much, what is still missing, what you can do now."""
    round = _round(found(await ONE.first(call.source, network_id=call.network_id, period=period)))
    today = await _today(call)
    owed = await gather(call.source, call.network_id, periods.parse(period))
    counts = counted(owed) if round.outcome is None else round.outcome
    facts = Facts(ReportingState(round.state), period, round.due_on, len(missing(owed)))
    mine = {each.acronym for each in owed if call.speaks_for(each.organisation_id)}
    more = {
        "note": round.note,
        "reason": round.reason,
        "opened_by": round.opened_by,
        "created_at": instant(round.created_at),
        "reminded_at": instant(round.reminded_at) if round.reminded_at else None,
        "reminder_count": round.reminder_count,
        **{name: sum(count[name] for count in counts) for name in ("owed", "given", "approved")},
        "organisations": counts,
        "mine": sorted(mine),
        "moves": REPORTING.offered(call, facts),
        "needs": _needs(call.language, round, owed, today),
    }
    return Reply(dumps(_common(round, today) | more), round.version)


def _needs(language: str, round: ReportingRound, owed: list[Owed], today: date) -> list[dict[str, Any]]:
    """What is missing from whom, and what waits for approval; nothing once the round is closed."""
    if round.state != ReportingState.OPEN:
        return []
    left = missing(owed)
    waiting = sum(each.waits for each in owed)
    silent = [count["acronym"] for count in counted(left)]
    wanted: list[tuple[str, int, list[str]]] = []
    if left:
        wanted.append(("reporting-overdue" if round.due_on < today else "reporting-owed", len(left), silent))
    if waiting:
        wanted.append(("reporting-approve", waiting, []))
    if not wanted:
        wanted.append(("reporting-close", 0, []))
    facts = {"period": round.period, "day": round.due_on}
    return [
        {
            "key": key,
            "sentence": say(f"need.{key}", language, count=count, organisations=who, **facts),
            "organisations": who,
            "by_at": None,
        }
        for key, count, who in wanted
    ]


async def owed_of(call: Call, period: str, acronym: str | None) -> Reply:
    """What one organisation owes, its own where none is named. Contents only for whoever reports or approves them."""
    found(await ONE.first(call.source, network_id=call.network_id, period=period))
    quarter = periods.parse(period)
    owed = await gather(call.source, call.network_id, quarter)
    own = sorted({each.acronym for each in owed if call.speaks_for(each.organisation_id)})
    wanted = acronym or (own[0] if own else None)
    if wanted is None:
        raise Invalid.at("/organisation", "missing")
    theirs = [each for each in owed if each.acronym == wanted]
    if not theirs:
        return Reply(dumps({"organisation_id": None, "acronym": wanted, "items": []}))
    organisation_id = theirs[0].organisation_id
    known = {}
    if call.speaks_for(organisation_id) or call.may(policy.RUN):
        known = await contents(call.source, call.network_id, organisation_id, theirs)
    shut = await locks.closed(call, sorted({each.period for each in theirs}))
    items = [_told(each, known.get((each.kind, each.id, each.period)), each.period in shut) for each in theirs]
    items.sort(key=lambda item: (ORDER.index(OwedState(item["state"])), item["kind"], item["number"], item["period"]))
    return Reply(dumps({"organisation_id": str(organisation_id), "acronym": wanted, "items": items}))


def _told(each: Owed, content: dict[str, Any] | None, locked: bool) -> dict[str, Any]:
    return {
        "kind": each.kind,
        "id": str(each.id),
        "number": each.number,
        "title": each.title,
        "organisation_id": str(each.organisation_id),
        "acronym": each.acronym,
        "period": each.period,
        "state": each.state,
        "reason": each.reason,
        "locked": locked,
        "workplan_id": str(each.workplan_id) if each.workplan_id else None,
        **{kind: content if kind == each.kind else None for kind in OwedKind},
    }
