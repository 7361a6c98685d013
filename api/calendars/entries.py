"""What is told to a calendar: meetings as they were mailed, deadlines at their instant, due dates as whole days."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from typing import Any

from api.calendars.models import FeedPart
from api.calendars.views import Feed, Held
from api.kernel import ics
from api.kernel.words import say, shown

REFRESH = timedelta(hours=1)
# A meeting in a calendar: struck through where it is cancelled, faint while nobody is told of it.
STATUS = {"draft": "TENTATIVE", "cancelled": "CANCELLED"}


def written(feed: Feed, held: list[Held], site: str, organiser: str) -> str:
    """The feed as an .ics; equal for equal content, so that its hash tells whether anything changed."""
    entries = [entry for each in held for entry in _of(feed, each, site, organiser)]
    names = [shown(each.name, feed.language) for each in held]
    name = names[0] if len(names) == 1 else say("calendar-feed.name", feed.language)
    return ics.written("PUBLISH", entries, name=name, refresh=REFRESH)


def _of(feed: Feed, held: Held, site: str, organiser: str) -> Iterator[ics.Entry]:
    base, alarm = f"{site}/{held.slug}", _alarm(feed)
    who = ics.Who(organiser, shown(held.name, feed.language))
    if FeedPart.MEETINGS in feed.holds:
        yield from (_meeting(each, held, base, feed.language, who, alarm) for each in held.meetings)
    if FeedPart.DEADLINES in feed.holds:
        yield from (_deadline(each, held, base, feed.language, alarm) for each in held.deadlines)
    if FeedPart.ACTIONS in feed.holds:
        yield from (_action(each, base, feed.language, alarm) for each in held.actions)


def _alarm(feed: Feed) -> timedelta | None:
    return None if feed.alarm_minutes is None else timedelta(minutes=feed.alarm_minutes)


def _meeting(
    each: dict[str, Any], held: Held, base: str, language: str, who: ics.Who, alarm: timedelta | None
) -> ics.Entry:
    """Under the UID of its invitation, so that a calendar knows it is the same."""
    link = f"{base}/meetings/{each['id']}"
    cancelled = each["state"] == "cancelled"
    told = [say("calendar.meeting.description", language, link=link)]
    if each["link"]:
        told.append(say("calendar.meeting.join", language, link=each["link"]))
    if cancelled:
        told = [say("calendar.meeting.cancelled", language, reason=each["reason"])]
    return ics.Entry(
        f"{each['id']}@unmn",
        each["sequence"],
        datetime.fromisoformat(each["created_at"]),
        datetime.fromisoformat(each["starts_at"]),
        datetime.fromisoformat(each["ends_at"]),
        say("calendar.meeting.summary", language, title=shown(each["title"], language), kind=each["kind"]),
        held.zone,
        "\n".join(told),
        link,
        each["place"] or each["link"],
        STATUS.get(each["state"], "CONFIRMED"),
        alarm=alarm,
        organiser=who,
    )


def _deadline(each: dict[str, Any], held: Held, base: str, language: str, alarm: timedelta | None) -> ics.Entry:
    """At its instant; nobody is busy because of it."""
    at = datetime.fromisoformat(each["deadline_at"])
    link = f"{base}/decisions/{each['decision_id']}"
    facts = {"number": each["number"], "title": shown(each["title"], language), "round": each["round"]}
    return ics.Entry(
        f"round-{each['id']}@unmn",
        each["sequence"],
        datetime.fromisoformat(each["opened_at"]),
        at,
        at,
        say("calendar-feed.deadline", language, **facts),
        held.zone,
        say("calendar-feed.deadline-told", language, link=link, **facts),
        link,
        busy=False,
        alarm=alarm,
        categories=[say("calendar-feed.deadlines", language)],
    )


def _action(each: dict[str, Any], base: str, language: str, alarm: timedelta | None) -> ics.Entry:
    """The whole of its day at the duty station."""
    link = f"{base}/action-points/{each['id']}"
    day = date.fromisoformat(each["due_on"])
    return ics.Entry(
        f"action-{each['id']}@unmn",
        each["sequence"],
        datetime.fromisoformat(each["created_at"]),
        day,
        day + timedelta(days=1),
        say("calendar-feed.action", language, number=each["number"], title=shown(each["title"], language)),
        description=say("calendar-feed.action-told", language, link=link),
        url=link,
        busy=False,
        alarm=alarm,
        categories=[say("calendar-feed.actions", language)],
    )
