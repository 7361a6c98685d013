"""Every changing operation, once with a commit that fails and once well: an entry on success, none and no change without.

A case says how the operation is made to succeed. One that is missing fails, and so does one that is no longer there.
"""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
import sqlalchemy as sa
from sqlalchemy.exc import OperationalError

from api.kernel.access import Role
from api.kernel.db import new_id
from api.kernel.journal import JournalHead
from api.kernel.writers import Writer
from api.minutes import service as minutes_service
from api.periods.rules import Span, holding
from tests.client import Client
from tests.contract import contract
from tests.day import today
from tests.decisions.make import position
from tests.decisions.test_position_links import token_of
from tests.indicators.importing import send as send_file
from tests.make import PASSWORD, Made, Make
from tests.meetings.make import ITEM, dates
from tests.meetings.test_rsvp import token_of as rsvp_token
from tests.minutes.make import WORD, act, minutes, outcome
from tests.people.make import code, link
from tests.pledges.make import wanted as pledge_wanted
from tests.proposals.make import BACK, BEFORE, BY, PAPERS, SAID, TEXT
from tests.workplans.make import first_activity
from tests.workplans.test_uninfo import foreign, sent

NEW = "another-quiet-river-in-autumn"
REASON = {"reason": "Two members asked for more time."}
SOURCE = {"source": "Letter of 3 March"}
PDF = b"%PDF-1.7\ntrailer<<>>\n%%EOF\n"


@dataclass
class Case:
    """Who sends what where. `silent` says why success leaves no entry."""

    who: Any
    path: str
    body: Any = None
    if_match: Any = None
    status: int = 200
    form: dict[str, Any] = field(default_factory=dict)
    client: Client | None = None


Making = Callable[[Make, Client], Awaitable[Case]]
CASES: dict[str, Making] = {}
# What changes nothing that is on record: credentials come and go, and no secret or failure is told to a chain.
SILENT = {
    "create_token": "a token is nothing that is stored",
    "read_invitation": "it changes nothing",
    "request_password_reset": "nobody may learn from a chain who forgot a password",
    "start_totp": "it counts from the confirmation on",
    "sign_out": "only that sessions are opened is on record",
    "end_session": "only that sessions are opened is on record",
    "import_indicator_values": "work to come: what it changes is on record when it does",
    "commit_indicator_import": "work to come: what it changes is on record when it does",
    "create_indicator_export": "a file for one reader changes nothing",
    "cancel_job": "what was stopped has changed nothing",
}


def case(function: Making) -> Making:
    CASES[function.__name__] = function
    return function


def instant(**ahead: float) -> str:
    return (datetime.now(UTC) + timedelta(**ahead)).isoformat()


def day(ahead: int) -> str:
    return (today() + timedelta(days=ahead)).isoformat()


def json_dates(days: float = 14) -> dict[str, str]:
    return {name: value.isoformat() for name, value in dates(days).items()}


# ── in the background ───────────────────────────────────────────────────────────────────────────────────────────────

VALUES = b"indicator,period,organisation,value\n"


@case
async def import_indicator_values(make: Make, client: Client) -> Case:
    path = f"{(await make.home()).path}/indicator-imports"
    return Case("undp", path, form={"files": {"file": ("values.csv", VALUES)}}, status=202)


@case
async def commit_indicator_import(make: Make, client: Client) -> Case:
    sent = await send_file(make, client, VALUES, dry_run=True)
    return Case("undp", f"{(await make.home()).path}/indicator-imports/{sent['id']}/commit", status=202)


@case
async def create_indicator_export(make: Make, client: Client) -> Case:
    return Case("undp", f"{(await make.home()).path}/indicator-exports", {"format": "csv"}, status=202)


@case
async def cancel_job(make: Make, client: Client) -> Case:
    path = (await make.home()).path
    job = (await client.as_("undp").post(f"{path}/indicator-exports", json={"format": "csv"})).json()
    return Case("undp", f"{path}/jobs/{job['id']}/cancel", status=202)


# ── accounts and sign-in ────────────────────────────────────────────────────────────────────────────────────────────


@case
async def create_account(make: Make, client: Client) -> Case:
    wanted = {"email": f"{new_id().hex}@nowhere.example", "name": "Ayna"}
    return Case(Role.ADMIN, "/api/v1/accounts", wanted, status=201)


@case
async def disable_account(make: Make, client: Client) -> Case:
    return Case(Role.ADMIN, f"/api/v1/accounts/{(await make.person()).id}/disable", if_match="*")


@case
async def enable_account(make: Make, client: Client) -> Case:
    return Case(Role.ADMIN, f"/api/v1/accounts/{(await make.person()).id}/enable", if_match="*")


@case
async def erase_account(make: Make, client: Client) -> Case:
    return Case(Role.ADMIN, f"/api/v1/accounts/{(await make.person()).id}/erase", if_match="*")


@case
async def read_invitation(make: Make, client: Client) -> Case:
    person = await make.person(password=False)
    return Case(None, "/api/v1/auth/invitation", {"secret": await link(make, person.id, "invitation")})


@case
async def accept_invitation(make: Make, client: Client) -> Case:
    person = await make.person(password=False)
    body = {"secret": await link(make, person.id, "invitation"), "password": NEW}
    return Case(None, "/api/v1/auth/invitation/use", body, status=204)


@case
async def request_password_reset(make: Make, client: Client) -> Case:
    return Case(None, "/api/v1/auth/reset", {"email": (await make.person()).email}, status=202)


@case
async def use_password_reset(make: Make, client: Client) -> Case:
    person = await make.person()
    await client.post("/api/v1/auth/reset", json={"email": person.email})
    body = {"secret": await link(make, person.id, "reset"), "new_password": NEW}
    return Case(None, "/api/v1/auth/reset/use", body, status=204)


@case
async def sign_in(make: Make, client: Client) -> Case:
    person = await make.person()
    return Case(None, "/api/v1/auth/session", {"email": person.email, "password": PASSWORD}, status=204)


@case
async def sign_out(make: Make, client: Client) -> Case:
    return Case(None, "/api/v1/auth/session", status=204, client=await client.signed_in("undp"))


@case
async def create_token(make: Make, client: Client) -> Case:
    form = {"data": {"username": (await make.person()).email, "password": PASSWORD}}
    return Case(None, "/api/v1/auth/token", form=form)


@case
async def update_me(make: Make, client: Client) -> Case:
    return Case("undp", "/api/v1/me", {"name": "Aýna"}, "*")


@case
async def change_password(make: Make, client: Client) -> Case:
    return Case("undp", "/api/v1/me/password", {"old_password": PASSWORD, "new_password": NEW}, status=204)


@case
async def end_session(make: Make, client: Client) -> Case:
    browser = await client.signed_in("undp")
    (session,) = (await browser.get("/api/v1/me/sessions")).json()["items"]
    return Case("undp", f"/api/v1/me/sessions/{session['id']}", status=204)


async def _token(make: Make) -> dict[str, Any]:
    return {"name": "x", "network": (await make.home()).slug, "scopes": ["members:read"], "days": 1}


@case
async def create_api_token(make: Make, client: Client) -> Case:
    return Case("undp", "/api/v1/me/tokens", await _token(make), status=201)


@case
async def revoke_api_token(make: Make, client: Client) -> Case:
    token = (await client.as_("undp").post("/api/v1/me/tokens", json=await _token(make))).json()
    return Case("undp", f"/api/v1/me/tokens/{token['id']}", status=204)


@case
async def create_calendar_feed(make: Make, client: Client) -> Case:
    return Case("undp", "/api/v1/me/calendar-feeds", {"name": "Phone"}, status=201)


@case
async def revoke_calendar_feed(make: Make, client: Client) -> Case:
    feed = (await client.as_("undp").post("/api/v1/me/calendar-feeds", json={"name": "Phone"})).json()
    return Case("undp", f"/api/v1/me/calendar-feeds/{feed['id']}", status=204)


