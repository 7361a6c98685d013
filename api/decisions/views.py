"""Decisions as they are read: one statement each; what only Python knows (moves, needs) is added to its answer."""

import asyncio
import json
from datetime import datetime
from functools import lru_cache
from typing import Any, Literal
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import aliased

from api.decisions.models import Decision, Position, Round
from api.decisions.needs import Matter, needs, spoken
from api.decisions.paragraphs import ids_for
from api.decisions.rules import FINAL, DecisionState, PositionValue, Procedure, Seat
from api.decisions.states import DECISION, Facts
from api.kernel import clock
from api.kernel.access import SPEAKERS, Call, found
from api.kernel.db import Id, UTCDateTime, dumps, instant
from api.kernel.diff import diff
from api.kernel.fragments import SEAM, Fragment, listed, or_null, two
from api.kernel.paging import Sort
from api.kernel.problems import Invalid
from api.kernel.routing import Reply
from api.kernel.views import READS_ALL, View, many, obj, one, tail, val, within
from api.meetings.models import Meeting
from api.members.models import Appointment, AppointmentState, Membership, MembershipKind, MembershipState
from api.networks.models import Network, Organisation

_network = sa.bindparam("network_id", type_=Id)
_id = sa.bindparam("id", type_=Id)
_today = sa.bindparam("today", type_=sa.Date)
Later = aliased(Decision)
_visible = [
    Decision.network_id == _network,
    within(Decision.visibility),
    sa.or_(Decision.round_count > 0, READS_ALL),  # what was never put to the members is the officers' own
]
VISIBLE = _visible
POSITION = obj(
    organisation_id=Position.organisation_id,
    acronym=Position.acronym,
    value=Position.value,
    text=Position.text,
    would_resolve=Position.would_resolve,
    ad_referendum_until=Position.ad_referendum_until,
    answered_at=Position.answered_at,
    on_behalf=Position.on_behalf,
    source=Position.source,
    attachment_count=Position.attachment_count,
    confirmed_at=Position.confirmed_at,
    released_at=Position.released_at,
    reached_at=Position.reached_at,
    reminded_at=Position.reminded_at,
    seen_at=Position.seen_at,
    version=Position.version,
)


def _round(row: Any, **more: Any) -> Fragment:
    return obj(
        number=row.number,
        procedure=row.procedure,
        state=row.state,
        outcome=row.outcome,
        authoritative=row.authoritative,
        texts=row.texts,
        paragraph_ids=row.paragraph_ids,
        stale_languages=row.stale_languages,
        text_hash=row.text_hash,
        subject=row.subject,
        opened_at=row.opened_at,
        deadline_at=row.deadline_at,
        closed_at=row.closed_at,
        **more,
    )


ROUND = _round(
    Round, positions=many(POSITION, Position, [Position.round_id == Round.id], [Position.place], [Round.__table__])
)


def _ended_by(link: Any) -> Fragment:
    """The number of the adopted decision whose `link` leads here. Only what was adopted is ever ended by another."""
    later = [Later.network_id == _network, link == Decision.id, Later.adopted_at.is_not(None)]
    number = one(val(Later.number), Later, later, [Decision.__table__], first_by=Later.adopted_at)
    return or_null(sa.case((Decision.adopted_at.is_not(None), number.sql())))


