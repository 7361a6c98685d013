"""Files of values: read in a process of their own, compared with what is there, written all or not at all."""

import asyncio
import hashlib
import json
import shutil
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any
from uuid import UUID

import sqlalchemy as sa

from api.indicators import bulk, dimensions, policy, service
from api.indicators.bulk import Place, RowsRefused, ValueRow
from api.indicators.import_models import IndicatorImport
from api.indicators.models import Indicator, IndicatorCell
from api.indicators.rules import Key, Number
from api.indicators.values import ValueState
from api.kernel import jobs, journal, processes, unit
from api.kernel.access import Call, Role, found
from api.kernel.files import FileRefused
from api.kernel.jobs import Job, JobState, Work, folder
from api.kernel.problems import Problem
from api.kernel.text import BadText, clean_line
from api.kernel.words import say
from api.members.models import Membership, MembershipState
from api.networks.models import Organisation

KIND = "indicator_import"
MODULE = "api.indicators.import_reading"
SECONDS, MEMORY = 120, 1_500_000_000
SHOWN = 100  # faults that a reply holds; all of them are in the file
AT_ONCE = 500
COLUMN_OF = {  # where a fault of a value is told
    "not_yours": "organisation",
    "not_reporter": "organisation",
    "archived": "indicator",
    "wrong_span": "period",
    "period_ahead": "period",
    "period_locked": "period",
}


class TableUnreadable(Problem):
    """A file that is no table, or that nobody should open."""

    slug, status = "table-unreadable", 422

    def told(self, language: str) -> dict[str, Any]:
        return {"why": say(f"sheet.{self.facts['reason']}", language, **self.facts)}


class PersonalData(Problem):
    """The file tells of persons. It is deleted."""

    slug, status = "personal-data", 422

    def told(self, language: str) -> dict[str, Any]:
        traces = [say("indicator.personal.trace", language, **trace) for trace in self.facts["traces"]]
        return {"found": "; ".join(traces)}


class ImportRefused(Problem):
    """Rows with faults: nothing was written."""

    slug, status = "indicator-import-refused", 422


class ImportNotReady(Problem):
    """Only a check that ended well can be committed, while its file is kept."""

    slug, status = "indicator-import-not-ready", 409


# ── asking for it ───────────────────────────────────────────────────────────────────────────────────────────────────


async def ask(call: Call, name: str, content: bytes, *, dry_run: bool) -> Job:
    """Keep the file and put it into the queue."""
    try:
        kept = clean_line(name.replace("\\", "/").rpartition("/")[2])[-200:]
    except BadText as bad:
        raise FileRefused(kinds=["csv", "xlsx"]) from bad
    given = {"name": kept, "sha256": hashlib.sha256(content).hexdigest(), "dry_run": dry_run}
    return await jobs.start(call, KIND, given, content)


async def commit(call: Call, checked_id: UUID) -> Job:
    """Import the file that a dry run checked. It is checked anew: what is there may have changed since."""
    statement = sa.select(Job).where(
        Job.network_id == call.network_id,
        Job.person_id == call.actor.person_id,
        Job.id == checked_id,
        Job.kind == KIND,
    )
    checked = found((await call.session.execute(statement)).scalar_one_or_none())
    source = folder(call.kernel, checked.id) / "in"
    ready = (
        checked.state == JobState.DONE and checked.given["dry_run"] and not (checked.result or {}).get("fault_count")
    )
    if not ready or not source.is_file():
        raise ImportNotReady()
    job = await jobs.start(call, KIND, checked.given | {"dry_run": False, "checked": str(checked.id)})
    await asyncio.to_thread(_copied, source, folder(call.kernel, job.id) / "in")
    return job


def _copied(source: Path, target: Path) -> None:
    target.parent.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(source, target)


# ── doing it ────────────────────────────────────────────────────────────────────────────────────────────────────────


