"""Accounts: invited by mail, signed in by password and second factor, ended everywhere at once."""

from contextlib import suppress
from datetime import datetime, timedelta
from math import ceil
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.exc import IntegrityError

from api.kernel import deliveries, journal
from api.kernel.access import PLATFORM, Call, found
from api.kernel.db import new_id
from api.kernel.problems import Conflict, Invalid, Problem
from api.kernel.words import say
from api.people import secrets
from api.people.models import BrowserSession, LinkKind, MailedLink, Person, SignInFailure

INVITATION_DAYS, RESET_MINUTES = 14, 60
RECENT = timedelta(minutes=15)
FREE_FAILURES, LONGEST_WAIT = 5, 15 * 60


class BadCredentials(Problem):
    """Wrong address, password or code: one answer, so nobody learns whether the account exists."""

    slug, status, commits = "bad-credentials", 401, True


class MfaRequired(Problem):
    slug, status = "mfa-required", 401


class Throttled(Problem):
    slug, status = "throttled", 429


class LinkSpent(Problem):
    """An invitation or reset that was used, replaced or is too old."""

    slug, status = "link-spent", 409


class RecentSignInRequired(Problem):
    slug, status = "recent-sign-in-required", 403


def require_recent(call: Call) -> None:
    """Changes of e-mail, second factor, tokens and roles ask for a recent sign-in."""
    if call.actor.signed_in_at is None or call.now - call.actor.signed_in_at > RECENT:
        raise RecentSignInRequired(minutes=int(RECENT.total_seconds() // 60))


async def lock(call: Call, person_id: UUID | None) -> Person:
    statement = sa.select(Person).where(Person.id == person_id, Person.erased_at.is_(None)).with_for_update()
    return found((await call.session.execute(statement)).scalar_one_or_none())


async def by_email(call: Call, email: str) -> Person | None:
    statement = sa.select(Person).where(Person.email == email.strip().lower()).with_for_update()
    return (await call.session.execute(statement)).scalar_one_or_none()


# ── proving who one is ──────────────────────────────────────────────────────────────────────────────────────────────


async def authenticate(call: Call, email: str, password: str, otp: str | None) -> Person:
    """The person with these credentials. Raises Throttled, BadCredentials or MfaRequired; failures are counted."""
    keys = (f"account:{secrets.digest(email.strip().lower())[:40]}", f"address:{call.address}")
    await _check_throttle(call, keys)
    person = await by_email(call, email)
    usable = person if person and not person.disabled_at and not person.erased_at else None
    right, updated = await secrets.check_password(password, usable.password_hash if usable else None)
    if usable is None or not right:
        await _count_failure(call, keys)
        raise BadCredentials()
    if usable.totp_confirmed_at is not None:
        if otp is None:
            raise MfaRequired()
        if not _code_is_right(call, usable, otp):
            await _count_failure(call, keys)
            raise BadCredentials()
    if updated:
        usable.password_hash = updated
    await call.session.execute(sa.delete(SignInFailure).where(SignInFailure.key == keys[0]))
    return usable


def _code_is_right(call: Call, person: Person, code: str) -> bool:
    """A one-time code not used before, or one of the recovery codes, which is then gone."""
    step = secrets.totp_step(person.totp_secret or "", code, call.now, person.totp_last_step)
    if step is not None:
        person.totp_last_step = step
        return True
    left = [kept for kept in person.recovery_hashes or [] if not secrets.same(kept, secrets.digest(code))]
    used = len(left) < len(person.recovery_hashes or [])
    if used:
        person.recovery_hashes = left
    return used


async def _check_throttle(call: Call, keys: tuple[str, ...]) -> None:
    for key in keys:
        row = await call.session.get(SignInFailure, key)
        if row is None:
            continue
        free = FREE_FAILURES if key.startswith("account:") else FREE_FAILURES * 10
        wait = min(2 ** min(row.count - free, 12), LONGEST_WAIT) if row.count >= free else 0
        left = ceil((row.last_at + timedelta(seconds=wait) - call.now).total_seconds())
        if left > 0:
            raise Throttled(headers={"retry-after": str(left)}, seconds=left)


async def _count_failure(call: Call, keys: tuple[str, ...]) -> None:
    for key in keys:
        with suppress(IntegrityError):  # several first failures at once: one writes the row, the others count on it
            async with call.session.begin_nested():
                await call.session.execute(sa.insert(SignInFailure).values(key=key, count=0, last_at=call.now))
        row = await call.session.get(SignInFailure, key, with_for_update=True, populate_existing=True)
        assert row is not None
        stale = call.now - row.last_at > timedelta(hours=1)
        row.count, row.last_at = (1 if stale else row.count + 1), call.now
    await call.session.flush()


async def open_session(call: Call, person: Person) -> tuple[BrowserSession, str]:
    """A new browser session with a new secret: an id from before sign-in is never kept."""
    secret = secrets.new_secret()
    session = BrowserSession(
        id=new_id(),
        person_id=person.id,
        secret_hash=secrets.digest(secret),
        created_at=call.now,
        signed_in_at=call.now,
        seen_at=call.now,
        agent=call.agent,
        address=call.address,
        mfa=person.totp_confirmed_at is not None,
    )
    call.session.add(session)
    await journal.record(call, "session.opened", person, chain=PLATFORM)
    return session, secret


async def end_sessions(call: Call, person_id: UUID, *where: Any) -> None:
    statement = sa.update(BrowserSession).where(
        BrowserSession.person_id == person_id, BrowserSession.ended_at.is_(None), *where
    )
    await call.session.execute(statement.values(ended_at=call.now))
    call.epoch_moves = True


async def cut_off(call: Call, person: Person) -> None:
    """Everything signed in before this instant is dead at its next request."""
    person.credentials_from = call.now
    await end_sessions(call, person.id)


# ── one's own account ───────────────────────────────────────────────────────────────────────────────────────────────


async def change(call: Call, changes: dict[str, Any]) -> Person:
    person = await lock(call, call.actor.person_id)
    call.changed(person)
    for name, value in changes.items():
        if value is None and name in ("name", "language"):
            raise Invalid.at(f"/{name}", "missing")
        setattr(person, name, value)
    call.epoch_moves = True
    await journal.record(call, "person.changed", person, chain=PLATFORM)
    return person


async def set_password(call: Call, person: Person, password: str, pointer: str) -> None:
    fault = secrets.weakness(password, person.email.partition("@")[0], *person.name.split())
    if fault:
        raise Invalid.at(pointer, fault)
    person.password_hash = await secrets.hash_password(password)
    person.version += 1
    await cut_off(call, person)
    await journal.record(call, "person.password-set", person, chain=PLATFORM)


async def change_password(call: Call, old: str, new: str) -> Person:
    person = await lock(call, call.actor.person_id)
    right, _ = await secrets.check_password(old, person.password_hash)
    if not right:
        raise BadCredentials()
    await set_password(call, person, new, "/new_password")
    return person


async def start_totp(call: Call) -> Person:
    require_recent(call)
    person = await lock(call, call.actor.person_id)
    if person.totp_confirmed_at is not None:
        raise Conflict()
    person.totp_secret = secrets.new_totp()
    return person


async def confirm_totp(call: Call, code: str) -> list[str]:
    """Turn the second factor on; the recovery codes are shown this once."""
    person = await lock(call, call.actor.person_id)
    if person.totp_secret is None or person.totp_confirmed_at is not None:
        raise Conflict()
    step = secrets.totp_step(person.totp_secret, code, call.now, None)
    if step is None:
        raise Invalid.at("/code", "wrong_code")
    codes = secrets.new_recovery_codes()
    person.totp_confirmed_at, person.totp_last_step = call.now, step
    person.recovery_hashes = [secrets.digest(each) for each in codes]
    person.version += 1
    await end_sessions(call, person.id, BrowserSession.id != call.actor.session_id)
    await journal.record(call, "person.totp-on", person, chain=PLATFORM)
    return codes


async def remove_totp(call: Call, password: str) -> None:
    require_recent(call)
    person = await lock(call, call.actor.person_id)
    right, _ = await secrets.check_password(password, person.password_hash)
    if not right:
        raise BadCredentials()
    person.totp_secret = person.totp_confirmed_at = person.recovery_hashes = person.totp_last_step = None
    person.version += 1
    await end_sessions(call, person.id, BrowserSession.id != call.actor.session_id)
    await journal.record(call, "person.totp-off", person, chain=PLATFORM)


# ── mailed links ────────────────────────────────────────────────────────────────────────────────────────────────────


async def invite(call: Call, email: str, name: str, function: str | None, language: str) -> Person:
    """The account of this address, made and invited by mail if there is none yet."""
    known = await by_email(call, email)
    if known is not None:
        if known.disabled_at or known.erased_at:
            raise Conflict()
        return known
    person = Person(
        created_at=call.now,
        email=email.strip().lower(),
        name=name,
        function=function,
        language=language,
        credentials_from=call.now,
    )
    call.session.add(person)
    await call.session.flush()
    await _mail_link(call, person, LinkKind.INVITATION, timedelta(days=INVITATION_DAYS))
    await journal.record(call, "person.invited", person, chain=PLATFORM)
    return person


async def request_reset(call: Call, email: str) -> None:
    """Mail a reset link if the account exists; the answer is the same if it does not."""
    person = await by_email(call, email)
    if person is None or person.disabled_at or person.erased_at:
        return
    kind = LinkKind.RESET if person.password_hash else LinkKind.INVITATION
    await _mail_link(call, person, kind, timedelta(minutes=RESET_MINUTES))


async def _mail_link(call: Call, person: Person, kind: LinkKind, lasts: timedelta) -> None:
    """One link of a kind lives at a time."""
    dead = sa.update(MailedLink).where(
        MailedLink.person_id == person.id, MailedLink.kind == kind, MailedLink.used_at.is_(None)
    )
    await call.session.execute(dead.values(used_at=call.now))
    secret, expires_at = secrets.new_secret(), call.now + lasts
    call.session.add(
        MailedLink(
            id=new_id(),
            kind=kind,
            person_id=person.id,
            secret_hash=secrets.digest(secret),
            created_at=call.now,
            expires_at=expires_at,
        )
    )
    page = "invitation" if kind == LinkKind.INVITATION else "reset"
    facts = {"link": f"{call.kernel.settings.site}/{page}#{secret}", "until": expires_at}
    title = say(f"mail.{kind}.subject", person.language, **facts)
    body = say(f"mail.{kind}.body", person.language, **facts)
    await deliveries.queue(
        call, kind, person, person.email, title, body, person_id=person.id, language=person.language, secret=True
    )


async def find_link(call: Call, secret: str, *kinds: LinkKind) -> tuple[MailedLink, Person]:
    statement = sa.select(MailedLink).where(MailedLink.secret_hash == secrets.digest(secret)).with_for_update()
    link = (await call.session.execute(statement)).scalar_one_or_none()
    if link is None or link.kind not in kinds or link.used_at or link.expires_at <= call.now:
        raise LinkSpent()
    return link, await lock(call, link.person_id)


async def use_link(call: Call, secret: str, password: str, kind: LinkKind, pointer: str) -> Person:
    """Set the password by a mailed link. A reset never removes the second factor."""
    link, person = await find_link(call, secret, kind)
    if person.disabled_at:
        raise LinkSpent()
    link.used_at = call.now
    await set_password(call, person, password, pointer)
    return person


# ── the administrator's side ────────────────────────────────────────────────────────────────────────────────────────


async def disable(call: Call, person_id: UUID) -> Person:
    person = await lock(call, person_id)
    call.changed(person)
    person.disabled_at = person.disabled_at or call.now
    await cut_off(call, person)
    await journal.record(call, "person.disabled", person, chain=PLATFORM)
    return person


async def enable(call: Call, person_id: UUID) -> Person:
    person = await lock(call, person_id)
    call.changed(person)
    person.disabled_at = None
    call.epoch_moves = True
    await journal.record(call, "person.enabled", person, chain=PLATFORM)
    return person


async def erase(call: Call, person_id: UUID) -> Person:
    """Pseudonymise: what the person did stays on record under an id, who it was does not. The chain still holds."""
    person = await lock(call, person_id)
    call.changed(person)
    pseudonym = f"person-{person.id.hex[-8:]}"
    person.email, person.name = f"{pseudonym}@erased.invalid", pseudonym
    person.function = person.time_zone = person.password_hash = None
    person.totp_secret = person.totp_confirmed_at = person.recovery_hashes = person.totp_last_step = None
    person.disabled_at, person.erased_at = person.disabled_at or call.now, call.now
    await cut_off(call, person)
    table = deliveries.Delivery
    emptied = sa.update(table).where(table.person_id == person.id).values(address="erased", title="", body="")
    await call.session.execute(emptied)
    forgotten = sa.update(BrowserSession).where(BrowserSession.person_id == person.id)
    await call.session.execute(forgotten.values(agent="", address=""))
    await journal.record(call, "person.erased", person, chain=PLATFORM)
    return person


def lives_until(session: BrowserSession, idle: timedelta) -> datetime:
    """When a browser session ends by itself: idle, or twelve hours after it began."""
    return min(session.seen_at + idle, session.created_at + timedelta(hours=12))
