"""Life of a statement. The text is adopted by a decision; two co-chairs sign it; only then it can be published."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from api.decisions.rules import ADOPTED, DecisionState
from api.kernel.access import CO_CHAIR, Call
from api.kernel.machine import Machine, Move
from api.kernel.problems import Problem
from api.statements import policy
from api.statements.values import StatementState

S = StatementState
FAILED = (DecisionState.NO_CONSENSUS, DecisionState.WITHDRAWN)


class StatementTextRequired(Problem):
    slug, status = "statement-text-required", 409


class AlreadyInConsensus(Problem):
    """The network is being asked, or has been: the text is the decision's."""

    slug, status = "already-in-consensus", 409


class StatementNotAdopted(Problem):
    slug, status = "statement-not-adopted", 409


class StatementSuperseded(Problem):
    """A later decision took the place of the one that adopted this text, or ended it."""

    slug, status = "statement-superseded", 409


class AdoptedTextDiffers(Problem):
    """The text is not, byte for byte, the one that the round adopted."""

    slug, status = "adopted-text-differs", 409


class AlreadySigned(Problem):
    """Two different persons of two different organisations sign, each once."""

    slug, status = "already-signed", 409


@dataclass(frozen=True)
class Mark:
    """A co-chair's signature under the statement or its withdrawal."""

    person_id: UUID
    organisation_id: UUID
    acronym: str


@dataclass(frozen=True)
class Facts:
    """What the guards and `needs` read: gathered under the lock or taken from the view."""

    state: StatementState
    now: datetime
    has_text: bool = True
    decision_state: DecisionState | None = None
    is_statement: bool = True  # the decision is of kind statement
    deadline: datetime | None = None
    superseded_by: str | None = None  # number of the decision that took its place
    same_text: bool = True
    signed: tuple[Mark, ...] = ()
    withdrawing: tuple[Mark, ...] = ()
    co_chairs: tuple[str, ...] = ()  # acronyms of the organisations whose co-chairs could sign
    embargo: datetime | None = None
    released: bool = False
    languages: tuple[tuple[str, str], ...] = ()  # (language, what its translation lacks: missing, draft, stale)
    unreleased: tuple[str, ...] = ()  # planned channels without a release on record

    @property
    def adopted(self) -> bool:
        return self.decision_state in ADOPTED and self.is_statement


def has_text(_: Call, facts: Facts) -> Problem | None:
    return None if facts.has_text else StatementTextRequired()


def not_in_consensus(_: Call, facts: Facts) -> Problem | None:
    free = facts.decision_state is None or facts.decision_state in FAILED
    return None if free else AlreadyInConsensus()


def is_adopted(_: Call, facts: Facts) -> Problem | None:
    return None if facts.adopted else StatementNotAdopted()


def still_stands(_: Call, facts: Facts) -> Problem | None:
    return StatementSuperseded(number=facts.superseded_by) if facts.superseded_by else None


def same_text(_: Call, facts: Facts) -> Problem | None:
    return None if facts.same_text else AdoptedTextDiffers()


def _twice(call: Call, marks: tuple[Mark, ...]) -> Problem | None:
    mine = call.actor.organisations(call.network_id, CO_CHAIR)
    held = [mark for mark in marks if mark.person_id == call.actor.person_id or mark.organisation_id in mine]
    return AlreadySigned(organisation=held[0].acronym) if held else None


def not_signed_by_mine(call: Call, facts: Facts) -> Problem | None:
    return _twice(call, facts.signed)


def not_withdrawn_by_mine(call: Call, facts: Facts) -> Problem | None:
    return _twice(call, facts.withdrawing)


STATEMENT = Machine(
    "statement",
    StatementState,
    #    move              from           to           who              only when
    Move("put_to_consensus", (S.DRAFT,), None, policy.DRAFT, (has_text, not_in_consensus)),
    Move("sign", (S.DRAFT,), None, policy.SIGN, (is_adopted, still_stands, same_text, not_signed_by_mine)),
    Move("publish", (S.SIGNED,), S.PUBLISHED, policy.PUBLISH, (still_stands, same_text)),
    Move("withdraw", (S.PUBLISHED,), None, policy.SIGN, (not_withdrawn_by_mine,), asks=("reason",)),
    Move("abandon", (S.DRAFT,), S.ABANDONED, policy.DRAFT),
    final=(S.WITHDRAWN, S.ABANDONED),
)  # fmt: skip
