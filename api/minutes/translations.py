"""Adopted minutes in the other languages: own texts by paragraph, bound to the text and the corrigenda they follow."""

import json
from uuid import UUID

import sqlalchemy as sa

from api.kernel.access import Call
from api.kernel.db import dumps
from api.kernel.journal import sha256
from api.kernel.problems import Invalid, Problem
from api.meetings.models import Meeting
from api.minutes import text
from api.minutes.models import Minutes, MinutesState, MinutesTranslation, MinutesTranslationStatus
from api.minutes.rows import lock, note
from api.minutes.schemas import MinutesTranslationPut


class MinutesNotAdopted(Problem):
    """What is translated is the text that was adopted."""

    slug, status = "minutes-not-adopted", 409


class MinutesTranslationStale(Problem):
    """A corrigendum was issued since it was translated."""

    slug, status = "minutes-translation-stale", 409


class MinutesTranslationMissing(Problem):
    slug, status = "minutes-translation-missing", 409


def source_hash(adopted: str, corrigendum_count: int) -> str:
    """What a translation follows: the adopted text with all that was corrected in it."""
    return sha256(f"{adopted}\n{corrigendum_count}")


async def _locked(call: Call, meeting_id: UUID, language: str) -> tuple[Meeting, Minutes, MinutesTranslation | None]:
    """With If-Match compared to the translation's version; 0 where there is none yet."""
    meeting, minutes = await lock(call, meeting_id, match=False)
    wanted = sa.select(MinutesTranslation).where(
        MinutesTranslation.network_id == call.network_id,
        MinutesTranslation.minutes_id == minutes.id,
        MinutesTranslation.language == language,
    )
    row = (await call.session.execute(wanted.with_for_update())).scalar_one_or_none()
    call.match(row.version if row is not None else 0)
    if minutes.state != MinutesState.ADOPTED:
        raise MinutesNotAdopted()
    if language == minutes.language:
        raise Invalid.at("/language", "authoritative_language")
    return meeting, minutes, row


async def put(call: Call, meeting_id: UUID, language: str, wanted: MinutesTranslationPut) -> None:
    """Write paragraphs, or titles of parts. What was written before and is not named stays."""
    meeting, minutes, row = await _locked(call, meeting_id, language)
    known = {leaf["id"] for leaf in text.leaves(text.read(minutes.body))}
    for at, each in enumerate(wanted.texts):
        if each.id not in known:
            raise Invalid.at(f"/texts/{at}/id", "unknown")
    if row is None:
        row = MinutesTranslation(
            created_at=call.now,
            network_id=call.network_id,
            minutes_id=minutes.id,
            meeting_id=meeting.id,
            language=language,
            texts="{}",
            version=0,
        )
        call.session.add(row)
    row.texts = dumps(json.loads(row.texts) | {each.id: each.text for each in wanted.texts})
    row.text_hash = sha256(row.texts)
    row.source_hash = source_hash(minutes.sha256 or "", minutes.corrigendum_count)
    row.status, row.checked_at, row.checked_by = MinutesTranslationStatus.DRAFT, None, None
    row.version += 1
    await note(call, "minutes-translation.saved", row, meeting, language=language)


async def check(call: Call, meeting_id: UUID, language: str) -> None:
    """An officer has compared it with what was adopted, and with all that was corrected."""
    meeting, minutes, row = await _locked(call, meeting_id, language)
    if row is None:
        raise MinutesTranslationMissing()
    if row.source_hash != source_hash(minutes.sha256 or "", minutes.corrigendum_count):
        raise MinutesTranslationStale()
    row.status, row.checked_at = MinutesTranslationStatus.CHECKED, call.now
    row.checked_by = call.actor.acronym(call.network_id)
    row.version += 1
    await note(call, "minutes-translation.checked", row, meeting, language=language)
