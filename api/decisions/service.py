"""What a decision goes through, from draft to the register. Every act under the row lock, on the database's clock."""

import hashlib
from collections.abc import Awaitable, Callable
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

import sqlalchemy as sa

from api.decisions import endings, notices, reminders, review_dates, subjects
from api.decisions.models import Decision, Position, Round
from api.decisions.needs import Matter
from api.decisions.paragraphs import Ids, of_change, renumbered, stale_after
from api.decisions.rules import (
    ADOPTED,
    DecisionKind,
    DecisionState,
    Procedure,
    RoundState,
    Seat,
    adoption,
    closes,
    default_deadline,
    earliest_deadline,
    judge,
    later,
)
from api.decisions.schemas import DecisionCreate, RoundOpen, SubjectPut
from api.decisions.states import CLOSED_AS, DECISION, Facts
from api.kernel import clock, journal, search
from api.kernel.access import OFFICERS, SPEAKERS, Call, Visibility, found
from api.kernel.problems import Invalid, MoveRefused, Problem
from api.meetings import service as meetings
from api.meetings.models import OutcomeKind
from api.members import service as members
from api.networks import service as networks
from api.networks.models import AgreedSetting, Network
from api.networks.rules import calendar

# What else happens when members are asked, and when the network adopts: features below register here, in `app`.
OPENING: list[Callable[[Call, Decision], Awaitable[None]]] = []
ADOPTING: list[Callable[[Call, Decision], Awaitable[None]]] = []


class DeadlineTooSoon(Problem):
    slug, status = "deadline-too-soon", 409


class DeadlineNotLater(Problem):
    slug, status = "deadline-not-later", 409


class TextFrozen(Problem):
    slug, status = "text-frozen", 409


class EarlierDecisionRequired(Problem):
    slug, status = "earlier-decision-required", 409


class AgreedByAnother(Problem):
    """The decision cited is not the one by which the network agreed the urgent period."""

    slug, status = "agreed-by-another", 409


class DecisionNotAdopted(Problem):
    slug, status = "decision-not-adopted", 409


RECORD = "record"  # what is due right after an adoption: see records.settle
EDITABLE = (DecisionState.DRAFT, DecisionState.REVISING)
MAY_BE_EMPTY = ("allowed_by_id", "review_on", *endings.LINKS)
SUBJECT = "subject"


def visible(call: Call) -> sa.Select[Decision]:
    """Decisions of this network that the caller may see; what was never put to the members is the officers' own."""
    statement = sa.select(Decision).where(
        Decision.network_id == call.network_id, Decision.visibility.in_([str(circle) for circle in call.circles])
    )
    return statement if call.roles & {*OFFICERS} else statement.where(Decision.round_count > 0)


async def lock(call: Call, decision_id: UUID) -> Decision:
    """The decision under its lock, with If-Match compared and the clock read after it."""
    decision = await locked(call, decision_id)
    call.match(decision.version)
    return decision


async def locked(call: Call, decision_id: UUID) -> Decision:
    statement = visible(call).where(Decision.id == decision_id).with_for_update()
    decision = found((await call.session.execute(statement)).scalar_one_or_none())
    await clock.tick(call)
    return decision


async def sees(call: Call, decision_id: UUID) -> bool:
    return (await call.session.execute(visible(call).where(Decision.id == decision_id))).first() is not None


async def draft(call: Call, wanted: DecisionCreate) -> Decision:
    """A new draft, which nobody but the officers is told of."""
    if wanted.meeting_id is not None:
        await meetings.get(call, wanted.meeting_id)
    if wanted.agenda_item_id is not None:
        item = await meetings.get_item(call, wanted.agenda_item_id)
        wanted = wanted.model_copy(update={"meeting_id": item.meeting_id})
    values = wanted.model_dump(exclude={"title", "texts", "kind", "visibility", SUBJECT})
    endings.check(values)
    for name in ("allowed_by_id", *endings.LINKS):
        await _cite(call, name, values[name])
    ids = renumbered("", Ids([], 0), getattr(wanted.texts, wanted.authoritative) or "")
    decision = Decision(
        created_at=call.now,
        sort_at=call.now,
        network_id=call.network_id,
        kind=wanted.kind,
        visibility=wanted.visibility,
        title=wanted.title.model_dump(),
        texts=wanted.texts.model_dump(),
        paragraph_ids=ids.ids,
        paragraph_count=ids.given,
        adopted_by=[],
        **values,
    )
    await _bind(call, decision, wanted.subject)
    call.session.add(decision)
    await record(call, "decision.drafted", decision)
    return decision


