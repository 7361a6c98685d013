"""The decision record: frozen right after the adoption, mailed to everybody, kept as it is, and verifiable by anybody."""

import asyncio
import base64
import contextlib
import hashlib
import io
import json
import os
import random
import runpy
import subprocess
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from api.decisions import service
from tests.client import assert_ok, assert_problem
from tests.decisions import make as made_by

FULL = os.environ.get("UNMN_FULL") == "1"
TEXTS = {
    "en": "The Network meets **once** a quarter.\n\nMinutes go out within ten days.",
    "ru": "Сеть собирается раз в квартал.\n\nПротокол рассылается в течение десяти дней.",
    "tk": "Tor her çärýekde bir gezek ýygnanýar.\n\nBeýan on günüň dowamynda iberilýär: žurnal, ňäme, şu, çäk, ýyl.",
}
TITLE = {"en": "Working methods", "ru": "Методы работы", "tk": "Iş usullary"}


async def adopted(make: Any, state: str = "adopted", **given: Any) -> Any:
    return await make.decision(state, title=TITLE, texts=TEXTS, **given)


async def record_of(client: Any, made: Any, who: str = "undp") -> Any:
    return assert_ok(await client.as_(who).get(f"{made.path}/record"))


async def test_a_record_is_frozen_right_after_the_adoption_and_given_out_byte_for_byte(make, client):
    made = await adopted(make, "adopted_with_reservations")
    reply = await client.as_("undp").get(f"{made.path}/record")
    record = assert_ok(reply)
    digest = hashlib.sha256(reply.content).digest()
    assert reply.headers["repr-digest"] == f"sha-256=:{base64.b64encode(digest).decode()}:"
    assert json.dumps(record, sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode() == reply.content
    assert (record["state"], record["adopted_by"]) == ("adopted_with_reservations", ["RCO"])
    assert record["reservations"] == [
        {"acronym": "UNDP", "value": "reservation", "text": "Read in line with the 1951 Convention."}
    ]
    assert record["rounds"][0]["texts"] == TEXTS
    zipped = await client.as_("undp").with_headers(accept_encoding="gzip").get(f"{made.path}/record")
    assert zipped.content == reply.content
    assert "content-encoding" not in zipped.headers


async def test_what_is_not_adopted_or_not_to_be_seen_has_no_record(make, client):
    assert_problem(await client.as_("undp").get(f"{(await adopted(make, 'clear')).path}/record"), 404, "not-found")
    made = await adopted(make, visibility="secretariat")
    assert_problem(await client.as_("undp").get(f"{made.path}/record"), 404, "not-found")
    assert_problem(await client.as_("undp").get(f"{made.path}/record.pdf"), 404, "not-found")
    assert_ok(await client.as_("secretariat").get(f"{made.path}/record"))


# ── the verifier ────────────────────────────────────────────────────────────────────────────────────────────────────

SCRIPT = Path(__file__).parents[2] / "docs" / "verify_record.py"
VERIFIER: Any = runpy.run_path(str(SCRIPT))


def verify(folder: Path, record: Any, *more: str, journals: Sequence[Any] = ()) -> tuple[int, str]:
    """The exit code and the words of the script, as anybody runs it."""
    paths = [folder / f"{at}.json" for at in range(1 + len(journals))]
    for path, told in zip(paths, [record, *journals], strict=True):
        path.write_bytes(told if isinstance(told, bytes) else canonical(told))
    with contextlib.redirect_stdout(io.StringIO()) as said:
        code = VERIFIER["main"]([*map(str, paths), *more])
    return code, said.getvalue()


def canonical(told: Any) -> bytes:
    return json.dumps(told, sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode()


def test_the_verifier_is_short_and_imports_nothing_of_ours():
    lines = SCRIPT.read_text().splitlines()
    assert len(lines) <= 100
    imported = {line.split()[1] for line in lines if line.startswith(("import ", "from "))}
    assert imported <= sys.stdlib_module_names


async def several_rounds(make: Any) -> Any:
    """Broken by an objection, then abandoned for other words, then not everybody reached, then passed on the fourth."""
    draft = await make.decision("broken", title=TITLE, texts=TEXTS)
    held = (make, draft.network, draft.id)

    async def again(*, deliver: bool = True, change: str | None = None) -> None:
        if change is not None:
            await made_by._act(make, draft.network, "secretariat", draft.id, service.change, {"texts": {"en": change}})
        await made_by._open(*held, "silence", {}, deliver)

    await made_by._lead(*held, "revising")
    await again(change="Other words.")
    await made_by._lead(*held, "revising")
    await again(change="Other words, and more of them.", deliver=False)
    await made_by.pass_deadline(*held)
    await again()
    await made_by.answer(*held, "UNDP", "reservation")
    await made_by._lead(*held, "adopted")
    return await made_by.made(*held)


async def test_every_record_verifies_whatever_led_to_it(make, client, tmp_path):
    """No false alarm: each procedure, rounds that were abandoned, broken and incomplete before, every position."""
    network = await make.home()
    willing = dict.fromkeys(network.organisations.keys() - {"MFA"}, "no_objection")
    histories = [
        await adopted(make),
        await adopted(
            make, "adopted_with_reservations", procedure="express", answers=willing | {"UNDP": "disassociate"}
        ),
        await adopted(make, answers={"UNDP": "recused", "IOM": "support"}, kind="workplan", review_on="2027-01-01"),
        await several_rounds(make),
    ]
    journal = await exported(client, network)
    for made in histories:
        reply = await client.as_("undp").get(f"{made.path}/record")
        digest = hashlib.sha256(reply.content).hexdigest()
        held = (0, f"{reply.json()['number']} holds. SHA-256 {digest}\n")
        assert verify(tmp_path, reply.content) == held
        assert verify(tmp_path, reply.content, "--sha256", digest.upper(), journals=journal) == held
    assert [round["outcome"] for round in reply.json()["rounds"]] == ["broken", None, "incomplete", "clear"]


async def exported(client: Any, network: Any) -> list[Any]:
    """The journal as anybody exports it, page by page."""
    pages: list[Any] = []
    after = 0
    while not pages or after < pages[-1]["head_seq"]:
        asked = {"after": after, "limit": 200}
        pages.append(assert_ok(await client.as_("undp").get(f"{network.path}/journal", params=asked)))
        after = pages[-1]["items"][-1]["seq"]
    return pages


def leaves(told: Any, path: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    """The place of every single value."""
    inner = told.items() if isinstance(told, dict) else enumerate(told) if isinstance(told, list) else ()
    if not isinstance(told, dict | list):
        yield path
    for key, value in inner:
        yield from leaves(value, (*path, key))


def altered(record: Any, path: tuple[Any, ...], lot: random.Random) -> Any:
    """A copy with another value in this place."""
    copy = json.loads(canonical(record))
    place = copy
    for key in path[:-1]:
        place = place[key]
    value = place[path[-1]]
    if isinstance(value, bool):
        other: Any = not value
    elif isinstance(value, int):
        other = value + lot.choice((-1, 1, 7))
    elif value is None:
        other = lot.choice(("x", 0, "2026-01-01T00:00:00.000000Z"))
    else:
        at = lot.randrange(len(value) or 1)
        other = lot.choice([value[:at] + "§" + value[at + 1 :], value + " ", None])
    place[path[-1]] = other
    return copy


async def test_whatever_is_altered_is_found(make, client, tmp_path):
    """Every single value of a record in turn: by its digest always; where that was forged too, by the journal."""
    made = await several_rounds(make)
    reply = await client.as_("undp").get(f"{made.path}/record")
    record, digest = reply.json(), hashlib.sha256(reply.content).hexdigest()
    journal = await exported(client, made.network)
    lot, ways = random.Random(2026), list(leaves(record))
    count = 20_000 if FULL else max(400, len(ways))
    for at in range(count):
        path = ways[at % len(ways)]
        copy = altered(record, path, lot)
        assert verify(tmp_path, copy, "--sha256", digest)[0] == 1, path
        if at % 20 == 0 or FULL:
            assert verify(tmp_path, copy, journals=journal)[0] == 1, path


async def test_a_forger_who_knows_no_digest_to_compare_with_still_cannot_change_what_was_decided(
    make, client, tmp_path
):
    """What holds by itself: the texts, who counted, the outcome, the adoption and its place in the journal."""
    made = await several_rounds(make)
    record = await record_of(client, made)
    lot = random.Random(7)
    last = ("rounds", 3)
    held = [
        ("state",), ("decision_id",), ("adopted_at",), ("reservations", 0, "text"),
        *((*last, name) for name in ("number", "state", "outcome", "text_hash", "deadline_at", "opened_at")),
        (*last, "texts", "en"), (*last, "roll", 0, "reached_at"),
        *(("journal", name) for name in record["journal"]),
    ]  # fmt: skip
    for path in held:
        assert verify(tmp_path, altered(record, path, lot))[0] == 1, path
    blocked = json.loads(canonical(record))
    blocked["rounds"][-1]["roll"][0] |= {
        "value": "objection",
        "text": "No.",
        "would_resolve": "Yes.",
        "answered_at": blocked["rounds"][-1]["opened_at"],
    }
    assert "by its positions it is broken" in verify(tmp_path, blocked)[1]


async def test_the_script_says_what_is_wrong_by_its_exit_code_too(make, client, tmp_path):
    reply = await client.as_("undp").get(f"{(await adopted(make)).path}/record")
    good, bad, none = (tmp_path / name for name in ("good.json", "bad.json", "none.json"))
    good.write_bytes(reply.content)
    bad.write_bytes(reply.content.replace(b"ten days", b"two days"))
    for path, code in ((good, 0), (bad, 1), (none, 2)):
        run = await asyncio.to_thread(subprocess.run, [sys.executable, "-I", SCRIPT, path], capture_output=True)
        assert run.returncode == code, (path, run.stdout, run.stderr)
