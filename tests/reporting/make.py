"""Reporting rounds in either state."""

from datetime import timedelta

from api.kernel.access import Call
from api.reporting import service
from api.reporting.schemas import ReportingRoundOpen
from tests.day import today
from tests.make import Made, Make, Network

REASON = "Two organisations wait for their data."


async def reporting_round(
    make: Make, state: str = "open", *, network: Network | None = None, period: str = "2025-Q4", days: int = 14
) -> Made:
    """A round for a quarter that is over, open for `days` more days or closed."""
    network = network or await make.home()
    due_on = today() + timedelta(days=days)

    async def work(call: Call) -> Made:
        row = await service.open_round(call, ReportingRoundOpen(period=period, due_on=due_on, note=None))
        await call.session.flush()
        if state == "closed":
            await service.close(call, row, lock_too=False)
        path = f"{network.path}/reporting-rounds/{period}"
        return Made(row.id, path, row.version, network, row.state, period)

    return await make.act("secretariat", work, network)
