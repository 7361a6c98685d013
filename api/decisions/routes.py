"""Decisions, rounds, positions."""

from typing import Annotated, Literal
from uuid import UUID

from fastapi import Path, Query

from api.decisions import (
    admissions,
    bounces,
    consultation,
    deadlines,
    deliberation,
    endings,
    evidence,
    exports,
    policy,
    position_links,
    positions,
    proofs,
    records,
    register,
    schemas,
    service,
    states,
    views,
)
from api.kernel.access import Call, allow
from api.kernel.problems import MoveRefused
from api.kernel.routing import Reply, network_router, reads_clock, responses

router = network_router("/decisions", "decisions")
ROUTERS = [
    router,
    admissions.router,
    consultation.router,
    bounces.router,
    evidence.router,
    position_links.links,
    deliberation.router,
    deadlines.router,
    records.router,
    proofs.router,
    register.router,
    exports.router,
]
RoundNumber = Annotated[int, Path(ge=1, le=10_000)]
SEAT = "/{decision_id}/rounds/{number}/positions/{organisation_id}"
POSITION_REFUSALS = responses(
    states.RoundClosed,
    positions.NoOpenRound,
    positions.NotOnTheRoll,
    positions.Released,
    positions.NotYourOrganisation,
    positions.OnBehalfRefused,
    positions.SourceRequired,
    positions.PositionTextRequired,
)


@router.post(
    "",
    response_model=schemas.DecisionRead,
    status_code=201,
    responses=responses(service.DecisionNotAdopted, endings.AlreadyEnded),
)
async def create_decision(call: Annotated[Call, allow(policy.DRAFT)], body: schemas.DecisionCreate) -> Reply:
    """Draft a decision. Nobody but secretariat and co-chairs sees it until its first round opens."""
    decision = await service.draft(call, body)
    reply = await views.decision(call, decision.id)
    return reply.created(f"/api/v1/networks/{call.slug}/decisions/{decision.id}")


@router.get("/{decision_id}", response_model=schemas.DecisionRead)
async def read_decision(call: Annotated[Call, allow(policy.READ)], decision_id: UUID) -> Reply:
    """A decision with every round and position, what you can do now, and what is still missing in words."""
    return await views.decision(call, decision_id)


@router.patch(
    "/{decision_id}",
    response_model=schemas.DecisionRead,
    responses=responses(service.TextFrozen, service.DecisionNotAdopted, endings.AlreadyEnded),
)
async def update_decision(
    call: Annotated[Call, allow(policy.DRAFT)], decision_id: UUID, body: schemas.DecisionUpdate
) -> Reply:
    """Edit title and text while no round holds them (draft, revising)."""
    await service.change(call, await service.lock(call, decision_id), body.given())
    return await views.decision(call, decision_id)


@router.post(
    "/{decision_id}/open",
    response_model=schemas.DecisionRead,
    responses=responses(
        MoveRefused,
        states.NoText,
        states.NoRoll,
        states.Unreachable,
        states.MeetingNotInSession,
        service.DeadlineTooSoon,
        service.EarlierDecisionRequired,
        service.AgreedByAnother,
    ),
)
async def open_decision(call: Annotated[Call, allow(policy.OPEN)], decision_id: UUID, body: schemas.RoundOpen) -> Reply:
    """Open a round: the text is frozen, the roll is today's members, and every focal point is told."""
    await service.open_round(call, await service.lock(call, decision_id), body)
    return await views.decision(call, decision_id)


@router.post(
    "/{decision_id}/extend",
    response_model=schemas.DecisionRead,
    responses=responses(MoveRefused, states.RoundClosed, service.DeadlineNotLater),
)
async def extend_decision(
    call: Annotated[Call, allow(policy.OPEN)], decision_id: UUID, body: schemas.RoundExtend
) -> Reply:
    """Extend the deadline, with a reason, before it passes. It is never shortened."""
    await service.extend(call, await service.lock(call, decision_id), body.deadline_at, body.reason)
    return await views.decision(call, decision_id)


@router.post("/{decision_id}/revise", response_model=schemas.DecisionRead, responses=responses(MoveRefused))
async def revise_decision(
    call: Annotated[Call, allow(policy.OPEN)], decision_id: UUID, body: schemas.ReasonOnly
) -> Reply:
    """Take the text back for revision; a new round follows. The round before stays readable with its positions."""
    await service.revise(call, await service.lock(call, decision_id), body.reason)
    return await views.decision(call, decision_id)


@router.post(
    "/{decision_id}/adopt",
    response_model=schemas.DecisionRead,
    responses=responses(MoveRefused, states.NoConsensusYet, states.AlreadyAdoptedByYou, endings.AlreadyEnded),
)
async def adopt_decision(call: Annotated[Call, allow(policy.ADOPT)], decision_id: UUID) -> Reply:
    """Record that the network reached consensus."""
    await service.adopt(call, await service.lock(call, decision_id))
    return await views.decision(call, decision_id)


