"""What the operator does from the command line: first accounts and officers, backup, restore."""

import asyncio
import hashlib
import json
import os
import re
import shutil
import sqlite3
import subprocess
import sys
import tarfile
import tempfile
from collections.abc import Awaitable, Callable
from datetime import datetime
from pathlib import Path
from typing import Any, TypeVar

import sqlalchemy as sa

from api import migrating
from api.app import create_app
from api.decisions import bounces as recording
from api.decisions import records
from api.journal import anchors, verifying
from api.journal.models import Restoration
from api.kernel import bounces, journal, unit
from api.kernel.access import OFFICERS, PLATFORM, Call, Role
from api.kernel.clock import PLACE, now_utc
from api.kernel.db import instant
from api.kernel.deliveries import Delivery
from api.kernel.journal import JournalHead
from api.kernel.lock import Held, embedded_path, hold
from api.kernel.problems import NotFound, Problem
from api.kernel.runtime import Kernel
from api.members import service as members
from api.members.models import Membership, MembershipKind, MembershipState
from api.members.schemas import AppointmentCreate, MemberCreate
from api.networks.models import Organisation
from api.people import service as people
from api.settings import Settings

T = TypeVar("T")
LINK = re.compile(r"https?://\S+#\S+")
FILES = "files"


async def _perform(settings: Settings, slug: str | None, work: Callable[[Call], Awaitable[T]]) -> T:
    """One act of the operator, in one transaction, on record as the system's; a refusal is told in a sentence."""
    try:
        return await _act(settings, slug, work)
    except Problem as problem:
        body = problem.body("en")
        faults = "; ".join(f"{fault['pointer']}: {fault['detail']}" for fault in body.get("errors", []))
        sys.exit(f"{body['title']}. {faults or body['detail']}")


async def _act(settings: Settings, slug: str | None, work: Callable[[Call], Awaitable[T]]) -> T:
    kernel = create_app(settings).kernel
    await kernel.open()
    try:
        head = await kernel.head(slug) if slug is not None else None
        if slug is not None and (head is None or head.network_id == PLATFORM):
            sys.exit(f"There is no network {slug}.")
        return await unit.perform(kernel, unit.system_call(kernel, head), work)
    finally:
        await kernel.close()


# ── people ──────────────────────────────────────────────────────────────────────────────────────────────────────────


async def create_account(settings: Settings, email: str, name: str, admin: bool = False) -> str:
    """Make an account (and administrator) and give its invitation link."""

    async def work(call: Call) -> str:
        person = await people.invite(call, email, name, None, "en")
        if admin and not person.admin:
            person.admin = True
            person.version += 1
            call.epoch_moves = True
            await journal.record(call, "person.made-admin", person, chain=PLATFORM)
        if person.password_hash:
            return f"{person.email} has an account and a password already."
        mailed = sa.select(Delivery.body).where(Delivery.person_id == person.id, Delivery.kind == "invitation")
        bodies = (await call.session.execute(mailed.order_by(Delivery.id.desc()))).scalars()
        link = next((found[0] for body in bodies if (found := LINK.search(body))), None)
        return f"Invitation of {person.email}, for {people.INVITATION_DAYS} days: {link or 'in the mail'}"

    return await _perform(settings, None, work)


async def appoint(settings: Settings, network: str, email: str, acronym: str, role: str) -> str:
    """Name an officer of a network. While the network is being founded, the organisation joins it by that."""
    if role not in OFFICERS:
        sys.exit(f"From the command line only officers are named: {', '.join(OFFICERS)}.")

    async def work(call: Call) -> str:
        person = await people.by_email(call, email)
        if person is None:
            sys.exit(f"No account has the address {email}: make it with `unmn user create`.")
        wanted = sa.select(Organisation).where(Organisation.acronym == acronym)
        organisation = (await call.session.execute(wanted)).scalar_one_or_none()
        if organisation is None:
            sys.exit(f"{acronym} is not in the list of organisations: the administrator adds it.")
        today = call.now.astimezone(PLACE).date()
        place = sa.select(Membership.id).where(
            Membership.network_id == call.network_id,
            Membership.organisation_id == organisation.id,
            Membership.state == MembershipState.MEMBER,
        )
        if (await call.session.execute(place)).first() is None and await members.is_founding(call):
            founding = MemberCreate(
                organisation_id=organisation.id,
                kind=MembershipKind.MEMBER,
                joined_on=today,
                source="Named by the administrator with the network's first officers",
            )
            await members.add(call, founding, founding=True)
        appointment = AppointmentCreate(
            email=person.email,
            name=person.name,
            organisation_id=organisation.id,
            role=Role(role).value,
            from_on=today,
        )
        await members.appoint(call, appointment, confirmed=True)
        return f"{person.email} is {role} of {network} for {acronym} from today."

    return await _perform(settings, network, work)


