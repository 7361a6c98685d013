"""What the network needs from one person now: one statement, told in the sentences of each feature."""

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import groupby
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import aliased

from api.actions import policy as actions_policy
from api.actions.models import ActionPoint, ActionState
from api.actions.service import overdue_from
from api.decisions import policy as decisions_policy
from api.decisions.models import Decision, Position, Round
from api.decisions.review_dates import begins
from api.decisions.rules import ADOPTED, DecisionKind, DecisionState, Procedure, RoundState
from api.home.rounds import of_rounds
from api.home.schemas import Act
from api.kernel.access import OBSERVER, SPEAKERS, Actor, circles
from api.kernel.clock import PLACE
from api.kernel.db import Id, instant
from api.kernel.views import REACH, Fragment, Source, View, among, many, obj, spread, within
from api.kernel.words import say
from api.meetings import policy as meetings_policy
from api.meetings.models import AgendaItem, Invitation, Meeting, MeetingState, Presence
from api.meetings.outcomes import CAME
from api.minutes import policy as minutes_policy
from api.minutes.models import Minutes, MinutesComment, MinutesSeen, MinutesState
from api.networks.models import Network, Organisation
from api.objectives import policy as objectives_policy
from api.objectives.models import Assessment, AssessmentState, Objective
from api.objectives.service import half_year
from api.proposals import policy as proposals_policy
from api.proposals.models import Proposal, ProposalPuno
from api.proposals.states import EDITABLE, FINAL, HELD_BY
from api.proposals.values import ProposalState
from api.statements import policy as statements_policy
from api.statements.models import Statement, StatementSignature
from api.statements.values import SignatureAct, StatementState

MOST_ORGANISATIONS = 12
PRESSING = timedelta(hours=48)
AT_THE_FUND = tuple(state for state in ProposalState if HELD_BY[state] == "fund" and state not in FINAL)
_network = sa.bindparam("network_id", type_=Id)
_period = sa.bindparam("period", type_=sa.String)


def mine(column: Any) -> sa.ColumnElement[bool]:
    return among(column, "organisation", MOST_ORGANISATIONS)


def either(column: Any, *values: Any) -> sa.ColumnElement[bool]:
    return sa.or_(*(column == value for value in values))


