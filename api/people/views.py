"""Accounts as they are read."""

from datetime import timedelta
from uuid import UUID

import segno
import sqlalchemy as sa

from api.kernel.access import Call
from api.kernel.clock import now_utc
from api.kernel.db import Id, UTCDateTime, dumps
from api.kernel.paging import Listing, Sort
from api.kernel.routing import Reply
from api.kernel.views import View, obj
from api.networks.models import Network
from api.people import secrets
from api.people.models import ApiToken, BrowserSession, Person

_person_id = sa.bindparam("person_id", type_=Id)
_session = obj(
    id=BrowserSession.id,
    created_at=BrowserSession.created_at,
    seen_at=BrowserSession.seen_at,
    agent=BrowserSession.agent,
    address=BrowserSession.address,
    current=BrowserSession.id == sa.bindparam("current", type_=Id),
)
SESSIONS = View(
    sa.select(_session.sql())
    .where(
        BrowserSession.person_id == _person_id,
        BrowserSession.ended_at.is_(None),
        BrowserSession.created_at > sa.bindparam("after", type_=UTCDateTime),
    )
    .order_by(BrowserSession.seen_at.desc(), BrowserSession.id)
)
_token = obj(
    id=ApiToken.id,
    name=ApiToken.name,
    network=Network.slug,
    scopes=ApiToken.scopes,
    created_at=ApiToken.created_at,
    expires_at=ApiToken.expires_at,
    revoked_at=ApiToken.revoked_at,
    last_used_at=ApiToken.last_used_at,
)
TOKENS = View(
    sa.select(_token.sql())
    .select_from(sa.join(ApiToken, Network, ApiToken.network_id == Network.id))
    .where(ApiToken.person_id == _person_id)
    .order_by(ApiToken.created_at.desc(), ApiToken.id)
)
_account = obj(
    id=Person.id,
    email=Person.email,
    name=Person.name,
    function=Person.function,
    language=Person.language,
    admin=Person.admin,
    invited=Person.password_hash.is_(None),
    disabled_at=Person.disabled_at,
    erased_at=Person.erased_at,
    version=Person.version,
)
ACCOUNT = View(sa.select(_account.sql(), Person.version).where(Person.id == _person_id))
ACCOUNTS = Listing(_account, Person, [], {"created_at": Sort((Person.created_at, Person.id))})


async def sessions(call: Call) -> Reply:
    after = now_utc() - timedelta(hours=12)
    rows = await SESSIONS.fetch(
        call.source, person_id=call.actor.person_id, current=call.actor.session_id or UUID(int=0), after=after
    )
    return Reply('{"items":[' + ",".join(row[0] for row in rows) + "]}")


async def tokens(call: Call) -> Reply:
    rows = await TOKENS.fetch(call.source, person_id=call.actor.person_id)
    return Reply('{"items":[' + ",".join(row[0] for row in rows) + "]}")


async def account(call: Call, person_id: UUID) -> Reply:
    row = await ACCOUNT.first(call.source, person_id=person_id)
    return Reply(row[0], row[1])


def totp_start(person: Person) -> Reply:
    """The secret to enrol with; its picture is drawn here, so no third party sees it."""
    uri = secrets.totp_uri(person.totp_secret or "", person.email)
    picture = segno.make(uri, error="m").svg_inline(scale=4, omitsize=True)
    return Reply(dumps({"secret": person.totp_secret, "uri": uri, "qr_svg": picture}), secret=True)
