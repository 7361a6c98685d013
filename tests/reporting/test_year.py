"""A year of reporting by ten organisations: four rounds, each opened, filled, looked through, closed and locked.

Nothing but HTTP, in each of the three languages; the clock is the database's, and the test moves it. What the year
comes to is computed here a second time, from what was typed.
"""

import csv
import io
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from typing import Any
from uuid import UUID

import pytest

import tests.year
from tests.client import Client, assert_problem
from tests.make import Make
from tests.travel import Clock
from tests.workplans import make as plans

MEMBERS = ("IOM", "RCO", "UNDP", "UNICEF", "UNFPA", "UNHCR", "WHO", "UNODC", "ILO", "FAO")
PARTNERS = ("MFA",)
SILENT = "FAO"  # gives in the third quarter only when it is reminded
SMALL = 3  # women that WHO counts in the third quarter: fewer than may be shown
OBJECTIVE = 7
REASON = "The two parts do not come to what your register says."
SAID = {
    "en": "Two courses were held, and the register of sources stands.",
    "ru": "Проведены два курса, реестр источников создан.",
    "tk": "Iki okuw geçirildi, çeşmeleriň sanawy taýýar.",
}


@dataclass
class Year(tests.year.Year):
    """What the year is about, and what was typed in it."""

    indicator: str = ""
    activities: list[UUID] = field(default_factory=list)
    plan: Any = None
    women: dict[int, int] = field(default_factory=dict)  # by quarter, of all organisations together
    men: dict[int, int] = field(default_factory=dict)

    def quarter(self, at: int) -> str:
        return f"{self.number}-Q{at}"


@pytest.mark.parametrize("language", ["en", "ru", "tk"])
async def test_a_year_of_reporting(travel: tuple[Client, Clock], make: Make, language: str) -> None:
    client, clock = travel
    home = await client.make.network(MEMBERS, PARTNERS)
    client.make._home = home
    year = Year(client, clock, home, language, clock.at.year + 1)  # accounts are younger than this year
    await clock.set(datetime(year.number, 1, 9, 5, tzinfo=UTC))
    await _agreed(year)
    for at in (1, 2, 3, 4):
        await clock.set(_end_of(year.number, at) + timedelta(days=4))
        await _opened(year, at)
        await _reported(year, at)
        await _looked_through(year, at)
        await _closed(year, at)
    await _come_to(year)
    assert (await year.get("undp", "/journal/verify"))["whole"]


def _end_of(year: int, at: int) -> datetime:
    """Noon of the last day of a quarter."""
    following = date(year + (at == 4), at % 4 * 3 + 1, 1)
    return datetime.combine(following - timedelta(days=1), datetime.min.time(), UTC) + timedelta(hours=7)


async def _agreed(year: Year) -> None:
    """What the network reports on: an objective with its lead, an indicator of everybody, an adopted plan."""
    ids = year.home.organisations
    path = f"/objectives/{OBJECTIVE}"
    officer = year.as_("secretariat")
    wanted = {"priority": "high", "lead_id": str(ids["UNDP"])}
    before = await officer.get(f"{year.path}{path}")
    assert before.status_code == 200, before.text
    assert (await officer.patch(f"{year.path}{path}", json=wanted, if_match=before)).status_code == 200
    body = {
        "code": "TKM-07.1",
        "title": {"en": "People reached", year.language: "People reached"},
        "unit": {"en": "people"},
        "direction": "increase",
        "accumulates": "sum",
        "frequency": "quarter",
        "responsible_id": str(ids["IOM"]),
        "reporter_ids": [str(ids[acronym]) for acronym in MEMBERS if acronym != "IOM"],
        "objectives": [OBJECTIVE],
        "dimensions": ["sex"],
        "baseline": {"period": str(year.number - 1), "value": "400"},
        "targets": [{"period": str(year.number), "value": "4000"}],
    }
    year.indicator = (await year.post("secretariat", "/indicators", body, status=201))["id"]
    there = year.client.make
    days = {"starts_on": f"{year.number}-01-01", "ends_on": f"{year.number}-12-31"}
    year.plan = await plans.workplan(there, network=year.home, rows=False, slug=str(year.number), **days)
    for lead, other in zip(MEMBERS[::2], MEMBERS[1::2], strict=True):
        year.activities.append(await _activity(year, str(ids[lead]), str(ids[other])))
    await _adopted(year)