SUPERSEDED_BY, RESCINDED_BY = _ended_by(Later.supersedes_id), _ended_by(Later.rescinds_id)
_subject = or_null(
    sa.case(
        (
            Decision.subject_id.is_not(None),
            obj(
                kind=Decision.subject_kind,
                id=Decision.subject_id,
                version=Decision.subject_version,
                sha256=Decision.subject_sha256,
            ).sql(),
        )
    )
)
DECISION_JSON = obj(
    id=Decision.id,
    number=Decision.number,
    kind=Decision.kind,
    title=Decision.title,
    state=Decision.state,
    visibility=Decision.visibility,
    authoritative=Decision.authoritative,
    texts=Decision.texts,
    paragraph_ids=Decision.paragraph_ids,
    stale_languages=Decision.stale_languages,
    meeting_id=Decision.meeting_id,
    agenda_item_id=Decision.agenda_item_id,
    proposal_id=Decision.proposal_id,
    proposal_revision=Decision.proposal_revision,
    subject=_subject,
    allowed_by_id=Decision.allowed_by_id,
    supersedes_id=Decision.supersedes_id,
    superseded_by=SUPERSEDED_BY,
    rescinds_id=Decision.rescinds_id,
    rescinded_by=RESCINDED_BY,
    review_on=Decision.review_on,
    round_count=Decision.round_count,
    reason=Decision.reason,
    referred_to=Decision.referred_to,
    referral_result=Decision.referral_result,
    adopted_by=Decision.adopted_by,
    adopted_at=Decision.adopted_at,
    created_at=Decision.created_at,
    version=Decision.version,
)
_over = sa.or_(*(Decision.state == str(state) for state in FINAL))
Last = aliased(Round)
_last = sa.and_(Last.decision_id == Decision.id, Last.number == Decision.round_count)


def _truth(condition: Any) -> Any:
    """A condition as the ring's JSON: instants themselves would cost more to write and to read."""
    return sa.case((condition, sa.true()), else_=sa.false())


_seat = listed(
    Position.organisation_id,
    Position.acronym,
    Position.value,
    _truth(Position.released_at.is_not(None)),
    _truth(sa.and_(Position.reached_at.is_not(None), Position.reached_at < Last.deadline_at)),
    Position.ad_referendum_until,
    Position.would_resolve,
    _truth(sa.and_(Position.on_behalf, Position.confirmed_at.is_(None))),
)


# The rounds before the last one; the last one without its positions; these, and after them what the ring is made of:
# they are gathered once, and `decision` puts the pieces together. What is over needs nothing: not asked of the ring.
_earlier = many(
    ROUND, Round, [Round.decision_id == Decision.id, Round.number < Decision.round_count], [Round.number], [Decision]
)
_ring = Fragment(
    [sa.case((_over, listed(Position.organisation_id, Position.acronym).sql()), else_=_seat.sql())],
)
_last_positions = two(POSITION, _ring, Position, [Position.round_id == Last.id], [Position.place], [Last, Decision])
_spoken_for = (
    sa.select(Appointment.id)
    .where(
        Appointment.network_id == _network,
        Appointment.organisation_id == Membership.organisation_id,
        Appointment.state == AppointmentState.CONFIRMED,
        sa.or_(*(Appointment.role == role for role in SPEAKERS)),
        Appointment.from_on <= _today,
        sa.or_(Appointment.until_on.is_(None), Appointment.until_on >= _today),
    )
    .correlate(Membership)
    .exists()
)
_roll_today = many(
    obj(a=Organisation.acronym, spoken=_spoken_for),
    sa.join(Membership, Organisation, Membership.organisation_id == Organisation.id),
    [
        Membership.network_id == _network,
        Membership.kind == MembershipKind.MEMBER,
        Membership.state == MembershipState.MEMBER,
        Membership.joined_on <= _today,
    ],
    [Membership.position, Organisation.id],
    [Decision.__table__],
)
_to_be_opened = sa.or_(
    *(Decision.state == state for state in ("draft", "revising", "referred", "incomplete")),
)


def _single(dialect: str) -> View:
    return View(
        sa.select(
            DECISION_JSON.sql(),
            Decision.version,
            Decision.state,
            Decision.adopted_by,
            sa.case((_to_be_opened, Decision.texts)),
            Decision.authoritative,
            Decision.referred_to,
            Last.procedure,
            Last.deadline_at,
            sa.case((Decision.round_count > 1, _earlier.sql())),
            sa.case((Decision.round_count > 0, _round(Last).sql())),
            sa.case((Decision.round_count > 0, _last_positions)),
            sa.case((_to_be_opened, _roll_today.sql())),
            Network.adopted_by,
            sa.select(Meeting.state).where(Meeting.id == Decision.meeting_id).scalar_subquery(),
            sa.type_coerce(clock.database_now(dialect), UTCDateTime),
        )
        .select_from(sa.join(Decision, Network, Network.id == Decision.network_id).outerjoin(Last, _last))
        .where(*_visible, Decision.id == _id)
    )


