"""Takes a file of UN INFO into a draft: everything or nothing, with what would change and what is wrong, in words."""

import hashlib
import tempfile
from pathlib import Path
from typing import Any
from uuid import UUID

import sqlalchemy as sa

from api.kernel import processes
from api.kernel.access import Call
from api.kernel.db import new_id
from api.kernel.problems import Problem
from api.kernel.text import fold
from api.kernel.words import say
from api.members import service as members
from api.networks.models import Organisation
from api.proposals.models import Proposal
from api.workplans import uninfo_form as form
from api.workplans import uninfo_out
from api.workplans.activities import replace_money
from api.workplans.content import Content, digest_of, gather
from api.workplans.models import Activity, ActivityContributor, MoneyLine, Workplan, WorkplanResult
from api.workplans.money import Amounts
from api.workplans.places import STEP
from api.workplans.rows import lock, note, require_open
from api.workplans.uninfo_changes import Change, Changes, find
from api.workplans.uninfo_in import Fault, letters
from api.workplans.values import MARKERS, ActivityStatus, ResultKind

MODULE = "api.workplans.uninfo_reading"
SECONDS, MEMORY = 30, 700_000_000
MOST_SHOWN = 500


class UninfoUnreadable(Problem):
    """A file that is no workbook of UN INFO, or that nobody should open."""

    slug, status = "uninfo-unreadable", 422

    def told(self, language: str) -> dict[str, Any]:
        return {"why": say(f"sheet.{self.facts['reason']}", language, **self.facts)}


def _unreadable(reason: str, **facts: Any) -> UninfoUnreadable:
    return UninfoUnreadable(reason=reason, **facts)


async def take(call: Call, workplan_id: UUID, name: str, content: bytes, *, dry_run: bool) -> dict[str, Any]:
    """What the file changes in the plan; written unless something is wrong with it, or it is a dry run."""
    sheets = await _read(name, content)
    plan = await lock(call, workplan_id, match=False)
    await require_open(call, plan)
    standing = await gather(call, plan.id)
    await uninfo_out.name_agencies(call, standing)
    updates = await uninfo_out.updates_of(call, plan.id)
    roll = [*await members.roll(call), *await members.others(call)]
    changes = find(standing, updates, sheets, _spelt(roll))
    write = not dry_run and not changes.faults and any(change.any for change in changes.changes)
    if write:
        await _Writer(call, plan, standing, roll, sheets).write(changes)
        counts = _counts(changes)
        await note(
            call,
            "workplan.imported",
            plan,
            added=counts["added"],
            changed=counts["changed"],
            digest=hashlib.sha256(content).hexdigest(),
        )
    return _told(call, changes, dry_run=dry_run, written=write)


async def _read(name: str, content: bytes) -> dict[str, list[tuple[int, list[Any]]]]:
    """The rows of the sheets, read in a process of its own: nobody vouches for what is sent."""
    sheets: dict[str, list[tuple[int, list[Any]]]] = {}

    def heard(told: dict[str, Any]) -> None:
        sheets.setdefault(told["sheet"], []).extend((number, row) for number, row in told["rows"])

    with tempfile.TemporaryDirectory(prefix="unmn-") as folder:
        path = Path(folder) / "sent"
        path.write_bytes(content)
        try:
            order = {"path": str(path), "name": name}
            answer = await processes.run(MODULE, order, seconds=SECONDS, memory=MEMORY, heard=heard)
        except processes.Died as died:
            raise _unreadable("too_heavy") from died
    if answer["refused"] is not None:
        raise _unreadable(answer["refused"], **answer["facts"])
    return sheets


def _spelt(roll: list[Organisation]) -> dict[str, str]:
    """Acronyms by every spelling under which an organisation may stand in a file."""
    known: dict[str, str] = {}
    for organisation in roll:
        for said in (organisation.acronym, *organisation.name.values()):
            if said:
                known.setdefault(fold(said), organisation.acronym)
    return known


# ── writing ─────────────────────────────────────────────────────────────────────────────────────────────────────────


