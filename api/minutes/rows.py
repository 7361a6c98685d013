"""Minutes' rows: their locks, what guards read, versions, journal entries and place in the search."""

import secrets
from typing import Any
from uuid import UUID

import sqlalchemy as sa

from api.kernel import clock, journal, search
from api.kernel.access import Call, Visibility, found
from api.kernel.db import Id
from api.kernel.journal import sha256
from api.kernel.problems import Problem
from api.kernel.views import View
from api.kernel.words import LANGUAGES, say
from api.meetings import service as meetings
from api.meetings.models import Meeting
from api.minutes import text
from api.minutes.models import Minutes, MinutesComment, MinutesState, MinutesVersion, MinutesVersionKind
from api.minutes.states import Facts
from api.networks.models import Organisation


class MinutesLocked(Problem):
    """What is circulated or adopted is not edited: revise it first, or correct it by a corrigendum."""

    slug, status = "minutes-locked", 409


class NotAttended(Problem):
    """Minutes are commented on by those who were there."""

    slug, status = "minutes-not-attended", 403


def symbol(number: str) -> str:
    """The number of a meeting's minutes."""
    return f"{number}/MIN"


async def of(call: Call, meeting_id: UUID) -> tuple[Meeting, Minutes | None]:
    """The meeting under its lock, as far as the caller sees it, and its minutes."""
    meeting = await meetings.lock(call, meeting_id, match=False)
    wanted = sa.select(Minutes).where(Minutes.network_id == call.network_id, Minutes.meeting_id == meeting.id)
    minutes = (await call.session.execute(wanted.with_for_update())).scalar_one_or_none()
    await clock.tick(call)
    return meeting, minutes


async def lock(call: Call, meeting_id: UUID, *, match: bool = True) -> tuple[Meeting, Minutes]:
    meeting, minutes = await of(call, meeting_id)
    minutes = found(minutes)
    if match:
        call.match(minutes.version)
    return meeting, minutes


async def lock_draft(call: Call, meeting_id: UUID) -> tuple[Meeting, Minutes]:
    """Minutes that can be edited. If-Match is compared by whoever knows of what."""
    meeting, minutes = await lock(call, meeting_id, match=False)
    if minutes.state != MinutesState.DRAFT:
        raise MinutesLocked()
    return meeting, minutes


async def objections(call: Call, minutes: Minutes) -> tuple[str, ...]:
    """Acronyms of those whose objection to what is circulated now stands."""
    wanted = (
        sa.select(Organisation.acronym)
        .join(MinutesComment, MinutesComment.organisation_id == Organisation.id)
        .where(MinutesComment.network_id == call.network_id, MinutesComment.minutes_id == minutes.id)
        .where(MinutesComment.circulation == minutes.circulation_count, MinutesComment.objection.is_(True))
        .where(MinutesComment.lifted_at.is_(None), MinutesComment.taken_back_at.is_(None))
        .order_by(MinutesComment.created_at)
    )
    return tuple(dict.fromkeys((await call.session.execute(wanted)).scalars()))


async def facts_of(call: Call, meeting: Meeting, minutes: Minutes | None, *, agreed: bool = False) -> Facts:
    if minutes is None:
        return Facts(MinutesState.NONE, meeting.state, call.now)
    return Facts(
        MinutesState(minutes.state),
        meeting.state,
        call.now,
        minutes.window_ends_at,
        frozenset(await meetings.present(call, meeting.id)),
        await objections(call, minutes),
        agreed,
    )


# ── versions ────────────────────────────────────────────────────────────────────────────────────────────────────────


