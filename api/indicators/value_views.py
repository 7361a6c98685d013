"""Values as they are read: to each reader as much as is theirs to see."""

import json
from collections.abc import Sequence
from functools import lru_cache
from types import SimpleNamespace
from typing import Any
from uuid import UUID

import sqlalchemy as sa

from api.indicators import policy, rules
from api.indicators.models import Indicator, IndicatorCell, IndicatorValue
from api.indicators.rules import Key, Number, Scale
from api.indicators.states import EDITABLE, VALUE, ValueFacts
from api.indicators.values import IndicatorKind, IndicatorState, Suppressed, ValueState
from api.kernel.access import OFFICERS, Call, found
from api.kernel.db import Id, dumps
from api.kernel.fragments import Fragment, listed
from api.kernel.paging import Listing, Sort, moving_json
from api.kernel.routing import Reply
from api.kernel.views import READS_ALL, View, among, case_json, obj, spread, tail, val, within
from api.kernel.words import known, say
from api.periods import rules as period_rules
from api.periods import service as periods
from api.periods.models import PeriodLock

MOST_ORGANISATIONS = 12
NOTHING = {"value": None, "numerator": None, "denominator": None}
_network = sa.bindparam("network_id", type_=Id)
MINE = among(IndicatorValue.organisation_id, "organisation", MOST_ORGANISATIONS)
# approved values are everybody's; before that they are their organisation's, the secretariat's and the co-chairs'
SEEN = sa.or_(IndicatorValue.state == ValueState.APPROVED, MINE, READS_ALL)
_open = sa.or_(IndicatorValue.hidden.is_(None), MINE, READS_ALL)
FIGURE = Fragment(
    [
        sa.case(
            (_open, val(IndicatorValue.figure).sql()),
            else_=case_json(IndicatorValue.hidden, {why: NOTHING | {"suppressed": why} for why in Suppressed}).sql(),
        )
    ]
)
_COMMON = {
    "id": IndicatorValue.id,
    "indicator_id": IndicatorValue.indicator_id,
    "organisation_id": IndicatorValue.organisation_id,
    "acronym": IndicatorValue.acronym,
    "period": IndicatorValue.period,
    "state": IndicatorValue.state,
    "figure": FIGURE,
    "cell_count": IndicatorValue.cell_count,
    "totals_agree": IndicatorValue.totals_agree,
    "submitted_at": IndicatorValue.submitted_at,
    "approved_at": IndicatorValue.approved_at,
    "version": IndicatorValue.version,
}
_empty = sa.case(
    (sa.and_(IndicatorValue.value.is_(None), IndicatorValue.denominator.is_(None)), sa.true()), else_=sa.false()
)
_READ = {
    **_COMMON,
    "note": IndicatorValue.note,
    "reason": IndicatorValue.reason,
    "created_at": IndicatorValue.created_at,
}
VALUE_JSON = obj(**_READ, submitted_by=IndicatorValue.submitted_by, blank=_empty)
# finished but for what its reader can do with it; and what decides over that
UNDRESSED = obj(**_READ)
DECISIVE = listed(
    IndicatorValue.state,
    IndicatorValue.organisation_id,
    IndicatorValue.period,
    IndicatorValue.submitted_by,
    sa.case((sa.and_(_empty, IndicatorValue.note.is_(None)), sa.true()), else_=sa.false()),
    IndicatorValue.acronym,
)


def asking(call: Call, *, as_members: bool = False) -> dict[str, Any]:
    """What the views are asked with: how far the caller sees, and for whom the caller speaks. An officer may ask to see
    what members see."""
    own = () if as_members else sorted(call.actor.organisations(call.network_id))[:MOST_ORGANISATIONS]
    reach = min(call.reach, 3) if as_members else call.reach
    return {"network_id": call.network_id, "reach": reach, **spread("organisation", own, MOST_ORGANISATIONS)}


def facts_in(state: str) -> Any:
    """The facts of a machine whose guards read nothing but the state."""
    return SimpleNamespace(state=state)