@dataclass
class Read:
    """One value of the file: where it belongs, its cells, and the row of each."""

    place: Place
    note: str | None
    cells: dict[Key, Number]
    rows: dict[Key, int]

    @property
    def blank(self) -> bool:
        return all(number.blank for number in self.cells.values())


@dataclass
class Plan:
    """What would change: the values to write, and how many cells would be what."""

    rows: list[ValueRow] = field(default_factory=list)
    first: list[int] = field(default_factory=list)  # of each value, the first row that changes it
    new: int = 0
    changed: int = 0
    cleared: int = 0
    unchanged: int = 0
    blank: int = 0
    values: int = 0  # that stay as they are
    there: set[Place] = field(default_factory=set)  # those to write that are there already


async def run(work: Work) -> None:
    """The job: read, compare, check; then tell, or write."""
    answer = await _reading(work)
    report: dict[str, Any] = {
        name: answer[name] for name in ("rows", "withheld", "sheet", "encoding", "separator", "fault_count")
    }
    work.reached("comparing")
    read = await asyncio.to_thread(_read, work.beside("values"))
    if work.given["dry_run"] or answer["fault_count"]:
        checked = await unit.perform(work.kernel, work.call(), lambda call: _check(call, answer, read, work))
        report |= checked
    if report["fault_count"]:
        await _refuse(work, report)
        return
    if work.given["dry_run"]:
        await work.conclude(lambda call: _told(report))
        return
    plan = Plan()
    try:
        await work.conclude(lambda call: _write(call, work, report, read, plan))
    except RowsRefused as refused:
        report["fault_count"] = await asyncio.to_thread(_note, work, answer, plan, refused.faults)
        await _refuse(work, report)
    await asyncio.to_thread(work.source.unlink, True)


async def _told(report: dict[str, Any]) -> dict[str, Any]:
    return report


async def _refuse(work: Work, report: dict[str, Any]) -> None:
    """A dry run ends with its report; an import fails, and shows the same."""
    report["faults"] = await asyncio.to_thread(faults_of, work.beside("faults"), SHOWN)
    if work.given["dry_run"]:
        await work.conclude(lambda call: _told(report))
        return
    work.result = report
    raise ImportRefused(count=report["fault_count"])


async def _reading(work: Work) -> dict[str, Any]:
    """What the process read, or the problem of the file."""
    work.reached("reading")
    lists = await unit.perform(work.kernel, work.call(), _lists)
    order = {
        "path": str(work.source),
        "values": str(work.beside("values")),
        "faults": str(work.beside("faults")),
        "name": work.given["name"],
        "lists": lists,
    }
    try:
        answer: dict[str, Any] = await processes.run(
            MODULE,
            order,
            seconds=SECONDS,
            memory=MEMORY,
            heard=lambda told: work.reached("reading", told["rows"]),
        )
    except processes.Died as died:
        raise TableUnreadable(reason="too_heavy") from died
    if "unreadable" in answer:
        raise TableUnreadable(reason=answer["unreadable"], **answer["facts"])
    if "personal" in answer:
        raise PersonalData(traces=answer["personal"])
    return answer


async def _lists(call: Call) -> dict[str, Any]:
    """What the process needs to know of the network."""
    call.require(policy.IMPORT)
    indicators = (await call.session.execute(service.visible(call).order_by(Indicator.code))).scalars()
    members = sa.select(Membership.organisation_id).where(
        Membership.network_id == call.network_id, Membership.state.in_([MembershipState.MEMBER, MembershipState.LEFT])
    )
    organisations = (await call.session.execute(sa.select(Organisation).where(Organisation.id.in_(members)))).scalars()
    own = call.actor.organisations(call.network_id)
    shared = ("code", "kind", "decimals", "part_decimals", "per", "dimensions", "by_place")
    return {
        "dimensions": [
            {"code": each.code, "title": each.title, "items": each.items}
            for each in (await dimensions.of_network(call)).values()
        ],
        "indicators": [{"id": str(each.id)} | {name: getattr(each, name) for name in shared} for each in indicators],
        "organisations": [
            {"id": str(each.id), "acronym": each.acronym, "names": [name for name in each.name.values() if name]}
            for each in organisations
        ],
        "own": str(next(iter(own))) if len(own) == 1 and Role.SECRETARIAT not in call.roles else None,
    }


