"""What a later decision ends: it takes an earlier one's place, or ends it with nothing in its place. Once only."""

from typing import Any
from uuid import UUID

import sqlalchemy as sa

from api.decisions.models import Decision
from api.kernel.access import Call
from api.kernel.problems import Invalid, Problem

LINKS = ("supersedes_id", "rescinds_id")


class AlreadyEnded(Problem):
    """Another adopted decision stands in its place already, or has ended it."""

    slug, status = "already-ended", 409


def check(values: dict[str, Any]) -> None:
    """One or the other: a decision takes an earlier one's place, or leaves the place empty."""
    if all(values.get(link) is not None for link in LINKS):
        raise Invalid.at("/rescinds_id", "not_both")


async def _later(call: Call, earlier: Decision) -> Any:
    statement = (
        sa.select(Decision.number, Decision.supersedes_id)
        .where(Decision.network_id == call.network_id, Decision.adopted_at.is_not(None))
        .where(sa.or_(Decision.supersedes_id == earlier.id, Decision.rescinds_id == earlier.id))
        .order_by(Decision.adopted_at)
        .limit(1)
    )
    return (await call.session.execute(statement)).first()


async def is_ended(call: Call, decision: Decision) -> bool:
    """Whether an adopted decision stands in its place, or has ended it."""
    return await _later(call, decision) is not None


async def refuse_if_ended(call: Call, earlier: Decision) -> None:
    later = await _later(call, earlier)
    if later is not None:
        how = "superseded" if later.supersedes_id == earlier.id else "rescinded"
        raise AlreadyEnded(number=earlier.number, by=later.number, how=how)


def ends(decision: Decision) -> UUID | None:
    return decision.supersedes_id or decision.rescinds_id


async def earlier_of(call: Call, decision: Decision) -> Decision | None:
    """The decision that this one ends, under its lock, so that two that would end it wait for each other."""
    if ends(decision) is None:
        return None
    statement = sa.select(Decision).where(Decision.network_id == call.network_id, Decision.id == ends(decision))
    earlier = (await call.session.execute(statement.with_for_update())).scalar_one()
    await refuse_if_ended(call, earlier)
    return earlier
