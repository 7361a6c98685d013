"""The backlog: topics that wait for a meeting, with who parked them and why."""

from typing import Any
from uuid import UUID

import sqlalchemy as sa

from api.kernel import clock, journal
from api.kernel.access import Call, Visibility, found
from api.kernel.problems import Forbidden, Invalid, Problem
from api.kernel.words import say
from api.meetings import agenda
from api.meetings.agenda_schemas import BacklogTopicCreate
from api.meetings.models import AgendaItem, BacklogTopic, Meeting
from api.meetings.rows import runs, seen_by

MEMBERS = (Visibility.PUBLIC, Visibility.PARTNERS, Visibility.MEMBERS)
REQUIRED = ("kind", "title", "duration_minutes", "reason")


class TopicClosed(Problem):
    slug, status = "topic-closed", 409


async def record(call: Call, kind: str, row: Any, visibility: Visibility, **facts: Any) -> None:
    await journal.record(call, kind, row, visibility=visibility, title=row.title["en"], **facts)


async def told(call: Call, kind: str, topic: BacklogTopic, **facts: Any) -> None:
    await record(call, kind, topic, Visibility(topic.visibility), **facts)


def visible(call: Call) -> sa.Select[BacklogTopic]:
    return sa.select(BacklogTopic).where(
        BacklogTopic.network_id == call.network_id,
        BacklogTopic.visibility.in_([str(circle) for circle in call.circles]),
    )


async def lock(call: Call, topic_id: UUID) -> BacklogTopic:
    statement = visible(call).where(BacklogTopic.id == topic_id).with_for_update()
    topic = found((await call.session.execute(statement)).scalar_one_or_none())
    await clock.tick(call)
    return topic


async def park(call: Call, wanted: BacklogTopicCreate) -> BacklogTopic:
    """Any member parks a topic, with a reason; an officer in the name of their organisation."""
    await clock.tick(call)
    await agenda.check_presenter(call, wanted.presenter_id)
    own = agenda.own_organisation(call)
    topic = BacklogTopic(
        created_at=call.now,
        network_id=call.network_id,
        visibility=Visibility.MEMBERS,
        parked_by_id=own,
        proposed_by_id=None if runs(call) else own,
        for_next=False,
        **(wanted.model_dump() | {"title": wanted.title.model_dump()}),
    )
    call.session.add(topic)
    await told(call, "backlog-topic.parked", topic)
    return topic


async def keep(call: Call, meeting: Meeting, item: AgendaItem, reason: str | None) -> BacklogTopic:
    """An item goes to the backlog. Without a reason it was not reached, and comes to the next regular meeting."""
    seen = seen_by(meeting)
    topic = BacklogTopic(
        created_at=call.now,
        network_id=call.network_id,
        kind=item.kind,
        title=item.title,
        duration_minutes=item.duration_minutes,
        presenter_id=item.presenter_id,
        notes=item.notes,
        reason=reason or say("backlog.not-reached", "en", number=meeting.number),
        visibility=Visibility.MEMBERS if seen in MEMBERS or _will_be_open(meeting) else seen,
        parked_by_id=agenda.own_organisation(call) if reason else None,
        proposed_by_id=item.proposed_by_id,
        from_item_id=item.id,
        for_next=reason is None,
    )
    call.session.add(topic)
    await told(call, "backlog-topic.parked", topic)
    return topic


def _will_be_open(meeting: Meeting) -> bool:
    """A draft is the officers' own only until it is convened."""
    return Visibility(meeting.visibility) in MEMBERS


async def change(call: Call, topic: BacklogTopic, changes: dict[str, Any]) -> None:
    await _own(call, topic)
    await agenda.check_presenter(call, changes.get("presenter_id"))
    for name, value in changes.items():
        if value is None and name in REQUIRED:
            raise Invalid.at(f"/{name}", "missing")
        setattr(topic, name, value.model_dump() if hasattr(value, "model_dump") else value)
    await told(call, "backlog-topic.changed", topic)


async def close(call: Call, topic: BacklogTopic, reason: str) -> None:
    """It is no longer wanted; the reason stays with it."""
    await _own(call, topic)
    topic.closed_at, topic.closing_reason = call.now, reason
    await told(call, "backlog-topic.closed", topic, reason=reason)


async def _own(call: Call, topic: BacklogTopic) -> None:
    """Whoever parked or proposed it, and the officers."""
    if not runs(call) and not ({topic.parked_by_id, topic.proposed_by_id} & call.actor.organisations(call.network_id)):
        raise Forbidden()
    call.changed(topic)
    if topic.closed_at is not None:
        raise TopicClosed()


async def for_next(call: Call) -> list[BacklogTopic]:
    """What waits for the next regular meeting, the oldest first, locked."""
    statement = (
        sa.select(BacklogTopic)
        .where(BacklogTopic.network_id == call.network_id, BacklogTopic.closed_at.is_(None), BacklogTopic.for_next)
        .order_by(BacklogTopic.created_at, BacklogTopic.id)
    )
    return list((await call.session.execute(statement.with_for_update())).scalars())


async def was(call: Call, item: AgendaItem) -> bool:
    """Whether an item came from the backlog."""
    statement = sa.select(BacklogTopic.id).where(
        BacklogTopic.network_id == call.network_id, BacklogTopic.item_id == item.id
    )
    return (await call.session.execute(statement.limit(1))).first() is not None
