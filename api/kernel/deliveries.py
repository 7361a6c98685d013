"""Mail to send after commit: rows of the transaction that caused them, sent by the worker, never lost and never twice unasked.

A delivery keeps apart: queued, accepted by the relay, bounced (recorded), seen (an explicit act), by hand (with source).
In the demo the outbox in the app is the relay.
"""

import re
from collections.abc import Sequence
from datetime import datetime, timedelta
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import formatdate, make_msgid
from enum import StrEnum
from typing import Any, NamedTuple
from urllib.parse import unquote, urlsplit
from uuid import UUID

import aiosmtplib
import sqlalchemy as sa
import structlog
from sqlalchemy.orm import Mapped, mapped_column

from api.kernel import journal, unit
from api.kernel.access import PLATFORM, Call, Head
from api.kernel.db import Base, Row, one_of
from api.kernel.problems import Problem
from api.kernel.runtime import Kernel

log = structlog.get_logger("unmn.deliveries")
TRIES = 8
LINKS = re.compile(r"https?://\S+")  # of a mail that holds a secret: they are kept only until it has left
PAUSES = (5, 30, 120, 600, 3600, 4 * 3600, 8 * 3600, 8 * 3600)


class DeliveryState(StrEnum):
    QUEUED = "queued"
    ACCEPTED = "accepted"
    FAILED = "failed"
    BOUNCED = "bounced"
    SEEN = "seen"
    BY_HAND = "by_hand"


REACHED = (DeliveryState.ACCEPTED, DeliveryState.SEEN, DeliveryState.BY_HAND)


class Attached(NamedTuple):
    """A file that goes with a mail, made by the feature that put it there (`Kernel.attachers`)."""

    name: str
    media_type: str
    content: bytes


class Delivery(Row, Base):
    """One mail to one person (or one address), about one subject."""

    __tablename__ = "deliveries"
    __table_args__ = (
        one_of("state", DeliveryState),
        sa.Index(None, "network_id", "subject_id", "kind"),
        sa.Index(None, "state", "next_try_at"),
    )

    network_id: Mapped[UUID | None] = mapped_column(sa.ForeignKey("journal_heads.id"))
    kind: Mapped[str] = mapped_column(sa.String(60))
    subject: Mapped[str] = mapped_column(sa.String(40))
    subject_id: Mapped[UUID]
    organisation_id: Mapped[UUID | None]
    person_id: Mapped[UUID | None] = mapped_column(index=True)
    address: Mapped[str] = mapped_column(sa.String(254), info={"personal": True})
    language: Mapped[str] = mapped_column(sa.String(2), default="en")
    title: Mapped[str] = mapped_column(sa.String(400), info={"personal": True})
    body: Mapped[str] = mapped_column(sa.Text, info={"personal": True})
    calendar: Mapped[str | None] = mapped_column(sa.Text, info={"personal": True})
    calendar_method: Mapped[str | None] = mapped_column(sa.String(10))
    secret: Mapped[bool] = mapped_column(default=False)
    attachments: Mapped[list[dict[str, Any]]] = mapped_column(default=list)  # what is made when it leaves: kind and id
    state: Mapped[str] = mapped_column(sa.String(10), default=DeliveryState.QUEUED)
    tries: Mapped[int] = mapped_column(default=0)
    next_try_at: Mapped[datetime]
    accepted_at: Mapped[datetime | None]
    bounced_at: Mapped[datetime | None]
    seen_at: Mapped[datetime | None]
    by_hand_at: Mapped[datetime | None]
    source: Mapped[str | None] = mapped_column(sa.String(300), info={"personal": True})
    error: Mapped[str | None] = mapped_column(sa.String(300), info={"personal": True})


async def queue(
    call: Call,
    kind: str,
    row: Any,
    address: str,
    title: str,
    body: str,
    *,
    person_id: UUID | None = None,
    organisation_id: UUID | None = None,
    language: str = "en",
    calendar: str | None = None,
    calendar_method: str | None = None,
    secret: bool = False,
    attachments: Sequence[dict[str, str]] = (),
) -> Delivery:
    """Add one mail to this transaction; it leaves after the commit."""
    delivery = Delivery(
        created_at=call.now,
        network_id=call.network.network_id if call.network else None,
        kind=kind,
        subject=row.__tablename__,
        subject_id=row.id,
        organisation_id=organisation_id,
        person_id=person_id,
        address=address,
        language=language,
        title=" ".join(title.split()),
        body=body,
        calendar=calendar,
        calendar_method=calendar_method,
        secret=secret,
        attachments=list(attachments),
        next_try_at=call.now,
    )
    call.session.add(delivery)
    await call.session.flush()
    return delivery


async def send_due(kernel: Kernel, limit: int = 20) -> int:
    """Send what is queued and due; how many left. One bad address stops nobody, a slow relay holds no lock."""
    sent = 0
    while sent < limit and await _send_one(kernel):
        sent += 1
    return sent


