"""The list as a file: what it shows and to whom, in three languages, and two hundred meetings in one go."""

import csv
import io
import time
from datetime import timedelta

import openpyxl
import pytest

from api.kernel.db import new_id
from api.meetings.models import AgendaItem, Answer, Invitation, ItemKind, Meeting, Presence
from tests.client import assert_ok, assert_problem
from tests.meetings.make import dates

MANY = 200
PARTS = ("meetings", "agenda", "attendance")


def table(reply):
    assert reply.status_code == 200, reply.text[:300]
    assert reply.headers["content-type"].startswith("text/csv")
    assert reply.content.startswith(b"\xef\xbb\xbf")
    head, *rows = csv.reader(io.StringIO(reply.content.decode("utf-8-sig")))
    return [dict(zip(head, row, strict=True)) for row in rows]


def sheets(reply):
    assert reply.status_code == 200, reply.text[:300]
    book = openpyxl.load_workbook(io.BytesIO(reply.content), read_only=True)
    return {sheet.title: list(sheet.iter_rows(values_only=True)) for sheet in book}


async def export(client, path, who="secretariat", **given):
    return await client.as_(who).get(f"{path}/meetings/export", params=given)


async def test_a_meeting_leaves_with_agenda_and_attendance(make, client):
    made = await make.meeting("held", place="UN House", modality="hybrid", items=2)
    path = made.network.path
    entries = [
        {"organisation_id": str(made.network.organisations["UNDP"]), "presence": "in_room", "person": "Person undp"},
        {"organisation_id": str(made.network.organisations["RCO"]), "presence": "absent"},
    ]
    guests = [{"name": "A guest", "affiliation": "=cmd|' /C calc'!A0", "presence": "remote"}]
    body = {"entries": entries, "guests": guests}
    assert_ok(await client.as_("secretariat").put(f"{made.path}/attendance", json=body, if_match="*"))
    read = assert_ok(await client.as_("secretariat").get(made.path))
    item = next(each for each in read["agenda_items"] if each["place"] == 1)
    outcome = {"outcome": "The figures are shared by March."}
    assert_ok(
        await client.as_("secretariat").patch(f"{made.path}/agenda-items/{item['id']}", json=outcome, if_match=item)
    )

    (meeting,) = table(await export(client, path, format="csv"))
    assert (meeting["Number"], meeting["State"], meeting["Invited"], meeting["Took part"]) == (
        made.number,
        "Held",
        "3",
        "1",
    )
    assert (meeting["state"], meeting["id"]) == ("held", str(made.id))
    items = table(await export(client, path, format="csv", part="agenda"))
    assert [each["Outcome"] for each in items] == ["The figures are shared by March.", ""]
    people = table(await export(client, path, format="csv", part="attendance"))
    assert [(each["Organisation"], each["Attendance"], each["Person"]) for each in people] == [
        ("IOM", "", ""),
        ("RCO", "absent", ""),
        ("UNDP", "in room", "Person undp"),
        ("'=cmd|' /C calc'!A0", "remote", "A guest"),
    ]
    fell = table(await export(client, path, format="csv", part="outcomes"))
    assert [(each["Item"], each["Outcome"]) for each in fell] == [("1", "The figures are shared by March.")]
    book = sheets(await export(client, path))
    assert list(book) == ["Meetings", "Agenda items", "Outcomes", "Attendance"]
    assert [len(rows) for rows in book.values()] == [2, 3, 2, 5]


@pytest.mark.parametrize(
    ("language", "names"),
    [
        ("ru", ["Заседания", "Пункты повестки дня", "Итоги", "Участие"]),
        ("tk", ["Mejlisler", "Gün tertibiniň bentleri", "Jemler", "Gatnaşanlar"]),
    ],
)
async def test_it_speaks_the_language_asked_for(make, client, language, names):
    made = await make.meeting("convened")
    book = sheets(await export(client, made.network.path, "undp", language=language))
    assert list(book) == names


