"""Mail over a real SMTP relay: what it takes, what it refuses, and that a slow one holds nobody up."""

import asyncio
from collections.abc import AsyncIterator, Callable
from email import message_from_bytes
from email.policy import default
from typing import Any

import pytest
import sqlalchemy as sa
from aiosmtpd.smtp import SMTP

from api.kernel import deliveries
from api.kernel.deliveries import Delivery, DeliveryState
from api.kernel.runtime import Kernel
from tests.client import assert_ok


class Relay:
    """Keeps what it takes; refuses recipients, or waits, as it is told."""

    def __init__(self) -> None:
        self.mails: list[tuple[str, Any]] = []
        self.refuses: set[str] = set()
        self.begun, self.go_on = asyncio.Event(), asyncio.Event()
        self.go_on.set()

    async def handle_RCPT(self, server: Any, session: Any, envelope: Any, address: str, options: Any) -> str:
        if address in self.refuses:
            return "550 nobody here"
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server: Any, session: Any, envelope: Any) -> str:
        self.begun.set()
        await self.go_on.wait()
        self.mails.append((envelope.rcpt_tos[0], message_from_bytes(envelope.content, policy=default)))
        return "250 OK"


@pytest.fixture
async def relay() -> AsyncIterator[tuple[Relay, str]]:
    """A relay on this loop and a free port, and its address."""
    handler = Relay()
    server = await asyncio.get_running_loop().create_server(lambda: SMTP(handler), "127.0.0.1", 0)
    yield handler, f"smtp://127.0.0.1:{server.sockets[0].getsockname()[1]}"
    handler.go_on.set()
    server.close()


async def _invitations(make: Any, meeting: Any) -> list[Delivery]:
    wanted = sa.select(Delivery).where(Delivery.subject_id == meeting.id).order_by(Delivery.id)
    async with make.kernel.database.session() as session:
        return list((await session.execute(wanted)).scalars())


@pytest.fixture
async def sending(make: Any, shell_of: Callable[..., Any], relay: tuple[Relay, str]) -> Kernel:
    """The platform with this relay; nothing else is queued."""
    await make.forget_mail()
    return (await shell_of(smtp_url=relay[1])).kernel


async def test_a_mail_goes_out_with_its_calendar_and_is_accepted(make, sending, relay):
    meeting = await make.meeting("convened")
    queued = await _invitations(make, meeting)
    assert await deliveries.send_due(sending, limit=100) == len(queued)
    assert {one.state for one in await _invitations(make, meeting)} == {DeliveryState.ACCEPTED}
    taken = dict(relay[0].mails)
    assert taken.keys() == {one.address for one in queued}
    mail = taken[queued[0].address]
    assert mail["Subject"] == queued[0].title
    calendar = next(part for part in mail.walk() if part.get_content_type() == "text/calendar")
    assert calendar.get_param("method") == "REQUEST"
    assert "BEGIN:VEVENT" in calendar.get_content()


async def test_one_refused_address_fails_and_stops_nobody(make, sending, relay):
    meeting = await make.meeting("convened")
    first, *others = await _invitations(make, meeting)
    relay[0].refuses.add(first.address)
    await deliveries.send_due(sending, limit=100)
    refused, *sent = await _invitations(make, meeting)
    assert (refused.state, refused.accepted_at) == (DeliveryState.FAILED, None)
    assert {one.state for one in sent} == {DeliveryState.ACCEPTED}
    assert len(relay[0].mails) == len(others)


async def test_what_cannot_be_handed_over_waits_for_the_next_try(make, shell_of):
    await make.forget_mail()
    kernel = (await shell_of(smtp_url="smtp://127.0.0.1:9")).kernel  # the discard port: nobody listens
    meeting = await make.meeting("convened")
    before = await _invitations(make, meeting)
    await deliveries.send_due(kernel, limit=100)
    after = await _invitations(make, meeting)
    assert {(one.state, one.tries) for one in after} == {(DeliveryState.QUEUED, 1)}
    assert all(now.next_try_at > then.next_try_at for now, then in zip(after, before, strict=True))
    assert await deliveries.send_due(kernel, limit=100) == 0
    await make.forget_mail()


async def test_a_slow_relay_holds_up_no_writer(make, client, sending, relay):
    await make.meeting("convened")
    relay[0].go_on.clear()
    sender = asyncio.create_task(deliveries.send_due(sending, limit=1))
    await asyncio.wait_for(relay[0].begun.wait(), 20)
    body = {"title": {"en": "Written while a mail is on its way"}}
    path = f"{(await make.home()).path}/meetings"
    assert_ok(await asyncio.wait_for(client.as_("secretariat").post(path, json=body), 20), 201)
    assert not sender.done()
    relay[0].go_on.set()
    assert await sender == 1
    await make.forget_mail()