async def _send_one(kernel: Kernel) -> bool:
    """Claim one mail, hand it over while no transaction is open, put on record what came of it."""
    delivery = await unit.perform(kernel, unit.system_call(kernel, None), _claim)
    if delivery is None:
        return False
    fault: Exception | None = None
    try:
        await _relay(kernel, delivery)
    except (OSError, aiosmtplib.SMTPException, ValueError) as error:
        fault = error
        log.warning("mail not accepted", delivery=str(delivery.id), tries=delivery.tries)
    await unit.perform(kernel, unit.system_call(kernel, None), lambda call: _came_of_it(call, delivery.id, fault))
    return True


async def _claim(call: Call) -> Delivery | None:
    """The next mail that is due, counted as tried: whoever dies now leaves it for the next pause, never lost."""
    statement = (
        sa.select(Delivery)
        .where(Delivery.state == DeliveryState.QUEUED, Delivery.next_try_at <= call.now)
        .order_by(Delivery.next_try_at, Delivery.id)
        .limit(1)
        .with_for_update(skip_locked=True)
    )
    delivery = (await call.session.execute(statement)).scalar_one_or_none()
    if delivery is not None:
        delivery.tries += 1
        delivery.next_try_at = call.now + timedelta(seconds=PAUSES[min(delivery.tries, len(PAUSES)) - 1])
    return delivery


async def _came_of_it(call: Call, delivery_id: UUID, fault: Exception | None) -> None:
    statement = sa.select(Delivery).where(Delivery.id == delivery_id).with_for_update()
    delivery = (await call.session.execute(statement)).scalar_one_or_none()
    if delivery is None or delivery.state != DeliveryState.QUEUED:
        return
    if fault is None:
        delivery.state, delivery.accepted_at, delivery.error = DeliveryState.ACCEPTED, call.now, None
    else:
        delivery.error = str(fault)[:300]
        if isinstance(fault, aiosmtplib.SMTPRecipientsRefused) or delivery.tries >= TRIES:
            delivery.state = DeliveryState.FAILED
    delivery.version += 1
    if delivery.state == DeliveryState.QUEUED:
        return
    if delivery.secret and not call.kernel.settings.demo:
        delivery.body = LINKS.sub("[…]", delivery.body)
    if delivery.network_id:
        call.network = Head(delivery.network_id, "", 0, 0, False)
    chain = delivery.network_id or PLATFORM
    await journal.record(call, f"delivery.{delivery.state}", delivery, chain=chain, about=delivery.kind)
    if delivery.state == DeliveryState.ACCEPTED and delivery.subject in call.kernel.on_accepted:
        await call.kernel.on_accepted[delivery.subject](call, delivery)


async def _relay(kernel: Kernel, delivery: Delivery) -> None:
    """Hand one mail to the SMTP relay. Without one, the demo's outbox accepts it and others keep it queued."""
    url = urlsplit(kernel.settings.smtp_url)
    if not url.hostname:
        if kernel.settings.demo:
            return
        raise ValueError("UNMN_SMTP_URL is not set")
    await aiosmtplib.send(
        message(kernel, delivery, await _attached(kernel, delivery)),
        hostname=url.hostname,
        port=url.port or (465 if url.scheme == "smtps" else 587),
        username=unquote(url.username) if url.username else None,
        password=unquote(url.password) if url.password else None,
        use_tls=url.scheme == "smtps",
        start_tls=None if url.scheme == "smtps" else ("starttls" in url.query or None),
        timeout=20,
    )


async def _attached(kernel: Kernel, delivery: Delivery) -> list[Attached]:
    """What goes with it, made now. Raises ValueError where it cannot be made: the mail waits for its next try."""
    try:
        return [
            await kernel.attachers[one["kind"]](kernel, one["kind"], UUID(one["id"]), delivery.language)
            for one in delivery.attachments
        ]
    except (Problem, RuntimeError, KeyError) as error:
        log.exception("attachment not made", delivery=str(delivery.id))
        raise ValueError(f"an attachment could not be made: {type(error).__name__}") from error


def message(kernel: Kernel, delivery: Delivery, attached: Sequence[Attached] = ()) -> EmailMessage:
    """The mail as RFC 5322. An invitation is read in two ways, as text and as what calendars act on (RFC 6047); the same
    entry goes along as a file, for programs that know no invitations."""
    mail = EmailMessage()
    mail["From"] = kernel.settings.mail_from
    mail["To"] = delivery.address
    mail["Subject"] = delivery.title
    mail["Date"] = formatdate(delivery.created_at.timestamp())
    mail["Message-ID"] = make_msgid(idstring=delivery.id.hex, domain=kernel.settings.mail_from.rpartition("@")[2])
    mail["Auto-Submitted"] = "auto-generated"
    mail["Content-Language"] = delivery.language
    mail.set_content(delivery.body)
    if delivery.calendar:
        given, method = delivery.calendar, delivery.calendar_method or "REQUEST"
        part = EmailMessage(policy=SMTP)  # whose lines end as RFC 5545 wants them, inside base64 too
        part.set_content(given, subtype="calendar", charset="utf-8", cte="base64", params={"method": method})
        mail.make_alternative()
        mail.attach(part)
        data = given.encode()
        mail.add_attachment(data, maintype="application", subtype="ics", filename="invite.ics")
    for file in attached:
        main, _, sub = file.media_type.partition("/")
        mail.add_attachment(file.content, maintype=main, subtype=sub, filename=file.name)
    return mail
