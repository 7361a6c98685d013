"""What is kept within a narrower circle is in no output of those outside it: texts, versions, diffs, papers, mails, journal."""

import io

import docx
import pypdf
import sqlalchemy as sa

from api.kernel.db import dumps
from api.kernel.deliveries import Delivery
from api.kernel.journal import sha256
from tests.client import assert_ok, assert_problem
from tests.minutes.make import minutes, pass_window

SECRET = "Zymurgy was spoken of between the co-chairs."
NEEDLE = "Zymurgy"


def item(body):
    return next(part for part in body["parts"] if part["key"] == "items")


async def hidden(client, make, state="draft", how="paragraph", **given):
    """Minutes with a secret in their first item, as a paragraph or the whole part, brought to `state`."""
    made = await minutes(make, "draft", **given)
    officer = client.as_("secretariat")
    part = item(assert_ok(await officer.get(made.path)))
    wanted = {"part_id": part["id"], "text": SECRET} | ({"visibility": "secretariat"} if how == "paragraph" else {})
    body = assert_ok(await officer.post(f"{made.path}/paragraphs", json=wanted), 201)
    if how == "part":
        body = assert_ok(
            await officer.patch(f"{made.path}/parts/{part['id']}", json={"visibility": "secretariat"}, if_match=body)
        )
    if state != "draft":
        body = assert_ok(await officer.post(f"{made.path}/circulate", if_match=body))
    if state == "adopted":
        await pass_window(make, made)
        assert_ok(await officer.post(f"{made.path}/adopt", if_match="*"))
    return made, item(body)["paragraphs"][0]["id"]


def words_of(reply):
    """Everything that somebody reads in an answer, papers included."""
    kind = reply.headers["content-type"]
    if kind == "application/pdf":
        return "\n".join(page.extract_text() for page in pypdf.PdfReader(io.BytesIO(reply.content)).pages)
    if "wordprocessingml" in kind:
        read = docx.Document(io.BytesIO(reply.content))
        cells = [cell.text for table in read.tables for row in table.rows for cell in row.cells]
        return "\n".join([paragraph.text for paragraph in read.paragraphs] + cells)
    return reply.text


OUTPUTS = (
    "", "/versions", "/versions/{number}", "/changes", "/changes?base={number}&number={number}", "/comments", "/proof", "/translations/ru",
    ".pdf?language=en", ".pdf?language=ru", ".docx?language=en", ".docx?language=tk",
)  # fmt: skip


async def every_output(client, make, made, who):
    found = []
    number = assert_ok(await client.as_(who).get(made.path))["text_version"]
    for rest in OUTPUTS:
        reply = await client.as_(who).get(f"{made.path}{rest.format(number=number)}")
        assert reply.status_code in (200, 404), (rest, reply.text)
        found.append((rest, words_of(reply) if reply.status_code == 200 else ""))
    found.append(("search", (await client.as_(who).get(f"{made.network.path}/search?q={NEEDLE}")).text))
    journal = await client.as_(who).get(f"{made.network.path}/journal?limit=200")
    return [*found, ("journal", journal.text)]


async def test_a_secret_paragraph_is_in_no_output_of_a_member_and_in_all_of_an_officer(client, make):
    for how in ("paragraph", "part"):
        made, _ = await hidden(client, make, "adopted", how)
        told = await every_output(client, make, made, "undp")
        assert [rest for rest, said in told if NEEDLE in said] == []
        assert sum(bool(said) for _, said in told) >= 10, "the member was shown something everywhere"
        seen = {rest for rest, said in await every_output(client, make, made, "rc") if NEEDLE in said}
        assert {"", ".pdf?language=en", ".docx?language=tk", "/translations/ru"} <= seen
        body = assert_ok(await client.as_("undp").get(made.path))
        assert body["withheld"]
        assert assert_ok(await client.as_("rc").get(made.path))["withheld"] is False


async def test_no_mail_holds_a_word_of_the_text(client, make):
    made, _ = await hidden(client, make, "adopted")

    async def read(call):
        wanted = sa.select(Delivery.title, Delivery.body).where(Delivery.network_id == made.network.id)
        return (await call.session.execute(wanted)).all()

    sent = await make.as_platform(read)
    assert len(sent) > 5
    assert not any(NEEDLE in title or NEEDLE in body for title, body in sent)


