"""Indicators as they are read: the list, and one of them with figures, code lists, latest values and needs."""

import json
from datetime import date
from typing import Any
from uuid import UUID

import sqlalchemy as sa

from api.indicators import policy
from api.indicators.models import Dimension, Indicator, IndicatorReporter, IndicatorValue
from api.indicators.rules import PLACE
from api.indicators.states import INDICATOR
from api.indicators.value_views import DECISIVE, MINE, SEEN, UNDRESSED, asking, dress, facts_in
from api.indicators.values import IndicatorState, ValueState
from api.kernel import clock, links, search
from api.kernel.access import Call, Visibility, found
from api.kernel.db import Id, dumps
from api.kernel.fragments import SEAM, Fragment, Glued, Joined
from api.kernel.links import Link
from api.kernel.paging import Listing, Sort, moving_json
from api.kernel.routing import Reply
from api.kernel.views import READS_ALL, View, many, obj, tail, val, within
from api.kernel.words import say
from api.objectives.models import Objective
from api.periods.models import PeriodLock, PeriodState
from api.periods.rules import Span, holding
from api.reference import service as reference

LATEST = 40
_network = sa.bindparam("network_id", type_=Id)
_outer = [Indicator.__table__]
_value_of = (IndicatorValue.network_id == _network, IndicatorValue.indicator_id == Indicator.id)


def _shown(full: Any, published: Any) -> Fragment:
    """What is kept for officers, and for everybody else."""
    return Fragment([sa.case((READS_ALL, val(full).sql()), else_=val(published).sql())])


def _count(*more: Any) -> Any:
    counted = sa.select(sa.func.count(IndicatorValue.id, type_=sa.BigInteger)).where(*_value_of, *more)
    return counted.correlate(Indicator).scalar_subquery()


WAITING = obj(
    report=_count(IndicatorValue.state == ValueState.DRAFT, MINE),
    returned=_count(IndicatorValue.state == ValueState.RETURNED, MINE),
    approve=_count(IndicatorValue.state == ValueState.SUBMITTED, READS_ALL),
)
COMMON = {
    "id": Indicator.id,
    "code": Indicator.code,
    "title": Indicator.title,
    "kind": Indicator.kind,
    "unit": Indicator.unit,
    "decimals": Indicator.decimals,
    "part_decimals": Indicator.part_decimals,
    "per": Indicator.per,
    "direction": Indicator.direction,
    "accumulates": Indicator.accumulates,
    "frequency": Indicator.frequency,
    "baseline": Indicator.baseline,
    "reporters": Indicator.reporters,
    "responsible_id": Indicator.responsible_id,
    "codes": Indicator.codes,
    "objectives": Indicator.objectives,
    "sdg_targets": Indicator.sdg_targets,
    "visibility": Indicator.visibility,
    "state": Indicator.state,
    "summary": _shown(Indicator.summary, Indicator.published_summary),
    "waiting": WAITING,
    "version": Indicator.version,
}
VISIBLE = [Indicator.network_id == _network, within(Indicator.visibility)]


def _linked(number: Any) -> sa.ColumnElement[bool]:
    its = sa.select(Objective.id).where(Objective.network_id == _network, Objective.number == number)
    linked = (Link.network_id == _network, Link.from_kind == "indicators", Link.to_kind == "objectives")
    return Indicator.id.in_(sa.select(Link.from_id).where(*linked, Link.to_id == its.scalar_subquery()))


def _reported_by(organisation: Any) -> sa.ColumnElement[bool]:
    reporter = IndicatorReporter
    here = (reporter.network_id == _network, reporter.indicator_id == Indicator.id)
    return (
        sa.select(reporter.position)
        .where(*here, reporter.organisation_id == organisation)
        .correlate(Indicator)
        .exists()
    )


def _waits(wanted: Any) -> sa.ColumnElement[bool]:
    """Whether something of it waits for the caller."""
    own = sa.and_(MINE, sa.or_(*(IndicatorValue.state == state for state in (ValueState.DRAFT, ValueState.RETURNED))))
    theirs = sa.and_(READS_ALL, IndicatorValue.state == ValueState.SUBMITTED)
    waiting = sa.select(IndicatorValue.id).where(*_value_of, sa.or_(own, theirs)).correlate(Indicator).exists()
    return waiting == sa.type_coerce(wanted, sa.Boolean)


def _filters(dialect: str) -> dict[str, Any]:
    return {
        "objective": _linked,
        "organisation_id": _reported_by,
        "framework": lambda value: Indicator.frameworks.contains(sa.type_coerce(value, sa.String)),
        "state": lambda value: Indicator.state == value,
        "status": lambda value: Indicator.status == value,
        "waiting": _waits,
        "q": lambda value: search.among_found("indicators", Indicator.id, sa.type_coerce(value, sa.Text))[dialect],
    }


