"""Lives of a decision and of a suggestion. Superseding and rescinding are links, made when the later one is adopted."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from api.decisions import policy
from api.decisions.needs import Matter
from api.decisions.rules import (
    ADOPTED,
    FINAL,
    DecisionState,
    Procedure,
    RoundOutcome,
    SuggestionState,
    adoption,
    judge,
)
from api.kernel.access import Call
from api.kernel.machine import Machine, Move
from api.kernel.problems import Problem

S = DecisionState


class NoText(Problem):
    slug, status = "text-required", 409


class NoRoll(Problem):
    slug, status = "no-roll", 409


class Unreachable(Problem):
    """A member on the roll has no focal point to whom a notice could go."""

    slug, status = "unreachable-members", 409


class MeetingNotInSession(Problem):
    slug, status = "meeting-not-in-session", 409


class RoundClosed(Problem):
    """One microsecond late is late, by the database's clock."""

    slug, status = "round-closed", 409


class NoConsensusYet(Problem):
    slug, status = "no-consensus-yet", 409


class AlreadyAdoptedByYou(Problem):
    slug, status = "already-adopted-by-you", 409


@dataclass(frozen=True)
class Facts:
    """What the guards read: the decision with its last round, gathered under the lock or taken from the view."""

    state: DecisionState
    matter: Matter
    now: datetime
    adopted_by: tuple[str, ...] = ()
    mine: str = ""
    procedure: Procedure | None = None
    meeting_ready: bool = True


def has_text(_: Call, facts: Facts) -> Problem | None:
    return None if facts.matter.has_text else NoText()


def has_roll(_: Call, facts: Facts) -> Problem | None:
    return None if facts.matter.members else NoRoll()


def all_reachable(_: Call, facts: Facts) -> Problem | None:
    lost = facts.matter.unreachable
    return Unreachable(organisations=list(lost), count=len(lost)) if lost else None


def meeting_in_session(_: Call, facts: Facts) -> Problem | None:
    wrong = facts.procedure == Procedure.MEETING and not facts.meeting_ready
    return MeetingNotInSession() if wrong else None


def before_deadline(_: Call, facts: Facts) -> Problem | None:
    deadline = facts.matter.deadline
    late = deadline is not None and facts.now >= deadline
    return RoundClosed(deadline_at=deadline) if late else None


def still_clear(_: Call, facts: Facts) -> Problem | None:
    """The outcome, computed again from what is recorded."""
    if adoption(facts.matter.seats, facts.matter.procedure) is None:
        return NoConsensusYet(outcome=judge(facts.matter.seats, facts.matter.procedure))
    return None


def not_yet_mine(_: Call, facts: Facts) -> Problem | None:
    twice = facts.matter.both_adopt and facts.mine in facts.adopted_by
    return AlreadyAdoptedByYou() if twice else None


LIVE = (S.OPEN, S.CLEAR, S.BROKEN, S.INCOMPLETE, S.REVISING, S.REFERRED)
DECISION = Machine(
    "decision",
    DecisionState,
    #    move     from                                                to          who            only when
    Move("open", (S.DRAFT, S.REVISING, S.REFERRED, S.INCOMPLETE), S.OPEN, policy.OPEN,
         (has_text, has_roll, all_reachable, meeting_in_session), asks=("procedure", "deadline_at")),
    Move("extend", (S.OPEN,), S.OPEN, policy.OPEN, (before_deadline,), asks=("deadline_at", "reason")),
    Move("close", (S.OPEN,), None, None),
    Move("revise", (S.OPEN, S.BROKEN, S.INCOMPLETE, S.REFERRED), S.REVISING, policy.OPEN, asks=("reason",)),
    Move("revise", (S.CLEAR,), S.REVISING, policy.ADOPT, asks=("reason",)),
    Move("adopt", (S.CLEAR,), None, policy.ADOPT, (still_clear, not_yet_mine)),
    Move("refer", (S.BROKEN, S.INCOMPLETE), S.REFERRED, policy.ADOPT, asks=("to", "reason")),
    Move("record_no_consensus", (S.BROKEN, S.INCOMPLETE, S.REFERRED), S.NO_CONSENSUS, policy.ADOPT, asks=("reason",)),
    Move("withdraw", (S.DRAFT,), S.WITHDRAWN, policy.DRAFT, asks=("reason",)),
    Move("withdraw", LIVE, S.WITHDRAWN, policy.ADOPT, asks=("reason",)),
    final=(*ADOPTED, S.NO_CONSENSUS, S.WITHDRAWN),
)  # fmt: skip
CLOSED_AS = {
    RoundOutcome.CLEAR: S.CLEAR,
    RoundOutcome.BROKEN: S.BROKEN,
    RoundOutcome.INCOMPLETE: S.INCOMPLETE,
}


# ── suggestions ─────────────────────────────────────────────────────────────────────────────────────────────────────


class TextNotOpen(Problem):
    """Words are taken into the text between rounds only."""

    slug, status = "text-not-open", 409


class ParagraphChanged(Problem):
    slug, status = "paragraph-changed", 409


class DecisionOver(Problem):
    slug, status = "decision-over", 409


@dataclass(frozen=True)
class SuggestionFacts:
    """What the guards of a suggestion read: itself, and where its decision and its paragraph are."""

    state: SuggestionState
    organisation_id: UUID
    decision: DecisionState
    paragraph_id: str
    as_quoted: bool


def theirs(call: Call, facts: SuggestionFacts) -> bool:
    return call.speaks_for(facts.organisation_id)


def not_over(_: Call, facts: SuggestionFacts) -> Problem | None:
    return DecisionOver() if facts.decision in FINAL else None


def text_open(_: Call, facts: SuggestionFacts) -> Problem | None:
    return None if facts.decision == S.REVISING else TextNotOpen()


def reads_as_quoted(_: Call, facts: SuggestionFacts) -> Problem | None:
    return None if facts.as_quoted else ParagraphChanged(paragraph_id=facts.paragraph_id)


MADE = (SuggestionState.OPEN,)
SUGGESTION = Machine(
    "suggestion",
    SuggestionState,
    #    move         from  to                          who             only when
    Move("accept", MADE, SuggestionState.ACCEPTED, policy.DRAFT, (not_over, text_open, reads_as_quoted)),
    Move("decline", MADE, SuggestionState.DECLINED, policy.DRAFT, (not_over,), asks=("reason",)),
    Move("take_back", MADE, SuggestionState.TAKEN_BACK, policy.SUGGEST, (not_over,), theirs),
    final=(SuggestionState.ACCEPTED, SuggestionState.DECLINED, SuggestionState.TAKEN_BACK),
)