@case
async def start_totp(make: Make, client: Client) -> Case:
    return Case("undp", "/api/v1/me/totp")


@case
async def confirm_totp(make: Make, client: Client) -> Case:
    await client.as_("undp").post("/api/v1/me/totp")
    otp = await code(make, (await make.person_of("undp")).id)
    return Case("undp", "/api/v1/me/totp/confirm", {"code": otp})


@case
async def remove_totp(make: Make, client: Client) -> Case:
    first = await confirm_totp(make, client)
    await client.as_("undp").post(first.path, json=first.body)
    return Case("undp", "/api/v1/me/totp/remove", {"password": PASSWORD}, status=204)


# ── networks and members ────────────────────────────────────────────────────────────────────────────────────────────


@case
async def create_network(make: Make, client: Client) -> Case:
    code_of = "".join(chr(65 + int(digit, 16)) for digit in new_id().hex[-8:])
    wanted = {"slug": f"made-{new_id().hex[-10:]}", "code": code_of, "name": {"en": "A"}, "country": {"en": "A"}}
    return Case(Role.ADMIN, "/api/v1/networks", wanted, status=201)


@case
async def update_network(make: Make, client: Client) -> Case:
    return Case("rc", (await make.home()).path, {"meetings_per_year": 6}, "*")


@case
async def create_organisation(make: Make, client: Client) -> Case:
    wanted = {"acronym": f"A{new_id().hex[-8:]}", "name": {"en": "A"}, "kind": "academia"}
    return Case(Role.ADMIN, "/api/v1/organisations", wanted, status=201)


def _new_organisation() -> dict[str, Any]:
    return {"acronym": f"A{new_id().hex[-8:]}", "name": {"en": "A"}, "kind": "un_entity"}


@case
async def create_member(make: Make, client: Client) -> Case:
    wanted = {"organisation": _new_organisation(), "kind": "observer", "joined_on": "2025-01-01"}
    return Case("secretariat", f"{(await make.home()).path}/members", wanted, status=201)


@case
async def apply_for_membership(make: Make, client: Client) -> Case:
    wanted = {"organisation": _new_organisation(), **SOURCE}
    return Case("secretariat", f"{(await make.home()).path}/members/apply", wanted, status=201)


async def _applied(make: Make, client: Client) -> str:
    first = await apply_for_membership(make, client)
    made = (await client.as_(first.who).post(first.path, json=first.body)).json()
    return f"{(await make.home()).path}/members/{made['id']}"


@case
async def admit_member(make: Make, client: Client) -> Case:
    decision = await make.decision("adopted", kind="membership")
    body = {"decision_id": str(decision.id), "joined_on": today().isoformat()}
    return Case("secretariat", f"{await _applied(make, client)}/admit", body, "*")


@case
async def decline_application(make: Make, client: Client) -> Case:
    return Case("secretariat", f"{await _applied(make, client)}/decline", REASON, "*")


async def _membership(make: Make, acronym: str = "UNDP") -> str:
    home = await make.home()
    return f"{home.path}/members/{home.memberships[acronym]}"


@case
async def update_member(make: Make, client: Client) -> Case:
    return Case("secretariat", await _membership(make), SOURCE, "*")


@case
async def leave_network(make: Make, client: Client) -> Case:
    return Case("secretariat", f"{await _membership(make)}/leave", {"left_on": today().isoformat()}, "*")


@case
async def import_members(make: Make, client: Client) -> Case:
    acronym = _new_organisation()["acronym"]
    rows = f"acronym,name_en,kind,joined_on,organisation_kind\n{acronym},A,observer,2025-01-01,academia\n"
    form = {"files": {"file": ("members.csv", rows.encode())}}
    return Case("secretariat", f"{(await make.home()).path}/members/import", form=form)


async def _wanted_appointment(make: Make, role: str) -> dict[str, Any]:
    home = await make.home()
    person = {"email": f"{new_id().hex}@nowhere.example", "name": "Ayna", "from_on": "2025-01-01"}
    return {**person, "organisation_id": str(home.organisations["UNDP"]), "role": role}


@case
async def create_appointment(make: Make, client: Client) -> Case:
    wanted = await _wanted_appointment(make, "viewer")
    return Case("secretariat", f"{(await make.home()).path}/appointments", wanted, status=201)


async def _appointed(make: Make, client: Client, role: str) -> str:
    path = f"{(await make.home()).path}/appointments"
    made = await client.as_("secretariat").post(path, json=await _wanted_appointment(make, role))
    return f"{path}/{made.json()['id']}"


@case
async def confirm_appointment(make: Make, client: Client) -> Case:
    return Case("rc", f"{await _appointed(make, client, 'secretariat')}/confirm", if_match="*")


@case
async def end_appointment(make: Make, client: Client) -> Case:
    return Case("secretariat", f"{await _appointed(make, client, 'viewer')}/end", {}, "*")


# ── decisions ───────────────────────────────────────────────────────────────────────────────────────────────────────


@case
async def create_decision(make: Make, client: Client) -> Case:
    wanted = {"kind": "other", "title": {"en": "Working methods"}}
    return Case("rc", f"{(await make.home()).path}/decisions", wanted, status=201)


@case
async def update_decision(make: Make, client: Client) -> Case:
    return Case("rc", (await make.decision("draft")).path, {"title": {"en": "Other"}}, "*")


async def _decision(make: Make, state: str, move: str, body: Any = None, who: str = "rc") -> Case:
    return Case(who, f"{(await make.decision(state)).path}/{move}", body, "*")


@case
async def open_decision(make: Make, client: Client) -> Case:
    return await _decision(make, "draft", "open", {})


@case
async def extend_decision(make: Make, client: Client) -> Case:
    return await _decision(make, "open", "extend", {"deadline_at": instant(days=9), **REASON})


@case
async def revise_decision(make: Make, client: Client) -> Case:
    return await _decision(make, "broken", "revise", REASON)


@case
async def adopt_decision(make: Make, client: Client) -> Case:
    return await _decision(make, "clear", "adopt")


@case
async def refer_decision(make: Make, client: Client) -> Case:
    return await _decision(make, "broken", "refer", {"to": "unct", **REASON})


@case
async def record_referral(make: Make, client: Client) -> Case:
    return await _decision(make, "referred", "referral", {"result": "A second text."})


@case
async def record_no_consensus(make: Make, client: Client) -> Case:
    return await _decision(make, "broken", "record-no-consensus", REASON)


@case
async def withdraw_decision(make: Make, client: Client) -> Case:
    return await _decision(make, "open", "withdraw", REASON)


async def _seat(make: Make, act: str = "") -> str:
    decision = await make.decision("open")
    return f"{decision.path}/rounds/1/positions/{decision.network.organisations['UNDP']}{act}"


@case
async def put_position(make: Make, client: Client) -> Case:
    return Case("undp", await _seat(make), position("objection"), "*")


@case
async def confirm_notice(make: Make, client: Client) -> Case:
    return Case("undp", await _seat(make, "/seen"))


async def _evidence(make: Make, client: Client) -> Case:
    path = await _seat(make)
    said = {"value": "support", "source": "By telephone"}
    assert (await client.as_("secretariat").put(path, json=said, if_match="*")).status_code == 200
    form = {"files": {"file": ("mail.pdf", PDF)}}
    return Case("secretariat", f"{path}/attachments", if_match="*", status=201, form=form)


@case
async def create_position_attachment(make: Make, client: Client) -> Case:
    return await _evidence(make, client)


@case
async def delete_position_attachment(make: Make, client: Client) -> Case:
    first = await _evidence(make, client)
    await client.as_("secretariat").post(first.path, if_match="*", **first.form)
    (listed,) = (await client.as_("undp").get(first.path)).json()["items"]
    return Case("secretariat", f"{first.path}/{listed['id']}", if_match="*")