# ── mail that came back ─────────────────────────────────────────────────────────────────────────────────────────────


async def bounce(settings: Settings, report: bytes) -> str:
    """Record the mail that a relay's report tells of; what is no such report leaves everything as it is."""
    try:
        came_back = bounces.read(report)
    except bounces.NotABounce as reason:
        return f"Nothing was recorded: {reason}."

    async def work(call: Call) -> str:
        delivery = await recording.record(call, came_back.delivery_id, came_back.said)
        return f"Recorded: {delivery.kind} to {delivery.address} came back."

    try:
        return await _act(settings, None, work)
    except (NotFound, recording.MailNotOut) as refused:
        return f"Nothing was recorded: {refused.body('en')['detail']}"


async def make_records(settings: Settings, network: str) -> str:
    """The records that decisions of earlier days lack, each with its entry in the journal."""
    made = await _perform(settings, network, records.make_missing)
    return f"Records made: {made}."


# ── backup ──────────────────────────────────────────────────────────────────────────────────────────────────────────


def backup(settings: Settings, target: Path) -> str:
    """Write one archive: the database by its own backup, the stored files, and where every chain stood."""
    at = now_utc()
    if target.is_dir():
        target = target / f"unmn-{at:%Y%m%dT%H%M%SZ}.tar.gz"
    if target.exists():
        sys.exit(f"{target} is there already.")
    target.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=target.parent, prefix=".unmn-backup-") as folder:
        place = Path(folder)
        if settings.embedded:
            _dump_sqlite(embedded_path(settings), place / "database.sqlite3")
        else:
            _pg(settings, "pg_dump", "-Fc", "--no-owner", "--file", str(place / "database.dump"))
        heads = asyncio.run(_heads(settings, place))
        (place / "backup.json").write_text(json.dumps({"at": instant(at), "heads": heads}), encoding="utf-8")
        if (settings.data_dir / FILES).is_dir():
            shutil.copytree(settings.data_dir / FILES, place / FILES)
        made = place / "made.tar.gz"
        with os.fdopen(os.open(made, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as stream:
            with tarfile.open(fileobj=stream, mode="w:gz", compresslevel=5) as archive:
                for part in sorted(place.iterdir()):
                    if part != made:
                        archive.add(part, part.name)
        made.replace(target)
    return f"{target}: {sum(head['seq'] for head in heads.values())} entries in {len(heads)} journals"


def _dump_sqlite(source: Path, target: Path) -> None:
    """The backup API gives one consistent state of a file that is being written."""
    reading, writing = sqlite3.connect(f"file:{source}?mode=ro", uri=True), sqlite3.connect(target)
    try:
        reading.backup(writing)
        if writing.execute("PRAGMA integrity_check").fetchone()[0] != "ok":
            sys.exit("The database does not pass its integrity check: no backup was written.")
    finally:
        reading.close()
        writing.close()


async def _heads(settings: Settings, place: Path) -> dict[str, dict[str, Any]]:
    """Where the chains stand: in the copy if there is one, else as soon as the dump is made (it may only be later)."""
    copy = place / "database.sqlite3"
    url = f"sqlite+aiosqlite:///{copy}" if copy.exists() else settings.url
    async with verifying.reading(url) as connection:
        rows = await connection.execute(sa.select(JournalHead.id, JournalHead.slug, JournalHead.seq, JournalHead.hash))
        return {str(row.id): {"slug": row.slug, "seq": row.seq, "hash": row.hash} for row in rows.all()}


def _pg(settings: Settings, program: str, *arguments: str) -> None:
    url = sa.make_url(settings.url).set(drivername="postgresql")
    password = {"PGPASSWORD": str(url.password)} if url.password else {}
    plain = sa.URL.create("postgresql", url.username, None, url.host, url.port, url.database, url.query)
    command = [program, *arguments, "--dbname", plain.render_as_string(hide_password=False)]
    done = subprocess.run(command, env={**os.environ, **password}, capture_output=True, text=True, check=False)
    if done.returncode:
        sys.exit(f"{program}: {done.stderr.strip()}")


# ── restore ─────────────────────────────────────────────────────────────────────────────────────────────────────────


def restore(settings: Settings, source: Path) -> str:
    """Put a backup back while nothing runs; say what is lost by it, and put that on record."""
    if not source.is_file():
        sys.exit(f"{source} is not there.")
    try:
        held = hold(settings)
    except Held:
        sys.exit("The platform is running: stop it first.")
    if not settings.embedded and asyncio.run(_others(settings)):
        sys.exit("Others are connected to the database: stop the platform first.")
    settings.data_dir.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=settings.data_dir, prefix=".unmn-restore-") as folder:
        place = Path(folder)
        with tarfile.open(source) as archive:
            archive.extractall(place, filter="data")
        stated = json.loads((place / "backup.json").read_text(encoding="utf-8"))
        if (place / "database.sqlite3").exists() is not settings.embedded:
            sys.exit("This backup is of the other kind of database.")
        moment = now_utc().strftime("%Y%m%dT%H%M%SZ")
        lost = _lost(settings, stated["heads"])
        _put_database(settings, place, moment)
        _put_files(settings, place, moment)
        _set_aside(settings, stated["heads"], moment)
    migrating.move(settings.url)
    findings = asyncio.run(_record(settings, stated["at"], _sha256(source), sum(lost.values())))
    if held is not None:
        held.close()
    told = [f"{slug}: {count} entries written after this backup are lost" for slug, count in lost.items()]
    return "\n".join([f"Restored the state of {stated['at']}.", *told, *findings])


async def _others(settings: Settings) -> int:
    async with verifying.reading(settings.url) as connection:
        question = (
            "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()"
        )
        return int((await connection.execute(sa.text(question))).scalar_one())


def _lost(settings: Settings, heads: dict[str, Any]) -> dict[str, int]:
    """How many entries the last anchor knows that the backup does not have."""
    known = [anchor for _, anchor in anchors.read(settings) if anchor is not None]
    if not known:
        return {}
    missing = {slug: head["seq"] - heads.get(head["id"], {"seq": 0})["seq"] for slug, head in sorted(known[-1].items())}
    return {slug: count for slug, count in missing.items() if count > 0}


def _put_database(settings: Settings, place: Path, moment: str) -> None:
    if not settings.embedded:
        dump = str(place / "database.dump")
        _pg(settings, "pg_restore", "--clean", "--if-exists", "--no-owner", "--single-transaction", dump)
        return
    path = embedded_path(settings)
    if path.exists():
        connection = sqlite3.connect(path)
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        connection.close()
        path.rename(path.with_name(f"{path.name}.before-{moment}"))
    for end in ("-wal", "-shm"):
        path.with_name(path.name + end).unlink(missing_ok=True)
    shutil.move(place / "database.sqlite3", path)


def _put_files(settings: Settings, place: Path, moment: str) -> None:
    there = settings.data_dir / FILES
    if not (place / FILES).is_dir():
        return
    if there.is_dir():
        there.rename(there.with_name(f"{FILES}.before-{moment}"))
    shutil.move(place / FILES, there)


def _set_aside(settings: Settings, heads: dict[str, Any], moment: str) -> None:
    """Anchors of entries that this restore takes away; they are kept, and the restore itself is on record."""
    aside = anchors.directory(settings) / f"before-{moment}"
    for day, anchor in anchors.read(settings):
        beyond = anchor is not None and any(
            head["seq"] > heads.get(head["id"], {"seq": 0})["seq"] for head in anchor.values()
        )
        if beyond:
            aside.mkdir(parents=True, exist_ok=True)
            path = anchors.directory(settings) / f"{day.isoformat()}.json"
            path.rename(aside / path.name)


async def _record(settings: Settings, at: str, digest: str, lost: int) -> list[str]:
    kernel: Kernel = create_app(settings).kernel
    await kernel.open()
    try:

        async def work(call: Call) -> None:
            row = Restoration(
                created_at=call.now, backup_at=datetime.fromisoformat(at), backup_sha256=digest, entries_lost=lost
            )
            call.session.add(row)
            call.epoch_moves = True
            await journal.record(call, "platform.restored", row, chain=PLATFORM, at=at, entries=lost)

        await unit.perform(kernel, unit.system_call(kernel, None), work)
        await anchors.write(kernel, again=True)
    finally:
        await kernel.close()
    return (await verifying.verify(settings, None)).lines


def _sha256(path: Path) -> str:
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()