async def test_the_hash_verifies_for_who_does_not_see_everything(client, make):
    made, secret = await hidden(client, make, "adopted")
    proof = assert_ok(await client.as_("undp").get(f"{made.path}/proof"))
    body = assert_ok(await client.as_("undp").get(made.path))
    texts = {each["id"]: each["text"] for part in body["parts"] for each in part["paragraphs"]}
    leaves = {leaf["id"]: leaf for leaf in proof["leaves"]}
    assert leaves[secret]["salt"] is None
    assert secret not in texts
    for id, said in texts.items():
        assert leaves[id]["digest"] == sha256(f"{leaves[id]['salt']}\n{said}")
    whole = [[leaf["kind"], leaf["id"], leaf["digest"]] for leaf in proof["leaves"]]
    assert sha256(dumps([proof["number"], proof["language"], whole])) == proof["sha256"] == body["sha256"]
    assert leaves[secret]["digest"] != sha256(SECRET) != sha256(f"\n{SECRET}")


async def test_what_is_hidden_later_is_hidden_in_what_was_circulated_before(client, make):
    made = await minutes(make, "circulated")
    officer, member = client.as_("secretariat"), client.as_("undp")
    each = item(assert_ok(await member.get(made.path)))["paragraphs"][1]
    found = f"{made.network.path}/search?q=share+figures"
    assert [hit["kind"] for hit in assert_ok(await member.get(found))["items"]].count("minutes") == 1
    assert_ok(await officer.post(f"{made.path}/revise", if_match="*"))
    path = f"{made.path}/paragraphs/{each['id']}"
    assert_ok(await officer.patch(path, json={"visibility": "secretariat"}, if_match=each))
    for rest in ("", "/versions/1", "/changes", ".pdf", ".docx"):
        said = words_of(await member.get(f"{made.path}{rest}"))
        assert "share figures every quarter" not in " ".join(said.split()), rest
    hits = assert_ok(await member.get(found))["items"]
    assert [hit["kind"] for hit in hits].count("minutes") == 0


async def test_nobody_comments_on_what_they_do_not_see_and_comments_on_it_stay_within_its_circle(client, make):
    made, secret = await hidden(client, make, "circulated")
    said = {"text": f"{NEEDLE} should go.", "paragraph_id": secret, "objection": True}
    assert_problem(await client.as_("undp").post(f"{made.path}/comments", json=said), 422, "invalid")
    first = assert_ok(await client.as_("rc").post(f"{made.path}/comments", json=said), 201)
    reply = {"text": "Indeed.", "parent_id": first["id"]}
    assert_problem(await client.as_("undp").post(f"{made.path}/comments", json=reply), 422, "invalid")
    assert assert_ok(await client.as_("undp").get(f"{made.path}/comments"))["items"] == []
    assert NEEDLE not in (await client.as_("undp").get(f"{made.network.path}/journal?limit=200")).text
    body = assert_ok(await client.as_("undp").get(made.path))
    assert (body["comment_count"], body["objection_count"]) == (0, 1), "that somebody objects is no secret"


async def test_a_corrigendum_of_a_secret_paragraph_is_as_secret(client, make):
    made, secret = await hidden(client, make, "adopted")
    given = {"text": f"Read {NEEDLE} twice.", "paragraph_id": secret}
    assert_ok(await client.as_("secretariat").post(f"{made.path}/corrigenda", json=given, if_match="*"), 201)
    assert assert_ok(await client.as_("rc").get(made.path))["corrigenda"]
    told = await every_output(client, make, made, "undp")
    assert [rest for rest, said in told if NEEDLE in said] == []


async def test_what_is_for_members_is_not_for_partners(client, make):
    """A meeting open to partners; an action point for members only is left out of what partners read."""
    made = await minutes(make, "none", visibility="partners")
    action = await make.action(meeting_id=made.id, title={"en": f"{NEEDLE} for members"})
    officer = client.as_("secretariat")
    assert_ok(await officer.post(made.path, json={"language": "en"}), 201)
    assert_ok(await officer.post(f"{made.path}/circulate", if_match="*"))
    assert NEEDLE in (await client.as_("undp").get(made.path)).text
    for rest in ("", ".pdf", ".docx", "/versions/1"):
        said = words_of(await client.as_("mfa").get(f"{made.path}{rest}"))
        assert NEEDLE not in said
        assert action.number not in said, rest