def _read(path: Path) -> list[Read]:
    found = []
    with path.open(encoding="utf-8") as file:
        for line in file:
            value = json.loads(line)
            place = (UUID(value["indicator_id"]), UUID(value["organisation_id"]), value["period"])
            cells, rows = {}, {}
            for spot, dims, number, over, under, row in value["cells"]:
                key = Key(spot, dims)
                cells[key], rows[key] = Number(number, over, under), row
            found.append(Read(place, value["note"], cells, rows))
    return found


def on_behalf(call: Call) -> bool:
    return Role.SECRETARIAT in call.roles


async def _check(call: Call, answer: dict[str, Any], read: Sequence[Read], work: Work) -> dict[str, Any]:
    """Compare and check; nothing is written."""
    call.require(policy.IMPORT)
    plan = Plan()
    await _compared(call, work, read, plan)
    work.reached("checking", 0, len(plan.rows))
    faults = await bulk.faults(call, plan.rows, on_behalf=on_behalf(call))
    count = await asyncio.to_thread(_note, work, answer, plan, faults)
    changed = len(plan.there)
    return _counts(plan) | {"fault_count": count, "created": len(plan.rows) - changed, "changed": changed}


async def _compared(call: Call, work: Work, read: Sequence[Read], plan: Plan) -> None:
    """Fill the plan, from the start (a transaction may be tried again)."""
    vars(plan).update(vars(Plan()))
    for start in range(0, len(read), AT_ONCE):
        some = read[start : start + AT_ONCE]
        work.reached("comparing", start, len(read))
        there = await _seen(call, await bulk.current(call, [value.place for value in some]))
        await asyncio.to_thread(_compare, plan, some, there)


async def _seen(call: Call, there: dict[Place, bulk.Current]) -> dict[Place, bulk.Current]:
    """What the sender may see of it: a dry run must not tell whether somebody guessed a number that is hidden."""
    if on_behalf(call):
        return there
    foreign = {place: value for place, value in there.items() if not call.speaks_for(place[1])}
    if not foreign:
        return there
    hidden: dict[UUID, set[Key]] = {value.id: set() for value in foreign.values()}
    for start in range(0, len(hidden), AT_ONCE):
        cells = sa.select(IndicatorCell.value_id, IndicatorCell.place, IndicatorCell.dims).where(
            IndicatorCell.network_id == call.network_id,
            IndicatorCell.value_id.in_(list(hidden)[start : start + AT_ONCE]),
            IndicatorCell.hidden.is_not(None),
        )
        for value_id, spot, dims in (await call.session.execute(cells)).all():
            hidden[value_id].add(Key(spot, dims))
    shown = {place: value for place, value in there.items() if place not in foreign}
    for place, value in foreign.items():
        if value.state == ValueState.APPROVED:
            cells_shown = {key: number for key, number in value.cells.items() if key not in hidden[value.id]}
            shown[place] = replace(value, cells=cells_shown)
    return shown