def dressed(call: Call, each: dict[str, Any], locks: Sequence[PeriodLock], *, archived: bool) -> dict[str, Any]:
    """A value with what the caller can do with it now."""
    submitted_by, blank = each.pop("submitted_by"), each.pop("blank")
    decisive = [each["state"], each["organisation_id"], each["period"], submitted_by, blank and not each["note"]]
    return each | _more(call, decisive, locks, archived=archived)


def dress(
    call: Call, values: Sequence[tuple[str, Sequence[Any]]], locks: Sequence[PeriodLock], *, archived: bool
) -> str:
    """The same for values that are finished text; for most readers there is nothing to do, which is said once a period."""
    decides = bool(locks) or call.may(policy.APPROVE)
    own = frozenset(str(id) for id in call.actor.organisations(call.network_id))
    return ",".join(
        [
            text[:-1] + (_end(call, of, locks, archived=archived) if decides or of[1] in own else _idle(of[2]))
            for text, of in values
        ]
    )


def _end(call: Call, decisive: Sequence[Any], locks: Sequence[PeriodLock], *, archived: bool) -> str:
    return tail(**_more(call, decisive, locks, archived=archived))


@lru_cache(1024)
def _idle(period: str) -> str:
    return tail(title=period_rules.parse(period).titles(), locked=False, editable=False, moves=[])


def _more(call: Call, decisive: Sequence[Any], locks: Sequence[PeriodLock], *, archived: bool) -> dict[str, Any]:
    state, organisation_id, period, submitted_by, empty, *_ = decisive
    lock = periods.covering(locks, period) if locks else None
    facts = ValueFacts(
        ValueState(state),
        UUID(organisation_id),
        period,
        empty,
        UUID(submitted_by) if submitted_by else None,
        archived,
        (lock.period, lock.acronym) if lock else None,
    )
    may_edit = call.may(policy.REPORT) and call.speaks_for(facts.organisation_id)
    return {
        "title": period_rules.parse(period).titles(),
        "locked": lock is not None,
        "editable": facts.state in EDITABLE and may_edit and lock is None and not archived,
        "moves": VALUE.offered(call, facts),
    }


# ── one value with its cells ────────────────────────────────────────────────────────────────────────────────────────

_with_indicator = sa.join(IndicatorValue, Indicator, Indicator.id == IndicatorValue.indicator_id)
SINGLE = View(
    sa.select(
        VALUE_JSON.sql(),
        IndicatorValue.version,
        sa.case((sa.or_(MINE, READS_ALL), sa.true()), else_=sa.false()),
        Indicator.state,
        Indicator.kind,
        Indicator.decimals,
        Indicator.part_decimals,
        Indicator.per,
        sa.type_coerce(IndicatorValue.findings, sa.Text),
    )
    .select_from(_with_indicator)
    .where(
        IndicatorValue.network_id == _network,
        IndicatorValue.id == sa.bindparam("id", type_=Id),
        SEEN,
        within(Indicator.visibility),
    )
)
CELLS = View(
    sa.select(
        IndicatorCell.place,
        IndicatorCell.dims,
        IndicatorCell.value,
        IndicatorCell.numerator,
        IndicatorCell.denominator,
        IndicatorCell.hidden,
    )
    .where(IndicatorCell.network_id == _network, IndicatorCell.value_id == sa.bindparam("id", type_=Id))
    .order_by(IndicatorCell.place, IndicatorCell.dims)
)


