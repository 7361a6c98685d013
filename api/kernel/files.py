"""Files of a record: looked into before they are kept, stored by id outside the web root, given out as downloads only."""

import asyncio
import hashlib
import io
import os
import zipfile
from collections.abc import Callable, Sequence
from datetime import datetime
from pathlib import Path
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column
from starlette.responses import FileResponse

from api.kernel import journal
from api.kernel.access import Call, Visibility, found
from api.kernel.db import Base, Id, new_id
from api.kernel.problems import NotFound, Problem, TooLarge
from api.kernel.text import BadText, clean_line, clean_text
from api.kernel.views import Fragment, View, many, obj

FOLDER = "files"
MOST_BYTES = 50_000_000
MOST_UNPACKED = 400_000_000
MOST_RATIO = 200
MOST_ENTRIES = 10_000
MOST_NAME = 200
MOST_PER_RECORD = 20


class FileRefused(Problem):
    """Not of a kind that is kept, or not what its name says."""

    slug, status = "file-refused", 422


class QuotaReached(Problem):
    slug, status = "file-quota-reached", 409


class TooManyFiles(Problem):
    slug, status = "too-many-files", 409


class Attachment(Base):
    """A file of one record. It is never changed: another one is added, or this one is removed."""

    __tablename__ = "attachments"
    __table_args__ = (
        sa.Index(None, "network_id", "subject", "subject_id"),
        sa.Index(None, "network_id", "organisation_id"),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True, default=new_id)
    network_id: Mapped[UUID] = mapped_column(sa.ForeignKey("journal_heads.id"))
    subject: Mapped[str] = mapped_column(sa.String(40))
    subject_id: Mapped[UUID]
    organisation_id: Mapped[UUID]
    name: Mapped[str] = mapped_column(sa.String(MOST_NAME))
    media_type: Mapped[str] = mapped_column(sa.String(100))
    bytes: Mapped[int]
    sha256: Mapped[str] = mapped_column(sa.String(64))
    of_version: Mapped[int | None]  # of its record, where it belongs to what that one says
    created_at: Mapped[datetime]


# ── what a file must be ─────────────────────────────────────────────────────────────────────────────────────────────


def _pdf(content: bytes) -> bool:
    return content.startswith(b"%PDF-") and b"%%EOF" in content[-4096:]


def _png(content: bytes) -> bool:
    return content.startswith(b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR") and b"IEND" in content[-64:]


def _jpeg(content: bytes) -> bool:
    return content.startswith(b"\xff\xd8\xff") and b"\xff\xd9" in content[-64:]


def _plain(content: bytes) -> bool:
    try:
        return bool(clean_text(content.decode("utf-8-sig")))
    except (UnicodeDecodeError, BadText):
        return False


def _packed(*needed: str, mimetype: str = "") -> Callable[[bytes], bool]:
    """A check of a packed document by its table of contents: nothing is unpacked but one short line."""

    def check(content: bytes) -> bool:
        try:
            with zipfile.ZipFile(io.BytesIO(content)) as archive:
                entries = archive.infolist()
                names = {entry.filename for entry in entries}
                if not _harmless(entries, len(content)) or not names.issuperset(needed):
                    return False
                return not mimetype or _says(archive, mimetype)
        except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError, RuntimeError, KeyError):
            return False

    return check


def _harmless(entries: Sequence[zipfile.ZipInfo], size: int) -> bool:
    """No bomb, no way out of a folder, nothing encrypted, no macros."""
    unpacked = sum(entry.file_size for entry in entries)
    if len(entries) > MOST_ENTRIES or unpacked > min(MOST_UNPACKED, MOST_RATIO * size):
        return False
    for entry in entries:
        steps = entry.filename.replace("\\", "/").split("/")
        if ".." in steps or steps[0] == "" or entry.flag_bits & 1 or "vbaproject" in steps[-1].lower():
            return False
    return True


def _says(archive: zipfile.ZipFile, mimetype: str) -> bool:
    entry = archive.getinfo("mimetype")
    return entry.file_size == len(mimetype) and archive.read(entry) == mimetype.encode()


_OFFICE = "application/vnd.openxmlformats-officedocument."
_OPEN = "application/vnd.oasis.opendocument."
_TYPES = "[Content_Types].xml"
KINDS: dict[str, tuple[str, Callable[[bytes], bool]]] = {
    "pdf": ("application/pdf", _pdf),
    "docx": (_OFFICE + "wordprocessingml.document", _packed(_TYPES, "word/document.xml")),
    "xlsx": (_OFFICE + "spreadsheetml.sheet", _packed(_TYPES, "xl/workbook.xml")),
    "pptx": (_OFFICE + "presentationml.presentation", _packed(_TYPES, "ppt/presentation.xml")),
    "odt": (_OPEN + "text", _packed("content.xml", mimetype=_OPEN + "text")),
    "ods": (_OPEN + "spreadsheet", _packed("content.xml", mimetype=_OPEN + "spreadsheet")),
    "png": ("image/png", _png),
    "jpg": ("image/jpeg", _jpeg),
    "jpeg": ("image/jpeg", _jpeg),
    "csv": ("text/csv", _plain),
    "txt": ("text/plain", _plain),
}


