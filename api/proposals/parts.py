"""The parts of a proposal: who takes part, its outputs, and the budget that each organisation writes."""

from uuid import UUID

import sqlalchemy as sa

from api.kernel import journal
from api.kernel.access import Call, found
from api.kernel.problems import Invalid
from api.proposals import schemas
from api.proposals.content import gather, settle
from api.proposals.models import BudgetLine, Proposal, ProposalOutput, ProposalPuno
from api.proposals.service import NotYourPart, check_open, edit, lock, may_write_all, un_entity


async def put_punos(call: Call, proposal_id: UUID, wanted: list[schemas.PunoPut]) -> Proposal:
    """Replace who takes part. Lines of who is taken off stay, and readiness names them."""
    proposal = await edit(call, proposal_id)
    asked = {one.organisation_id for one in wanted}
    if len(asked) < len(wanted):
        raise Invalid.at("/punos", "duplicate")
    standing = {puno.organisation_id: (puno, acronym) for puno, acronym in (await gather(call, proposal)).punos}
    changes = []
    for at, one in enumerate(wanted):
        organisation = await un_entity(call, one.organisation_id, f"/punos/{at}/organisation_id")
        if one.organisation_id in standing:
            puno = standing[one.organisation_id][0]
            puno.role, puno.indirect_bps = one.role, one.indirect_bps
        else:
            call.session.add(ProposalPuno(proposal_id=proposal.id, **one.model_dump()))
            changes.append(("puno-added", organisation.acronym))
    for organisation_id, (puno, acronym) in standing.items():
        if organisation_id not in asked:
            await call.session.delete(puno)
            changes.append(("puno-removed", acronym))
    await settle(call, proposal)
    for kind, acronym in changes:
        await journal.record(call, f"proposal.{kind}", proposal, number=proposal.number, organisation=acronym)
    if not changes:
        await journal.record(call, "proposal.changed", proposal, number=proposal.number)
    return proposal


async def put_outputs(call: Call, proposal_id: UUID, wanted: list[schemas.OutputPut]) -> Proposal:
    """Replace the outputs. One is known by its id or, without it, by its code; lines of one taken off stay without."""
    proposal = await edit(call, proposal_id)
    if len({one.code for one in wanted}) < len(wanted):
        raise Invalid.at("/outputs", "duplicate")
    left = {output.id: output for output in (await gather(call, proposal)).outputs}
    chosen: list[ProposalOutput | None] = []
    for at, one in enumerate(wanted):
        if one.id is not None and one.id not in left:
            raise Invalid.at(f"/outputs/{at}/id", "unknown")
        chosen.append(left.pop(one.id) if one.id is not None else None)
    for at, one in enumerate(wanted):
        same = next((output for output in left.values() if output.code == one.code), None)
        if chosen[at] is None and same is not None:
            chosen[at] = left.pop(same.id)
    await _take_off(call, list(left))
    await _park(call, [output for output in chosen if output is not None])
    for at, one in enumerate(wanted):
        output = chosen[at]
        if output is None:
            output = ProposalOutput(proposal_id=proposal.id, code=one.code, title=one.title, position=at + 1)
            call.session.add(output)
        output.code, output.title, output.position = one.code, one.title, at + 1
    await settle(call, proposal)
    await journal.record(call, "proposal.outputs-changed", proposal, number=proposal.number)
    return proposal


async def _take_off(call: Call, ids: list[UUID]) -> None:
    for output_id in ids:
        lines = sa.update(BudgetLine).where(BudgetLine.output_id == output_id).values(output_id=None)
        await call.session.execute(lines.execution_options(synchronize_session="fetch"))
        await call.session.execute(sa.delete(ProposalOutput).where(ProposalOutput.id == output_id))


async def _park(call: Call, outputs: list[ProposalOutput]) -> None:
    """Codes are unique: let two of them change places."""
    for output in outputs:
        output.code = f"~{output.position}"
    await call.session.flush()