@case
async def record_delivery(make: Make, client: Client) -> Case:
    return Case("secretariat", await _seat(make, "/delivered"), SOURCE)


@case
async def record_bounce(make: Make, client: Client) -> Case:
    decision = await make.decision("open")
    path = f"{decision.path}/rounds/1"
    proof = (await client.as_("secretariat").get(f"{path}/consultation")).json()
    notice = proof["organisations"][0]["notices"][0]["id"]
    return Case("secretariat", f"{path}/notices/{notice}/bounced", {"source": "550 no such mailbox"})


@case
async def use_position_link(make: Make, client: Client) -> Case:
    await make.decision("open")
    token = await token_of(make)
    return Case(None, f"/api/v1/position-links/{token}", {"value": "support"})


@case
async def remind_organisation(make: Make, client: Client) -> Case:
    return Case("secretariat", await _seat(make, "/remind"))


async def _suggested(make: Make, client: Client, act: str, body: Any = None, who: str = "rc") -> Case:
    decision = await make.decision("revising")
    wanted = {"paragraph_id": "p1", "text": "The Network meets twice a quarter."}
    made = (await client.as_("undp").post(f"{decision.path}/suggestions", json=wanted)).json()
    return Case(who, f"{decision.path}/suggestions/{made['id']}/{act}", body, "*")


@case
async def create_suggestion(make: Make, client: Client) -> Case:
    wanted = {"paragraph_id": "p1", "text": "The Network meets twice a quarter."}
    return Case("undp", f"{(await make.decision('open')).path}/suggestions", wanted, status=201)


@case
async def accept_suggestion(make: Make, client: Client) -> Case:
    return await _suggested(make, client, "accept")


@case
async def decline_suggestion(make: Make, client: Client) -> Case:
    return await _suggested(make, client, "decline", REASON)


@case
async def take_back_suggestion(make: Make, client: Client) -> Case:
    return await _suggested(make, client, "take-back", who="undp")


@case
async def create_comment(make: Make, client: Client) -> Case:
    return Case("undp", f"{(await make.decision('open')).path}/comments", {"text": "Well said."}, status=201)


@case
async def take_back_comment(make: Make, client: Client) -> Case:
    first = await create_comment(make, client)
    made = (await client.as_("undp").post(first.path, json=first.body)).json()
    return Case("undp", f"{first.path}/{made['id']}/take-back", if_match="*")


@case
async def create_explanation(make: Make, client: Client) -> Case:
    wanted = {"text": "We read it in line with the Compact."}
    return Case("undp", f"{(await make.decision('adopted')).path}/explanations", wanted, status=201)


@case
async def set_review_date(make: Make, client: Client) -> Case:
    wanted = {"review_on": (today() + timedelta(days=200)).isoformat()}
    return Case("rc", f"{(await make.decision('adopted')).path}/review", wanted, "*")


# ── meetings ────────────────────────────────────────────────────────────────────────────────────────────────────────


@case
async def create_meeting(make: Make, client: Client) -> Case:
    wanted = {"title": {"en": "Quarterly meeting"}, **json_dates()}
    return Case("rc", f"{(await make.home()).path}/meetings", wanted, status=201)


@case
async def request_meeting(make: Make, client: Client) -> Case:
    wanted = {"title": {"en": "Returns"}, "reason": "It cannot wait."}
    return Case("undp", f"{(await make.home()).path}/meetings/request", wanted, status=201)


async def _meeting(make: Make, state: str, move: str, body: Any = None, days: float = 14) -> Case:
    return Case("rc", f"{(await make.meeting(state, days=days)).path}{move}", body, "*")


@case
async def update_meeting(make: Make, client: Client) -> Case:
    return await _meeting(make, "draft", "", {"place": "UN House"})


@case
async def accept_meeting(make: Make, client: Client) -> Case:
    return await _meeting(make, "requested", "/accept", json_dates())


@case
async def defer_meeting(make: Make, client: Client) -> Case:
    return await _meeting(make, "requested", "/defer", REASON)


@case
async def convene_meeting(make: Make, client: Client) -> Case:
    return await _meeting(make, "draft", "/convene")


@case
async def reschedule_meeting(make: Make, client: Client) -> Case:
    return await _meeting(make, "convened", "/reschedule", json_dates(30))


@case
async def start_meeting(make: Make, client: Client) -> Case:
    return await _meeting(make, "convened", "/start")


@case
async def end_meeting(make: Make, client: Client) -> Case:
    return await _meeting(make, "in_session", "/end")


@case
async def cancel_meeting(make: Make, client: Client) -> Case:
    return await _meeting(make, "convened", "/cancel", REASON)


UNCT = {"meets_on": "2027-03-16", "begins": "10:00", "ends": "12:00"}


@case
async def create_unct_meeting(make: Make, client: Client) -> Case:
    return Case("rc", f"{(await make.home()).path}/unct-meetings", UNCT, status=201)


@case
async def import_unct_meetings(make: Make, client: Client) -> Case:
    return Case("rc", f"{(await make.home()).path}/unct-meetings/import", {"lines": "2027-03-16\n2027-06-15"})


@case
async def update_unct_meeting(make: Make, client: Client) -> Case:
    return Case("rc", (await make.unct_meeting()).path, {"note": "Mid-year"}, "*")


@case
async def delete_unct_meeting(make: Make, client: Client) -> Case:
    return Case("rc", (await make.unct_meeting()).path, None, "*", status=204)


@case
async def create_agenda_item(make: Make, client: Client) -> Case:
    return Case("undp", f"{(await make.meeting('convened')).path}/agenda-items", ITEM, status=201)


async def _items(make: Make, client: Client, count: int = 2) -> tuple[str, list[str]]:
    meeting = await make.meeting("draft", items=count)
    body = (await client.as_("rc").get(meeting.path)).json()
    return meeting.path, [each["id"] for each in body["agenda_items"]]


@case
async def update_agenda_item(make: Make, client: Client) -> Case:
    path, items = await _items(make, client)
    return Case("rc", f"{path}/agenda-items/{items[0]}", {"duration_minutes": 45}, "*")


@case
async def delete_agenda_item(make: Make, client: Client) -> Case:
    path, items = await _items(make, client)
    return Case("rc", f"{path}/agenda-items/{items[0]}", if_match="*", status=204)


@case
async def outline_agenda(make: Make, client: Client) -> Case:
    return Case("rc", f"{(await make.meeting('draft')).path}/agenda-items/outline", {"keys": ["aob"]}, status=201)


@case
async def carry_agenda_item(make: Make, client: Client) -> Case:
    path, items = await _items(make, client)
    return Case("rc", f"{path}/agenda-items/{items[0]}/carry", {"to": "backlog", **REASON}, "*")


@case
async def copy_agenda_item(make: Make, client: Client) -> Case:
    path, items = await _items(make, client)
    return Case("rc", f"{path}/agenda-items/{items[0]}/copy", {}, status=201)


@case
async def create_backlog_topic(make: Make, client: Client) -> Case:
    wanted = {"title": {"en": "Remittances"}, **REASON}
    return Case("undp", f"{(await make.home()).path}/backlog", wanted, status=201)


@case
async def update_backlog_topic(make: Make, client: Client) -> Case:
    return Case("undp", (await make.topic()).path, {"notes": "What we know."}, "*")


@case
async def take_backlog_topic(make: Make, client: Client) -> Case:
    meeting = await make.meeting("draft")
    return Case("rc", f"{(await make.topic()).path}/take", {"meeting_id": str(meeting.id)}, "*")


@case
async def close_backlog_topic(make: Make, client: Client) -> Case:
    return Case("undp", f"{(await make.topic()).path}/close", REASON, "*")


