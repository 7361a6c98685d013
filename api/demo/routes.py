"""What only the demo has: who can sign in, and the outbox that stands for a mail server."""

from datetime import datetime
from typing import Annotated
from uuid import UUID

import sqlalchemy as sa

from api.demo import cast, policy
from api.kernel.access import Call, allow, found, public
from api.kernel.db import Id, dumps
from api.kernel.deliveries import Delivery, DeliveryState
from api.kernel.paging import Cursor, Limit, Listing, Sort
from api.kernel.problems import NotFound
from api.kernel.routing import Reply, network_router, router
from api.kernel.schemas import Output
from api.kernel.views import View, obj

people = router("/api/v1/demo", "demo")
outbox = network_router("/outbox", "demo")
ROUTERS = [people, outbox]


class DemoPerson(Output):
    email: str
    says: str


class DemoPeople(Output):
    password: str
    items: list[DemoPerson]


class MailItem(Output):
    id: UUID
    kind: str
    address: str
    title: str
    state: DeliveryState
    created_at: datetime
    accepted_at: datetime | None


class MailRead(MailItem):
    body: str
    calendar: str | None


class MailList(Output):
    items: list[MailItem]
    next_cursor: str | None


_network = sa.bindparam("network_id", type_=Id)
_fields = {
    "id": Delivery.id,
    "kind": Delivery.kind,
    "address": Delivery.address,
    "title": Delivery.title,
    "state": Delivery.state,
    "created_at": Delivery.created_at,
    "accepted_at": Delivery.accepted_at,
}
# What opens an account is shown to nobody; the links by which the demo's focal points and guests answer are there to be tried.
_shown = sa.or_(Delivery.secret.is_(False), Delivery.subject == "rounds", Delivery.subject == "meetings")
MAILS = Listing(
    obj(**_fields),
    Delivery,
    [Delivery.network_id == _network, _shown, Delivery.state != DeliveryState.BY_HAND],
    {"-created_at": Sort((Delivery.created_at, Delivery.id), descending=True)},
)
MAIL = View(
    sa.select(obj(**_fields, body=Delivery.body, calendar=Delivery.calendar).sql(), Delivery.version).where(
        Delivery.network_id == _network, _shown, Delivery.id == sa.bindparam("id", type_=Id)
    )
)


def _only_in_demo(call: Call) -> None:
    if not call.kernel.settings.demo:
        raise NotFound()


@people.get("/people", response_model=DemoPeople)
async def list_demo_people(call: Annotated[Call, public]) -> Reply:
    """Who can sign in to the demo, and with which password. 404 outside it."""
    _only_in_demo(call)
    listed = [{"email": email, "says": says} for email, says in cast.who_can_sign_in()]
    return Reply(dumps({"password": call.kernel.settings.demo_password.get_secret_value(), "items": listed}))


@outbox.get("", response_model=MailList)
async def list_outbox(call: Annotated[Call, allow(policy.OUTBOX)], limit: Limit = 50, cursor: Cursor = "") -> Reply:
    """Mails of the demo network, newest first; here the outbox stands for the mail server."""
    _only_in_demo(call)
    return Reply(await MAILS.page(call.source, "-created_at", limit, cursor or None, {}, network_id=call.network_id))


@outbox.get("/{mail_id}", response_model=MailRead)
async def read_mail(call: Annotated[Call, allow(policy.OUTBOX)], mail_id: UUID) -> Reply:
    """One mail of the demo, as it would have been sent."""
    _only_in_demo(call)
    row = found(await MAIL.first(call.source, network_id=call.network_id, id=mail_id))
    return Reply(row[0], row[1])
