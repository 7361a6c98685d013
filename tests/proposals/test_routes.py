"""The life of a proposal over HTTP, by role: from an idea to financial closure, and what stands in its way."""

from api.kernel.access import Role
from tests.client import assert_ok, assert_problem
from tests.day import today
from tests.decisions.make import decision
from tests.proposals.make import PAPERS as MADE_PAPERS

PAPERS = {**MADE_PAPERS, "on": today().isoformat()}
REASON = {"reason": "Asked for by the Fund."}
LETTER = {"on": today().isoformat(), "reference": "12/345", "organisation": "Ministry of Foreign Affairs"}
MISSING = {
    "summary_present", "minimum_punos", "government_entities", "thematic_area", "primary_objective", "duration",
    "outputs_exist", "budget_not_empty",
}  # fmt: skip


async def enter(client, make, who="undp", **given):
    home = await make.home()
    wanted = {"title": {"en": "Skills and data for safe migration"}, **given}
    return assert_ok(await client.as_(who).post(f"{home.path}/proposals", json=wanted), 201)


async def path_of(make, proposal):
    return f"{(await make.home()).path}/proposals/{proposal['id']}"


async def act(client, make, who, proposal, move, body=None):
    path = f"{await path_of(make, proposal)}/{move.replace('_', '-')}"
    return await client.as_(who).post(path, if_match=proposal, **({"json": body} if body else {}))


async def moved(client, make, who, proposal, move, body=None):
    return assert_ok(await act(client, make, who, proposal, move, body))


async def write(client, make, who, proposal, what, body, method="put"):
    path = await path_of(make, proposal) + what
    return assert_ok(await client.as_(who).request(method.upper(), path, if_match=proposal, json=body))


async def mend(client, make, proposal):
    """Everything that a concept note needs before the network reads it, each part by its own organisation."""
    home = await make.home()
    undp, iom = str(home.organisations["UNDP"]), str(home.organisations["IOM"])
    text = {
        "summary": {"en": "Two organisations build a common register."},
        "thematic_area": "TA1",
        "primary_objective": 1,
        "months": 24,
        "government_counterparts": [{"name": "State Migration Service"}, {"name": "Ministry of Labour"}],
    }
    proposal = await write(client, make, "undp", proposal, "", text, "patch")
    punos = [{"organisation_id": undp, "role": "convening"}, {"organisation_id": iom}]
    proposal = await write(client, make, "undp", proposal, "/punos", {"punos": punos})
    outputs = [{"code": "1.1", "title": "A register of sources"}]
    proposal = await write(client, make, "undp", proposal, "/outputs", {"outputs": outputs})
    for who, organisation, amount in (("undp", undp, "250000.00"), ("iom", iom, "99.99")):
        part = {"lines": [{"output": "1.1", "category": 4, "year": 2027, "amount": {"amount": amount}}]}
        version = next(one["version"] for one in proposal["punos"] if one["organisation_id"] == organisation)
        path = f"{await path_of(make, proposal)}/budget/{organisation}"
        proposal = assert_ok(await client.as_(who).put(path, if_match=version, json=part))
    return proposal


async def decide(make, proposal, revision):
    """The network's decision, adopted on a revision."""
    await decision(make, "adopted", kind="proposal", proposal_id=proposal["id"], proposal_revision=revision)


async def endorsed(client, make):
    proposal = await moved(client, make, "undp", await enter(client, make), "draft")
    proposal = await moved(client, make, "undp", await mend(client, make, proposal), "consult")
    await decide(make, proposal, 1)
    proposal = await write(client, make, Role.SECRETARIAT, proposal, "/government-endorsement", LETTER)
    return await moved(client, make, "rc", proposal, "endorse")


