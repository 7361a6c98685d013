"""Whatever is altered behind the platform's back, `verify` names it."""

import sqlite3
from collections.abc import AsyncIterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from api import migrating
from api.journal import anchors, verifying
from api.kernel import journal, unit
from api.kernel.access import PLATFORM, Call
from api.kernel.journal import GENESIS, JournalHead, link
from api.kernel.runtime import Kernel
from api.members import service as members
from api.members.actors import load_actor
from api.members.models import MembershipKind
from api.members.schemas import MemberCreate
from api.networks import service as networks
from api.networks.models import OrganisationKind
from api.networks.schemas import NetworkCreate, OrganisationCreate
from api.settings import Settings

SLUG = "turkmenistan"
COLUMNS = {
    "at": "2020-01-01T00:00:00.000000Z",
    "kind": "membership.left",
    "subject": "decisions",
    "subject_id": "0193a7c2-5b1e-7561-8527-0ce6b3bebd1d",
    "actor_id": "0193a7c2-5b1e-7561-8527-0ce6b3bebd1d",
    "organisation_id": "0193a7c2-5b1e-7561-8527-0ce6b3bebd1d",
    "visibility": "secretariat",
    "request_id": "somebody-else",
    "payload": '{"about":{},"facts":{},"row":{}}',
    "digest": "0" * 64,
    "hash": "f" * 64,
    "seq": 40,
}


async def _load(call: Call) -> None:
    call.session.add(JournalHead(id=PLATFORM, slug="platform"))
    await call.session.flush()
    wanted = NetworkCreate(slug=SLUG, code="TKM", name={"en": "Network"}, country={"en": "Turkmenistan"})
    await networks.create(call, wanted)
    for acronym in ("IOM", "WHO", "UNDP"):
        organisation = OrganisationCreate(acronym=acronym, name={"en": acronym}, kind=OrganisationKind.UN_ENTITY)
        member = MemberCreate(
            organisation=organisation, kind=MembershipKind.MEMBER, joined_on=date(2024, 3, 12), source="Terms"
        )
        await members.add(call, member, founding=True)


class Place:
    """A small network in an embedded database, and a way around the platform."""

    def __init__(self, settings: Settings, path: Path) -> None:
        self.settings, self.path = settings, path

    def alter(self, *statements: str) -> None:
        with sqlite3.connect(self.path) as connection:
            for statement in statements:
                connection.execute(statement)
        connection.close()

    def ask(self, question: str) -> list[Any]:
        connection = sqlite3.connect(self.path)
        rows = connection.execute(question).fetchall()
        connection.close()
        return rows

    async def lines(self) -> str:
        findings = await verifying.verify(self.settings, None)
        assert not findings.whole
        return "\n".join(findings.lines)


@pytest.fixture
async def place(tmp_path: Path) -> AsyncIterator[Place]:
    path = tmp_path / "unmn.sqlite3"
    settings = Settings(database_url=f"sqlite:///{path}", data_dir=tmp_path, secret="s" * 40)
    kernel = Kernel(settings, load_actor, {}, {})
    await kernel.open()
    async with kernel.database.engine.begin() as connection:
        await connection.run_sync(migrating.tables().create_all)
    await unit.perform(kernel, unit.system_call(kernel, None), _load)
    await anchors.write(kernel)
    await kernel.close()
    return Place(settings, path)


async def test_an_untouched_journal_is_whole(place: Place) -> None:
    findings = await verifying.verify(place.settings, None)
    assert findings.lines == ["platform: entries 1 to 4 hold", f"{SLUG}: entries 1 to 4 hold"]
    assert findings.whole


@pytest.mark.parametrize("column", COLUMNS)
async def test_every_altered_column_of_an_entry_is_named(place: Place, column: str) -> None:
    network = place.ask("SELECT id FROM networks")[0][0]
    place.alter(
        "PRAGMA ignore_check_constraints = ON",
        f"UPDATE journal_entries SET {column} = '{COLUMNS[column]}' WHERE network_id = '{network}' AND seq = 3",
    )
    assert f"{SLUG} entry" in await place.lines()


