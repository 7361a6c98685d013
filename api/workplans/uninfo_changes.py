"""What a file of UN INFO changes in a plan: each field that is not what our own export would say of it. No I/O.

The plan is written as our export writes it and read as a file is read; so what was exported and comes back as it was
changes nothing, whatever the form cannot hold.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from api.kernel.tables import harmless
from api.kernel.text import fold
from api.workplans import uninfo_form as form
from api.workplans import uninfo_in, uninfo_out, uninfo_own
from api.workplans.content import Content, amounts_of
from api.workplans.money import Amounts, total
from api.workplans.uninfo_in import Fault, File, Told
from api.workplans.uninfo_own import Own

LOOSE = ("outcome_code", "output_code", "priority_code")  # known by their titles: a damaged code changes nothing
FOLDED = ("title", "outcome", "output", "priority", "description")


@dataclass
class Change:
    """What is to be done with one activity. `standing` None: it is new."""

    told: Told
    standing: Content | None
    fields: dict[str, Any] = field(default_factory=dict)
    own: dict[str, Any] = field(default_factory=dict)
    lines: dict[tuple[str, str, int], Amounts] | None = None  # by agency, source and year; None: as they stand

    @property
    def any(self) -> bool:
        return self.standing is None or bool(self.fields or self.own) or self.lines is not None


@dataclass
class Changes:
    changes: list[Change]
    faults: list[Fault]
    missing: list[Content]  # activities of the plan that the file has not
    row_count: int


def as_cells(content: Content, updates: Sequence[Content]) -> tuple[list[tuple[int, list[Any]]], list[Content]]:
    """The plan as rows of a file, and whose row each is."""
    rows = uninfo_out.rows_of(content, updates)
    years = uninfo_out.years_of(rows)
    amounts = uninfo_out.money_columns(years)
    told: list[tuple[int, list[Any]]] = [(1, list(form.headers_of(years)))]
    for number, row in enumerate(rows, start=2):
        cells = [_as_read(cell, money=at in amounts) for at, cell in enumerate(uninfo_out.told(row, years))]
        told.append((number, cells))
    return told, [row.activity for row in rows]


def _as_read(cell: Any, *, money: bool = False) -> Any:
    """A cell as it is read from a file that we wrote."""
    if money:
        return f"{cell // 100}.{cell % 100:02}" if cell is not None else None
    if isinstance(cell, str):
        return harmless(cell)
    return {"day": cell.isoformat()} if hasattr(cell, "isoformat") else cell


def find(
    content: Content, updates: Sequence[Content], sheets: Mapping[str, uninfo_own.Rows], agencies: Mapping[str, str]
) -> Changes:
    """Compare a file with the plan as it stands."""
    file = uninfo_in.read(sheets.get("", []), agencies)
    own = uninfo_own.read(sheets)
    faults = [*file.faults, *(Fault(row, None, code, {"sheet": sheet}) for sheet, row, code in own.faults)]
    cells, whose = as_cells(content, updates)
    known = {fold(acronym): acronym for activity in content["activities"] for acronym in activity["names"]}
    mine = uninfo_in.read(cells, known)
    pairs = [(told, whose[told.rows[0] - 2]) for told in mine.activities]
    left = dict(enumerate(pairs))
    mine_own = uninfo_own.read(_own_rows(content, updates)) if own.there else Own()
    changes = []
    for told in file.activities:
        at = _match(told, left, own)
        change = Change(told, None) if at is None else Change(told, left[at][1])
        if at is None:
            change.fields = dict(told.fields)
        else:
            change.fields = _differing(left.pop(at)[0], told)
        _details(change, own, mine_own, faults)
        _money(change, own, mine, updates, faults)
        changes.append(change)
    return Changes(
        changes, faults[: uninfo_in.MOST_FAULTS], [activity for _, activity in left.values()], file.row_count
    )


def _own_rows(content: Content, updates: Sequence[Content]) -> dict[str, uninfo_own.Rows]:
    found: dict[str, uninfo_own.Rows] = {}
    for name, lines in uninfo_out.ours(content, updates):
        rows: list[tuple[int, list[Any]]] = [(1, list(uninfo_out.OURS[name]))]
        found[name] = rows + [(number, [*map(_as_read, line)]) for number, line in enumerate(lines, start=2)]
    return found


def _match(told: Told, left: Mapping[int, tuple[Told, Content]], own: Own) -> int | None:
    """The activity of the plan that a row is about: by origin, by UN INFO's number, by code and title, by title alone."""
    origin = own.origin(told.fields["code"], told.fields["title"])
    ids = set(told.ids.values())
    tests = (
        lambda mine, activity: activity["origin_id"] == origin,
        lambda mine, activity: bool(ids & set(mine.ids.values())),
        lambda mine, activity: uninfo_in.same(mine)[1:] == uninfo_in.same(told)[1:],
        lambda mine, activity: (
            fold(mine.fields["title"]) == fold(told.fields["title"])
            and fold(mine.fields["output"]) == fold(told.fields["output"])
            and not (ids and mine.ids)
        ),
    )
    for test in tests:
        found = [at for at, (mine, activity) in left.items() if test(mine, activity)]
        if len(found) == 1 or (found and test is not tests[3]):
            return found[0]
    return None


def _differing(mine: Told, told: Told) -> dict[str, Any]:
    """The fields in which they differ; what differs by accents, case or a damaged code does not."""
    fields: dict[str, Any] = {}
    for name, value in told.fields.items():
        before = mine.fields[name]
        if name in LOOSE or (
            name == "code" and value is not None and form.code_key(value) == form.code_key(before or "")
        ):
            continue
        if name == "code" and value is None:
            continue
        if name in FOLDED and value is not None and before is not None and fold(value) == fold(before):
            continue
        if name in ("implementing_partners", "places") and [fold(x) for x in value] == [fold(x) for x in before]:
            continue
        if value != before:
            fields[name] = value
    for name in ("agencies", "ids", "narratives"):
        if getattr(told, name) != getattr(mine, name):
            fields[name] = getattr(told, name)
    if fold(told.programme or "") != fold(mine.programme or ""):
        fields["programme"] = told.programme
    return fields


