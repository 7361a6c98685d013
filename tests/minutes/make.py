"""Minutes in any state, by the acts that lead there."""

from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

import sqlalchemy as sa

from api.kernel.access import Call
from api.kernel.journal import Due, JournalHead
from api.meetings import service as meetings
from api.meetings.models import AgendaItem, Meeting
from api.meetings.schemas import AttendanceEntry
from api.minutes import rows, service
from api.minutes.models import Minutes
from tests.make import Made, Make, Network

OUTCOME = "Members agreed to share figures every quarter.\n\nThe first ones are due in March."
WORD = {"text": "The second sentence says more than was agreed."}


async def minutes(
    make: Make, state: str = "draft", *, network: Network | None = None, meeting: Made | None = None,
    present: tuple[str, ...] = ("UNDP", "RCO", "MFA"), language: str = "en", **given: Any,
) -> Made:  # fmt: skip
    """Minutes of a held meeting, brought to `state`: none, draft, circulated, over (the window), adopted.

    Of IOM nobody came; UNDP was in the room, RCO remote. MFA is invited where the meeting is open to partners.
    """
    network = network or (meeting.network if meeting else await make.home())
    if meeting is None:
        from tests.meetings.make import meeting as held

        meeting = await held(make, "held", network=network, days=-3, **given)
        await attendance(make, meeting, present)
        await outcome(make, meeting)
    if state == "none":
        return await made(make, meeting)
    await act(make, "secretariat", network, service.generate, meeting.id, language)
    if state != "draft":
        await act(make, "secretariat", network, service.circulate, meeting.id, None)
    if state in ("over", "adopted"):
        await pass_window(make, meeting)
    if state == "adopted":
        await act(make, "secretariat", network, service.adopt, meeting.id, None)
    return await made(make, meeting)


async def act(make: Make, who: str, network: Network, work: Any, *given: Any) -> Any:
    async def run(call: Call) -> Any:
        return await work(call, *given)

    return await make.act(who, run, network)


async def attendance(make: Make, meeting: Made, present: tuple[str, ...]) -> None:
    """Who came: the first in the room, the others remote, those not named not at all."""

    async def work(call: Call) -> None:
        row = await meetings.lock(call, meeting.id, match=False)
        entries = []
        for invitation in await meetings.invitations_of(call, row):
            here = invitation.acronym in present
            how = "absent" if not here else "in_room" if invitation.acronym == present[0] else "remote"
            person = f"Person of {invitation.acronym}" if here else None
            entry = {"organisation_id": invitation.organisation_id, "presence": how, "person": person}
            entries.append(AttendanceEntry.model_validate(entry))
        await meetings.record_attendance(call, row, entries)

    await make.act("secretariat", work, meeting.network)


async def outcome(make: Make, meeting: Made, said: str = OUTCOME) -> UUID:
    """Write what came of the first item; its id."""

    async def work(call: Call) -> UUID:
        row = await meetings.lock(call, meeting.id, match=False)
        item = (await meetings.items_of(call, row))[0]
        await meetings.change_item(call, row, item.id, {"outcome": said})
        return item.id

    return await make.act("secretariat", work, meeting.network)


async def later_item(make: Make, network: Network, state: str = "in_session", days: float = 1) -> UUID:
    """An item of a later meeting that has begun."""
    from tests.meetings.make import meeting as held

    later = await held(make, state, network=network, days=days)

    async def work(call: Call) -> UUID:
        wanted = sa.select(AgendaItem.id).where(AgendaItem.meeting_id == later.id)
        return (await call.session.execute(wanted)).scalars().first()

    return await make.as_platform(work, network)


async def pass_window(make: Make, meeting: Made) -> None:
    """The window of comments is over, and nothing has settled it yet."""
    await _move(make, meeting, ends_at=datetime.now(UTC) - timedelta(seconds=1), kind="minutes-window")


async def near_end(make: Make, meeting: Made) -> None:
    """Less than a day is left."""
    await _move(make, meeting, ends_at=datetime.now(UTC) + timedelta(hours=20), kind="minutes-reminder")


async def _move(make: Make, meeting: Made, *, ends_at: datetime, kind: str) -> None:
    past = datetime.now(UTC) - timedelta(seconds=1)

    async def work(call: Call) -> None:
        row = await _row(call, meeting.id)
        row.window_ends_at = ends_at
        parent = await call.session.get(Meeting, meeting.id)
        assert parent is not None
        await rows.note(call, "minutes.circulated", row, parent, window_ends_at=ends_at)
        here = (Due.network_id == meeting.network.id, Due.subject_id == row.id)
        await call.session.execute(sa.delete(Due).where(*here))
        call.session.add(Due(network_id=meeting.network.id, kind=kind, subject_id=row.id, at=past))
        await call.session.execute(
            sa.update(JournalHead).where(JournalHead.id == meeting.network.id).values(due_at=past)
        )

    await make.as_platform(work, meeting.network)


async def _row(call: Call, meeting_id: UUID) -> Minutes:
    return (await call.session.execute(sa.select(Minutes).where(Minutes.meeting_id == meeting_id))).scalar_one()


async def made(make: Make, meeting: Made) -> Made:
    """The minutes by their path; `version` is theirs, 0 where there are none."""

    async def work(call: Call) -> Made:
        wanted = sa.select(Minutes).where(Minutes.meeting_id == meeting.id)
        row = (await call.session.execute(wanted)).scalar_one_or_none()
        state, version = (row.state, row.version) if row else ("none", 0)
        return Made(meeting.id, f"{meeting.path}/minutes", version, meeting.network, state, f"{meeting.number}/MIN")

    return await make.as_platform(work, meeting.network)
