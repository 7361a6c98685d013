"""The overview as a file: objectives × half-years with their ratings, as XLSX and CSV, and as a paper on one page."""

import json
from collections.abc import Callable, Sequence
from decimal import Decimal
from typing import Annotated, Any, Literal

import sqlalchemy as sa

from api.kernel import papers, prose, tables
from api.kernel.access import Call, Visibility, allow
from api.kernel.clock import PLACE
from api.kernel.db import Id
from api.kernel.papers import Sheet
from api.kernel.routing import network_router
from api.kernel.tables import Column
from api.kernel.views import View
from api.kernel.words import period_title, say, shown
from api.networks.models import Network
from api.objectives import policy, views
from api.objectives.models import Rating
from api.periods import rules as periods

router = network_router("/objectives", "objectives")
CODES = ("rating", "priority", "rated_period")
MOST_PRINTED = 6
NETWORK = View(sa.select(Network.name, Network.country).where(Network.id == sa.bindparam("network_id", type_=Id)))
Fill = Callable[[dict[str, Any]], Any]


@router.get("/export", response_model=None, responses=papers.described(tables.XLSX, tables.CSV, papers.PDF))
async def export_objectives(
    call: Annotated[Call, allow(policy.READ)],
    format: Literal["xlsx", "csv", "pdf"] = "xlsx",
    language: Literal["en", "ru", "tk"] | None = None,
) -> papers.Download:
    """All 23 objectives with a rating for every half-year since the first that was assessed."""
    spoken = language or call.language
    read = json.loads(bytes((await views.overview(call)).body))
    items, since = read["items"], _half_years(read["items"], read["period"])
    name = papers.file_name(call.slug, "objectives", format)
    if format == "pdf":
        return papers.Download(await _paper(call, items, since[-MOST_PRINTED:], spoken), papers.PDF, name)
    said = _columns(spoken, since)
    columns = [column for column, _ in said] + [Column(code, 14) for code in CODES]
    cells = [[*(fill(row) for _, fill in said), *(row[code] for code in CODES)] for row in items]
    if format == "csv":
        return papers.Download(await tables.as_csv(columns, cells), tables.CSV, name)
    title = say("objective.list", spoken)
    return papers.Download(await tables.xlsx(title, columns, cells, str(PLACE), spoken), tables.XLSX, name)


def _half_years(items: Sequence[dict[str, Any]], now: str) -> list[str]:
    """Every half-year from the first one that was assessed to the present one, whether or not anybody spoke."""
    first = min([each["period"] for item in items for each in item["ratings"]] + [now])
    return [str(each) for each in periods.between(periods.parse(first), periods.parse(now))]


def _columns(language: str, since: Sequence[str]) -> list[tuple[Column, Fill]]:
    def of(name: str, width: int, fill: Fill) -> tuple[Column, Fill]:
        return Column(say(f"objective.column.{name}", language), width), fill

    def rated(period: str) -> tuple[Column, Fill]:
        return Column(period_title(period, language), 16), lambda row: _in_words(row, period, language)

    def cents(name: str) -> Fill:
        return lambda row: Decimal(row["money"][name]["amount"]) if row["money"][name] else None

    return [
        of("number", 8, lambda row: row["number"]),
        of("title", 60, lambda row: shown(row["title"], language)),
        of("priority", 16, lambda row: say(f"objective.priority.{row['priority']}", language)),
        of("lead", 12, lambda row: row["lead"]["acronym"] if row["lead"] else None),
        *(rated(period) for period in since),
        of("trend", 14, lambda row: say(f"objective.trend.{row['trend']}", language) if row["trend"] else None),
        of("age", 14, lambda row: row["age"]),
        of("activities", 12, lambda row: row["activity_count"]),
        of("indicators", 12, lambda row: row["indicator_count"]),
        of("pledges", 12, lambda row: row["pledge_count"]),
        of("required", 16, cents("required")),
        of("available", 16, cents("available")),
        of("expenditure", 16, cents("expenditure")),
    ]


def _in_words(row: dict[str, Any], period: str, language: str) -> str | None:
    """What was approved for a half-year; blank where nobody was."""
    given = next((each["rating"] for each in row["ratings"] if each["period"] == period), None)
    return say(f"objective.rating.{given}", language) if given else None


async def _paper(call: Call, items: Sequence[dict[str, Any]], since: Sequence[str], language: str) -> bytes:
    name, country = await NETWORK.first(call.source, network_id=call.network_id)
    sheet = Sheet(
        language,
        shown(name, language),
        say("objective.list", language),
        say("objective.list-in", language, country=country),
        Visibility.PARTNERS,
        printed=papers.printed(call, language, PLACE.key),
        landscape=True,
    )
    head = [
        prose.column(say("objective.column.number", language), "auto", numeric=True),
        prose.column(say("objective.column.title", language), "3fr"),
        prose.column(say("objective.column.priority", language), "auto"),
        prose.column(say("objective.column.lead", language), "auto"),
        *(prose.column(period_title(period, language)) for period in since),
        prose.column(say("objective.column.age", language), "auto", numeric=True),
    ]
    rows = [
        [
            str(row["number"]),
            shown(row["label"], language),
            say(f"objective.priority.{row['priority']}", language),
            row["lead"]["acronym"] if row["lead"] else "–",
            *(_in_words(row, period, language) or "–" for period in since),
            "–" if row["age"] is None else str(row["age"]),
        ]
        for row in items
    ]
    return await papers.pdf(sheet, [prose.paragraph(summary(items, language)), prose.table(head, rows)])


def summary(items: Sequence[dict[str, Any]], language: str) -> str:
    """*Good progress on 5, some progress on 9, early on 6; 3 were never assessed.*"""
    counts = {rating: sum(item["rating"] == rating for item in items) for rating in Rating}
    return say("objective.summary", language, **{str(rating): count for rating, count in counts.items()})
