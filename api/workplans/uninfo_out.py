"""The plan as UN INFO writes it: a row for each activity, of a joint programme one for each agency, money by years.

What UN INFO has no column for stands on sheets of our own, so that the file comes back without loss.
"""

import io
import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any
from uuid import UUID

import sqlalchemy as sa

from api.kernel.access import Call
from api.kernel.db import Id
from api.kernel.papers import aside
from api.kernel.tables import harmless
from api.kernel.views import View, obj
from api.networks.models import Organisation
from api.workplans import uninfo_form as form
from api.workplans.content import Content, amounts_of, day, gather, in_order
from api.workplans.models import MONEY, Activity, ActivityUpdate
from api.workplans.money import Amounts, total
from api.workplans.values import MARKERS, UpdateState

ACTIVITIES, RESULTS, LINES, UPDATES = "UNMN activities", "UNMN results", "UNMN money", "UNMN updates"
OURS = {
    ACTIVITIES: (
        "origin_id", "un_info_ids", "code", "title", "title_ru", "title_tk", "description_ru", "description_tk", "lead",
        "contributors", "objectives", "tor_objectives", "government_counterpart", "implementing_partners", "places",
        "status", "current_status", "forecast_starts_on", "forecast_ends_on", "joint_programme",
    ),
    RESULTS: ("origin_id", "kind", "code", "title", "title_ru", "title_tk"),
    LINES: ("origin_id", "activity", "organisation", "source", "year", "required", "available", "expenditure"),
    UPDATES: (
        "origin_id", "activity", "organisation", "period", "status", "progress", "problems", "next_steps",
        "forecast_starts_on", "forecast_ends_on", "expenditure",
    ),
}  # fmt: skip
MOST_CELL = 32_767
UPDATES_OF = View(
    sa.select(
        obj(
            origin_id=ActivityUpdate.origin_id,
            acronym=ActivityUpdate.acronym,
            organisation_id=ActivityUpdate.organisation_id,
            period=ActivityUpdate.period,
            status=ActivityUpdate.status,
            progress=ActivityUpdate.progress,
            problems=ActivityUpdate.problems,
            next_steps=ActivityUpdate.next_steps,
            forecast_starts_on=ActivityUpdate.forecast_starts_on,
            forecast_ends_on=ActivityUpdate.forecast_ends_on,
            expenditure_cents=ActivityUpdate.expenditure_cents,
        ).sql()
    )
    .select_from(sa.join(ActivityUpdate, Activity, Activity.origin_id == ActivityUpdate.origin_id))
    .where(
        ActivityUpdate.network_id == sa.bindparam("network_id", type_=Id),
        ActivityUpdate.state == UpdateState.SUBMITTED,
        Activity.network_id == sa.bindparam("network_id", type_=Id),
        Activity.workplan_id == sa.bindparam("id", type_=Id),
    )
    .order_by(ActivityUpdate.period, ActivityUpdate.acronym, ActivityUpdate.id)
)


@dataclass
class Row:
    """One row of the export: its cells by key, and by year the amounts and the narrative."""

    activity: Content
    agency: str | None  # of a joint programme's row: whose
    cells: dict[str, Any]
    amounts: dict[int, Amounts]
    narratives: dict[int, str]


async def updates_of(call: Call, workplan_id: UUID) -> list[Content]:
    """Submitted updates on the activities of a plan, oldest first."""
    rows = await UPDATES_OF.fetch(call.source, network_id=call.network_id, id=workplan_id)
    return [json.loads(row[0]) for row in rows]


def rows_of(content: Content, updates: Sequence[Content]) -> list[Row]:
    """The rows of a plan. Their amounts add up to the plan's to the cent."""
    by_origin: dict[str, list[Content]] = {}
    for update in updates:
        by_origin.setdefault(update["origin_id"], []).append(update)
    found = []
    for outcome, output, activity in in_order(content):
        reported = by_origin.get(activity["origin_id"], [])
        for agencies in _shares(activity, reported):
            agency = agencies[0] if programme_of(activity) is not None else None
            row = Row(activity, agency, {}, *_by_year(activity, reported, agency))
            row.cells = _cells(content, outcome, output, row, agencies)
            found.append(row)
    return found


def programme_of(activity: Content) -> str | None:
    """The joint programme's name: of a proposal of the network, or as UN INFO told it."""
    if activity["programme"] is not None:
        return str(activity["programme"]["title"]["en"])
    named: str | None = activity["uninfo"].get("joint_programme")
    return named


def _agencies(activity: Content) -> list[str]:
    return [activity["lead"]["acronym"], *(each["acronym"] for each in activity["contributors"])]


def _shares(activity: Content, reported: Sequence[Content]) -> list[list[str]]:
    """The agencies of each row: all in one, or in a joint programme one each, and whoever has money in it besides."""
    named = _agencies(activity)
    if programme_of(activity) is None:
        return [named]
    besides = [line["acronym"] for line in activity["lines"]] + [each["acronym"] for each in reported]
    return [[acronym] for acronym in dict.fromkeys(named + besides)]


