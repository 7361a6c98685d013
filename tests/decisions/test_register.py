"""The register: what narrows it, what leaves it as a file, and numbers without gaps."""

import asyncio
import csv
import io
from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import openpyxl
import pypdf
import pytest
import sqlalchemy as sa

from api.decisions import exports
from api.decisions.models import Decision
from api.kernel import links
from api.kernel.access import Call
from api.kernel.links import End
from api.objectives import service as objectives
from tests.client import assert_ok, assert_problem

ASHGABAT = ZoneInfo("Asia/Ashgabat")


async def numbers(client: Any, network: Any, who: str = "undp", **asked: Any) -> list[str]:
    """What the list shows, all of its pages, a page of one at a time; the export holds the same."""
    found: list[str] = []
    cursor: str | None = ""
    while cursor is not None:
        given = asked | {"limit": 1} | ({"cursor": cursor} if cursor else {})
        page = assert_ok(await client.as_(who).get(f"{network.path}/decisions", params=given))
        found += [item["number"] for item in page["items"]]
        cursor = page["next_cursor"]
    assert [row[0] for row in (await as_csv(client, network, who, **asked))[1:]] == [number or "" for number in found]
    return found


async def export(client: Any, network: Any, format: str, who: str = "undp", **asked: Any) -> bytes:
    reply = await client.as_(who).get(f"{network.path}/decisions/export", params={"format": format} | asked)
    assert reply.status_code == 200, reply.text
    assert reply.headers["x-content-type-options"] == "nosniff"
    assert reply.headers["content-disposition"].startswith(f'attachment; filename="{network.slug}-decisions')
    content: bytes = reply.content
    return content


async def as_csv(client: Any, network: Any, who: str = "undp", **asked: Any) -> list[list[str]]:
    text = (await export(client, network, "csv", who, **asked)).decode("utf-8-sig")
    return list(csv.reader(io.StringIO(text, newline="")))


async def number_of(client: Any, made: Any) -> str:
    return str(assert_ok(await client.as_("secretariat").get(made.path))["number"])


async def test_the_register_is_narrowed_by_what_people_ask_for(make, client):
    network = await make.home()
    titles = {"en": "Sharing of figures", "ru": "Обмен показателями и сроки", "tk": "Aşgabat şäheri"}
    first = await make.decision("adopted_with_reservations", title=titles)
    second = await make.decision("broken", kind="workplan", title={"en": "Joint plans"}, answers={"UNDP": "objection"})
    third = await make.decision("adopted", supersedes_id=str(first.id), title={"en": "Figures, anew"})
    one, two, three = [await number_of(client, made) for made in (first, second, third)]
    undp, iom = (str(network.organisations[acronym]) for acronym in ("UNDP", "IOM"))

    async def link(call: Call) -> None:
        (objective,) = await objectives.ids(call, [7])
        await links.join(call, End("decisions", second.id), End("objectives", objective))

    await make.act("secretariat", link, network)
    year = datetime.now(ASHGABAT).year
    cases: list[tuple[dict[str, Any], list[str]]] = [
        ({}, [three, two, one]),
        ({"sort": "sort_at"}, [one, two, three]),
        ({"kind": "workplan"}, [two]),
        ({"state": "adopted"}, [three]),
        ({"number": one}, [one]),
        ({"value": "reservation"}, [one]),
        ({"organisation_id": iom}, [three, two, one]),
        ({"organisation_id": undp, "value": "reservation"}, [one]),
        ({"organisation_id": iom, "value": "reservation"}, []),
        ({"organisation_id": str(network.organisations["MFA"])}, []),
        ({"objective": 7}, [two]),
        ({"objective": 8}, []),
        ({"q": "asgabat"}, [one]),
        ({"q": "показатель"}, [one]),
        ({"q": "figure"}, [three, one]),
        ({"q": "quarter"}, [three, two, one]),
        ({"q": two}, [two]),
        ({"q": "figure", "superseded": "false"}, [three]),
        ({"superseded": "true"}, [one]),
        ({"superseded": "false"}, [three, two]),
        ({"q": "?!"}, []),
        ({"year": year}, [three, two, one]),
        ({"year": year - 1}, []),
        ({"kind": "workplan", "state": "broken", "value": "objection", "year": year, "objective": 7}, [two]),
    ]
    for asked, expected in cases:
        assert await numbers(client, network, **asked) == expected, asked
    for wrong in ({"objective": 24}, {"year": 1}, {"value": "maybe"}, {"from_on": "yesterday"}, {"superseded": "x"}):
        assert_problem(await client.as_("undp").get(f"{network.path}/decisions", params=wrong), 422, "invalid")


