"""What tests are about, made by the product's own services: networks with their people, and what happens in them.

`make.network()` is a fresh network with a journal of its own, so tests share a migrated database and see nothing of
each other. Time passes by moving what is due into the past (`make.pass_due`), never by waiting.
"""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from datetime import date
from itertools import count
from typing import Any, TypeVar
from uuid import UUID

import sqlalchemy as sa

from api.kernel import clock, deliveries, journal, tokens, unit
from api.kernel.access import PLATFORM, Actor, Call, Role
from api.kernel.db import new_id
from api.kernel.runtime import Kernel
from api.members import service as members
from api.members.actors import posts_of
from api.members.models import MembershipKind
from api.members.schemas import AppointmentCreate, MemberCreate
from api.networks import service as networks
from api.networks.models import Organisation, OrganisationKind
from api.networks.schemas import NetworkCreate, OrganisationCreate
from api.people import keys
from api.people import service as people
from api.people.models import MailedLink
from api.people.models import Person as PersonRow

T = TypeVar("T")
PASSWORD = "a-quiet-river-in-spring"
SINCE = date(2024, 3, 12)
_numbers = count(1)


@dataclass(frozen=True)
class Person:
    """An account, and what it is in its network."""

    id: UUID
    email: str
    name: str
    role: Role | None = None
    acronym: str = ""
    network: str = ""


@dataclass
class Network:
    """A network with its people by short name: `rc`, `iom-head`, `secretariat`, `undp`, `undp-alternate`, `mfa` …"""

    id: UUID
    slug: str
    code: str
    organisations: dict[str, UUID] = field(default_factory=dict)
    memberships: dict[str, UUID] = field(default_factory=dict)
    people: dict[str, Person] = field(default_factory=dict)

    @property
    def path(self) -> str:
        return f"/api/v1/networks/{self.slug}"

    def holder(self, role: Role) -> Person:
        return next(person for person in self.people.values() if person.role == role)


@dataclass
class Made:
    """A record: `path` is its address, `version` what it had when it was made."""

    id: UUID
    path: str
    version: int
    network: Network
    state: str = ""
    number: Any = None


