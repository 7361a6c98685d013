"""Every operation × every credential × own, other and absent network, against the reviewed table `openapi/access.md`.

A refusal comes in the order of security.md §2: 401, then 404 of the network, then 403 of the role, and only then
anything that would tell of the request itself. What is refused changes nothing.
"""

import re
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cache
from typing import Any
from uuid import UUID, uuid4

import httpx
import pytest
import sqlalchemy as sa

from api.kernel import tokens
from api.kernel.access import OFFICERS, PERMISSIONS, Actor, Call, Role
from api.kernel.db import new_id
from api.kernel.journal import JournalHead
from api.kernel.routing import Route
from api.members.models import Appointment, AppointmentState
from api.migrating import DIRECTORY
from api.people import keys, secrets
from api.people import service as people
from api.people.models import ApiToken, Person
from tests.contract import contract
from tests.make import Network

TABLE = DIRECTORY.parent / "openapi" / "access.md"
ROLES = ("co_chair", "secretariat", "focal_point", "alternate", "observer", "viewer")
RIGHT = re.compile(r"^\| `([a-z-]+:[a-z-]+)` \| .+? \|(.+)\|$")
OPERATION = re.compile(r"^- `([A-Z]+) (/\S+)` (\w+)$")
PUBLIC = "public"
ABSENT = ("anonymous", "garbage", "expired", "focal_point", "secretariat", "admin", "viewer's token")
REFUSED = {401: "unauthenticated", 403: "forbidden", 404: "not-found"}
FORM = ("multipart/form-data", "application/x-www-form-urlencoded")


@dataclass(frozen=True)
class Operation:
    method: str
    path: str
    name: str
    right: str

    @property
    def in_network(self) -> bool:
        return self.path.startswith("/api/v1/networks/{network}")


@cache
def reviewed() -> tuple[dict[str, frozenset[str]], dict[str, Operation]]:
    """(right → roles, operation → its right), as the committed page says."""
    rights: dict[str, frozenset[str]] = {}
    operations: dict[str, Operation] = {}
    columns: list[str] = []
    right = ""
    for line in TABLE.read_text(encoding="utf-8").splitlines():
        if line.startswith("| Right |"):
            columns = [cell.strip() for cell in line.strip("|").split("|")][2:]
        elif row := RIGHT.match(line):
            marks = [cell.strip() for cell in row[2].split("|")]
            rights[row[1]] = frozenset(role for role, mark in zip(columns, marks, strict=True) if mark)
        elif line.startswith("## "):
            right = line.removeprefix("## ")
        elif found := OPERATION.match(line):
            operations[found[3]] = Operation(found[1], found[2], found[3], right)
    return rights, operations


OPERATIONS = sorted(reviewed()[1])


# ── who asks ────────────────────────────────────────────────────────────────────────────────────────────────────────


@dataclass(frozen=True)
class Credential:
    """What a request shows, and the roles it ought to have: in its network, and on the platform."""

    says: str
    headers: dict[str, str] = field(default_factory=dict)
    roles: frozenset[str] = frozenset()
    valid: bool = True
    scopes: frozenset[str] | None = None
    home: str = "own"  # the network that exists for it, where it has its roles; "": none
    everywhere: bool = False  # whether every network does

    def may(self, right: str, here: bool) -> bool:
        held = set(self.roles if here else self.roles & {"admin", "person"})
        if self.scopes is not None and right not in self.scopes:
            return False
        return bool(held & reviewed()[0][right])


@dataclass
class Stage:
    own: Network
    other: Network
    credentials: list[Credential]
    rows: dict[str, str]
    client: Any
    make: Any


def bearer(token: str) -> dict[str, str]:
    return {"authorization": f"Bearer {token}"}