_decision = {"id": Decision.id, "number": Decision.number, "title": Decision.title}
_seats = sa.join(Position, Round, Position.round_id == Round.id).join(Decision, Round.decision_id == Decision.id)
_positions = many(
    obj(
        **_decision,
        organisation=Position.acronym,
        procedure=Round.procedure,
        due_at=Round.deadline_at,
        given=Position.value.is_not(None),
        reached=Position.reached_at.is_not(None),
    ),
    _seats,
    [
        Decision.network_id == _network,
        within(Decision.visibility),
        Decision.state == DecisionState.OPEN,
        Round.state == RoundState.OPEN,
        Position.released_at.is_(None),
        mine(Position.organisation_id),
        sa.or_(Position.value.is_(None), sa.and_(Position.on_behalf.is_(True), Position.confirmed_at.is_(None))),
    ],
    [Round.deadline_at, Position.id],
    [],
)
_adoptions = many(
    obj(**_decision, adopted=Decision.adopted_by, both=Network.adopted_by),
    sa.join(Decision, Network, Decision.network_id == Network.id),
    [Decision.network_id == _network, within(Decision.visibility), Decision.state == DecisionState.CLEAR],
    [Decision.sort_at, Decision.id],
    [],
)
_silent = many(
    obj(
        **_decision,
        organisation=Position.acronym,
        due_at=Round.deadline_at,
        reached=Position.reached_at.is_not(None),
        mine=sa.case((mine(Position.organisation_id), sa.true()), else_=sa.false()),
    ),
    _seats,
    [
        Decision.network_id == _network,
        within(Decision.visibility),
        Decision.state == DecisionState.OPEN,
        Round.state == RoundState.OPEN,
        Position.released_at.is_(None),
        Position.value.is_(None),
    ],
    [Round.deadline_at, Decision.id, Position.place],
    [],
)
MEETING = {"id": Meeting.id, "number": Meeting.number, "title": Meeting.title}
of_network = [Meeting.network_id == _network, within(Meeting.visibility)]
_invitations = many(
    obj(
        **MEETING,
        organisation=Invitation.acronym,
        organisation_id=Invitation.organisation_id,
        version=Invitation.version,
        due_at=Meeting.starts_at,
    ),
    sa.join(Invitation, Meeting, Invitation.meeting_id == Meeting.id),
    [
        *of_network,
        Meeting.state == MeetingState.CONVENED,
        Invitation.answer.is_(None),
        mine(Invitation.organisation_id),
    ],
    [Meeting.starts_at, Invitation.id],
    [],
)
_unwritten = (
    sa.select(sa.func.count(AgendaItem.id, type_=sa.BigInteger))
    .where(AgendaItem.meeting_id == Meeting.id, AgendaItem.removed_at.is_(None), sa.not_(CAME))
    .where(AgendaItem.place > 0, AgendaItem.moved_on_at.is_(None))
    .correlate(Meeting)
    .scalar_subquery()
)
_to_run = many(
    obj(**MEETING, state=Meeting.state, unwritten=_unwritten),
    Meeting,
    [
        *of_network,
        sa.or_(
            Meeting.state == MeetingState.REQUESTED,
            sa.and_(either(Meeting.state, MeetingState.IN_SESSION, MeetingState.HELD), _unwritten > 0),
        ),
    ],
    [Meeting.sort_at, Meeting.id],
    [],
)
# The page of minutes is found by their meeting.
_circulated = sa.join(Minutes, Meeting, Minutes.meeting_id == Meeting.id)
_before_members = [*of_network, Minutes.state == MinutesState.CIRCULATED]


def _spoke(table: type[MinutesComment] | type[MinutesSeen]) -> sa.ColumnElement[bool]:
    """Whether the organisation invited has said something about what was circulated last."""
    said = sa.select(table.id).where(
        table.minutes_id == Minutes.id,
        table.circulation == Minutes.circulation_count,
        table.organisation_id == Invitation.organisation_id,
    )
    return said.correlate(Minutes, Invitation).exists()