@case
async def create_meeting_paper(make: Make, client: Client) -> Case:
    wanted = {"title": {"en": "Figures for 2025"}}
    return Case("rc", f"{(await make.meeting('convened')).path}/papers", wanted, status=201)


@case
async def update_meeting_paper(make: Make, client: Client) -> Case:
    return Case("undp", (await make.paper()).path, {"url": "https://data.example/2025"}, "*")


@case
async def upload_meeting_paper(make: Make, client: Client) -> Case:
    form = {"files": {"file": ("a.pdf", PDF)}}
    return Case("undp", f"{(await make.paper()).path}/files", form=form, status=201)


@case
async def delete_meeting_paper(make: Make, client: Client) -> Case:
    return Case("undp", (await make.paper()).path, if_match="*", status=204)


@case
async def order_meeting_papers(make: Make, client: Client) -> Case:
    meeting = await make.meeting("convened")
    papers = [await make.paper(meeting) for _ in range(2)]
    return Case("rc", f"{meeting.path}/papers/order", {"papers": [str(each.id) for each in papers[::-1]]}, "*")


@case
async def order_agenda_items(make: Make, client: Client) -> Case:
    path, items = await _items(make, client)
    return Case("rc", f"{path}/agenda-items/order", {"items": items[::-1]}, "*")


async def _organisation(make: Make) -> str:
    return str((await make.home()).organisations["UNDP"])


@case
async def put_invitation_answer(make: Make, client: Client) -> Case:
    path = f"/invitations/{await _organisation(make)}"
    return Case("undp", f"{(await make.meeting('convened')).path}{path}", {"answer": "yes"}, "*")


async def _guest(make: Make, client: Client, state: str = "convened") -> tuple[str, dict[str, Any]]:
    """(the meeting's address, the guest as listed)."""
    made = await make.meeting(state)
    body = {"name": "Dr Guest", "email": f"{new_id().hex}@nowhere.example"}
    invited = await client.as_("secretariat").post(f"{made.path}/guests", json=body)
    return made.path, invited.json()["guests"][0]


@case
async def invite_guest(make: Make, client: Client) -> Case:
    body = {"name": "Dr Guest", "email": "guest@nowhere.example"}
    return Case("secretariat", f"{(await make.meeting('convened')).path}/guests", body, status=201)


@case
async def update_guest(make: Make, client: Client) -> Case:
    path, guest = await _guest(make, client)
    return Case("rc", f"{path}/guests/{guest['id']}", {"reads": "agenda"}, "*")


@case
async def withdraw_guest(make: Make, client: Client) -> Case:
    path, guest = await _guest(make, client)
    return Case("rc", f"{path}/guests/{guest['id']}", if_match="*", status=204)


@case
async def put_guest_answer(make: Make, client: Client) -> Case:
    path, guest = await _guest(make, client)
    return Case("secretariat", f"{path}/guests/{guest['id']}/answer", {"answer": "yes"} | SOURCE, "*")


@case
async def remind_invited(make: Make, client: Client) -> Case:
    return Case("secretariat", f"{(await make.meeting('convened')).path}/remind", if_match="*")


@case
async def use_rsvp_link(make: Make, client: Client) -> Case:
    await make.meeting("convened")
    return Case(None, f"/api/v1/rsvp-links/{await rsvp_token(make)}", {"answer": "yes"})


@case
async def put_organisation_attendance(make: Make, client: Client) -> Case:
    path = f"/attendance/{await _organisation(make)}"
    return Case("secretariat", f"{(await make.meeting('in_session')).path}{path}", {"presence": "remote"}, "*")


@case
async def put_attendance(make: Make, client: Client) -> Case:
    entries = [{"organisation_id": await _organisation(make), "presence": "in_room"}]
    return await _meeting(make, "in_session", "/attendance", {"entries": entries})


# ── a meeting in session ────────────────────────────────────────────────────────────────────────────────────────────


async def _session(make: Make, client: Client, part: str, body: Any = None, **more: Any) -> Case:
    """Two items, the first of which has the floor."""
    meeting = await make.meeting("in_session", items=2)
    await client.as_("rc").post(f"{meeting.path}/session/next", if_match="*")
    body = body(await _on_agenda(client, meeting.path)) if callable(body) else body
    return Case("rc", f"{meeting.path}/session{part}", body, more.pop("if_match", "*"), **more)


async def _on_agenda(client: Client, path: str) -> list[str]:
    return [each["id"] for each in (await client.as_("rc").get(path)).json()["agenda_items"]]


@case
async def give_turn(make: Make, client: Client) -> Case:
    return await _session(make, client, "/turn", lambda items: {"item_id": items[1]})


@case
async def go_to_next_item(make: Make, client: Client) -> Case:
    return await _session(make, client, "/next")


@case
async def go_back_an_item(make: Make, client: Client) -> Case:
    made = await _session(make, client, "/back")
    await client.as_("rc").post(made.path.replace("/back", "/next"), if_match="*")
    return made


@case
async def pause_session(make: Make, client: Client) -> Case:
    return await _session(make, client, "/pause")


@case
async def resume_session(make: Make, client: Client) -> Case:
    made = await _session(make, client, "/resume")
    await client.as_("rc").post(made.path.replace("/resume", "/pause"), if_match="*")
    return made


@case
async def ask_to_speak(make: Make, client: Client) -> Case:
    return await _session(make, client, f"/speakers/{await _organisation(make)}")


@case
async def delete_speaker(make: Make, client: Client) -> Case:
    made = await ask_to_speak(make, client)
    await client.as_("undp").post(made.path)
    return Case("undp", made.path, status=204)


@case
async def put_session_note(make: Make, client: Client) -> Case:
    meeting = await make.meeting("in_session")
    (item,) = await _on_agenda(client, meeting.path)
    return Case("rc", f"{meeting.path}/session/notes/{item}", {"text": "UNDP presented."}, "*")


@case
async def create_outcome(make: Make, client: Client) -> Case:
    return await _session(
        make, client, "/outcomes", lambda items: {"agenda_item_id": items[0], "text": "Noted."}, status=201
    )


async def _outcome(make: Make, client: Client) -> str:
    made = await create_outcome(make, client)
    return f"{made.path}/{(await client.as_('rc').post(made.path, json=made.body)).json()['id']}"


@case
async def update_outcome(make: Make, client: Client) -> Case:
    return Case("rc", await _outcome(make, client), {"text": "Noted with thanks."}, "*")


@case
async def delete_outcome(make: Make, client: Client) -> Case:
    return Case("rc", await _outcome(make, client), if_match="*", status=204)


# ── objectives and links ────────────────────────────────────────────────────────────────────────────────────────────


@case
async def update_objective(make: Make, client: Client) -> Case:
    return Case("rc", f"{(await make.home()).path}/objectives/7", {"priority": "high"}, "*")


@case
async def create_assessment(make: Make, client: Client) -> Case:
    wanted = {"organisation_id": await _organisation(make), "period": "2026-H1", "rating": "early"}
    return Case("undp", f"{(await make.home()).path}/objectives/7/assessments", wanted, status=201)


async def _assessment(make: Make, state: str, move: str, body: Any = None, who: str = "secretariat") -> Case:
    return Case(who, f"{(await make.assessment(state)).path}{move}", body, "*")


@case
async def update_assessment(make: Make, client: Client) -> Case:
    return await _assessment(make, "draft", "", {"rating": "early"}, "undp")


@case
async def submit_assessment(make: Make, client: Client) -> Case:
    return await _assessment(make, "draft", "/submit", who="undp")


@case
async def approve_assessment(make: Make, client: Client) -> Case:
    return await _assessment(make, "submitted", "/approve")


@case
async def return_assessment(make: Make, client: Client) -> Case:
    return await _assessment(make, "submitted", "/return", REASON)


