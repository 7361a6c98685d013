"""Minutes: written from the record, circulated to those who attended, revised, adopted."""

from datetime import datetime, timedelta
from uuid import UUID

from api.kernel import merging
from api.kernel.access import Call
from api.kernel.db import new_id
from api.kernel.problems import Invalid, Problem
from api.meetings.models import AgendaItem, Meeting
from api.meetings.service import DURING, visible
from api.minutes import gathering, notices, reminders, rules, text
from api.minutes.models import Minutes, MinutesAdoption, MinutesState, MinutesVersionKind
from api.minutes.rows import (
    MinutesLocked,
    NotAttended,
    facts_of,
    index,
    lock,
    lock_draft,
    mark,
    note,
    of,
    save,
    sealed,
    symbol,
)
from api.minutes.states import MINUTES

__all__ = ["MinutesLocked", "NotALaterItem", "NotAttended", "sealed"]
WINDOW = timedelta(days=5)  # as the outline of minutes says
LONGEST_WINDOW = timedelta(days=60)


class NotALaterItem(Problem):
    """Minutes are agreed at a later meeting that has begun, under an item of its agenda."""

    slug, status = "minutes-not-a-later-item", 409


async def generate(call: Call, meeting_id: UUID, language: str) -> None:
    """Write the first draft from the record, in the language that is to be authoritative."""
    meeting, minutes = await of(call, meeting_id)
    facts = await facts_of(call, meeting, minutes)
    MINUTES.check(call, facts, "generate")
    minutes = Minutes(
        id=new_id(),
        created_at=call.now,
        network_id=call.network_id,
        meeting_id=meeting.id,
        state=MinutesState.NONE,
        language=language,
        version=0,
        version_count=0,
        circulation_count=0,
        corrigendum_count=0,
    )
    MINUTES.fire(call, minutes, "generate", facts=facts)
    minutes.version = 0  # the version that is saved counts
    parts = rules.written(await gathering.gather(call, meeting.id), language)
    call.session.add(minutes)
    await save(call, meeting, minutes, {"parts": parts, "dropped": {}}, MinutesVersionKind.GENERATED)


async def regenerate(call: Call, meeting_id: UUID) -> list[merging.Change]:
    """Take up what has changed in the record; what an officer wrote stays, and is named."""
    meeting, minutes = await lock_draft(call, meeting_id)
    call.match(minutes.version)
    fresh = rules.written(await gathering.gather(call, meeting.id), minutes.language)
    body, changes = merging.merge(text.read(minutes.body), fresh)
    if not await save(call, meeting, minutes, body, MinutesVersionKind.REGENERATED) and changes:
        await _keep_marks(call, meeting, minutes, body)
    return changes


async def _keep_marks(call: Call, meeting: Meeting, minutes: Minutes, body: text.Body) -> None:
    """The words stay as they are, but the record behind them has moved: the text knows, without a version of its own."""
    minutes.body = text.written(body)
    minutes.text_hash = text.sha256(minutes.body)
    minutes.version += 1
    await note(call, "minutes.regenerated", minutes, meeting, text_version=minutes.version_count)


async def circulate(call: Call, meeting_id: UUID, window_ends_at: datetime | None) -> None:
    """Freeze the version that stands and send it to those who attended. Until the window ends they can comment."""
    meeting, minutes = await lock(call, meeting_id)
    MINUTES.check(call, await facts_of(call, meeting, minutes), "circulate")
    ends_at = window_ends_at or call.now + WINDOW
    if ends_at <= call.now:
        raise Invalid.at("/window_ends_at", "in_the_past")
    if ends_at > call.now + LONGEST_WINDOW:
        raise Invalid.at("/window_ends_at", "too_late")
    MINUTES.fire(call, minutes, "circulate", facts=await facts_of(call, meeting, minutes))
    minutes.circulation_count += 1
    minutes.circulated_version = minutes.version_count
    minutes.circulated_at, minutes.window_ends_at = call.now, ends_at
    await note(call, "minutes.circulated", minutes, meeting, window_ends_at=ends_at)
    await mark(call, meeting, minutes, "circulated_at")
    await index(call, meeting, minutes)
    await reminders.plan(call, minutes)
    await notices.circulated(call, meeting, minutes)


async def revise(call: Call, meeting_id: UUID) -> None:
    """Take them back: what was circulated stays readable with its comments; what follows is circulated anew."""
    meeting, minutes = await lock(call, meeting_id)
    MINUTES.fire(call, minutes, "revise", facts=await facts_of(call, meeting, minutes))
    await note(call, "minutes.revised", minutes, meeting)
    await reminders.drop(call, minutes)


async def adopt(call: Call, meeting_id: UUID, agenda_item_id: UUID | None) -> None:
    """By silence, or as agreed under an item of a later meeting. From now on the text is locked by its hash."""
    meeting, minutes = await lock(call, meeting_id)
    if agenda_item_id is not None:
        await _check_later(call, meeting, agenda_item_id)
    facts = await facts_of(call, meeting, minutes, agreed=agenda_item_id is not None)
    MINUTES.fire(call, minutes, "adopt", facts=facts)
    minutes.adoption = MinutesAdoption.SILENCE if agenda_item_id is None else MinutesAdoption.MEETING
    minutes.adopted_item_id = agenda_item_id
    minutes.adopted_at, minutes.adopted_by = call.now, call.actor.acronym(call.network_id)
    made_of = text.leaves(text.read(minutes.body))
    minutes.sha256 = text.hash_of(symbol(meeting.number), minutes.language, made_of)
    await note(call, "minutes.adopted", minutes, meeting, adoption=minutes.adoption, sha256=minutes.sha256)
    await mark(call, meeting, minutes, "adopted_at")
    await index(call, meeting, minutes)
    await reminders.drop(call, minutes)
    await notices.adopted(call, meeting, minutes)


async def _check_later(call: Call, meeting: Meeting, agenda_item_id: UUID) -> None:
    wanted = (
        visible(call)
        .with_only_columns(Meeting.id)
        .join(AgendaItem, AgendaItem.meeting_id == Meeting.id)
        .where(AgendaItem.id == agenda_item_id, AgendaItem.removed_at.is_(None), AgendaItem.place > 0)
        .where(Meeting.id != meeting.id, Meeting.sort_at > meeting.sort_at, Meeting.state.in_(DURING))
    )
    if (await call.session.execute(wanted)).first() is None:
        raise NotALaterItem()