_to_comment = many(
    obj(**MEETING, organisation=Invitation.acronym, due_at=Minutes.window_ends_at),
    sa.join(_circulated, Invitation, Invitation.meeting_id == Meeting.id),
    [
        *_before_members,
        either(Invitation.presence, Presence.IN_ROOM, Presence.REMOTE),
        mine(Invitation.organisation_id),
        ~_spoke(MinutesSeen),
        ~_spoke(MinutesComment),
    ],
    [Minutes.window_ends_at, Invitation.id],
    [],
)
_objections = many(
    obj(organisation=Organisation.acronym),
    sa.join(MinutesComment, Organisation, MinutesComment.organisation_id == Organisation.id),
    [
        MinutesComment.minutes_id == Minutes.id,
        MinutesComment.objection.is_(True),
        MinutesComment.lifted_at.is_(None),
        MinutesComment.taken_back_at.is_(None),
        MinutesComment.circulation == Minutes.circulation_count,
    ],
    [Organisation.acronym, MinutesComment.id],
    [Minutes.__table__],
)
_to_settle = many(
    obj(**MEETING, ends_at=Minutes.window_ends_at, objections=_objections),
    _circulated,
    _before_members,
    [Minutes.window_ends_at, Minutes.id],
    [],
)
_objective = {"id": Objective.id, "number": sa.cast(Objective.number, sa.String), "title": Objective.title}
_assessments = many(
    obj(
        **_objective,
        organisation=Assessment.acronym,
        period=Assessment.period,
        state=Assessment.state,
        reason=Assessment.reason,
        mine=sa.case((mine(Assessment.organisation_id), sa.true()), else_=sa.false()),
        by=Assessment.submitted_by,
    ),
    sa.join(Assessment, Objective, Assessment.objective_id == Objective.id),
    [
        Assessment.network_id == _network,
        either(Assessment.state, AssessmentState.SUBMITTED, AssessmentState.RETURNED),
    ],
    [Objective.number, Assessment.id],
    [],
)
_said = (
    sa.select(Assessment.id)
    .where(
        Assessment.objective_id == Objective.id,
        Assessment.organisation_id == Objective.lead_id,
        Assessment.period == _period,
        Assessment.state != AssessmentState.DRAFT,
    )
    .correlate(Objective)
    .exists()
)
_unassessed = many(
    obj(**_objective, organisation=Organisation.acronym),
    sa.join(Objective, Organisation, Objective.lead_id == Organisation.id),
    [Objective.network_id == _network, mine(Objective.lead_id), ~_said],
    [Objective.number],
    [],
)
_action = {"id": ActionPoint.id, "number": ActionPoint.number, "title": ActionPoint.title}
_actions = many(
    obj(
        **_action,
        organisation=Organisation.acronym,
        state=ActionPoint.state,
        due_on=ActionPoint.due_on,
        by=ActionPoint.done_by_id,
    ),
    sa.join(ActionPoint, Organisation, ActionPoint.owner_id == Organisation.id),
    [
        ActionPoint.network_id == _network,
        within(ActionPoint.visibility),
        sa.or_(
            sa.and_(ActionPoint.state == ActionState.OPEN, mine(ActionPoint.owner_id)),
            sa.and_(ActionPoint.state == ActionState.DONE, ActionPoint.author_id == ActionPoint.owner_id),
        ),
    ],
    [ActionPoint.due_on, ActionPoint.id],
    [],
)
_takes_part = (
    sa.select(ProposalPuno.proposal_id)
    .where(ProposalPuno.proposal_id == Proposal.id, mine(ProposalPuno.organisation_id))
    .correlate(Proposal)
    .exists()
)
_proposals = many(
    obj(id=Proposal.id, number=Proposal.number, title=Proposal.title, blockers=Proposal.blockers),
    Proposal,
    [
        Proposal.network_id == _network,
        Proposal.blockers > 0,
        either(Proposal.state, *EDITABLE),
        sa.or_(mine(Proposal.convening_id), _takes_part),
    ],
    [Proposal.updated_at, Proposal.id],
    [],
)
_at_the_fund = many(
    obj(id=Proposal.id, number=Proposal.number, title=Proposal.title),
    Proposal,
    [Proposal.network_id == _network, REACH >= 3, either(Proposal.state, *AT_THE_FUND)],
    [Proposal.updated_at, Proposal.id],
    [],
)
_ender = aliased(Decision)
_ended = (
    sa.select(_ender.id)
    .where(
        _ender.network_id == _network,
        sa.or_(_ender.supersedes_id == Decision.id, _ender.rescinds_id == Decision.id),
        _ender.adopted_at.is_not(None),
    )
    .correlate(Decision)
    .exists()
)
_reviews = many(
    obj(**_decision, review_on=Decision.review_on),
    Decision,
    [
        Decision.network_id == _network,
        within(Decision.visibility),
        either(Decision.state, *ADOPTED),
        Decision.review_on <= sa.bindparam("today", type_=sa.Date),
        ~_ended,
    ],
    [Decision.review_on, Decision.id],
    [],
)
_marks = many(
    obj(act=StatementSignature.act, acronym=StatementSignature.acronym),
    StatementSignature,
    [StatementSignature.statement_id == Statement.id],
    [StatementSignature.place],
    [Statement.__table__],
)
_statements = many(
    obj(
        id=Statement.id,
        number=Statement.number,
        title=Decision.title,
        state=Statement.state,
        due_at=Statement.embargo_at,
        marks=_marks,
    ),
    sa.join(Statement, Decision, Statement.decision_id == Decision.id),
    [
        Statement.network_id == _network,
        either(Statement.state, StatementState.DRAFT, StatementState.SIGNED, StatementState.PUBLISHED),
        sa.or_(Statement.state != StatementState.PUBLISHED, Statement.withdrawal_reason.is_not(None)),
        either(Decision.state, *ADOPTED),
        Decision.kind == DecisionKind.STATEMENT,
        ~_ended,
    ],
    [Statement.sort_at, Statement.id],
    [],
)
_wanted: tuple[Fragment, ...] = (
    _silent,
    _at_the_fund,
    _positions,
    _adoptions,
    _invitations,
    _to_run,
    _assessments,
    _unassessed,
    _proposals,
    _actions,
    _reviews,
    _statements,
    _to_comment,
    _to_settle,
)
VIEW = View(
    sa.select(*(part.sql() for part in _wanted), Network.time_zone).select_from(Network).where(Network.id == _network)
)