@case
async def reopen_assessment(make: Make, client: Client) -> Case:
    return await _assessment(make, "approved", "/reopen", REASON)


# ── periods, indicators, values ─────────────────────────────────────────────────────────────────────────────────────


@case
async def lock_period(make: Make, client: Client) -> Case:
    return Case("secretariat", f"{(await make.home()).path}/periods/2025-Q1/lock", if_match="*")


@case
async def unlock_period(make: Make, client: Client) -> Case:
    path = f"{(await make.home()).path}/periods/2025-Q1"
    assert (await client.as_("secretariat").post(f"{path}/lock", if_match="*")).status_code == 200
    return Case("secretariat", f"{path}/unlock", REASON, "*")


@case
async def put_dimension(make: Make, client: Client) -> Case:
    wanted = {"title": {"en": "Sector"}, "items": [{"code": "farms", "title": {"en": "Farms"}}]}
    return Case("secretariat", f"{(await make.home()).path}/dimensions/sector", wanted, "*")


@case
async def create_indicator(make: Make, client: Client) -> Case:
    wanted = {"code": "TKM-2", "title": {"en": "Trainings held"}, "unit": {"en": "trainings"}, "objectives": [3]}
    return Case("secretariat", f"{(await make.home()).path}/indicators", wanted, status=201)


async def _indicator(make: Make, move: str, body: Any = None) -> Case:
    return Case("secretariat", f"{(await make.indicator()).path}{move}", body, "*")


@case
async def update_indicator(make: Make, client: Client) -> Case:
    return await _indicator(make, "", {"source": "State Committee on Statistics"})


@case
async def archive_indicator(make: Make, client: Client) -> Case:
    return await _indicator(make, "/archive")


@case
async def restore_indicator(make: Make, client: Client) -> Case:
    made = await make.indicator()
    assert (await client.as_("secretariat").post(f"{made.path}/archive", if_match="*")).status_code == 200
    return Case("secretariat", f"{made.path}/restore", if_match="*")


@case
async def create_indicator_value(make: Make, client: Client) -> Case:
    wanted = {"organisation_id": await _organisation(make), "period": "2025-Q1", "cells": [{"value": "12"}]}
    return Case("undp", f"{(await make.indicator()).path}/values", wanted, status=201)


async def _value(make: Make, state: str, move: str, body: Any = None, who: str = "undp", status: int = 200) -> Case:
    return Case(who, f"{(await make.indicator_value(state)).path}{move}", body, "*", status)


@case
async def update_indicator_value(make: Make, client: Client) -> Case:
    return await _value(make, "draft", "", {"note": "Without Lebap."})


@case
async def delete_indicator_value(make: Make, client: Client) -> Case:
    return await _value(make, "draft", "", status=204)


@case
async def put_indicator_cells(make: Make, client: Client) -> Case:
    return await _value(make, "draft", "/cells", {"cells": [{"value": "13"}]})


@case
async def update_indicator_cells(make: Make, client: Client) -> Case:
    return await _value(make, "returned", "/cells", {"cells": [{"value": "13"}]})


@case
async def submit_indicator_value(make: Make, client: Client) -> Case:
    return await _value(make, "draft", "/submit")


@case
async def approve_indicator_value(make: Make, client: Client) -> Case:
    return await _value(make, "submitted", "/approve", who="secretariat")


@case
async def return_indicator_value(make: Make, client: Client) -> Case:
    return await _value(make, "submitted", "/return", REASON, "secretariat")


@case
async def reopen_indicator_value(make: Make, client: Client) -> Case:
    return await _value(make, "approved", "/reopen", REASON, "secretariat")


@case
async def approve_indicator_values(make: Make, client: Client) -> Case:
    made = await make.indicator_value("submitted")
    return Case("secretariat", f"{made.network.path}/indicator-values/approve", {"ids": [str(made.id)]})


@case
async def create_pledge(make: Make, client: Client) -> Case:
    home = await make.home()
    return Case("undp", f"{home.path}/pledges", pledge_wanted(home), status=201)


async def _pledge(
    make: Make, state: str, move: str, body: Any = None, who: str = "undp", if_match: Any = "*", status: int = 200
) -> Case:
    return Case(who, f"{(await make.pledge(state)).path}{move}", body, if_match, status)


@case
async def update_pledge(make: Make, client: Client) -> Case:
    return await _pledge(make, "draft", "", {"title": "Another title"})


@case
async def submit_pledge(make: Make, client: Client) -> Case:
    return await _pledge(make, "draft", "/submit")


@case
async def return_pledge(make: Make, client: Client) -> Case:
    return await _pledge(make, "prepared", "/return", REASON, "secretariat")


@case
async def clear_pledge(make: Make, client: Client) -> Case:
    return await _pledge(make, "prepared", "/clear", who="rc")


@case
async def send_pledge(make: Make, client: Client) -> Case:
    return await _pledge(make, "cleared", "/send", {"sent_on": day(0)}, "secretariat")


@case
async def publish_pledge(make: Make, client: Client) -> Case:
    return await _pledge(make, "sent", "/publish", {"published_id": "GCM-P-301"}, "secretariat")


@case
async def start_pledge(make: Make, client: Client) -> Case:
    return await _pledge(make, "published", "/start")


@case
async def fulfil_pledge(make: Make, client: Client) -> Case:
    return await _pledge(make, "in_progress", "/fulfil", {"fulfilled_on": day(0), "fulfilment": "The report says so."})


@case
async def withdraw_pledge(make: Make, client: Client) -> Case:
    return await _pledge(make, "draft", "/withdraw", REASON)


@case
async def create_pledge_progress(make: Make, client: Client) -> Case:
    note = {"year": today().year, "note": "Nine consulates use the form."}
    return await _pledge(make, "sent", "/progress", note, if_match=None, status=201)


@case
async def create_pledge_file(make: Make, client: Client) -> Case:
    path = f"{(await make.pledge('draft')).path}/files"
    return Case("undp", path, status=201, form={"files": {"file": ("a.pdf", PDF)}})


@case
async def delete_pledge_file(make: Make, client: Client) -> Case:
    first = await create_pledge_file(make, client)
    (kept,) = (await client.as_("undp").post(first.path, **first.form)).json()["attachments"]
    return Case("undp", f"{first.path}/{kept['id']}")


@case
async def create_action_point(make: Make, client: Client) -> Case:
    home = await make.home()
    wanted = {"title": {"en": "Send the list"}, "owner_id": str(home.organisations["UNDP"])}
    return Case("secretariat", f"{home.path}/action-points", wanted | {"due_on": day(10)}, status=201)


async def _action(make: Make, move: str, body: Any = None, who: str = "secretariat", **given: Any) -> Case:
    return Case(who, f"{(await make.action(**given)).path}{move}", body, "*")


@case
async def update_action_point(make: Make, client: Client) -> Case:
    return await _action(make, "", {"important": True})


@case
async def complete_action_point(make: Make, client: Client) -> Case:
    return await _action(make, "/done", {"done": "The list was sent."}, "undp")


@case
async def verify_action_point(make: Make, client: Client) -> Case:
    return await _action(make, "/verify", state="done", owner="IOM", by="iom")


@case
async def snooze_action_point(make: Make, client: Client) -> Case:
    return await _action(make, "/snooze", REASON | {"due_on": day(30)})


@case
async def drop_action_point(make: Make, client: Client) -> Case:
    return await _action(make, "/drop", REASON)


@case
async def create_attachment(make: Make, client: Client) -> Case:
    path = f"{(await make.assessment('draft')).path}/attachments"
    return Case("undp", path, status=201, form={"files": {"file": ("a.pdf", PDF)}})


@case
async def delete_attachment(make: Make, client: Client) -> Case:
    first = await create_attachment(make, client)
    await client.as_("undp").post(first.path, **first.form)
    (listed,) = (await client.as_("undp").get(first.path)).json()["items"]
    return Case("undp", f"{first.path}/{listed['id']}")