class _Writer:
    """Carries changes out, under the plan's lock."""

    def __init__(self, call: Call, plan: Workplan, standing: Content, roll: list[Organisation], sheets: Any) -> None:
        self.call, self.plan, self.standing = call, plan, standing
        self.organisations = {each.acronym: each for each in roll}
        self.results: list[WorkplanResult] = []
        self.rows: dict[str, Activity] = {}
        self.programmes: dict[str, UUID] = {}

    async def write(self, changes: Changes) -> None:
        await self._load()
        for change in changes.changes:
            if change.any:
                await self._one(change)
        if self.plan.framework_name is None and changes.changes:
            self.plan.framework_name = changes.changes[0].told.fields["plan_name"]
        self.plan.version += 1
        await self.call.session.flush()

    async def _load(self) -> None:
        here = (WorkplanResult.network_id == self.call.network_id, WorkplanResult.workplan_id == self.plan.id)
        results = sa.select(WorkplanResult).where(*here).order_by(WorkplanResult.position)
        self.results = list((await self.call.session.execute(results)).scalars())
        own = (Activity.network_id == self.call.network_id, Activity.workplan_id == self.plan.id)
        rows = (await self.call.session.execute(sa.select(Activity).where(*own).with_for_update())).scalars()
        self.rows = {str(row.id): row for row in rows}
        programmes = sa.select(Proposal).where(Proposal.network_id == self.call.network_id).order_by(Proposal.number)
        for programme in (await self.call.session.execute(programmes)).scalars():
            for said in (programme.number, *programme.title.values()):
                if said:
                    self.programmes.setdefault(fold(said), programme.id)

    async def _one(self, change: Change) -> None:
        fields = change.fields
        new = change.standing is None
        row = await self._new(change) if change.standing is None else self.rows[change.standing["id"]]
        if not new and fields.keys() & {"outcome", "output"}:
            row.output_id = (await self._output(change)).id
        self._say(row, fields, change)
        self._say_own(row, change.own)
        if new or "agencies" in fields:
            await self._agencies(row, change.told.agencies)
        if change.lines is not None:
            await self._lines(row, change.lines)
        row.version += 0 if new else 1
        await note(self.call, "activity.added" if new else "activity.changed", self.plan, row, code=row.code)

    async def _new(self, change: Change) -> Activity:
        told = change.told
        output = await self._output(change)
        siblings = [row for row in self.rows.values() if row.output_id == output.id]
        row = Activity(
            created_at=self.call.now,
            network_id=self.call.network_id,
            workplan_id=self.plan.id,
            output_id=output.id,
            origin_id=new_id(),
            position=max((each.position for each in siblings), default=0) + STEP,
            code=told.fields["code"] or f"{output.code[:30]}.{len(siblings) + 1}",
            title={"en": told.fields["title"], "ru": None, "tk": None},
            lead_id=self.organisations[told.agencies[0]].id,
            contributors=[],
            implementing_partners=[],
            objectives=[],
            tor_objectives=[],
            sdg_targets=[],
            places=[],
            starts_on=told.fields["starts_on"],
            ends_on=told.fields["ends_on"],
            status=told.fields["status"],
            current_status=told.fields["status"],
            uninfo={},
            money_digest=digest_of([]),
        )
        self.call.session.add(row)
        await self.call.session.flush()
        self.rows[str(row.id)] = row
        return row

    def _say(self, row: Activity, fields: dict[str, Any], change: Change) -> None:
        """What UN INFO's own columns say."""
        for name in ("starts_on", "ends_on", "sdg_targets", "places"):
            if name in fields:
                setattr(row, name, fields[name])
        for name in MARKERS:
            for part in ("marker", "reason"):
                if f"{name}_{part}" in fields:
                    setattr(row, f"{name}_{part}", fields[f"{name}_{part}"])
        if fields.get("code") is not None:
            row.code = fields["code"]
        if "title" in fields:
            row.title = {**row.title, "en": fields["title"]}
        if "description" in fields:
            row.description = _localised(row.description, "en", fields["description"])
        if "implementing_partners" in fields:
            row.implementing_partners = _partners(row, fields["implementing_partners"])
        self._state(row, change)
        row.uninfo = self._kept(row, fields, change)

    @staticmethod
    def _state(row: Activity, change: Change) -> None:
        word = change.fields.get("uninfo", {}).get("status")
        if "status" not in change.fields and word is None:
            return
        status = change.told.fields["status"]
        if change.standing is None or status != change.standing["current_status"]:
            row.status = status
            row.current_status = status if row.reported_period is None else row.current_status

    def _kept(self, row: Activity, fields: dict[str, Any], change: Change) -> dict[str, str]:
        """What has no field of ours, kept as it came; a joint programme that we do not know, by its name."""
        kept = dict(row.uninfo)
        if "uninfo" in fields:
            kept = {key: text for key, text in kept.items() if key not in (*form.KEPT, "status")}
            kept |= {key: text for key, text in fields["uninfo"].items() if text is not None}
        if "ids" in fields or change.standing is None:
            kept = {key: text for key, text in kept.items() if key.partition(".")[0] != "id"}
            kept |= {f"id.{agency}" if agency else "id": id for agency, id in change.told.ids.items()}
        if "narratives" in fields or (change.standing is None and row.reported_period is None):
            kept = {key: text for key, text in kept.items() if key.partition(".")[0] != "narrative"}
            kept |= {f"narrative.{year}": text for year, text in change.told.narratives.items()}
        if "programme" in fields or change.standing is None:
            said = change.told.programme
            row.proposal_id = self.programmes.get(fold(said)) if said is not None else None
            kept.pop("joint_programme", None)
            if said is not None and row.proposal_id is None:
                kept["joint_programme"] = said
        return kept

    @staticmethod
    def _say_own(row: Activity, own: dict[str, Any]) -> None:
        """What our own sheet says."""
        for language in ("ru", "tk"):
            if f"title_{language}" in own:
                row.title = {**row.title, language: own[f"title_{language}"]}
            if f"description_{language}" in own:
                row.description = _localised(row.description, language, own[f"description_{language}"])
        for name in ("objectives", "tor_objectives", "places"):
            if name in own:
                setattr(row, name, own[name])
        if "government_counterpart" in own:
            said = own["government_counterpart"]
            row.government_counterpart = {"organisation_id": None, "name": said} if said is not None else None
        if "implementing_partners" in own:
            row.implementing_partners = _partners(row, own["implementing_partners"], all=True)
        if own.get("status") is not None:
            row.status = own["status"]
            if row.reported_period is None and "current_status" not in own:
                row.current_status = ActivityStatus(own["status"])

    async def _agencies(self, row: Activity, acronyms: list[str]) -> None:
        named = [self.organisations[acronym] for acronym in acronyms]
        row.lead_id = named[0].id
        row.contributors = [{"organisation_id": str(each.id), "acronym": each.acronym} for each in named[1:]]
        own = (
            ActivityContributor.network_id == self.call.network_id,
            ActivityContributor.activity_id == row.id,
        )
        await self.call.session.execute(sa.delete(ActivityContributor).where(*own))
        self.call.session.add_all(
            ActivityContributor(network_id=self.call.network_id, activity_id=row.id, organisation_id=each.id)
            for each in named[1:]
        )

    async def _lines(self, row: Activity, lines: dict[tuple[str, str, int], Amounts]) -> None:
        own = (MoneyLine.network_id == self.call.network_id, MoneyLine.activity_id == row.id)
        await self.call.session.execute(sa.delete(MoneyLine).where(*own))
        by_agency: dict[str, dict[tuple[str, int], Amounts]] = {}
        for (agency, source, year), amounts in lines.items():
            by_agency.setdefault(agency, {})[source, year] = amounts
        for agency, amounts_of in by_agency.items():
            await replace_money(self.call, row, self.organisations[agency].id, amounts_of)
        if not by_agency:
            row.required_cents = row.available_cents = row.expenditure_cents = None
            row.money_digest = digest_of([])

    async def _output(self, change: Change) -> WorkplanResult:
        said = change.told.fields
        outcome = await self._result(ResultKind.OUTCOME, None, said["outcome_code"], said["outcome"], said)
        return await self._result(ResultKind.OUTPUT, outcome, said["output_code"], said["output"], said)

    async def _result(
        self, kind: str, parent: WorkplanResult | None, code: str | None, title: str, said: dict[str, Any]
    ) -> WorkplanResult:
        """The result of this title, or of this code where the title has drifted; else a new one, the last of its like."""
        parent_id = parent.id if parent is not None else None
        like = [each for each in self.results if each.kind == kind and each.parent_id == parent_id]
        for each in like:
            if fold(each.title["en"]) == fold(title):
                return each
        for each in like:
            if code is not None and form.code_key(each.code) == form.code_key(code):
                return each
        result = WorkplanResult(
            created_at=self.call.now,
            network_id=self.call.network_id,
            workplan_id=self.plan.id,
            origin_id=new_id(),
            parent_id=parent_id,
            kind=kind,
            code=code or (f"{parent.code}." if parent is not None else "") + str(len(like) + 1),
            title={"en": title, "ru": None, "tk": None},
            position=max((each.position for each in like), default=0) + STEP,
            priority_code=said["priority_code"] if parent is None else None,
            priority=said["priority"] if parent is None else None,
        )
        self.call.session.add(result)
        self.results.append(result)
        await note(self.call, "workplan-result.added", self.plan, result, code=result.code)
        return result


