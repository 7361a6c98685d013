"""Minutes as they are read."""

import json
from datetime import datetime
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import aliased

from api.kernel import clock
from api.kernel.access import Call, found
from api.kernel.db import Id, UTCDateTime, dumps, instant
from api.kernel.problems import Invalid, NotFound
from api.kernel.routing import Reply
from api.kernel.views import READS_ALL, View, many, obj, one, splice, within
from api.kernel.words import LANGUAGES
from api.meetings.models import AgendaItem, Invitation, Meeting, MeetingState
from api.meetings.service import KNOWN
from api.minutes import gathering, merging, policy, reading, rules, text
from api.minutes.models import (
    Minutes,
    MinutesComment,
    MinutesCorrigendum,
    MinutesSeen,
    MinutesState,
    MinutesTranslation,
    MinutesVersion,
)
from api.minutes.needs import Matter, needs
from api.minutes.rows import symbol
from api.minutes.schemas import MinutesAct
from api.minutes.states import MINUTES, WHO, Facts, in_window
from api.minutes.translations import source_hash
from api.networks.models import Network, Organisation
from api.people.models import Person

_network = sa.bindparam("network_id", type_=Id)
_id = sa.bindparam("id", type_=Id)
VISIBLE = [Meeting.network_id == _network, within(Meeting.visibility), sa.or_(KNOWN, READS_ALL)]
_outer = [Minutes.__table__, Meeting.__table__]
_here = [MinutesComment.network_id == _network, MinutesComment.minutes_id == Minutes.id]
_standing = [
    *_here,
    MinutesComment.circulation == Minutes.circulation_count,
    MinutesComment.taken_back_at.is_(None),
]
_objecting = [*_standing, MinutesComment.objection.is_(True), MinutesComment.lifted_at.is_(None)]


def _count(*where: Any, outer: Any = _outer) -> Any:
    return (
        sa.select(sa.func.count(MinutesComment.id, type_=sa.BigInteger))
        .where(*where)
        .correlate(*outer)
        .scalar_subquery()
    )


