"""A year of a network: four quarters, each called, held, minuted and followed up, by everybody whose turn it is.

Nothing but HTTP, in each of the three languages; the clock is the database's, and the test moves it.
"""

import re
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

import tests.year
from tests.client import Client, assert_ok, assert_problem
from tests.make import Make
from tests.travel import Clock

SAID = {
    "en": ("Figures of the year", "Members share their figures every quarter.", "One sentence is missing."),
    "ru": ("Показатели за год", "Члены сети обмениваются данными каждый квартал.", "Не хватает одного предложения."),
    "tk": ("Ýylyň görkezijileri", "Agzalar maglumatlary her çärýekde paýlaşýarlar.", "Bir sözlem ýetmeýär."),
}


@dataclass
class Year(tests.year.Year):
    """What the year has come to."""

    meetings: list[str] = field(default_factory=list)
    actions: list[str] = field(default_factory=list)

    async def meeting(self, id: str) -> Any:
        return await self.get("secretariat", f"/meetings/{id}")


@pytest.mark.parametrize("language", ["en", "ru", "tk"])
async def test_a_year_of_four_quarters(travel: tuple[Client, Clock], make: Make, language: str) -> None:
    client, clock = travel
    year = Year(client, clock, await make.home(), language, clock.at.year + 1)
    await clock.set(datetime(year.number, 1, 4, 5, tzinfo=UTC))
    for quarter in (1, 2, 3, 4):
        id = await _called(year, quarter)
        await _answered(year, id)
        await _held(year, id, quarter)
        await _minuted(year, id, quarter)
        await _followed_up(year, id, quarter)
    rhythm = await year.get("undp", "/meetings/rhythm", params={"year": year.number})
    (shown,) = (each for each in rhythm["years"] if each["year"] == year.number)
    assert [each["state"] for each in shown["quarters"]] == ["held"] * 4
    assert shown["held"] == 4
    assert await _states(year) == ["adopted"] * 4
    listed = await year.as_("undp").get(f"{year.path}/meetings/export", params={"format": "csv", "part": "meetings"})
    assert listed.text.count("\n") >= 5, "a line each, the deferred request too"
    assert (await year.get("undp", "/journal/verify"))["whole"]


async def _states(year: Year) -> list[str]:
    return [(await year.get("undp", f"/meetings/{id}/minutes"))["state"] for id in year.meetings]


async def _called(year: Year, quarter: int) -> str:
    """The secretariat takes a date that is offered, the agenda that is usual, and what UNDP proposes."""
    rhythm = await year.get("secretariat", "/meetings/rhythm", params={"year": year.number})
    (shown,) = (each for each in rhythm["years"] if each["year"] == year.number)
    offered = shown["quarters"][quarter - 1]["offered"]
    assert offered, f"no date is offered in quarter {quarter}"
    title, _, _ = SAID[year.language]
    named = {"en": f"Quarter {quarter}", year.language: f"{title} {quarter}"}
    dates = {name: offered[0][name] for name in ("starts_at", "ends_at")}
    basis = "outline" if quarter == 1 else "copy"
    body = {"title": named, "agenda": basis, "place": "UN House", **dates}
    meeting = await year.post("secretariat", "/meetings", body, status=201)
    assert meeting["agenda_items"], "the agenda begins with what is usual"
    on_it = [each["title"]["en"] for each in meeting["agenda_items"]]
    assert quarter == 1 or f"UNDP asks in quarter {quarter - 1}" in on_it, "what was not reached came along"
    assert quarter != 3 or "Returns from abroad" in on_it, "the request that was deferred came along"
    item = {"kind": "decision", "title": {"en": title}, "duration_minutes": 30}
    year.meetings.append(meeting["id"])
    unseen = await year.as_("undp").post(f"{year.path}/meetings/{meeting['id']}/agenda-items", json=item)
    assert unseen.status_code == 404, "a draft is the officers' own"
    meeting = await year.post("secretariat", f"/meetings/{meeting['id']}/agenda-items", item, status=201)
    meeting = await year.post("secretariat", f"/meetings/{meeting['id']}/convene", match=meeting)
    proposed = {"kind": "discussion", "title": {"en": f"UNDP asks in quarter {quarter}"}, "duration_minutes": 10}
    meeting = await year.post("undp", f"/meetings/{meeting['id']}/agenda-items", proposed, status=201)
    order = [each["id"] for each in sorted(meeting["agenda_items"], key=lambda each: each["place"] or 99)]
    meeting = await year.put("secretariat", f"/meetings/{meeting['id']}/agenda-items/order", {"items": order}, "*")
    assert [each["place"] for each in meeting["agenda_items"]] == [*range(1, len(order) + 1)]
    return str(meeting["id"])


