"""What lies ahead in the demo: the country team's days, papers of the next meeting, topics that wait, a request deferred."""

from collections.abc import Awaitable, Callable
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from api.demo import ahead_texts as texts
from api.demo import meeting_texts
from api.demo.stage import Stage
from api.kernel import clock, papers, prose
from api.kernel.access import Call, Visibility
from api.meetings import agenda, backlog, paper_service, unct
from api.meetings import service as meetings
from api.meetings.agenda_schemas import BacklogTopicCreate
from api.meetings.models import Meeting
from api.meetings.paper_schemas import MeetingPaperCreate
from api.meetings.schemas import MeetingRequest
from api.meetings.unct_schemas import UnctMeetingCreate
from api.members import service as members

AFTERNOON = {"begins": "14:30", "ends": "16:00"}
A_QUARTER = timedelta(days=91)


async def country_team(stage: Stage, next_on: date) -> UUID:
    """Its days of this year, beside those of the network, and of the next quarter; the one of `next_on` is answered."""

    async def enter(call: Call) -> UUID:
        held = [each.starts(call.now).astimezone(clock.PLACE).date() for each in meeting_texts.QUARTERS]
        days = [*held, next_on - timedelta(days=35), next_on, next_on + A_QUARTER]
        rows = {
            day: await unct.add(call, UnctMeetingCreate(meets_on=day, note=texts.COUNTRY_TEAM, **AFTERNOON))
            for day in days
        }
        await call.session.flush()
        return rows[next_on].id

    return await stage.act("secretariat", enter)


async def play(stage: Stage, next_id: UUID) -> None:
    for name, topic in texts.TOPICS:
        await stage.act(name, _parked(topic))
    await _deferred(stage, next_id)
    await _papers(stage, next_id, texts.PAPERS)
    await stage.act("secretariat", lambda call: _workplan(call, next_id))


def _parked(topic: dict[str, Any]) -> Callable[[Call], Awaitable[None]]:
    async def work(call: Call) -> None:
        await backlog.park(call, BacklogTopicCreate.model_validate(topic))

    return work


async def before(stage: Stage, autumn_id: UUID) -> None:
    """Papers of a meeting that was held: its minutes name them."""
    await _papers(stage, autumn_id, texts.OF_AUTUMN)


async def _deferred(stage: Stage, next_id: UUID) -> None:
    """Asked for by a member; the co-chair puts it on the next regular agenda, and says why."""

    async def ask(call: Call) -> UUID:
        return (await meetings.request(call, MeetingRequest.model_validate(meeting_texts.RETURN_FLIGHTS))).id

    meeting_id = await stage.act("unhcr", ask)

    async def defer(call: Call) -> None:
        await meetings.defer(call, await meetings.lock(call, meeting_id), meeting_texts.RETURN_FLIGHTS_LATER)

    await stage.act("rc", defer)

    async def close_last(call: Call) -> None:
        """What was put at the end comes before the closing item."""
        meeting = await meetings.lock(call, next_id)
        *items, closing, deferred = [each.id for each in await agenda.items_of(call, meeting) if each.place]
        await meetings.order(call, meeting, [*items, deferred, closing])

    await stage.act("secretariat", close_last)


async def _papers(stage: Stage, meeting_id: UUID, wanted: tuple[tuple[int | None, dict[str, Any]], ...]) -> None:
    async def add(call: Call) -> None:
        meeting = await meetings.lock(call, meeting_id)
        roll = {each.acronym: each.id for each in await members.roll(call)}
        for at, said in wanted:
            values = {name: value for name, value in said.items() if name != "awaited_from"}
            values["awaited_from_id"] = roll.get(said.get("awaited_from", ""))
            await _put(call, meeting, at, values)

    await stage.act("secretariat", add)


async def _put(call: Call, meeting: Meeting, at: int | None, values: dict[str, Any]) -> UUID:
    items = [each for each in await agenda.items_of(call, meeting) if each.place]
    item_id = items[at].id if at is not None else None
    paper = await paper_service.add(
        call, meeting, MeetingPaperCreate.model_validate({**values, "agenda_item_id": item_id})
    )
    await call.session.flush()
    return paper.id


async def _workplan(call: Call, meeting_id: UUID) -> None:
    """The draft as PDF, which goes into the pack, and its costs as a table."""
    meeting = await meetings.lock(call, meeting_id)
    title = texts.WORKPLAN_PAPER["en"]
    network = "UN Network on Migration in Turkmenistan"
    sheet = papers.Sheet("en", network, "Paper", title, Visibility.MEMBERS, meeting.number, "Item 3")
    content = await papers.pdf(sheet, [prose.heading(title), *(prose.paragraph(each) for each in texts.WORKPLAN_BODY)])
    workplan = await _put(call, meeting, 2, {"title": texts.WORKPLAN_PAPER, "language": "en"})
    await paper_service.upload(call, meeting, workplan, "workplan-2027-2028-draft-2.pdf", content, 1)
    costs = {name: f"{said}: {more}" for (name, said), more in zip(texts.WORKPLAN_PAPER.items(), COSTS, strict=True)}
    table = await _put(call, meeting, 2, {"title": costs})
    await paper_service.upload(call, meeting, table, "workplan-costs.csv", texts.COSTS_CSV.encode(), None)


COSTS = ("costs", "расходы", "çykdajylar")


async def postpone(stage: Stage, meeting_id: UUID) -> None:
    """A week later than told first; everybody is told why, and asked again."""

    async def move(call: Call) -> None:
        meeting = await meetings.lock(call, meeting_id)
        later = timedelta(days=meeting_texts.NEW_DATE_OF_THEMATIC)
        assert meeting.starts_at is not None
        assert meeting.ends_at is not None
        await meetings.reschedule(call, meeting, meeting.starts_at + later, meeting.ends_at + later, texts.POSTPONED)

    await stage.act("secretariat", move)