_by = MinutesComment.organisation_id == Invitation.organisation_id
_inner = [*_outer, Invitation.__table__]
_attended = many(
    obj(
        organisation_id=Invitation.organisation_id,
        acronym=Invitation.acronym,
        seen_at=sa.select(sa.func.max(MinutesSeen.created_at, type_=UTCDateTime()))
        .where(
            MinutesSeen.network_id == _network,
            MinutesSeen.minutes_id == Minutes.id,
            MinutesSeen.circulation == Minutes.circulation_count,
            MinutesSeen.organisation_id == Invitation.organisation_id,
        )
        .correlate(*_inner)
        .scalar_subquery(),
        comment_count=_count(*_standing, _by, within(MinutesComment.visibility), outer=_inner),
        objects=_count(*_objecting, _by, outer=_inner) > 0,
    ),
    Invitation,
    [
        Invitation.network_id == _network,
        Invitation.meeting_id == Meeting.id,
        sa.or_(Invitation.presence == "in_room", Invitation.presence == "remote"),
    ],
    [Invitation.place, Invitation.id],
    _outer,
)
_corrigenda = many(
    obj(
        id=MinutesCorrigendum.id,
        number=MinutesCorrigendum.number,
        paragraph_id=MinutesCorrigendum.paragraph_id,
        text=MinutesCorrigendum.text,
        visibility=MinutesCorrigendum.visibility,
        by=MinutesCorrigendum.by,
        created_at=MinutesCorrigendum.created_at,
    ),
    MinutesCorrigendum,
    [
        MinutesCorrigendum.network_id == _network,
        MinutesCorrigendum.minutes_id == Minutes.id,
        within(MinutesCorrigendum.visibility),
    ],
    [MinutesCorrigendum.number],
    _outer,
)
_translations = many(
    obj(
        language=MinutesTranslation.language,
        status=MinutesTranslation.status,
        source_hash=MinutesTranslation.source_hash,
        checked_by=MinutesTranslation.checked_by,
        version=MinutesTranslation.version,
    ),
    MinutesTranslation,
    [MinutesTranslation.network_id == _network, MinutesTranslation.minutes_id == Minutes.id],
    [MinutesTranslation.language],
    _outer,
)
_Item, _Later = aliased(AgendaItem), aliased(Meeting)
_item = obj(agenda_item_id=_Item.id, title=_Item.title, meeting_id=_Later.id, meeting_number=_Later.number)
_items = sa.join(_Item, _Later, _Item.meeting_id == _Later.id)
_adopted_item = one(_item, _items, [_Later.network_id == _network, _Item.id == Minutes.adopted_item_id], _outer)
_adoptable = many(
    _item,
    _items,
    [
        _Later.network_id == _network,
        Minutes.state == MinutesState.CIRCULATED,
        sa.or_(_Later.state == MeetingState.IN_SESSION, _Later.state == MeetingState.HELD),
        _Later.sort_at > Meeting.sort_at,
        _Item.removed_at.is_(None),
        _Item.place > 0,
    ],
    [_Later.sort_at, _Item.place, _Item.id],
    _outer,
)
_meeting = obj(
    id=Meeting.id,
    number=Meeting.number,
    kind=Meeting.kind,
    state=Meeting.state,
    title=Meeting.title,
    starts_at=Meeting.starts_at,
    ends_at=Meeting.ends_at,
    visibility=Meeting.visibility,
)
_MINUTES = (
    "id", "state", "language", "body", "version_count", "circulation_count", "circulated_version", "circulated_at",
    "window_ends_at", "adoption", "adopted_at", "adopted_by", "sha256", "corrigendum_count", "version",
)  # fmt: skip
_last = sa.and_(
    MinutesVersion.network_id == _network,
    MinutesVersion.minutes_id == Minutes.id,
    MinutesVersion.number == Minutes.circulated_version,
)


def _single(dialect: str) -> View:
    columns = [
        _meeting.sql(),
        Meeting.number,
        Meeting.state.label("meeting_state"),
        _attended.sql(),
        _corrigenda.sql(),
        _translations.sql(),
        _adopted_item.sql(),
        _adoptable.sql(),
        _count(*_standing, within(MinutesComment.visibility)),
        MinutesVersion.body.label("circulated_body"),
        Network.time_zone,
        Network.name,
        sa.type_coerce(clock.database_now(dialect), UTCDateTime),
        *(getattr(Minutes, name) for name in _MINUTES),
    ]
    here = sa.and_(Minutes.network_id == _network, Minutes.meeting_id == Meeting.id)
    source = sa.join(Meeting, Network, Network.id == Meeting.network_id).outerjoin(Minutes, here)
    return View(
        sa.select(*columns).select_from(source.outerjoin(MinutesVersion, _last)).where(*VISIBLE, Meeting.id == _id)
    )


SINGLE = {dialect: _single(dialect) for dialect in ("sqlite", "postgresql")}


class Row:
    """One row of SINGLE by name, and what the caller sees of it."""

    def __init__(self, call: Call, row: Any) -> None:
        (
            meeting, self.number, self.meeting_state, attended, corrigenda, translations, adopted_item, adoptable,
            self.comment_count, circulated_body, self.zone, self.network, self.now, *own,
        ) = row  # fmt: skip
        self.call = call
        self.minutes = dict(zip(_MINUTES, own, strict=True))
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
            "circulated_at": _at(own["circulated_at"]),
            "window_ends_at": _at(own["window_ends_at"]),
            "attended": self.attended,
            "comments_for": self.mine() if self.call.may(policy.COMMENT) else [],
            "comment_count": self.comment_count,
            "objection_count": len(self.objections),
            "adoption": own["adoption"],
            "adopted_at": _at(own["adopted_at"]),
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