async def test_from_an_idea_to_financial_closure(client, make):
    home = await make.home()
    proposal = await endorsed(client, make)
    assert (proposal["state"], proposal["held_by"]) == ("concept_note_endorsed", "network")
    proposal = await moved(client, make, "rc", proposal, "submit_concept")
    assert (proposal["held_by"], proposal["revision"], len(proposal["revisions"])) == ("fund", 1, 1)
    for move in ("retain", "invite"):
        proposal = await moved(client, make, Role.SECRETARIAT, proposal, move, PAPERS)
    proposal = await write(client, make, "undp", proposal, "", {"months": 30}, "patch")
    frozen = await client.as_("undp").post(f"{await path_of(make, proposal)}/revisions", if_match=proposal)
    proposal = assert_ok(frozen, 201)
    assert_problem(await act(client, make, "rc", proposal, "submit_document"), 409, "not-ready", count=1)
    await decide(make, proposal, 2)
    proposal = await moved(client, make, "rc", proposal, "submit_document")
    for move in ("appraise", "approve"):
        proposal = await moved(client, make, Role.SECRETARIAT, proposal, move, PAPERS)
    proposal = await moved(client, make, Role.SECRETARIAT, proposal, "sign")
    refused = await act(client, make, Role.SECRETARIAT, proposal, "transfer", PAPERS)
    body = assert_problem(refused, 409, "signatures-missing")
    assert body["organisations"] == ["UNDP", "IOM", "the Resident Coordinator", "the Government"]
    for party, acronym in (("puno", "UNDP"), ("puno", "IOM"), ("resident_coordinator", None), ("government", None)):
        signature = {"party": party, "on": LETTER["on"], "reference": "Signed page"}
        signature |= {"organisation_id": str(home.organisations[acronym])} if acronym else {}
        signing = await client.as_(Role.SECRETARIAT).post(
            f"{await path_of(make, proposal)}/signatures", if_match=proposal, json=signature
        )
        proposal = assert_ok(signing)
    proposal = await moved(client, make, Role.SECRETARIAT, proposal, "transfer", PAPERS)
    proposal = await moved(client, make, "undp", proposal, "start")
    refused = await act(client, make, "undp", proposal, "close_operationally")
    assert_problem(refused, 409, "confirmations-missing", organisations=["UNDP", "IOM"])
    for who, acronym in (("undp", "UNDP"), ("iom", "IOM")):
        word = {"organisation_id": str(home.organisations[acronym]), "on": LETTER["on"]}
        confirming = await client.as_(who).post(
            f"{await path_of(make, proposal)}/confirmations", if_match=proposal, json=word
        )
        proposal = assert_ok(confirming)
    proposal = await moved(client, make, "undp", proposal, "close_operationally")
    proposal = await moved(client, make, "undp", proposal, "report")
    proposal = await moved(client, make, Role.SECRETARIAT, proposal, "close_financially", PAPERS)
    assert (proposal["state"], proposal["moves"], proposal["needs"]) == ("financially_closed", [], [])
    made = [one["move"] for one in proposal["acts"]]
    assert made[:4] == ["draft", "consult", "endorse", "submit_concept"]
    assert [one["by"] for one in proposal["acts"]][:4] == ["UNDP", "UNDP", "RCO", "RCO"]
    assert [one["reference"] for one in proposal["acts"] if one["move"] in ("retain", "approve")] == [
        PAPERS["reference"]
    ] * 2


async def test_consult_is_refused_with_every_blocker_named_but_the_endorsements(client, make):
    proposal = await moved(client, make, "undp", await enter(client, make), "draft")
    body = assert_problem(await act(client, make, "undp", proposal, "consult"), 409, "not-ready", count=len(MISSING))
    assert {finding["rule"] for finding in body["findings"]} == MISSING
    assert all(finding["where"] and finding["sentence"] and finding["mend"] for finding in body["findings"])
    told = {finding["rule"] for finding in proposal["readiness"]["findings"]}
    assert told == MISSING | {"endorsement_decision", "government_endorsement"}
    offered = next(move for move in proposal["moves"] if move["move"] == "consult")
    assert offered["refused"]["findings"] == body["findings"]
    proposal = await mend(client, make, proposal)
    assert {finding["rule"] for finding in proposal["readiness"]["findings"]} == told - MISSING
    proposal = await moved(client, make, "undp", proposal, "consult")
    assert (proposal["state"], proposal["revision"], proposal["editable"]) == ("concept_note_network_review", 1, False)


async def test_the_refusal_is_told_in_the_readers_language(client, make):
    proposal = await moved(client, make, "undp", await enter(client, make), "draft")
    speaker = client.as_("undp").with_headers(accept_language="ru")
    body = assert_problem(
        await speaker.post(f"{await path_of(make, proposal)}/consult", if_match=proposal), 409, "not-ready"
    )
    assert body["title"] == "Есть препятствия"
    assert "Нет краткого изложения." in {finding["sentence"] for finding in body["findings"]}


