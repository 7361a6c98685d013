"""The decision record: frozen by the system right after the adoption, kept as it is, mailed to all members."""

import base64
import json
from typing import Annotated, Literal
from uuid import UUID

import sqlalchemy as sa

from api.decisions import notices, policy, record_body, record_papers, service
from api.decisions.models import Decision, DecisionRecord, Explanation
from api.decisions.record_schemas import RecordRead
from api.decisions.views import VISIBLE
from api.kernel import clock, journal, papers, unit
from api.kernel.access import Call, allow, found
from api.kernel.db import Id, dumps
from api.kernel.deliveries import Attached
from api.kernel.journal import sha256
from api.kernel.routing import Reply, network_router
from api.kernel.runtime import Kernel
from api.kernel.views import View, many, obj
from api.networks.models import Organisation

router = network_router("/decisions", "decisions")
JSON, PDF = "decision-record", "decision-record-paper"
Language = Literal["en", "ru", "tk"]


async def settle(call: Call, decision_id: UUID) -> None:
    """Right after the adoption, in a transaction of its own: freeze the record and send it to everybody, once."""
    decision = await _adopted(call, decision_id)
    if decision is not None:
        record = await freeze(call, decision)
        await notices.adopted(call, decision, record, [JSON, PDF])


async def _adopted(call: Call, decision_id: UUID) -> Decision | None:
    """The adopted decision under its lock, unless it has its record."""
    has = sa.exists().where(DecisionRecord.decision_id == Decision.id)
    wanted = sa.select(Decision).where(Decision.id == decision_id, Decision.adopted_at.is_not(None), ~has)
    decision = (await call.session.execute(wanted.with_for_update())).scalar_one_or_none()
    await clock.tick(call)
    return decision


async def freeze(call: Call, decision: Decision) -> DecisionRecord:
    """Write down how it was reached. The journal keeps the digest, so the chain holds every word of it."""
    told = await record_body.body(call, decision)
    text = dumps(told)
    record = DecisionRecord(
        created_at=call.now,
        network_id=call.network_id,
        decision_id=decision.id,
        body=text,
        sha256=sha256(text),
        journal_seq=told["journal"]["seq"],
        journal_hash=told["journal"]["hash"],
    )
    call.session.add(record)
    circle = service.circle(decision)
    await journal.record(
        call, "decision.recorded", record, visibility=circle, number=service.label(decision), digest=record.sha256
    )
    return record


async def make_missing(call: Call) -> int:
    """Freeze the records of decisions that were adopted before there were any; nobody is mailed. How many were made."""
    wanted = (
        sa.select(Decision.id)
        .where(Decision.network_id == call.network_id, Decision.adopted_at.is_not(None))
        .where(~sa.exists().where(DecisionRecord.decision_id == Decision.id))
        .order_by(Decision.adopted_at)
    )
    made = 0
    for decision_id in list((await call.session.execute(wanted)).scalars()):
        decision = await _adopted(call, decision_id)
        if decision is not None:
            await freeze(call, decision)
            await journal.due(call, service.RECORD, decision_id, None)
            made += 1
    return made


# ── reading ─────────────────────────────────────────────────────────────────────────────────────────────────────────

_explanations = many(
    obj(acronym=Organisation.acronym, language=Explanation.language, text=Explanation.text, at=Explanation.created_at),
    sa.join(Explanation, Organisation, Organisation.id == Explanation.organisation_id),
    [Explanation.decision_id == Decision.id],
    [Explanation.created_at, Explanation.id],
    [Decision.__table__],
)
_joined = sa.join(DecisionRecord, Decision, Decision.id == DecisionRecord.decision_id)
ONE = View(
    sa.select(DecisionRecord.body, DecisionRecord.sha256, _explanations.sql())
    .select_from(_joined)
    .where(*VISIBLE, Decision.id == sa.bindparam("id", type_=Id))
)
MAILED = View(
    sa.select(DecisionRecord.body, DecisionRecord.sha256)
    .select_from(_joined)
    .where(DecisionRecord.id == sa.bindparam("id", type_=Id))
)
DIGEST = {
    "Repr-Digest": {
        "description": "SHA-256 of the record (RFC 9530): of these bytes, and what the mail and the paper print as hex",
        "schema": {"type": "string"},
    }
}


@router.get(
    "/{decision_id}/record",
    response_model=RecordRead,
    responses={200: {"description": "The record, byte for byte", "headers": DIGEST}},
)
async def read_decision_record(call: Annotated[Call, allow(policy.READ)], decision_id: UUID) -> Reply:
    """The decision record as it was frozen at adoption: to keep, and to verify without us (docs/verifying.md)."""
    row = found(await ONE.first(call.source, network_id=call.network_id, reach=call.reach, id=decision_id))
    digest = base64.b64encode(bytes.fromhex(row[1])).decode()
    name = papers.file_name(json.loads(row[0])["number"], "record", "json")
    headers = {"repr-digest": f"sha-256=:{digest}:", "content-disposition": papers.disposition(name)}
    return Reply(row[0], headers=headers)


@router.get("/{decision_id}/record.pdf", response_model=None, responses=papers.described(papers.PDF))
async def print_decision_record(
    call: Annotated[Call, allow(policy.READ)], decision_id: UUID, language: Language | None = None
) -> papers.Download:
    """The decision record as PDF/UA, in the reader's language unless another is asked for.

    Explanations of position that came later follow as addenda, marked as such.
    """
    row = found(await ONE.first(call.source, network_id=call.network_id, reach=call.reach, id=decision_id))
    record, spoken = json.loads(row[0]), language or call.language
    printed = papers.printed(call, spoken, record["network"]["time_zone"])
    content = await record_papers.paper(record, row[1], spoken, printed, json.loads(row[2]))
    return papers.Download(content, papers.PDF, papers.file_name(record["number"], "record", spoken, "pdf"))


# ── in the mail ─────────────────────────────────────────────────────────────────────────────────────────────────────


async def attach(kernel: Kernel, kind: str, record_id: UUID, language: str) -> Attached:
    """What goes with the mail, made when it leaves: the record itself, and its paper in the reader's language."""
    with unit.translating():
        body, digest = found(await MAILED.first(kernel.source, id=record_id))
    record = json.loads(body)
    if kind == JSON:
        return Attached(papers.file_name(record["number"], "record", "json"), "application/json", body.encode())
    content = await record_papers.paper(record, digest, language, "", [])
    return Attached(papers.file_name(record["number"], "record", language, "pdf"), papers.PDF, content)
