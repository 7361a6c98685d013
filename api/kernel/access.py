"""Who is calling, what their roles grant, and the call itself.

Rights are one table: each feature's `policy.py` says `permission(name, roles…)`, each route
holds one `allow(...)`. Nothing else grants anything.
"""

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from functools import cache
from typing import TYPE_CHECKING, Any, TypeVar
from uuid import UUID

from fastapi import Depends, Request
from sqlalchemy.ext.asyncio import AsyncSession

from api.kernel.problems import Forbidden, IfMatchRequired, NotFound, Stale

if TYPE_CHECKING:
    from api.kernel.views import Source
    from api.kernel.writers import Writer

T = TypeVar("T")
PLATFORM = UUID(int=0)


class Role(StrEnum):
    """The roles of appointments, `admin` of the platform, `person` for whoever is signed in."""

    CO_CHAIR = "co_chair"
    SECRETARIAT = "secretariat"
    FOCAL_POINT = "focal_point"
    ALTERNATE = "alternate"
    OBSERVER = "observer"
    VIEWER = "viewer"
    ADMIN = "admin"
    PERSON = "person"


CO_CHAIR, SECRETARIAT, FOCAL_POINT, ALTERNATE = Role.CO_CHAIR, Role.SECRETARIAT, Role.FOCAL_POINT, Role.ALTERNATE
OBSERVER, VIEWER, ADMIN, PERSON = Role.OBSERVER, Role.VIEWER, Role.ADMIN, Role.PERSON
OFFICERS = (SECRETARIAT, CO_CHAIR)
SPEAKERS = (FOCAL_POINT, ALTERNATE)
MEMBERS = (*OFFICERS, *SPEAKERS)
READERS = (*MEMBERS, VIEWER)
NETWORK_ROLES = (*READERS, OBSERVER)

_ORDER = {role: at for at, role in enumerate(Role)}


class Visibility(StrEnum):
    """Who may see a record: each circle holds the ones after it."""

    PUBLIC = "public"
    PARTNERS = "partners"
    MEMBERS = "members"
    SECRETARIAT = "secretariat"


@dataclass(frozen=True)
class Permission:
    """A right by name; also a scope of API tokens. `explicit`: a token must name it, or it has it not."""

    name: str
    roles: frozenset[Role]
    says: str
    explicit: bool = False


PERMISSIONS: dict[str, Permission] = {}


def permission(name: str, *roles: Role, says: str, explicit: bool = False) -> Permission:
    if name in PERMISSIONS:
        raise ValueError(f"the permission {name} is declared twice")
    PERMISSIONS[name] = Permission(name, frozenset(roles), says, explicit)
    return PERMISSIONS[name]


@dataclass(frozen=True)
class Post:
    """A current appointment of the caller in one network."""

    role: Role
    organisation_id: UUID
    acronym: str


@dataclass(frozen=True)
class Actor:
    """The caller: a person and what they are today. The system acts as `SYSTEM`, without a person."""

    person_id: UUID | None
    posts: dict[UUID, tuple[Post, ...]] = field(default_factory=dict)
    admin: bool = False
    language: str | None = None
    scopes: frozenset[str] | None = None
    only_network: UUID | None = None
    signed_in_at: datetime | None = None
    credential: str = "session"
    session_id: UUID | None = None
    key: str = ""
    must_enrol: bool = False
    # Worked out once: callers are remembered, and what they are does not change while they are.
    _held: dict[UUID | None, frozenset[Role]] = field(default_factory=dict, repr=False, compare=False)
    _roles: dict[UUID, frozenset[Role]] = field(default_factory=dict, repr=False, compare=False)
    _spoken: dict[Any, frozenset[UUID]] = field(default_factory=dict, repr=False, compare=False)
    _acronyms: dict[UUID, str] = field(default_factory=dict, repr=False, compare=False)

    def roles(self, network_id: UUID) -> frozenset[Role]:
        known = self._roles.get(network_id)
        if known is None:
            known = self._roles[network_id] = frozenset({post.role for post in self.posts.get(network_id, ())})
        return known

    def held(self, network_id: UUID | None) -> frozenset[Role]:
        """The roles of this caller here, with those that everybody signed in has."""
        known = self._held.get(network_id)
        if known is None:
            everywhere = {Role.PERSON} if self.person_id else set()
            if self.admin:
                everywhere.add(Role.ADMIN)
            known = self._held[network_id] = (
                self.roles(network_id) | everywhere if network_id else frozenset(everywhere)
            )
        return known

    def organisations(self, network_id: UUID, *roles: Role) -> frozenset[UUID]:
        """The organisations this person speaks for in a network."""
        wanted = roles or SPEAKERS
        known = self._spoken.get((network_id, wanted))
        if known is None:
            mine = self.posts.get(network_id, ())
            known = frozenset({post.organisation_id for post in mine if post.role in wanted})
            self._spoken[network_id, wanted] = known
        return known

    def acronym(self, network_id: UUID) -> str:
        """In whose name the person mostly acts here: officers first, then speakers."""
        known = self._acronyms.get(network_id)
        if known is None:
            posts = self.posts.get(network_id)
            known = min(posts, key=lambda post: _ORDER[post.role]).acronym if posts else ""
            self._acronyms[network_id] = known
        return known

    def may(self, wanted: Permission, network_id: UUID | None) -> bool:
        """Deny by default: a role of this caller, here and today, must hold the permission, and the token its scope."""
        if self.scopes is not None and wanted.name not in self.scopes:
            return False
        if self.must_enrol and Role.PERSON not in wanted.roles:
            return False
        return not self.held(network_id).isdisjoint(wanted.roles)

    def sees(self, network_id: UUID) -> bool:
        """Whether the network exists for this caller. The administrator knows networks, not their content."""
        if self.only_network is not None and self.only_network != network_id:
            return False
        return self.admin or network_id in self.posts


