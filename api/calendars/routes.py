"""Feeds for calendar programs: made in one's account, read by an address that is a secret."""

import hashlib
from datetime import timedelta
from typing import Annotated, Any
from uuid import UUID

import sqlalchemy as sa
from fastapi import Header, Path
from starlette.responses import Response

from api.calendars import entries, policy, schemas, service, views
from api.calendars.models import CalendarFeed
from api.kernel import clock, ics, mailed
from api.kernel.access import Call, allow, found, public
from api.kernel.db import dumps, instant
from api.kernel.routing import NoContent, Reply, responses, router

mine = router("/api/v1/me/calendar-feeds", "me")
feeds = router("/calendar", "calendar")
ROUTERS = [mine, feeds]
TOUCH = timedelta(hours=1)
Token = Annotated[str, Path(max_length=100, description="The last part of the address as it was shown")]
Seen = Annotated[str | None, Header(alias="If-None-Match", max_length=200, description="The ETag as read")]
FEED: dict[int | str, dict[str, Any]] = {
    200: {"content": {"text/calendar": {"schema": {"type": "string"}}}},
    304: {"description": "Nothing has changed"},
}


@mine.get("", response_model=schemas.CalendarFeedList)
async def list_calendar_feeds(call: Annotated[Call, allow(policy.ME)]) -> Reply:
    """One's calendar feeds, the newest first; their addresses are never shown again."""
    return await views.listed(call.source, call.actor.person_id)


@mine.post("", response_model=schemas.CalendarFeedCreated, status_code=201, responses=responses(service.TooManyFeeds))
async def create_calendar_feed(call: Annotated[Call, allow(policy.ME)], body: schemas.CalendarFeedCreate) -> Reply:
    """Make an address that a calendar program reads: Outlook, Google, a phone. It is shown this once."""
    feed, address = await service.make(call, body)
    shown: dict[str, Any] = {"id": str(feed.id), "name": feed.name, "holds": feed.holds}
    shown |= {"alarm_minutes": feed.alarm_minutes, "created_at": instant(feed.created_at)}
    shown |= {"revoked_at": None, "last_read_at": None, "address": address}
    return Reply(dumps(shown), status=201, secret=True, location="/api/v1/me/calendar-feeds")


@mine.delete("/{feed_id}", status_code=204, response_model=None)
async def revoke_calendar_feed(call: Annotated[Call, allow(policy.ME)], feed_id: UUID) -> Reply:
    """End a feed at once: its address opens nothing any more."""
    await service.revoke(call, feed_id)
    return NoContent()


@feeds.get("/{token}.ics", response_model=None, responses=FEED)
async def read_calendar_feed(call: Annotated[Call, public], token: Token, seen: Seen = None) -> Response:
    """One person's calendar (RFC 5545): meetings, deadlines of open rounds, due dates of their own action points.

    What they may see is looked up at every read; without any appointment today there is nothing here.
    """
    mailed.slow_down(call)
    feed, now = found(await views.feed(call.source, token)), clock.now_utc()
    held = found(await views.held(call.source, feed.person_id, now) or None)
    settings = call.kernel.settings
    data = entries.written(feed, held, settings.site, settings.mail_from).encode()
    if feed.last_read_at is None or now - feed.last_read_at > TOUCH:
        await _touch(call, feed.id)
    etag = f'"{hashlib.sha256(data).hexdigest()[:32]}"'
    headers = {"etag": etag, "cache-control": "private, no-cache", "x-robots-tag": "noindex, nofollow, noarchive"}
    if seen is not None and etag in seen:
        return Response(None, 304, headers)
    name = {"content-disposition": 'inline; filename="network.ics"'}
    return Response(data, 200, headers | name, ics.MEDIA)


async def _touch(call: Call, feed_id: UUID) -> None:
    """That it is read, to the hour, so that its owner sees which feed is still in use. Nothing of the network moves."""
    async with call.kernel.database.session() as session:
        statement = sa.update(CalendarFeed).where(CalendarFeed.id == feed_id)
        await session.execute(statement.values(last_read_at=await clock.now(session)))
        await session.commit()