async def _answered(year: Year, id: str) -> None:
    """RCO says that it comes, UNDP by the link of its mail, IOM by telephone to the secretariat."""
    invited = {each["acronym"]: each for each in (await year.meeting(id))["invitations"]}
    path = f"/meetings/{id}/invitations"
    await year.put("rco", f"{path}/{invited['RCO']['organisation_id']}", {"answer": "yes"}, invited["RCO"])
    by_telephone = {"answer": "maybe", "source": "By telephone"}
    await year.put("secretariat", f"{path}/{invited['IOM']['organisation_id']}", by_telephone, invited["IOM"])
    token = await _token(year, id, "undp")
    read = assert_ok(await year.client.get(f"/api/v1/rsvp-links/{token}"))
    assert read["meeting"]["number"]
    assert_ok(await year.client.post(f"/api/v1/rsvp-links/{token}", json={"answer": "yes"}))
    answers = {each["acronym"]: each["answer"] for each in (await year.meeting(id))["invitations"]}
    assert answers == {"IOM": "maybe", "RCO": "yes", "UNDP": "yes"}


async def _token(year: Year, id: str, who: str) -> str:
    """The link in the invitation to a person."""
    outbox = await year.get("secretariat", "/outbox", params={"limit": 200})
    address = year.home.people[who].email
    for mail in outbox["items"]:
        if mail["address"] == address and mail["kind"] == "meeting-invitation":
            read = await year.get("secretariat", f"/outbox/{mail['id']}")
            found = re.search(r"/r/([\w.~-]+)", str(read))
            if id in str(read) and found:
                return found[1]
    raise AssertionError(f"{who} got no invitation")


async def _held(year: Year, id: str, quarter: int) -> None:
    """In session: turns, notes, an outcome, a decision by those present, an action point; one item is not reached."""
    _, agreed, _ = SAID[year.language]
    meeting = await year.meeting(id)
    await year.clock.set(datetime.fromisoformat(meeting["starts_at"]))
    meeting = await year.post("secretariat", f"/meetings/{id}/start", match=meeting)
    for organisation in meeting["invitations"]:
        body = {"presence": "in_room", "people": [{"name": f"Head of {organisation['acronym']}"}]}
        await year.put("secretariat", f"/meetings/{id}/attendance/{organisation['organisation_id']}", body, "*")
    *items, last = [each["id"] for each in meeting["agenda_items"]]
    for item in items[:2]:
        await year.post("secretariat", f"/meetings/{id}/session/turn", {"item_id": item}, "*")
        await year.clock.forward(timedelta(minutes=10))
    place = f"/meetings/{id}/session/notes/{items[0]}"
    note = await year.put("secretariat", place, {"text": agreed}, '"0"')
    stale = await year.as_("rc").put(f"{year.path}{place}", json={"text": "Other words."}, if_match='"0"')
    assert_problem(stale, 412, "stale")
    assert note["text"] == agreed
    outcome = {"agenda_item_id": items[0], "kind": "information", "text": agreed}
    await year.post("secretariat", f"/meetings/{id}/session/outcomes", outcome, status=201)
    await _decided(year, id, items[1], agreed)
    due_on = (year.clock.at + timedelta(days=30)).date().isoformat()
    undp = str(year.home.organisations["UNDP"])
    promised = {"title": {"en": f"Send the figures of quarter {quarter}"}, "owner_id": undp, "due_on": due_on}
    action = await year.post("secretariat", "/action-points", {**promised, "agenda_item_id": items[1]}, status=201)
    year.actions.append(action["id"])
    if quarter == 4:
        await _agreed_here(year, year.meetings[-2])
    session = await year.get("undp", f"/meetings/{id}/session")
    assert session["used_seconds"] == 20 * 60
    await year.clock.forward(timedelta(minutes=5))
    ended = await year.post("secretariat", f"/meetings/{id}/end", {"not_reached": [last]}, await year.meeting(id))
    assert ended["state"] == "held"


async def _agreed_here(year: Year, id: str) -> None:
    """The minutes of the quarter before are agreed as an item of this meeting."""
    minutes = await year.get("rc", f"/meetings/{id}/minutes")
    item = minutes["adoptable_under"][0]["agenda_item_id"]
    adopted = await year.post("rc", f"/meetings/{id}/minutes/adopt", {"agenda_item_id": item}, minutes)
    assert (adopted["state"], adopted["adoption"], adopted["adopted_item"]["agenda_item_id"]) == (
        "adopted", "meeting", item,
    )  # fmt: skip