@router.post("/{decision_id}/refer", response_model=schemas.DecisionRead, responses=responses(MoveRefused))
async def refer_decision(
    call: Annotated[Call, allow(policy.ADOPT)], decision_id: UUID, body: schemas.ReferralCreate
) -> Reply:
    """Refer what found no consensus to a meeting or to the UN Country Team."""
    await service.refer(call, await service.lock(call, decision_id), body.to, body.reason)
    return await views.decision(call, decision_id)


@router.post("/{decision_id}/referral", response_model=schemas.DecisionRead, responses=responses(MoveRefused))
async def record_referral(
    call: Annotated[Call, allow(policy.OPEN)], decision_id: UUID, body: schemas.ReferralResult
) -> Reply:
    """Record what came of a referral."""
    await service.record_referral(call, await service.lock(call, decision_id), body.result)
    return await views.decision(call, decision_id)


@router.post(
    "/{decision_id}/record-no-consensus", response_model=schemas.DecisionRead, responses=responses(MoveRefused)
)
async def record_no_consensus(
    call: Annotated[Call, allow(policy.ADOPT)], decision_id: UUID, body: schemas.ReasonOnly
) -> Reply:
    """Record that there is no consensus. Final."""
    await service.record_no_consensus(call, await service.lock(call, decision_id), body.reason)
    return await views.decision(call, decision_id)


@router.post("/{decision_id}/withdraw", response_model=schemas.DecisionRead, responses=responses(MoveRefused))
async def withdraw_decision(
    call: Annotated[Call, allow(policy.OPEN)], decision_id: UUID, body: schemas.ReasonOnly
) -> Reply:
    """Withdraw the decision, with a reason. Final."""
    await service.withdraw(call, await service.lock(call, decision_id), body.reason)
    return await views.decision(call, decision_id)


@router.get("/{decision_id}/rounds/{number}/changes", response_model=schemas.DiffRead)
async def read_changes(
    call: Annotated[Call, allow(policy.READ)],
    decision_id: UUID,
    number: RoundNumber,
    base: Annotated[int | None, Query(ge=1, le=10_000, description="Round to compare with")] = None,
    language: Literal["en", "ru", "tk"] | None = None,
) -> Reply:
    """The word diff of a round's text against the one your organisation answered last (or the round before)."""
    return await views.changes(call, decision_id, number, base, language)


@router.put(SEAT, response_model=schemas.DecisionRead, responses=POSITION_REFUSALS)
@reads_clock
async def put_position(
    call: Annotated[Call, allow(policy.POSITION)],
    decision_id: UUID,
    number: RoundNumber,
    organisation_id: UUID,
    body: schemas.PositionPut,
) -> Reply:
    """Record your organisation's position, or one on behalf with its source. If-Match takes the position's version."""
    positions.check(call, organisation_id, body)
    await positions.record(call, decision_id, number, organisation_id, body)
    return await views.decision(call, decision_id)


@router.post(SEAT + "/seen", response_model=schemas.DecisionRead, responses=POSITION_REFUSALS)
async def confirm_notice(
    call: Annotated[Call, allow(policy.POSITION)], decision_id: UUID, number: RoundNumber, organisation_id: UUID
) -> Reply:
    """Confirm that the notice has reached your organisation."""
    await positions.seen(call, *await positions.lock_position(call, decision_id, number, organisation_id))
    return await views.decision(call, decision_id)


@router.post(SEAT + "/delivered", response_model=schemas.DecisionRead, responses=POSITION_REFUSALS)
async def record_delivery(
    call: Annotated[Call, allow(policy.DELIVER)],
    decision_id: UUID,
    number: RoundNumber,
    organisation_id: UUID,
    body: schemas.DeliveredByHand,
) -> Reply:
    """Record that the notice was delivered by hand, and how."""
    held = await positions.lock_position(call, decision_id, number, organisation_id)
    await positions.delivered(call, *held, body.source)
    return await views.decision(call, decision_id)


@router.post(
    SEAT + "/remind",
    response_model=schemas.DecisionRead,
    responses=POSITION_REFUSALS | responses(positions.AlreadyAnswered, states.RoundClosed),
)
async def remind_organisation(
    call: Annotated[Call, allow(policy.OPEN)], decision_id: UUID, number: RoundNumber, organisation_id: UUID
) -> Reply:
    """Mail a reminder to an organisation that has not answered."""
    await positions.remind(call, *await positions.lock_position(call, decision_id, number, organisation_id))
    return await views.decision(call, decision_id)
