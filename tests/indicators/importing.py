"""Indicators to import values of, and files of values."""

import csv
import io
from typing import Any

from api.kernel.access import Role
from api.kernel.job_running import Jobs
from tests.client import assert_ok

USUAL: dict[str, Any] = {
    "title": {"en": "Returned migrants assisted"},
    "kind": "quantity",
    "unit": {"en": "people"},
    "direction": "increase",
    "accumulates": "sum",
    "frequency": "half_year",
    "dimensions": ["sex", "age"],
    "by_place": True,
}
HEAD = ["indicator", "period", "organisation", "place", "sex", "age", "value", "numerator", "denominator", "note"]


async def indicator(make: Any, client: Any, code: str, **more: Any) -> str:
    """One that IOM and UNDP report; gives its id."""
    home = await make.home()
    reporters = [str(home.organisations[name]) for name in ("IOM", "UNDP")]
    wanted = USUAL | {"code": code, "responsible_id": reporters[0], "reporter_ids": reporters[1:]} | more
    made = assert_ok(await client.as_(Role.SECRETARIAT).post(f"{home.path}/indicators", json=wanted), 201)
    return str(made["id"])


def table(*rows: list[Any] | dict[str, Any], head: list[str] = HEAD) -> bytes:
    """A CSV of values; a row may name only some columns."""
    kept = io.StringIO()
    writer = csv.writer(kept)
    writer.writerow(head)
    for row in rows:
        writer.writerow([row.get(name, "") for name in head] if isinstance(row, dict) else row)
    return kept.getvalue().encode()


async def send(
    make: Any, client: Any, content: bytes, who: Any = "undp", name: str = "values.csv", **query: Any
) -> Any:
    """Send a file, let the job run, and read what became of it."""
    path = f"{(await make.home()).path}/indicator-imports"
    asked = await client.as_(who).post(path, files={"file": (name, content)}, params=query)
    sent = assert_ok(asked, 202)
    assert asked.headers["location"].endswith(f"/indicator-imports/{sent['id']}")
    await Jobs(make.kernel).all()
    return assert_ok(await client.as_(who).get(f"{path}/{sent['id']}"))