async def test_days_are_those_of_the_network(make, client):
    """Half past midnight in Ashgabat is the day before in UTC."""
    made = await make.decision("adopted")
    network, number = made.network, await number_of(client, made)
    at = datetime(2026, 3, 8, 0, 30, tzinfo=ASHGABAT)

    async def then(call: Call) -> None:
        await call.session.execute(sa.update(Decision).where(Decision.id == made.id).values(sort_at=at))

    await make.as_platform(then)
    for day in ("2026-03-08", "0001-01-01"):
        assert await numbers(client, network, from_on=day, until_on="9999-12-31") == [number]
    assert await numbers(client, network, from_on="2026-03-08", until_on="2026-03-08") == [number]
    assert await numbers(client, network, until_on="2026-03-07") == []
    assert await numbers(client, network, from_on="2026-03-09") == []


async def test_what_is_not_to_be_seen_is_in_no_list_and_in_no_file(make, client):
    network = await make.home()
    await make.decision("draft", title={"en": "A draft of the officers"})
    hidden = await make.decision("adopted", visibility="secretariat")
    shared = await make.decision("adopted", visibility="partners")
    assert await numbers(client, network, "mfa") == [await number_of(client, shared)]
    assert await number_of(client, hidden) not in await numbers(client, network)
    assert len(await numbers(client, network, "secretariat")) == 3
    for format in ("xlsx", "pdf"):
        assert b"officers" not in await export(client, network, format)
    paper = await export(client, network, "pdf", "secretariat")
    assert "Secretariat and co-chairs only" in said(paper)


def said(content: bytes) -> str:
    reader = pypdf.PdfReader(io.BytesIO(content))
    return " ".join(" ".join(page.extract_text() for page in reader.pages).split())


@pytest.mark.parametrize(
    ("language", "words"),
    [("en", "Adopted with reservations"), ("ru", "Принято с оговорками"), ("tk", "Bellikler bilen kabul edildi")],
)
async def test_the_register_as_a_file_in_each_language(make, client, language, words):
    made = await make.decision(
        "adopted_with_reservations", title={"en": '=HYPERLINK("http://x")', "tk": "Iş: ž, ň, ş, ç, ý"}
    )
    network, record = made.network, assert_ok(await client.as_("undp").get(f"{made.path}/record"))
    (table,) = openpyxl.load_workbook(io.BytesIO(await export(client, network, "xlsx", language=language))).worksheets
    header, row = table.iter_rows()
    assert not any(cell.data_type == "f" for cell in row)
    values = [cell.value for cell in row]
    title = "Iş: ž, ň, ş, ç, ý" if language == "tk" else '\'=HYPERLINK("http://x")'
    assert (values[0], values[1], values[3]) == (record["number"], title, words)
    told = dict(zip([cell.value for cell in header], values, strict=True))
    assert (told["state"], told["kind"], told["id"]) == ("adopted_with_reservations", "other", str(made.id))
    adopted = datetime.fromisoformat(record["adopted_at"]).astimezone(ASHGABAT).replace(tzinfo=None, microsecond=0)
    assert abs(values[9] - adopted) < timedelta(seconds=1)
    assert table.freeze_panes == "A2"
    first, second = await as_csv(client, network, language=language)
    assert [cell or None for cell in second[:4]] == values[:4]
    assert dict(zip(first, second, strict=True))["adopted_at"] == record["adopted_at"]
    paper = await export(client, network, "pdf", language=language, year=datetime.now(ASHGABAT).year)
    reader = pypdf.PdfReader(io.BytesIO(paper))
    assert reader.trailer["/Root"]["/Lang"] == language  # type: ignore[index]
    for each in (record["number"], words, record["rounds"][0]["text_hash"]):
        assert each in said(paper), each


async def test_a_file_is_not_endless(make, client, monkeypatch):
    monkeypatch.setattr(exports, "MOST_ROWS", 1)
    network = await make.home()
    for _ in range(2):
        await make.decision("open")
    reply = await client.as_("undp").get(f"{network.path}/decisions/export")
    assert_problem(reply, 422, "export-too-long", most=1)


async def test_numbers_have_no_gaps_whoever_opens_at_the_same_time(make, client):
    """A draft takes no number, one that is withdrawn as such never has one; two openings at once take one each."""
    network = await make.home()
    drafts = [await make.decision("draft") for _ in range(6)]
    body = {"reason": "No longer wanted."}
    secretariat = client.as_("secretariat")
    assert_ok(await secretariat.post(f"{drafts[2].path}/withdraw", json=body, if_match=drafts[2]))
    opened = await asyncio.gather(
        *(secretariat.post(f"{made.path}/open", json={}, if_match=made) for made in drafts if made is not drafts[2])
    )
    given = sorted(assert_ok(reply)["number"] for reply in opened)
    year = datetime.now(ASHGABAT).year
    assert given == [f"{network.code}/{year}/{number:03d}" for number in range(1, 6)]
    assert assert_ok(await secretariat.get(drafts[2].path))["number"] is None
    refused = await secretariat.post(f"{drafts[2].path}/open", json={}, if_match="*")
    assert_problem(refused, 409, "move-refused")
    assert await number_of(client, await make.decision("open")) == f"{network.code}/{year}/006"
