"""What those who attended say about circulated minutes: comments and objections, by paragraph, threaded, taken back."""

from typing import Any
from uuid import UUID

import sqlalchemy as sa

from api.kernel.access import Call, Visibility, found
from api.kernel.problems import Invalid, Problem
from api.meetings import service as meetings
from api.meetings.models import Meeting
from api.minutes import text
from api.minutes.models import Minutes, MinutesComment, MinutesSeen, MinutesState
from api.minutes.rows import MinutesLocked, NotAttended, facts_of, lock, note
from api.minutes.schemas import MinutesCommentCreate
from api.minutes.states import MINUTES, WHO
from api.networks.models import Organisation


class CommentTakenBack(Problem):
    slug, status = "minutes-comment-taken-back", 409


class NothingToLift(Problem):
    """Only an objection that stands is lifted."""

    slug, status = "minutes-nothing-to-lift", 409


async def _speaks(call: Call, meeting: Meeting, wanted: UUID | None) -> Organisation:
    """The organisation that attended in whose name the caller speaks: the one named, else the only one."""
    mine = call.actor.organisations(call.network_id, *WHO) & await meetings.present(call, meeting.id)
    if not mine or (wanted is not None and wanted not in mine):
        raise NotAttended()
    if wanted is None and len(mine) > 1:
        raise Invalid.at("/organisation_id", "missing")
    return found(await call.session.get(Organisation, wanted or next(iter(mine))))


async def make(call: Call, meeting_id: UUID, wanted: MinutesCommentCreate) -> MinutesComment:
    meeting, minutes = await lock(call, meeting_id, match=False)
    organisation = await _speaks(call, meeting, wanted.organisation_id)
    MINUTES.check(call, await facts_of(call, meeting, minutes), "comment")
    parent = await _parent(call, minutes, wanted.parent_id)
    paragraph_id = parent.paragraph_id if parent is not None else wanted.paragraph_id
    comment = MinutesComment(
        created_at=call.now,
        network_id=call.network_id,
        minutes_id=minutes.id,
        meeting_id=meeting.id,
        circulation=minutes.circulation_count,
        version_number=minutes.version_count,
        paragraph_id=paragraph_id,
        parent_id=wanted.parent_id,
        organisation_id=organisation.id,
        person_id=call.actor.person_id,
        visibility=parent.visibility if parent is not None else _circle(call, meeting, minutes, paragraph_id),
        text=wanted.text,
        objection=wanted.objection,
    )
    call.session.add(comment)
    await _note(call, "objected" if wanted.objection else "made", comment, meeting, organisation)
    return comment


async def _parent(call: Call, minutes: Minutes, parent_id: UUID | None) -> MinutesComment | None:
    """What is replied to: a comment of this circulation that is no reply itself, and that the caller may see."""
    if parent_id is None:
        return None
    parent = await _get(call, minutes, parent_id)
    if parent is None or parent.parent_id is not None or parent.circulation != minutes.circulation_count:
        raise Invalid.at("/parent_id", "unknown")
    return parent


def _circle(call: Call, meeting: Meeting, minutes: Minutes, paragraph_id: str | None) -> Visibility:
    """Whoever may see the paragraph may see what is said about it. One that the caller may not see is not there."""
    own = Visibility(meeting.visibility)
    if paragraph_id is None:
        return own
    there = text.find(text.read(minutes.body), paragraph_id)
    circle = text.circle_of(*there, own) if there is not None else None
    if circle is None or circle not in call.circles:
        raise Invalid.at("/paragraph_id", "unknown")
    return circle


async def _get(call: Call, minutes: Minutes, comment_id: UUID) -> MinutesComment | None:
    wanted = sa.select(MinutesComment).where(
        MinutesComment.network_id == call.network_id,
        MinutesComment.minutes_id == minutes.id,
        MinutesComment.id == comment_id,
        MinutesComment.visibility.in_([str(circle) for circle in call.circles]),
    )
    return (await call.session.execute(wanted.with_for_update())).scalar_one_or_none()