def _details(change: Change, own: Own, mine: Own, faults: list[Fault]) -> None:
    """What our own sheet says differently."""
    origin = own.origin(change.told.fields["code"], change.told.fields["title"])
    said = own.fields.get(origin) if origin is not None else None
    if said is None:
        return
    standing = mine.fields.get(change.standing["origin_id"]) if change.standing is not None else None
    fits = _fits(said, change.told)
    change.own = {
        name: value
        for name, value in said.items()
        if (standing is None or value != standing[name]) and fits.get(name, True)
    }


def _fits(said: dict[str, Any], told: Told) -> dict[str, bool]:
    """Whether our sheet tells more of what UN INFO's says, or something else: people edit the latter, and it holds then."""
    counterpart = [said["government_counterpart"]] if said["government_counterpart"] is not None else []
    partners = {fold(name.replace(";", ",")) for name in [*said["implementing_partners"], *counterpart]}
    agrees = partners == {fold(name) for name in told.fields["implementing_partners"]}
    return {
        "status": said["current_status"] == told.fields["status"],
        "current_status": False,
        "places": [fold(form.place_named(name)) for name in said["places"]]
        == [fold(name) for name in told.fields["places"]],
        "implementing_partners": agrees,
        "government_counterpart": agrees,
    }


def _money(change: Change, own: Own, mine: File, updates: Sequence[Content], faults: list[Fault]) -> None:
    """The lines of an activity: from our own sheet if they add up to the row, else one for each agency and year."""
    told = change.told
    origin = own.origin(told.fields["code"], told.fields["title"])
    lines = own.lines.get(origin) if origin is not None else None
    joint = told.programme is not None
    spent = {(agency, year): cents for (of, agency, year), cents in own.spent.items() if of == origin}
    if own.there and origin is not None:
        lines = lines or {}
        if _sums(lines, spent, joint) != _years(told, joint):
            faults.append(Fault(told.rows[0], None, "uninfo_detail", {"sheet": uninfo_out.LINES}))
            return
        if change.standing is None or lines != _standing(change.standing):
            change.lines = lines
        return
    if change.standing is None:
        change.lines = {
            (agency, told.sources.get(agency, agency), year): amounts for (agency, year), amounts in told.money.items()
        }
        return
    change.lines = _rewritten(change, updates, joint, faults)


def _years(told: Told, joint: bool) -> dict[Any, Amounts]:
    """Amounts by agency and year, or by year alone where one row is of several agencies."""
    found: dict[Any, Amounts] = {}
    for (agency, year), amounts in told.money.items():
        key = (agency, year) if joint else year
        found[key] = found.get(key, Amounts()).plus(amounts)
    return found


def _sums(
    lines: Mapping[tuple[str, str, int], Amounts], spent: Mapping[tuple[str, int], int], joint: bool
) -> dict[Any, Amounts]:
    found: dict[Any, Amounts] = {}
    for (agency, _, year), amounts in lines.items():
        key = (agency, year) if joint else year
        found[key] = found.get(key, Amounts()).plus(amounts)
    for (agency, year), cents in spent.items():
        key = (agency, year) if joint else year
        found[key] = found.get(key, Amounts()).plus(Amounts(expenditure=cents))
    return {key: amounts for key, amounts in found.items() if amounts != Amounts()}


def _standing(activity: Content) -> dict[tuple[str, str, int], Amounts]:
    return {(line["acronym"], line["source"], line["year"]): amounts_of(line) for line in activity["lines"]}


def _rewritten(
    change: Change, updates: Sequence[Content], joint: bool, faults: list[Fault]
) -> dict[tuple[str, str, int], Amounts] | None:
    """The lines as the row has them now. Where several stand behind one figure, nobody can tell which has changed."""
    assert change.standing is not None
    told, standing = change.told, _standing(change.standing)
    spent: dict[tuple[str, int], int] = {}
    for update in updates:
        if update["origin_id"] == change.standing["origin_id"] and update["expenditure_cents"] is not None:
            key = (update["acronym"], int(update["period"][:4]))
            spent[key] = spent.get(key, 0) + update["expenditure_cents"]
    before, after = _sums(standing, spent, joint), _years(told, joint)
    if before == after:
        return None
    lines = dict(standing)
    for key in before.keys() | after.keys():
        if before.get(key) == after.get(key):
            continue
        agency, year = key if joint else (told.agencies[0], key)
        behind = [each for each in standing if each[2] == year and (not joint or each[0] == agency)]
        reported = total(
            Amounts(expenditure=cents)
            for (of, at), cents in spent.items()
            if at == year and (not joint or of == agency)
        ).expenditure
        wanted = after.get(key, Amounts())
        if reported is not None:
            rest = (wanted.expenditure or 0) - reported
            wanted = Amounts(wanted.required, wanted.available, rest or None)
            if rest < 0:
                faults.append(Fault(told.rows[0], None, "uninfo_reported", {"year": year}))
                continue
        if len(behind) > 1:
            faults.append(Fault(told.rows[0], None, "uninfo_several_lines", {"year": year, "sheet": uninfo_out.LINES}))
            continue
        at = behind[0] if behind else (agency, told.sources.get(agency, agency), year)
        if wanted == Amounts():
            lines.pop(at, None)
        else:
            lines[at] = wanted
    return lines