def _compare(plan: Plan, read: Iterable[Read], there: dict[Place, bulk.Current]) -> None:
    """Cells that the file does not name stay; a value of which it gives no number at all stays whole."""
    for value in read:
        current = there.get(value.place)
        before = dict(current.cells) if current is not None else {}
        if value.blank and not (value.note and current is not None and value.note != current.note):
            plan.blank += len(value.cells)
            continue
        touched = [key for key, number in value.cells.items() if before.get(key) != number]
        for key, number in value.cells.items():
            was = before.get(key)
            if was == number:
                plan.unchanged += 1
            elif number.blank:
                plan.cleared += was is not None
                plan.blank += was is None
            elif was is None or was.blank:
                plan.new += 1
            else:
                plan.changed += 1
        note = value.note if value.note and (current is None or value.note != current.note) else None
        if not touched and note is None:
            plan.values += 1
            continue
        plan.rows.append(ValueRow(*value.place, before | value.cells, note))
        plan.first.append(min(value.rows[key] for key in touched or value.rows))
        if current is not None:
            plan.there.add(value.place)


def _counts(plan: Plan) -> dict[str, Any]:
    cells = {name: getattr(plan, name) for name in ("new", "changed", "cleared", "unchanged", "blank")}
    return {
        "cells": cells,
        "unchanged": plan.values,
        "periods": sorted({row.period for row in plan.rows}),
        "indicator_count": len({row.indicator_id for row in plan.rows}),
        "organisation_count": len({row.organisation_id for row in plan.rows}),
    }


async def _write(call: Call, work: Work, report: dict[str, Any], read: Sequence[Read], plan: Plan) -> dict[str, Any]:
    """In one transaction with the end of the job: the indicators under their locks, so that nobody writes between."""
    call.require(policy.IMPORT)
    ids = sorted({value.place[0] for value in read})
    for start in range(0, len(ids), AT_ONCE):
        held = sa.select(Indicator.id).where(
            Indicator.network_id == call.network_id, Indicator.id.in_(ids[start : start + AT_ONCE])
        )
        await call.session.execute(held.order_by(Indicator.id).with_for_update())
    await _compared(call, work, read, plan)
    total = len(plan.rows)
    work.reached("writing", 0, total)
    if plan.rows:
        faults = await bulk.faults(call, plan.rows, on_behalf=on_behalf(call))
        if faults:
            raise RowsRefused(faults)
        written = await bulk.write(
            call, plan.rows, on_behalf=on_behalf(call), heard=lambda count: work.reached("writing", count, total)
        )
        created, changed = written.count("created"), written.count("changed")
        await _record(call, work, report, created, changed, written.cells)
    else:
        created = changed = 0
    return report | _counts(plan) | {"created": created, "changed": changed, "faults": []}


async def _record(call: Call, work: Work, report: dict[str, Any], created: int, changed: int, cells: int) -> None:
    row = IndicatorImport(
        id=work.id,
        network_id=call.network_id,
        acronym=call.actor.acronym(call.network_id),
        sha256=work.given["sha256"],
        row_count=report["rows"],
        created_count=created,
        changed_count=changed,
        cell_count=cells,
        created_at=call.now,
    )
    call.session.add(row)
    await journal.record(call, "indicators.imported", row, count=created + changed)


# ── what is wrong ───────────────────────────────────────────────────────────────────────────────────────────────────


def _note(work: Work, answer: dict[str, Any], plan: Plan, faults: Sequence[bulk.RowFault]) -> int:
    """Add the faults of values to those of cells, at the first row that would change the value; gives how many there are."""
    with work.beside("faults").open("a", encoding="utf-8") as file:
        for fault in faults:
            at = answer["columns"].get(COLUMN_OF.get(fault.code, "value"))
            header = answer["heads"][at] if at is not None else None
            told = [plan.first[fault.index], at, header, fault.code, dict(fault.facts)]
            file.write(json.dumps(told, ensure_ascii=False) + "\n")
    return int(answer["fault_count"]) + len(faults)


def faults_of(path: Path, most: int | None = None) -> list[list[Any]]:
    """[row, column counted from 0, its header, code, facts] of each fault that was written down, by row."""
    with path.open(encoding="utf-8") as file:
        found = [json.loads(line) for line in file]
    found.sort(key=lambda fault: (fault[0], -1 if fault[1] is None else fault[1]))
    return found[:most]
