"""What most people would write: async ORM entities, `response_model`, `include_router`, three BaseHTTPMiddleware, jose."""

import os
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from typing import Annotated, Any
from uuid import UUID, uuid4

import sqlalchemy as sa
from fastapi import APIRouter, Depends, FastAPI, HTTPException, Request
from fastapi.security import OAuth2PasswordBearer
from jose import JWTError, jwt
from pydantic import BaseModel, ConfigDict, create_model
from sqlalchemy.ext.asyncio import AsyncSession, async_sessionmaker, create_async_engine
from sqlalchemy.orm import selectinload
from starlette.middleware.base import BaseHTTPMiddleware

from api.kernel import journal, tokens
from api.kernel.db import Id, Json, UTCDateTime
from api.people.models import SigningKey
from bench import entities, statements
from bench.entities import Decision, Line, Network, Objective, Person, Position, Proposal, Puno, Round

URL = os.environ["UNMN_DATABASE_URL"]
EMBEDDED = URL.startswith("sqlite")
OTHER_ROUTES = 140  # as many as the platform has
engine = create_async_engine(
    URL.replace("sqlite:", "sqlite+aiosqlite:").replace("postgresql:", "postgresql+asyncpg:"), pool_size=8
)
sessions = async_sessionmaker(engine, expire_on_commit=False)
KEYS: dict[str, str] = {}


# ── what goes out ───────────────────────────────────────────────────────────────────────────────────────────────────


class Read(BaseModel):
    model_config = ConfigDict(from_attributes=True)


def schema(name: str, entity: Any, names: str, **more: Any) -> Any:
    """A response model with the entity's columns, typed."""
    columns = {column.key: _typed(column) for column in sa.inspect(entity).columns if column.key in names.split()}
    return create_model(name, __base__=Read, **{key: (kind, ...) for key, kind in (columns | more).items()})


def _typed(column: Any) -> Any:
    kinds = {Id: UUID, UTCDateTime: datetime, Json: Any}
    kind = kinds.get(type(column.type)) or column.type.python_type
    return kind | None if column.nullable and kind is not Any else kind


Organisation = schema("Organisation", entities.Organisation, "id acronym name")
PositionRead = schema("PositionRead", Position, statements.POSITION)
RoundRead = schema("RoundRead", Round, statements.ROUND, positions=list[PositionRead])
DecisionRead = schema("DecisionRead", Decision, statements.DECISION, rounds=list[RoundRead])
ItemRead = schema(
    "ItemRead",
    Decision,
    statements.ITEM,
    procedure=str | None,
    deadline_at=datetime | None,
    answered_count=int,
    roll_count=int,
)
ObjectiveRead = schema("ObjectiveRead", Objective, statements.TILE, lead=Organisation | None)
PunoRead = schema("PunoRead", Puno, "role indirect_bps version", organisation=Organisation)
OutputRead = schema("OutputRead", entities.Output, "id code title")
LineRead = schema("LineRead", Line, "category year amount_cents", organisation=Organisation, output=OutputRead | None)
ProposalRead = schema(
    "ProposalRead",
    Proposal,
    statements.PROPOSAL + " totals indirect_cents total_cents",
    punos=list[PunoRead],
    outputs=list[OutputRead],
    lines=list[LineRead],
)


class DecisionPage(BaseModel):
    items: list[ItemRead]
    next_cursor: str | None


class ObjectiveList(BaseModel):
    items: list[ObjectiveRead]


class PositionPut(BaseModel):
    value: str


# ── who asks ────────────────────────────────────────────────────────────────────────────────────────────────────────


async def get_session() -> AsyncIterator[AsyncSession]:
    async with sessions() as session:
        yield session


Session = Annotated[AsyncSession, Depends(get_session)]
Token = Annotated[str, Depends(OAuth2PasswordBearer("/token"))]


async def get_person(token: Token, session: Session) -> Person:
    try:
        key = KEYS[jwt.get_unverified_header(token)["kid"]]
        claims = jwt.decode(token, key, algorithms=[tokens.ALGORITHM], audience=tokens.AUDIENCE, issuer=tokens.ISSUER)
    except (JWTError, KeyError) as error:
        raise HTTPException(401) from error
    person = await session.get(Person, UUID(claims["sub"]))
    if person is None:
        raise HTTPException(401)
    return person


async def get_network(network: str, session: Session, _: Annotated[Person, Depends(get_person)]) -> Network:
    found = (await session.execute(sa.select(Network).where(Network.slug == network))).scalar_one_or_none()
    if found is None:
        raise HTTPException(404)
    return found


Here = Annotated[Network, Depends(get_network)]
router = APIRouter(prefix="/api/v1/networks/{network}")


# ── the routes ──────────────────────────────────────────────────────────────────────────────────────────────────────


async def _decision(session: AsyncSession, network: Network, decision_id: UUID) -> Decision:
    whole = selectinload(Decision.rounds).selectinload(Round.positions)
    wanted = sa.select(Decision).where(Decision.network_id == network.id, Decision.id == decision_id).options(whole)
    found = (await session.execute(wanted.execution_options(populate_existing=True))).scalar_one_or_none()
    if found is None:
        raise HTTPException(404)
    return found


@router.get("/decisions/{decision_id}", response_model=DecisionRead)
async def read_decision(decision_id: UUID, network: Here, session: Session) -> Any:
    return await _decision(session, network, decision_id)