async def value(call: Call, value_id: UUID) -> Reply:
    """A value with its cells as entered and what follows from them. Whose it is not, sees no small number of it."""
    row = found(await SINGLE.first(call.source, id=value_id, **asking(call)))
    text, version, full, state, kind, decimals, part_decimals, per, findings = row
    scale = Scale(IndicatorKind(kind), decimals, part_decimals, per)
    cells = await CELLS.fetch(call.source, network_id=call.network_id, id=value_id)
    locks = periods.locked(await periods.locks(call))
    each = dressed(call, json.loads(text), locks, archived=state == IndicatorState.ARCHIVED)
    told = [_finding(call, finding) for finding in json.loads(findings)] if full else []
    numbers = {Key(row[0], row[1]): Number(*row[2:5]) for row in cells}
    more = each | {
        "cells": [_cell(Key(row[0], row[1]), Number(*row[2:5]), scale, None if full else row[5]) for row in cells],
        "computed": _computed(numbers, scale) if full else [],
        "findings": told,
        "needs": _needs(call, each),
    }
    return Reply(dumps(more), version)


def _cell(key: Key, number: Number, scale: Scale, hidden: str | None) -> dict[str, Any]:
    figure = rules.figure(number, scale) if hidden is None else NOTHING
    parts = dict(rules.parts_of(key))
    return {"place": key.place, "dims": key.dims, "parts": parts, "suppressed": hidden, **figure}


def _computed(cells: rules.Cells, scale: Scale) -> list[dict[str, Any]]:
    """Every number that follows, the coarsest first."""
    return [
        _cell(key, number, scale, None) | {"reported": key in cells} for key, number in rules.all_parts(cells).items()
    ]


def _finding(call: Call, finding: dict[str, Any]) -> dict[str, Any]:
    by = [say(f"dimension.{code}", call.language) if known(f"dimension.{code}") else code for code in finding["by"]]
    facts = {"reported": finding["reported"], "summed": finding["summed"], "by": by}
    whole = "" if finding["parts"] or finding["code"] != "disagrees" else "-total"
    return finding | {"sentence": say(f"finding.{finding['code']}{whole}", call.language, **facts)}


def _needs(call: Call, each: dict[str, Any]) -> list[dict[str, Any]]:
    facts = {"organisation": each["acronym"], "period": each["period"], "reason": each["reason"]}
    key = {
        ValueState.DRAFT: "value-draft",
        ValueState.SUBMITTED: "value-approve",
        ValueState.RETURNED: "value-returned",
    }.get(ValueState(each["state"]))
    if key is None:
        return []
    who = [] if key == "value-approve" else [each["acronym"]]
    return [{"key": key, "sentence": say(f"need.{key}", call.language, **facts), "organisations": who, "by_at": None}]


# ── the list ────────────────────────────────────────────────────────────────────────────────────────────────────────

ITEM = obj(
    **_COMMON,
    indicator_code=Indicator.code,
    indicator_title=Indicator.title,
    kind=Indicator.kind,
    decimals=Indicator.decimals,
    per=Indicator.per,
)
LISTING = Listing(
    ITEM,
    _with_indicator,
    [IndicatorValue.network_id == _network, SEEN, within(Indicator.visibility)],
    {
        "-period": Sort((IndicatorValue.period, IndicatorValue.id), descending=True),
        "period": Sort((IndicatorValue.period, IndicatorValue.id)),
    },
    {
        "indicator_id": lambda value: IndicatorValue.indicator_id == value,
        "organisation_id": lambda value: IndicatorValue.organisation_id == value,
        "period": lambda value: IndicatorValue.period == value,
        "state": lambda value: IndicatorValue.state == value,
        "mine": lambda value: sa.case((MINE, sa.true()), else_=sa.false()) == sa.type_coerce(value, sa.Boolean),
    },
    [IndicatorValue.state],
)


async def rows(call: Call, sort: str, limit: int, cursor: str | None, **given: Any) -> Any:
    """(JSON of the item, state) of each value that the caller may see, and the cursor of the next page."""
    return await LISTING.rows(call.source, sort, limit, cursor, given, **asking(call))


async def values(call: Call, sort: str, limit: int, cursor: str | None, **given: Any) -> Reply:
    found_rows, following = await rows(call, sort, limit, cursor, **given)
    return Reply(moving_json(found_rows, following, lambda state: VALUE.names(call, state)))


def sees_all(call: Call) -> bool:
    return bool(call.roles & {*OFFICERS})
