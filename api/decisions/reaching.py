"""How the notice of a round comes to an organisation, and what is left of that when a mail comes back.

An organisation is reached when one of its focal points has a notice that the relay took and that did not come back,
has said that it is there, or when it was handed over, with the source.
"""

from datetime import datetime
from typing import Any

import sqlalchemy as sa

from api.decisions.models import Decision, Position, Round
from api.decisions.notices import NOTICES, OPENED
from api.decisions.rules import ReachedBy, RoundState, answerable
from api.kernel import journal
from api.kernel.access import Call, Visibility
from api.kernel.deliveries import Delivery, DeliveryState

Way = tuple[datetime, ReachedBy, str | None]


async def seen(call: Call, round: Round, position: Position) -> None:
    """A focal point has said that the notice is there: on its position, and on each notice that was mailed to them."""
    position.seen_at = position.seen_at or call.now
    if position.reached_at is None:
        position.reached_at, position.reached_by = call.now, ReachedBy.SEEN
    theirs = (
        sa.select(Delivery)
        .where(*_notices_of(call, round, position), Delivery.person_id == call.actor.person_id)
        .where(Delivery.state == DeliveryState.ACCEPTED)
        .order_by(Delivery.id)
        .with_for_update()
    )
    for delivery in (await call.session.execute(theirs)).scalars().all():
        delivery.state, delivery.seen_at = DeliveryState.SEEN, call.now
        delivery.version += 1
        await journal.record(call, "delivery.seen", delivery, about=delivery.kind)


async def by_hand(call: Call, round: Round, position: Position, source: str) -> None:
    """The notice was handed over: a delivery of its own, to the organisation, with how and by whom."""
    handed = Delivery(
        created_at=call.now,
        network_id=call.network_id,
        kind=OPENED,
        subject=Round.__tablename__,
        subject_id=round.id,
        organisation_id=position.organisation_id,
        address="",
        title="",
        body="",
        state=DeliveryState.BY_HAND,
        next_try_at=call.now,
        by_hand_at=call.now,
        source=source,
    )
    call.session.add(handed)
    await journal.record(call, "delivery.by_hand", handed, about=OPENED)
    if position.reached_at is None:
        position.reached_at, position.reached_by, position.reached_source = call.now, ReachedBy.BY_HAND, source


async def recompute(call: Call, decision: Decision, round: Round, position: Position) -> bool:
    """What still stands after a notice came back; whether that left the organisation without any.

    After the deadline nothing of it changes: the outcome was judged by what was on record then.
    """
    if round.state != RoundState.OPEN or not answerable(round.deadline_at, call.now):
        return False
    before = (position.reached_at, position.reached_by)
    ways = await _ways(call, round, position)
    way: Any = min(ways, key=lambda way: way[0]) if ways else (None, None, None)
    position.reached_at, position.reached_by, position.reached_source = way
    if before == (position.reached_at, position.reached_by):
        return False
    kind = "position.reached" if ways else "position.returned"
    facts: dict[str, Any] = {
        "number": decision.number,
        "decision_id": str(decision.id),
        "organisation": position.acronym,
    }
    await journal.record(call, kind, position, visibility=Visibility(decision.visibility), **facts)
    return not ways


async def _ways(call: Call, round: Round, position: Position) -> list[Way]:
    ways: list[Way] = []
    if position.seen_at is not None:
        ways.append((position.seen_at, ReachedBy.SEEN, None))
    if position.reached_by == ReachedBy.BY_HAND and position.reached_at is not None:
        ways.append((position.reached_at, ReachedBy.BY_HAND, position.reached_source))
    stands = sa.select(Delivery.accepted_at, Delivery.by_hand_at, Delivery.source).where(
        *_notices_of(call, round, position), Delivery.bounced_at.is_(None)
    )
    for accepted_at, by_hand_at, source in (await call.session.execute(stands)).all():
        if accepted_at is not None:
            ways.append((accepted_at, ReachedBy.MAIL, None))
        elif by_hand_at is not None:
            ways.append((by_hand_at, ReachedBy.BY_HAND, source))
    return ways


def _notices_of(call: Call, round: Round, position: Position) -> list[sa.ColumnElement[bool]]:
    return [
        Delivery.network_id == call.network_id,
        Delivery.subject_id == round.id,
        Delivery.kind.in_(NOTICES),
        Delivery.organisation_id == position.organisation_id,
    ]
