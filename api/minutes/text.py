"""The text of minutes as plain values, and what is done with it: found, numbered, salted, hashed. No I/O.

A body is `{"parts": […], "dropped": {…}}`. A part holds paragraphs; each keeps its id for ever, what the record said when
it was written (`origin`, None for an officer's own), the same in the other languages (`said`), and a salt, so that the
digest of what a reader may not see tells nothing about it.
"""

from collections.abc import Callable
from copy import deepcopy
from typing import Any

from api.kernel.access import Visibility
from api.kernel.bodies import CIRCLES as CIRCLES
from api.kernel.bodies import Body as Body
from api.kernel.bodies import Paragraph as Paragraph
from api.kernel.bodies import Part as Part
from api.kernel.bodies import edited as edited
from api.kernel.bodies import find as find
from api.kernel.bodies import narrower as narrower
from api.kernel.bodies import paragraphs as paragraphs
from api.kernel.bodies import part_of as part_of
from api.kernel.bodies import read as read
from api.kernel.bodies import written as written
from api.kernel.db import dumps
from api.kernel.journal import sha256 as sha256
from api.minutes.schemas import MinutesLayout

TABLES = {
    "facts": ("label", "value"),
    "participants": ("organisation", "persons", "presence"),
    "action_points": ("number", "what", "owner", "due"),
}
CELL = " | "


def layout(key: str) -> MinutesLayout:
    if key == "facts":
        return MinutesLayout.FACTS
    return MinutesLayout.TABLE if key in TABLES else MinutesLayout.TEXT


def cells(part_key: str, text: str) -> list[str] | None:
    """The cells of a row. One that says a single thing is a sentence across the table; what is too much joins the last."""
    columns = TABLES.get(part_key)
    if columns is None:
        return None
    found = [cell.strip() for cell in text.split(CELL.strip())]
    if len(found) == 1:
        return found
    most = len(columns)
    found = [*found[: most - 1], CELL.join(found[most - 1 :])] if len(found) > most else found
    return found + [""] * (most - len(found))


def row(*said: str) -> str:
    """A row of a table as text; what parts cells is nothing that people may write into one."""
    return CELL.join(" ".join(one.replace("|", "/").split()) or "–" for one in said)


def circle_of(part: Part, paragraph: Paragraph, own: str) -> Visibility:
    """Who may see a paragraph: no more than may see its part, and the minutes."""
    return Visibility(narrower(own, part["visibility"], paragraph["visibility"]) or own)


def seen(body: Body, circles: tuple[Visibility, ...]) -> tuple[Body, bool]:
    """(what these circles may see, whether anything was left out). A part goes with its title."""
    shown: list[Part] = []
    withheld = False
    for part in body["parts"]:
        if part["visibility"] is not None and part["visibility"] not in circles:
            withheld = True
            continue
        kept = [each for each in part["paragraphs"] if each["visibility"] is None or each["visibility"] in circles]
        withheld = withheld or len(kept) < len(part["paragraphs"])
        if kept or not part["paragraphs"]:
            shown.append({**part, "paragraphs": kept})
    return {**body, "parts": shown}, withheld


def as_now(body: Body, current: Body) -> Body:
    """An earlier text under the circles of today as well: what is kept back now is not found in what was saved before."""
    parts_now = {part["id"]: part["visibility"] for part in current["parts"]}
    now = {each["id"]: narrower(part["visibility"], each["visibility"]) for part, each in paragraphs(current)}
    return {
        **body,
        "parts": [
            {
                **part,
                "visibility": narrower(part["visibility"], parts_now.get(part["id"])),
                "paragraphs": [
                    {**each, "visibility": narrower(each["visibility"], now.get(each["id"]))}
                    for each in part["paragraphs"]
                ],
            }
            for part in body["parts"]
        ],
    }


def salted(body: Body, salt: Callable[[], str]) -> Body:
    """Every part and paragraph with a salt; those that have one keep it."""
    body = deepcopy(body)
    for part in body["parts"]:
        for each in (part, *part["paragraphs"]):
            each["salt"] = each.get("salt") or salt()
    return body


def same(one: Body, other: Body) -> bool:
    """Whether two bodies say the same to everybody: words, order and circles."""
    return _said(one) == _said(other)


def _said(body: Body) -> list[Any]:
    return [
        [
            part["id"],
            part["title"],
            part["visibility"],
            [[p["id"], p["text"], p["visibility"]] for p in part["paragraphs"]],
        ]
        for part in body["parts"]
    ]


def digest(salt: str, text: str) -> str:
    return sha256(f"{salt}\n{text}")


def leaves(body: Body) -> list[dict[str, str]]:
    """What the hash is made of: of every part its title, of every paragraph its text, in order."""
    found = []
    for part in body["parts"]:
        found.append(
            {"id": part["id"], "kind": "part", "salt": part["salt"], "digest": digest(part["salt"], part["title"])}
        )
        found += [
            {"id": p["id"], "kind": "paragraph", "salt": p["salt"], "digest": digest(p["salt"], p["text"])}
            for p in part["paragraphs"]
        ]
    return found


def hash_of(number: str, language: str, made_of: list[dict[str, str]]) -> str:
    """SHA-256 over the leaves' digests: whoever sees only some of the texts can compute it all the same."""
    return sha256(dumps([number, language, [[leaf["kind"], leaf["id"], leaf["digest"]] for leaf in made_of]]))


def numbered(body: Body) -> dict[str, str]:
    """The number of each part, and of each paragraph that stands in a text, as on paper: 3 and 3.4."""
    found: dict[str, str] = {}
    for at, part in enumerate(body["parts"], start=1):
        found[part["id"]] = str(at)
        if layout(part["key"]) == MinutesLayout.TEXT:
            found |= {p["id"]: f"{at}.{place}" for place, p in enumerate(part["paragraphs"], start=1)}
    return found