def asked_for(actor: Actor, network_id: UUID, today: date) -> dict[str, Any]:
    """The parameters by which one person's things are found."""
    mine = sorted(actor.organisations(network_id, *SPEAKERS, OBSERVER))[:MOST_ORGANISATIONS]
    return {
        "network_id": network_id,
        "reach": len(circles(actor.roles(network_id))),
        "period": half_year(today),
        "today": today,
        **spread("organisation", mine, MOST_ORGANISATIONS),
    }


@dataclass(frozen=True)
class Waiting:
    """What waits for one person, and what waits for others."""

    items: list[dict[str, Any]]
    awaited: list[dict[str, Any]]


async def waiting(source: Source, actor: Actor, network_id: UUID, language: str, now: datetime) -> Waiting:
    """What is wanted, the most pressing first; what has no date comes last."""
    today = now.astimezone(PLACE).date()
    row = await VIEW.first(source, **asked_for(actor, network_id, today))
    *parts, zone = row
    teller = Teller(actor, network_id, language, zone, half_year(today))
    silent, at_the_fund, *found = map(json.loads, parts)
    tell: list[Callable[[dict[str, Any]], Iterator[dict[str, Any]]]] = [
        teller.position,
        teller.adoption,
        teller.invitation,
        teller.meeting,
        teller.assessment,
        teller.unassessed,
        teller.proposal,
        lambda each: teller.action(each, today),
        teller.review,
        teller.statement,
        lambda each: teller.comment(each, now),
        lambda each: teller.settle(each, now),
    ]
    told = [item for say_of, part in zip(tell, found, strict=True) for each in part for item in say_of(each)]
    told += [item async for item in of_rounds(source, teller, now)]
    rounds = [list(seats) for _, seats in groupby(silent, key=lambda seat: seat["id"])]
    told += [item for seats in rounds for item in teller.reminder(seats, now)]
    awaited = [item for seats in rounds for item in teller.silence(seats, now)]
    awaited += [item for each in found[1] for item in teller.to_be_adopted(each)]
    awaited += [teller.awaited("proposals", each, "proposal-fund") for each in at_the_fund]
    return Waiting(_by_date(told), _by_date(awaited) if teller.may(proposals_policy.READ) else [])


def _by_date(things: list[dict[str, Any]]) -> list[dict[str, Any]]:
    return sorted(things, key=lambda thing: thing["due_at"] or "9")


