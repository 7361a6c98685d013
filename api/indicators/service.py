"""Indicators: what the network measures, who reports it, and to what it belongs."""

from collections.abc import Iterable, Sequence
from typing import Any
from uuid import UUID

import sqlalchemy as sa

from api.indicators import dimensions, publishing, rules
from api.indicators.models import Indicator, IndicatorReporter
from api.indicators.publishing import scale_of
from api.indicators.rules import PLACE, Scale, Shape
from api.indicators.schemas import BaselineInput, IndicatorCreate, TargetInput
from api.indicators.states import INDICATOR
from api.indicators.values import Framework, IndicatorKind, IndicatorState
from api.kernel import journal, links, search
from api.kernel.access import Call, Visibility, found
from api.kernel.links import End, Link
from api.kernel.problems import Invalid, Problem
from api.members import service as members
from api.objectives import service as objectives
from api.periods import rules as periods
from api.reference import service as reference

SHAPES = ("kind", "decimals", "part_decimals", "per", "frequency")  # what values were entered by
NEEDED = ("code", "title", "kind", "unit", "decimals", "part_decimals", "per", "direction", "accumulates", "frequency")


class IndicatorHasValues(Problem):
    """Numbers that were reported mean what they meant: how they are kept does not change under them."""

    slug, status = "indicator-has-values", 409


# ── finding ─────────────────────────────────────────────────────────────────────────────────────────────────────────


def visible(call: Call) -> sa.Select[Indicator]:
    """Indicators of this network that the caller may see."""
    circles = [str(circle) for circle in call.circles]
    return sa.select(Indicator).where(Indicator.network_id == call.network_id, Indicator.visibility.in_(circles))


async def lock(call: Call, indicator_id: UUID, *, match: bool = True) -> Indicator:
    """The indicator under its lock: whoever approves a value of it waits."""
    statement = visible(call).where(Indicator.id == indicator_id).with_for_update()
    indicator = found((await call.session.execute(statement)).scalar_one_or_none())
    if match:
        call.match(indicator.version)
    return indicator


async def shape_of(call: Call, indicator: Indicator) -> Shape:
    """What the cells of an indicator may be."""
    lists = await dimensions.of_network(call)
    wanted = [*([PLACE] if indicator.by_place else []), *indicator.dimensions]
    return Shape(scale_of(indicator), dimensions.codes(lists[code] for code in wanted if code in lists))


# ── defining ────────────────────────────────────────────────────────────────────────────────────────────────────────


async def create(call: Call, wanted: IndicatorCreate) -> Indicator:
    """Define an indicator, from one's own words or from a candidate of the reference data."""
    await dimensions.ensure(call)
    given = wanted.model_dump()
    candidate = _candidate(wanted.reference)
    indicator = Indicator(
        created_at=call.now,
        network_id=call.network_id,
        reference=candidate and candidate["reference"],
        state=IndicatorState.ACTIVE,
        reporters=[],
        codes=[],
        frameworks=" ",
        objectives=[],
        responsible_id=None,
        targets=[],
        version=1,
    )
    await _check_code(call, wanted.code)
    values = given | {"baseline": wanted.baseline, "targets": wanted.targets, "codes": wanted.codes}
    if candidate is not None:
        values["objectives"] = wanted.objectives or candidate["objectives"]
        values["codes"] = values["codes"] or candidate["codes"]
    values.pop("reference")
    values["per"] = wanted.per or (100 if wanted.kind == IndicatorKind.PERCENTAGE else 1)
    await _set(call, indicator, values)
    call.session.add(indicator)
    await call.session.flush()
    await _set_reporters(call, indicator, wanted.responsible_id, wanted.reporter_ids)
    await publishing.refresh(call, indicator)
    await _record(call, indicator, "added")
    await _connect(call, indicator, [], values["objectives"])
    return indicator


async def change(call: Call, indicator: Indicator, changes: dict[str, Any]) -> None:
    """Change what it says. How numbers are kept stays, once there are any; dimensions are only added then."""
    for name in NEEDED:
        if name in changes and changes[name] is None:
            raise Invalid.at(f"/{name}", "missing")
    if indicator.code != changes.get("code", indicator.code):
        await _check_code(call, changes["code"])
    _check_shape(indicator, changes)
    before = list(indicator.objectives)
    responsible, further = indicator.responsible_id, [UUID(each["organisation_id"]) for each in indicator.reporters]
    await _set(call, indicator, changes)
    if "responsible_id" in changes or "reporter_ids" in changes:
        further = changes.get("reporter_ids", [each for each in further if each != responsible]) or []
        await _set_reporters(call, indicator, changes.get("responsible_id", responsible), further)
    indicator.version += 1
    everything = not {"counts_people", "accumulates"}.isdisjoint(changes)
    await publishing.refresh(call, indicator, await publishing.periods_of(call, indicator) if everything else ())
    await _record(call, indicator, "changed")
    if "objectives" in changes:
        await _connect(call, indicator, before, indicator.objectives)


