"""Indicators of the data set: eight in a network, three years of quarters by five organisations, by sex."""

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any
from uuid import UUID

from api.indicators import bulk
from api.indicators.models import Dimension, Indicator, IndicatorReporter, IndicatorValue
from api.indicators.rules import Number, Scale, key_of
from api.indicators.values import IndicatorKind
from api.periods.rules import between, parse

if TYPE_CHECKING:
    from bench.data import Maker

INDICATORS, REPORTERS = 8, 5
QUARTERS = [str(each) for each in between(parse("2023-Q1"), parse("2025-Q4"))]
SCALE = Scale(IndicatorKind.QUANTITY)
SEXES = [{"code": code, "title": {"en": code, "ru": code, "tk": code}, "retired": False} for code in ("female", "male")]


def measures(maker: "Maker", network: UUID) -> Iterator[tuple[Any, list[dict[str, Any]]]]:
    """Batches of (table, rows)."""
    sex = {"code": "sex", "position": 1, "title": maker.text(1), "items": SEXES, "source": None, "confidence": "high"}
    heads = [_head(maker, network, at) for at in range(INDICATORS)]
    yield Dimension.__table__, [_row(maker, network_id=network, **sex)]
    yield Indicator.__table__, heads
    yield (
        IndicatorReporter.__table__,
        [
            {"network_id": network, "indicator_id": head["id"], "organisation_id": organisation, "position": at}
            for head in heads
            for at, organisation in enumerate(maker.organisations[:REPORTERS])
        ],
    )
    yield (
        IndicatorValue.__table__,
        [_value(maker, head, period, at) for head in heads for period in QUARTERS for at in range(REPORTERS)],
    )


def _row(maker: "Maker", **values: Any) -> dict[str, Any]:
    from bench.data import BASE

    return {"id": maker.id(), "created_at": BASE, "version": 1, **values}


def _head(maker: "Maker", network: UUID, at: int) -> dict[str, Any]:
    acronyms = maker.acronyms[:REPORTERS]
    numbers = {"numerator": None, "denominator": None, "suppressed": None}
    points = [
        {"period": period, "value": str(540 + 7 * step), "organisations": acronyms, **numbers}
        for step, period in enumerate(QUARTERS)
    ]
    target = {"period": "2027", "value": "900"}
    summary = {"last": points[-1], "recent": points[-8:], "target": target, "status": "on_track"}
    series = {"periods": points, "years": points[-3:]}
    reporters = [
        {"organisation_id": str(organisation), "acronym": acronym}
        for organisation, acronym in zip(maker.organisations, acronyms, strict=False)
    ]
    return (
        _row(maker, network_id=network, code=f"I-{at + 1:02}", title=maker.text(1), definition=maker.text(2))
        | {"kind": "quantity", "unit": {"en": "people"}, "decimals": 0, "part_decimals": 0, "per": 1}
        | {"direction": "increase", "accumulates": "sum", "frequency": "quarter", "counts_people": True}
        | {"baseline": {"period": "2022", "value": "500", "note": None, **numbers}, "targets": [target]}
        | {"source": "Register", "method": maker.text(1)["en"], "responsible_id": maker.organisations[0]}
        | {"reporters": reporters, "codes": [{"framework": "sdg", "code": "10.7.1", "in_official_gcm_set": None}]}
        | {"frameworks": " sdg ", "objectives": [7], "sdg_targets": ["10.7"], "dimensions": ["sex"], "by_place": False}
        | {"visibility": "members", "state": "active", "reference": None, "value_count": len(QUARTERS) * REPORTERS}
        | {"status": "on_track", "series": series, "published": series}
        | {"summary": summary, "published_summary": summary}
    )


def _value(maker: "Maker", head: dict[str, Any], period: str, at: int) -> dict[str, Any]:
    from bench.data import BASE

    cells = {key_of({"sex": "female"}): Number(61 + at), key_of({"sex": "male"}): Number(47)}
    return (
        _row(maker, network_id=head["network_id"], indicator_id=head["id"], period=period, state="approved")
        | {"organisation_id": maker.organisations[at], "acronym": maker.acronyms[at], "note": None, "reason": None}
        | {"submitted_by": None, "submitted_at": BASE, "approved_at": BASE, "hidden": None}
        | bulk.computed(cells, SCALE)
    )