SINGLE = {dialect: _single(dialect) for dialect in ("sqlite", "postgresql")}
ITEM = obj(
    id=Decision.id,
    number=Decision.number,
    kind=Decision.kind,
    title=Decision.title,
    state=Decision.state,
    visibility=Decision.visibility,
    round_count=Decision.round_count,
    procedure=Last.procedure,
    deadline_at=Last.deadline_at,
    agenda_item_id=Decision.agenda_item_id,
    superseded_by=SUPERSEDED_BY,
    rescinded_by=RESCINDED_BY,
    answered_count=sa.select(sa.func.count(Position.id, type_=sa.BigInteger))
    .where(Position.round_id == Last.id, Position.value.is_not(None))
    .correlate(Last)
    .scalar_subquery(),
    roll_count=sa.select(sa.func.count(Position.id, type_=sa.BigInteger))
    .where(Position.round_id == Last.id)
    .correlate(Last)
    .scalar_subquery(),
    adopted_at=Decision.adopted_at,
    created_at=Decision.created_at,
    version=Decision.version,
)
FROM = sa.outerjoin(Decision, Last, _last)
SortKey = Literal["-sort_at", "sort_at"]


def sorts() -> dict[str, Sort]:
    """By the last act: opened, adopted."""
    keys = (Decision.sort_at, Decision.id)
    return {"-sort_at": Sort(keys, descending=True), "sort_at": Sort(keys)}


async def decision(call: Call, decision_id: UUID) -> Reply:
    """The decision with its rounds and positions, what the caller can do now, and what is still missing."""
    today = clock.now_utc().astimezone(clock.PLACE).date()
    row = await SINGLE[call.source.dialect].first(
        call.source, network_id=call.network_id, reach=call.reach, id=decision_id, today=today
    )
    row = found(row)
    rounds, seats = whole(row)
    ring = json.loads(seats)
    facts = _facts(call, row, ring)
    mine = {str(id) for id in call.actor.organisations(call.network_id)}
    more = {
        "speaks_for": [seat[1] for seat in ring if seat[0] in mine],
        "moves": DECISION.offered(call, facts),
        "needs": spoken(needs(facts.matter, facts.now), call.language),
        "server_time": instant(facts.now),
    }
    return Reply(f'{row[0][:-1]},"rounds":{rounds}{tail(**more)}', row[1])


def whole(row: Any) -> tuple[str, str]:
    """The rounds as a JSON array, from the pieces of the statement; and the ring of the last one."""
    if row[10] is None:
        return "[]", "[]"
    earlier, last = row[9], row[10]
    positions, _, seats = row[11].partition(SEAM)
    return f'{earlier[:-1] + "," if earlier else "["}{last[:-1]},"positions":{positions}}}]', seats


def _facts(call: Call, row: Any, ring: list[list[Any]]) -> Facts:
    (
        _,
        _,
        state,
        adopted_by,
        texts,
        authoritative,
        referred_to,
        procedure,
        deadline,
        _,
        _,
        _,
        roll,
        both,
        meeting,
        now,
    ) = row
    today = json.loads(roll) if roll else []
    matter = Matter(
        DecisionState(state),
        has_text=texts is None or bool(texts.get(authoritative)),  # given only where a round may be opened
        members=len(today) if today or state in ("draft", "revising") else 1,
        unreachable=tuple(each["a"] for each in today if not each["spoken"]),
        procedure=Procedure(procedure or "silence"),
        deadline=deadline,
        seats=() if state in FINAL else _seats(ring),
        both_adopt=both == "both",
        adopted_by=tuple(adopted_by),
        referred_to=referred_to,
    )
    mine = call.actor.acronym(call.network_id)
    return Facts(DecisionState(state), matter, now, tuple(adopted_by), mine, None, meeting in ("in_session", "held"))