async def _ends(make: Make) -> dict[str, Any]:
    one, other = await make.decision("open"), await make.meeting("convened")
    return {"one": {"kind": "decisions", "id": str(one.id)}, "other": {"kind": "meetings", "id": str(other.id)}}


@case
async def put_link(make: Make, client: Client) -> Case:
    return Case("rc", f"{(await make.home()).path}/links", await _ends(make))


@case
async def delete_link(make: Make, client: Client) -> Case:
    path = f"{(await make.home()).path}/links"
    made = (await client.as_("rc").put(path, json=await _ends(make))).json()
    return Case("rc", f"{path}/{made['items'][0]['link_id']}", status=204)


# ── proposals ───────────────────────────────────────────────────────────────────────────────────────────────────────


@case
async def create_proposal(make: Make, client: Client) -> Case:
    return Case("undp", f"{(await make.home()).path}/proposals", {"title": TEXT["title"]}, status=201)


async def _proposal(make: Make, state: str, part: str, body: Any = None, who: str = "undp") -> Case:
    return Case(who, f"{(await make.proposal(state)).path}{part}", body, "*")


@case
async def update_proposal(make: Make, client: Client) -> Case:
    return await _proposal(make, "idea", "", {"months": 30})


@case
async def put_proposal_punos(make: Make, client: Client) -> Case:
    punos = [{"organisation_id": await _organisation(make), "role": "convening"}]
    return await _proposal(make, "idea", "/punos", {"punos": punos})


@case
async def put_proposal_outputs(make: Make, client: Client) -> Case:
    return await _proposal(make, "idea", "/outputs", {"outputs": [{"code": "1.2", "title": "Training"}]})


LINE = {"output": "1.1", "category": 4, "year": 2028, "amount": {"amount": "10.00"}}


@case
async def put_proposal_budget(make: Make, client: Client) -> Case:
    lines = [{**LINE, "organisation_id": await _organisation(make)}]
    return await _proposal(make, "idea", "/budget", {"lines": lines})


@case
async def put_proposal_part(make: Make, client: Client) -> Case:
    return await _proposal(make, "idea", f"/budget/{await _organisation(make)}", {"lines": [LINE]})


@case
async def freeze_proposal(make: Make, client: Client) -> Case:
    proposal = await make.proposal("jp_document_draft")
    await client.as_("undp").patch(proposal.path, json={"months": 30}, if_match="*")
    return Case("undp", f"{proposal.path}/revisions", if_match="*", status=201)


@case
async def put_government_endorsement(make: Make, client: Client) -> Case:
    letter = {"on": today().isoformat(), "reference": "12/345", "organisation": "Ministry of Foreign Affairs"}
    return await _proposal(make, "concept_note_draft", "/government-endorsement", letter, "secretariat")


@case
async def add_proposal_signature(make: Make, client: Client) -> Case:
    body = {"party": "government", "on": today().isoformat(), "reference": "Signed page"}
    return await _proposal(make, "signature", "/signatures", body, "secretariat")


@case
async def add_proposal_confirmation(make: Make, client: Client) -> Case:
    body = {"organisation_id": await _organisation(make), "on": today().isoformat()}
    return await _proposal(make, "implementation", "/confirmations", body)


MOVES = {move: state for state, move in BEFORE.values()} | BACK


def _moving(move: str) -> Making:
    async def making(make: Make, client: Client) -> Case:
        proposal = await make.proposal(MOVES[move], ready_for=move)
        body = {name: str(value) for name, value in SAID.get(move, PAPERS).items()} or None
        return Case(BY.get(move, "secretariat"), f"{proposal.path}/{move.replace('_', '-')}", body, "*")

    return making


for _move in MOVES:
    CASES[f"{_move}_proposal"] = _moving(_move)


# ── statements ──────────────────────────────────────────────────────────────────────────────────────────────────────


async def _statement(
    make: Make, state: str, part: str, body: Any = None, who: str = "secretariat", **more: Any
) -> Case:
    return Case(who, f"{(await make.statement(state, **more.pop('given', {}))).path}{part}", body, "*", **more)


@case
async def create_statement(make: Make, client: Client) -> Case:
    return Case("rc", f"{(await make.home()).path}/statements", {"title": {"en": "Migrants belong"}}, status=201)


@case
async def update_statement(make: Make, client: Client) -> Case:
    return await _statement(make, "draft", "", {"channels": ["website"]})


@case
async def put_statement_to_consensus(make: Make, client: Client) -> Case:
    return await _statement(make, "draft", "/put-to-consensus", {})


@case
async def sign_statement(make: Make, client: Client) -> Case:
    return await _statement(make, "signed-by-one", "/sign", who="iom-head")


@case
async def publish_statement(make: Make, client: Client) -> Case:
    return await _statement(make, "signed", "/publish", {"embargo_at": instant(days=2)})


@case
async def withdraw_statement(make: Make, client: Client) -> Case:
    return await _statement(make, "published", "/withdraw", {"reason": {"en": "A figure in it was wrong."}}, "rc")


@case
async def abandon_statement(make: Make, client: Client) -> Case:
    return await _statement(make, "draft", "/abandon")


@case
async def put_translation(make: Make, client: Client) -> Case:
    body = {"title": "Мигранты", "text": "У каждого мигранта есть права."}
    return await _statement(make, "consensus", "/translations/ru", body, "undp")


@case
async def check_translation(make: Make, client: Client) -> Case:
    return await _statement(make, "signed", "/translations/ru/check", given={"translated": True})


async def _release(make: Make) -> Case:
    body = {"channel": "website", "released_on": today().isoformat()}
    return await _statement(make, "published", "/releases", body, status=201)


@case
async def create_release(make: Make, client: Client) -> Case:
    return await _release(make)


@case
async def delete_release(make: Make, client: Client) -> Case:
    first = await _release(make)
    made = (await client.as_("secretariat").post(first.path, json=first.body)).json()
    return Case("secretariat", f"{first.path}/{made['releases'][0]['id']}", status=204)


# ── reviews ─────────────────────────────────────────────────────────────────────────────────────────────────────────


@case
async def start_review(make: Make, client: Client) -> Case:
    body = {"kind": "network_profile", "first_year": today().year}
    return Case("secretariat", f"{(await make.home()).path}/reviews", body, status=201)


@case
async def load_review_template(make: Make, client: Client) -> Case:
    field = {"key": "country", "label_en": "Country"}
    content = {
        "template": "network_profile", "version": "2030.1", "title_en": "Profile", "confidence": "assumed",
        "sections": [{"key": "identity", "title_en": "Identity", "fields": [field]}],
    }  # fmt: skip
    return Case("secretariat", f"{(await make.home()).path}/review-templates", {"content": content}, status=201)


async def _review(make: Make, state: str, rest: str, body: Any = None, who: str = "secretariat", **given: Any) -> Case:
    made = await make.review(state, **given)
    await make.forget_mail()
    return Case(who, f"{made.path}{rest}", body, "*")


@case
async def update_review_field(make: Make, client: Client) -> Case:
    return await _review(make, "generated", "/fields/crises", {"text": "Prices rose."})


@case
async def check_review_section(make: Make, client: Client) -> Case:
    return await _review(make, "generated", "/sections/process/check", {"checked": True})


@case
async def regenerate_review(make: Make, client: Client) -> Case:
    return await _review(make, "edited", "/regenerate")


@case
async def restore_review_version(make: Make, client: Client) -> Case:
    return await _review(make, "edited", "/versions/1/restore")


@case
async def circulate_review(make: Make, client: Client) -> Case:
    return await _review(make, "edited", "/circulate")


@case
async def revise_review(make: Make, client: Client) -> Case:
    return await _review(make, "circulated", "/revise")


