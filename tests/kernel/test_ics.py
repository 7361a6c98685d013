"""Calendars: whatever people write comes back as they wrote it, and breaks no line."""

import re
from datetime import UTC, date, datetime, timedelta

import icalendar
from hypothesis import example, given, settings
from hypothesis import strategies as st

from api.kernel import ics

AT = datetime(2026, 12, 10, 5, 0, tzinfo=UTC)
HOSTILE = (
    "BEGIN:VALARM\r\nEND:VEVENT\r\nX-EVIL:1",
    "a;b,c\\n\\;d\":e^n^'",
    "Ýygnak; Aşgabat, «Çärýek» — №1",
    "Заседание: повестка дня; \\ " * 12,
    "🕊" * 40,
    "\x00\x07\x1b\x7f\x85\u2028\u2029\ufeff",
    " \t ",
)
QUICK = settings(deadline=None, max_examples=60)
texts = st.text(max_size=200) | st.sampled_from(HOSTILE)


def made(**given):
    base = {"uid": "a@unmn", "sequence": 0, "stamp": AT, "starts": AT, "ends": AT + timedelta(hours=2), "summary": "x"}
    return ics.Entry(**(base | {"zone": "Asia/Ashgabat"} | given))


def back(text):
    (event,) = icalendar.Calendar.from_ical(text).walk("VEVENT")
    return event


def hostile(test):
    for text in HOSTILE:
        test = example(text)(test)
    return test


@QUICK
@hostile
@given(texts)
def test_what_is_written_comes_back_and_nothing_else_with_it(text):
    who = ics.Who("a@b.example", text)
    entry = made(summary=text, description=text, location=text, organiser=who, attendees=[who])
    raw = ics.written("REQUEST", [entry], name=text)
    event = back(raw)
    assert str(event["SUMMARY"]) == ics.line(text)
    assert str(event.get("DESCRIPTION", "")).strip() == ics.clean(text).strip()
    assert str(event.get("LOCATION", "")) == ics.line(text)
    assert not event.subcomponents
    assert "X-EVIL" not in event
    assert str(event["ATTENDEE"]) == "mailto:a@b.example"
    assert (raw.count("\r\nBEGIN:"), raw.count("\r\nEND:")) == (3, 4), "zone, its rule and the event, and no other"


@QUICK
@hostile
@given(texts)
def test_every_line_is_short_and_ends_as_it_should(text):
    raw = ics.written("REQUEST", [made(summary=text, description=text, alarm=timedelta(hours=1))])
    assert raw.endswith("\r\n")
    for line in raw.split("\r\n"):
        assert len(line.encode()) <= 75, "RFC 5545 §3.1"
        assert not re.search("[\x00-\x08\x0a-\x1f\x7f]", line)


@QUICK
@given(
    st.integers(1_600_000_000, 2_200_000_000).map(lambda at: datetime.fromtimestamp(at, UTC)),
    st.sampled_from(["Asia/Ashgabat", "Europe/Berlin", "Asia/Bishkek", "America/New_York", "UTC"]),
)
def test_an_instant_is_the_same_instant_wherever_it_is_read(at, zone):
    raw = ics.written("PUBLISH", [made(starts=at, ends=at + timedelta(hours=1), zone=zone)])
    read = icalendar.Calendar.from_ical(raw)
    assert back(raw)["DTSTART"].dt == at
    for each in read.walk("VTIMEZONE"):
        assert each.subcomponents, "RFC 5545: at least one rule"
        assert each["TZID"] == zone


def test_a_day_is_a_whole_day_and_its_alarm_wakes_nobody():
    event = back(ics.written(None, [made(starts=date(2026, 12, 1), ends=date(2026, 12, 2), alarm=timedelta(days=1))]))
    assert event["DTSTART"].dt == date(2026, 12, 1)
    (alarm,) = event.walk("VALARM")
    assert alarm["TRIGGER"].dt == timedelta(hours=9) - timedelta(days=1)


def test_a_cancelled_entry_rings_no_alarm():
    assert not back(ics.written("CANCEL", [made(status="CANCELLED", alarm=timedelta(hours=1))])).walk("VALARM")