@pytest.fixture(scope="module")
async def stage(shell, hashed) -> Any:
    """Two networks with everybody and something of each kind in them; the credentials of the matrix."""
    from tests.client import BASE, Client
    from tests.make import Make

    make = Make(shell.kernel, hashed)
    own, other = await make.home(), await make.network()
    transport = httpx.ASGITransport(app=shell, client=("10.200.0.1", 40_000))
    client = Client(make, httpx.AsyncClient(transport=transport, base_url=BASE))
    made = Stage(own, other, [], {}, client, make)
    made.rows = await _rows(make, own)
    made.credentials = [*await _refused(make, own), *await _granted(made), *await _of_tokens(made)]
    yield made
    await client.http.aclose()
    await make.forget_mail()


async def _rows(make: Any, own: Network) -> dict[str, str]:
    """Real records for the names in paths; DELETE takes absent ones."""
    decision = await make.decision("open")
    return {
        "network": own.slug,
        "action_id": str((await make.action()).id),
        "decision_id": str(decision.id),
        "meeting_id": str((await make.meeting("convened")).id),
        "topic_id": str((await make.topic()).id),
        "unct_meeting_id": str((await make.unct_meeting()).id),
        "review_id": str((await make.review("circulated")).id),
        "statement_id": str((await make.statement("consensus")).id),
        "language": "ru",
        "proposal_id": str((await make.proposal("concept_note_network_review")).id),
        "workplan_id": str((await make.workplan()).id),
        "indicator_id": str((indicator := await make.indicator()).id),
        "value_id": str((await make.indicator_value("draft", indicator=indicator)).id),
        "code": "sex",
        "assessment_id": str((await make.assessment("draft")).id),
        "pledge_id": str((await make.pledge("draft")).id),
        "membership_id": str(own.memberships["UNDP"]),
        "organisation_id": str(own.organisations["UNDP"]),
        "person_id": str((await make.person()).id),
        "number": "1",
        "period": (await make.reporting_round()).number,
        "name": "gcm-objectives",
    }


async def _refused(make: Any, own: Network) -> list[Credential]:
    """Credentials that are none."""
    person = own.people["secretariat"]
    away = await make.person()

    async def old(call: Call) -> tuple[str, str]:
        row = await call.session.get(Person, person.id)
        assert row is not None
        row.credentials_from = call.now - timedelta(
            days=1
        )  # so that nothing but its end stands against the expired one
        key = await keys.current(call.session, call.now)
        private, _ = tokens.new_key()
        expired = tokens.issue(key.id, key.private_pem, person.id, new_id(), call.now - timedelta(hours=1))
        forged = tokens.issue(key.id, private, person.id, new_id(), call.now)
        return expired, forged

    async def disable(call: Call) -> None:
        await people.disable(call, away.id)

    expired, forged = await make.as_platform(old)
    disabled = await make.jwt(away)
    await make.as_platform(disable)
    return [
        Credential("anonymous", valid=False),
        Credential("garbage", bearer("garbage"), valid=False),
        Credential("not a scheme", {"authorization": "Basic dTpw"}, valid=False),
        Credential("expired", bearer(expired), valid=False),
        Credential("forged", bearer(forged), valid=False),
        Credential("a disabled person's", bearer(disabled), valid=False),
        Credential("an invented API token", bearer(f"unmn_{uuid4()}_{'x' * 43}"), valid=False),
        Credential("an invented session", {"cookie": "unmn=" + "x" * 43}, valid=False),
    ]


async def _granted(stage: Stage) -> list[Credential]:
    """Everybody with an account: by role, by session, without any appointment that holds today."""
    make, own = stage.make, stage.own
    found = []
    for role in ROLES:
        token = await make.jwt(own.holder(Role(role)))
        found.append(Credential(role, bearer(token), frozenset({role, "person"})))
    found.append(await _browser(stage))
    admin = await make.jwt(await make.admin())
    found.append(Credential("admin", bearer(admin), frozenset({"admin", "person"}), everywhere=True))
    nobody = frozenset({"person"})
    found.append(Credential("no appointment", bearer(await make.jwt(await make.person())), nobody, home=""))
    for says, change in _past_and_future(own).items():
        person = await make.person()
        await make.as_platform(_appointing(own, person.id, change))
        found.append(Credential(says, bearer(await make.jwt(person)), nobody, home=""))
    stranger = await make.jwt(stage.other.people["secretariat"])
    roles = frozenset({"secretariat", "person"})
    found.append(Credential("secretariat of the other network", bearer(stranger), roles, home="other"))
    return found