@router.get("/decisions", response_model=DecisionPage)
async def list_decisions(
    network: Here, session: Session, state: str | None = None, sort_at: datetime | None = None, id: UUID | None = None
) -> Any:
    wanted = sa.select(Decision).where(Decision.network_id == network.id)
    if state is not None:
        wanted = wanted.where(Decision.state == state)
    if sort_at is not None:
        wanted = wanted.where(sa.tuple_(Decision.sort_at, Decision.id) < (sort_at, id))
    whole = selectinload(Decision.rounds).selectinload(Round.positions)
    wanted = wanted.options(whole).order_by(Decision.sort_at.desc(), Decision.id.desc()).limit(51)
    found = list((await session.execute(wanted)).scalars())
    items = [_item(decision) for decision in found[:50]]
    return {"items": items, "next_cursor": str(found[49].id) if len(found) > 50 else None}


def _item(decision: Any) -> dict[str, Any]:
    last = decision.rounds[-1] if decision.rounds else None
    seats = last.positions if last else []
    own = {name: getattr(decision, name) for name in statements.ITEM.split()}
    counts = {"answered_count": sum(seat.value is not None for seat in seats), "roll_count": len(seats)}
    return own | counts | {"procedure": last and last.procedure, "deadline_at": last and last.deadline_at}


@router.get("/objectives", response_model=ObjectiveList)
async def list_objectives(network: Here, session: Session) -> Any:
    wanted = sa.select(Objective).where(Objective.network_id == network.id).order_by(Objective.number)
    return {"items": list((await session.execute(wanted.options(selectinload(Objective.lead)))).scalars())}


@router.get("/proposals/{proposal_id}", response_model=ProposalRead)
async def read_proposal(proposal_id: UUID, network: Here, session: Session) -> Any:
    wanted = sa.select(Proposal).where(Proposal.network_id == network.id, Proposal.id == proposal_id)
    wanted = wanted.options(
        selectinload(Proposal.punos).selectinload(Puno.organisation),
        selectinload(Proposal.outputs),
        selectinload(Proposal.lines).selectinload(Line.organisation),
        selectinload(Proposal.lines).selectinload(Line.output),
    )
    return (await session.execute(wanted)).scalar_one()


@router.put("/decisions/{decision_id}/rounds/{number}/positions/{organisation_id}", response_model=DecisionRead)
async def put_position(
    decision_id: UUID, number: int, organisation_id: UUID, body: PositionPut, network: Here, session: Session
) -> Any:
    decision = await _decision(session, network, decision_id)
    round = next(one for one in decision.rounds if one.number == number)
    held = sa.select(Position).where(Position.round_id == round.id, Position.organisation_id == organisation_id)
    position = (await session.execute(held.with_for_update())).scalar_one()
    now = datetime.now(UTC)
    if now >= round.deadline_at:
        raise HTTPException(409)
    position.value, position.answered_at, position.version = body.value, now, position.version + 1
    head = sa.select(journal.JournalHead).where(journal.JournalHead.id == network.id).with_for_update()
    chain = (await session.execute(head)).scalar_one()
    chain.seq += 1
    payload = f'{{"position":"{position.id}","value":"{body.value}"}}'
    chain.hash = journal.sha256(chain.hash + payload)
    session.add(
        journal.JournalEntry(
            network_id=network.id,
            seq=chain.seq,
            at=now,
            kind="position.recorded",
            subject="positions",
            subject_id=position.id,
            visibility="members",
            request_id=str(uuid4()),
            payload=payload,
            digest=journal.sha256(payload),
            hash=chain.hash,
        )
    )
    await session.commit()
    return await _decision(session, network, decision_id)


# ── the application ─────────────────────────────────────────────────────────────────────────────────────────────────


class RequestId(BaseHTTPMiddleware):
    async def dispatch(self, request: Request, call_next: Any) -> Any:
        response = await call_next(request)
        response.headers["x-request-id"] = str(uuid4())
        return response


class Timing(BaseHTTPMiddleware):
    async def dispatch(self, request: Request, call_next: Any) -> Any:
        started = time.perf_counter()
        response = await call_next(request)
        response.headers["server-timing"] = f"app;dur={(time.perf_counter() - started) * 1000:.1f}"
        return response


class SecurityHeaders(BaseHTTPMiddleware):
    async def dispatch(self, request: Request, call_next: Any) -> Any:
        response = await call_next(request)
        response.headers["x-content-type-options"] = "nosniff"
        response.headers["referrer-policy"] = "no-referrer"
        return response


@asynccontextmanager
async def lifespan(_: FastAPI) -> AsyncIterator[None]:
    async with sessions() as session:
        for key in (await session.execute(sa.select(SigningKey))).scalars():
            KEYS[str(key.id)] = key.public["pem"]
    yield


def _others(first: int, last: int) -> APIRouter:
    """Routes of the rest of an application of this size."""
    made = APIRouter(prefix="/api/v1/networks/{network}")
    for at in range(first, last):

        @made.get(f"/things-{at}/{{thing_id}}")
        async def read_thing(thing_id: UUID) -> dict[str, str]:
            return {"id": str(thing_id)}

    return made


if EMBEDDED:

    @sa.event.listens_for(engine.sync_engine, "connect")
    def prepare(connection: Any, _: Any) -> None:
        cursor = connection.cursor()
        for pragma in ("synchronous=FULL", "foreign_keys=ON", "busy_timeout=10000", "cache_size=-32000"):
            cursor.execute(f"PRAGMA {pragma}")
        cursor.close()


app = FastAPI(lifespan=lifespan)
for middleware in (RequestId, Timing, SecurityHeaders):
    app.add_middleware(middleware)
app.include_router(_others(0, OTHER_ROUTES // 2))
app.include_router(router)
app.include_router(_others(OTHER_ROUTES // 2, OTHER_ROUTES))
