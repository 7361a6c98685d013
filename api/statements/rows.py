"""What is read of a statement in one query, and what follows from it."""

import json
from datetime import datetime
from typing import Any
from uuid import UUID

import sqlalchemy as sa

from api.decisions.models import Decision
from api.decisions.rules import DecisionKind, DecisionState
from api.kernel import clock
from api.kernel.access import Call, found
from api.kernel.db import Id, UTCDateTime
from api.kernel.views import View
from api.kernel.words import LANGUAGES
from api.statements import rules
from api.statements.models import Statement
from api.statements.parts import (
    CO_CHAIRS,
    DECISION,
    LAST_ROUND,
    RELEASES,
    STATEMENT_JSON,
    TRANSLATIONS,
    VISIBLE,
    VOICES,
    Last,
    signatures,
)
from api.statements.states import Facts, Mark
from api.statements.values import SignatureAct, StatementState, TranslationStatus

_id = sa.bindparam("id", type_=Id)
FROM = sa.outerjoin(Statement, Decision, Statement.decision_id == Decision.id).outerjoin(Last, LAST_ROUND)


def _single(dialect: str) -> View:
    return View(
        sa.select(
            STATEMENT_JSON.sql(),
            Statement.version,
            Statement.state,
            Statement.title,
            Statement.text,
            Statement.authoritative,
            Statement.adopted_hash,
            Statement.signatories,
            Statement.on_record,
            Statement.embargo_at,
            Statement.released_at,
            Statement.visibility,
            Statement.key,
            Statement.channels,
            sa.case((Decision.id.is_not(None), DECISION.sql()), else_=sa.literal_column("'null'", sa.Text)),
            Decision.kind,
            Decision.title,
            Decision.texts,
            Decision.authoritative,
            Last.texts,
            Last.authoritative,
            Last.text_hash,
            TRANSLATIONS.sql(),
            signatures(SignatureAct.SIGN).sql(),
            signatures(SignatureAct.WITHDRAW).sql(),
            RELEASES.sql(),
            VOICES.sql(),
            CO_CHAIRS.sql(),
            sa.type_coerce(clock.database_now(dialect), UTCDateTime),
        )
        .select_from(FROM)
        .where(*VISIBLE, Statement.id == _id)
    )


SINGLE = {dialect: _single(dialect) for dialect in ("sqlite", "postgresql")}


class Row:
    """One row of SINGLE by name, and what follows from it."""

    def __init__(self, row: Any) -> None:
        (
            self.json, self.version, state, title, text, authoritative, self.adopted_hash, self.signatories,
            self.on_record, self.embargo_at, self.released_at, self.visibility, self.key, self.channels, decision,
            self.decision_kind, decided_title, self.decided_texts, decided_language, self.round_texts,
            self.round_language, self.round_hash, translations, signed, withdrawing, releases, voices, co_chairs,
            self.now,
        ) = row  # fmt: skip
        self.state = StatementState(state)
        self.decision = json.loads(decision)
        ours = self.decision is None or self.adopted_hash is not None
        self.title = title if ours else decided_title
        self.authoritative = authoritative if ours else decided_language
        self.text = text if ours else self.decided_texts.get(decided_language)
        self.text_hash = self.adopted_hash or (rules.text_hash(self.text) if self.text else None)
        self.rows = {each["language"]: each for each in json.loads(translations)}
        self.signed, self.withdrawing = _marks_of(signed), _marks_of(withdrawing)
        self.releases = json.loads(releases)
        self.voices = [rules.Voice(**each) for each in json.loads(voices)]
        self.co_chairs = tuple(each["acronym"] for each in json.loads(co_chairs))

    @property
    def decision_state(self) -> DecisionState | None:
        return DecisionState(self.decision["state"]) if self.decision else None

    @property
    def same_text(self) -> bool:
        if self.adopted_hash is not None:
            return bool(rules.text_hash(self.text or "") == self.adopted_hash)
        if self.decision is None or self.round_hash is None:
            return True
        return rules.is_adopted_text(self.decided_texts, self.round_texts, self.round_language, self.round_hash)

    def translations(self) -> list[dict[str, Any]]:
        """Each language but the authoritative one, whether anybody has begun it or not."""
        others = [language for language in LANGUAGES if language != self.authoritative]
        return [translated(language, self.rows.get(language), self.text_hash) for language in others]

    def facts(self) -> Facts:
        done = {each["channel"] for each in self.releases}
        deadline = self.decision["deadline_at"] if self.decision else None
        return Facts(
            state=self.state,
            now=self.now,
            has_text=bool(self.text),
            decision_state=self.decision_state,
            is_statement=self.decision is None or self.decision_kind == DecisionKind.STATEMENT,
            deadline=datetime.fromisoformat(deadline) if deadline else None,
            superseded_by=self.decision["superseded_by"] if self.decision else None,
            same_text=self.same_text,
            signed=self.signed,
            withdrawing=self.withdrawing,
            co_chairs=self.co_chairs,
            embargo=self.embargo_at,
            released=self.released_at is not None,
            languages=tuple((each["language"], _lack(each)) for each in self.translations()),
            unreleased=tuple(channel for channel in self.channels if channel not in done),
        )


def _marks_of(text: str) -> tuple[Mark, ...]:
    return tuple(
        Mark(UUID(each["person_id"]), UUID(each["organisation_id"]), each["acronym"]) for each in json.loads(text)
    )


def translated(language: str, row: dict[str, Any] | None, current: str | None) -> dict[str, Any]:
    if row is None:
        blank = dict.fromkeys(("title", "text", "source_hash", "source_text", "checked_by", "checked_at"))
        return {"language": language, "status": str(TranslationStatus.MISSING), "stale": False, "version": 0, **blank}
    stale = rules.stale(row["source_hash"], current)
    return {**row, "stale": stale, "source_text": row.get("source_text") if stale else None}


def _lack(translation: dict[str, Any]) -> str:
    """What keeps it from being published; nothing if it is checked against the text that stands now."""
    if translation["stale"]:
        return "stale"
    return "" if translation["status"] == TranslationStatus.CHECKED else str(translation["status"])


async def row_of(call: Call, statement_id: UUID) -> Row:
    today = clock.now_utc().astimezone(clock.PLACE).date()
    return Row(
        found(
            await SINGLE[call.source.dialect].first(
                call.source, network_id=call.network_id, reach=call.reach, id=statement_id, today=today
            )
        )
    )
