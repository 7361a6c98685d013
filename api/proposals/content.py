"""What a proposal consists of: its parts gathered, added up, judged, and hashed. Done at each write, under the lock."""

from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa

from api.kernel import search
from api.kernel.access import Call
from api.kernel.db import dumps
from api.kernel.journal import sha256
from api.kernel.problems import Invalid
from api.kernel.schemas import MOST_CENTS
from api.kernel.schemas import usd as money
from api.networks.models import Organisation
from api.proposals import rules, values
from api.proposals.budget import INDIRECT, Line, Share, Totals
from api.proposals.models import BudgetLine, Proposal, ProposalOutput, ProposalPuno, PunoRole
from api.proposals.states import fund_calls
from api.reference import service as reference

CATEGORIES = {one["number"]: one["code"] for one in reference.items("budget-categories")}
NUMBERS = {code: number for number, code in CATEGORIES.items()}
AREAS = values.Reference({one["code"]: tuple(one["gcm_objectives"]) for one in reference.items("thematic-areas")})
PLACES = {"/partners": "/government_counterparts", "/budget/": "/budget/lines/"}  # as our API names them
LINE_ORDER = (
    Organisation.sort_key,
    sa.func.coalesce(ProposalOutput.position, 0),
    BudgetLine.category,
    BudgetLine.year,
    BudgetLine.id,
)
LINES = sa.join(BudgetLine, Organisation, BudgetLine.organisation_id == Organisation.id).outerjoin(
    ProposalOutput, BudgetLine.output_id == ProposalOutput.id
)
PUNO_ORDER = (ProposalPuno.role, Organisation.sort_key)


@dataclass(frozen=True)
class Content:
    """The parts in the order in which they are read."""

    punos: list[tuple[ProposalPuno, str]]
    outputs: list[ProposalOutput]
    lines: list[tuple[BudgetLine, str, str | None]]  # with the organisation's acronym and the output's code


async def gather(call: Call, proposal: Proposal) -> Content:
    await call.session.flush()
    own = call.session
    punos = sa.select(ProposalPuno, Organisation.acronym).where(ProposalPuno.proposal_id == proposal.id)
    punos = punos.join(Organisation, ProposalPuno.organisation_id == Organisation.id).order_by(*PUNO_ORDER)
    outputs = sa.select(ProposalOutput).where(ProposalOutput.proposal_id == proposal.id)
    lines = sa.select(BudgetLine, Organisation.acronym, ProposalOutput.code).select_from(LINES)
    lines = lines.where(BudgetLine.proposal_id == proposal.id).order_by(*LINE_ORDER)
    return Content(
        [(row[0], row[1]) for row in (await own.execute(punos)).all()],
        list((await own.execute(outputs.order_by(ProposalOutput.position))).scalars()),
        [(row[0], row[1], row[2]) for row in (await own.execute(lines)).all()],
    )


async def settle(call: Call, proposal: Proposal, pointer: str = "/punos") -> Content:
    """Work out again all that follows from the content, and keep it on the row.

    A total that no amount can hold is refused at `pointer`: what made it so large.
    """
    content = await gather(call, proposal)
    judged = _judged(proposal, content)
    sums = judged.budget
    if sums.total >= MOST_CENTS:
        raise Invalid.at(pointer, "total_too_large")
    findings = rules.readiness(judged, fund_calls()[proposal.call_code], AREAS)
    proposal.convening_id = next(
        (puno.organisation_id for puno, _ in content.punos if puno.role == PunoRole.CONVENING), None
    )
    proposal.parties = [{"id": str(puno.organisation_id), "acronym": acronym} for puno, acronym in content.punos]
    proposal.totals = _told(sums)
    proposal.indirect_cents, proposal.total_cents = sums.indirect, sums.total
    proposal.findings = [
        {"rule": one.rule, "severity": str(one.severity), "where": _place(one.where), "facts": one.facts}
        for one in findings
    ]
    proposal.blockers = sum(one.severity == values.Severity.BLOCKER for one in findings)
    proposal.content_digest = sha256(dumps(snapshot(proposal, content)))
    proposal.updated_at = call.now
    await _index(call, proposal)
    return content