class Make:
    """Makes things in the database of one application. `home` is the test's own network, made when first asked for."""

    password = PASSWORD

    def __init__(self, kernel: Kernel, hashed: str) -> None:
        self.kernel, self.hashed = kernel, hashed
        self._home: Network | None = None
        self._jwts: dict[UUID, str] = {}

    # ── acting ──────────────────────────────────────────────────────────────────────────────────────────────────

    async def act(self, who: Any, work: Callable[[Call], Awaitable[T]], network: Network | None = None) -> T:
        """Do something through the services, as a person of a network, in a transaction of its own."""
        network = network or await self.home()
        person = network.people[who] if isinstance(who, str) and who in network.people else await self.person_of(who)
        async with self.kernel.database.session() as session:
            now = await clock.now(session)
            row = await session.get(PersonRow, person.id)
            assert row is not None
            actor = Actor(row.id, await posts_of(session, row.id, now), row.admin, row.language, signed_in_at=now)
        head = await unit.head_of(self.kernel, network.slug)
        return await unit.perform(self.kernel, unit.system_call(self.kernel, head, actor), work)

    async def as_platform(self, work: Callable[[Call], Awaitable[T]], network: Network | None = None) -> T:
        head = await self.kernel.head(network.slug) if network else None
        return await unit.perform(self.kernel, unit.system_call(self.kernel, head), work)

    async def jwt(self, person: Person) -> str:
        """A token as `/auth/token` gives it."""
        if person.id not in self._jwts:

            async def work(call: Call) -> str:
                key = await keys.current(call.session, call.now)
                return tokens.issue(key.id, key.private_pem, person.id, new_id(), call.now)

            self._jwts[person.id] = await self.as_platform(work)
        return self._jwts[person.id]

    async def person_of(self, who: Any) -> Person:
        if isinstance(who, Person):
            return who
        if who == Role.ADMIN:
            return await self.admin()
        if who == Role.PERSON:
            return await self.person()
        home = await self.home()
        return home.people[who] if who in home.people else home.holder(Role(who))

    # ── networks and their people ───────────────────────────────────────────────────────────────────────────────

    async def home(self) -> Network:
        if self._home is None:
            self._home = await self.network()
        return self._home

    async def network(
        self,
        members: tuple[str, ...] = ("IOM", "RCO", "UNDP"),
        partners: tuple[str, ...] = ("MFA",),
        demo: bool = True,
        **settings: Any,
    ) -> Network:
        """A network: officers and a reader of IOM and RCO, focal point and alternate of each member, one observer each."""
        slug = f"net-{next(_numbers)}-{new_id().hex[-6:]}"
        code = "".join(chr(65 + int(digit, 16)) for digit in new_id().hex[-7:])

        async def work(call: Call) -> Network:
            row = await networks.create(
                call,
                NetworkCreate(slug=slug, code=code, name={"en": slug}, country={"en": "Turkmenistan"}),  # type: ignore[arg-type]
                demo=demo,
            )
            for name, value in settings.items():
                setattr(row, name, value)
            await journal.record(call, "network.changed", row)
            made = Network(row.id, slug, code)
            for acronym in members:
                await self._member(call, made, acronym)
            for acronym in partners:
                await self._partner(call, made, acronym)
            told = sa.delete(deliveries.Delivery).where(deliveries.Delivery.network_id == made.id)
            await call.session.execute(told)
            return made

        return await self.as_platform(work)

    async def _member(self, call: Call, made: Network, acronym: str) -> None:
        await self._join(call, made, acronym, OrganisationKind.UN_ENTITY, MembershipKind.MEMBER)
        low = acronym.lower()
        posts = [(low, Role.FOCAL_POINT), (f"{low}-alternate", Role.ALTERNATE)]
        if acronym == "IOM":
            posts += [("secretariat", Role.SECRETARIAT), ("iom-head", Role.CO_CHAIR), ("viewer", Role.VIEWER)]
        if acronym == "RCO":
            posts = [("rc", Role.CO_CHAIR), *posts]
        for name, role in posts:
            await self._appoint(call, made, acronym, name, role)

    async def _partner(self, call: Call, made: Network, acronym: str) -> None:
        await self._join(call, made, acronym, OrganisationKind.GOVERNMENT, MembershipKind.PARTNER)
        await self._appoint(call, made, acronym, acronym.lower(), Role.OBSERVER)

    async def _join(
        self, call: Call, made: Network, acronym: str, kind: OrganisationKind, membership: MembershipKind
    ) -> None:
        organisation = await organisation_of(call, acronym, kind)
        wanted = MemberCreate(
            organisation_id=organisation.id, kind=membership, joined_on=SINCE, source="Made for a test"
        )
        row = await members.add(call, wanted)
        made.organisations[acronym], made.memberships[acronym] = organisation.id, row.id

    async def _appoint(self, call: Call, made: Network, acronym: str, name: str, role: Role) -> None:
        email = f"{name}@{made.slug}.example"
        await self._account(call, email, f"Person {name}")
        wanted = AppointmentCreate(
            email=email,
            name=f"Person {name}",
            organisation_id=made.organisations[acronym],
            role=str(role),
            from_on=SINCE,
        )  # type: ignore[arg-type]
        row = await members.appoint(call, wanted, confirmed=True)
        made.people[name] = Person(row.person_id, email, f"Person {name}", role, acronym, made.slug)

    async def _account(self, call: Call, email: str, name: str) -> None:
        """An account with its password, on record like any other; without the mails, which cost half of a network."""
        row = PersonRow(created_at=call.now, email=email, name=name, language="en", credentials_from=call.now)
        row.password_hash = self.hashed
        call.session.add(row)
        await journal.record(call, "person.invited", row, chain=PLATFORM)

    async def _give_password(self, call: Call, person_id: UUID) -> None:
        """As if the invitation had been accepted."""
        row = await people.lock(call, person_id)
        row.password_hash = self.hashed
        await call.session.execute(sa.delete(MailedLink).where(MailedLink.person_id == person_id))
        queued = sa.delete(deliveries.Delivery).where(deliveries.Delivery.person_id == person_id)
        await call.session.execute(queued)

    async def person(self, admin: bool = False, password: bool = True) -> Person:
        """An account without any appointment."""
        name = f"somebody-{next(_numbers)}-{new_id().hex[-6:]}"
        email = f"{name}@nowhere.example"

        async def work(call: Call) -> Person:
            row = await people.invite(call, email, name, None, "en")
            if password:
                await self._give_password(call, row.id)
            if admin:
                row.admin = True
                row.version += 1
                await journal.record(call, "person.made-admin", row, chain=PLATFORM)
            return Person(row.id, email, name, Role.ADMIN if admin else Role.PERSON)

        return await self.as_platform(work)

    async def admin(self) -> Person:
        if not hasattr(self, "_admin"):
            self._admin = await self.person(admin=True)
        return self._admin

    # ── what happens in a network: see `make.py` of each feature ──────────────────────────────────────────────────

    async def decision(self, state: str = "draft", **given: Any) -> Made:
        """In any state: draft, open, clear, broken, incomplete, revising, referred, adopted … with `answers={"UNDP": …}`."""
        from tests.decisions.make import decision

        return await decision(self, state, **given)

    async def pass_deadline(self, decision: Made) -> Made:
        """Let the deadline of its open round pass now."""
        from tests.decisions import make as decisions

        await decisions.pass_deadline(self, decision.network, decision.id)
        return await decisions.made(self, decision.network, decision.id)

    async def answer(self, decision: Made, acronym: str, value: str, **given: Any) -> None:
        """An organisation's position, by its focal point, with the words that the value asks for."""
        from tests.decisions.make import answer

        await answer(self, decision.network, decision.id, acronym, value, **given)

    async def meeting(self, state: str = "draft", **given: Any) -> Made:
        from tests.meetings.make import meeting

        return await meeting(self, state, **given)

    async def topic(self, **given: Any) -> Made:
        """A topic of the backlog, parked by UNDP."""
        from tests.meetings.make import topic

        return await topic(self, **given)

    async def unct_meeting(self, **given: Any) -> Made:
        """A day of the country team."""
        from tests.meetings.make import unct_meeting

        return await unct_meeting(self, **given)

    async def paper(self, meeting: Made | None = None, **given: Any) -> Made:
        """A paper that is announced for a meeting, awaited from UNDP."""
        from tests.meetings.make import paper

        return await paper(self, meeting, **given)

    async def action(self, state: str = "open", **given: Any) -> Made:
        from tests.actions.make import action

        return await action(self, state, **given)

    async def indicator(self, **given: Any) -> Made:
        from tests.indicators.make import indicator

        return await indicator(self, **given)

    async def indicator_value(self, state: str = "draft", **given: Any) -> Made:
        from tests.indicators.make import value

        return await value(self, state, **given)

    async def assessment(self, state: str = "draft", **given: Any) -> Made:
        from tests.objectives.make import assessment

        return await assessment(self, state, **given)

    async def pledge(self, state: str = "draft", **answers: Any) -> Made:
        from tests.pledges.make import pledge

        return await pledge(self, state, **answers)

    async def proposal(self, state: str = "idea", **given: Any) -> Made:
        from tests.proposals.make import proposal

        return await proposal(self, state, **given)

    async def workplan(self, state: str = "draft", **given: Any) -> Made:
        """A plan of this year: draft, frozen, open, decided, adopted, abandoned; or closed, of last year."""
        from tests.workplans.make import workplan

        return await workplan(self, state, **given)

    async def statement(self, state: str = "draft", **given: Any) -> Made:
        """In any state, or a step between: consensus, adopted, signed-by-one, withdrawn-by-one. `number`: its key."""
        from tests.statements.make import statement

        return await statement(self, state, **given)

    async def review(self, state: str = "generated", **given: Any) -> Made:
        from tests.reviews.make import review

        return await review(self, state, **given)

    async def reporting_round(self, state: str = "open", **given: Any) -> Made:
        from tests.reporting.make import reporting_round

        return await reporting_round(self, state, **given)

    # ── time and mail ───────────────────────────────────────────────────────────────────────────────────────────

    async def deliver(self) -> None:
        """Let the relay (the demo's outbox) take every mail that is queued."""
        await deliveries.send_due(self.kernel, limit=10_000)

    async def forget_mail(self) -> None:
        """Nothing that a test left queued is sent in the next one."""
        async with self.kernel.database.session() as session:
            queued = deliveries.Delivery.state == deliveries.DeliveryState.QUEUED
            await session.execute(sa.delete(deliveries.Delivery).where(queued))
            await session.commit()


async def organisation_of(call: Call, acronym: str, kind: OrganisationKind) -> Organisation:
    """The organisation of the common list, added to it where it is new."""
    known = (
        (await call.session.execute(sa.select(Organisation).where(Organisation.acronym == acronym))).scalars().first()
    )
    if known is not None:
        return known
    wanted = OrganisationCreate(acronym=acronym, name={"en": acronym}, kind=kind)  # type: ignore[arg-type]
    row = await networks.add_organisation(call, wanted)
    await call.session.flush()
    return row