@case
async def put_review_to_decision(make: Make, client: Client) -> Case:
    return await _review(make, "circulated", "/put-to-decision", fill=True)


@case
async def adopt_review(make: Make, client: Client) -> Case:
    return await _review(make, "decided", "/adopt", who="rc")


@case
async def issue_review(make: Make, client: Client) -> Case:
    return await _review(make, "circulated", "/issue", who="rc", kind="network_profile", fill=True)


@case
async def correct_review(make: Make, client: Client) -> Case:
    return await _review(make, "issued", "/correct", {"reason": "A figure was wrong."}, kind="network_profile")


async def _review_comment(make: Make, client: Client) -> str:
    made = await make.review("circulated")
    reply = await client.as_("undp").post(f"{made.path}/comments", json={"text": "Say more."})
    return f"{made.path}/comments/{reply.json()['items'][0]['id']}"


@case
async def create_review_comment(make: Make, client: Client) -> Case:
    made = await make.review("circulated")
    return Case("undp", f"{made.path}/comments", {"text": "Say more."}, status=201)


@case
async def answer_review_comment(make: Make, client: Client) -> Case:
    return Case("secretariat", f"{await _review_comment(make, client)}/answer", {"answer": "Done."}, "*")


@case
async def take_back_review_comment(make: Make, client: Client) -> Case:
    return Case("undp", await _review_comment(make, client), None, "*")


# ── minutes ─────────────────────────────────────────────────────────────────────────────────────────────────────────


async def _minutes(make: Make, state: str, rest: str, body: Any = None, who: str = "secretariat", **given: Any) -> Case:
    return Case(who, f"{(await minutes(make, state)).path}{rest}", body, **given)


@case
async def generate_minutes(make: Make, client: Client) -> Case:
    return await _minutes(make, "none", "", {"language": "en"}, status=201)


async def _written(make: Make, client: Client) -> tuple[str, dict[str, Any], dict[str, Any]]:
    """(path of a draft, its first part, that part's first paragraph)."""
    path = (await minutes(make, "draft")).path
    body = (await client.as_("secretariat").get(path)).json()
    part = next(part for part in body["parts"] if part["key"] == "items")
    return path, body, part


@case
async def regenerate_minutes(make: Make, client: Client) -> Case:
    made = await minutes(make, "none")
    await act(make, "secretariat", made.network, minutes_service.generate, made.id, "en")
    await outcome(make, Made(made.id, made.path, 0, made.network), "Members agreed on something else.")
    return Case("secretariat", f"{made.path}/regenerate", if_match="*")


@case
async def put_minutes_text(make: Make, client: Client) -> Case:
    path, body, _ = await _written(make, client)
    parts = [
        {
            "id": part["id"],
            "title": part["title"],
            "paragraphs": [{"id": each["id"], "text": each["text"] + " As edited."} for each in part["paragraphs"]],
        }
        for part in body["parts"]
    ]
    return Case("secretariat", f"{path}/text", {"parts": parts}, "*")


@case
async def create_minutes_paragraph(make: Make, client: Client) -> Case:
    path, _, part = await _written(make, client)
    return Case("secretariat", f"{path}/paragraphs", {"part_id": part["id"], "text": "It went well."}, status=201)


@case
async def update_minutes_paragraph(make: Make, client: Client) -> Case:
    path, _, part = await _written(make, client)
    return Case("secretariat", f"{path}/paragraphs/{part['paragraphs'][0]['id']}", {"text": "It went well."}, "*")


@case
async def delete_minutes_paragraph(make: Make, client: Client) -> Case:
    path, _, part = await _written(make, client)
    return Case("secretariat", f"{path}/paragraphs/{part['paragraphs'][0]['id']}", if_match="*")


@case
async def update_minutes_part(make: Make, client: Client) -> Case:
    path, _, part = await _written(make, client)
    return Case("secretariat", f"{path}/parts/{part['id']}", {"visibility": "secretariat"}, "*")


@case
async def restore_minutes_version(make: Make, client: Client) -> Case:
    path, _, part = await _written(make, client)
    first = f"{path}/paragraphs/{part['paragraphs'][0]['id']}"
    await client.as_("secretariat").patch(first, json={"text": "It went well."}, if_match="*")
    return Case("secretariat", f"{path}/versions/1/restore", if_match="*")


@case
async def circulate_minutes(make: Make, client: Client) -> Case:
    return await _minutes(make, "draft", "/circulate", if_match="*")


@case
async def revise_minutes(make: Make, client: Client) -> Case:
    return await _minutes(make, "circulated", "/revise", if_match="*")


@case
async def adopt_minutes(make: Make, client: Client) -> Case:
    return await _minutes(make, "over", "/adopt", who="rc", if_match="*")


@case
async def see_minutes(make: Make, client: Client) -> Case:
    return await _minutes(make, "circulated", "/seen", who="undp")


@case
async def create_minutes_comment(make: Make, client: Client) -> Case:
    return await _minutes(make, "circulated", "/comments", WORD, "undp", status=201)


async def _said(make: Make, client: Client, move: str, who: str, body: Any = None) -> Case:
    path = (await minutes(make, "circulated")).path
    said = await client.as_("undp").post(f"{path}/comments", json=WORD | {"objection": True})
    return Case(who, f"{path}/comments/{said.json()['id']}/{move}", body, "*")


@case
async def take_back_minutes_comment(make: Make, client: Client) -> Case:
    return await _said(make, client, "take-back", "undp")


@case
async def lift_minutes_objection(make: Make, client: Client) -> Case:
    return await _said(make, client, "lift", "undp-alternate")


@case
async def answer_minutes_comment(make: Make, client: Client) -> Case:
    return await _said(make, client, "answer", "secretariat", {"answer": "The sentence will be shortened."})


@case
async def create_minutes_corrigendum(make: Make, client: Client) -> Case:
    body = {"text": "In 4.1 read “yearly” for “monthly”."}
    return await _minutes(make, "adopted", "/corrigenda", body, if_match="*", status=201)


TRANSLATED = {"texts": [{"id": "summary", "text": "Краткий перечень"}]}


@case
async def put_minutes_translation(make: Make, client: Client) -> Case:
    return await _minutes(make, "adopted", "/translations/ru", TRANSLATED, if_match="*")


@case
async def check_minutes_translation(make: Make, client: Client) -> Case:
    path = (await minutes(make, "adopted")).path
    await client.as_("secretariat").put(f"{path}/translations/ru", json=TRANSLATED, if_match="*")
    return Case("rc", f"{path}/translations/ru/check", if_match="*")


# ── the walk ────────────────────────────────────────────────────────────────────────────────────────────────────────


def changing() -> dict[str, str]:
    """operationId → method, of everything that is not a GET."""
    return {
        operation["operationId"]: method.upper()
        for methods in contract()["paths"].values()
        for method, operation in methods.items()
        if method != "get"
    }


@case
async def open_reporting_round(make: Make, client: Client) -> Case:
    wanted = {"period": "2025-Q4", "due_on": today().isoformat()}
    return Case("secretariat", f"{(await make.home()).path}/reporting-rounds", wanted, status=201)


async def _reporting(make: Make, state: str, move: str, body: Any = None) -> Case:
    return Case("secretariat", f"{(await make.reporting_round(state)).path}/{move}", body, "*")


@case
async def extend_reporting_round(make: Make, client: Client) -> Case:
    later = (today() + timedelta(days=30)).isoformat()
    return await _reporting(make, "open", "extend", {"due_on": later, **REASON})


@case
async def remind_reporting_round(make: Make, client: Client) -> Case:
    home = await make.home()
    officer, path = client.as_("secretariat"), f"{home.path}/objectives/7"
    wanted = {"priority": "high", "lead_id": str(home.organisations["UNDP"])}
    await officer.patch(path, json=wanted, if_match=await officer.get(path))
    return await _reporting(make, "open", "remind")


