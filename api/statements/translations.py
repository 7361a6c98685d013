"""Translations: written by members, checked by the secretariat or a co-chair, bound to the text they follow."""

from typing import Any

import sqlalchemy as sa

from api.kernel import journal
from api.kernel.access import Call
from api.kernel.problems import Invalid, Problem
from api.statements import rules
from api.statements.models import Statement, StatementTranslation
from api.statements.schemas import TranslationPut
from api.statements.service import StatementFrozen, circle, current_hash, current_text, index, label
from api.statements.values import StatementState, TranslationStatus

OPEN = (StatementState.DRAFT, StatementState.SIGNED, StatementState.PUBLISHED)


class TranslationStale(Problem):
    """The text has changed since it was translated."""

    slug, status = "translation-stale", 409


class TranslationPublished(Problem):
    """A translation that can be read is corrected by a corrigendum, never by editing it."""

    slug, status = "translation-published", 409


class TranslationMissing(Problem):
    slug, status = "translation-missing", 409


async def lock(call: Call, statement: Statement, language: str) -> tuple[StatementTranslation | None, str]:
    """(the row, if there is one; hash of the text it must follow), If-Match compared with the translation's version."""
    held = sa.select(StatementTranslation).where(
        StatementTranslation.statement_id == statement.id, StatementTranslation.language == language
    )
    row = (await call.session.execute(held.with_for_update())).scalar_one_or_none()
    call.match(row.version if row is not None else 0)
    if statement.state not in OPEN:
        raise StatementFrozen()
    authoritative, current = await current_hash(call, statement)
    if language == authoritative:
        raise Invalid.at("/language", "authoritative_language")
    if current is None:
        raise Invalid.at("/source_hash", "unknown")
    if statement.released_at is not None and row is not None and row.status == TranslationStatus.CHECKED:
        raise TranslationPublished()
    return row, current


async def put(call: Call, statement: Statement, language: str, wanted: TranslationPut) -> None:
    """Write it, anew or over a draft. It is published only once it is checked."""
    row, current = await lock(call, statement, language)
    if row is None:
        row = StatementTranslation(
            created_at=call.now, network_id=call.network_id, statement_id=statement.id, language=language, version=0
        )
        call.session.add(row)
    row.title, row.text = wanted.title, wanted.text
    if (followed := wanted.source_hash or current) != row.source_hash:
        _, text = await current_text(call, statement)
        row.source_hash, row.source_text = followed, text if followed == current else None
    row.status, row.checked_by, row.checked_at = TranslationStatus.DRAFT, None, None
    row.version += 1
    await _note(call, "statement.translated", statement, row)


async def check(call: Call, statement: Statement, language: str) -> None:
    """Somebody who may speak for the network has compared it with the text that stands now."""
    row, current = await lock(call, statement, language)
    if row is None:
        raise TranslationMissing()
    if rules.stale(row.source_hash, current):
        raise TranslationStale()
    row.status, row.checked_at = TranslationStatus.CHECKED, call.now
    row.checked_by = call.actor.acronym(call.network_id)
    row.version += 1
    await _note(call, "statement.translation-checked", statement, row)


async def _note(call: Call, kind: str, statement: Statement, row: StatementTranslation, **facts: Any) -> None:
    visibility = await circle(call, statement)
    said = {"number": label(statement), "language": row.language, **facts}
    await journal.record(call, kind, row, visibility=visibility, **said)
    await index(call, statement)