async def _cite(call: Call, name: str, decision_id: UUID | None) -> None:
    """Raise unless this is an adopted decision of the network; one that is to be ended has not been ended yet."""
    if decision_id is None:
        return
    cited = (await call.session.execute(visible(call).where(Decision.id == decision_id))).scalar_one_or_none()
    if cited is None:
        raise Invalid.at(f"/{name}", "unknown")
    if cited.state not in ADOPTED:
        raise DecisionNotAdopted()
    if name in endings.LINKS:
        await endings.refuse_if_ended(call, cited)


async def _bind(call: Call, decision: Decision, wanted: SubjectPut | None) -> None:
    """Say what it adopts: a version that its feature keeps frozen."""
    subject = subjects.Subject(**wanted.model_dump()) if wanted is not None else None
    if subject is not None:
        await subjects.check(call, subject)
    subjects.put(decision, subject)


async def change(call: Call, decision: Decision, changes: dict[str, Any]) -> None:
    """Edit what no round holds."""
    if decision.state not in EDITABLE:
        raise TextFrozen()
    before = (decision.texts, decision.authoritative)
    checked = changes.pop("translations_checked", None) or ()
    if SUBJECT in changes:
        await _bind(call, decision, changes.pop(SUBJECT))
    for name, value in changes.items():
        if value is None and name not in MAY_BE_EMPTY:
            raise Invalid.at(f"/{name}", "missing")
        if name in endings.LINKS and decision.state != DecisionState.DRAFT:
            raise Invalid.at(f"/{name}", "draft_only")
        if name in ("allowed_by_id", *endings.LINKS):
            await _cite(call, name, value)
        setattr(decision, name, value.model_dump() if hasattr(value, "model_dump") else value)
    endings.check({link: getattr(decision, link) for link in endings.LINKS})
    held = Ids(decision.paragraph_ids, decision.paragraph_count)
    after = (decision.texts, decision.authoritative)
    decision.paragraph_ids, decision.paragraph_count = of_change(before, held, after)
    decision.stale_languages = stale_after(before, after, decision.stale_languages, checked)
    decision.version += 1
    await record(call, "decision.changed", decision)


def label(decision: Decision) -> str:
    """How the journal and mails call it: its number, or its title while it has none."""
    return decision.number or str(decision.title.get("en"))


def circle(decision: Decision) -> Visibility:
    """Who may read it: a text that was never put to the members is the officers' own, also once it is withdrawn."""
    return Visibility(decision.visibility) if decision.round_count else Visibility.SECRETARIAT


async def record(call: Call, kind: str, decision: Decision, **facts: Any) -> None:
    await call.session.flush()
    facts = {"number": label(decision), "state": str(decision.state), **facts}
    await journal.record(call, kind, decision, visibility=circle(decision), **facts)
    await _index(call, decision)


async def _index(call: Call, decision: Decision) -> None:
    await search.put(
        call,
        search.Found(
            "decisions",
            decision.id,
            title=decision.title,
            at=decision.sort_at,
            visibility=circle(decision),
            number=decision.number,
            text=" ".join(text for text in decision.texts.values() if text),
        ),
    )


# ── facts, gathered under the lock ──────────────────────────────────────────────────────────────────────────────────


async def last_round(call: Call, decision: Decision) -> Round | None:
    statement = sa.select(Round).where(Round.decision_id == decision.id, Round.number == decision.round_count)
    return (await call.session.execute(statement.with_for_update())).scalar_one_or_none()