async def _adopted(year: Year) -> None:
    """The plan is frozen, all ten members are asked about exactly that, and a co-chair adopts both."""
    path = f"/workplans/{year.plan.id}"
    plan = await year.post("secretariat", f"{path}/freeze", match="*")
    frozen = plan["snapshots"][0]
    body = {
        "title": {"en": "Workplan of the year"},
        "kind": "workplan",
        "texts": {"en": "The Network adopts the plan."},
        "authoritative": "en",
        "subject": {"kind": "workplans", "id": plan["id"], "version": frozen["number"], "sha256": frozen["sha256"]},
    }
    decision = await year.post("secretariat", "/decisions", body, status=201)
    deadline = year.clock.at + timedelta(days=4)
    asked = {"procedure": "express", "deadline_at": deadline.isoformat()}
    decision = await year.post("secretariat", f"/decisions/{decision['id']}/open", asked, decision)
    for acronym in MEMBERS:
        place = f"/decisions/{decision['id']}/rounds/1/positions/{year.home.organisations[acronym]}"
        await year.put(acronym.lower(), place, {"value": "support"}, "*")
    await year.clock.set(deadline + timedelta(minutes=1))
    decision = await year.get("rc", f"/decisions/{decision['id']}")
    await year.post("rc", f"/decisions/{decision['id']}/adopt", match=decision)
    plan = await year.post("secretariat", f"{path}/adopt", match="*")
    assert plan["state"] == "adopted"


async def _activity(year: Year, lead: str, other: str) -> UUID:
    path = f"/workplans/{year.plan.id}"
    plan = await year.get("secretariat", path)
    if not plan["results"]:
        top = {"kind": "outcome", "code": "1", "title": {"en": "Data guide policy"}}
        plan = await year.post("secretariat", f"{path}/results", top, "*", 201)
        below = {"kind": "output", "code": "1.1", "title": {"en": "Sources"}, "parent_id": plan["results"][0]["id"]}
        plan = await year.post("secretariat", f"{path}/results", below, "*", 201)
    body = {
        "output_id": next(each["id"] for each in plan["results"] if each["kind"] == "output"),
        "title": {"en": "Train statisticians"},
        "lead_id": lead,
        "contributor_ids": [other],
        "objectives": [OBJECTIVE],
        "starts_on": f"{year.number}-01-01",
        "ends_on": f"{year.number}-12-31",
    }
    made = await year.post("secretariat", f"{path}/activities", body, "*", 201)
    return UUID(made["id"])


async def _opened(year: Year, at: int) -> None:
    """The secretariat asks; everybody owes a value and an update, the lead of the objective each half-year more."""
    due_on = (year.clock.at + timedelta(days=14)).date().isoformat()
    body = {"period": year.quarter(at), "due_on": due_on, "note": SAID[year.language]}
    opened = await year.post("secretariat", "/reporting-rounds", body, status=201)
    assert [each["acronym"] for each in opened["organisations"]] == sorted(MEMBERS)
    assert opened["owed"] == 2 * len(MEMBERS) + (at in (2, 4))
    assert opened["given"] == 0
    again = await year.as_("secretariat").post(f"{year.path}/reporting-rounds", json=body)
    assert_problem(again, 409, "reporting-round-exists")