def _seats(ring: list[list[Any]]) -> tuple[Seat, ...]:
    """The ring as the rules see it."""
    return tuple(
        [
            Seat(
                _organisation(id),
                acronym,
                released,
                _VALUES[value],
                reached,
                datetime.fromisoformat(late) if late else None,
                would_resolve,
                to_confirm,
            )
            for id, acronym, value, released, reached, late, would_resolve, to_confirm in ring
        ]
    )


_VALUES = {None: None} | {str(value): value for value in PositionValue}
_organisation = lru_cache(4096)(UUID)  # few of them, in every ring


ROUND_TEXTS = View(
    sa.select(Round.number, Round.texts, Round.authoritative, Round.paragraph_ids)
    .select_from(sa.join(Round, Decision, Round.decision_id == Decision.id))
    .where(*_visible, Decision.id == _id)
    .order_by(Round.number)
)
TEXT_NOW = View(
    sa.select(Decision.round_count, Decision.texts, Decision.authoritative, Decision.paragraph_ids).where(
        *_visible, Decision.id == _id
    )
)
ANSWERED = View(
    sa.select(Round.number)
    .select_from(sa.join(Position, Round, Position.round_id == Round.id))
    .where(
        Round.network_id == _network,
        Round.decision_id == _id,
        Position.organisation_id == sa.bindparam("organisation_id", type_=Id),
        Position.value.is_not(None),
    )
    .order_by(Round.number.desc())
)


async def changes(call: Call, decision_id: UUID, number: int, base: int | None, language: str | None) -> Reply:
    """Word by word, against the text the caller's organisation answered last, or the round before."""
    rounds = await _rounds(call, decision_id)
    wanted = found(rounds.get(number))
    if base is None:
        base = await _answered_before(call, decision_id, number)
    return await _compared(rounds, base, number, wanted, language)


async def changes_between(
    call: Call, decision_id: UUID, base: int | None, number: int | None, language: str | None
) -> Reply:
    """Word by word between any two rounds, or a round and the text as it stands now; else against the round before."""
    now = found(await TEXT_NOW.first(call.source, network_id=call.network_id, reach=call.reach, id=decision_id))
    rounds = await _rounds(call, decision_id)
    wanted = now if number is None else found(rounds.get(number))
    if base is None:
        before = now[0] if number is None else number - 1
        base = before if before in rounds else None
    return await _compared(rounds, base, number, wanted, language)


async def _rounds(call: Call, decision_id: UUID) -> dict[int, Any]:
    rows = await ROUND_TEXTS.fetch(call.source, network_id=call.network_id, reach=call.reach, id=decision_id)
    return {row[0]: row for row in rows}


async def _compared(
    rounds: dict[int, Any], base: int | None, number: int | None, wanted: Any, language: str | None
) -> Reply:
    """In the language asked for, if the text speaks it, else in the authoritative one."""
    if base is not None and base not in rounds:
        raise Invalid.at("?base", "unknown")
    spoken_in = language if language and wanted[1].get(language) else wanted[2]
    before = wanted if base is None else rounds[base]  # compared with itself, nothing has changed
    old, new = (each[1].get(spoken_in) or "" for each in (before, wanted))
    old_ids, new_ids = iter(ids_for(old, before[3])), iter(ids_for(new, wanted[3]))
    shown = []
    for each in await asyncio.to_thread(diff, old, new):
        was = next(old_ids) if any(token.op != "insert" for token in each.tokens) else None
        id = next(new_ids) if each.number is not None else was
        tokens = [{"op": token.op, "text": token.text} for token in each.tokens]
        shown.append({"id": id, "number": each.number, "tokens": tokens})
    return Reply(dumps({"language": spoken_in, "base": base, "number": number, "paragraphs": shown}))


async def _answered_before(call: Call, decision_id: UUID, number: int) -> int | None:
    for organisation_id in call.actor.organisations(call.network_id):
        rows = await ANSWERED.fetch(
            call.source, network_id=call.network_id, id=decision_id, organisation_id=organisation_id
        )
        earlier = [row[0] for row in rows if row[0] < number]
        if earlier:
            return int(earlier[0])
    return number - 1 if number > 1 else None