def _check_shape(indicator: Indicator, changes: dict[str, Any]) -> None:
    if not indicator.value_count:
        return
    for name in SHAPES:
        if name in changes and str(changes[name]) != str(getattr(indicator, name)):
            raise IndicatorHasValues(field=name)
    if "dimensions" in changes and not set(indicator.dimensions) <= set(changes["dimensions"] or []):
        raise IndicatorHasValues(field="dimensions")
    if indicator.by_place and changes.get("by_place") is False:
        raise IndicatorHasValues(field="by_place")


async def _set(call: Call, indicator: Indicator, values: dict[str, Any]) -> None:
    """Take over what was given, checked; numbers last, when it is known how they are kept."""
    plain = ("kind", "direction", "accumulates", "frequency", "visibility")
    for name, value in values.items():
        if name in ("baseline", "targets", "responsible_id", "reporter_ids"):
            continue
        if name == "codes":
            _set_codes(indicator, value or [])
        elif name == "dimensions":
            indicator.dimensions = await _known_dimensions(call, value or [])
        elif name == "objectives":
            indicator.objectives = sorted(set(value or []))
        elif name == "sdg_targets":
            indicator.sdg_targets = _known_targets(value or [])
        elif name in ("by_place", "counts_people"):
            setattr(indicator, name, bool(value))
        elif name in plain:
            setattr(indicator, name, str(value))
        else:
            setattr(indicator, name, value.model_dump() if hasattr(value, "model_dump") else value)
    if indicator.kind == IndicatorKind.QUANTITY:
        indicator.per, indicator.part_decimals = 1, 0
    if "baseline" in values:
        indicator.baseline = _baseline(indicator, values["baseline"])
    if "targets" in values:
        indicator.targets = _targets(indicator, values["targets"] or [])


def _set_codes(indicator: Indicator, given: Sequence[Any]) -> None:
    known = {each["code"]: each for each in _candidates()}
    rows = []
    for each in given:
        code = each if isinstance(each, dict) else each.model_dump()
        framework = str(code["framework"])
        # what the reference data say of it; null is "nobody has checked", and is shown so
        official = known.get(code["code"], {}).get("in_official_gcm_set") if framework == Framework.SDG else None
        rows.append({"framework": framework, "code": code["code"], "in_official_gcm_set": official})
    indicator.codes = list({(row["framework"], row["code"]): row for row in rows}.values())
    indicator.frameworks = " " + " ".join(sorted({row["framework"] for row in rows})) + " "


async def _known_dimensions(call: Call, wanted: Sequence[str]) -> list[str]:
    lists = await dimensions.of_network(call)
    for at, code in enumerate(wanted):
        if code not in lists or code == PLACE or code in wanted[:at]:
            raise Invalid.at(f"/dimensions/{at}", "unknown")
    return list(wanted)


def _known_targets(wanted: Sequence[str]) -> list[str]:
    known = {item["code"] for item in reference.items("sdg-targets")}
    for at, each in enumerate(wanted):
        if each not in known:
            raise Invalid.at(f"/sdg_targets/{at}", "unknown")
    return list(dict.fromkeys(wanted))


def _baseline(indicator: Indicator, wanted: BaselineInput | None) -> dict[str, Any] | None:
    """Where it stood, as it is read: exact texts, and the value computed."""
    if wanted is None:
        return None
    scale = scale_of(indicator)
    cell = rules.Cell({}, wanted.value, wanted.numerator, wanted.denominator)
    numbers, faults = rules.read(Shape(scale, {}), [cell])
    if scale.quantity or wanted.value is None:
        for fault in faults:
            raise Invalid.at(f"/baseline/{fault.field}", fault.code, **fault.facts)
        number = numbers[rules.TOTAL]
        if number.blank:
            raise Invalid.at("/baseline/value", "missing")
        shown = rules.figure(number, scale)
    else:  # of a percentage, often only the percentage is known of the time before
        shown = {"value": _text(wanted.value, scale, "/baseline/value"), "numerator": None, "denominator": None}
    return {"period": wanted.period, "note": wanted.note, "suppressed": None, **shown}


def _targets(indicator: Indicator, wanted: Sequence[TargetInput]) -> list[dict[str, Any]]:
    scale = scale_of(indicator)
    rows = {}
    for at, target in enumerate(wanted):
        if target.period in rows:
            raise Invalid.at(f"/targets/{at}/period", "duplicate")
        rows[target.period] = _text(target.value, scale, f"/targets/{at}/value")
    return [{"period": period, "value": rows[period]} for period in periods.ordered(rows)]


def _text(value: str, scale: Scale, pointer: str) -> str:
    try:
        return rules.shown(rules.scaled(value, scale.decimals), scale.decimals) or ""
    except ValueError as error:
        raise Invalid.at(pointer, "not_a_number", decimals=scale.decimals) from error


