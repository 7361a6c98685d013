"""The demo network of Turkmenistan: made by the product's own services, so that everything in it is really so."""

from datetime import date, timedelta
from typing import Any

import sqlalchemy as sa

from api.demo import cast, minutes, reporting, reviews, scenes, statements, talk, workplans
from api.demo.stage import Stage
from api.kernel import journal
from api.kernel.access import PLATFORM, Call, Role
from api.kernel.journal import JournalHead
from api.kernel.runtime import Kernel
from api.members import service as members
from api.members.models import Capacity, MembershipKind
from api.members.schemas import AppointmentCreate, MemberCreate
from api.networks import service as networks
from api.networks.models import OrganisationKind
from api.networks.schemas import NetworkCreate, OrganisationCreate
from api.people import secrets
from api.people import service as people
from api.people.models import MailedLink, Person
from api.reference import service as reference
from api.settings import Settings

SLUG = "turkmenistan"
SECOND_OF_SILENCE = 1


async def load(settings: Settings) -> str:
    """Load the demo into the database of these settings, unless it is there."""
    from api.app import create_app

    kernel = create_app(settings).kernel
    await kernel.open()
    try:
        return await load_into(kernel)
    finally:
        await kernel.close()


async def load_into(kernel: Kernel) -> str:
    stage = Stage(kernel)
    if await kernel.head(SLUG) is not None:
        await stage.act_as_platform(_set_passwords)
        return "The demo network is there already."
    print(
        "Playing the demo network: a year of meetings, decisions and proposals, about half a minute …",
        flush=True,
    )
    await stage.act_as_platform(_found)
    await stage.act_as_platform(_set_passwords)
    met = await scenes.play(stage)
    await workplans.play(stage)
    await talk.play(stage)
    await statements.play(stage)
    await minutes.play(stage, met)
    await statements.ask(stage)
    await reporting.play(stage)
    await reviews.play(stage)  # last: they are written from everything before
    return "The demo network of Turkmenistan is loaded."


async def _found(call: Call) -> None:
    """The network, its ten members and two partners, and everybody's appointment."""
    if await call.session.get(JournalHead, PLATFORM) is None:
        call.session.add(JournalHead(id=PLATFORM, slug="platform"))
        await call.session.flush()
    await networks.create(
        call,
        NetworkCreate(
            slug=SLUG,
            code="TKM",
            name={
                "en": "UN Network on Migration in Turkmenistan",
                "ru": "Сеть ООН по миграции в Туркменистане",
                "tk": "BMG-niň Türkmenistandaky Migrasiýa boýunça tory",
            },
            country={"en": "Turkmenistan", "ru": "Туркменистан", "tk": "Türkmenistan"},
            languages=["en", "ru", "tk"],
            established_on=cast.SINCE,
        ),
        demo=True,
    )
    network = await networks.current(call)
    network.silence_minimum_seconds = SECOND_OF_SILENCE
    network.holidays = [_holiday(item) for item in reference.items("holidays")]
    await journal.record(call, "network.changed", network)
    for item in reference.items("members"):
        await _member(call, item)
    for item in reference.items("government"):
        await _partner(call, item)
    admin = await people.invite(call, cast.address("admin"), cast.ADMIN[1], None, "en")
    admin.admin = True
    await journal.record(call, "person.made-admin", admin, chain=PLATFORM)


def _holiday(item: dict[str, Any]) -> dict[str, Any]:
    return {"on": item["on"], "name": reference.localised(item, "name")} | {
        name: item[name] for name in ("source", "confidence")
    }


async def _member(call: Call, item: dict[str, Any]) -> None:
    acronym = item["acronym"]
    organisation = OrganisationCreate(
        acronym=acronym,
        name={language: item.get(f"name_{language}") for language in ("en", "ru", "tk")},
        kind=OrganisationKind.UN_ENTITY,
        iati_id=item.get("iati_org_id"),
        source=item.get("name_tk_source"),
    )
    capacity = [each for each in (Capacity.COORDINATOR, Capacity.SECRETARIAT) if each in item["roles"]]
    membership = await members.add(
        call,
        MemberCreate(
            organisation=organisation,
            kind=MembershipKind.MEMBER,
            capacity=capacity,
            joined_on=cast.SINCE,
            source="Terms of reference of the UN Network on Migration in Turkmenistan",
        ),
    )
    focal, alternate = cast.SPEAKERS[acronym]
    posts = [(acronym, focal, Role.FOCAL_POINT), (f"{acronym}-alternate", alternate, Role.ALTERNATE)]
    if acronym == "IOM":
        posts += [(*cast.SECRETARIAT, Role.SECRETARIAT), (*cast.IOM_HEAD, Role.CO_CHAIR), (*cast.VIEWER, Role.VIEWER)]
    if acronym == "RCO":
        posts.append((*cast.RC, Role.CO_CHAIR))
    earlier = cast.EARLIER.get(acronym)
    if earlier is not None:
        name, person, held, until = earlier
        await _appoint(call, membership.organisation_id, name, person, Role(held), until_on=until)
    for name, person, role in posts:
        since = earlier[3] + timedelta(days=1) if earlier is not None and role == earlier[2] else cast.SINCE
        await _appoint(call, membership.organisation_id, name, person, role, since)


async def _partner(call: Call, item: dict[str, Any]) -> None:
    acronym = item["code"].upper()
    organisation = OrganisationCreate(
        acronym=acronym,
        name={language: item.get(f"name_{language}") for language in ("en", "ru", "tk")},
        kind=OrganisationKind.GOVERNMENT,
        source="Terms of reference of the UN Network on Migration in Turkmenistan",
    )
    wanted = MemberCreate(organisation=organisation, kind=MembershipKind.PARTNER, joined_on=cast.SINCE)
    membership = await members.add(call, wanted)
    name, person = cast.PARTNERS[acronym]
    await _appoint(call, membership.organisation_id, name, person, Role.OBSERVER)


async def _appoint(
    call: Call,
    organisation_id: Any,
    name: str,
    person: str,
    role: Role,
    from_on: date = cast.SINCE,
    until_on: date | None = None,
) -> None:
    wanted = AppointmentCreate(
        email=cast.address(name),
        name=person,
        organisation_id=organisation_id,
        role=str(role),
        from_on=from_on,
        until_on=until_on,
    )
    await members.appoint(call, wanted, confirmed=True)


async def _set_passwords(call: Call) -> None:
    """One password for everybody in the demo; it may have changed since the last start."""
    password = call.kernel.settings.demo_password.get_secret_value()
    everybody = list((await call.session.execute(sa.select(Person).order_by(Person.id))).scalars())
    if everybody and (await secrets.check_password(password, everybody[0].password_hash))[0]:
        return
    hashed = await secrets.hash_password(password)
    for person in everybody:
        person.password_hash = hashed
    await call.session.execute(sa.delete(MailedLink))
    await call.session.execute(sa.text("DELETE FROM deliveries WHERE kind = 'invitation'"))