@case
async def close_reporting_round(make: Make, client: Client) -> Case:
    return await _reporting(make, "open", "close", {"lock": False})


@case
async def reopen_reporting_round(make: Make, client: Client) -> Case:
    return await _reporting(make, "closed", "reopen", {"due_on": today().isoformat(), **REASON})


async def heads(make: Make) -> dict[str, int]:
    async with make.kernel.database.session() as session:
        rows = await session.execute(sa.select(JournalHead.slug, JournalHead.seq))
        return dict(rows.tuples().all())


# ── workplans ───────────────────────────────────────────────────────────────────────────────────────────────────────

BECAUSE = {"reason": "The network agreed on other priorities."}


def of_this_year() -> dict[str, str]:
    return {"starts_on": f"{today().year}-01-01", "ends_on": f"{today().year}-12-31"}


@case
async def create_workplan(make: Make, client: Client) -> Case:
    path = f"{(await make.home()).path}/workplans"
    return Case("secretariat", path, {"title": {"en": "Joint workplan"}, **of_this_year()}, status=201)


@case
async def update_workplan(make: Make, client: Client) -> Case:
    made = await make.workplan()
    return Case("secretariat", made.path, {"framework_name": "UNSDCF 2026 - 2030"}, made)


@case
async def freeze_workplan(make: Make, client: Client) -> Case:
    made = await make.workplan()
    return Case("secretariat", f"{made.path}/freeze", if_match=made)


@case
async def adopt_workplan(make: Make, client: Client) -> Case:
    made = await make.workplan("decided")
    return Case("rc", f"{made.path}/adopt", if_match=made)


@case
async def close_workplan(make: Make, client: Client) -> Case:
    year = today().year - 1
    made = await make.workplan("adopted", starts_on=f"{year}-01-01", ends_on=f"{year}-12-31")
    return Case("secretariat", f"{made.path}/close", if_match=made)


@case
async def abandon_workplan(make: Make, client: Client) -> Case:
    made = await make.workplan()
    return Case("secretariat", f"{made.path}/abandon", BECAUSE, made)


@case
async def create_workplan_version(make: Make, client: Client) -> Case:
    made = await make.workplan("adopted")
    return Case("secretariat", f"{made.path}/versions", BECAUSE, made, status=201)


@case
async def create_workplan_result(make: Make, client: Client) -> Case:
    body = {"kind": "outcome", "code": "2", "title": {"en": "People move safely"}}
    return Case("secretariat", f"{(await make.workplan()).path}/results", body, status=201)


async def _result(make: Make, client: Client) -> str:
    path = f"{(await make.workplan()).path}/results"
    body = {"kind": "outcome", "code": "2", "title": {"en": "People move safely"}}
    read = (await client.as_("secretariat").post(path, json=body)).json()
    return f"{path}/{read['results'][-1]['id']}"


@case
async def update_workplan_result(make: Make, client: Client) -> Case:
    return Case("secretariat", await _result(make, client), {"code": "3", "place": 1}, "*")


@case
async def delete_workplan_result(make: Make, client: Client) -> Case:
    return Case("secretariat", await _result(make, client), if_match="*", status=204)


async def _activity(make: Make, state: str = "draft") -> tuple[Made, str]:
    made = await make.workplan(state)
    return made, f"{made.path}/activities/{await first_activity(make, made)}"


@case
async def create_activity(make: Make, client: Client) -> Case:
    made, _ = await _activity(make)
    read = (await client.as_("undp").get(made.path)).json()
    body = {
        "output_id": read["results"][-1]["id"],
        "title": {"en": "Study remittances"},
        "lead_id": str(made.network.organisations["UNDP"]),
        **of_this_year(),
    }
    return Case("undp", f"{made.path}/activities", body, status=201)


@case
async def update_activity(make: Make, client: Client) -> Case:
    return Case("undp", (await _activity(make))[1], {"status": "ongoing", "place": 1}, "*")


@case
async def delete_activity(make: Make, client: Client) -> Case:
    return Case("undp", (await _activity(make))[1], if_match="*", status=204)


@case
async def put_activity_money(make: Make, client: Client) -> Case:
    made, path = await _activity(make)
    lines = [{"source": "UNDP", "year": today().year, "required": {"amount": "0.01"}}]
    return Case("undp", f"{path}/money/{made.network.organisations['UNDP']}", {"lines": lines}, "*")


async def _update(make: Make, client: Client, *moves: str) -> str:
    made, path = await _activity(make, "adopted")
    period = str(holding(today(), Span.QUARTER))
    path = f"{path}/updates/{period}/{made.network.organisations['UNDP']}"
    await client.as_("undp").put(path, json={"status": "ongoing", "progress": "Begun."})
    for move in moves:
        await client.as_("undp").post(f"{path}/{move}", if_match="*")
    return path


@case
async def put_activity_update(make: Make, client: Client) -> Case:
    return Case("undp", await _update(make, client), {"status": "ongoing", "progress": "Half done."}, "*")


@case
async def submit_activity_update(make: Make, client: Client) -> Case:
    return Case("undp", f"{await _update(make, client)}/submit", if_match="*")


@case
async def reopen_activity_update(make: Make, client: Client) -> Case:
    return Case("secretariat", f"{await _update(make, client, 'submit')}/reopen", BECAUSE, "*")


async def _risk(make: Make, client: Client) -> tuple[str, dict[str, Any]]:
    made = await make.workplan()
    owner = str(made.network.organisations["UNDP"])
    return f"{made.path}/risks", {"title": {"en": "Late"}, "likelihood": 2, "impact": 3, "owner_id": owner}


@case
async def create_workplan_risk(make: Make, client: Client) -> Case:
    path, body = await _risk(make, client)
    return Case("undp", path, body, status=201)


@case
async def update_workplan_risk(make: Make, client: Client) -> Case:
    path, body = await _risk(make, client)
    risk = (await client.as_("undp").post(path, json=body)).json()
    return Case("undp", f"{path}/{risk['id']}", {"state": "mitigated"}, risk)


@case
async def delete_workplan_risk(make: Make, client: Client) -> Case:
    path, body = await _risk(make, client)
    risk = (await client.as_("undp").post(path, json=body)).json()
    return Case("undp", f"{path}/{risk['id']}", if_match=risk, status=204)


@case
async def import_workplan_from_uninfo(make: Make, client: Client) -> Case:
    made = await make.workplan(rows=False)
    return Case("secretariat", f"{made.path}/uninfo", form={"files": sent(foreign())})


async def send(case: Case, client: Client, method: str) -> Any:
    sender = case.client or client.as_(case.who)
    given = {"json": case.body} if case.body is not None else {}
    return await sender.request(method, case.path, if_match=case.if_match, **given, **case.form)


def test_every_changing_operation_has_its_case():
    assert set(CASES) == set(changing())
    assert set(SILENT) <= set(CASES)


@pytest.mark.parametrize("name", sorted(CASES))
async def test_an_entry_on_success_and_none_without(name, make, client, monkeypatch):
    method = changing()[name]
    made = await CASES[name](make, client)
    if made.who is not None or made.client is not None:
        await (made.client or client.as_(made.who)).get("/api/v1/me")  # the caller is known from here on
    before = await heads(make)

    async def failing(self):
        raise OperationalError("COMMIT", {}, Exception("connection lost"))

    with monkeypatch.context() as patched:
        patched.setattr(Writer, "commit", failing)
        reply = await send(made, client, method)
    assert reply.status_code == 503, reply.text
    assert await heads(make) == before

    reply = await send(made, client, method)
    assert reply.status_code == made.status, reply.text
    after = await heads(make)
    if name in SILENT:
        assert after == before
    else:
        assert sum(after.values()) > sum(before.values())
        assert all(after[slug] >= seq for slug, seq in before.items())