async def _reported(year: Year, at: int) -> None:
    """Each finds on one page what it owes, filled in with the last quarter, and gives it; one only when reminded."""
    for place, acronym in enumerate(MEMBERS):
        if acronym == SILENT and at == 3:
            continue
        await _gives(year, at, place, acronym)
    if at == 3:
        await _reminded(year, at)
        await _gives(year, at, len(MEMBERS) - 1, SILENT)


async def _gives(year: Year, at: int, place: int, acronym: str) -> None:
    who, path = acronym.lower(), f"/reporting-rounds/{year.quarter(at)}"
    owed = await year.get(who, f"{path}/owed")
    assert owed["acronym"] == acronym
    kinds = [each["kind"] for each in owed["items"]]
    assert sorted(kinds) == sorted(["value", "update"] + ["assessment"] * (acronym == "UNDP" and at in (2, 4)))
    for each in owed["items"]:
        told = each[each["kind"]]
        known = at > 1 and (each["kind"] != "assessment" or at == 4)
        assert (told["before"] is not None) == known, f"{acronym} begins with what it told before"
        await {"value": _value, "update": _update, "assessment": _assessment}[each["kind"]](year, at, place, each)
    left = (await year.get(who, f"{path}/owed"))["items"]
    assert [each["state"] for each in left] == ["submitted"] * len(left)


async def _value(year: Year, at: int, place: int, each: dict[str, Any]) -> None:
    women = SMALL if each["acronym"] == "WHO" and at == 3 else 40 + 10 * place + at
    men = 60 + place
    year.women[at] = year.women.get(at, 0) + women
    year.men[at] = year.men.get(at, 0) + men
    counted = [("female", women), ("male", men)]
    body = {
        "organisation_id": each["organisation_id"],
        "period": each["period"],
        "cells": [{"parts": {"sex": sex}, "value": str(count)} for sex, count in counted],
    }
    who = each["acronym"].lower()
    made = await year.post(who, f"/indicators/{each['id']}/values", body, status=201)
    assert made["figure"]["value"] == str(women + men), "the total is computed"
    await year.post(who, f"/indicator-values/{made['id']}/submit", match=made)


async def _update(year: Year, at: int, place: int, each: dict[str, Any]) -> None:
    before = each["update"]["before"] or {}
    body = {"status": before.get("status") or "ongoing", "progress": f"{SAID[year.language]} ({at})"}
    who = each["acronym"].lower()
    path = (
        f"/workplans/{each['workplan_id']}/activities/{each['id']}/updates/{each['period']}/{each['organisation_id']}"
    )
    made = await year.put(who, path, body)
    await year.post(who, f"{path}/submit", match=made)


async def _assessment(year: Year, at: int, place: int, each: dict[str, Any]) -> None:
    before = each["assessment"]["before"]
    assert (before is None) == (at == 2)
    body = {"organisation_id": each["organisation_id"], "period": each["period"], "narrative": SAID[year.language]}
    body["rating"] = "early" if before is None else "some_progress"
    path = f"/objectives/{each['number']}"
    answer = await year.post("undp", f"{path}/assessments", body, status=201)
    (made,) = (one for one in answer["assessments"] if one["period"] == each["period"])
    answer = await year.post("undp", f"{path}/assessments/{made['id']}/submit", match=made["version"])


async def _reminded(year: Year, at: int) -> None:
    """Only who still owes is named, to everybody, and written to."""
    round = await year.get("viewer", f"/reporting-rounds/{year.quarter(at)}")
    assert round["needs"][0]["organisations"] == [SILENT]
    reminded = await year.post("secretariat", f"/reporting-rounds/{year.quarter(at)}/remind", match=round)
    assert reminded["reminder_count"] == 1
    assert [item["act"] for item in (await year.get("fao", "/home"))["items"] if item["act"] == "report"] == ["report"]
    assert not [item for item in (await year.get("who", "/home"))["items"] if item["act"] == "report"]