async def positions_of(call: Call, round: Round) -> list[Position]:
    statement = sa.select(Position).where(Position.round_id == round.id).order_by(Position.place)
    return list((await call.session.execute(statement.execution_options(populate_existing=True))).scalars())


def seat(position: Position, deadline: Any) -> Seat:
    """A position row as the rules see it."""
    return Seat(
        position.organisation_id,
        position.acronym,
        position.released_at is not None,
        position.value,  # type: ignore[arg-type]
        position.reached_at is not None and position.reached_at < deadline,
        position.ad_referendum_until,
        position.would_resolve,
        position.on_behalf and position.confirmed_at is None,
    )


async def facts_of(call: Call, decision: Decision, procedure: Procedure | None = None) -> Facts:
    network = await networks.current(call)
    round = await last_round(call, decision)
    held = await positions_of(call, round) if round is not None else []
    roll = await members.roll(call)
    spoken_for = {row[0] for row in await members.speakers(call, *SPEAKERS)}
    ready = decision.meeting_id is not None and await meetings.is_in_session_or_held(call, decision.meeting_id)
    matter = Matter(
        DecisionState(decision.state),
        has_text=bool(decision.texts.get(decision.authoritative)),
        members=len(roll),
        unreachable=tuple(organisation.acronym for organisation in roll if organisation.id not in spoken_for),
        procedure=Procedure(round.procedure) if round else Procedure.SILENCE,
        deadline=round.deadline_at if round else None,
        seats=tuple(seat(position, round.deadline_at) for position in held) if round else (),
        both_adopt=network.adopted_by == "both",
        adopted_by=tuple(decision.adopted_by),
    )
    return Facts(
        DecisionState(decision.state),
        matter,
        call.now,
        tuple(decision.adopted_by),
        call.actor.acronym(call.network_id),
        procedure,
        ready,
    )


# ── moves ───────────────────────────────────────────────────────────────────────────────────────────────────────────


async def open_round(call: Call, decision: Decision, wanted: RoundOpen) -> Round:
    """Freeze the text and ask every member: the roll is who is a member now; a row stands for each from this second."""
    network = await networks.current(call)
    facts = await facts_of(call, decision, wanted.procedure)
    DECISION.check(call, facts, "open")
    deadline = wanted.deadline_at or _default_deadline(call, network)
    await _check_deadline(call, decision, network, deadline)
    if decision.number is None:
        year = call.now.astimezone(clock.PLACE).year
        number = await networks.next_number(call, "decision", year)
        decision.number = f"{network.code}/{year}/{number:03d}"
    decision.round_count += 1
    subject = subjects.of(decision)
    round = Round(
        created_at=call.now,
        network_id=call.network_id,
        decision_id=decision.id,
        number=decision.round_count,
        procedure=wanted.procedure,
        authoritative=decision.authoritative,
        texts=dict(decision.texts),
        paragraph_ids=list(decision.paragraph_ids),
        stale_languages=list(decision.stale_languages),
        text_hash=hashlib.sha256(decision.texts[decision.authoritative].encode()).hexdigest(),
        subject=subject.json if subject is not None else None,
        opened_at=call.now,
        deadline_at=deadline,
    )
    call.session.add(round)
    await call.session.flush()
    for place, organisation in enumerate(await members.roll(call)):
        position = Position(
            created_at=call.now,
            network_id=call.network_id,
            round_id=round.id,
            organisation_id=organisation.id,
            acronym=organisation.acronym,
            place=place,
        )
        call.session.add(position)
        await _note(call, "position.opened", decision, position)
    DECISION.fire(call, decision, "open", facts=facts)
    decision.sort_at = call.now
    await journal.due(call, "round", round.id, deadline)
    await reminders.plan(call, round)
    await record(call, "decision.opened", decision)
    await note_round(call, "round.opened", decision, round)
    await notices.opened(call, decision, round)
    if round.procedure == Procedure.MEETING and decision.agenda_item_id is not None:
        await meetings.fell(call, decision.agenda_item_id, OutcomeKind.DECISION, decision.id, decision.visibility)
    for act in OPENING:
        await act(call, decision)
    return round


