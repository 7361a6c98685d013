"""The plan as tables for people and machines (XLSX, CSV), and as a paper to sign (PDF/UA, DOCX)."""

from collections.abc import Iterator
from decimal import Decimal
from typing import Annotated, Any, Literal
from uuid import UUID

from fastapi import Query

from api.kernel import documents, papers, tables
from api.kernel.access import Call, Visibility, allow
from api.kernel.papers import Sheet
from api.kernel.prose import Block, cell, column, facts, heading, note, paragraph, table
from api.kernel.routing import network_router
from api.kernel.tables import Column
from api.kernel.words import say
from api.workplans import money_views, part_views, policy
from api.workplans import uninfo_form as form
from api.workplans.content import (
    Content,
    activities_of,
    amounts_of,
    day,
    gather,
    in_order,
    outcomes,
    outputs_of,
)
from api.workplans.money import Amounts, added, total
from api.workplans.values import MARKERS

router = network_router("/workplans", "workplans")
Language = Literal["en", "ru", "tk"]
CODES = ("id", "origin_id", "status", "current_status")
NARROW = "\u202f"
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


class _Said:
    """A plan in a language."""

    def __init__(self, content: Content, language: str) -> None:
        self.content, self.language = content, language

    def say(self, key: str, **given: Any) -> str:
        return say(key, self.language, **given)

    def text(self, said: Content | None) -> str | None:
        return (said or {}).get(self.language) or (said or {}).get("en")

    def head(self, name: str) -> str:
        return self.say(f"workplan.column.{name}")

    def place(self, code: str) -> str:
        return form.places().get(code, code)

    def status(self, value: str) -> str:
        return self.say(f"activity.status.{value}")

    def money(self, cents: int | None) -> str:
        """Dollars as people read them, without the sign; what nobody said is a dash, and not a zero."""
        if cents is None:
            return "–"
        whole, rest = divmod(abs(cents), 100)
        group, point = (",", ".") if self.language == "en" else (NARROW, ",")
        text = f"{whole:,}".replace(",", group) + (f"{point}{rest:02}" if rest else "")
        return f"−{text}" if cents < 0 else text


def _months(activity: Content) -> str:
    """When it runs, short: 02–10.2026."""
    first, last = activity["starts_on"], activity["ends_on"]
    begins = first[5:7] if first[:4] == last[:4] else f"{first[5:7]}.{first[:4]}"
    return f"{begins}–{last[5:7]}.{last[:4]}"


def _spent(activity: Content) -> int | None:
    return added(activity["expenditure_cents"], activity["reported_cents"])


def _sums(activity: Content) -> Amounts:
    return Amounts(activity["required_cents"], activity["available_cents"], _spent(activity))


def _decimal(cents: int | None) -> Decimal | None:
    return Decimal(cents) / 100 if cents is not None else None


# ── tables ──────────────────────────────────────────────────────────────────────────────────────────────────────────


def activity_columns(said: _Said) -> list[Column]:
    names = (
        ("outcome", 40), ("output", 40), ("code", 12), ("activity", 60), ("lead", 10), ("contributors", 22),
        ("partners", 36), ("objectives", 14), ("targets", 16), ("places", 24), ("starts", 12), ("ends", 12),
        ("status", 18), ("forecast", 12), ("reported", 12), ("gender", 10), ("human_rights", 10), ("peace", 10),
        ("required", 14), ("available", 14), ("expenditure", 14), ("to_mobilise", 14),
    )  # fmt: skip
    return [Column(said.head(name), width) for name, width in names] + [Column(code, 14) for code in CODES]


def activity_rows(said: _Said) -> Iterator[list[Any]]:
    for outcome, output, activity in in_order(said.content):
        sums = _sums(activity)
        partners = [each["name"] for each in activity["implementing_partners"]]
        yield [
            f"{outcome['code']} {said.text(outcome['title'])}",
            f"{output['code']} {said.text(output['title'])}",
            activity["code"],
            said.text(activity["title"]),
            activity["lead"]["acronym"],
            ", ".join(each["acronym"] for each in activity["contributors"]) or None,
            "; ".join(partners) or None,
            ", ".join(str(number) for number in activity["objectives"]) or None,
            ", ".join(activity["sdg_targets"]) or None,
            ", ".join(said.place(each) for each in activity["places"]) or None,
            day(activity["starts_on"]),
            day(activity["ends_on"]),
            said.status(activity["current_status"]),
            day(activity["forecast_ends_on"]) if activity["forecast_ends_on"] else None,
            activity["reported_period"],
            *(activity[f"{name}_marker"] for name in MARKERS),
            *(_decimal(cents) for cents in (sums.required, sums.available, sums.expenditure, sums.to_mobilise)),
            *(activity[code] for code in CODES),
        ]