async def test_an_endorsement_is_bound_to_the_revision_that_was_decided_on(client, make):
    proposal = await moved(client, make, "undp", await enter(client, make), "draft")
    proposal = await moved(client, make, "undp", await mend(client, make, proposal), "consult")
    await decide(make, proposal, 1)
    assert_problem(await act(client, make, "rc", proposal, "endorse"), 409, "government-endorsement-required")
    proposal = await write(client, make, Role.SECRETARIAT, proposal, "/government-endorsement", LETTER)
    proposal = await moved(client, make, Role.SECRETARIAT, proposal, "rework")
    proposal = await write(client, make, "undp", proposal, "", {"months": 36}, "patch")
    proposal = await moved(client, make, "undp", proposal, "consult")
    assert proposal["revision"] == 2
    assert_problem(await act(client, make, "rc", proposal, "endorse"), 409, "decision-required", revision=2)
    await decide(make, proposal, 2)
    proposal = await moved(client, make, "rc", proposal, "endorse")
    assert proposal["decision_id"] == next(one["id"] for one in proposal["decisions"] if one["revision"] == 2)


async def test_reopening_makes_the_endorsements_lapse(client, make):
    proposal = await endorsed(client, make)
    proposal = await moved(client, make, "undp", proposal, "reopen", REASON)
    assert (proposal["government_endorsement"], proposal["decision_id"]) == (None, None)
    assert "government_endorsement" in {finding["rule"] for finding in proposal["readiness"]["findings"]}


async def test_a_submission_checks_readiness_again(client, make):
    """The decision was on revision 1; what stands now is another text, so the document cannot go on its strength."""
    proposal = await endorsed(client, make)
    proposal = await moved(client, make, "rc", proposal, "submit_concept")
    for move in ("retain", "invite"):
        proposal = await moved(client, make, Role.SECRETARIAT, proposal, move, PAPERS)
    proposal = await write(client, make, "undp", proposal, "/outputs", {"outputs": []})
    body = assert_problem(await act(client, make, "rc", proposal, "submit_document"), 409, "not-ready")
    rules = {finding["rule"] for finding in body["findings"]}
    assert rules == {"outputs_exist", "line_has_output", "endorsement_decision"}


async def test_only_the_resident_coordinator_submits(client, make):
    proposal = await endorsed(client, make)
    assert_problem(await act(client, make, "iom-head", proposal, "submit_concept"), 403, "not-resident-coordinator")
    assert_problem(await act(client, make, "undp", proposal, "submit_concept"), 403, "forbidden")


async def test_acts_of_the_fund_are_recorded_with_their_papers(client, make):
    made = await make.proposal("concept_note_submitted")
    speaker = client.as_(Role.SECRETARIAT)
    assert_problem(await speaker.post(f"{made.path}/retain", if_match=made, json={}), 422, "invalid")
    later = {**PAPERS, "on": "2999-01-01"}
    body = assert_problem(await speaker.post(f"{made.path}/retain", if_match=made, json=later), 422, "invalid")
    assert body["errors"][0]["pointer"] == "/on"
    refused = await client.as_("undp").post(f"{made.path}/retain", if_match=made, json=PAPERS)
    assert_problem(refused, 403, "forbidden")


async def test_the_list_tells_who_takes_part_since_when_and_who_holds_it(client, make):
    made = await make.proposal("concept_note_submitted")
    home = await make.home()
    (item,) = assert_ok(await client.as_(Role.VIEWER).get(f"{home.path}/proposals"))["items"]
    assert (item["punos"], item["convening"], item["held_by"]) == (["UNDP", "IOM"], "UNDP", "fund")
    shown = assert_ok(await client.as_(Role.VIEWER).get(made.path))
    assert item["since_at"] == shown["acts"][-1]["at"]
    idea = await enter(client, make)
    listed = assert_ok(await client.as_(Role.VIEWER).get(f"{home.path}/proposals?state=idea"))["items"]
    assert [(one["id"], one["since_at"]) for one in listed] == [(idea["id"], idea["created_at"])]
