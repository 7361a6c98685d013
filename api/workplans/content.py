"""What a plan consists of, as plain values gathered by one statement: what is frozen, judged, compared and exported."""

import json
from collections.abc import Iterator
from datetime import date
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import aliased

from api.kernel.access import Call
from api.kernel.db import Id, dumps
from api.kernel.fragments import Fragment
from api.kernel.journal import sha256
from api.kernel.views import View, many, obj, one
from api.networks.models import Network, Organisation
from api.proposals.models import Proposal, ProposalPuno
from api.workplans.models import MONEY, Activity, MoneyLine, Workplan, WorkplanResult, WorkplanRisk
from api.workplans.money import Amounts, told

Content = dict[str, Any]
SAID = (
    "code", "title", "description", "implementing_partners", "government_counterpart", "objectives", "tor_objectives",
    "sdg_targets", "places", "status", "gender_marker", "gender_reason", "human_rights_marker", "human_rights_reason",
    "peace_marker", "peace_reason", "uninfo",
)  # fmt: skip
STANDING = ("current_status", "forecast_starts_on", "forecast_ends_on", "reported_period", "reported_cents")
_network = sa.bindparam("network_id", type_=Id)
_plan = [Workplan.__table__]
_activity = [Activity.__table__]


def _columns(model: Any, *names: str) -> dict[str, Any]:
    return {name: getattr(model, name) for name in names}


def _organisation(model: Any) -> Fragment:
    return obj(id=model.id, acronym=model.acronym, name=model.name, kind=model.kind)


Giver = aliased(Organisation)
_lines = many(
    obj(
        organisation_id=MoneyLine.organisation_id,
        acronym=Giver.acronym,
        source=MoneyLine.source,
        year=MoneyLine.year,
        **_columns(MoneyLine, *MONEY),
    ),
    sa.join(MoneyLine, Giver, Giver.id == MoneyLine.organisation_id),
    [MoneyLine.network_id == _network, MoneyLine.activity_id == Activity.id],
    [Giver.sort_key, Giver.id, MoneyLine.year, MoneyLine.source],
    _activity,
)
_punos = (
    sa.select(sa.func.count(ProposalPuno.organisation_id, type_=sa.BigInteger))
    .where(ProposalPuno.proposal_id == Proposal.id)
    .correlate(Proposal)
    .scalar_subquery()
)
_programme = one(
    obj(**_columns(Proposal, "id", "number", "title", "starts_on", "months"), punos=_punos),
    Proposal,
    [Proposal.network_id == _network, Proposal.id == Activity.proposal_id],
    _activity,
)
Parent, Output = aliased(WorkplanResult), aliased(WorkplanResult)
_activities = many(
    obj(
        **_columns(Activity, "id", "origin_id", "output_id", "position", "starts_on", "ends_on", "proposal_id"),
        **_columns(Activity, *SAID, *STANDING, *MONEY),
        contributors=Activity.contributors,
        lead=_organisation(Organisation),
        programme=_programme,
        lines=_lines,
    ),
    sa.join(Activity, Organisation, Organisation.id == Activity.lead_id)
    .join(Output, Output.id == Activity.output_id)
    .join(Parent, Parent.id == Output.parent_id),
    [Activity.network_id == _network, Activity.workplan_id == Workplan.id],
    [Parent.position, Parent.id, Output.position, Output.id, Activity.position, Activity.id],
    _plan,
)
_results = many(
    obj(
        **_columns(WorkplanResult, "id", "origin_id", "parent_id", "kind", "code", "title", "position"),
        **_columns(WorkplanResult, "priority_code", "priority"),
    ),
    WorkplanResult,
    [WorkplanResult.network_id == _network, WorkplanResult.workplan_id == Workplan.id],
    [WorkplanResult.position, WorkplanResult.id],
    _plan,
)
_risks = many(
    obj(
        **_columns(WorkplanRisk, "id", "origin_id", "title", "likelihood", "impact", "mitigation", "state", "owner_id"),
        owner=Organisation.acronym,
    ),
    sa.join(WorkplanRisk, Organisation, Organisation.id == WorkplanRisk.owner_id),
    [WorkplanRisk.network_id == _network, WorkplanRisk.workplan_id == Workplan.id],
    [WorkplanRisk.id],
    _plan,
)
CONTENT = View(
    sa.select(
        obj(
            **_columns(Workplan, "id", "slug", "version_number", "title", "framework_name", "starts_on", "ends_on"),
            **_columns(Workplan, "state", "adopted_at", "decision_id", "snapshot_number"),
            country=Network.country,
            network=Network.name,
            time_zone=Network.time_zone,
            results=_results,
            activities=_activities,
            risks=_risks,
        ).sql()
    )
    .select_from(sa.join(Workplan, Network, Network.id == Workplan.network_id))
    .where(Workplan.network_id == _network, Workplan.id == sa.bindparam("id", type_=Id))
)


