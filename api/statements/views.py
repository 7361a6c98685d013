"""Statements as members read them: one statement each; what only Python knows is added to its answer."""

import json
from typing import Any
from uuid import UUID

import sqlalchemy as sa

from api.decisions.models import Decision
from api.kernel.access import Call, found
from api.kernel.db import Id, instant
from api.kernel.paging import Listing, Sort, page_json
from api.kernel.routing import Reply
from api.kernel.search import SearchEntry
from api.kernel.text import stem, words
from api.kernel.views import View, many, obj, splice
from api.kernel.words import LANGUAGES
from api.networks.models import Network
from api.statements import notices, printing, rules
from api.statements.models import Statement, StatementSignature, StatementTranslation
from api.statements.needs import needs
from api.statements.parts import VISIBLE
from api.statements.rows import Row, row_of, translated
from api.statements.states import FAILED, STATEMENT, Facts
from api.statements.values import SignatureAct, StatementState, TranslationStatus

MOST_WORDS = 4
_own = [Statement.__table__]
NETWORK = View(sa.select(Network.name).where(Network.id == sa.bindparam("network_id", type_=Id)))


async def statement(call: Call, statement_id: UUID) -> Reply:
    """The statement with its decision, translations and signatures; what the caller can do, and what it still needs."""
    row = await row_of(call, statement_id)
    return Reply(_read(call, row), row.version)


def _read(call: Call, row: Row) -> str:
    facts = row.facts()
    consulted = row.decision is not None and row.decision_state not in FAILED
    is_public = row.released_at is not None and row.visibility == "public"
    site = call.kernel.settings.site
    more = {
        "title": row.title,
        "text": row.text,
        "text_hash": row.text_hash,
        "authoritative": row.authoritative,
        "editable": row.state == StatementState.DRAFT and not consulted,
        "decision": row.decision,
        "translations": row.translations(),
        "signatories": signatories_of(row, facts),
        "on_record": row.on_record or (rules.on_record(row.voices) if facts.adopted else []),
        "public_url": notices.permalink(site, call.slug, row.key) if is_public else None,
        "moves": STATEMENT.offered(call, facts),
        "needs": needs(facts, call.language),
        "server_time": instant(facts.now),
    }
    return splice(row.json, **more)


def signatories_of(row: Row, facts: Facts) -> list[dict[str, Any]]:
    """Frozen when it was signed; before, as the round that adopted it has them."""
    return row.signatories or (rules.signatories(row.voices) if facts.adopted else [])


async def told(call: Call, statement_id: UUID, language: str | None) -> tuple[printing.Told, list[dict[str, Any]]]:
    """What a paper tells of it, and its texts: all, or in one language. 404 where there is none."""
    read = json.loads(_read(call, await row_of(call, statement_id)))
    (name,) = await NETWORK.first(call.source, network_id=call.network_id)
    texts = [each for each in printing.texts_of(read) if language in (None, each["language"])]
    found(texts or None)
    return printing.of_read(read, name), texts


# ── lists ───────────────────────────────────────────────────────────────────────────────────────────────────────────

ITEM = obj(
    id=Statement.id,
    number=Statement.number,
    key=Statement.key,
    state=Statement.state,
    urgency=Statement.urgency,
    visibility=Statement.visibility,
    decision_id=Decision.id,
    decision_number=Decision.number,
    decision_state=Decision.state,
    corrects_id=Statement.corrects_id,
    embargo_at=Statement.embargo_at,
    signed_at=Statement.signed_at,
    published_at=Statement.published_at,
    released_at=Statement.released_at,
    withdrawn_at=Statement.withdrawn_at,
    created_at=Statement.created_at,
    version=Statement.version,
)
_marks = many(
    obj(
        language=StatementTranslation.language,
        status=StatementTranslation.status,
        source_hash=StatementTranslation.source_hash,
    ),
    StatementTranslation,
    [StatementTranslation.statement_id == Statement.id],
    [StatementTranslation.language],
    _own,
)


_signed_by = many(
    obj(acronym=StatementSignature.acronym),
    StatementSignature,
    [StatementSignature.statement_id == Statement.id, StatementSignature.act == str(SignatureAct.SIGN)],
    [StatementSignature.place],
    _own,
)
_unsigned = Statement.adopted_hash.is_(None)


def speaks(language: Any) -> sa.ColumnElement[bool]:
    """Whether it can be read in a language: the authoritative one, or a checked translation."""
    checked = sa.select(StatementTranslation.id).where(
        StatementTranslation.statement_id == Statement.id,
        StatementTranslation.language == language,
        StatementTranslation.status == str(TranslationStatus.CHECKED),
    )
    return sa.or_(Statement.authoritative == language, checked.correlate(Statement).exists())


def _says(word: Any) -> sa.ColumnElement[bool]:
    said = sa.select(SearchEntry.id).where(
        SearchEntry.network_id == Statement.network_id,
        SearchEntry.kind == "statements",
        SearchEntry.subject_id == Statement.id,
        SearchEntry.terms.like(word),
    )
    return said.correlate(Statement).exists()


LISTING = Listing(
    ITEM,
    sa.outerjoin(Statement, Decision, Statement.decision_id == Decision.id),
    VISIBLE,
    {
        "-sort_at": Sort((Statement.sort_at, Statement.id), descending=True),
        "sort_at": Sort((Statement.sort_at, Statement.id)),
    },
    {
        "state": lambda value: Statement.state == value,
        "year": lambda value: Statement.year == value,
        "language": speaks,
        "decision_id": lambda value: Statement.decision_id == value,
        **{f"word_{at}": _says for at in range(MOST_WORDS)},
    },
    [
        Statement.state,
        Statement.title,
        Statement.authoritative,
        Statement.adopted_hash,
        sa.case((_unsigned, Statement.text)),
        sa.case((_unsigned, Decision.title)),
        sa.case((_unsigned, Decision.texts)),
        Decision.authoritative,
        _marks.sql(),
        _signed_by.sql(),
    ],
)


async def statements(call: Call, sort: str, limit: int, cursor: str | None, q: str | None, **given: Any) -> Reply:
    """A page of them; `q` are words that each must be in the number, a title or a text."""
    asked = [stem(word) for word in words(q or "")[:MOST_WORDS]]
    given |= {f"word_{at}": f"%{word}%" for at, word in enumerate(asked)}
    rows, following = await LISTING.rows(
        call.source, sort, limit, cursor, given, network_id=call.network_id, reach=call.reach
    )
    names = {state: STATEMENT.names(call, state) for state in {row[1] for row in rows}}
    return Reply(page_json([_item(row, names) for row in rows], following))


def _item(row: Any, names: dict[str, list[str]]) -> str:
    item, state, title, language, adopted_hash, text, decided, texts, decided_language, marks, signed = row
    if adopted_hash is None and decided is not None:
        title, language, text = decided, decided_language, texts.get(decided_language)
    current = adopted_hash or (rules.text_hash(text) if text else None)
    held = {each["language"]: each for each in json.loads(marks)}
    translations = [translated(other, held.get(other), current) for other in LANGUAGES if other != language]
    more = {
        "title": title,
        "authoritative": language,
        "translations": [{name: each[name] for name in ("language", "status", "stale")} for each in translations],
        "signed_by": [each["acronym"] for each in json.loads(signed)],
        "moves": names[state],
    }
    return splice(item, **more)
