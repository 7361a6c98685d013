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
from email.message import EmailMessage
from pathlib import Path
from typing import Any

import pypdf
import pytest
import sqlalchemy as sa

from api.decisions import records, service
from api.decisions.models import DecisionRecord
from api.kernel import deliveries
from api.kernel.access import Call, Role
from api.kernel.deliveries import Delivery
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


# ── in the mail, on paper ───────────────────────────────────────────────────────────────────────────────────────────


def pdf_text(content: bytes) -> str:
    reader = pypdf.PdfReader(io.BytesIO(content))
    return " ".join(" ".join(page.extract_text() for page in reader.pages).split())


async def mails_of(make: Any, made: Any) -> list[Delivery]:
    wanted = sa.select(Delivery).where(Delivery.subject_id == made.id, Delivery.kind == "decision-adopted")
    async with make.kernel.database.session() as session:
        return list((await session.execute(wanted.order_by(Delivery.id))).scalars())


async def test_everybody_gets_the_record_once_with_its_digest_in_the_mail(make, client, shell_of, monkeypatch):
    made = await adopted(make, "adopted_with_reservations")
    reply = await client.as_("undp").get(f"{made.path}/record")
    record, digest = reply.json(), hashlib.sha256(reply.content).hexdigest()
    queued = await mails_of(make, made)
    readers = (Role.OBSERVER, Role.VIEWER)
    people = {person.email for person in made.network.people.values() if person.role not in readers}
    assert sorted(mail.address for mail in queued) == sorted(people)
    assert all(digest in mail.body and record["journal"]["hash"] in mail.body for mail in queued)
    sent: list[EmailMessage] = []

    async def take(message: EmailMessage, **_: Any) -> None:
        sent.append(message)

    monkeypatch.setattr(deliveries.aiosmtplib, "send", take)
    kernel = (await shell_of(smtp_url="smtp://relay.example:25")).kernel
    await deliveries.send_due(kernel, limit=1_000)
    with_files = [mail for mail in sent if digest in mail.get_body(("plain",)).get_content()]  # type: ignore[union-attr]
    assert len(with_files) == len(queued)
    data, paper = with_files[0].iter_attachments()
    stem = record["number"].replace("/", "-")
    assert (data.get_content_type(), data.get_filename()) == ("application/json", f"{stem}-record.json")
    assert data.get_content() == reply.content
    assert (paper.get_content_type(), paper.get_filename()) == ("application/pdf", f"{stem}-record-en.pdf")
    said = pdf_text(paper.get_content())
    for each in (record["number"], digest, record["journal"]["hash"], "Minutes go out within ten days.", "UNDP"):
        assert each in said, each
    assert not any("@" in text for text in (said, reply.text))


async def test_a_mail_whose_paper_cannot_be_made_waits(make, client, shell_of, monkeypatch):
    made = await adopted(make)
    await client.as_("undp").get(f"{made.path}/record")

    async def broken(*_: Any) -> Any:
        raise RuntimeError("no paper")

    kernel = (await shell_of(smtp_url="smtp://relay.example:25")).kernel
    monkeypatch.setitem(kernel.attachers, records.PDF, broken)
    await deliveries.send_due(kernel, limit=1_000)
    assert {(mail.state, mail.tries > 0) for mail in await mails_of(make, made)} == {("queued", True)}


@pytest.mark.parametrize("language", ["en", "ru", "tk"])
async def test_the_paper_holds_text_roll_and_proof_in_each_language(make, client, language):
    made = await several_rounds(make)
    record = await record_of(client, made)
    reply = await client.as_("undp").get(f"{made.path}/record.pdf", params={"language": language})
    assert reply.headers["x-content-type-options"] == "nosniff"
    assert reply.headers["content-disposition"].startswith("attachment; ")
    reader = pypdf.PdfReader(io.BytesIO(reply.content))
    assert (reader.trailer["/Root"]["/Lang"], reader.metadata.title) == (language, TITLE[language])  # type: ignore[index, union-attr]
    said = pdf_text(reply.content)
    words = {
        "en": ("The text adopted", "Reservation", "Earlier rounds", "Broken", "page 1 of"),
        "ru": ("Принятый текст", "С оговоркой", "Предыдущие раунды", "Процедура прервана", "стр. 1 из"),
        "tk": ("Kabul edilen tekst", "Bellik bilen", "Öňki tapgyrlar", "Tertip bozuldy", "sahypa 1 /"),
    }
    wanted = (record["number"], "Other words, and more of them.", record["rounds"][0]["texts"]["en"].split("\n\n")[1])
    for each in (*words[language], *wanted, *(round["text_hash"] for round in record["rounds"])):
        assert each in said, each