async def _browser(stage: Stage) -> Credential:
    session = await stage.client.signed_in(stage.own.people["secretariat"])
    return Credential("secretariat's browser", session.headers, frozenset({"secretariat", "person"}))


def _past_and_future(own: Network) -> dict[str, dict[str, Any]]:
    today = date.today()  # noqa: DTZ011  (two days either way)
    confirmed = {"role": "secretariat", "state": AppointmentState.CONFIRMED, "from_on": date(2024, 3, 12)}
    return {
        "appointment only proposed": {**confirmed, "state": AppointmentState.PROPOSED},
        "appointment ended": {**confirmed, "state": AppointmentState.ENDED, "until_on": today - timedelta(days=2)},
        "appointment past its day": {**confirmed, "until_on": today - timedelta(days=2)},
        "appointment to come": {**confirmed, "from_on": today + timedelta(days=2)},
    }


def _appointing(own: Network, person_id: UUID, values: dict[str, Any]) -> Callable[[Call], Awaitable[None]]:
    async def work(call: Call) -> None:
        organisation = own.organisations["IOM"]
        row = Appointment(
            created_at=call.now, network_id=own.id, person_id=person_id, organisation_id=organisation, **values
        )
        call.session.add(row)
        call.epoch_moves = True

    return work


async def _of_tokens(stage: Stage) -> list[Credential]:
    """API tokens: with every scope their owner could give, with none that opens anything, of another network."""
    found = []
    every = frozenset(PERMISSIONS)
    for role in ("co_chair", "secretariat", "focal_point", "viewer"):
        person = stage.own.holder(Role(role)).id
        token = await _token(stage, stage.own, person, every)
        held = frozenset({role, "person"})
        found.append(Credential(f"{role}'s token", bearer(token), held, scopes=every))
        narrow = await _token(stage, stage.own, person, frozenset({"members:read"}))
        scopes = frozenset({"members:read"})
        found.append(Credential(f"{role}'s token for members:read", bearer(narrow), held, scopes=scopes))
    both = stage.own.people["secretariat"].id
    elsewhere = await _token(stage, stage.other, both, every)
    found.append(
        Credential("a token of another network", bearer(elsewhere), frozenset({"person"}), scopes=every, home="other")
    )
    admin = await stage.make.admin()
    token = await _token(stage, stage.own, admin.id, every)
    found.append(Credential("admin's token", bearer(token), frozenset({"person"}), scopes=every))
    return found


async def _token(stage: Stage, network: Network, person_id: UUID, scopes: frozenset[str]) -> str:
    secret = secrets.new_secret()

    async def work(call: Call) -> str:
        row = ApiToken(
            created_at=call.now,
            person_id=person_id,
            network_id=network.id,
            name="matrix",
            scopes=sorted(scopes),
            secret_hash=secrets.digest(secret),
            expires_at=call.now + timedelta(days=1),
        )
        call.session.add(row)
        await call.session.flush()
        return f"unmn_{row.id}_{secret}"

    return await stage.make.as_platform(work)


# ── what it ought to get ────────────────────────────────────────────────────────────────────────────────────────────


def expected(operation: Operation, credential: Credential, place: str) -> int | None:
    """401, 404 of the network, 403 of the role; None: none of the three stands in the way."""
    if operation.right == PUBLIC:
        return None
    if not credential.valid:
        return 401
    if operation.in_network:
        exists = credential.everywhere or credential.home == place
        if place == "absent" or not exists:
            return 404
    return None if credential.may(operation.right, credential.home == place) else 403