def _by_year(
    activity: Content, reported: Sequence[Content], agency: str | None
) -> tuple[dict[int, Amounts], dict[int, str]]:
    amounts: dict[int, Amounts] = {}
    texts: dict[int, list[str]] = {}
    for line in activity["lines"]:
        if agency in (None, line["acronym"]):
            amounts[line["year"]] = amounts.get(line["year"], Amounts()).plus(amounts_of(line))
    for update in reported:
        if agency not in (None, update["acronym"]):
            continue
        year = int(update["period"][:4])
        spent = Amounts(expenditure=update["expenditure_cents"])
        if update["expenditure_cents"] is not None:
            amounts[year] = amounts.get(year, Amounts()).plus(spent)
        if update["progress"]:
            texts.setdefault(year, []).append(f"{update['period']}, {update['acronym']}: {update['progress']}")
    narratives = {year: "\n".join(said) for year, said in texts.items()}
    for key, text in activity["uninfo"].items():
        kind, _, year_text = key.partition(".")
        if kind == "narrative" and year_text.isdigit():
            narratives.setdefault(int(year_text), text)
    return amounts, narratives


def _cells(content: Content, outcome: Content, output: Content, row: Row, agencies: list[str]) -> dict[str, Any]:
    activity, kept = row.activity, row.activity["uninfo"]
    sums = total(row.amounts.values())
    sources = [line["source"] for line in activity["lines"] if row.agency in (None, line["acronym"])]
    names = _names(activity)
    programme = programme_of(activity)
    cells: dict[str, Any] = {
        "country": (content["country"] or {}).get("en"),
        "plan_name": content["framework_name"],
        "strategic_priority_code": outcome["priority_code"],
        "strategic_priority": outcome["priority"],
        "outcome_code": outcome["code"],
        "outcome": outcome["title"]["en"],
        "output_code": output["code"],
        "output": output["title"]["en"],
        "publication_status": "Yes",
        "sub_output_code": activity["code"],
        "sub_output": activity["title"]["en"],
        "id": _number(kept.get(f"id.{row.agency}") if row.agency else kept.get("id")),
        "description": (activity["description"] or {}).get("en"),
        "start_date": day(activity["starts_on"]),
        "end_date": day(activity["ends_on"]),
        "status": form.status_word(activity["current_status"], kept.get("status")),
        "joint_programme_names": programme,
        "joint_programme_types": (kept.get("joint_programme_types") or form.PROGRAMME)
        if programme is not None
        else None,
        "agency_abbreviations": form.joined(agencies),
        "agencies": form.joined(names.get(acronym, acronym) for acronym in agencies),
        "contributing_partners": form.joined(dict.fromkeys(sources)),
        "implementing_partners": form.joined(_partners(activity)),
        "sdg_targets": form.told_targets(activity["sdg_targets"]),
        "sdg_goals": form.told_goals(activity["sdg_targets"]),
        "geography": form.joined(form.places().get(place, place) for place in activity["places"]),
        "focal_users": None,
        **{key: kept.get(key) for key in form.KEPT},
    }
    for name in MARKERS:
        level = activity[f"{name}_marker"]
        column = form.MARKER_LISTS[name]
        cells[column] = form.MARKER_LABELS[name][level] if level is not None else None
        cells[f"{column}_narrative"] = activity[f"{name}_reason"]
    return cells | {form.TOTALS[name]: getattr(sums, name) for name in form.AMOUNTS}


def _names(activity: Content) -> dict[str, str]:
    return activity["names"] if "names" in activity else {activity["lead"]["acronym"]: activity["lead"]["name"]["en"]}


def _number(text: str | None) -> int | str | None:
    return int(text) if text is not None and text.isdigit() else text


def _partners(activity: Content) -> list[str]:
    """Who implements; the Government's counterpart is one of them, as UN INFO sees it."""
    named = [each["name"] for each in activity["implementing_partners"]]
    counterpart = activity["government_counterpart"]
    return list(dict.fromkeys([*named, *([counterpart["name"]] if counterpart is not None else [])]))


def years_of(rows: Iterable[Row]) -> list[int]:
    """Every year in which any row says anything."""
    return sorted({year for row in rows for year in (*row.amounts, *row.narratives)})


def told(row: Row, years: Sequence[int]) -> list[Any]:
    """The cells of a row in the order of the columns; amounts in cents, None where it is blank."""
    cells = [row.cells[key] for key in form.KEYS]
    for year in years:
        amounts = row.amounts.get(year, Amounts())
        cells += [amounts.required, amounts.available, amounts.expenditure, row.narratives.get(year)]
    return cells


def money_columns(years: Sequence[int]) -> frozenset[int]:
    """Where amounts stand: a blank there is blank, and not a dash."""
    fixed = {form.KEYS.index(column) for column in form.TOTALS.values()}
    first = len(form.KEYS)
    return frozenset(fixed | {first + 4 * at + each for at in range(len(years)) for each in range(3)})


# ── the workbook ────────────────────────────────────────────────────────────────────────────────────────────────────


async def workbook(call: Call, workplan_id: UUID, today: date) -> bytes:
    content = await gather(call, workplan_id)
    await name_agencies(call, content)
    updates = await updates_of(call, workplan_id)
    return await aside(made, content, updates, today)