async def test_the_proof_of_consultation_names_everybody_on_the_roll(make, client):
    made = await make.decision("open", title=TITLE, texts=TEXTS, answers={"UNDP": "objection", "IOM": "support"})
    for language, words in {
        "en": ("Proof of consultation", "Not yet answered", "What is still needed", "The figures are not ours."),
        "ru": ("Подтверждение проведения консультаций", "Пока нет ответа", "Чего еще не хватает"),
        "tk": ("Geňeşmeleriň geçirilendiginiň tassyknamasy", "Entek jogap ýok", "Näme gerek"),
    }.items():
        path = f"{made.path}/rounds/1/consultation.pdf"
        reply = await client.as_("undp").with_headers(accept_language=language).get(path)
        said = pdf_text(reply.content)
        proof = assert_ok(await client.as_("undp").get(f"{made.path}/rounds/1/consultation"))
        for each in (*words, proof["text_hash"], *(seat["acronym"] for seat in proof["organisations"])):
            assert each in said, (language, each)
    assert_problem(await client.as_("undp").get(f"{made.path}/rounds/2/consultation.pdf"), 404, "not-found")
    assert_problem(await client.as_("mfa").get(f"{made.path}/rounds/1/consultation.pdf"), 403, "forbidden")


async def test_explanations_that_came_later_are_addenda_and_change_nothing(make, client):
    made = await adopted(make)
    before = await client.as_("undp").get(f"{made.path}/record")
    said = {"text": "We read the **second** paragraph so.", "language": "en"}
    assert_ok(await client.as_("undp").post(f"{made.path}/explanations", json=said), 201)
    after = await client.as_("undp").get(f"{made.path}/record")
    assert after.content == before.content
    paper = pdf_text((await client.as_("undp").get(f"{made.path}/record.pdf")).content)
    assert paper.index("Addenda: explanations of position") < paper.index("We read the second paragraph so.")


# ── kept, and made once ─────────────────────────────────────────────────────────────────────────────────────────────


async def test_a_record_that_was_changed_behind_the_platform_is_found(make, client):
    made = await adopted(make)
    await record_of(client, made)
    proof = f"{made.network.path}/journal/verify"
    assert assert_ok(await client.as_("secretariat").get(proof))["whole"]

    async def change(call: Call) -> None:
        row = sa.update(DecisionRecord).where(DecisionRecord.decision_id == made.id)
        await call.session.execute(row.values(body=sa.func.replace(DecisionRecord.body, "ten days", "two days")))

    await make.as_platform(change)
    found = assert_ok(await client.as_("secretariat").get(proof))
    assert [(fault["subject"], fault["fields"]) for fault in found["faults"]] == [("decision_records", ["sha256"])]


async def test_decisions_of_earlier_days_get_their_records_once_and_nobody_is_mailed(make, client):
    made = await adopted(make)
    before = await record_of(client, made)
    await make.forget_mail()

    async def forget(call: Call) -> None:
        """As it was before there were records."""
        await call.session.execute(sa.delete(DecisionRecord).where(DecisionRecord.decision_id == made.id))

    await make.as_platform(forget)
    elsewhere = client.as_("undp").with_headers(accept_language="ru")  # whose answer nobody remembers
    assert_problem(await elsewhere.get(f"{made.path}/record"), 404, "not-found")
    mails = len(await mails_of(make, made))
    assert await make.as_platform(records.make_missing, made.network) == 1
    assert await make.as_platform(records.make_missing, made.network) == 0
    assert await record_of(client, made) == before
    assert len(await mails_of(make, made)) == mails
