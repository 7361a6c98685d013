"""Networks: made by the administrator, run by their own settings."""

from collections.abc import Awaitable, Callable
from datetime import date
from typing import Any
from zoneinfo import available_timezones

import sqlalchemy as sa

from api.kernel import clock, journal
from api.kernel.access import PLATFORM, Call, Head, found
from api.kernel.journal import JournalHead
from api.kernel.problems import Invalid
from api.kernel.runtime import PLATFORM_SLUG
from api.kernel.text import sort_key
from api.networks import agreements
from api.networks.models import AgreedSetting, Network, Organisation, RegisterNumber
from api.networks.schemas import Holiday, NetworkCreate, OrganisationCreate

# What else a new network begins with: features below register here, in `app`.
FOUNDING: list[Callable[[Call], Awaitable[None]]] = []
# What is shown otherwise once the threshold of small numbers is another one: features below register here too.
THRESHOLD: list[Callable[[Call], Awaitable[None]]] = []


async def create(call: Call, wanted: NetworkCreate, *, demo: bool = False) -> Network:
    """A new network and the head of its journal, whose first entry is its own founding."""
    _check_zone(wanted.time_zone)
    taken = sa.select(JournalHead.slug).where(JournalHead.slug == wanted.slug)
    if wanted.slug == PLATFORM_SLUG or (await call.session.execute(taken)).first() is not None:
        raise Invalid.at("/slug", "taken")
    network = Network(created_at=call.now, demo=demo, **wanted.model_dump(mode="json", exclude={"established_on"}))
    network.established_on = wanted.established_on
    call.session.add(network)
    await call.session.flush()
    call.session.add(JournalHead(id=network.id, slug=network.slug))
    await call.session.flush()
    call.network = Head(network.id, network.slug, 0, call.epoch, False)
    await journal.record(call, "network.founded", network)
    await journal.record(call, "network.created", network, chain=PLATFORM)
    for act in FOUNDING:
        await act(call)
    return network


async def current(call: Call) -> Network:
    """The network of this call, for its settings."""
    return found(await call.session.get(Network, call.network_id))


async def change(call: Call, changes: dict[str, Any]) -> Network:
    statement = sa.select(Network).where(Network.id == call.network_id).with_for_update()
    network = (await call.session.execute(statement)).scalar_one()
    call.changed(network)
    named = changes.pop("agreed_by", None)
    before = {setting: getattr(network, setting) for setting in AgreedSetting}
    for name, value in changes.items():
        if value is None and name not in ("established_on", "urgent_period_seconds"):
            raise Invalid.at(f"/{name}", "missing")
        setattr(network, name, _READ[name](value) if name in _READ else _plain(value))
    _check_zone(network.time_zone)
    floor = call.kernel.settings.silence_floor_seconds
    if network.silence_minimum_seconds < floor and not (network.demo and call.kernel.settings.demo):
        raise Invalid.at("/silence_minimum_seconds", "silence_too_short", hours=floor // 3600)
    if network.silence_default_seconds < network.silence_minimum_seconds:
        raise Invalid.at("/silence_default_seconds", "silence_below_minimum")
    await clock.tick(call)
    await agreements.note(call, network, before, named.given() if named is not None else {})
    call.epoch_moves = True
    await journal.record(call, "network.changed", network)
    if network.small_cell_threshold != before[AgreedSetting.SMALL_CELL_THRESHOLD]:
        for act in THRESHOLD:
            await act(call)
    return network


def _plain(value: Any) -> Any:
    return value.model_dump() if hasattr(value, "model_dump") else value


def _working_days(days: list[int]) -> list[int]:
    if len(set(days)) < len(days):
        raise Invalid.at("/working_days", "duplicate")
    return sorted(days)


def _holidays(days: list[Holiday]) -> list[dict[str, Any]]:
    """By day, each once."""
    known: set[date] = set()
    for at, holiday in enumerate(days):
        if holiday.on in known:
            raise Invalid.at(f"/holidays/{at}/on", "duplicate")
        known.add(holiday.on)
    return [holiday.model_dump(mode="json") for holiday in sorted(days, key=lambda holiday: holiday.on)]


_READ: dict[str, Callable[[Any], Any]] = {"working_days": _working_days, "holidays": _holidays}


def _check_zone(zone: str) -> None:
    if zone not in available_timezones():
        raise Invalid.at("/time_zone", "unknown")


async def add_organisation(call: Call, wanted: OrganisationCreate) -> Organisation:
    taken = sa.select(Organisation.id).where(sa.func.lower(Organisation.acronym) == wanted.acronym.lower())
    if (await call.session.execute(taken)).first() is not None:
        raise Invalid.at("/acronym", "taken")
    values = wanted.model_dump(mode="json")
    organisation = Organisation(created_at=call.now, sort_key=sort_key(wanted.acronym), **values)
    call.session.add(organisation)
    await journal.record(call, "organisation.added", organisation, chain=PLATFORM, acronym=organisation.acronym)
    return organisation


async def next_number(call: Call, register: str, year: int) -> int:
    """The next number of a register in a year, without gaps: given in the transaction that uses it."""
    key = (call.network_id, register, year)
    row = await call.session.get(RegisterNumber, key, with_for_update=True)
    if row is None:
        await journal.lock(call.session, call.network_id)  # two first numbers of a year wait for each other
        row = await call.session.get(RegisterNumber, key, with_for_update=True)
    if row is None:
        row = RegisterNumber(network_id=call.network_id, register=register, year=year, last=0)
        call.session.add(row)
    row.last += 1
    await call.session.flush()
    return row.last