async def _locked(call: Call, meeting_id: UUID, comment_id: UUID) -> tuple[Meeting, Minutes, MinutesComment]:
    """All three under their locks; nothing is said any more about minutes that are adopted."""
    meeting, minutes = await lock(call, meeting_id, match=False)
    comment = found(await _get(call, minutes, comment_id))
    return meeting, minutes, comment


async def _mine(call: Call, meeting_id: UUID, comment_id: UUID) -> tuple[Meeting, MinutesComment, Organisation]:
    meeting, minutes, comment = await _locked(call, meeting_id, comment_id)
    if comment.organisation_id not in call.actor.organisations(call.network_id, *WHO):
        raise NotAttended()
    _check_open(call, minutes, comment)
    return meeting, comment, found(await call.session.get(Organisation, comment.organisation_id))


def _check_open(call: Call, minutes: Minutes, comment: MinutesComment) -> None:
    call.match(comment.version)
    if minutes.state == MinutesState.ADOPTED:
        raise MinutesLocked()
    if comment.taken_back_at is not None:
        raise CommentTakenBack()


async def take_back(call: Call, meeting_id: UUID, comment_id: UUID) -> None:
    """Its place stays, so that replies keep theirs; its text goes, and an objection with it."""
    meeting, comment, organisation = await _mine(call, meeting_id, comment_id)
    comment.text, comment.taken_back_at = None, call.now
    comment.version += 1
    await _note(call, "taken-back", comment, meeting, organisation)


async def lift(call: Call, meeting_id: UUID, comment_id: UUID) -> None:
    """The words stay, the objection does not. Possible as long as they are not adopted, even after the window."""
    meeting, comment, organisation = await _mine(call, meeting_id, comment_id)
    if not comment.objection or comment.lifted_at is not None:
        raise NothingToLift()
    comment.lifted_at = call.now
    comment.version += 1
    await _note(call, "lifted", comment, meeting, organisation)


async def answer(call: Call, meeting_id: UUID, comment_id: UUID, said: str) -> None:
    meeting, minutes, comment = await _locked(call, meeting_id, comment_id)
    _check_open(call, minutes, comment)
    comment.answer, comment.answered_at = said, call.now
    comment.version += 1
    organisation = found(await call.session.get(Organisation, comment.organisation_id))
    await _note(call, "answered", comment, meeting, organisation)


async def see(call: Call, meeting_id: UUID, organisation_id: UUID | None) -> None:
    """An organisation has read what was circulated and has nothing to add. Saying so twice changes nothing."""
    meeting, minutes = await lock(call, meeting_id, match=False)
    organisation = await _speaks(call, meeting, organisation_id)
    MINUTES.check(call, await facts_of(call, meeting, minutes), "comment")
    known = sa.select(MinutesSeen.id).where(
        MinutesSeen.network_id == call.network_id,
        MinutesSeen.minutes_id == minutes.id,
        MinutesSeen.circulation == minutes.circulation_count,
        MinutesSeen.organisation_id == organisation.id,
    )
    if (await call.session.execute(known)).first() is not None:
        return
    seen = MinutesSeen(
        created_at=call.now,
        network_id=call.network_id,
        minutes_id=minutes.id,
        meeting_id=meeting.id,
        circulation=minutes.circulation_count,
        organisation_id=organisation.id,
        person_id=call.actor.person_id,
    )
    call.session.add(seen)
    await note(call, "minutes.seen", seen, meeting, organisation=organisation.acronym)


async def _note(call: Call, kind: str, comment: MinutesComment, meeting: Meeting, organisation: Organisation) -> None:
    facts: dict[str, Any] = {"organisation": organisation.acronym}
    await note(call, f"minutes-comment.{kind}", comment, meeting, Visibility(comment.visibility), **facts)
