"""Files that show what was answered on an organisation's behalf: bound to that answer, seen by members, named for good."""

import hashlib
import json

from api.decisions import record_papers
from tests.client import assert_ok, assert_problem
from tests.decisions.test_records import pdf_text, record_of, verify

MAIL = b"%PDF-1.7\nUNDP by mail: we support it.\n%%EOF\n"
NOTE = b"Call with UNDP, 14:05: reservation on the second paragraph.\n"


def seat(decision, acronym="UNDP", number=1):
    return f"{decision.path}/rounds/{number}/positions/{decision.network.organisations[acronym]}"


def held(body, acronym="UNDP", round=-1):
    return next(each for each in body["rounds"][round]["positions"] if each["acronym"] == acronym)


async def answered(client, decision, source="By e-mail, 24 November", **given):
    """UNDP's position, recorded by the secretariat."""
    body = {"value": "support", "source": source, **given}
    return held(assert_ok(await client.as_("secretariat").put(seat(decision), json=body, if_match="*")))


async def attach(client, decision, name="mail.pdf", content=MAIL, who="secretariat", if_match="*", **where):
    files = {"file": (name, content)}
    return await client.as_(who).post(f"{seat(decision, **where)}/attachments", files=files, if_match=if_match)


async def listed(client, decision, who="undp"):
    return assert_ok(await client.as_(who).get(f"{seat(decision)}/attachments"))["items"]


async def test_a_file_belongs_to_the_answer_it_was_given_for(client, make):
    decision = await make.decision("open")
    first = await answered(client, decision)
    reply = await attach(client, decision, if_match=first["version"])
    assert reply.headers["location"].endswith("/attachments")
    assert held(assert_ok(reply, 201))["attachment_count"] == 1
    (file,) = await listed(client, decision)
    digest = hashlib.sha256(MAIL).hexdigest()
    assert (file["name"], file["sha256"], file["answer_version"], file["stands"]) == (
        "mail.pdf", digest, first["version"], True,
    )  # fmt: skip
    second = await answered(client, decision, "By telephone", value="reservation", text="The second paragraph.")
    assert_problem(await attach(client, decision, if_match=first["version"]), 412, "stale")
    assert held(assert_ok(await attach(client, decision, "call.txt", NOTE), 201))["attachment_count"] == 2
    files = await listed(client, decision)
    assert [(each["answer_version"], each["stands"]) for each in files] == [
        (first["version"], False),
        (second["version"], True),
    ]


async def test_members_and_the_one_concerned_read_it_and_nobody_else(client, make):
    decision = await make.decision("open", visibility="partners")
    await answered(client, decision)
    assert_ok(await attach(client, decision), 201)
    (file,) = await listed(client, decision, "undp")
    path = f"{seat(decision)}/attachments/{file['id']}"
    for who in ("undp", "rc", "viewer", "secretariat"):
        reply = await client.as_(who).get(path)
        assert (reply.status_code, reply.content) == (200, MAIL), who
        assert reply.headers["content-disposition"].startswith("attachment; ")
    assert_problem(await client.as_("mfa").get(path), 403, "forbidden")
    assert_problem(await client.as_("mfa").get(f"{seat(decision)}/attachments"), 403, "forbidden")
    for who in ("undp", "rc"):
        assert_problem(await attach(client, decision, who=who), 403, "forbidden")
    wrong = path.replace(str(decision.network.organisations["UNDP"]), str(decision.network.organisations["IOM"]))
    assert_problem(await client.as_("undp").get(wrong), 404, "not-found")


async def test_only_an_answer_on_behalf_has_files(client, make):
    decision = await make.decision("open", answers={"IOM": "support"})
    assert_problem(await attach(client, decision), 409, "not-on-behalf", organisation="UNDP")
    assert_problem(await attach(client, decision, acronym="IOM"), 409, "not-on-behalf")
    await answered(client, decision)
    assert_ok(await attach(client, decision), 201)
    assert_ok(await client.as_("undp").put(seat(decision), json={"value": "support"}, if_match="*"))
    assert_problem(await attach(client, decision), 409, "not-on-behalf")
    (file,) = await listed(client, decision)
    assert file["stands"] is False
    reply = await client.as_("secretariat").delete(f"{seat(decision)}/attachments/{file['id']}", if_match="*")
    assert_problem(reply, 409, "not-on-behalf")
    files = {"file": ("mail.pdf", MAIL)}
    reply = await client.as_("secretariat").post(f"{seat(decision)}/attachments", files=files)
    assert_problem(reply, 428, "if-match-required")


