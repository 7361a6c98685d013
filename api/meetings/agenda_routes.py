"""The agenda beyond its items: where they go on, the outline, the backlog; the agenda on paper."""

from typing import Annotated, Literal
from uuid import UUID

from api.kernel.access import Call, allow
from api.kernel.paging import Cursor, Limit
from api.kernel.routing import Reply, network_router, responses
from api.meetings import (
    agenda_schemas,
    agenda_views,
    backlog,
    backlog_views,
    carrying,
    outline,
    policy,
    rows,
    schemas,
    views,
)

agenda = network_router("/meetings/{meeting_id}", "meetings")
items = network_router("/agenda-items", "meetings")
parked = network_router("/backlog", "meetings")
ROUTERS = [agenda, items, parked]
Read = schemas.MeetingRead
Topic = agenda_schemas.BacklogTopicRead


@agenda.get("/agenda", response_model=agenda_schemas.AgendaRead)
async def read_agenda(call: Annotated[Call, allow(policy.READ)], meeting_id: UUID) -> Reply:
    """What each item is linked with, where it came from and where it goes on; minutes against the meeting's length."""
    return await agenda_views.agenda(call, meeting_id)


@agenda.get("/agenda-offer", response_model=agenda_schemas.AgendaOfferRead)
async def read_agenda_offer(call: Annotated[Call, allow(policy.READ)], meeting_id: UUID) -> Reply:
    """What an agenda can begin with: the outline of standing items, and what the last meeting left open."""
    return await agenda_views.offer(call, meeting_id)


@agenda.post("/agenda-items/outline", response_model=Read, status_code=201, responses=responses(rows.MeetingOver))
async def outline_agenda(
    call: Annotated[Call, allow(policy.CONVENE)], meeting_id: UUID, body: agenda_schemas.AgendaOutline
) -> Reply:
    """Put standing items on the agenda, each at its place. What is there already stays as it is."""
    await outline.outline(call, await rows.lock(call, meeting_id, match=False), body.keys, chosen=bool(body.keys))
    return (await views.meeting(call, meeting_id)).created(f"/api/v1/networks/{call.slug}/meetings/{meeting_id}")


@agenda.post(
    "/agenda-items/{item_id}/carry",
    response_model=Read,
    responses=responses(rows.MeetingOver, carrying.ItemMovedOn),
)
async def carry_agenda_item(
    call: Annotated[Call, allow(policy.CONVENE)],
    meeting_id: UUID,
    item_id: UUID,
    body: agenda_schemas.AgendaItemCarry,
) -> Reply:
    """Move an item on: to the next regular meeting, another one, or the backlog. It is linked at both ends.

    Before the meeting it leaves this agenda; in session and afterwards it stays here as not reached. Where no meeting
    is ahead it waits in the backlog and comes to the next regular one by itself. If-Match takes the item's version.
    """
    await carrying.carry_item(call, await rows.lock(call, meeting_id, match=False), item_id, body)
    return await views.meeting(call, meeting_id)


@agenda.post(
    "/agenda-items/{item_id}/copy", response_model=Read, status_code=201, responses=responses(rows.MeetingOver)
)
async def copy_agenda_item(
    call: Annotated[Call, allow(policy.CONVENE)],
    meeting_id: UUID,
    item_id: UUID,
    body: agenda_schemas.AgendaItemCopy,
) -> Reply:
    """The same topic once more, without outcome: on this agenda, or on another that is still open. The answer is the
    meeting that it went to."""
    item = await carrying.copy_item(call, await rows.lock(call, meeting_id, match=False), item_id, body.meeting_id)
    where = f"/api/v1/networks/{call.slug}/meetings/{item.meeting_id}"
    return (await views.meeting(call, item.meeting_id)).created(where)


@items.get("/{item_id}", response_model=agenda_schemas.AgendaItemDetail)
async def read_agenda_item(call: Annotated[Call, allow(policy.READ)], item_id: UUID) -> Reply:
    """One item by its id alone: which meeting it belongs to, and what it hangs together with."""
    return await agenda_views.item(call, item_id)


# ── backlog ─────────────────────────────────────────────────────────────────────────────────────────────────────────


@parked.get("", response_model=agenda_schemas.BacklogTopicList)
async def list_backlog_topics(
    call: Annotated[Call, allow(policy.READ)],
    sort: Literal["created_at", "-created_at"] = "created_at",
    closed: bool = False,
    limit: Limit = 50,
    cursor: Cursor = "",
) -> Reply:
    """Topics that wait for a meeting, the oldest first; `closed`: those that were taken up or let go."""
    return await backlog_views.topics(call, sort, limit, cursor or None, closed)


@parked.post("", response_model=Topic, status_code=201)
async def create_backlog_topic(
    call: Annotated[Call, allow(policy.REQUEST)], body: agenda_schemas.BacklogTopicCreate
) -> Reply:
    """Park a topic for a later meeting, with a reason."""
    topic = await backlog.park(call, body)
    return (await backlog_views.topic(call, topic.id)).created(f"/api/v1/networks/{call.slug}/backlog/{topic.id}")


@parked.get("/{topic_id}", response_model=Topic)
async def read_backlog_topic(call: Annotated[Call, allow(policy.READ)], topic_id: UUID) -> Reply:
    """One topic: why it waits, where it came from and what became of it."""
    return await backlog_views.topic(call, topic_id)


@parked.patch("/{topic_id}", response_model=Topic, responses=responses(backlog.TopicClosed))
async def update_backlog_topic(
    call: Annotated[Call, allow(policy.REQUEST)], topic_id: UUID, body: agenda_schemas.BacklogTopicUpdate
) -> Reply:
    """Change a topic: whoever parked or proposed it, and the officers."""
    await backlog.change(call, await backlog.lock(call, topic_id), body.given())
    return await backlog_views.topic(call, topic_id)


@parked.post("/{topic_id}/take", response_model=Topic, responses=responses(backlog.TopicClosed, rows.MeetingOver))
async def take_backlog_topic(
    call: Annotated[Call, allow(policy.CONVENE)], topic_id: UUID, body: agenda_schemas.BacklogTopicTake
) -> Reply:
    """Put a topic on a meeting's agenda."""
    await carrying.take_topic(call, topic_id, body.meeting_id)
    return await backlog_views.topic(call, topic_id)


@parked.post("/{topic_id}/close", response_model=Topic, responses=responses(backlog.TopicClosed))
async def close_backlog_topic(
    call: Annotated[Call, allow(policy.REQUEST)], topic_id: UUID, body: schemas.ReasonGiven
) -> Reply:
    """Let a topic go, with a reason: whoever parked or proposed it, and the officers."""
    await backlog.close(call, await backlog.lock(call, topic_id), body.reason)
    return await backlog_views.topic(call, topic_id)