async def _set_reporters(
    call: Call, indicator: Indicator, responsible_id: UUID | None, further: Iterable[UUID]
) -> None:
    """Who reports it, the responsible organisation first."""
    rows = []
    if responsible_id is not None:
        rows.append(await members.in_network(call, responsible_id, "/responsible_id"))
    for at, organisation_id in enumerate(further):
        if organisation_id != responsible_id:
            rows.append(await members.in_network(call, organisation_id, f"/reporter_ids/{at}"))
    rows = list(dict.fromkeys(rows))
    indicator.responsible_id = responsible_id
    indicator.reporters = [{"organisation_id": str(row.id), "acronym": row.acronym} for row in rows]
    here = (IndicatorReporter.network_id == call.network_id, IndicatorReporter.indicator_id == indicator.id)
    await call.session.execute(sa.delete(IndicatorReporter).where(*here))
    for position, row in enumerate(rows):
        call.session.add(
            IndicatorReporter(
                network_id=call.network_id, indicator_id=indicator.id, organisation_id=row.id, position=position
            )
        )
    await call.session.flush()


async def _check_code(call: Call, code: str) -> None:
    taken = sa.select(Indicator.id).where(
        Indicator.network_id == call.network_id, sa.func.lower(Indicator.code) == code.lower()
    )
    if (await call.session.execute(taken)).first() is not None:
        raise Invalid.at("/code", "taken")


async def move(call: Call, indicator: Indicator, name: str) -> None:
    """Archive it, or take it up again. An archived indicator takes no more reports; what it shows stays."""
    INDICATOR.fire(call, indicator, name)
    await _record(call, indicator, "archived" if name == "archive" else "restored")
    await keep(call, indicator.objectives)


async def _record(call: Call, indicator: Indicator, event: str) -> None:
    await journal.record(
        call,
        f"indicator.{event}",
        indicator,
        visibility=Visibility(indicator.visibility),
        code=indicator.code,
        title=indicator.title,
    )
    definition = indicator.definition or {}
    await search.put(
        call,
        search.Found(
            "indicators",
            indicator.id,
            title=indicator.title,
            at=call.now,
            visibility=Visibility(indicator.visibility),
            number=indicator.code,
            summary=definition.get("en") or "",
            text=" ".join(
                filter(None, [*definition.values(), indicator.source, *(code["code"] for code in indicator.codes)])
            ),
        ),
    )


# ── what it belongs to ──────────────────────────────────────────────────────────────────────────────────────────────


async def _connect(call: Call, indicator: Indicator, before: Sequence[int], after: Sequence[int]) -> None:
    """Link it with its objectives, and unlink it from those it no longer serves."""
    end = End("indicators", indicator.id)
    for number in sorted(set(after) - set(before)):
        for objective_id in await objectives.ids(call, [number]):
            await links.put(
                call,
                end,
                End("objectives", objective_id),
                Visibility(indicator.visibility),
                first=indicator.title,
                second={"en": str(number)},
            )
    for number in sorted(set(before) - set(after)):
        for objective_id in await objectives.ids(call, [number]):
            statement = sa.select(Link.id).where(
                Link.network_id == call.network_id,
                Link.from_kind == "indicators",
                Link.from_id == indicator.id,
                Link.to_kind == "objectives",
                Link.to_id == objective_id,
            )
            link_id = (await call.session.execute(statement)).scalar_one_or_none()
            if link_id is not None:
                await links.part(call, link_id)
    await keep(call, sorted({*before, *after}))


async def keep(call: Call, numbers: Iterable[int]) -> None:
    """Count the active indicators of objectives anew."""
    wanted = set(numbers)
    if not wanted:
        return
    statement = sa.select(Indicator.objectives).where(
        Indicator.network_id == call.network_id, Indicator.state == IndicatorState.ACTIVE
    )
    counts = dict.fromkeys(wanted, 0)
    for row in (await call.session.execute(statement)).scalars():
        for number in wanted & set(row):
            counts[number] += 1
    await objectives.keep(call, {number: objectives.Kept(indicators=count) for number, count in counts.items()})


# ── candidates ──────────────────────────────────────────────────────────────────────────────────────────────────────


def _candidates() -> list[dict[str, Any]]:
    return [{**item, "code": item["sdg_indicator"]} for item in reference.items("gcm-indicators")]


def _candidate(code: str | None) -> dict[str, Any] | None:
    """What a candidate of the reference data gives an indicator, with source and what nobody has checked yet."""
    if code is None:
        return None
    item = next((each for each in _candidates() if each["code"] == code), None)
    if item is None:
        raise Invalid.at("/reference", "unknown")
    return {
        "reference": {
            "list": "gcm-indicators",
            "code": code,
            "source": item["item_source"] or reference.load("gcm-indicators")["source"],
            "in_official_gcm_set": item["in_official_gcm_set"],
        },
        "objectives": item["gcm_objectives"],
        "codes": [{"framework": Framework.SDG, "code": code}],
    }
