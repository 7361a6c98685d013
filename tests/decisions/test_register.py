"""The register: what narrows it, what leaves it as a file, and numbers without gaps."""

from typing import Any

from tests.client import assert_ok


async def numbers(client: Any, network: Any, who: str = "undp", **asked: Any) -> list[str]:
    page = assert_ok(await client.as_(who).get(f"{network.path}/decisions", params=asked))
    return [item["number"] for item in page["items"]]


async def test_filters(make, client):
    network = await make.home()
    first = await make.decision("adopted_with_reservations", title={"en": "Silence of 2026", "ru": "Тишина сроков"})
    second = await make.decision("broken", kind="workplan", title={"en": "Joint plans", "tk": "Aşgabat"})
    one, two = [assert_ok(await client.as_("undp").get(made.path))["number"] for made in (first, second)]
    undp, iom = network.organisations["UNDP"], network.organisations["IOM"]
    cases = [
        ({"kind": "workplan"}, [two]),
        ({"value": "reservation"}, [one]),
        ({"organisation_id": str(undp), "value": "objection"}, [two]),
        ({"organisation_id": str(iom), "value": "objection"}, []),
        ({"q": "asgabat"}, [two]),
        ({"q": "plan"}, [two]),
        ({"q": "срок"}, [one]),
        ({"q": "!!"}, []),
        ({"superseded": "true"}, []),
        ({"year": 2001}, []),
        ({"from_on": "2001-01-01", "until_on": "2002-01-01"}, []),
        ({"objective": 7}, []),
    ]
    for asked, expected in cases:
        assert await numbers(client, network, **asked) == expected, asked
    for format in ("xlsx", "csv", "pdf"):
        reply = await client.as_("undp").get(f"{network.path}/decisions/export", params={"format": format})
        assert reply.status_code == 200, reply.text
