"""Two reporting rounds: the quarter before last is closed, the last one still runs and some owe their part."""

from datetime import timedelta

from api.demo.stage import Stage
from api.kernel.access import Call
from api.members import service as members
from api.periods.rules import Span, holding
from api.reporting import service
from api.reporting.models import ReportingRound
from api.reporting.schemas import ReportingRoundOpen

NOTE = (
    "Please mind the age groups that the network agreed in spring: 0-17, 18-29, 30-59, 60 and above. "
    "Where you have no figure, say why in the remark."
)
LEFT = timedelta(days=9)


async def play(stage: Stage) -> None:
    await stage.act("secretariat", _over)
    await stage.act("secretariat", _running)


async def _over(call: Call) -> None:
    round = await _open(call, 2, None)
    await call.session.flush()
    await service.close(call, round, lock_too=False)


async def _running(call: Call) -> None:
    await _open(call, 1, NOTE)


async def _open(call: Call, back: int, note: str | None) -> ReportingRound:
    today = members.today(call)
    quarter = holding(today, Span.QUARTER).before(back)
    return await service.open_round(call, ReportingRoundOpen(period=str(quarter), due_on=today + LEFT, note=note))