def _at(value: datetime | None) -> str | None:
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


# ── versions ────────────────────────────────────────────────────────────────────────────────────────────────────────

_item_of = obj(
    number=MinutesVersion.number,
    kind=MinutesVersion.kind,
    by=MinutesVersion.by,
    created_at=MinutesVersion.created_at,
    restored_from=MinutesVersion.restored_from,
    circulated_at=MinutesVersion.circulated_at,
    adopted_at=MinutesVersion.adopted_at,
    text_hash=MinutesVersion.text_hash,
)
_held = sa.join(Meeting, Minutes, sa.and_(Minutes.network_id == _network, Minutes.meeting_id == Meeting.id)).join(
    MinutesVersion, sa.and_(MinutesVersion.network_id == _network, MinutesVersion.minutes_id == Minutes.id)
)
VERSIONS = View(
    sa.select(_item_of.sql(), MinutesVersion.circulated_at)
    .select_from(_held)
    .where(*VISIBLE, Meeting.id == _id)
    .order_by(MinutesVersion.number.desc())
)
BODIES = View(
    sa.select(MinutesVersion.number, MinutesVersion.body, MinutesVersion.circulated_at, _item_of.sql())
    .select_from(_held)
    .where(
        *VISIBLE,
        Meeting.id == _id,
        sa.or_(
            MinutesVersion.number == sa.bindparam("base", type_=sa.BigInteger),
            MinutesVersion.number == sa.bindparam("number", type_=sa.BigInteger),
        ),
    )
)


async def _numbers(call: Call, meeting_id: UUID) -> list[dict[str, Any]]:
    """The versions that the caller may read, the newest first."""
    rows = await VERSIONS.fetch(call.source, network_id=call.network_id, reach=call.reach, id=meeting_id)
    drafts = call.may(policy.DRAFTS)
    items = [json.loads(each[0]) for each in rows if drafts or each[1] is not None]
    return items if drafts else [{**each, "text_hash": None} for each in items]


async def versions(call: Call, meeting_id: UUID) -> Reply:
    held = await row(call, meeting_id)
    return Reply(dumps({"items": await _numbers(call, meeting_id)}), held.minutes["version"] or 0)


async def _bodies(call: Call, held: Row, meeting_id: UUID, base: int, number: int) -> dict[int, Any]:
    """Number → (body under the circles of today, the version), of those that the caller may read."""
    rows = await BODIES.fetch(
        call.source, network_id=call.network_id, reach=call.reach, id=meeting_id, base=base, number=number
    )
    assert held.current is not None or not rows
    return {
        each[0]: (text.as_now(text.read(each[1]), held.current), json.loads(each[3]))
        for each in rows
        if held.current is not None and (held.drafts or each[2] is not None)
    }


async def version(call: Call, meeting_id: UUID, number: int) -> Reply:
    held = await row(call, meeting_id)
    body, item = found((await _bodies(call, held, meeting_id, number, number)).get(number))
    parts, withheld = reading.parts(body, call.circles, held.language, officer=held.drafts)
    told = {name: item[name] for name in ("number", "kind", "by", "created_at", "circulated_at", "adopted_at")}
    more = {"language": held.language, "withheld": withheld, "parts": parts}
    return Reply(dumps(told | more), held.minutes["version"])


async def changes(call: Call, meeting_id: UUID, base: int | None, number: int | None) -> Reply:
    """The word diff of two versions that the caller may read, as far as the caller sees both."""
    held = await row(call, meeting_id)
    known = [each["number"] for each in await _numbers(call, meeting_id)]
    if not known:
        raise NotFound()
    wanted = number if number is not None else known[0]
    before = [each for each in known if each < wanted]
    compared = base if base is not None else (before[0] if before else wanted)
    for name, each in (("base", compared), ("number", wanted)):
        if each not in known:
            raise Invalid.at(f"?{name}", "unknown")
    bodies = await _bodies(call, held, meeting_id, compared, wanted)
    old, new = (text.seen(bodies[each][0], call.circles)[0] for each in (compared, wanted))
    told = {"base": compared, "number": wanted, "language": held.language, "parts": await reading.compared(old, new)}
    return Reply(dumps(told), held.minutes["version"])


