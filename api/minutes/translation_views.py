"""What follows from adopted minutes, as it is read: how their hash is made, and how they read in other languages."""

import json
from typing import Any
from uuid import UUID

import sqlalchemy as sa

from api.kernel.access import Call
from api.kernel.db import Id, dumps
from api.kernel.problems import NotFound
from api.kernel.routing import Reply
from api.kernel.views import View
from api.minutes import reading
from api.minutes.models import MinutesState, MinutesTranslation
from api.minutes.rows import symbol
from api.minutes.views import Row, at, row


async def proof(call: Call, meeting_id: UUID) -> Reply:
    held = await row(call, meeting_id)
    if held.current is None or held.minutes["sha256"] is None:
        raise NotFound()
    told = {
        "number": symbol(held.number),
        "language": held.language,
        "sha256": held.minutes["sha256"],
        "leaves": reading.proof(held.current, call.circles),
    }
    return Reply(dumps(told), held.minutes["version"])


TRANSLATION = View(
    sa.select(
        MinutesTranslation.texts,
        MinutesTranslation.status,
        MinutesTranslation.source_hash,
        MinutesTranslation.checked_by,
        MinutesTranslation.checked_at,
        MinutesTranslation.version,
    ).where(
        MinutesTranslation.network_id == sa.bindparam("network_id", type_=Id),
        MinutesTranslation.minutes_id == sa.bindparam("id", type_=Id),
        MinutesTranslation.language == sa.bindparam("language", type_=sa.String),
    )
)


async def translated(call: Call, held: Row, language: str) -> dict[str, Any]:
    """What a reader finds of the text in another language, whether anybody has written it or not."""
    if held.body is None:
        raise NotFound()
    here = {"network_id": call.network_id, "id": held.minutes["id"], "language": language}
    written = await TRANSLATION.first(call.source, **here) if held.state == MinutesState.ADOPTED else None
    texts, status, source, by, checked_at, version = written or ("{}", None, None, None, None, 0)
    return {
        "language": language,
        "status": status,
        "stale": source is not None and source != held.source_hash,
        "checked_by": by,
        "checked_at": at(checked_at),
        "texts": reading.translated(held.body, call.circles, language, json.loads(texts)),
        "version": version,
    }


async def translation(call: Call, meeting_id: UUID, language: str) -> Reply:
    told = await translated(call, await row(call, meeting_id), language)
    return Reply(dumps(told), told["version"])
