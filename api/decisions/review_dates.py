"""When an adopted decision comes back to a meeting's agenda: at the beginning of a day, where the network is."""

from datetime import date, datetime, time
from zoneinfo import ZoneInfo

from api.decisions.models import Decision
from api.kernel import journal
from api.kernel.access import Call
from api.networks import service as networks

DUE = "review"


def begins(day: date, zone: str) -> datetime:
    """The first instant of a day in a zone."""
    return datetime.combine(day, time.min, ZoneInfo(zone))


def day_of(at: datetime, zone: str) -> date:
    return at.astimezone(ZoneInfo(zone)).date()


async def schedule(call: Call, decision: Decision) -> None:
    """Have it come back on its day, if it has one."""
    network = await networks.current(call)
    at = begins(decision.review_on, network.time_zone) if decision.review_on is not None else None
    await journal.due(call, DUE, decision.id, at)


async def forget(call: Call, decision: Decision) -> None:
    """It is at an end: there is nothing to look at again."""
    await journal.due(call, DUE, decision.id, None)