# ── comments ────────────────────────────────────────────────────────────────────────────────────────────────────────

_comment = obj(
    id=MinutesComment.id,
    circulation=MinutesComment.circulation,
    version_number=MinutesComment.version_number,
    paragraph_id=MinutesComment.paragraph_id,
    parent_id=MinutesComment.parent_id,
    organisation_id=MinutesComment.organisation_id,
    acronym=Organisation.acronym,
    person=Person.name,
    text=MinutesComment.text,
    objection=MinutesComment.objection,
    lifted_at=MinutesComment.lifted_at,
    answer=MinutesComment.answer,
    answered_at=MinutesComment.answered_at,
    taken_back_at=MinutesComment.taken_back_at,
    created_at=MinutesComment.created_at,
    version=MinutesComment.version,
)
_comments = (
    sa.join(MinutesComment, Meeting, Meeting.id == MinutesComment.meeting_id)
    .join(Organisation, Organisation.id == MinutesComment.organisation_id)
    .join(Person, Person.id == MinutesComment.person_id)
)
COMMENTS = View(
    sa.select(_comment.sql(), MinutesComment.organisation_id, MinutesComment.id, MinutesComment.version)
    .select_from(_comments)
    .where(*VISIBLE, Meeting.id == _id, MinutesComment.network_id == _network, within(MinutesComment.visibility))
    .order_by(MinutesComment.created_at, MinutesComment.id)
)


async def _all_comments(call: Call, meeting_id: UUID) -> list[tuple[UUID, int, str]]:
    """(id, version, as told) of each that the caller may see."""
    rows = await COMMENTS.fetch(call.source, network_id=call.network_id, reach=call.reach, id=meeting_id)
    mine = call.actor.organisations(call.network_id, *WHO)
    return [(each[2], each[3], splice(each[0], mine=each[1] in mine)) for each in rows]


async def comments(call: Call, meeting_id: UUID) -> Reply:
    held = await row(call, meeting_id)
    told = ",".join(each[2] for each in await _all_comments(call, meeting_id))
    return Reply(f'{{"items":[{told}]}}', held.minutes["version"] or 0)


async def comment(call: Call, meeting_id: UUID, comment_id: UUID) -> Reply:
    (_, version, told) = found(
        next((each for each in await _all_comments(call, meeting_id) if each[0] == comment_id), None)
    )
    return Reply(told, version)


# ── hash and translations ───────────────────────────────────────────────────────────────────────────────────────────


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
        MinutesTranslation.network_id == _network,
        MinutesTranslation.minutes_id == _id,
        MinutesTranslation.language == sa.bindparam("language", type_=sa.String),
    )
)


async def translated(call: Call, held: Row, language: str) -> dict[str, Any]:
    """What a reader finds of the text in another language, whether anybody has written it or not."""
    if held.body is None:
        raise NotFound()
    here = {"network_id": call.network_id, "id": held.minutes["id"], "language": language}
    written = await TRANSLATION.first(call.source, **here) if held.state == MinutesState.ADOPTED else None
    texts, status, source, by, at, version = written or ("{}", None, None, None, None, 0)
    return {
        "language": language,
        "status": status,
        "stale": source is not None and source != held.source_hash,
        "checked_by": by,
        "checked_at": _at(at),
        "texts": reading.translated(held.body, call.circles, language, json.loads(texts)),
        "version": version,
    }


async def translation(call: Call, meeting_id: UUID, language: str) -> Reply:
    told = await translated(call, await row(call, meeting_id), language)
    return Reply(dumps(told), told["version"])