async def _index(call: Call, proposal: Proposal) -> None:
    summary = " ".join(text for text in (proposal.summary or {}).values() if text)
    parties = " ".join(one["acronym"] for one in proposal.parties)
    await search.put(
        call,
        search.Found(
            "proposals",
            proposal.id,
            title=proposal.title,
            at=proposal.updated_at,
            number=proposal.number,
            summary=summary,
            text=f"{parties} {summary}",
        ),
    )


def stored(findings: list[dict[str, Any]]) -> tuple[values.Finding, ...]:
    return tuple(
        values.Finding(one["rule"], values.Severity(one["severity"]), one["where"], one["facts"]) for one in findings
    )


def snapshot(proposal: Proposal, content: Content) -> dict[str, Any]:
    """What a revision freezes. Organisations by acronym, money as text: readable without us."""
    return {
        "number": proposal.number,
        "title": proposal.title,
        "summary": proposal.summary,
        "thematic_area": proposal.thematic_area,
        "primary_objective": proposal.primary_objective,
        "objectives": proposal.objectives,
        "call": {"code": proposal.call_code, "version": proposal.call_version},
        "starts_on": proposal.starts_on.isoformat() if proposal.starts_on else None,
        "months": proposal.months,
        "government_counterparts": proposal.government_counterparts,
        "punos": [
            {"organisation": acronym, "role": str(puno.role), "indirect_bps": puno.indirect_bps}
            for puno, acronym in content.punos
        ],
        "outputs": [{"code": output.code, "title": output.title} for output in content.outputs],
        "budget": {
            "lines": [
                {
                    "organisation": acronym,
                    "output": code,
                    "category": line.category,
                    "year": line.year,
                    "amount": money(line.amount_cents),
                }
                for line, acronym, code in content.lines
            ],
            "totals": proposal.totals,
        },
    }


def _judged(proposal: Proposal, content: Content) -> values.Proposal:
    """The proposal as readiness looks at it. The endorsements are judged at each read: they come from elsewhere."""
    return values.Proposal(
        title=proposal.title.get("en") or "",
        summary=(proposal.summary or {}).get("en") or "",
        thematic_area=proposal.thematic_area,
        primary_objective=proposal.primary_objective,
        months=proposal.months,
        punos=tuple(
            values.Puno(acronym, acronym, puno.role == PunoRole.CONVENING, puno.indirect_bps)
            for puno, acronym in content.punos
        ),
        outputs=tuple(output.code for output in content.outputs),
        lines=tuple(
            Line(acronym, code, CATEGORIES[line.category], line.year, line.amount_cents)
            for line, acronym, code in content.lines
        ),
        government_entities=len(proposal.government_counterparts),
        decision_adopted=True,
        government_endorsed=True,
    )


def _place(where: str) -> str:
    return next((place + where[len(start) :] for start, place in PLACES.items() if where.startswith(start)), where)


def _told(sums: Totals) -> dict[str, Any]:
    direct_of = {code: cents for code, cents in sums.by_output.items() if code != INDIRECT}
    by_category = sorted((NUMBERS[code], cents) for code, cents in sums.by_category.items())
    return {
        "direct": money(sums.direct),
        "indirect": money(sums.indirect),
        "total": money(sums.total),
        "by_puno": [{"organisation": puno, **_share(share)} for puno, share in sums.by_puno.items()],
        "by_output": [{"output": code, "amount": money(cents)} for code, cents in direct_of.items()],
        "by_category": [{"category": number, "amount": money(cents)} for number, cents in by_category],
        "by_year": [{"year": year, **_share(share)} for year, share in sums.by_year.items()],
    }


def _share(share: Share) -> dict[str, Any]:
    return {"direct": money(share.direct), "indirect": money(share.indirect), "total": money(share.total)}