async def save(
    call: Call, meeting: Meeting, minutes: Minutes, body: text.Body, kind: MinutesVersionKind, source: int | None = None
) -> bool:
    """Keep a text as the next version. One that says the same as what stands makes none."""
    if minutes.version_count and text.same(body, text.read(minutes.body)):
        return False
    minutes.body = text.written(text.salted(body, lambda: secrets.token_hex(16)))
    minutes.text_hash = sha256(minutes.body)
    minutes.version_count += 1
    minutes.version = (minutes.version or 0) + 1
    version = MinutesVersion(
        created_at=call.now,
        network_id=call.network_id,
        minutes_id=minutes.id,
        meeting_id=meeting.id,
        number=minutes.version_count,
        kind=kind,
        body=minutes.body,
        text_hash=minutes.text_hash,
        restored_from=source,
        by=call.actor.acronym(call.network_id),
        person_id=call.actor.person_id,
    )
    await note(call, f"minutes.{kind}", minutes, meeting, text_version=version.number)
    call.session.add(version)
    await note(call, "minutes-version.saved", version, meeting, Visibility.SECRETARIAT, text_version=version.number)
    if minutes.circulation_count:
        await index(call, meeting, minutes)
    return True


async def mark(call: Call, meeting: Meeting, minutes: Minutes, name: str) -> None:
    """Note on the version that stands that it was circulated, or adopted."""
    wanted = sa.select(MinutesVersion).where(
        MinutesVersion.network_id == call.network_id,
        MinutesVersion.minutes_id == minutes.id,
        MinutesVersion.number == minutes.version_count,
    )
    version = (await call.session.execute(wanted.with_for_update())).scalar_one()
    setattr(version, name, call.now)
    version.version += 1
    await note(call, "minutes-version.marked", version, meeting, Visibility.SECRETARIAT, text_version=version.number)


# ── on record ───────────────────────────────────────────────────────────────────────────────────────────────────────


def seen_by(meeting: Meeting, minutes: Minutes) -> Visibility:
    """A draft that was never circulated is the officers' own."""
    return Visibility(meeting.visibility) if minutes.circulation_count else Visibility.SECRETARIAT


async def note(
    call: Call, kind: str, row: Any, meeting: Meeting, visibility: Visibility | None = None, **facts: Any
) -> None:
    if visibility is None:
        visibility = seen_by(meeting, row) if isinstance(row, Minutes) else Visibility(meeting.visibility)
    await journal.record(call, kind, row, visibility=visibility, number=meeting.number, **facts)


async def index(call: Call, meeting: Meeting, minutes: Minutes) -> None:
    """What everybody reads is found by its words, but for those that a narrower circle keeps: today, not at that time."""
    own = str(meeting.visibility)
    body = await _read_by_all(call, minutes)
    open_ = [each for each in text.paragraphs(body) if text.circle_of(*each, own) == own]
    title: dict[str, str | None] = {
        language: f"{say('minutes.paper', language)}: {meeting.title.get(language) or meeting.title['en']}"
        for language in LANGUAGES
    }
    entry = search.Found(
        "minutes",
        meeting.id,
        title=title,
        at=minutes.adopted_at or minutes.circulated_at or call.now,
        visibility=Visibility(own),
        number=symbol(meeting.number),
        summary=" ".join(each["text"].replace("**", "") for part, each in open_ if part["key"] == "summary"),
        text="\n".join(each["text"] for _, each in open_),
    )
    await search.put(call, entry)


async def _read_by_all(call: Call, minutes: Minutes) -> text.Body:
    """The text that stands; while it is being revised the one that was circulated, under the circles of today."""
    body = text.read(minutes.body)
    if minutes.state != MinutesState.DRAFT:
        return body
    wanted = sa.select(MinutesVersion.body).where(
        MinutesVersion.network_id == call.network_id,
        MinutesVersion.minutes_id == minutes.id,
        MinutesVersion.number == minutes.circulated_version,
    )
    return text.as_now(text.read((await call.session.execute(wanted)).scalar_one()), body)


SEALED = View(
    sa.select(Minutes.id).where(
        Minutes.network_id == sa.bindparam("network_id", type_=Id),
        Minutes.meeting_id == sa.bindparam("id", type_=Id),
        Minutes.state == MinutesState.ADOPTED,
    )
)


async def sealed(call: Call, meeting_id: UUID) -> bool:
    """Whether the record of a meeting is closed, because its minutes are adopted."""
    return await SEALED.first(call.source, network_id=call.network_id, id=meeting_id) is not None
