"""Indicators, and values in any state, in the test's own network."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from api.indicators import reporting, service
from api.indicators.models import Indicator, IndicatorValue
from api.indicators.schemas import IndicatorCreate
from api.indicators.value_schemas import IndicatorValueCreate
from api.kernel.access import Call
from tests.make import Made, Make, Network

PARTS = {"sex=female": "60", "sex=male": "40"}


def cells(parts: Mapping[str, Any]) -> list[dict[str, Any]]:
    """`{"place=TM-A;sex=female": "60"}`, or of a percentage `{"": ("30", "40")}`, as the API takes cells."""
    sent = []
    for key, number in parts.items():
        names = dict(part.split("=") for part in key.split(";") if part)
        numbers = (
            dict(zip(("numerator", "denominator"), number, strict=True))
            if isinstance(number, tuple)
            else {"value": number}
        )
        sent.append({"parts": names, **numbers})
    return sent


async def indicator(make: Make, *, network: Network | None = None, code: str = "TKM-1", **given: Any) -> Made:
    """An indicator that UNDP and IOM report each quarter, by sex and place."""
    network = network or await make.home()
    wanted = {
        "code": code,
        "title": {"en": "People reached by pre-departure orientation"},
        "unit": {"en": "people"},
        "direction": "increase",
        "accumulates": "sum",
        "responsible_id": network.organisations["UNDP"],
        "reporter_ids": [network.organisations["IOM"]],
        "objectives": [7],
        "dimensions": ["sex"],
        "by_place": True,
        **given,
    }

    async def begin(call: Call) -> Made:
        row = await service.create(call, IndicatorCreate.model_validate(wanted))
        return Made(row.id, f"{network.path}/indicators/{row.id}", row.version, network, row.state, row.code)

    return await make.act("secretariat", begin, network)


async def value(
    make: Make,
    state: str = "draft",
    *,
    indicator: Made | None = None,
    acronym: str = "UNDP",
    period: str = "2025-Q1",
    parts: Mapping[str, Any] = PARTS,
    note: str | None = None,
) -> Made:
    """What an organisation says of an indicator for a period, brought to `state`."""
    indicator = indicator or await make.indicator()
    network = indicator.network
    wanted = {
        "organisation_id": network.organisations[acronym],
        "period": period,
        "note": note,
        "cells": cells(parts),
    }

    async def begin(call: Call) -> UUID:
        row = await service.lock(call, indicator.id, match=False)
        value_id = await reporting.draft(call, row, IndicatorValueCreate.model_validate(wanted))
        if state != "draft":
            await reporting.submit(call, *await reporting.lock(call, value_id))
        return value_id

    async def decide(call: Call) -> None:
        held = await reporting.lock(call, value_id)
        if state == "approved":
            await reporting.approve(call, *held)
        else:
            await reporting.give_back(call, *held, "return", "The parts do not come to the total.")

    value_id = await make.act(acronym.lower(), begin, network)
    if state in ("approved", "returned"):
        await make.act("secretariat", decide, network)

    async def read(call: Call) -> Made:
        row = await call.session.get(IndicatorValue, value_id)
        assert row is not None
        return Made(row.id, f"{network.path}/indicator-values/{row.id}", row.version, network, row.state, row.period)

    return await make.as_platform(read, network)


async def row(make: Make, made: Made) -> Indicator:
    """The indicator as it is kept."""

    async def read(call: Call) -> Indicator:
        found = await call.session.get(Indicator, made.id)
        assert found is not None
        return found

    return await make.as_platform(read, made.network)
