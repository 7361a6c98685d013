"""A mail that came back is put on record; a notice of a round no longer counts for its organisation then."""

from typing import Annotated
from uuid import UUID

import sqlalchemy as sa

from api.decisions import consultation, notices, policy, reaching
from api.decisions.models import Decision, Position, Round
from api.decisions.rules import reach_check
from api.decisions.schemas import NoticeBounced
from api.kernel import clock, journal
from api.kernel.access import PLATFORM, Call, Head, allow, found
from api.kernel.deliveries import Delivery, DeliveryState
from api.kernel.journal import JournalHead
from api.kernel.problems import Problem
from api.kernel.routing import Reply, network_router, responses

router = network_router("/decisions", "decisions")
OUT = (DeliveryState.QUEUED, DeliveryState.ACCEPTED, DeliveryState.SEEN)


class MailNotOut(Problem):
    """Only what left can come back, and only once."""

    slug, status = "mail-not-out", 409


@router.post(
    "/{decision_id}/rounds/{number}/notices/{notice_id}/bounced",
    response_model=consultation.ConsultationRead,
    responses=responses(MailNotOut),
)
async def record_bounce(
    call: Annotated[Call, allow(policy.DELIVER)],
    decision_id: UUID,
    number: consultation.RoundNumber,
    notice_id: UUID,
    body: NoticeBounced,
) -> Reply:
    """Record that a notice to one focal point came back, with what the relay said."""
    of_round = (
        sa.select(Delivery.id)
        .join(Round, Round.id == Delivery.subject_id)
        .where(Delivery.network_id == call.network_id, Delivery.id == notice_id, Delivery.kind.in_(notices.NOTICES))
        .where(Round.decision_id == decision_id, Round.number == number)
    )
    found((await call.session.execute(of_round)).scalar_one_or_none())
    await record(call, notice_id, body.source)
    return await consultation.consultation(call, decision_id, number)


async def record(call: Call, delivery_id: UUID, source: str) -> Delivery:
    """Note that a mail came back. Where it was a notice, its organisation is reached only by what is left.

    Raises NotFound for a mail that is not here, MailNotOut for one that never left or came back before.
    """
    about = found(await call.session.get(Delivery, delivery_id))
    await _enter(call, about)
    held = await _round_of(call, about)
    locked = sa.select(Delivery).where(Delivery.id == delivery_id).with_for_update()
    delivery = (await call.session.execute(locked.execution_options(populate_existing=True))).scalar_one()
    await clock.tick(call)
    if delivery.state not in OUT or not delivery.tries or delivery.bounced_at is not None:
        raise MailNotOut(state=str(delivery.state))
    delivery.state, delivery.bounced_at, delivery.source = DeliveryState.BOUNCED, call.now, source
    delivery.version += 1
    chain = delivery.network_id or PLATFORM
    await journal.record(call, "delivery.bounced", delivery, chain=chain, about=delivery.kind)
    if held is not None:
        await _recompute(call, *held, delivery)
    return delivery


async def _enter(call: Call, delivery: Delivery) -> None:
    """The command line knows a mail, not a network: take up the one that it belongs to."""
    if call.network is None and delivery.network_id is not None:
        slug = sa.select(JournalHead.slug).where(JournalHead.id == delivery.network_id)
        call.network = Head(delivery.network_id, (await call.session.execute(slug)).scalar_one(), 0, 0, False)


async def _round_of(call: Call, delivery: Delivery) -> tuple[Decision, Round] | None:
    """Decision and round of a notice, under their locks; None for any other mail."""
    if delivery.kind not in notices.NOTICES:
        return None
    wanted = sa.select(Round).where(Round.id == delivery.subject_id)
    round = (await call.session.execute(wanted)).scalar_one()
    locked = sa.select(Decision).where(Decision.id == round.decision_id).with_for_update()
    decision = (await call.session.execute(locked)).scalar_one()
    await call.session.refresh(round, with_for_update=True)
    return decision, round


async def _recompute(call: Call, decision: Decision, round: Round, delivery: Delivery) -> None:
    wanted = sa.select(Position).where(
        Position.round_id == round.id, Position.organisation_id == delivery.organisation_id
    )
    position = (await call.session.execute(wanted.with_for_update())).scalar_one()
    lost = await reaching.recompute(call, decision, round, position)
    waiting = position.value is None and position.released_at is None
    checked = call.now >= reach_check(round.opened_at, round.deadline_at)
    if lost and waiting and checked and call.actor.person_id is None:
        await notices.undelivered(call, decision, round, [position.acronym])