_SORTS = {
    "code": Sort((Indicator.code, Indicator.id)),
    "-created_at": Sort((Indicator.created_at, Indicator.id), descending=True),
}
LISTINGS = {
    dialect: Listing(obj(**COMMON), Indicator, VISIBLE, _SORTS, _filters(dialect), [Indicator.state])
    for dialect in ("sqlite", "postgresql")
}


async def indicators(call: Call, sort: str, limit: int, cursor: str | None, q: str | None, **given: Any) -> Reply:
    """The list. Words that hold no letter find nothing."""
    if q is not None:
        given["q"] = search.asked_for(call.source, call.network_id, q, call.language)
        if given["q"] is None:
            return Reply('{"items":[],"next_cursor":null}')
    if given.get("framework") is not None:
        given["framework"] = f" {given['framework']} "
    listing = LISTINGS[call.source.dialect]
    rows, following = await listing.rows(call.source, sort, limit, cursor, given, **asking(call))
    return Reply(moving_json(rows, following, lambda state: INDICATOR.names(call, state)))


# ── one of them ─────────────────────────────────────────────────────────────────────────────────────────────────────

_used = sa.or_(
    sa.and_(Dimension.code == PLACE, Indicator.by_place),
    sa.type_coerce(Indicator.dimensions, sa.Text).contains(
        sa.literal('"', sa.Text) + Dimension.code + sa.literal('"', sa.Text)
    ),
)
DIMENSION = obj(
    id=Dimension.id,
    code=Dimension.code,
    title=Dimension.title,
    items=Dimension.items,
    source=Dimension.source,
    confidence=Dimension.confidence,
    version=Dimension.version,
)
_single = obj(
    **COMMON,
    definition=Indicator.definition,
    targets=Indicator.targets,
    source=Indicator.source,
    method=Indicator.method,
    counts_people=Indicator.counts_people,
    by_place=Indicator.by_place,
    reference=Indicator.reference,
    series=_shown(Indicator.series, Indicator.published),
    created_at=Indicator.created_at,
    links=links.of("indicators", Indicator.id, _outer),
)
_latest = (
    sa.select(
        Glued(*UNDRESSED.parts, SEAM).label("item"),
        DECISIVE.sql().label("decisive"),
    )
    .where(*_value_of, SEEN)
    .order_by(IndicatorValue.period.desc(), IndicatorValue.acronym, IndicatorValue.id)
    .limit(LATEST)
    .correlate(Indicator)
    .subquery()
)
_values = sa.select(Glued(Joined(_latest.c.item), Joined(_latest.c.decisive))).select_from(_latest).scalar_subquery()
_lists = many(
    Fragment([*DIMENSION.parts, SEAM]),
    Dimension,
    [Dimension.network_id == _network, _used],
    [Dimension.position],
    _outer,
)


_lock = obj(
    period=PeriodLock.period, acronym=PeriodLock.acronym, first_on=PeriodLock.first_on, last_on=PeriodLock.last_on
)
_locked = many(
    _lock,
    PeriodLock,
    [PeriodLock.network_id == _network, PeriodLock.state == PeriodState.LOCKED],
    [PeriodLock.first_on, PeriodLock.period],
    _outer,
)


def _locks(text: str) -> list[PeriodLock]:
    days = ("first_on", "last_on")
    return [
        PeriodLock(**{name: date.fromisoformat(value) if name in days else value for name, value in each.items()})
        for each in json.loads(text)
    ]


def _one(condition: Any) -> View:
    return View(
        sa.select(
            _single.sql(),
            Indicator.version,
            Indicator.state,
            Indicator.frequency,
            sa.type_coerce(Indicator.reporters, sa.Text),
            sa.type_coerce(Indicator.dimensions, sa.Text),
            _lists.sql(),
            _values,
            _locked.sql(),
        ).where(*VISIBLE, condition)
    )


BY_ID = _one(Indicator.id == sa.bindparam("key", type_=Id))
BY_CODE = _one(sa.func.lower(Indicator.code) == sa.bindparam("key", type_=sa.String))


def pieces(text: str) -> tuple[list[str], str]:
    """The items of an array, each of which ends in a seam; and what stands after it."""
    *items, rest = text[1:].split(SEAM)
    return [item.removeprefix(",") for item in items], rest.removeprefix("]")


def _nested(lists: str, dimensions: str) -> str:
    """The code lists in the order in which tables nest, the places first."""

    def place(item: str) -> int:
        code = item.partition('"code":')[2].partition(",")[0]
        return dimensions.find(code)  # -1: the place, which is none of them

    return ",".join(sorted(pieces(lists)[0], key=place))