def money_columns(said: _Said) -> list[Column]:
    names = (
        ("outcome", 12), ("output", 12), ("code", 12), ("activity", 60), ("agency", 12), ("source", 30), ("year", 8),
        ("required", 14), ("available", 14), ("expenditure", 14), ("to_mobilise", 14),
    )  # fmt: skip
    return [Column(said.head(name), width) for name, width in names] + [Column("activity_id", 14)]


async def money_rows(call: Call, said: _Said) -> list[list[Any]]:
    """One row for each amount as finely as it was said; what was reported by quarter names no source."""
    known = {UUID(activity["id"]): (outcome, output, activity) for outcome, output, activity in in_order(said.content)}
    acronyms = {UUID(str(row[0])): row[1] for row in await money_views.ORGANISATIONS.fetch(call.source)}
    rows = []
    for line in await money_views.money_lines(call, said.content):
        outcome, output, activity = known[line.activity]
        amounts = line.amounts
        rows.append(
            [
                outcome["code"],
                output["code"],
                activity["code"],
                said.text(activity["title"]),
                acronyms[line.agency],
                line.source,
                line.year,
                *(
                    _decimal(cents)
                    for cents in (amounts.required, amounts.available, amounts.expenditure, amounts.to_mobilise)
                ),
                activity["id"],
            ]
        )
    return rows


@router.get("/{workplan_id}/export", response_model=None, responses=papers.described(tables.XLSX, tables.CSV))
async def export_workplan(
    call: Annotated[Call, allow(policy.READ)],
    workplan_id: UUID,
    what: Annotated[Literal["activities", "money"], Query(description="A row for each activity, or each amount")] = (
        "activities"
    ),
    format: Literal["xlsx", "csv"] = "xlsx",
    language: Language | None = None,
) -> papers.Download:
    """Activities or money as XLSX or CSV, with words and codes; amounts as numbers, a blank as a blank."""
    await part_views.see(call, workplan_id)
    content = await gather(call, workplan_id)
    said = _Said(content, language or call.language)
    if what == "activities":
        columns, rows = activity_columns(said), list(activity_rows(said))
    else:
        columns, rows = money_columns(said), await money_rows(call, said)
    name = papers.file_name(call.slug, "workplan", content["slug"], what, format)
    if format == "csv":
        return papers.Download(await tables.as_csv(columns, rows), tables.CSV, name)
    title = said.say(f"workplan.table.{what}")
    return papers.Download(
        await tables.xlsx(title, columns, rows, content["time_zone"], said.language), tables.XLSX, name
    )


# ── the paper ───────────────────────────────────────────────────────────────────────────────────────────────────────


@router.get("/{workplan_id}/paper", response_model=None, responses=papers.described(papers.PDF, DOCX))
async def print_workplan(
    call: Annotated[Call, allow(policy.READ)],
    workplan_id: UUID,
    format: Literal["pdf", "docx"] = "pdf",
    language: Language | None = None,
) -> papers.Download:
    """The plan on A4, landscape: outcomes and outputs with their activities, money by organisation, risks."""
    await part_views.see(call, workplan_id)
    content = await gather(call, workplan_id)
    said = _Said(content, language or call.language)
    sheet = Sheet(
        language=said.language,
        network=said.text(content["network"]) or "",
        paper=said.say("workplan.paper"),
        title=said.text(content["title"]) or "",
        visibility=Visibility.PARTNERS if content["adopted_at"] is not None else Visibility.MEMBERS,
        number=content["slug"] if content["version_number"] == 1 else f"{content['slug']} v{content['version_number']}",
        beside=said.say(f"workplan.state.{content['state']}"),
        printed=papers.printed(call, said.language, content["time_zone"]),
        landscape=True,
    )
    body = paper(said)
    name = papers.file_name(call.slug, "workplan", content["slug"], said.language, format)
    if format == "docx":
        return papers.Download(await documents.docx_of(sheet, body), DOCX, name)
    return papers.Download(await papers.pdf(sheet, body), papers.PDF, name)