async def _looked_through(year: Year, at: int) -> None:
    """The secretariat returns one value, which comes back, and approves the rest at once."""
    asked = {"period": year.quarter(at), "state": "submitted", "limit": 50}
    waiting = (await year.get("secretariat", "/indicator-values", params=asked))["items"]
    assert len(waiting) == len(MEMBERS)
    if at == 1:
        (theirs,) = (each for each in waiting if each["acronym"] == "UNICEF")
        path = f"/indicator-values/{theirs['id']}"
        await year.post("secretariat", f"{path}/return", {"reason": REASON}, theirs)
        owed = (await year.get("unicef", f"/reporting-rounds/{year.quarter(at)}/owed"))["items"]
        assert [(each["state"], each["reason"]) for each in owed if each["kind"] == "value"] == [("returned", REASON)]
        back = await year.get("unicef", path)
        assert [move["move"] for move in back["moves"] if not move["refused"]] == ["submit"]
        await year.post("unicef", f"{path}/submit", match=back)
    ids = [each["id"] for each in waiting]
    await year.post("secretariat", "/indicator-values/approve", {"ids": ids})
    if at in (2, 4):
        read = await year.get("secretariat", f"/objectives/{OBJECTIVE}")
        (made,) = (one for one in read["assessments"] if one["state"] == "submitted")
        await year.post(
            "secretariat", f"/objectives/{OBJECTIVE}/assessments/{made['id']}/approve", match=made["version"]
        )


async def _closed(year: Year, at: int) -> None:
    """The round is closed with its count, and the quarter with it."""
    path = f"/reporting-rounds/{year.quarter(at)}"
    round = await year.get("secretariat", path)
    assert round["given"] == round["owed"]
    assert round["needs"][0]["key"] == "reporting-close"
    closed = await year.post("secretariat", f"{path}/close", {"lock": True}, round)
    assert (closed["state"], closed["given"]) == ("closed", round["owed"])
    body = {"organisation_id": str(year.home.organisations["IOM"]), "period": year.quarter(at), "cells": []}
    late = await year.as_("iom").post(f"{year.path}/indicators/{year.indicator}/values", json=body)
    assert late.status_code == 409


async def _come_to(year: Year) -> None:
    """What was typed is what is told: exactly for the secretariat, without small numbers for everybody else."""
    read = await year.get("secretariat", f"/indicators/{year.indicator}")
    series = {each["period"]: each["value"] for each in read["series"]["periods"]}
    wanted = {year.quarter(at): str(year.women[at] + year.men[at]) for at in (1, 2, 3, 4)}
    assert series == wanted
    told = [each["value"] for each in read["series"]["years"] if each["period"] == str(year.number)]
    assert told == [str(sum(map(int, wanted.values())))]
    objective = await year.get("viewer", f"/objectives/{OBJECTIVE}")
    assert (objective["rating"], objective["trend"]) == ("some_progress", "up")
    linked = await year.get("viewer", f"/objectives/{OBJECTIVE}/linked", params={"since": f"{year.number}-01-01"})
    kinds = {each["kind"] for each in linked["items"]}
    assert {"indicators", "activities", "assessments"} <= kinds, "what was done on it is one request"
    for who, small in (("secretariat", str(SMALL)), ("who", str(SMALL)), ("viewer", "")):
        asked = {"format": "csv", "what": "values", "since": year.quarter(3), "until": year.quarter(3)}
        file = await year.as_(who).get(f"{year.path}/indicator-exports", params=asked)
        rows = list(csv.DictReader(io.StringIO(file.content.decode("utf-8-sig"))))
        women = {row["organisation"]: row["value"] for row in rows if row["sex"] == "female"}
        assert sorted(women) == sorted(MEMBERS)
        assert women["WHO"] == small, f"as {who} may see it"
        men = {row["organisation"]: row["value"] for row in rows if row["sex"] == "male"}
        assert (men["WHO"] == "") == (who == "viewer"), "nor what it could be computed from"
    plan = await year.get("viewer", f"/workplans/{year.plan.id}")
    assert plan["state"] == "adopted", "to report is no change of the plan"
