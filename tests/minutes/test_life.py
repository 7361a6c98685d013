"""From the record to adopted minutes, over HTTP."""

from tests.client import assert_ok
from tests.minutes.make import minutes


async def test_first(client, make):
    held = await minutes(make, "none")
    s = client.as_("secretariat")
    b = assert_ok(await s.get(held.path))
    print(b)
    b = assert_ok(await s.post(held.path, json={"language": "en"}), 201)
    import json
    print(json.dumps(b, indent=1, ensure_ascii=False))
