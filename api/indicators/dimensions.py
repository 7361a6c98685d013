"""Code lists of a network: what values are disaggregated by. Kept by the secretariat; nothing that is used goes away."""

from collections.abc import Iterable
from typing import Any

import sqlalchemy as sa

from api.indicators.models import MOST_DIMS, Confidence, Dimension
from api.indicators.rules import PLACE, dims_text
from api.indicators.schemas import DimensionItemInput, DimensionPut
from api.kernel import journal
from api.kernel.access import Call
from api.kernel.problems import Invalid
from api.kernel.words import LANGUAGES, known, say
from api.networks.models import Network
from api.reference import service as reference

OFF = ("race_ethnicity",)  # its collection is restricted by law: a network that may adds it by itself


async def ensure(call: Call) -> None:
    """Enter the lists that the reference data suggest into a network that has none yet, with source and confidence."""
    there = sa.select(Dimension.id).where(Dimension.network_id == call.network_id).limit(1)
    if (await call.session.execute(there)).first() is not None:
        return
    places = await _places(call)
    rows = [(PLACE, places, reference.load("locale")["source"], Confidence.HIGH)]
    source = reference.load("disaggregation")["source"]
    for item in reference.items("disaggregation"):
        if item["suggested_values"] and item["code"] not in OFF:
            options = [_option(item["code"], value) for value in item["suggested_values"]]
            rows.append((item["code"], options, source, Confidence(item["confidence"])))
    for position, (code, options, origin, confidence) in enumerate(rows):
        call.session.add(
            Dimension(
                created_at=call.now,
                network_id=call.network_id,
                code=code,
                position=position,
                title=_said(f"dimension.{code}"),
                items=options,
                source=origin,
                confidence=confidence,
            )
        )
    await call.session.flush()


async def _places(call: Call) -> list[dict[str, Any]]:
    """The regions of the network's country, where the reference data know them: Turkmenistan's."""
    network = await call.session.get(Network, call.network_id)
    if network is None or network.country.get("en") != "Turkmenistan":
        return []
    named = reference.load("locale")["subdivisions"]
    return [{"code": one["code"], "title": _said(f"place.{one['code']}"), "retired": False} for one in named]


def _option(dimension: str, value: str) -> dict[str, Any]:
    key = f"dimension.{dimension}.{value}"
    title = _said(key) if known(key) else dict.fromkeys(LANGUAGES, value)
    return {"code": value, "title": title, "retired": False}


def _said(key: str) -> dict[str, str]:
    return {language: say(key, language) for language in LANGUAGES}


async def of_network(call: Call) -> dict[str, Dimension]:
    """The network's lists by code, in their order."""
    statement = sa.select(Dimension).where(Dimension.network_id == call.network_id).order_by(Dimension.position)
    return {row.code: row for row in (await call.session.execute(statement)).scalars()}


def codes(rows: Iterable[Dimension]) -> dict[str, frozenset[str]]:
    """By dimension, the items that a new cell may name."""
    return {row.code: frozenset(item["code"] for item in row.items if not item["retired"]) for row in rows}


async def put(call: Call, code: str, wanted: DimensionPut) -> Dimension:
    """Make a list, or change it: items get other titles, are added, put in order or retired. None is taken away."""
    await ensure(call)
    statement = sa.select(Dimension).where(Dimension.network_id == call.network_id, Dimension.code == code)
    row = (await call.session.execute(statement.with_for_update())).scalar_one_or_none()
    call.match(row.version if row is not None else 0)
    items = _items(wanted.items)
    _check_length(code, items)
    if row is None:
        last = sa.select(sa.func.max(Dimension.position)).where(Dimension.network_id == call.network_id)
        position = int((await call.session.execute(last)).scalar_one() or 0) + 1
        row = Dimension(
            created_at=call.now, network_id=call.network_id, code=code, position=position, version=0, items=[]
        )
        call.session.add(row)
    kept = {item["code"] for item in items}
    for item in row.items:
        if item["code"] not in kept:
            raise Invalid.at("/items", "item_kept", item=item["code"])
    row.title, row.items, row.version = wanted.title.model_dump(), items, row.version + 1
    row.source = wanted.source
    await journal.record(call, "dimension.changed", row, code=code, title=row.title)
    return row


def _items(wanted: list[DimensionItemInput]) -> list[dict[str, Any]]:
    known_codes: set[str] = set()
    for at, item in enumerate(wanted):
        if item.code in known_codes:
            raise Invalid.at(f"/items/{at}/code", "duplicate")
        known_codes.add(item.code)
    return [item.model_dump() for item in wanted]


def _check_length(code: str, items: list[dict[str, Any]]) -> None:
    """Four of the longest parts fit into the key of a cell."""
    for at, item in enumerate(items):
        if len(dims_text({code: item["code"]})) > MOST_DIMS // 4:
            raise Invalid.at(f"/items/{at}/code", "string_too_long", max_length=MOST_DIMS // 4 - len(code) - 1)