def address(operation: Operation, stage: Stage, place: str) -> str:
    slug = {"own": stage.own.slug, "other": stage.other.slug, "absent": "no-such-network"}[place]
    values = {**stage.rows, "network": slug}
    if operation.method == "DELETE":
        values = {"network": slug, "number": "1", "organisation_id": values["organisation_id"]}
    return re.sub(r"\{(\w+)\}", lambda name: values.get(name[1], str(uuid4())), operation.path)


def sending(operation: Operation) -> dict[str, Any]:
    """A body of the right kind that says nothing."""
    described = contract()["paths"][operation.path][operation.method.lower()].get("requestBody")
    if described is None:
        return {}
    kinds = described["content"].keys()
    if kinds & {*FORM}:
        return {"files": {"nothing": b""}} if FORM[0] in kinds else {"data": {"nothing": ""}}
    return {"json": {}}


def fault(operation: Operation, reply: httpx.Response, wanted: int | None) -> str | None:
    """What is wrong with this answer, if anything is."""
    body = reply.json() if reply.status_code >= 400 else {}
    slug = str(body.get("type", "")).removeprefix("/problems/")
    by_role = reply.status_code == 403 and "permission" in body
    if wanted is not None:
        right = reply.status_code == wanted and slug == REFUSED[wanted] and (wanted != 403 or by_role)
        return None if right else f"{reply.status_code} {slug}, not {wanted}"
    network_only = operation.path.count("{") <= operation.in_network
    hidden = reply.status_code == 404 and network_only
    return f"{reply.status_code} {slug}, though allowed" if reply.status_code == 401 or by_role or hidden else None


async def wrong_cells(stage: Stage, operation: Operation) -> tuple[int, list[str]]:
    """(cells walked, those that are not as the table says). What is refused comes first, and leaves no trace."""
    places = ("own", "other", "absent") if operation.in_network else ("own",)
    cells = [
        (credential, place, expected(operation, credential, place))
        for place in places
        for credential in stage.credentials
        if place != "absent" or credential.says in ABSENT
    ]
    found = []
    before = await heads(stage)
    for credential, place, wanted in sorted(cells, key=lambda cell: cell[2] is None):
        if wanted is None and before is not None:
            if await heads(stage) != before:
                found.append(f"{operation.name}: something refused has changed a journal")
            before = None
        reply = await stage.client.http.request(
            operation.method, address(operation, stage, place), headers=credential.headers, **sending(operation)
        )
        assert reply.status_code < 500, reply.text
        problem = fault(operation, reply, wanted)
        if problem is not None:
            found.append(f"{operation.name} · {credential.says} · {place} network: {problem}")
    return len(cells), found


async def heads(stage: Stage) -> Any:
    async with stage.make.kernel.database.session() as session:
        rows = await session.execute(sa.select(JournalHead.slug, JournalHead.seq).order_by(JournalHead.slug))
        return [tuple(row) for row in rows.all()]


# ── the matrix ──────────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("name", OPERATIONS)
async def test_every_credential_gets_what_the_table_says(stage, name):
    _, found = await wrong_cells(stage, reviewed()[1][name])
    if name == "sign_out":
        renewed = await _browser(stage)
        stage.credentials = [renewed if one.says == renewed.says else one for one in stage.credentials]
    assert found == []


def test_every_operation_stands_in_the_reviewed_table():
    described = {
        (method.upper(), path, operation["operationId"], operation["x-permission"])
        for path, methods in contract()["paths"].items()
        for method, operation in methods.items()
    }
    listed = {(one.method, one.path, one.name, one.right) for one in reviewed()[1].values()}
    assert described - listed == set(), "missing from openapi/access.md: run `unmn contract` and review what it writes"
    assert listed - described == set(), "no longer operations"


def test_the_reviewed_roles_are_those_of_the_code():
    assert reviewed()[0] == {name: frozenset(map(str, right.roles)) for name, right in PERMISSIONS.items()}


async def test_the_matrix_is_large_enough(stage):
    inside = sum(operation.in_network for operation in reviewed()[1].values())
    every = len(stage.credentials)
    assert inside * (2 * every + len(ABSENT)) + (len(OPERATIONS) - inside) * every >= 5_000