async def test_one_put_there_in_error_is_taken_away_while_its_answer_stands(client, make):
    decision = await make.decision("open")
    await answered(client, decision)
    assert_ok(await attach(client, decision), 201)
    (first,) = await listed(client, decision)
    await answered(client, decision, "By telephone")
    assert_ok(await attach(client, decision, "call.txt", NOTE), 201)
    earlier, later = await listed(client, decision)
    path = f"{seat(decision)}/attachments"
    secretariat = client.as_("secretariat")
    assert_problem(await secretariat.delete(f"{path}/{earlier['id']}", if_match="*"), 409, "evidence-frozen")
    gone = assert_ok(await secretariat.delete(f"{path}/{later['id']}", if_match="*"))
    assert held(gone)["attachment_count"] == 1
    assert await listed(client, decision) == [first | {"stands": False}]
    assert assert_ok(await client.as_("rc").get(f"{decision.network.path}/journal/verify"))["whole"] is True


async def test_a_later_round_and_the_end_leave_it_as_it_is(client, make):
    decision = await make.decision("open")
    await answered(client, decision)
    body = assert_ok(await attach(client, decision), 201)
    given = {"json": {"reason": "A clearer text."}, "if_match": body}
    assert_ok(await client.as_("secretariat").post(f"{decision.path}/revise", **given))
    assert_problem(await attach(client, decision), 409, "evidence-frozen")


async def test_the_proof_and_the_record_name_it_and_a_stranger_can_compare(client, make, tmp_path):
    decision = await make.decision("open", answers={"IOM": "support"})
    await answered(client, decision)
    assert_ok(await attach(client, decision), 201)
    proof = assert_ok(await client.as_("undp").get(f"{decision.path}/rounds/1/consultation"))
    undp = next(each for each in proof["organisations"] if each["acronym"] == "UNDP")
    (named,) = undp["evidence"]
    digest = hashlib.sha256(MAIL).hexdigest()
    assert (named["name"], named["sha256"], named["bytes"]) == ("mail.pdf", digest, len(MAIL))
    paper = await client.as_("undp").get(f"{decision.path}/rounds/1/consultation.pdf")
    assert "mail.pdf" in pdf_text(paper.content)
    await make.pass_deadline(decision)
    body = assert_ok(await client.as_("rc").get(decision.path))
    assert_ok(await client.as_("rc").post(f"{decision.path}/adopt", if_match=body))
    record = await record_of(client, decision)
    seats = {each["acronym"]: each for each in record["rounds"][0]["roll"]}
    assert [each["sha256"] for each in seats["UNDP"]["evidence"]] == [digest]
    assert seats["IOM"]["evidence"] == []
    assert_problem(await attach(client, decision), 409, "evidence-frozen")
    (tmp_path / "mail.pdf").write_bytes(MAIL)
    (tmp_path / "other.pdf").write_bytes(MAIL + b"\n")
    assert verify(tmp_path, record, str(tmp_path / "mail.pdf"))[0] == 0
    code, said = verify(tmp_path, record, str(tmp_path / "other.pdf"))
    assert (code, said) == (1, "it does not name a file given here\n")


async def test_a_record_of_before_there_were_files_still_verifies_and_prints(client, make, tmp_path):
    decision = await make.decision("adopted")
    record = await record_of(client, decision)
    for each in record["rounds"][0]["roll"]:
        assert each.pop("evidence") == []
    assert verify(tmp_path, record)[0] == 0
    printed = await record_papers.paper(json.loads(json.dumps(record)), "0" * 64, "ru", "", [])
    assert printed.startswith(b"%PDF")
