"""UN INFO: the plan as its spreadsheet, and back."""

from typing import Annotated
from uuid import UUID

from fastapi import File, Query, UploadFile

from api.kernel import clock, papers, tables
from api.kernel.access import Call, allow
from api.kernel.db import dumps
from api.kernel.routing import Reply, network_router, responses
from api.workplans import part_views, policy, rows, uninfo_out, uninfo_taking
from api.workplans.states import today
from api.workplans.uninfo_schemas import UninfoReport

router = network_router("/workplans", "workplans")


@router.get("/{workplan_id}/uninfo.xlsx", response_model=None, responses=papers.described(tables.XLSX))
async def export_workplan_to_uninfo(call: Annotated[Call, allow(policy.READ)], workplan_id: UUID) -> papers.Download:
    """The plan in the columns of a UN INFO export, a row for each agency of a joint programme; ours on sheets after it."""
    await part_views.see(call, workplan_id)
    day = today(clock.now_utc())
    content = await uninfo_out.workbook(call, workplan_id, day)
    name = papers.file_name(call.slug, "un-info", day.isoformat(), "xlsx")
    return papers.Download(content, tables.XLSX, name)


@router.post(
    "/{workplan_id}/uninfo",
    response_model=UninfoReport,
    responses=responses(rows.PlanNotDraft, rows.PlanUnderDecision, uninfo_taking.UninfoUnreadable),
)
async def import_workplan_from_uninfo(
    call: Annotated[Call, allow(policy.WRITE)],
    workplan_id: UUID,
    file: Annotated[UploadFile, File(description="XLSX or CSV with the columns of a UN INFO export")],
    dry_run: Annotated[bool, Query(description="Only tell what would change, and what is wrong")] = False,
) -> Reply:
    """Take a UN INFO export into a draft: everything or nothing. The same file twice changes nothing the second time."""
    told = await uninfo_taking.take(call, workplan_id, file.filename or "", await file.read(), dry_run=dry_run)
    return Reply(dumps(told))
