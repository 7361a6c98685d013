"""Minutes as they are read."""

import json
from datetime import datetime
from typing import Any
from uuid import UUID

from api.kernel import merging
from api.kernel.access import Call, found
from api.kernel.db import dumps, instant
from api.kernel.problems import NotFound
from api.kernel.routing import Reply
from api.kernel.words import LANGUAGES
from api.minutes import gathering, policy, reading, rules, text
from api.minutes.models import MinutesState
from api.minutes.needs import Matter, needs
from api.minutes.rows import symbol
from api.minutes.schemas import MinutesAct
from api.minutes.single import COLUMNS, SINGLE
from api.minutes.states import MINUTES, WHO, Facts, in_window
from api.minutes.translations import source_hash


class Row:
    """One row of SINGLE by name, and what the caller sees of it."""

    def __init__(self, call: Call, row: Any) -> None:
        (
            meeting, self.number, self.meeting_state, attended, corrigenda, translations, adopted_item, adoptable,
            self.comment_count, circulated_body, self.zone, self.network, self.now, *own,
        ) = row  # fmt: skip
        self.call = call
        self.minutes = dict(zip(COLUMNS, own, strict=True))
        self.state = MinutesState(self.minutes["state"] or MinutesState.NONE)
        self.meeting: dict[str, Any] = json.loads(meeting)
        self.attended: list[dict[str, Any]] = json.loads(attended)
        self.corrigenda: list[dict[str, Any]] = json.loads(corrigenda)
        self.translations: list[dict[str, Any]] = json.loads(translations)
        self.adopted_item, self.adoptable = json.loads(adopted_item), json.loads(adoptable)
        self.drafts = call.may(policy.DRAFTS)
        self.current = text.read(self.minutes["body"]) if self.minutes["body"] else None
        self.outdated = self.state == MinutesState.DRAFT and not self.drafts
        self.body = self.current
        if self.outdated:
            self.body = text.read(circulated_body) if circulated_body else None
            if self.body is not None and self.current is not None:
                self.body = text.as_now(self.body, self.current)

    @property
    def language(self) -> str:
        return str(self.minutes["language"])

    @property
    def text_version(self) -> int | None:
        if self.body is None:
            return None
        return int(self.minutes["circulated_version"] if self.outdated else self.minutes["version_count"])

    @property
    def objections(self) -> tuple[str, ...]:
        return tuple(each["acronym"] for each in self.attended if each["objects"])

    @property
    def source_hash(self) -> str:
        return source_hash(self.minutes["sha256"] or "", self.minutes["corrigendum_count"] or 0)

    def mine(self) -> list[str]:
        held = self.call.actor.organisations(self.call.network_id, *WHO)
        return [each["acronym"] for each in self.attended if UUID(each["organisation_id"]) in held]

    def facts(self) -> Facts:
        attended = frozenset(UUID(each["organisation_id"]) for each in self.attended)
        ends_at = self.minutes["window_ends_at"]
        return Facts(self.state, self.meeting_state, self.now, ends_at, attended, self.objections)

    def matter(self) -> Matter:
        silent = [each["acronym"] for each in self.attended if not each["seen_at"] and not each["comment_count"]]
        behind = sum(each["behind"] for _, each in text.paragraphs(self.current)) if self.current else 0
        return Matter(
            self.state,
            self.meeting_state,
            self.drafts,
            behind,
            self.minutes["window_ends_at"],
            tuple(silent),
            self.objections,
        )

    def may(self) -> list[str]:
        writes, window = self.call.may(policy.WRITE), in_window(self.call, self.facts()) is None
        circulated = self.state == MinutesState.CIRCULATED
        acts = {
            MinutesAct.EDIT: writes and self.state == MinutesState.DRAFT,
            MinutesAct.SEE: circulated and window and bool(self.mine()) and self.call.may(policy.COMMENT),
            MinutesAct.ANSWER: writes and self.state in (MinutesState.CIRCULATED, MinutesState.DRAFT),
            MinutesAct.TRANSLATE: writes and self.state == MinutesState.ADOPTED,
        }
        return [str(act) for act, open_ in acts.items() if open_]

    def translation_marks(self) -> list[dict[str, Any]]:
        if self.state != MinutesState.ADOPTED:
            return []
        held = {each["language"]: each for each in self.translations}
        return [self._mark(other, held.get(other)) for other in LANGUAGES if other != self.language]

    def _mark(self, language: str, row: dict[str, Any] | None) -> dict[str, Any]:
        if row is None:
            return {"language": language, "status": None, "stale": False, "checked_by": None, "version": 0}
        return {name: row[name] for name in ("language", "status", "checked_by", "version")} | {
            "stale": row["source_hash"] != self.source_hash
        }

    def told(self) -> dict[str, Any]:
        """The whole as `MinutesRead`."""
        own = self.minutes
        parts, withheld = (
            reading.parts(self.body, self.call.circles, self.language, officer=self.drafts)
            if self.body
            else ([], False)
        )
        circulated = own["circulation_count"] or 0
        return {
            "id": str(own["id"]) if own["id"] else None,
            "number": symbol(self.number),
            "meeting": self.meeting,
            "state": self.state,
            "language": own["language"],
            "text_version": self.text_version,
            "being_revised": self.outdated and self.body is not None,
            "withheld": withheld,
            "parts": parts,
            "version_count": own["version_count"] or 0 if self.drafts or not self.outdated else self.text_version or 0,
            "circulation_count": circulated,
            "circulated_at": at(own["circulated_at"]),
            "window_ends_at": at(own["window_ends_at"]),
            "attended": self.attended,
            "comments_for": self.mine() if self.call.may(policy.COMMENT) else [],
            "comment_count": self.comment_count,
            "objection_count": len(self.objections),
            "adoption": own["adoption"],
            "adopted_at": at(own["adopted_at"]),
            "adopted_by": own["adopted_by"],
            "adopted_item": self.adopted_item,
            "adoptable_under": self.adoptable if self.call.may(policy.ADOPT) else [],
            "sha256": own["sha256"],
            "corrigenda": self.corrigenda,
            "translations": self.translation_marks(),
            "may": self.may(),
            "moves": MINUTES.offered(self.call, self.facts()),
            "needs": needs(self.matter(), self.now, self.call.language, self.zone),
            "server_time": instant(self.now),
            "version": own["version"] or 0,
        }


def at(value: datetime | None) -> str | None:
    return instant(value) if value is not None else None


async def row(call: Call, meeting_id: UUID) -> Row:
    view = SINGLE[call.source.dialect]
    return Row(call, found(await view.first(call.source, network_id=call.network_id, reach=call.reach, id=meeting_id)))


async def minutes(call: Call, meeting_id: UUID) -> Reply:
    told = (await row(call, meeting_id)).told()
    return Reply(dumps(told), told["version"])


async def record_changes(call: Call, meeting_id: UUID) -> Reply:
    """What writing again from the record would do; nothing is changed."""
    held = await row(call, meeting_id)
    if held.current is None:
        raise NotFound()
    fresh = rules.written(await gathering.gather(call, meeting_id), held.language)
    _, changes = merging.merge(held.current, fresh)
    return _changes_told(changes, held)


async def regenerated(call: Call, meeting_id: UUID, changes: list[merging.Change]) -> Reply:
    """What it did."""
    return _changes_told(changes, await row(call, meeting_id))


def _changes_told(changes: list[merging.Change], held: Row) -> Reply:
    return Reply(dumps({"items": [change.told() for change in changes]}), held.minutes["version"])