def paper(said: _Said) -> list[Block]:
    content = said.content
    sums = total(_sums(activity) for activity in content["activities"])
    days = said.say("workplan.months", first=content["starts_on"][:7], last=content["ends_on"][:7])
    blocks: list[Block] = [
        facts(
            (said.head("period"), days),
            (said.head("framework"), content["framework_name"] or "–"),
            *((said.head(name), said.money(getattr(sums, name))) for name in (*form.AMOUNTS, "to_mobilise")),
        )
    ]
    for outcome in outcomes(content):
        blocks.append(heading(f"{outcome['code']}  {said.text(outcome['title'])}"))
        for output in outputs_of(content, outcome):
            blocks.append(heading(f"{output['code']}  {said.text(output['title'])}", 2))
            blocks.append(_activities(said, activities_of(content, output)))
    blocks += [heading(said.say("workplan.paper.by-agency")), _agencies(said)]
    if content["risks"]:
        blocks += [heading(said.say("workplan.paper.risks")), _risks(said)]
    return [*blocks, note(said.say("workplan.paper.note"))]


def _activities(said: _Said, activities: list[Content]) -> Block:
    if not activities:
        return paragraph(said.say("workplan.paper.none"))
    columns = [
        column(said.head("code"), "auto"),
        column(said.head("activity"), "5fr"),
        column(said.head("lead"), "auto"),
        column(said.head("contributors"), "2fr"),
        column(said.head("objectives"), "1fr"),
        column(said.head("when"), "auto"),
        column(said.head("status"), "auto"),
        *(column(said.head(name), "auto", numeric=True) for name in (*form.AMOUNTS, "left")),
    ]
    rows = []
    for activity in activities:
        sums = _sums(activity)
        rows.append(
            [
                cell(activity["code"]),
                cell(said.text(activity["title"]) or ""),
                cell(activity["lead"]["acronym"], strong=True),
                cell(", ".join(each["acronym"] for each in activity["contributors"]) or "–"),
                cell(", ".join(str(number) for number in activity["objectives"]) or "–"),
                cell(_months(activity)),
                cell(said.status(activity["current_status"])),
                *(cell(said.money(getattr(sums, name))) for name in (*form.AMOUNTS, "to_mobilise")),
            ]
        )
    return table(columns, rows)


def _agencies(said: _Said) -> Block:
    """What each organisation needs and has, over all activities."""
    sums: dict[str, Amounts] = {}
    for activity in said.content["activities"]:
        for line in activity["lines"]:
            sums[line["acronym"]] = sums.get(line["acronym"], Amounts()).plus(amounts_of(line))
    columns = [
        column(said.head("agency"), "2fr"),
        *(column(said.head(name), "1fr", numeric=True) for name in ("required", "available", "to_mobilise")),
    ]
    whole = total(sums.values())
    named = [(acronym, amounts, False) for acronym, amounts in sorted(sums.items())]
    rows = [
        [
            cell(acronym, strong=strong),
            *(
                cell(said.money(getattr(amounts, name)), strong=strong)
                for name in ("required", "available", "to_mobilise")
            ),
        ]
        for acronym, amounts, strong in [*named, (said.say("workplan.total"), whole, True)]
    ]
    return table(columns, rows)


def _risks(said: _Said) -> Block:
    columns = [
        column(said.head("risk"), "3fr"),
        column(said.head("likelihood"), "auto", numeric=True),
        column(said.head("impact"), "auto", numeric=True),
        column(said.head("owner"), "auto"),
        column(said.head("mitigation"), "3fr"),
        column(said.head("state"), "auto"),
    ]
    ranked = sorted(said.content["risks"], key=lambda risk: -risk["likelihood"] * risk["impact"])
    rows = [
        [
            said.text(risk["title"]) or "",
            str(risk["likelihood"]),
            str(risk["impact"]),
            risk["owner"],
            risk["mitigation"] or "–",
            said.say(f"workplan_risk.state.{risk['state']}"),
        ]
        for risk in ranked
    ]
    return table(columns, rows)