async def gather(call: Call, workplan_id: UUID) -> Content:
    """Everything of one version that the caller has been found to see, in its order."""
    if call.writer is not None:
        await call.flush()
    row = await CONTENT.first(call.source, network_id=call.network_id, id=workplan_id)
    found: Content = json.loads(row[0])
    return found


def outcomes(content: Content) -> list[Content]:
    return [each for each in content["results"] if each["parent_id"] is None]


def outputs_of(content: Content, outcome: Content) -> list[Content]:
    return [each for each in content["results"] if each["parent_id"] == outcome["id"]]


def activities_of(content: Content, output: Content) -> list[Content]:
    return [each for each in content["activities"] if each["output_id"] == output["id"]]


def in_order(content: Content) -> Iterator[tuple[Content, Content, Content]]:
    """Every activity with its outcome and output."""
    known = {each["id"]: each for each in content["results"]}
    for activity in content["activities"]:
        output = known[activity["output_id"]]
        yield known[output["parent_id"]], output, activity


def amounts_of(row: Content) -> Amounts:
    return Amounts(*(row[name] for name in MONEY))


def day(text: str) -> date:
    return date.fromisoformat(text)


# ── as a snapshot has it ────────────────────────────────────────────────────────────────────────────────────────────


def told_plan(content: Content) -> dict[str, Any]:
    """The plan as a snapshot freezes it: organisations by acronym, money as text, readable without us."""
    return {
        "format": "unmn-workplan-1",
        **{
            name: content[name]
            for name in ("slug", "version_number", "title", "framework_name", "starts_on", "ends_on")
        },
        "outcomes": [
            {
                **_told_result(outcome),
                "priority_code": outcome["priority_code"],
                "priority": outcome["priority"],
                "outputs": [
                    {
                        **_told_result(output),
                        "activities": [_told_activity(each) for each in activities_of(content, output)],
                    }
                    for output in outputs_of(content, outcome)
                ],
            }
            for outcome in outcomes(content)
        ],
        "risks": [
            {name: risk[name] for name in ("origin_id", "title", "likelihood", "impact", "mitigation", "owner")}
            for risk in content["risks"]
        ],
    }


def _told_result(result: Content) -> dict[str, Any]:
    return {name: result[name] for name in ("origin_id", "code", "title")}


def _told_activity(activity: Content) -> dict[str, Any]:
    programme = activity["programme"]
    return {
        **{name: activity[name] for name in ("origin_id", *SAID, "starts_on", "ends_on")},
        "lead": activity["lead"]["acronym"],
        "contributors": [each["acronym"] for each in activity["contributors"]],
        "joint_programme": programme["number"] if programme is not None else None,
        "money": [_told_line(line) for line in activity["lines"]],
    }


def _told_line(line: Content) -> dict[str, Any]:
    amounts = {name.removesuffix("_cents"): told(line[name]) for name in MONEY}
    return {"organisation": line["acronym"], "source": line["source"], "year": line["year"], **amounts}


def frozen(content: Content) -> tuple[str, str]:
    """The bytes of a snapshot and their digest."""
    body = dumps(told_plan(content))
    return body, sha256(body)


def digest_of(lines: list[MoneyLine]) -> str:
    """Of an activity's money: what its row keeps for the journal."""
    said = [[str(each.organisation_id), each.source, each.year, *(getattr(each, n) for n in MONEY)] for each in lines]
    return sha256(dumps(sorted(said, key=lambda line: line[:3])))
