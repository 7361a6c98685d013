"""Three years of figures: defined by the secretariat, reported by organisations, approved; a few things still open."""

from collections.abc import Iterable, Mapping
from typing import Any
from uuid import UUID

import sqlalchemy as sa

from api.demo.indicator_texts import INDICATORS, NOTE, RETURNED, SHARES
from api.demo.stage import Stage
from api.indicators import bulk, dimensions, publishing, reporting, service
from api.indicators.bulk import ValueRow
from api.indicators.models import Indicator, IndicatorValue
from api.indicators.rules import TOTAL, Key, Number, key_of
from api.indicators.schemas import IndicatorCreate
from api.kernel.access import Call
from api.members import service as members
from api.periods import service as periods
from api.periods.rules import Period, Span, holding

YEARS = 3
PLAIN = ("code", "title", "kind", "decimals", "unit", "direction", "accumulates", "frequency", "counts_people")
MORE = ("objectives", "sdg_targets", "visibility", "source", "method", "by_place", "reference")


async def play(stage: Stage) -> None:
    """Eight indicators; all quarters but the last approved, of which values wait, came back, or do not agree."""
    known = await stage.act("secretariat", _define)
    by_organisation: dict[str, list[tuple[dict[str, Any], str]]] = {}
    for each in INDICATORS:
        for acronym in each["series"]:
            by_organisation.setdefault(acronym, []).append((each, acronym))
    latest: list[UUID] = []
    for acronym, wanted in by_organisation.items():
        latest += await stage.act(acronym.lower(), _reporting(known, wanted))
    await stage.act("secretariat", _approving(latest))
    await stage.act("secretariat", _last_words)


async def _define(call: Call) -> dict[str, UUID]:
    await dimensions.ensure(call)
    year = members.today(call).year
    organisations = {row.acronym: row.id for row in await members.roll(call)}
    known: dict[str, UUID] = {}
    for each in INDICATORS:
        wanted = {name: each[name] for name in (*PLAIN, *MORE) if name in each}
        wanted |= {
            "responsible_id": organisations[each["responsible"]],
            "reporter_ids": [organisations[acronym] for acronym in each.get("reporters", ())],
            "dimensions": list(each.get("dimensions", ())),
            "baseline": {"period": str(year - YEARS), "value": each["baseline"]},
            "targets": [{"period": str(year + at), "value": value} for at, value in enumerate(each.get("targets", ()))],
        }
        known[each["code"]] = (await service.create(call, IndicatorCreate.model_validate(wanted))).id
    return known


# ── what organisations say ──────────────────────────────────────────────────────────────────────────────────────────


def _spans(each: Mapping[str, Any], call: Call) -> list[Period]:
    """The periods of three years that are over."""
    last = holding(members.today(call), Span(each.get("frequency", "quarter"))).before()
    count = {Span.QUARTER: 4, Span.HALF_YEAR: 2, Span.YEAR: 1}[last.span] * YEARS
    return [last.before(back) for back in reversed(range(count))]


def _reporting(known: Mapping[str, UUID], wanted: Iterable[tuple[dict[str, Any], str]]) -> Any:
    async def work(call: Call) -> list[UUID]:
        rows, last = [], set()
        for each, acronym in wanted:
            (organisation_id,) = call.actor.organisations(call.network_id)
            spans = _spans(each, call)
            for at, period in enumerate(spans):
                place = (known[each["code"]], organisation_id, str(period))
                cells = _cells(each, acronym, at)
                if period is spans[-1]:
                    last.add(place)
                    cells = _unfinished(each, acronym, cells)
                rows.append(ValueRow(*place, cells, NOTE if at == 5 else None))
        written = await bulk.write(call, rows)
        ready = []
        for row, value_id in zip(rows, written.ids, strict=True):
            if row.place not in last or _sends(row, known, call):
                await reporting.submit(call, *await reporting.lock(call, value_id), told=False)
                ready.append(value_id)
        return ready

    return work


def _sends(row: ValueRow, known: Mapping[str, UUID], call: Call) -> bool:
    """Of the last period, one draft is left lying: by UNHCR, of the returning migrants."""
    posts = call.actor.posts[call.network_id]
    return not (row.indicator_id == known["TKM-21.1"] and any(post.acronym == "UNHCR" for post in posts))


