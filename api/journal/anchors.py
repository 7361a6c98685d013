"""Daily anchors: the heads of all chains in a signed file outside the database.

A chain alone shows neither that its end was cut off nor that it was rewritten as a whole. What stood on any signed day
must stand there still.
"""

import hashlib
import hmac
import json
from datetime import date
from pathlib import Path
from typing import Any
from uuid import UUID

import sqlalchemy as sa

from api.kernel import clock
from api.kernel.db import dumps, instant
from api.kernel.journal import JournalHead
from api.kernel.runtime import Kernel
from api.settings import Settings


def directory(settings: Settings) -> Path:
    return settings.data_dir / "anchors"


def sign(settings: Settings, text: str) -> str:
    return hmac.new(settings.secret.get_secret_value().encode(), text.encode(), hashlib.sha256).hexdigest()


async def write(kernel: Kernel, *, again: bool = False) -> Path | None:
    """Write today's file, once a day (`again`: replace it, after a restore); None if it is there already."""
    folder = directory(kernel.settings)
    async with kernel.database.session() as session:
        now = await clock.now(session)
        path = folder / f"{now.date().isoformat()}.json"
        if path.exists() and not again:
            return None
        rows = (
            await session.execute(sa.select(JournalHead.slug, JournalHead.id, JournalHead.seq, JournalHead.hash))
        ).all()
    heads = {row.slug: {"id": str(row.id), "seq": row.seq, "hash": row.hash} for row in rows}
    body = dumps({"at": instant(now), "heads": heads})
    folder.mkdir(parents=True, exist_ok=True)
    made = path.with_suffix(".new")
    made.write_text(dumps({"signed": body, "signature": sign(kernel.settings, body)}) + "\n", encoding="utf-8")
    made.replace(path)
    return path


def read(settings: Settings) -> list[tuple[date, dict[str, Any] | None]]:
    """Every anchor, oldest first: its day and its heads, or None where the signature does not hold."""
    found: list[tuple[date, dict[str, Any] | None]] = []
    for path in sorted(directory(settings).glob("????-??-??.json")):
        heads = None
        try:
            stored = json.loads(path.read_text(encoding="utf-8"))
            if hmac.compare_digest(sign(settings, stored["signed"]), stored["signature"]):
                heads = json.loads(stored["signed"])["heads"]
        except (ValueError, KeyError, TypeError):
            pass
        found.append((date.fromisoformat(path.stem), heads))
    return found


def of_chain(settings: Settings, chain: UUID) -> list[tuple[date, int, str] | date]:
    """(day, seq, hash) of one chain by each anchor; only the day where the anchor itself was altered."""
    found: list[tuple[date, int, str] | date] = []
    for day, heads in read(settings):
        if heads is None:
            found.append(day)
            continue
        found += [(day, head["seq"], head["hash"]) for head in heads.values() if head["id"] == str(chain)]
    return found
