"""Imports as whoever asked for them sees them: how far, what would change, and every fault in the reader's language."""

import asyncio
from collections.abc import AsyncIterator, Sequence
from typing import Any
from uuid import UUID

from api.indicators import import_service
from api.indicators.import_columns import letters
from api.jobs import service as jobs
from api.kernel import tables
from api.kernel.access import Call
from api.kernel.db import dumps
from api.kernel.jobs import JobState, folder
from api.kernel.problems import NotFound
from api.kernel.routing import Reply
from api.kernel.tables import Column
from api.kernel.words import known, say

PART = 2_000
NOTHING: dict[str, Any] = {
    "cells": {"new": 0, "changed": 0, "cleared": 0, "unchanged": 0, "blank": 0},
    "created": 0,
    "changed": 0,
    "unchanged": 0,
    "indicator_count": 0,
    "organisation_count": 0,
    "periods": [],
    "faults": [],
}


async def single(call: Call, id: UUID, status: int = 200) -> Reply:
    """One import."""
    job = await _of_kind(call, id)
    report = job["result"]
    kept = {name: job[name] for name in ("id", "state", "word", "done", "of", "problem", "moves")}
    given = job["given"]
    if _is_ready(call, id, job, report):
        kept["moves"] = [*kept["moves"], "commit"]
    body = kept | {"dry_run": given["dry_run"], "name": given["name"], "report": _report(report, call.language)}
    return jobs.Passing(dumps(body), job["version"], status)


async def _of_kind(call: Call, id: UUID) -> dict[str, Any]:
    job = await jobs.read(call, id)
    if job["kind"] != import_service.KIND:
        raise NotFound()
    return job


def _is_ready(call: Call, id: UUID, job: dict[str, Any], report: dict[str, Any] | None) -> bool:
    if job["state"] != JobState.DONE or not job["given"]["dry_run"] or not report or report["fault_count"]:
        return False
    return (folder(call.kernel, id) / "in").is_file()


def _report(kept: dict[str, Any] | None, language: str) -> dict[str, Any] | None:
    if kept is None:
        return None
    report = NOTHING | {name: value for name, value in kept.items() if name != "separator"}
    return report | {"faults": [_fault(fault, language) for fault in report["faults"]]}


def _fault(kept: Sequence[Any], language: str) -> dict[str, Any]:
    row, at, header, code, facts = kept
    key = f"indicator.fault.{code}"
    detail = say(key, language, **facts) if known(key) else say("indicator.fault.other", language)
    return {
        "row": row,
        "letters": letters(at) if at is not None else None,
        "column": header,
        "code": code,
        "detail": detail,
    }


async def errors(call: Call, id: UUID, language: str) -> AsyncIterator[bytes]:
    """Every fault as CSV, in the reader's language."""
    await _of_kind(call, id)
    path = folder(call.kernel, id) / "faults"
    if not path.is_file():
        raise NotFound()
    found = await asyncio.to_thread(import_service.faults_of, path)
    return _as_csv(found, language)


async def _as_csv(found: list[list[Any]], language: str) -> AsyncIterator[bytes]:
    names = ("row", "letters", "column", "code", "detail")
    yield tables.csv_head([Column(say(f"indicator.import.fault.{name}", language)) for name in names])
    for start in range(0, len(found), PART):
        some = [_fault(fault, language) for fault in found[start : start + PART]]
        yield tables.csv_rows([[fault[name] for name in names] for fault in some])
