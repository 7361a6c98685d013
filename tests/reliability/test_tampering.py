"""Whatever is changed in a copied journal is found, by a verifier of thirty lines that imports nothing of the platform."""

import hashlib
import hmac
import json
import random
import sqlite3
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from api.journal import anchors
from api.kernel.runtime import Kernel
from api.members.actors import load_actor
from api.settings import DEFAULT_SECRET
from tests.reliability.conftest import DATABASE, FULL
from tests.reliability.processes import Platform

ALTERATIONS = 2_000 if FULL else 200
COLUMNS = ("seq", "at", "kind", "subject", "subject_id", "actor_id", "payload", "digest", "hash")
Entry = dict[str, Any]
Copy = tuple[dict[str, list[Entry]], dict[str, tuple[int, str]]]


# ── the verifier: what anybody can write from the documents ─────────────────────────────────────────────────────────


def holds(copy: Copy, anchor: dict[str, Any]) -> bool:
    """Whether each chain follows from its beginning to its head, and holds what was signed."""
    chains, heads = copy
    mark = hmac.new(DEFAULT_SECRET.encode(), anchor["signed"].encode(), hashlib.sha256).hexdigest()
    if mark != anchor["signature"]:
        return False
    signed = {head["id"]: head for head in json.loads(anchor["signed"])["heads"].values()}
    whole = all(_chain_holds(chains.get(chain, []), heads[chain], signed.get(chain)) for chain in heads)
    return whole and signed.keys() <= heads.keys()


def _chain_holds(entries: list[Entry], head: tuple[int, str], signed: dict[str, Any] | None) -> bool:
    previous, hashes = "0" * 64, ["0" * 64]
    for number, entry in enumerate(sorted(entries, key=lambda each: each["seq"]), start=1):
        digest = hashlib.sha256(entry["payload"].encode()).hexdigest()
        linked = [previous, entry["seq"], entry["at"], entry["kind"], entry["subject"], entry["subject_id"]]
        text = json.dumps([*linked, entry["actor_id"] or "", digest], ensure_ascii=False, separators=(",", ":"))
        previous = hashlib.sha256(text.encode()).hexdigest()
        if (entry["seq"], entry["digest"], entry["hash"]) != (number, digest, previous):
            return False
        hashes.append(previous)
    at_head = head == (len(entries), previous)
    return at_head and (signed is None or (signed["seq"] < len(hashes) and hashes[signed["seq"]] == signed["hash"]))


# ── a copy, and ways to alter it ────────────────────────────────────────────────────────────────────────────────────


def _copied(path: Path) -> Copy:
    connection = sqlite3.connect(f"file:{path}?mode=ro", uri=True)
    chains: dict[str, list[Entry]] = {}
    for chain, *values in connection.execute(f"SELECT network_id, {', '.join(COLUMNS)} FROM journal_entries"):
        chains.setdefault(chain, []).append(dict(zip(COLUMNS, values, strict=True)))
    heads = {id: (seq, hash) for id, seq, hash in connection.execute("SELECT id, seq, hash FROM journal_heads")}
    connection.close()
    for entries in chains.values():
        entries.sort(key=lambda each: each["seq"])
    return chains, heads


def _another(value: Any, lot: random.Random) -> Any:
    """The same value with one character changed, or another number."""
    if isinstance(value, int):
        return value + lot.choice((-1, 1, 7))
    text = str(value or "x")
    at = lot.randrange(len(text))
    return text[:at] + lot.choice([c for c in "0123456789abcdefXYZ,:" if c != text[at]]) + text[at + 1 :]


def _column(chain: list[Entry], lot: random.Random) -> None:
    entry, column = lot.choice(chain), lot.choice(COLUMNS)
    entry[column] = _another(entry[column], lot)


def _removed(chain: list[Entry], lot: random.Random) -> None:
    chain.pop(lot.randrange(len(chain)))


def _exchanged(chain: list[Entry], lot: random.Random) -> None:
    one, other = lot.sample(chain, 2)
    one["payload"], other["payload"] = other["payload"] + " ", one["payload"]


