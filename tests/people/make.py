"""What proves who somebody is: mailed links as they were sent, one-time codes, hours that pass."""

import re
from datetime import timedelta
from typing import Any
from uuid import UUID

import pyotp
import sqlalchemy as sa

from api.kernel import clock
from api.kernel.access import Call
from api.kernel.deliveries import Delivery
from api.people.models import Person as PersonRow
from api.people.secrets import STEP
from tests.client import Client, assert_ok
from tests.make import Make, Person

LINK = re.compile(r"https?://\S+/(\w+)#([A-Za-z0-9_-]+)")


async def mails(make: Make, person_id: UUID, kind: str | None = None) -> list[Delivery]:
    """What was mailed to a person, the newest first."""

    async def work(call: Call) -> list[Delivery]:
        statement = sa.select(Delivery).where(Delivery.person_id == person_id).order_by(Delivery.id.desc())
        found = list((await call.session.execute(statement)).scalars())
        return [one for one in found if kind in (None, one.kind)]

    return await make.as_platform(work)


async def link(make: Make, person_id: UUID, kind: str) -> str:
    """The secret of the newest mailed link."""
    found = LINK.search((await mails(make, person_id, kind))[0].body)
    assert found is not None
    assert found[1] == kind
    return found[2]


async def change(make: Make, table: Any, where: Any, **values: Any) -> None:
    """Alter rows behind the platform's back; `timedelta` values are added to now. Nobody is remembered afterwards."""

    async def work(call: Call) -> None:
        now = await clock.now(call.session)
        set_to = {name: now + value if isinstance(value, timedelta) else value for name, value in values.items()}
        await call.session.execute(sa.update(table).where(where).values(**set_to))

    await make.as_platform(work)
    make.kernel.known.clear()


async def code(make: Make, person_id: UUID, later: int = 0) -> str:
    """The one-time code of now, or of so many steps later."""

    async def work(call: Call) -> str:
        row = await call.session.get(PersonRow, person_id)
        assert row is not None
        assert row.totp_secret is not None
        return str(pyotp.TOTP(row.totp_secret).at(int(call.now.timestamp()) + later * STEP))

    return await make.as_platform(work)


async def enrol(make: Make, client: Client, person: Person) -> list[str]:
    """Turn one-time codes on over HTTP; gives the recovery codes."""
    browser = await client.signed_in(person)
    assert_ok(await browser.post("/api/v1/me/totp"))
    confirmed = await browser.post("/api/v1/me/totp/confirm", json={"code": await code(make, person.id)})
    return list(assert_ok(confirmed)["recovery_codes"])
