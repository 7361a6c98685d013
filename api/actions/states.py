"""Life of an action point: open → done, and verified by somebody else where its author is its owner."""

from dataclasses import dataclass
from uuid import UUID

from api.actions import policy
from api.actions.models import ActionPoint, ActionState
from api.kernel.access import OFFICERS, Call
from api.kernel.machine import Machine, Move
from api.kernel.problems import Problem

OPEN, DONE, VERIFIED, DROPPED = ActionState.OPEN, ActionState.DONE, ActionState.VERIFIED, ActionState.DROPPED


class DoneByYou(Problem):
    """Whoever said that it is done does not verify it."""

    slug, status = "action-done-by-you", 409


@dataclass(frozen=True)
class Facts:
    """What the guards read."""

    state: ActionState
    owner_id: UUID
    author_id: UUID | None
    done_by_id: UUID | None


def facts_of(row: ActionPoint) -> Facts:
    return Facts(ActionState(row.state), row.owner_id, row.author_id, row.done_by_id)


def owner(call: Call, facts: Facts) -> bool:
    return call.speaks_for(facts.owner_id)


def owner_or_officer(call: Call, facts: Facts) -> bool:
    return owner(call, facts) or bool(call.roles & set(OFFICERS))


def gave_it_to_itself(_: Call, facts: Facts) -> bool:
    """Where another organisation asked for it, that one sees whether it is done; else somebody has to look."""
    return facts.author_id == facts.owner_id


def somebody_else_did_it(call: Call, facts: Facts) -> Problem | None:
    return DoneByYou() if facts.done_by_id == call.actor.person_id else None


ACTION_POINT = Machine(
    "action_point",
    ActionState,
    #    move      from     to         who            only when
    Move("done", (OPEN,), DONE, policy.DO, by=owner, asks=("done", "evidence")),
    Move("verify", (DONE,), VERIFIED, policy.WRITE, (somebody_else_did_it,), gave_it_to_itself),
    Move("snooze", (OPEN,), OPEN, policy.SNOOZE, by=owner_or_officer, asks=("due_on", "reason")),
    Move("drop", (OPEN,), DROPPED, policy.WRITE, asks=("reason",)),
    final=(VERIFIED, DROPPED),
)  # fmt: skip
