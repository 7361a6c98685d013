"""From a credential to a caller: the person, and the appointments that are current today. Handed to the kernel by `app`."""

from datetime import UTC, datetime, timedelta
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncSession

from api.kernel import clock, tokens
from api.kernel.access import OFFICERS, Actor, Post, Role
from api.kernel.runtime import Credential, Kernel
from api.members.models import Appointment, AppointmentState
from api.networks.models import Organisation
from api.people import keys, secrets
from api.people.models import ApiToken, BrowserSession, Person
from api.people.service import lives_until

IDLE, IDLE_OFFICER = timedelta(minutes=30), timedelta(minutes=15)
TOUCH = timedelta(minutes=1)


async def load_actor(kernel: Kernel, credential: Credential) -> Actor | None:
    """Who shows this credential now, or None. A session's idle clock starts anew."""
    async with kernel.database.session() as session:
        now = await clock.now(session)
        if credential.kind == "session":
            actor = await _by_session(kernel, session, credential.secret, now)
        elif credential.kind == "jwt":
            actor = await _by_jwt(kernel, session, credential.secret, now)
        elif credential.kind == "token":
            actor = await _by_token(kernel, session, credential.secret, now)
        else:
            actor = None
        await session.commit()
        return actor


async def _by_session(kernel: Kernel, session: AsyncSession, secret: str, now: datetime) -> Actor | None:
    statement = sa.select(BrowserSession).where(BrowserSession.secret_hash == secrets.digest(secret))
    row = (await session.execute(statement)).scalar_one_or_none()
    if row is None or row.ended_at is not None:
        return None
    person = await session.get(Person, row.person_id)
    if person is None or not _alive(person, row.signed_in_at):
        return None
    posts = await posts_of(session, person.id, now)
    idle = IDLE_OFFICER if person.admin or _officer(posts) else IDLE
    if now >= lives_until(row, idle):
        return None
    if now - row.seen_at > TOUCH:
        row.seen_at = now
    must_enrol = _must_enrol(kernel, person, posts)
    return Actor(
        person.id, posts, person.admin, person.language, None, None, row.signed_in_at, "session", row.id, "", must_enrol
    )


async def _by_jwt(kernel: Kernel, session: AsyncSession, token: str, now: datetime) -> Actor | None:
    try:
        public = await keys.public_key(session, tokens.key_id(token))
        if public is None:
            return None
        claims = tokens.verify(token, public, now)
    except tokens.BadToken:
        return None
    person = await session.get(Person, UUID(claims["sub"]))
    issued = datetime.fromtimestamp(claims["iat"], UTC)
    if person is None or not _alive(person, issued + timedelta(seconds=1)):
        return None
    posts = await posts_of(session, person.id, now)
    must_enrol = _must_enrol(kernel, person, posts)
    return Actor(person.id, posts, person.admin, person.language, None, None, issued, "jwt", None, "", must_enrol)


async def _by_token(kernel: Kernel, session: AsyncSession, token: str, now: datetime) -> Actor | None:
    try:
        _, token_id, secret = token.split("_", 2)
        row = await session.get(ApiToken, UUID(token_id))
    except ValueError:
        return None
    if row is None or not secrets.same(row.secret_hash, secrets.digest(secret)):
        return None
    person = await session.get(Person, row.person_id)
    if row.revoked_at or row.expires_at <= now or person is None or not _alive(person, row.created_at):
        return None
    row.last_used_at = now
    posts = await posts_of(session, person.id, now)
    only = {row.network_id: posts.get(row.network_id, ())}
    return Actor(
        person.id, only, False, person.language, frozenset(row.scopes), row.network_id, None, "token", None, str(row.id)
    )


async def actor_of(session: AsyncSession, person_id: UUID, now: datetime) -> Actor | None:
    """A person as they are now, for what they asked to be done in the background; None where the account is closed."""
    person = await session.get(Person, person_id)
    if person is None or person.disabled_at is not None or person.erased_at is not None:
        return None
    posts = await posts_of(session, person.id, now)
    return Actor(person.id, posts, person.admin, person.language, credential="job")


def _alive(person: Person, since: datetime) -> bool:
    return person.disabled_at is None and person.erased_at is None and since >= person.credentials_from


def _officer(posts: dict[UUID, tuple[Post, ...]]) -> bool:
    return any(post.role in OFFICERS for held in posts.values() for post in held)


def _must_enrol(kernel: Kernel, person: Person, posts: dict[UUID, tuple[Post, ...]]) -> bool:
    """Secretariat, co-chairs and administrators need a second factor before anything else; not in the demo."""
    wanted = kernel.settings.mfa_required and not kernel.settings.demo
    return wanted and person.totp_confirmed_at is None and (person.admin or _officer(posts))


async def posts_of(session: AsyncSession, person_id: UUID, now: datetime) -> dict[UUID, tuple[Post, ...]]:
    """The person's appointments that hold today (a day at the duty station), by network."""
    today = now.astimezone(clock.PLACE).date()
    statement = (
        sa.select(Appointment.network_id, Appointment.role, Appointment.organisation_id, Organisation.acronym)
        .join(Organisation, Organisation.id == Appointment.organisation_id)
        .where(Appointment.person_id == person_id, Appointment.state == AppointmentState.CONFIRMED)
        .where(Appointment.from_on <= today, sa.or_(Appointment.until_on.is_(None), Appointment.until_on >= today))
        .order_by(Appointment.from_on, Appointment.id)
    )
    posts: dict[UUID, tuple[Post, ...]] = {}
    for row in (await session.execute(statement)).all():
        posts[row.network_id] = (*posts.get(row.network_id, ()), Post(Role(row.role), row.organisation_id, row.acronym))
    return posts