ANONYMOUS = Actor(None, credential="anonymous")
SYSTEM = Actor(None, credential="system")


@cache
def circles(roles: frozenset[Role]) -> tuple[Visibility, ...]:
    """Which circles of visibility these roles may read."""
    if roles & {*OFFICERS}:
        return tuple(Visibility)
    if roles & {*READERS}:
        return (Visibility.PUBLIC, Visibility.PARTNERS, Visibility.MEMBERS)
    if Role.OBSERVER in roles:
        return (Visibility.PUBLIC, Visibility.PARTNERS)
    return (Visibility.PUBLIC,)


@dataclass(frozen=True)
class Head:
    """The pulse of a network: how far its journal is, whether something is due, and how fresh rights are."""

    network_id: UUID
    slug: str
    seq: int
    epoch: int
    due: bool


@dataclass
class Call:
    """One request: who asks, in which network and language, and where to read and write.

    `writer` and its `session` exist in changing requests only. `now` is the database's clock as last read.
    """

    actor: Actor
    language: str
    request_id: str
    source: "Source"
    network: Head | None = None
    if_match: str | None = None
    kernel: Any = None
    address: str = ""
    agent: str = ""
    writer: "Writer | None" = None
    _now: datetime | None = None
    entries: list[Any] = field(default_factory=list)
    seqs: dict[UUID, int] = field(default_factory=dict)  # where this write has left the chains that it moved
    epoch: int = 0
    epoch_moves: bool = False
    idempotency: Any = None
    dues_changed: bool = False
    after_commit: list[Any] = field(default_factory=list)

    @property
    def session(self) -> AsyncSession:
        assert self.writer is not None, "a reading request has no session"
        return self.writer.session

    async def flush(self) -> None:
        """Write what the session holds, if a feature asked for one."""
        assert self.writer is not None, "a reading request writes nothing"
        await self.writer.flush()

    @property
    def now(self) -> datetime:
        assert self._now is not None, "the clock is read after the lock: await clock.tick(call)"
        return self._now

    @now.setter
    def now(self, value: datetime) -> None:
        self._now = value

    @property
    def network_id(self) -> UUID:
        assert self.network is not None, "this call belongs to no network"
        return self.network.network_id

    @property
    def slug(self) -> str:
        assert self.network is not None, "this call belongs to no network"
        return self.network.slug

    @property
    def roles(self) -> frozenset[Role]:
        return self.actor.roles(self.network_id)

    @property
    def reach(self) -> int:
        """How many circles of visibility the caller reads: `views.within` compares a record's with it."""
        return len(self.circles)

    @property
    def circles(self) -> tuple[Visibility, ...]:
        return circles(self.roles)

    def speaks_for(self, organisation_id: UUID) -> bool:
        return organisation_id in self.actor.organisations(self.network_id)

    def may(self, wanted: Permission) -> bool:
        return self.actor.may(wanted, self.network.network_id if self.network else None)

    def require(self, wanted: Permission) -> None:
        if not self.may(wanted):
            raise Forbidden(permission=wanted.name)

    def match(self, version: int) -> None:
        """Compare If-Match with the resource's own version: 428 without, 412 when stale."""
        if self.if_match is None:
            raise IfMatchRequired()
        if self.if_match.strip() == "*":
            return
        stated = self.if_match.strip().removeprefix("W/").strip('"').partition("-")[0]
        if stated != str(version):
            raise Stale(current_version=version)

    def changed(self, row: Any) -> None:
        """Check If-Match and count the row's version up."""
        self.match(row.version)
        row.version += 1


class Allow:
    """The guard of a route. The route class reads `permission` and checks it before the body is parsed."""

    def __init__(self, wanted: Permission | None) -> None:
        self.permission = wanted

    async def __call__(self, request: Request) -> Call:
        call: Call = request.scope["call"]
        return call


def allow(wanted: Permission) -> Any:
    return Depends(Allow(wanted))


public: Any = Depends(Allow(None))


def found(row: T | None) -> T:
    """The row, or 404: not here and not open to you are one answer."""
    if row is None:
        raise NotFound()
    return row
