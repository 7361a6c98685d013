"""What is told to calendars, read by the programs that people have: an invitation, a change, a cancellation, a feed."""

from datetime import datetime, timedelta
from email import message_from_bytes, policy
from zoneinfo import ZoneInfo

import icalendar
import pytest

from api.kernel import deliveries
from api.kernel.words import LANGUAGES
from tests.calendars.clients import Program, served
from tests.calendars.test_feeds import feed
from tests.client import assert_ok
from tests.meetings.make import dates
from tests.people.make import mails

HERE = ZoneInfo("Asia/Ashgabat")
TITLES = {
    "en": "Quarterly; with a comma, a \\ and “quotes”",
    "ru": "Квартальное заседание; повестка, «данные» — №4",
    "tk": "Çärýekleýin ýygnak; gün tertibi, Aşgabat",
}


@pytest.fixture
def program(tmp_path):
    return Program(tmp_path)


async def attached(make, who, kind):
    """The entry as a mail program gets it: out of the bytes that go over the wire."""
    (row, *_) = await mails(make, (await make.person_of(who)).id, kind)
    raw = deliveries.message(make.kernel, row).as_bytes(policy=policy.SMTP)
    read = message_from_bytes(raw, policy=policy.default)
    parts = {part.get_content_type(): part for part in read.walk()}
    assert parts["multipart/alternative"].get_payload()[-1].get_content_type() == "text/calendar"
    inline = parts["text/calendar"].get_payload(decode=True)
    assert inline == parts["application/ics"].get_payload(decode=True), "the same in both places, to the byte"
    assert b"\n" not in inline.replace(b"\r\n", b"")
    text = inline.decode()
    assert parts["text/calendar"].get_param("method") == icalendar.Calendar.from_ical(text)["METHOD"]
    return text


def local(instant):
    return datetime.fromisoformat(instant).astimezone(HERE)


@pytest.mark.parametrize("language", LANGUAGES)
async def test_khal_reads_an_invitation_its_change_and_its_cancellation(make, client, program, language):
    assert_ok(await client.as_("undp").patch("/api/v1/me", json={"language": language}, if_match="*"))
    made = await make.meeting("convened", title=TITLES, place="UN House; room 2, left")
    meeting = assert_ok(await client.as_("undp").get(made.path))
    await program.take(await attached(make, "undp", "meeting-invitation"))
    starts, ends = local(meeting["starts_at"]), local(meeting["ends_at"])
    (event,) = await program.days(starts, starts + timedelta(days=1))
    assert event[0] == f"{starts:%Y-%m-%d %H:%M}"
    assert event[1] == f"{ends:%Y-%m-%d %H:%M}"
    assert event[2].startswith(TITLES[language])
    assert event[3] == "UN House; room 2, left"

    later = {name: at.isoformat() for name, at in dates(40).items()}
    assert_ok(await client.as_("rc").post(f"{made.path}/reschedule", json=later, if_match="*"))
    await program.take(await attached(make, "undp", "meeting-rescheduled"))
    assert await program.days(starts, starts + timedelta(days=1)) == [], "the old date is free again"
    moved = local(later["starts_at"])
    (event,) = await program.days(moved, moved + timedelta(days=1))
    assert event[0] == f"{moved:%Y-%m-%d %H:%M}"

    assert_ok(await client.as_("rc").post(f"{made.path}/cancel", json={"reason": "Too few."}, if_match="*"))
    await program.take(await attached(make, "undp", "meeting-cancelled"))
    (event,) = await program.days(moved, moved + timedelta(days=1))
    assert event[4].strip() == "CANCELLED"


async def test_vdirsyncer_takes_the_feed_its_changes_and_its_end(make, client, program, shell):
    made = await make.meeting("convened", title=TITLES)
    await make.action(owner="UNDP")
    await make.decision("open")
    _, path = await feed(client)
    meeting = assert_ok(await client.as_("undp").get(made.path))
    starts = local(meeting["starts_at"])
    async with served(shell) as site:
        await program.subscribe(f"{site}{path}")
        await program.refresh()
        assert len(list(program.folder.glob("*.ics"))) == 3, "a meeting, a deadline, an action point"
        (event,) = [one for one in await program.days(starts, starts + timedelta(days=1)) if TITLES["en"] in one[2]]
        assert event[0] == f"{starts:%Y-%m-%d %H:%M}"

        later = {name: at.isoformat() for name, at in dates(40).items()}
        assert_ok(await client.as_("rc").post(f"{made.path}/reschedule", json=later, if_match="*"))
        await program.refresh()
        moved = local(later["starts_at"])
        (event,) = [one for one in await program.days(moved, moved + timedelta(days=1)) if TITLES["en"] in one[2]]
        assert event[0] == f"{moved:%Y-%m-%d %H:%M}"
        assert len(list(program.folder.glob("*.ics"))) == 3, "the same event, not a second one"

        assert_ok(await client.as_("rc").post(f"{made.path}/cancel", json={"reason": "Too few."}, if_match="*"))
        await program.refresh()
        (event,) = [one for one in await program.days(moved, moved + timedelta(days=1)) if TITLES["en"] in one[2]]
        assert event[4].strip() == "CANCELLED"