async def test_the_file_holds_what_the_list_shows_to_this_reader(make, client):
    drafted = await make.meeting("draft")
    path = drafted.network.path
    convened = await make.meeting("convened", days=30)
    partners = await make.meeting("convened", days=40, visibility="partners", kind="thematic")
    cancelled = await make.meeting("cancelled", days=50)
    seen = {
        "secretariat": {drafted.number, convened.number, partners.number, cancelled.number},
        "undp": {convened.number, partners.number},
        "mfa": {partners.number},
    }
    for who, expected in seen.items():
        rows = table(await export(client, path, who, format="csv"))
        listed = assert_ok(await client.as_(who).get(f"{path}/meetings"))["items"]
        assert {row["Number"] for row in rows} == expected == {each["number"] for each in listed}
    rows = table(await export(client, path, format="csv", state="convened", kind="thematic"))
    assert [row["Number"] for row in rows] == [partners.number]
    year = dates(30)["starts_at"].year
    for asked in (year - 9, year):
        rows = table(await export(client, path, format="csv", state="convened", kind="regular", year=asked))
        listed = assert_ok(
            await client.as_("secretariat").get(
                f"{path}/meetings", params={"year": asked, "state": "convened", "kind": "regular"}
            )
        )
        assert [row["Number"] for row in rows] == [each["number"] for each in listed["items"]]


async def test_what_cannot_be_asked_for_is_refused_before_anything_is_sent(make, client):
    path = (await make.home()).path
    for wrong in ({"format": "pdf"}, {"part": "minutes"}, {"year": 1}, {"state": "lost"}):
        assert_problem(await export(client, path, **wrong), 422, "invalid")
    assert table(await export(client, path, format="csv")) == []


async def _many(make, home):
    """As many meetings as a network holds in fifty years, each with ten items and an answer of everybody."""
    day = dates(-8_000)["starts_at"]

    async def work(call):
        for at in range(MANY):
            starts_at = day + timedelta(days=30 * at)
            row = {
                "created_at": call.now, "network_id": home.id, "number": f"{home.code}/M-{at:03}", "kind": "regular",
                "state": "held", "title": {"en": f"Meeting {at}"}, "starts_at": starts_at, "sort_at": starts_at,
                "ends_at": starts_at + timedelta(hours=2),
                "modality": "in_person", "visibility": "members", "convened_at": call.now,
                "languages": ["en"], "guests": [{"name": "A guest", "affiliation": "MFA", "presence": "remote"}],
                "sequence": 0, "version": 1,
            }  # fmt: skip
            meeting = Meeting(id=new_id(), **row)
            call.session.add(meeting)
            await call.session.flush()
            for place in range(1, 11):
                call.session.add(
                    AgendaItem(
                        created_at=call.now, network_id=home.id, meeting_id=meeting.id, place=place,
                        kind=ItemKind.DISCUSSION, title={"en": f"Item {place}"}, outcome="What was agreed. " * 12,
                    )
                )  # fmt: skip
            for place, (acronym, organisation) in enumerate(home.organisations.items()):
                call.session.add(
                    Invitation(
                        created_at=call.now, network_id=home.id, meeting_id=meeting.id, organisation_id=organisation,
                        acronym=acronym, place=place, answer=Answer.YES, presence=Presence.IN_ROOM, person="Somebody",
                    )
                )  # fmt: skip

    await make.as_platform(work, home)


async def test_two_hundred_meetings_leave_in_one_file(make, client, capsys):
    home = await make.home()
    await _many(make, home)
    started = time.perf_counter()
    reply = await export(client, home.path)
    took = time.perf_counter() - started
    parts = {part: table(await export(client, home.path, format="csv", part=part)) for part in PARTS}
    with capsys.disabled():
        print(f"\n200 meetings as XLSX: {took:.2f} s, {len(reply.content) / 1024:.0f} KiB")
    invited = len(home.organisations)
    assert [len(rows) - 1 for rows in sheets(reply).values()] == [MANY, MANY * 10, 0, MANY * (invited + 1)]
    assert {part: len(rows) for part, rows in parts.items()} == {
        "meetings": MANY, "agenda": MANY * 10, "attendance": MANY * (invited + 1),
    }  # fmt: skip
    assert len({row["Number"] for row in parts["meetings"]}) == MANY
    begun = [row["starts_at"] for row in parts["meetings"]]
    assert begun == sorted(begun, reverse=True)
