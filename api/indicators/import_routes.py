"""Files of values: the template, the check, the import, and what is wrong."""

from typing import Annotated, Literal
from uuid import UUID

from fastapi import File, Query, UploadFile
from starlette.responses import Response, StreamingResponse

from api.indicators import import_schemas as schemas
from api.indicators import import_service as service
from api.indicators import import_template as template
from api.indicators import import_views as views
from api.indicators import policy
from api.kernel import papers, tables
from api.kernel.access import Call, allow
from api.kernel.files import FileRefused
from api.kernel.jobs import TooManyJobs
from api.kernel.routing import Reply, network_router, responses

imports = network_router("/indicator-imports", "indicators")
ROUTERS = [imports]


@imports.post(
    "", response_model=schemas.IndicatorImportRead, status_code=202, responses=responses(TooManyJobs, FileRefused)
)
async def import_indicator_values(
    call: Annotated[Call, allow(policy.IMPORT)],
    file: Annotated[UploadFile, File(description="XLSX or CSV with the columns of the template; a row for each cell")],
    dry_run: Annotated[bool, Query(description="Only tell what would change, and what is wrong")] = False,
) -> Reply:
    """Import values from a file, in the background: all rows or none. A dry run writes nothing and can be committed.

    A file that tells of persons is refused and deleted. The same file twice changes nothing the second time.
    """
    job = await service.ask(call, file.filename or "", await file.read(), dry_run=dry_run)
    return await _accepted(call, job.id)


@imports.get("/template", response_model=None, responses=papers.described(tables.XLSX, tables.CSV))
async def read_indicator_import_template(
    call: Annotated[Call, allow(policy.IMPORT)],
    format: Literal["xlsx", "csv"] = "xlsx",
    indicators: Annotated[
        str, Query(max_length=2000, description="Codes, with commas between; all that one reports if absent")
    ] = "",
    periods: Annotated[str, Query(max_length=400, description="With commas between; the current one if absent")] = "",
    organisation_id: Annotated[UUID | None, Query(description="Whose values; one's own if absent")] = None,
    language: Annotated[Literal["en", "ru", "tk"] | None, Query(description="Of the workbook; yours if absent")] = None,
) -> Response:
    """A table to fill in: a row for each cell, what is there already filled in; instructions and lists beside it."""
    wanted = template.Wanted(_listed(indicators), _listed(periods), organisation_id)
    content, name = await template.made(call, wanted, format, language or call.language)
    return papers.Download(content, tables.XLSX if format == "xlsx" else tables.CSV, name)


@imports.get("/{job_id}", response_model=schemas.IndicatorImportRead)
async def read_indicator_import(call: Annotated[Call, allow(policy.IMPORT)], job_id: UUID) -> Reply:
    """How far an import is, what it would change or has changed, and the first of what is wrong."""
    return await views.single(call, job_id)


@imports.get("/{job_id}/errors", response_model=None, responses=papers.described(tables.CSV))
async def read_indicator_import_errors(
    call: Annotated[Call, allow(policy.IMPORT)],
    job_id: UUID,
    language: Annotated[Literal["en", "ru", "tk"] | None, Query(description="Yours if absent")] = None,
) -> StreamingResponse:
    """Everything that is wrong with the file, by row and column, as CSV."""
    headers = {
        "content-disposition": papers.disposition(papers.file_name(call.slug, "import-errors", "csv")),
        "content-security-policy": "sandbox; default-src 'none'",
        "cache-control": "no-store",
    }
    return StreamingResponse(await views.errors(call, job_id, language or call.language), 200, headers, tables.CSV)


@imports.post(
    "/{job_id}/commit",
    response_model=schemas.IndicatorImportRead,
    status_code=202,
    responses=responses(TooManyJobs, service.ImportNotReady),
)
async def commit_indicator_import(call: Annotated[Call, allow(policy.IMPORT)], job_id: UUID) -> Reply:
    """Import the file of a dry run that found nothing wrong. It is checked anew, and refused if that has changed."""
    job = await service.commit(call, job_id)
    return await _accepted(call, job.id)


async def _accepted(call: Call, id: UUID) -> Reply:
    reply = await views.single(call, id, 202)
    reply.headers["location"] = f"/api/v1/networks/{call.slug}/indicator-imports/{id}"
    return reply


def _listed(text: str) -> list[str]:
    return [part.strip() for part in text.split(",") if part.strip()]