def _default_deadline(call: Call, network: Network) -> datetime:
    days = calendar(network.time_zone, network.working_days, network.holidays)
    return default_deadline(call.now, timedelta(seconds=network.silence_default_seconds), days)[0]


async def _check_deadline(call: Call, decision: Decision, network: Any, deadline: Any) -> None:
    minimum = timedelta(seconds=network.silence_minimum_seconds)
    agreed = None
    if decision.allowed_by_id is not None:
        if decision.kind != DecisionKind.STATEMENT:
            raise EarlierDecisionRequired()
        await _cite(call, "allowed_by_id", decision.allowed_by_id)
        by = network.agreed.get(AgreedSetting.URGENT_PERIOD_SECONDS)
        if by is not None and by["decision_id"] not in (None, str(decision.allowed_by_id)):
            raise AgreedByAnother(number=by["number"])
        agreed = timedelta(seconds=network.urgent_period_seconds) if network.urgent_period_seconds else None
    earliest = earliest_deadline(DecisionKind(decision.kind), call.now, minimum, agreed)
    if deadline < earliest:
        raise DeadlineTooSoon(earliest_at=earliest)


async def note_round(call: Call, kind: str, decision: Decision, round: Round, **facts: Any) -> None:
    visibility = Visibility(decision.visibility)
    facts = {
        "number": label(decision),
        "round": round.number,
        "deadline_at": round.deadline_at,
        "outcome": str(round.outcome or ""),
        **facts,
    }
    await journal.record(call, kind, round, visibility=visibility, **facts)


async def _note(call: Call, kind: str, decision: Decision, position: Position) -> None:
    await journal.record(
        call,
        kind,
        position,
        visibility=Visibility(decision.visibility),
        number=label(decision),
        decision_id=str(decision.id),
        organisation=position.acronym,
        value=str(position.value or "none"),
    )


async def extend(call: Call, decision: Decision, deadline: Any, reason: str) -> None:
    facts = await facts_of(call, decision)
    DECISION.check(call, facts, "extend")
    round = found(await last_round(call, decision))
    if not later(round.deadline_at, deadline):
        raise DeadlineNotLater(deadline_at=round.deadline_at)
    DECISION.fire(call, decision, "extend", facts=facts)
    round.deadline_at, decision.reason = deadline, reason
    round.version += 1
    await journal.due(call, "round", round.id, deadline)
    await reminders.move(call, round)
    await record(call, "decision.changed", decision)
    await note_round(call, "round.extended", decision, round)
    await notices.extended(call, decision, round, reason)


async def settle(call: Call, round_id: UUID) -> None:
    """The deadline of a round has come: close it by the one rule. The system's move; runs once."""
    round = await call.session.get(Round, round_id)
    if round is None:
        return
    decision = (
        await call.session.execute(sa.select(Decision).where(Decision.id == round.decision_id).with_for_update())
    ).scalar_one()
    await call.session.refresh(round, with_for_update=True)
    await clock.tick(call)
    if round.state == RoundState.OPEN and call.now >= round.deadline_at:
        await close(call, decision, round)
    elif round.state == RoundState.OPEN:
        await journal.due(call, "round", round.id, round.deadline_at)


async def close(call: Call, decision: Decision, round: Round) -> None:
    seats = [seat(position, round.deadline_at) for position in await positions_of(call, round)]
    outcome = judge(seats, Procedure(round.procedure))
    round.state, round.outcome, round.closed_at = RoundState.CLOSED, outcome, call.now
    round.version += 1
    decision.state = CLOSED_AS[outcome]
    decision.version += 1
    await journal.due(call, "round", round.id, None)
    await reminders.drop(call, round)
    await note_round(call, "round.closed", decision, round)
    await record(call, "decision.closed", decision)
    await notices.closed(call, decision, round)