async def indicator(call: Call, key: UUID | str, *, as_members: bool = False) -> Reply:
    """One indicator, by its id or its code; as members see it, if an officer asks so."""
    view = BY_ID if isinstance(key, UUID) else BY_CODE
    asked = asking(call, as_members=as_members)
    row = found(await view.first(call.source, key=key if isinstance(key, UUID) else key.lower(), **asked))
    text, version, state, frequency, reporters, dimensions, lists, values, locked = row
    told, decisive = pieces(values)
    known = json.loads(decisive)
    archived = state == IndicatorState.ARCHIVED
    shown = dress(call, list(zip(told, known, strict=True)), _locks(locked), archived=archived)
    due = _due(frequency, clock.now_utc().astimezone(clock.PLACE).date())
    own = {str(id) for id in call.actor.organisations(call.network_id)} if call.may(policy.REPORT) else set()
    mine = [each for each in json.loads(reporters) if each["organisation_id"] in own] if own else []
    waiting = [json.loads(each) for each, of in zip(told, known, strict=True) if of[0] != ValueState.APPROVED]
    there = {of[5] for of in known if of[2] == due}
    more = {
        "shown_to": "secretariat" if asked["reach"] >= 4 else "members",
        "due": due,
        "reports_for": [] if archived else mine,
        "may_change": call.may(policy.WRITE),
        "moves": INDICATOR.offered(call, facts_in(state)),
        "needs": [] if archived else _needs(call, json.loads(reporters), waiting, there, due),
    }
    dressed_up = f',"dimensions":[{_nested(lists, dimensions)}],"values":[{shown}]' + tail(**more)
    return Reply(text[:-1] + dressed_up, version)


_WAITS = {
    ValueState.DRAFT: "value-draft",
    ValueState.SUBMITTED: "value-approve",
    ValueState.RETURNED: "value-returned",
}


def _due(frequency: str, today: date) -> str:
    """The last period that is over."""
    return str(holding(today, Span(frequency)).before())


def _needs(
    call: Call, reporters: list[dict[str, Any]], waiting: list[dict[str, Any]], there: set[str], due: str
) -> list[dict[str, Any]]:
    """What this indicator still needs, as sentences: who has not reported the last period, and what waits.

    A reader sees only what is approved, and is not told that somebody owes what may have been reported already.
    """
    wanted: list[tuple[str, list[str], dict[str, Any]]] = []
    if not reporters:
        wanted.append(("indicator-reporter", [], {}))
    everybody = call.circles[-1] == Visibility.SECRETARIAT
    own = {str(id) for id in call.actor.organisations(call.network_id)}
    for each in reporters:
        if (everybody or each["organisation_id"] in own) and each["acronym"] not in there:
            wanted.append(("value-missing", [each["acronym"]], {"organisation": each["acronym"], "period": due}))
    for each in waiting:
        facts = {"organisation": each["acronym"], "period": each["period"], "reason": each["reason"]}
        who = [] if each["state"] == ValueState.SUBMITTED else [each["acronym"]]
        wanted.append((_WAITS[each["state"]], who, facts))
        if not each["totals_agree"]:
            wanted.append(("value-disagrees", [each["acronym"]], facts))
    return [
        {"key": key, "sentence": say(f"need.{key}", call.language, **facts), "organisations": who, "by_at": None}
        for key, who, facts in wanted
    ]


# ── code lists and candidates ───────────────────────────────────────────────────────────────────────────────────────

DIMENSIONS = View(
    sa.select(DIMENSION.sql(), Dimension.version, Dimension.code)
    .where(Dimension.network_id == _network)
    .order_by(Dimension.position)
)
CODES = View(
    sa.select(Indicator.id, sa.type_coerce(Indicator.reference, sa.Text)).where(
        *VISIBLE, Indicator.reference.is_not(None)
    )
)


async def dimensions(call: Call) -> Reply:
    rows = await DIMENSIONS.fetch(call.source, network_id=call.network_id)
    return Reply('{"items":[' + ",".join(row[0] for row in rows) + "]}")


async def dimension(call: Call, code: str) -> Reply:
    rows = await DIMENSIONS.fetch(call.source, network_id=call.network_id)
    row = found(next((row for row in rows if row[2] == code), None))
    return Reply(row[0], row[1])


async def candidates(call: Call) -> Reply:
    """The indicators of the reference data, each with what is known of it and whether the network has taken it up."""
    rows = await CODES.fetch(call.source, network_id=call.network_id, reach=call.reach)
    taken = {json.loads(text)["code"]: str(id) for id, text in rows}
    data = reference.load("gcm-indicators")
    items = [
        {
            "code": item["sdg_indicator"],
            "title": {"en": item["gist_en"], "ru": None, "tk": None},
            "objectives": item["gcm_objectives"],
            "in_official_gcm_set": item["in_official_gcm_set"],
            "item_source": item["item_source"],
            "indicator_id": taken.get(item["sdg_indicator"]),
        }
        for item in data["items"]
    ]
    return Reply(dumps({"source": data["source"], "notes": data["notes"], "items": items}))
