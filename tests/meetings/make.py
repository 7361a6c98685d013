"""Meetings in any state, by the acts that lead there."""

from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from api.kernel.access import Call
from api.meetings import backlog, paper_service, service, unct
from api.meetings.agenda_schemas import BacklogTopicCreate
from api.meetings.models import Meeting
from api.meetings.paper_schemas import MeetingPaperCreate
from api.meetings.schemas import AgendaItemCreate, MeetingCreate, MeetingRequest
from api.meetings.unct_schemas import UnctMeetingCreate
from tests.make import Made, Make, Network

ITEM = {"kind": "discussion", "title": {"en": "Data on migration"}, "duration_minutes": 30}
STEPS = {
    "convened": ("convene",),
    "in_session": ("convene", "start"),
    "held": ("convene", "start", "end"),
}


def dates(days: float = 14) -> dict[str, datetime]:
    """Two hours, so many days from now."""
    starts_at = (datetime.now().astimezone() + timedelta(days=days)).replace(microsecond=0)
    return {"starts_at": starts_at, "ends_at": starts_at + timedelta(hours=2)}


async def meeting(
    make: Make, state: str = "draft", *, network: Network | None = None, items: int = 1, days: float = 14, **given: Any
) -> Made:
    """A meeting of the network, brought to `state`."""
    network = network or await make.home()
    if state in ("requested", "deferred"):
        meeting_id = await make.act("undp", _request, network)
        if state == "deferred":
            await _act(make, network, "rc", meeting_id, service.defer, "It fits the next regular meeting.")
        return await made(make, network, meeting_id)
    wanted = {"title": {"en": "Quarterly meeting"}, **dates(days), **given}

    async def begin(call: Call) -> UUID:
        row = await service.draft(call, MeetingCreate.model_validate(wanted))
        for _ in range(items):
            await service.add_item(call, row, AgendaItemCreate.model_validate(ITEM))
        return row.id

    meeting_id = await make.act("secretariat", begin, network)
    for name in STEPS.get(state, ()):
        await _act(make, network, "secretariat", meeting_id, getattr(service, name))
    if state == "cancelled":
        await _act(make, network, "secretariat", meeting_id, service.cancel, "Too few can come.")
    return await made(make, network, meeting_id)


async def _request(call: Call) -> UUID:
    wanted = MeetingRequest.model_validate({"title": {"en": "Returns from abroad"}, "reason": "It cannot wait."})
    return (await service.request(call, wanted)).id


async def _act(make: Make, network: Network, who: str, meeting_id: UUID, act: Any, *given: Any) -> None:
    async def work(call: Call) -> None:
        await act(call, await service.lock(call, meeting_id), *given)

    await make.act(who, work, network)


async def topic(make: Make, who: str = "undp", **given: Any) -> Made:
    network = await make.home()
    wanted = {"title": {"en": "Remittances"}, "reason": "The study comes in spring.", **given}

    async def work(call: Call) -> Made:
        row = await backlog.park(call, BacklogTopicCreate.model_validate(wanted))
        return Made(row.id, f"{network.path}/backlog/{row.id}", row.version, network)

    return await make.act(who, work, network)


async def unct_meeting(make: Make, **given: Any) -> Made:
    network = await make.home()
    wanted = UnctMeetingCreate.model_validate({"meets_on": "2027-03-16", "begins": "10:00", "ends": "12:00", **given})

    async def work(call: Call) -> Made:
        row = await unct.add(call, wanted)
        await call.session.flush()
        return Made(row.id, f"{network.path}/unct-meetings/{row.id}", row.version, network)

    return await make.act("secretariat", work, network)


async def paper(make: Make, about: Made | None = None, **given: Any) -> Made:
    meeting = about or await make.meeting("convened")
    wanted = {
        "title": {"en": "Figures for 2025"},
        "awaited_from_id": meeting.network.organisations["UNDP"],
        **given,
    }

    async def work(call: Call) -> Made:
        row = await paper_service.add(
            call, await service.lock(call, meeting.id, match=False), MeetingPaperCreate.model_validate(wanted)
        )
        return Made(row.id, f"{meeting.path}/papers/{row.id}", row.version, meeting.network)

    return await make.act("secretariat", work, meeting.network)


async def made(make: Make, network: Network, meeting_id: UUID) -> Made:
    async def work(call: Call) -> Made:
        row = await call.session.get(Meeting, meeting_id)
        assert row is not None
        return Made(row.id, f"{network.path}/meetings/{row.id}", row.version, network, row.state, row.number)

    return await make.as_platform(work, network)