async def test_a_removed_end_is_found_by_the_head(place: Place) -> None:
    network = place.ask("SELECT id FROM networks")[0][0]
    place.alter(f"DELETE FROM journal_entries WHERE network_id = '{network}' AND seq = 4")
    assert f"{SLUG}: the head is not the last entry (3)" in await place.lines()


async def test_a_removed_entry_is_a_gap(place: Place) -> None:
    network = place.ask("SELECT id FROM networks")[0][0]
    place.alter(f"DELETE FROM journal_entries WHERE network_id = '{network}' AND seq = 2")
    assert f"{SLUG} entry 2: missing" in await place.lines()


def _rewritten(place: Place, until: int) -> list[str]:
    """A chain cut off after `until`, forged so that it holds in itself."""
    network = place.ask("SELECT id FROM networks")[0][0]
    found = place.ask(
        "SELECT seq, at, kind, subject, subject_id, digest FROM journal_entries "
        f"WHERE network_id = '{network}' AND seq <= {until} ORDER BY seq"
    )
    statements, previous = [f"DELETE FROM journal_entries WHERE network_id = '{network}' AND seq > {until}"], GENESIS
    actor = "0193a7c2-5b1e-7561-8527-0ce6b3bebd1d"
    for seq, at, kind, subject, subject_id, digest in found:
        previous = link(previous, seq, at, kind, subject, subject_id, actor, digest)
        statements.append(
            f"UPDATE journal_entries SET hash = '{previous}', actor_id = '{actor}' "
            f"WHERE network_id = '{network}' AND seq = {seq}"
        )
    return [*statements, f"UPDATE journal_heads SET seq = {until}, hash = '{previous}' WHERE id = '{network}'"]


@pytest.mark.parametrize("until", [4, 3])
async def test_a_chain_rewritten_as_a_whole_is_found_by_the_anchor(place: Place, until: int) -> None:
    place.alter(*_rewritten(place, until))
    assert f"{SLUG} entry 4: not what the anchor of" in await place.lines()


async def test_an_altered_anchor_is_named(place: Place) -> None:
    path = next(anchors.directory(place.settings).glob("*.json"))
    path.write_text(path.read_text().replace(SLUG, "elsewhere"), encoding="utf-8")
    assert "its signature does not hold" in await place.lines()


async def test_an_altered_record_is_named_with_its_column(place: Place) -> None:
    place.alter("UPDATE memberships SET joined_on = '2001-01-01' WHERE id = (SELECT max(id) FROM memberships)")
    row = place.ask("SELECT max(id) FROM memberships")[0][0]
    assert f"memberships {row}: joined_on differs from entry 4" in await place.lines()


async def test_an_altered_organisation_is_named_in_the_platforms_chain(place: Place) -> None:
    place.alter("UPDATE organisations SET acronym = 'XYZ' WHERE acronym = 'WHO'")
    assert "acronym differs from entry 3" in await place.lines()


async def test_a_removed_record_is_named(place: Place) -> None:
    row = place.ask("SELECT max(id) FROM memberships")[0][0]
    place.alter(f"DELETE FROM memberships WHERE id = '{row}'")
    assert f"memberships {row}: gone, but entry 4 says it is there" in await place.lines()


async def test_a_record_without_an_entry_is_named(place: Place) -> None:
    names = [row[1] for row in place.ask("PRAGMA table_info(memberships)")]
    new = "0193a7c2-5b1e-7561-8527-0ce6b3bebd1d"
    values = ", ".join({"id": f"'{new}'", "joined_on": "'2002-02-02'"}.get(name, name) for name in names)
    organisation = place.ask("SELECT id FROM organisations WHERE acronym = 'IOM'")[0][0]
    place.alter(
        f"INSERT INTO memberships ({', '.join(names)}) SELECT {values} FROM memberships "
        f"WHERE organisation_id = '{organisation}'"
    )
    assert f"memberships {new}: no entry says that it was made" in await place.lines()


def test_a_verifier_of_ten_lines_computes_the_same_hash() -> None:
    assert link(GENESIS, 1, "2026-12-01T07:00:00.000000Z", "a.b", "rows", "id", "", "d") == journal.sha256(
        f'["{GENESIS}",1,"2026-12-01T07:00:00.000000Z","a.b","rows","id","","d"]'
    )
