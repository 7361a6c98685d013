"""A new meeting begins with the last one or with the outline, under a title for its own quarter."""

from datetime import datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from api.kernel.clock import PLACE
from api.meetings.templates import outline_keys, retitled, turkmen_nth
from tests.client import assert_ok, assert_problem
from tests.meetings.make import dates

FOURTH = {
    "en": "Fourth quarterly meeting 2026",
    "ru": "Четвёртое квартальное заседание 2026 года",
    "tk": "2026-njy ýylyň dördünji çärýek mejlisi",
}


def at(year: int, month: int) -> datetime:
    return datetime(year, month, 10, 10, tzinfo=PLACE)


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        (
            FOURTH,
            {
                "en": "First quarterly meeting 2027",
                "ru": "Первое квартальное заседание 2027 года",
                "tk": "2027-nji ýylyň birinji çärýek mejlisi",
            },
        ),
        ({"en": "Network meeting, Q4 2026", "ru": "Заседание, IV квартал 2026 г.", "tk": None},
         {"en": "Network meeting, Q1 2027", "ru": "Заседание, I квартал 2027 г.", "tk": None}),
        ({"en": "Meeting with the Four Partners"}, {"en": "Meeting with the Four Partners"}),
        ({"en": "4 quarter 2026", "ru": "4 квартал 2026"}, {"en": "1 quarter 2027", "ru": "1 квартал 2027"}),
    ],
)  # fmt: skip
def test_a_title_follows_the_date(title, expected):
    assert retitled(title, at(2026, 12), at(2027, 3)) == expected


@given(st.integers(2020, 2090), st.integers(1, 12), st.integers(2020, 2090), st.integers(1, 12))
def test_a_title_that_goes_there_and_back_is_what_it_was(year, month, other, then):
    there = retitled(FOURTH, at(2026, 12), at(year, month))
    further = retitled(there, at(year, month), at(other, then))
    assert retitled(further, at(other, then), at(2026, 12)) == FOURTH


def test_turkmen_years_end_as_they_are_spoken():
    ends = {2020: "nji", 2026: "njy", 2027: "nji", 2028: "nji", 2029: "njy", 2030: "njy", 2031: "nji", 2050: "nji"}
    assert {year: turkmen_nth(year).partition("-")[2] for year in ends} == ends


async def template(client, path, who="secretariat", **given):
    return assert_ok(await client.as_(who).get(f"{path}/meetings/template", params=given))


async def test_without_a_meeting_before_it_the_outline_is_offered(make, client):
    home = await make.home()
    found = await template(client, home.path, starts_at="2027-05-11T05:00:00Z")
    assert (found["agenda"], found["copied"], found["minutes"]) == ("outline", None, 120)
    assert found["title"]["en"] == "Second quarterly meeting 2027"
    assert found["title"]["tk"] == "2027-nji ýylyň ikinji çärýek mejlisi"
    assert [item["standing"] for item in found["items"]] == outline_keys("regular")
    assert found["languages"] == ["en"]
    for who in ("undp", "viewer", "mfa"):
        assert_problem(await client.as_(who).get(f"{home.path}/meetings/template"), 403, "forbidden")


@pytest.mark.parametrize(
    ("kind", "keeps"),
    [("extraordinary", ["opening", "agenda", "next"]), ("thematic", ["opening", "agenda", "data", "aob", "next"])],
)
async def test_each_kind_has_its_own_outline(make, client, kind, keeps):
    home = await make.home()
    found = await template(client, home.path, kind=kind, basis="outline")
    assert [item["standing"] for item in found["items"]] == keeps
    wanted = {"kind": kind, "title": {"en": "A meeting"}, "agenda": "outline", **later()}
    made = assert_ok(await client.as_("secretariat").post(f"{home.path}/meetings", json=wanted), 201)
    titles = [item["title"]["en"] for item in made["agenda_items"]]
    assert titles == [item["title"]["en"] for item in found["items"]]


def later(days: float = 100) -> dict[str, str]:
    return {name: day.isoformat() for name, day in dates(days).items()}


async def test_a_copy_takes_the_facts_and_what_recurs(make, client):
    facts = {"place": "UN House", "modality": "hybrid", "link": "https://meet.example/1", "languages": ["ru", "en"]}
    starts_at = dates(20)["starts_at"]
    title = {"en": f"Meeting of {starts_at.astimezone(PLACE).year}"}
    last = await make.meeting(
        "draft", title=title, starts_at=starts_at, ends_at=starts_at + timedelta(minutes=150), **facts
    )
    path = last.network.path
    proposed = {"kind": "discussion", "title": {"en": "A matter of that day"}, "duration_minutes": 20}
    secretariat = client.as_("secretariat")
    body = assert_ok(await secretariat.post(f"{last.path}/convene", if_match="*"))
    assert_ok(await client.as_("undp").post(f"{last.path}/agenda-items", json=proposed), 201)
    read = assert_ok(await secretariat.get(last.path))
    order = [item["id"] for item in sorted(read["agenda_items"], key=lambda item: item["place"] == 0)]
    assert_ok(await secretariat.put(f"{last.path}/agenda-items/order", json={"items": order}, if_match=read))
    found = await template(client, path, starts_at=later(400)["starts_at"])
    assert (found["agenda"], found["copied"]["number"], found["minutes"]) == ("copy", last.number, 150)
    assert {name: found[name] for name in facts} == facts
    assert found["title"]["en"] == f"Meeting of {(starts_at + timedelta(days=380)).astimezone(PLACE).year}"
    recurring = [item["title"]["en"] for item in found["items"]]
    assert "Data on migration" in recurring
    assert "A matter of that day" not in recurring
    wanted = {"title": {"en": "The next one"}, "agenda": "copy", **later(), **facts}
    made = assert_ok(await secretariat.post(f"{path}/meetings", json=wanted), 201)
    assert made["state"] == "draft"
    titles = [item["title"]["en"] for item in made["agenda_items"]]
    assert [title for title in titles if title in recurring] == recurring
    assert "A matter of that day" not in titles
    assert {name: made[name] for name in facts} == facts
    assert body["state"] == "convened"


async def test_what_is_copied_is_a_meeting_of_this_network(make, client):
    home, other = await make.home(), await make.network()
    theirs = await make.meeting("convened", network=other)
    wanted = {"title": {"en": "A meeting"}, "agenda": "copy", **later()}
    for more in ({}, {"copy_of_id": str(theirs.id)}):
        reply = await client.as_("secretariat").post(f"{home.path}/meetings", json=wanted | more)
        assert assert_problem(reply, 422, "invalid")["errors"][0]["pointer"] == "/copy_of_id"


async def test_languages_are_those_of_the_network_unless_said(make, client):
    home = await make.network(languages=["en", "ru", "tk"])
    who = client.as_(home.people["secretariat"])
    made = assert_ok(await who.post(f"{home.path}/meetings", json={"title": {"en": "A meeting"}}), 201)
    assert made["languages"] == ["en", "ru", "tk"]
    path = f"{home.path}/meetings/{made['id']}"
    assert assert_ok(await who.patch(path, json={"languages": ["ru"]}, if_match=made))["languages"] == ["ru"]
    for wrong in (None, [], ["en", "fr"]):
        assert_problem(await who.patch(path, json={"languages": wrong}, if_match="*"), 422, "invalid")
