"""The register of decisions: what was asked for is narrowed here, for the list and for its export alike."""

from datetime import date, datetime, time, timedelta
from typing import Annotated, Any
from uuid import UUID
from zoneinfo import ZoneInfo

import sqlalchemy as sa
from fastapi import Query

from api.decisions import policy, schemas
from api.decisions.models import Decision, Position
from api.decisions.proofs import place_of
from api.decisions.rules import DecisionKind, DecisionState, PositionValue
from api.decisions.states import DECISION
from api.decisions.views import FROM, ITEM, VISIBLE, Last, Later, SortKey, sorts
from api.kernel import search
from api.kernel.access import Call, allow
from api.kernel.db import Id
from api.kernel.links import Link
from api.kernel.paging import Cursor, Limit, Listing, moving_json, page_json
from api.kernel.routing import Reply, network_router
from api.objectives.models import Objective

router = network_router("/decisions", "decisions")
_network = sa.bindparam("network_id", type_=Id)
EARLIEST, LATEST = date(1900, 1, 1), date(2300, 1, 1)
Number = Annotated[str | None, Query(max_length=40)]
ObjectiveNumber = Annotated[int | None, Query(ge=1, le=23, description="Linked with this objective of the Compact")]
OnRoll = Annotated[UUID | None, Query(description="This organisation is on the roll of its last round")]
Value = Annotated[
    PositionValue | None,
    Query(description="Somebody's position in the last round; with `organisation_id`, that organisation's"),
]
Year = Annotated[int | None, Query(ge=1990, le=2200, description="Of the register number")]
From = Annotated[date | None, Query(description="Last opened or adopted on this day or later (the network's zone)")]
Until = Annotated[date | None, Query(description="Last opened or adopted on this day or earlier")]
Words = Annotated[
    str | None,
    Query(min_length=1, max_length=200, description="Words of number, title or text, as `/search` takes them"),
]
Superseded = Annotated[bool | None, Query(description="Whether a later decision superseded or rescinded it")]


def _sits(*more: Any) -> sa.ColumnElement[bool]:
    """Whether the roll of the last round has such a place."""
    return sa.select(Position.id).where(Position.round_id == Last.id, *more).correlate(Last).exists()


def _linked(objective: Any) -> sa.ColumnElement[bool]:
    its = sa.select(Objective.id).where(Objective.network_id == _network, Objective.number == objective)
    linked = (Link.network_id == _network, Link.from_kind == "decisions", Link.to_kind == "objectives")
    with_it = sa.select(Link.from_id).where(*linked, Link.to_id == its.scalar_subquery())
    return Decision.id.in_(with_it)


def _ended(wanted: Any) -> sa.ColumnElement[bool]:
    """Whether an adopted decision leads here by either link: two lists made once, not a search for every row."""
    lists = [
        sa.select(link).where(Later.network_id == _network, link.is_not(None), Later.adopted_at.is_not(None))
        for link in (Later.supersedes_id, Later.rescinds_id)
    ]
    return sa.or_(*(Decision.id.in_(each) for each in lists)) == sa.type_coerce(wanted, sa.Boolean)


def filters(dialect: str) -> dict[str, Any]:
    return {
        "state": lambda value: Decision.state == value,
        "kind": lambda value: Decision.kind == value,
        "number": lambda value: Decision.number == value,
        "meeting_id": lambda value: Decision.meeting_id == value,
        "proposal_id": lambda value: Decision.proposal_id == value,
        "objective": _linked,
        "organisation_id": lambda value: _sits(Position.organisation_id == value),
        "value": lambda value: _sits(Position.value == value),
        "its_value": lambda value: _sits(
            Position.organisation_id == sa.bindparam("organisation_id", type_=Id), Position.value == value
        ),
        "year": lambda value: Decision.number.like(sa.type_coerce(value, sa.String)),
        "since": lambda value: Decision.sort_at >= value,
        "before": lambda value: Decision.sort_at < value,
        "q": lambda value: search.among_found("decisions", Decision.id, sa.type_coerce(value, sa.Text))[dialect],
        "superseded": _ended,
    }


LISTINGS = {
    dialect: Listing(ITEM, FROM, VISIBLE, sorts(), filters(dialect), [Decision.state])
    for dialect in ("sqlite", "postgresql")
}


async def wanted(call: Call, **given: Any) -> dict[str, Any] | None:
    """What was asked for, as the listing takes it; None where nothing can be found."""
    q, year, from_on, until_on = (given.pop(name) for name in ("q", "year", "from_on", "until_on"))
    if q is not None:
        given["q"] = search.asked_for(call.source, call.network_id, q, call.language)
        if given["q"] is None:
            return None
    if given.get("organisation_id") and given.get("value"):
        given["its_value"] = given.pop("value")
    if year is not None:
        given["year"] = f"%/{year}/%"
    if from_on or until_on:
        zone = ZoneInfo((await place_of(call)).zone)
        given["since"] = _begins(from_on, zone) if from_on else None
        given["before"] = _begins(min(until_on, LATEST) + timedelta(days=1), zone) if until_on else None
    return given


def _begins(day: date, zone: ZoneInfo) -> datetime:
    """The first instant of a day; what lies outside of all registers is as good as their ends."""
    return datetime.combine(max(day, EARLIEST), time.min, zone)


@router.get("", response_model=schemas.DecisionList)
async def list_decisions(
    call: Annotated[Call, allow(policy.READ)],
    sort: SortKey = "-sort_at",
    state: DecisionState | None = None,
    kind: DecisionKind | None = None,
    number: Number = None,
    meeting_id: UUID | None = None,
    proposal_id: UUID | None = None,
    objective: ObjectiveNumber = None,
    organisation_id: OnRoll = None,
    value: Value = None,
    year: Year = None,
    from_on: From = None,
    until_on: Until = None,
    q: Words = None,
    superseded: Superseded = None,
    limit: Limit = 50,
    cursor: Cursor = "",
) -> Reply:
    """The register: newest act first."""
    given = await wanted(
        call,
        state=state,
        kind=kind,
        number=number,
        meeting_id=meeting_id,
        proposal_id=proposal_id,
        objective=objective,
        organisation_id=organisation_id,
        value=value,
        year=year,
        from_on=from_on,
        until_on=until_on,
        q=q,
        superseded=superseded,
    )
    if given is None:
        return Reply(page_json([], None))
    rows, following = await LISTINGS[call.source.dialect].rows(
        call.source, sort, limit, cursor or None, given, network_id=call.network_id, reach=call.reach
    )
    return Reply(moving_json(rows, following, lambda state: DECISION.names(call, state)))