def _inserted(chain: list[Entry], lot: random.Random) -> None:
    chain.append({**lot.choice(chain), "seq": chain[-1]["seq"] + 1})


def _payload_with_its_digest(chain: list[Entry], lot: random.Random) -> None:
    entry = lot.choice(chain)
    entry["payload"] = _another(entry["payload"], lot)
    entry["digest"] = hashlib.sha256(entry["payload"].encode()).hexdigest()


WAYS: tuple[Callable[[list[Entry], random.Random], None], ...] = (
    _column,
    _removed,
    _exchanged,
    _inserted,
    _payload_with_its_digest,
)


def _forged(copy: Copy, chain: str, until: int, lot: random.Random) -> None:
    """What a hash chain alone never shows: cut off, or rewritten from somewhere to its head so that it holds in itself."""
    chains, heads = copy
    entries = [each for each in chains[chain] if each["seq"] <= until]
    if until == heads[chain][0]:
        entries[lot.randrange(len(entries))]["payload"] += " "
    previous = "0" * 64
    for entry in entries:
        entry["digest"] = hashlib.sha256(entry["payload"].encode()).hexdigest()
        linked = [previous, entry["seq"], entry["at"], entry["kind"], entry["subject"], entry["subject_id"]]
        text = json.dumps(
            [*linked, entry["actor_id"] or "", entry["digest"]], ensure_ascii=False, separators=(",", ":")
        )
        previous = entry["hash"] = hashlib.sha256(text.encode()).hexdigest()
    chains[chain], heads[chain] = entries, (until, previous)


def _again(copy: Copy) -> Copy:
    chains, heads = copy
    return {chain: [dict(each) for each in entries] for chain, entries in chains.items()}, dict(heads)


@pytest.fixture
async def kept(platform: Platform) -> tuple[Copy, dict[str, Any]]:
    """The demo's journal, copied, and the anchor of the day."""
    settings = platform.settings()
    kernel = Kernel(settings, load_actor, {}, {})
    await kernel.open()
    path = await anchors.write(kernel)
    await kernel.close()
    assert path is not None
    return _copied(platform.folder / "unmn.sqlite3"), json.loads(path.read_text())


if DATABASE == "sqlite":  # the entries are the same text on both databases (tests/kernel/test_views.py)

    async def test_every_alteration_is_found(kept: tuple[Copy, dict[str, Any]]) -> None:
        copy, anchor = kept
        assert holds(copy, anchor), "the verifier and the platform do not agree about an untouched journal"
        lot = random.Random(2026)
        longest = max(copy[0], key=lambda chain: len(copy[0][chain]))
        missed = []
        for number in range(ALTERATIONS):
            altered = _again(copy)
            way = WAYS[number % len(WAYS)]
            way(altered[0][longest], lot)
            if holds(altered, anchor):
                missed.append(f"{number} {way.__name__}")
        assert not missed, missed

    async def test_the_signed_day_shows_truncation_and_rewriting(kept: tuple[Copy, dict[str, Any]]) -> None:
        copy, anchor = kept
        lot = random.Random(2027)
        unsigned = {"signed": json.dumps({"heads": {}})}
        unsigned["signature"] = hmac.new(
            DEFAULT_SECRET.encode(), unsigned["signed"].encode(), hashlib.sha256
        ).hexdigest()
        longest = max(copy[0], key=lambda chain: len(copy[0][chain]))
        last = copy[1][longest][0]
        for until in (last, last - 1, last // 2, *(lot.randrange(1, last) for _ in range(20))):
            forged = _again(copy)
            _forged(forged, longest, until, lot)
            assert holds(forged, unsigned), "the forgery is good: the chain alone does not show it"
            assert not holds(forged, anchor)

    async def test_an_anchor_nobody_signed_is_none(kept: tuple[Copy, dict[str, Any]]) -> None:
        copy, anchor = kept
        lot = random.Random(2028)
        for _ in range(100):
            assert not holds(copy, {**anchor, "signed": _another(anchor["signed"], lot)})
