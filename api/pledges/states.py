"""Life of a pledge: written, prepared, cleared by another person, sent, published, begun, fulfilled on record."""

from dataclasses import dataclass
from uuid import UUID

from api.kernel.access import OFFICERS, Call
from api.kernel.machine import Machine, Move
from api.kernel.problems import Problem
from api.pledges import policy
from api.pledges.models import PledgeState
from api.pledges.rules import BLOCKER, Finding

S = PledgeState


class PledgeIncomplete(Problem):
    """The form has gaps that stop it; each is among its findings."""

    slug, status = "pledge-incomplete", 409


class OwnPledge(Problem):
    """Whoever prepared it does not clear it."""

    slug, status = "own-pledge", 409


class PledgeDecisionOpen(Problem):
    """It is made in the name of the network, and the decision on it is not adopted."""

    slug, status = "pledge-decision-open", 409


@dataclass(frozen=True)
class Facts:
    """What the guards read."""

    state: PledgeState
    organisation_id: UUID
    findings: tuple[Finding, ...] = ()
    submitted_by: UUID | None = None
    decided: bool | None = None  # None: no decision is named


def entity_or_officer(call: Call, facts: Facts) -> bool:
    return call.speaks_for(facts.organisation_id) or bool(call.roles & set(OFFICERS))


def form_complete(_: Call, facts: Facts) -> Problem | None:
    gaps = [each for each in facts.findings if each.severity == BLOCKER]
    return PledgeIncomplete(count=len(gaps), fields=[each.field for each in gaps]) if gaps else None


def another_prepared(call: Call, facts: Facts) -> Problem | None:
    return OwnPledge() if facts.submitted_by == call.actor.person_id else None


def decision_adopted(_: Call, facts: Facts) -> Problem | None:
    return PledgeDecisionOpen() if facts.decided is False else None


RUNNING = (S.SENT, S.PUBLISHED, S.IN_PROGRESS)
PLEDGE = Machine(
    "pledge",
    PledgeState,
    #    move       from                     to             who            only when
    Move("submit", (S.DRAFT,), S.PREPARED, policy.WRITE, (form_complete,), entity_or_officer),
    Move("return", (S.PREPARED, S.CLEARED), S.DRAFT, policy.CLEAR, asks=("reason",)),
    Move("clear", (S.PREPARED,), S.CLEARED, policy.CLEAR, (form_complete, decision_adopted, another_prepared)),
    Move("send", (S.CLEARED,), S.SENT, policy.RECORD, asks=("sent_on",)),
    Move("publish", (S.SENT,), S.PUBLISHED, policy.RECORD, asks=("published_id",)),
    Move("start", (S.SENT, S.PUBLISHED), S.IN_PROGRESS, policy.WRITE, by=entity_or_officer),
    Move("fulfil", RUNNING, S.FULFILLED, policy.WRITE, by=entity_or_officer, asks=("fulfilled_on", "fulfilment")),
    Move("withdraw", (S.DRAFT, S.PREPARED, S.CLEARED, *RUNNING), S.WITHDRAWN, policy.WRITE, by=entity_or_officer,
         asks=("reason",)),
    final=(S.FULFILLED, S.WITHDRAWN),
)  # fmt: skip
