"""Networks over HTTP."""

from api.kernel.access import Role
from tests.client import assert_ok


async def test_a_member_reads_the_network(client, make):
    home = await make.home()
    body = assert_ok(await client.as_(Role.VIEWER).get(home.path))
    assert body["slug"] == home.slug
