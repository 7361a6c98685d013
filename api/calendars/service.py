"""Feeds are made and ended by the person whose calendar they hold."""

import hashlib
import secrets
from uuid import UUID

import sqlalchemy as sa

from api.calendars.models import CalendarFeed
from api.calendars.schemas import CalendarFeedCreate
from api.kernel import journal
from api.kernel.access import PLATFORM, Call, found
from api.kernel.problems import Problem

MOST = 10


class TooManyFeeds(Problem):
    slug, status = "too-many-feeds", 409


def digest(secret: str) -> str:
    """How the secret of an address is stored: it is random, so one fast hash is enough."""
    return hashlib.sha256(secret.encode()).hexdigest()


async def make(call: Call, wanted: CalendarFeedCreate) -> tuple[CalendarFeed, str]:
    """(the feed, its address, which is shown this once)."""
    held = sa.select(CalendarFeed.id).where(
        CalendarFeed.person_id == call.actor.person_id, CalendarFeed.revoked_at.is_(None)
    )
    if len((await call.session.execute(held.with_for_update())).all()) >= MOST:
        raise TooManyFeeds(most=MOST)
    secret = secrets.token_urlsafe(32)
    feed = CalendarFeed(
        created_at=call.now,
        person_id=call.actor.person_id,
        name=wanted.name,
        secret_hash=digest(secret),
        holds=sorted({str(part) for part in wanted.holds}),
        alarm_minutes=wanted.alarm_minutes,
    )
    call.session.add(feed)
    await journal.record(call, "calendar-feed.created", feed, chain=PLATFORM)
    await call.session.flush()
    return feed, f"{call.kernel.settings.site}/calendar/{secret}.ics"


async def revoke(call: Call, feed_id: UUID) -> None:
    """End a feed at once: its address opens nothing any more."""
    statement = sa.select(CalendarFeed).where(
        CalendarFeed.id == feed_id, CalendarFeed.person_id == call.actor.person_id
    )
    feed = found((await call.session.execute(statement.with_for_update())).scalar_one_or_none())
    feed.revoked_at, feed.version = feed.revoked_at or call.now, feed.version + 1
    await journal.record(call, "calendar-feed.revoked", feed, chain=PLATFORM)
