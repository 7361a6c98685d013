"""Indicators as files: the network's figures or what organisations reported, for people and for statisticians."""

from typing import Annotated, Literal
from uuid import UUID

from fastapi import Query

from api.indicators import export_service as service
from api.indicators import policy
from api.indicators.export_schemas import IndicatorExportCreate
from api.indicators.exporting import Asked
from api.indicators.values import Framework, IndicatorState, IndicatorStatus
from api.jobs import service as jobs
from api.jobs.schemas import JobRead
from api.kernel import jobs as queue
from api.kernel import papers, tables
from api.kernel.access import Call, allow
from api.kernel.routing import Reply, network_router, responses
from api.periods.schemas import PeriodName

exports = network_router("/indicator-exports", "indicators")
ROUTERS = [exports]


@exports.get(
    "",
    response_model=None,
    responses=papers.described(tables.XLSX, tables.CSV, service.SDMX_CSV) | responses(service.ExportTooLarge),
)
async def export_indicators(
    call: Annotated[Call, allow(policy.EXPORT)],
    what: Annotated[
        Literal["figures", "values"],
        Query(description="The network's approved figures, or what organisations reported (can be imported again)"),
    ] = "figures",
    format: Annotated[Literal["csv", "xlsx", "sdmx-csv"], Query(description="SDMX-CSV 2.0 holds figures only")] = "csv",
    language: Annotated[Literal["en", "ru", "tk"] | None, Query(description="Of a workbook; CSV holds codes")] = None,
    codes: Annotated[str, Query(max_length=2000, description="Of indicators, with commas between")] = "",
    since: PeriodName | None = None,
    until: PeriodName | None = None,
    state: IndicatorState | None = None,
    objective: Annotated[int | None, Query(ge=1, le=23)] = None,
    organisation_id: Annotated[UUID | None, Query(description="That reports it; of values, whose they are")] = None,
    framework: Framework | None = None,
    status: IndicatorStatus | None = None,
    q: Annotated[str | None, Query(min_length=1, max_length=200)] = None,
    shown: Annotated[Literal["members"] | None, Query(description="As members see it; for officers")] = None,
) -> service.Streamed:
    """One row for each observation, with every dimension and its status: a blank is blank, and says why it is."""
    filters = {
        "state": state,
        "objective": objective,
        "organisation_id": organisation_id,
        "framework": framework,
        "status": status,
        "q": q,
    }
    wanted = [code.strip() for code in codes.split(",") if code.strip()]
    asked = Asked(_what(what, format), filters, wanted, since or "", until or "", shown == "members")
    return await service.at_once(call, asked, format, language or call.language)


@exports.post("", response_model=JobRead, status_code=202, responses=responses(queue.TooManyJobs))
async def create_indicator_export(call: Annotated[Call, allow(policy.EXPORT)], body: IndicatorExportCreate) -> Reply:
    """The same as a job, for what takes long: its file is kept for a week."""
    given = {name: value for name, value in body.filters.model_dump().items() if value is not None}
    asked = Asked(
        _what(body.what, body.format), given, body.codes, body.since or "", body.until or "", body.shown == "members"
    )
    job = await queue.start(call, service.KIND, service.kept(asked, body.format, body.language or call.language))
    reply = await jobs.reply(call, job.id, 202)
    reply.headers["location"] = f"/api/v1/networks/{call.slug}/jobs/{job.id}"
    return reply


def _what(what: str, format: str) -> str:
    return "figures" if format == "sdmx-csv" else what