NAMES = View(sa.select(Organisation.acronym, Organisation.name))


async def name_agencies(call: Call, content: Content) -> None:
    """Full names of all agencies, in the order of their abbreviations."""
    rows = await NAMES.fetch(call.source)
    names = {row[0]: (row[1] or {}).get("en") or row[0] for row in rows}
    for activity in content["activities"]:
        activity["names"] = names


def made(content: Content, updates: Sequence[Content], today: date) -> bytes:
    """The file: UN INFO's sheet first, ours after it."""
    import xlsxwriter

    kept = io.BytesIO()
    options = {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    book = xlsxwriter.Workbook(kept, options)
    book.set_properties({"title": f"export_{today.isoformat()}", "comments": ""})
    bold = book.add_format({"bold": True, "text_wrap": True, "valign": "top"})
    formats = {date: book.add_format({"num_format": "yyyy-mm-dd"}), int: book.add_format({"num_format": "0.00"})}
    rows = rows_of(content, updates)
    years = years_of(rows)
    sheet = book.add_worksheet(f"export_{today.isoformat()}")
    sheet.freeze_panes(1, 0)
    sheet.write_row(0, 0, form.headers_of(years), bold)
    amounts = money_columns(years)
    for number, row in enumerate(rows, start=1):
        for at, value in enumerate(told(row, years)):
            _write(sheet, number, at, value, formats, money=at in amounts)
    for name, lines in ours(content, updates):
        sheet = book.add_worksheet(name)
        sheet.freeze_panes(1, 0)
        sheet.write_row(0, 0, OURS[name], bold)
        for number, cells in enumerate(lines, start=1):
            for at, value in enumerate(cells):
                if value is not None:
                    _plain(sheet, number, at, value, formats)
    book.close()
    return kept.getvalue()


def _write(sheet: Any, row: int, at: int, value: Any, formats: dict[type, Any], *, money: bool) -> None:
    """A cell of UN INFO's sheet: a dash for an empty text, nothing for an empty amount or number."""
    if money:
        if value is not None:
            sheet.write_number(row, at, Decimal(value) / 100, formats[int])
    elif value is None or value == "":
        if form.KEYS[at : at + 1] != ("id",):
            sheet.write_string(row, at, form.EMPTY)
    else:
        _plain(sheet, row, at, value, formats)


def _plain(sheet: Any, row: int, at: int, value: Any, formats: dict[type, Any]) -> None:
    if isinstance(value, date):
        sheet.write_datetime(row, at, value, formats[date])
    elif isinstance(value, Decimal):
        sheet.write_number(row, at, value, formats[int])
    elif isinstance(value, int):
        sheet.write_number(row, at, value)
    else:
        sheet.write_string(row, at, harmless(str(value))[:MOST_CELL])


def ours(content: Content, updates: Sequence[Content]) -> Iterator[tuple[str, list[list[Any]]]]:
    """What UN INFO has no column for, sheet by sheet."""
    codes = {activity["origin_id"]: activity["code"] for activity in content["activities"]}
    yield ACTIVITIES, [_activity(activity) for activity in content["activities"]]
    yield (
        RESULTS,
        [[each["origin_id"], each["kind"], each["code"], *_texts(each["title"])] for each in content["results"]],
    )
    yield (
        LINES,
        [
            [activity["origin_id"], activity["code"], line["acronym"], line["source"], line["year"]]
            + [_decimal(line[name]) for name in MONEY]
            for activity in content["activities"]
            for line in activity["lines"]
        ],
    )
    yield (
        UPDATES,
        [
            [each["origin_id"], codes[each["origin_id"]], each["acronym"]]
            + [each[name] for name in ("period", "status", "progress", "problems", "next_steps")]
            + [each["forecast_starts_on"], each["forecast_ends_on"], _decimal(each["expenditure_cents"])]
            for each in updates
        ],
    )


def _texts(said: Content | None) -> list[str | None]:
    return [(said or {}).get(language) for language in ("en", "ru", "tk")]


def _decimal(cents: int | None) -> Decimal | None:
    return Decimal(cents) / 100 if cents is not None else None


def _activity(activity: Content) -> list[Any]:
    counterpart = activity["government_counterpart"]
    ids = [text for key, text in activity["uninfo"].items() if key.partition(".")[0] == "id"]
    return [
        activity["origin_id"],
        form.joined(ids) or None,
        activity["code"],
        *_texts(activity["title"]),
        *_texts(activity["description"])[1:],
        activity["lead"]["acronym"],
        form.joined(each["acronym"] for each in activity["contributors"]),
        form.joined(str(number) for number in activity["objectives"]),
        form.joined(str(number) for number in activity["tor_objectives"]),
        counterpart["name"] if counterpart is not None else None,
        form.joined(each["name"] for each in activity["implementing_partners"]),
        form.joined(activity["places"]),
        activity["status"],
        activity["current_status"],
        activity["forecast_starts_on"],
        activity["forecast_ends_on"],
        activity["programme"]["number"] if activity["programme"] is not None else None,
    ]