def _cells(each: Mapping[str, Any], acronym: str, at: int) -> dict[Key, Number]:
    """Invented, always the same: a base that grows, falls to parts by fixed shares, and wavers a little."""
    base, step, by = each["series"][acronym]
    if each.get("kind") == "percentage":
        return _shares(each, acronym, at, base, by)
    whole = max(base * (1000 + step) ** at // 1000**at, 0) if step >= 0 else base * (1000 + step) ** at // 1000**at
    parts: dict[tuple[tuple[str, str], ...], int] = {(): whole}
    for code in by:
        parts = {
            (*key, (code, item)): _wavering(count * share, f"{each['code']}{acronym}{at}{key}{item}") // 1000
            for key, count in parts.items()
            for item, share in SHARES[code].items()
        }
    return {key_of(dict(key)): Number(count) for key, count in parts.items()}


def _wavering(count: int, seed: str) -> int:
    """A number between 85 and 115 per cent of another, by letters alone."""
    return count * (850 + sum(ord(letter) * (place + 3) for place, letter in enumerate(seed)) % 301) // 1000


def _shares(each: Mapping[str, Any], acronym: str, at: int, base: int, by: Iterable[str]) -> dict[Key, Number]:
    """Numerators and denominators of each part."""
    if not base:  # cost of recruitment: hundreds of dollars that were paid, over monthly incomes
        incomes = {item: _wavering(52_000, f"{acronym}{at}{item}") for item in SHARES["sex"]}
        return {
            key_of({"sex": item}): Number(None, under * (2120 - 240 * at + 60 * (item == "female")) // 1000, under)
            for item, under in incomes.items()
        }
    parts: dict[tuple[tuple[str, str], ...], int] = {(): base + 6 * at}
    for code in by:
        parts = {
            (*key, (code, item)): _wavering(count * share, f"{each['code']}{acronym}{at}{key}{item}") // 1000
            for key, count in parts.items()
            for item, share in SHARES[code].items()
        }
    return {
        key_of(dict(key)): Number(None, under * min(600 + 22 * at, 960) // 1000, under) for key, under in parts.items()
    }


def _unfinished(each: Mapping[str, Any], acronym: str, cells: dict[Key, Number]) -> dict[Key, Number]:
    """In the last period one total was typed from another table, and one organisation has no numbers yet."""
    if each["code"] == "TKM-06.1" and acronym == "UNDP":
        return {TOTAL: Number((sum(number.value or 0 for number in cells.values())) + 7), **cells}
    return cells


# ── what the secretariat does with it ───────────────────────────────────────────────────────────────────────────────


def _approving(value_ids: Iterable[UUID]) -> Any:
    async def work(call: Call) -> None:
        """All but the last quarter, and of that the half of it that was in order."""
        open_ones = set(await _open(call))
        touched: dict[UUID, tuple[Indicator, set[str]]] = {}
        for value_id in value_ids:
            if value_id in open_ones:
                continue
            indicator, value = await reporting.lock(call, value_id, match=False)
            await reporting.approve(call, indicator, value, told=False, refresh=False)
            touched.setdefault(indicator.id, (indicator, set()))[1].add(value.period)
        for indicator, names in touched.values():
            await publishing.refresh(call, indicator, names)

    return work


async def _open(call: Call) -> list[UUID]:
    """What stays with the secretariat: of the last quarter, one that waits, one that does not agree, one that goes back."""
    quarter = str(holding(members.today(call), Span.QUARTER).before())
    statement = (
        sa.select(IndicatorValue.id)
        .join(Indicator, Indicator.id == IndicatorValue.indicator_id)
        .where(IndicatorValue.network_id == call.network_id, IndicatorValue.period == quarter)
        .where(
            sa.or_(
                sa.and_(Indicator.code == "TKM-15.1", IndicatorValue.acronym == "WHO"),
                sa.and_(Indicator.code == "TKM-06.1", IndicatorValue.acronym == "UNDP"),
                sa.and_(Indicator.code == "TKM-07.1", IndicatorValue.acronym == "UNICEF"),
            )
        )
    )
    return list((await call.session.execute(statement)).scalars())


async def _last_words(call: Call) -> None:
    """One value goes back with a reason, and what is two years old is locked."""
    statement = (
        sa.select(IndicatorValue.id)
        .where(IndicatorValue.network_id == call.network_id, IndicatorValue.acronym == "UNICEF")
        .where(IndicatorValue.state == "submitted")
    )
    value_id = (await call.session.execute(statement)).scalar_one()
    await reporting.give_back(call, *await reporting.lock(call, value_id, match=False), "return", RETURNED)
    await periods.lock(call, str(members.today(call).year - 2))