async def _decided(year: Year, id: str, item: str, text: str) -> None:
    """Consensus of those in the room, all of them there."""
    draft = {"kind": "other", "title": {"en": "Figures"}, "texts": {"en": text}, "agenda_item_id": item}
    decision = await year.post("secretariat", "/decisions", draft, status=201)
    path = f"/decisions/{decision['id']}"
    decision = await year.post("secretariat", f"{path}/open", {"procedure": "meeting"}, decision)
    for seat in decision["rounds"][-1]["positions"]:
        body = {"value": "support", "source": "Said in the meeting"}
        await year.put("secretariat", f"{path}/rounds/1/positions/{seat['organisation_id']}", body, seat)
    decision = await year.get("rc", path)
    assert decision["state"] == "clear"
    assert (await year.post("rc", f"{path}/adopt", match=decision))["state"] == "adopted"


async def _minuted(year: Year, id: str, quarter: int) -> None:
    """Written from the record, edited, circulated, commented, and adopted: in silence, or at the next meeting."""
    _, agreed, missing = SAID[year.language]
    path = f"/meetings/{id}/minutes"
    minutes = await year.post("secretariat", path, {"language": year.language}, status=201)
    paragraphs = {each["id"]: each for part in minutes["parts"] for each in part["paragraphs"]}
    assert any(agreed in each["text"] for each in paragraphs.values())
    edited = next(each for each in paragraphs.values() if agreed in each["text"])
    changed = {"text": f"{edited['text']} {missing}"}
    place = f"{year.path}{path}/paragraphs/{edited['id']}"
    minutes = assert_ok(await year.as_("secretariat").patch(place, json=changed, if_match=edited))
    lost = await year.as_("secretariat").patch(place, json={"text": "Other words."}, if_match=edited)
    assert missing in str(assert_problem(lost, 412, "stale")["current"]), "the text of the other is told"
    minutes = await year.post("secretariat", f"{path}/circulate", match=minutes)
    comment = await year.post("undp", f"{path}/comments", {"text": missing, "objection": quarter == 2}, status=201)
    await year.post("rco", f"{path}/seen", {})
    await year.clock.set(datetime.fromisoformat(minutes["window_ends_at"]) + timedelta(seconds=1))
    minutes = await year.get("rc", path)
    if quarter == 2:  # an objection stands: not by silence
        refused = await year.as_("rc").post(f"{year.path}{path}/adopt", if_match=minutes)
        assert_problem(refused, 409, "minutes-objection-stands", organisations=["UNDP"])
        await year.post("undp", f"{path}/comments/{comment['id']}/lift", match=comment)
    if quarter == 3:  # they wait for the next meeting
        return
    adopted = await year.post("rc", f"{path}/adopt", match=await year.get("rc", path))
    assert (adopted["state"], adopted["adoption"]) == ("adopted", "silence")
    assert len(adopted["sha256"]) == 64
    for kind, magic in (("pdf", b"%PDF-"), ("docx", b"PK")):
        paper = await year.as_("undp").get(f"{year.path}{path}.{kind}")
        assert paper.status_code == 200
        assert paper.content.startswith(magic)
    corrected = await year.post("secretariat", f"{path}/corrigenda", {"text": missing}, adopted, status=201)
    assert [each["number"] for each in corrected["corrigenda"]] == [1]
    assert corrected["sha256"] == adopted["sha256"]


async def _followed_up(year: Year, id: str, quarter: int) -> None:
    """UNDP does what it promised; its author has another see it; the next quarter begins."""
    action = await year.get("undp", f"/action-points/{year.actions[-1]}")
    done = await year.post("undp", f"/action-points/{action['id']}/done", {"done": "Sent by letter."}, action)
    assert done["state"] in ("done", "verified")
    if quarter == 2:
        wish = {"title": {"en": "Returns from abroad"}, "reason": "It cannot wait."}
        asked = await year.post("undp", "/meetings/request", wish, status=201)
        later = {"reason": "It fits the next regular meeting."}
        assert (await year.post("rc", f"/meetings/{asked['id']}/defer", later, asked))["state"] == "deferred"
    following = datetime(year.number + quarter // 4, quarter % 4 * 3 + 1, 4, 5, tzinfo=UTC)
    await year.clock.set(max(year.clock.at, following))
