"""From the record to adopted minutes, over HTTP."""

from tests.client import assert_ok
from tests.minutes.make import minutes


async def test_first(client, make):
    held = await minutes(make, "adopted")
    s = client.as_("secretariat")
    b = assert_ok(await s.get(held.path))
    for who in ("secretariat", "undp", "mfa", "viewer"):
        r = await client.as_(who).get(held.path)
        print(
            who,
            r.status_code,
            r.json().get("state"),
            [p["id"] for p in r.json().get("parts", [])],
            r.json().get("moves"),
        )
    for lang in ("en", "ru", "tk"):
        for k in ("pdf", "docx"):
            r = await s.get(f"{held.path}.{k}?language={lang}")
            print(r.status_code, r.headers.get("content-disposition"), len(r.content))
            open(f"/tmp/v5/a-{lang}.{k}", "wb").write(r.content)
    print(await s.get(held.path + "/proof"))
    print((await s.get(held.path + "/versions")).text)
    print((await s.get(held.path + "/changes")).text[:300])