def inspect(name: str, content: bytes) -> tuple[str, str]:
    """(the name as it is kept, the media type), or a refusal."""
    if len(content) > MOST_BYTES:
        raise TooLarge(max_bytes=MOST_BYTES)
    try:
        kept = clean_line(name.replace("\\", "/").rpartition("/")[2])
    except BadText as bad:
        raise FileRefused(kinds=sorted(KINDS)) from bad
    stem, _, ending = kept.rpartition(".")
    kind = KINDS.get(ending.lower())
    if not stem or len(kept) > MOST_NAME or kind is None or not kind[1](content):
        raise FileRefused(kinds=sorted(KINDS))
    return kept, kind[0]


# ── keeping and giving out ──────────────────────────────────────────────────────────────────────────────────────────


def place(call: Call, id: UUID) -> Path:
    folder: Path = call.kernel.settings.data_dir / FOLDER
    return folder / id.hex[-2:] / str(id)


async def add(
    call: Call,
    row: Any,
    organisation_id: UUID,
    name: str,
    content: bytes,
    visibility: Visibility = Visibility.MEMBERS,
    *,
    of_version: int | None = None,
) -> Attachment:
    """Keep a file for a record that the caller holds locked. It is on disk before the commit that tells of it."""
    kept, media_type = await asyncio.to_thread(inspect, name, content)
    of_record = (Attachment.subject == row.__tablename__, Attachment.subject_id == row.id)
    count = sa.select(sa.func.count()).where(Attachment.network_id == call.network_id, *of_record)
    if (await call.session.execute(count)).scalar_one() >= MOST_PER_RECORD:
        raise TooManyFiles(most=MOST_PER_RECORD)
    used = sa.select(sa.func.coalesce(sa.func.sum(Attachment.bytes), 0)).where(
        Attachment.network_id == call.network_id, Attachment.organisation_id == organisation_id
    )
    quota = call.kernel.settings.upload_quota_mb
    if (await call.session.execute(used)).scalar_one() + len(content) > quota * 1_000_000:
        raise QuotaReached(megabytes=quota)
    attachment = Attachment(
        id=new_id(),
        network_id=call.network_id,
        subject=row.__tablename__,
        subject_id=row.id,
        organisation_id=organisation_id,
        name=kept,
        media_type=media_type,
        bytes=len(content),
        sha256=hashlib.sha256(content).hexdigest(),
        of_version=of_version,
        created_at=call.now,
    )
    await asyncio.to_thread(_write, place(call, attachment.id), content)
    call.session.add(attachment)
    await journal.record(call, "attachment.added", attachment, visibility=visibility, name=kept)
    return attachment


def _write(path: Path, content: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("xb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())


async def remove(call: Call, row: Any, attachment_id: UUID, visibility: Visibility = Visibility.MEMBERS) -> None:
    """Take a file away; it is off the disk once that is committed."""
    statement = sa.select(Attachment).where(
        Attachment.network_id == call.network_id,
        Attachment.subject == row.__tablename__,
        Attachment.subject_id == row.id,
        Attachment.id == attachment_id,
    )
    attachment = found((await call.session.execute(statement.with_for_update())).scalar_one_or_none())
    await journal.record(call, "attachment.removed", attachment, visibility=visibility, name=attachment.name)
    await call.session.delete(attachment)
    path = place(call, attachment.id)
    call.after_commit.append(lambda: path.unlink(missing_ok=True))


ATTACHMENT = obj(
    id=Attachment.id,
    name=Attachment.name,
    media_type=Attachment.media_type,
    bytes=Attachment.bytes,
    sha256=Attachment.sha256,
    created_at=Attachment.created_at,
)


def of(subject: str, subject_id: Any, outer: Sequence[Any]) -> Fragment:
    """The files of a record, oldest first."""
    where = [
        Attachment.network_id == sa.bindparam("network_id", type_=Id),
        Attachment.subject == subject,
        Attachment.subject_id == subject_id,
    ]
    return many(ATTACHMENT, Attachment, where, [Attachment.id], outer)


ONE = View(
    sa.select(Attachment.id, Attachment.name, Attachment.media_type).where(
        Attachment.network_id == sa.bindparam("network_id", type_=Id),
        Attachment.subject == sa.bindparam("subject", type_=sa.String),
        Attachment.subject_id == sa.bindparam("subject_id", type_=Id),
        Attachment.id == sa.bindparam("id", type_=Id),
    )
)


async def download(call: Call, subject: str, subject_id: UUID, id: UUID) -> FileResponse:
    """The file itself. Whether the caller may see its record is asked before."""
    row = found(await ONE.first(call.source, network_id=call.network_id, subject=subject, subject_id=subject_id, id=id))
    path = place(call, row[0])
    if not path.is_file():
        raise NotFound()
    headers = {
        "cache-control": "no-store",
        "content-security-policy": "sandbox; default-src 'none'",
    }
    return FileResponse(path, media_type=row[2], filename=row[1], headers=headers)