async def test_another_network_looks_like_none(stage):
    """The same words for a network that is not there and one that is not one's own."""
    for role in ROLES:
        client = stage.client.as_(stage.own.holder(Role(role)))
        bodies = []
        for slug in (stage.other.slug, "no-such-network"):
            body = (await client.get(f"/api/v1/networks/{slug}/members")).json()
            bodies.append({key: value for key, value in body.items() if key not in ("instance", "request_id")})
        assert bodies[0] == bodies[1]


def test_no_role_but_officers_adopts_opens_or_records():
    """What the table may never come to say (design.md §3 and §4)."""
    rights = reviewed()[0]
    assert rights["decisions:adopt"] == {"co_chair"}
    assert rights["proposals:submit"] == {"co_chair"}
    assert rights["decisions:open"] == rights["decisions:draft"] == {*OFFICERS}
    assert rights["decisions:deliver"] == {"secretariat"}
    assert not {"observer", "viewer", "admin", "person"} & rights["decisions:position"]
    content = [
        name for name in rights if name.partition(":")[0] in ("decisions", "meetings", "proposals", "objectives")
    ]
    assert all("admin" not in rights[name] for name in content)
    assert all(not rights[name] & {"observer", "viewer"} for name in rights if name.endswith((":write", ":adopt")))


# ── the matrix notices ──────────────────────────────────────────────────────────────────────────────────────────────


async def noticed(stage: Stage, name: str) -> list[str]:
    return (await wrong_cells(stage, reviewed()[1][name]))[1]


async def test_it_notices_a_missing_check_of_the_role(stage, monkeypatch):
    monkeypatch.setattr(Actor, "may", lambda self, wanted, network_id: True)
    found = await noticed(stage, "read_journal_head")
    assert any("observer · own network" in one for one in found)
    assert any("anonymous" in one for one in await noticed(stage, "list_organisations"))


async def test_it_notices_a_network_that_shows_itself(stage, monkeypatch):
    monkeypatch.setattr(Actor, "sees", lambda self, network_id: True)
    found = await noticed(stage, "list_members")
    assert any("secretariat · other network" in one for one in found)
    assert any("no appointment · own network" in one for one in found)


async def test_it_notices_a_token_beyond_its_scope_or_network(stage, monkeypatch):
    may = Actor.may
    monkeypatch.setattr(
        Actor,
        "may",
        lambda self, wanted, network_id: may(Actor(self.person_id, self.posts, self.admin), wanted, network_id),
    )
    found = await noticed(stage, "put_position")
    assert any("focal_point's token for members:read" in one for one in found)


async def test_it_notices_tokens_that_are_not_checked(stage, monkeypatch):
    import jose.jwt

    monkeypatch.setattr(tokens, "verify", lambda token, *_: jose.jwt.get_unverified_claims(token))
    found = await noticed(stage, "list_networks")
    assert any("expired" in one for one in found)
    assert any("forged" in one for one in found)


async def test_it_notices_rights_of_yesterday(stage, monkeypatch):
    from api.members import actors

    posts_of = actors.posts_of

    async def of_next_week(session, person_id, now):
        return await posts_of(session, person_id, now + timedelta(days=7))

    monkeypatch.setattr(actors, "posts_of", of_next_week)
    stage.make.kernel.known.clear()
    found = await noticed(stage, "list_members")
    stage.make.kernel.known.clear()
    assert any("appointment to come" in one for one in found)


async def test_it_notices_a_body_read_before_the_right(stage, monkeypatch):
    """Who may not must not learn by a 422 what would have been asked."""
    call_of = Route._call

    async def reading_first(self, kernel, request):
        await self._arguments(request, None, await request.body())
        return await call_of(self, kernel, request)

    monkeypatch.setattr(Route, "_call", reading_first)
    assert any("422" in one for one in await noticed(stage, "create_decision"))