class Teller:
    """Turns what was found into things to do for one person, in one language."""

    def __init__(self, actor: Actor, network_id: UUID, language: str, zone: str, period: str) -> None:
        self.actor, self.network_id, self.language, self.zone, self.period = actor, network_id, language, zone, period

    def may(self, permission: Any) -> bool:
        return self.actor.may(permission, self.network_id)

    def item(self, act: Act, kind: str, each: dict[str, Any], need: str, **facts: Any) -> dict[str, Any]:
        named = {"organisation": each.get("organisation")}
        named |= {"organisation_id": each.get("organisation_id"), "version": each.get("version")}
        return {"act": act, **named, **self.awaited(kind, each, need, **facts)}

    def awaited(self, kind: str, each: dict[str, Any], need: str, **facts: Any) -> dict[str, Any]:
        organisation, due_at = each.get("organisation"), each.get("due_at")
        organisations = [organisation] if organisation else []
        said = {"organisation": organisation, "organisations": organisations, "count": 1, "by_at": due_at}
        why = say(f"need.{need}", self.language, **{**said, "zone": self.zone, **facts})
        told = {name: each[name] for name in ("id", "number", "title")}
        return {"kind": kind, **told, "why": why, "due_at": due_at}

    def position(self, each: dict[str, Any]) -> Iterator[dict[str, Any]]:
        if not self.may(decisions_policy.POSITION):
            return
        if each["given"]:
            yield self.item(Act.CONFIRM, "decisions", each, "to-confirm")
            return
        silent = each["procedure"] == Procedure.SILENCE and each["reached"]
        need = "must-answer" if each["procedure"] == Procedure.EXPRESS else ("silence" if silent else "answers")
        yield self.item(Act.POSITION, "decisions", each, need)

    def reminder(self, seats: list[dict[str, Any]], now: datetime) -> Iterator[dict[str, Any]]:
        """For the secretariat: a notice that has not arrived, or silence when the deadline is near."""
        if not self.may(decisions_policy.DELIVER) or not _pressing(seats, now):
            return
        unreached = [seat["organisation"] for seat in seats if not seat["reached"]]
        wanted = unreached or [seat["organisation"] for seat in seats]
        need = "not-reached" if unreached else "answers"
        facts = {"organisations": wanted, "count": len(wanted)}
        yield self.item(Act.REMIND, "decisions", seats[0] | {"organisation": None}, need, **facts)

    def silence(self, seats: list[dict[str, Any]], now: datetime) -> Iterator[dict[str, Any]]:
        """Answers of others that are still open, unless they are the secretariat's to ask for."""
        others = [seat["organisation"] for seat in seats if not seat["mine"]]
        if others and not (self.may(decisions_policy.DELIVER) and _pressing(seats, now)):
            facts = {"organisations": others, "count": len(others)}
            yield self.awaited("decisions", seats[0] | {"organisation": None}, "answers", **facts)

    def to_be_adopted(self, each: dict[str, Any]) -> Iterator[dict[str, Any]]:
        if not list(self.adoption(each)):
            yield self.awaited("decisions", each, self.adopting(each), adopted=each["adopted"])

    def adopting(self, each: dict[str, Any]) -> str:
        return "adopt" if each["both"] != "both" else ("adopt-other" if each["adopted"] else "adopt-both")

    def adoption(self, each: dict[str, Any]) -> Iterator[dict[str, Any]]:
        if not self.may(decisions_policy.ADOPT) or self.actor.acronym(self.network_id) in each["adopted"]:
            return
        yield self.item(Act.ADOPT, "decisions", each, self.adopting(each), adopted=each["adopted"])

    def review(self, each: dict[str, Any]) -> Iterator[dict[str, Any]]:
        """For the officers, until another day is set or none: what was adopted is to be looked at again."""
        if self.may(decisions_policy.REVIEW):
            day = date.fromisoformat(each["review_on"])
            each = each | {"due_at": instant(begins(day, self.zone))}
            yield self.item(Act.REVIEW, "decisions", each, "review-due", day=day)

    def statement(self, each: dict[str, Any]) -> Iterator[dict[str, Any]]:
        """A co-chair whose organisation has not put its name to it; then whoever publishes what is signed."""
        own = self.actor.acronym(self.network_id)
        draft, signed = each["state"] == StatementState.DRAFT, each["state"] == StatementState.SIGNED
        wanted = SignatureAct.SIGN if draft else SignatureAct.WITHDRAW
        held = [mark["acronym"] for mark in each["marks"] if mark["act"] == wanted]
        if signed and self.may(statements_policy.PUBLISH):
            yield self.item(Act.PUBLISH, "statements", each, "statement-publish")
        elif not signed and self.may(statements_policy.SIGN) and own not in held:
            act, need = (Act.SIGN, "statement-sign") if draft else (Act.WITHDRAW, "statement-withdraw-other")
            due = {} if draft else {"due_at": None}
            yield self.item(act, "statements", {**each, **due}, need, organisations=[own], asked=held)

    def invitation(self, each: dict[str, Any]) -> Iterator[dict[str, Any]]:
        if self.may(meetings_policy.ANSWER):
            yield self.item(Act.ANSWER, "meetings", each, "meeting-rsvp")

    def meeting(self, each: dict[str, Any]) -> Iterator[dict[str, Any]]:
        if not self.may(meetings_policy.CONVENE):
            return
        if each["state"] == MeetingState.REQUESTED:
            yield self.item(Act.ACCEPT, "meetings", each, "meeting-request")
        else:
            yield self.item(Act.RECORD, "meetings", each, "meeting-record", count=each["unwritten"])

    def comment(self, each: dict[str, Any], now: datetime) -> Iterator[dict[str, Any]]:
        """For who attended, until the window ends: a comment, or a word that there is nothing to add."""
        if now < datetime.fromisoformat(each["due_at"]) and self.may(minutes_policy.COMMENT):
            yield self.item(Act.COMMENT, "minutes", each, "minutes-comment")

    def settle(self, each: dict[str, Any], now: datetime) -> Iterator[dict[str, Any]]:
        """For the officers: an objection that stands, or minutes that can be adopted."""
        objections = list(dict.fromkeys(one["organisation"] for one in each["objections"]))
        if objections and self.may(minutes_policy.WRITE):
            facts = {"organisations": objections, "count": len(objections)}
            yield self.item(Act.SETTLE, "minutes", each, "minutes-objection", **facts)
        elif not objections and now >= datetime.fromisoformat(each["ends_at"]) and self.may(minutes_policy.ADOPT):
            yield self.item(Act.ADOPT, "minutes", each, "minutes-adopt")

    def assessment(self, each: dict[str, Any]) -> Iterator[dict[str, Any]]:
        facts = {"period": each["period"], "reason": each["reason"]}
        if each["state"] == AssessmentState.RETURNED:
            if each["mine"] and self.may(objectives_policy.ASSESS):
                yield self.item(Act.REWORK, "objectives", each, "objective-returned", **facts)
        elif self.may(objectives_policy.APPROVE) and each["by"] != str(self.actor.person_id):
            yield self.item(Act.APPROVE, "objectives", each, "objective-approve", **facts)

    def unassessed(self, each: dict[str, Any]) -> Iterator[dict[str, Any]]:
        if self.may(objectives_policy.ASSESS):
            yield self.item(Act.ASSESS, "objectives", each, "objective-assess", period=self.period)

    def action(self, each: dict[str, Any], today: date) -> Iterator[dict[str, Any]]:
        """To do for its owner; to verify for an officer who did not do it."""
        due_on = date.fromisoformat(each["due_on"])
        facts = {"day": due_on, "count": (today - due_on).days}
        if each["state"] == ActionState.DONE:
            if self.may(actions_policy.WRITE) and each["by"] != str(self.actor.person_id):
                yield self.item(Act.VERIFY, "action_points", each, "action-verify", **facts)
        elif self.may(actions_policy.DO):
            need = "action-overdue" if due_on < today else "action-open"
            each = each | {"due_at": instant(overdue_from(due_on))}
            yield self.item(Act.DO, "action_points", each, need, **facts)

    def proposal(self, each: dict[str, Any]) -> Iterator[dict[str, Any]]:
        if self.may(proposals_policy.WRITE):
            yield self.item(Act.MEND, "proposals", each, "proposal-blockers", count=each["blockers"])


def _pressing(seats: list[dict[str, Any]], now: datetime) -> bool:
    near = datetime.fromisoformat(seats[0]["due_at"]) - now <= PRESSING
    return near or not all(seat["reached"] for seat in seats)


async def count(source: Source, actor: Actor, now: datetime) -> int:
    """How many things wait for one person in all networks."""
    networks = [network_id for network_id in actor.posts if actor.sees(network_id)]
    return sum([len((await waiting(source, actor, network_id, "en", now)).items) for network_id in networks])