async def close_if_room_agreed(call: Call, decision: Decision, round: Round) -> None:
    """In the meeting procedure a round ends when the whole roll is in the room and has answered."""
    if round.procedure != Procedure.MEETING or decision.meeting_id is None:
        return
    present = await meetings.present(call, decision.meeting_id)
    seats = [seat(position, round.deadline_at) for position in await positions_of(call, round)]
    if closes(seats, Procedure.MEETING, round.deadline_at, call.now, frozenset(present)):
        await close(call, decision, round)


async def attended(call: Call, meeting_id: UUID) -> None:
    """It went on record who was in the room: a round of that meeting ends if with this the whole roll was, and answered."""
    statement = (
        sa.select(Decision)
        .where(Decision.network_id == call.network_id, Decision.meeting_id == meeting_id)
        .where(Decision.state == DecisionState.OPEN)
        .order_by(Decision.id)
        .with_for_update()
    )
    for decision in list((await call.session.execute(statement)).scalars()):
        await clock.tick(call)
        await close_if_room_agreed(call, decision, found(await last_round(call, decision)))


async def revise(call: Call, decision: Decision, reason: str) -> None:
    """Back to the text; an open round is abandoned and stays readable."""
    DECISION.fire(call, decision, "revise", facts=await facts_of(call, decision))
    decision.reason, decision.adopted_by = reason, []  # who adopted, adopted the text that is now taken back
    await _abandon(call, decision)
    await record(call, "decision.revised", decision)


async def _abandon(call: Call, decision: Decision) -> None:
    round = await last_round(call, decision)
    if round is not None and round.state == RoundState.OPEN:
        round.state, round.closed_at = RoundState.ABANDONED, call.now
        round.version += 1
        await journal.due(call, "round", round.id, None)
        await reminders.drop(call, round)
        await note_round(call, "round.abandoned", decision, round)


async def adopt(call: Call, decision: Decision) -> None:
    """Record consensus: the last round closed clear and nobody blocks. A co-chair's deliberate act, or both co-chairs'.

    Source: terms of reference, "Role and organizational arrangements": decisions by consensus of all members.
    """
    facts = await facts_of(call, decision)
    DECISION.check(call, facts, "adopt")
    earlier = await endings.earlier_of(call, decision)
    decision.adopted_by = [*decision.adopted_by, facts.mine]
    if facts.matter.both_adopt and len(decision.adopted_by) < 2:
        decision.version += 1
        await record(call, "decision.adopted-by-one", decision)
        return
    adopted = adoption(facts.matter.seats, facts.matter.procedure)
    decision.adopted_at = decision.sort_at = call.now
    DECISION.fire(call, decision, "adopt", to=adopted, facts=facts)
    await record(call, "decision.adopted", decision)
    await review_dates.schedule(call, decision)
    if earlier is not None:
        kind = "decision.superseded" if decision.supersedes_id else "decision.rescinded"
        await record(call, kind, earlier, later=decision.number)
        await review_dates.forget(call, earlier)
    await journal.due(call, RECORD, decision.id, call.now)  # frozen and mailed once this has its place in the journal
    for act in ADOPTING:
        await act(call, decision)


async def refer(call: Call, decision: Decision, to: str, reason: str) -> None:
    DECISION.fire(call, decision, "refer", facts=await facts_of(call, decision))
    decision.referred_to, decision.reason, decision.referral_result = to, reason, None
    await record(call, "decision.referred", decision)


async def record_referral(call: Call, decision: Decision, result: str) -> None:
    if decision.state != DecisionState.REFERRED:
        raise MoveRefused(machine="decision", move="record_referral", state=str(decision.state), reason="state")
    decision.referral_result = result
    decision.version += 1
    await record(call, "decision.referral-result", decision)


async def record_no_consensus(call: Call, decision: Decision, reason: str) -> None:
    DECISION.fire(call, decision, "record_no_consensus", facts=await facts_of(call, decision))
    decision.reason = reason
    await record(call, "decision.no-consensus", decision)


async def withdraw(call: Call, decision: Decision, reason: str) -> None:
    DECISION.fire(call, decision, "withdraw", facts=await facts_of(call, decision))
    decision.reason = reason
    await _abandon(call, decision)
    await record(call, "decision.withdrawn", decision)