def _localised(standing: dict[str, Any] | None, language: str, text: str | None) -> dict[str, Any] | None:
    said = {"en": None, "ru": None, "tk": None} | (standing or {}) | {language: text}
    return said if any(said.values()) else None


def _partners(row: Activity, names: list[str], *, all: bool = False) -> list[dict[str, Any]]:
    """Partners by name; those known already stay what they are, and the Government's counterpart is not one of them."""
    known = {fold(each["name"].replace(";", ",")): each for each in row.implementing_partners}
    counterpart = row.government_counterpart
    if not all and counterpart is not None and fold(counterpart["name"]) not in known:
        names = [name for name in names if fold(name) != fold(counterpart["name"].replace(";", ","))]
    return [known.get(fold(name), {"organisation_id": None, "name": name[:300]}) for name in names]


# ── telling ─────────────────────────────────────────────────────────────────────────────────────────────────────────


def _counts(changes: Changes) -> dict[str, int]:
    added = sum(change.standing is None for change in changes.changes)
    changed = sum(change.any for change in changes.changes) - added
    return {"added": added, "changed": changed, "unchanged": len(changes.changes) - added - changed}


def _told(call: Call, changes: Changes, *, dry_run: bool, written: bool) -> dict[str, Any]:
    return {
        "dry_run": dry_run,
        "written": written,
        "rows": changes.row_count,
        **_counts(changes),
        "missing": [activity["code"] for activity in changes.missing][:MOST_SHOWN],
        "error_count": len(changes.faults),
        "errors": [_fault(each, call.language) for each in changes.faults[:MOST_SHOWN]],
        "activities": [_change(change) for change in changes.changes if change.any][:MOST_SHOWN],
    }


def _fault(fault: Fault, language: str) -> dict[str, Any]:
    return {
        "row": fault.row or None,
        "column": letters(fault.column) if fault.column is not None else None,
        "code": fault.code,
        "sentence": say(f"invalid.{fault.code}", language, **fault.facts),
    }


def _change(change: Change) -> dict[str, Any]:
    fields = [*change.fields, *change.own, *(["money"] if change.lines is not None else [])]
    return {
        "code": change.told.fields["code"],
        "title": change.told.fields["title"],
        "rows": change.told.rows,
        "change": "added" if change.standing is None else "changed",
        "fields": [] if change.standing is None else sorted(set(fields)),
    }