async def put_budget(call: Call, proposal_id: UUID, wanted: list[schemas.BudgetLinePut]) -> Proposal:
    """Replace the whole grid. An organisation that does not convene may send it too, if only its own lines differ."""
    proposal = await lock(call, proposal_id)
    content = await gather(call, proposal)
    parts: dict[UUID, list[tuple[int, schemas.LinePut]]] = {}
    for at, line in enumerate(wanted):
        parts.setdefault(line.organisation_id, []).append((at, line))
    before = {line.organisation_id for line, _, _ in content.lines}
    codes = {output.code: output.id for output in content.outputs}
    known = {puno.organisation_id for puno, _ in content.punos} | before
    cells, changed = {}, []
    for organisation_id in sorted(before | parts.keys()):
        part = parts.get(organisation_id, [])
        if organisation_id not in known:
            raise Invalid.at(f"/lines/{part[0][0]}/organisation_id", "unknown")
        cells[organisation_id] = _cells(part, codes)
        if cells[organisation_id] != _standing(content.lines, organisation_id):
            changed.append(organisation_id)
    if not may_write_all(call, proposal) and not all(call.speaks_for(one) for one in changed):
        raise NotYourPart()
    call.match(proposal.version)
    check_open(proposal)
    proposal.version += 1
    for organisation_id in changed:
        await _replace(call, proposal, organisation_id, cells[organisation_id])
        for puno, _ in content.punos:
            puno.version += puno.organisation_id == organisation_id
    return await _budget_changed(call, proposal)


async def put_part(call: Call, proposal_id: UUID, organisation_id: UUID, wanted: list[schemas.LinePut]) -> Proposal:
    """Replace the lines of one organisation, by the version of its own part: the others' work is not touched."""
    proposal = await lock(call, proposal_id)
    content = await gather(call, proposal)
    puno = found(next((puno for puno, _ in content.punos if puno.organisation_id == organisation_id), None))
    if not may_write_all(call, proposal) and not call.speaks_for(organisation_id):
        raise NotYourPart()
    call.match(puno.version)
    check_open(proposal)
    cells = _cells(list(enumerate(wanted)), {output.code: output.id for output in content.outputs})
    puno.version += 1
    proposal.version += 1
    await _replace(call, proposal, organisation_id, cells)
    return await _budget_changed(call, proposal)


Cell = tuple[UUID | None, int, int]


def _cells(part: list[tuple[int, schemas.LinePut]], codes: dict[str, UUID]) -> dict[Cell, int]:
    """Cents by output, category and year; one amount each."""
    cells: dict[Cell, int] = {}
    for at, line in part:
        if line.output is not None and line.output not in codes:
            raise Invalid.at(f"/lines/{at}/output", "unknown")
        if line.amount.currency != "USD":
            raise Invalid.at(f"/lines/{at}/amount/currency", "unknown")
        cell = (codes[line.output] if line.output is not None else None, line.category, line.year)
        if cell in cells:
            raise Invalid.at(f"/lines/{at}", "duplicate")
        cells[cell] = line.amount.cents
    return cells


def _standing(lines: list[tuple[BudgetLine, str, str | None]], organisation_id: UUID) -> dict[Cell, int]:
    own = [line for line, _, _ in lines if line.organisation_id == organisation_id]
    return {(line.output_id, line.category, line.year): line.amount_cents for line in own}


async def _replace(call: Call, proposal: Proposal, organisation_id: UUID, cells: dict[Cell, int]) -> None:
    own = (BudgetLine.proposal_id == proposal.id, BudgetLine.organisation_id == organisation_id)
    await call.session.execute(sa.delete(BudgetLine).where(*own))
    call.session.add_all(
        BudgetLine(
            proposal_id=proposal.id,
            organisation_id=organisation_id,
            output_id=output_id,
            category=category,
            year=year,
            amount_cents=cents,
        )
        for (output_id, category, year), cents in cells.items()
    )


async def _budget_changed(call: Call, proposal: Proposal) -> Proposal:
    await settle(call, proposal, "/lines")
    await journal.record(call, "proposal.budget-changed", proposal, number=proposal.number, amount=proposal.total_cents)
    return proposal
