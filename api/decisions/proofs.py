"""The proof of consultation on paper: the roll, what was sent and reached, what is missing, and where it can be checked."""

import json
from datetime import datetime
from typing import Annotated, Any, Literal, NamedTuple
from uuid import UUID

import sqlalchemy as sa

from api.decisions import consultation, policy
from api.decisions.needs import Matter, needs, sentence
from api.decisions.rules import DecisionState, PositionValue, Procedure, Seat
from api.decisions.seats import Roll
from api.decisions.seats import sentence as begun
from api.kernel import papers
from api.kernel.access import Call, Visibility, allow, found
from api.kernel.db import Id
from api.kernel.prose import Block, facts, heading, paragraph
from api.kernel.routing import network_router
from api.kernel.views import View
from api.kernel.words import number, say
from api.networks.models import Network

router = network_router("/decisions", "decisions")
Language = Literal["en", "ru", "tk"]
NETWORK = View(
    sa.select(Network.name, Network.time_zone).where(Network.id == sa.bindparam("network_id", type_=Id)),
)


class Place(NamedTuple):
    """The network as its papers name it, and the zone in which they tell instants."""

    name: dict[str, Any]
    zone: str

    def named(self, language: str) -> str:
        return str(self.name.get(language) or self.name["en"])


async def place_of(call: Call) -> Place:
    return Place(*found(await NETWORK.first(call.source, network_id=call.network_id)))


@router.get(
    "/{decision_id}/rounds/{number}/consultation.pdf",
    response_model=None,
    responses=papers.described(papers.PDF),
)
async def print_consultation(
    call: Annotated[Call, allow(policy.PROVE)],
    decision_id: UUID,
    number: consultation.RoundNumber,
    language: Language | None = None,
) -> papers.Download:
    """The proof of consultation as PDF/UA, in the reader's language unless another is asked for."""
    proof = json.loads(bytes((await consultation.consultation(call, decision_id, number)).body))
    place, spoken = await place_of(call), language or call.language
    title = proof["title"].get(spoken) or proof["title"]["en"]
    sheet = papers.Sheet(
        spoken,
        place.named(spoken),
        say("proof.paper", spoken),
        title,
        Visibility(proof["visibility"]),
        proof["number"],
        say("proof.round", spoken, round=proof["round"]),
        papers.printed(call, spoken, place.zone),
    )
    content = await papers.pdf(sheet, body(proof, spoken, place.zone))
    name = papers.file_name(proof["number"], "consultation", str(proof["round"]), spoken, "pdf")
    return papers.Download(content, papers.PDF, name)


def body(proof: dict[str, Any], language: str, zone: str) -> list[Block]:
    """What stands under the title."""
    over = proof["round_state"] != "open"
    roll = Roll(proof["organisations"], proof["opened_at"], language, zone, over=over)
    blocks = [paragraph(_opening(proof, language, zone)), roll.table(), *roll.notes()]
    missing = _needs(proof, language, zone)
    if missing:
        blocks += [heading(say("proof.needed", language)), paragraph(" ".join(missing))]
    on_record = roll.words()
    if on_record:
        blocks += [heading(say("proof.on-record", language)), *on_record]
    return [*blocks, heading(say("proof.text", language)), *_text(proof, language)]


def _opening(proof: dict[str, Any], language: str, zone: str) -> str:
    told = {name: proof[name] for name in ("procedure", "opened_at", "deadline_at", "closed_at", "outcome")}
    said = [
        begun(say("proof.opened", language, zone=zone, **told)),
        say("proof.roll", language, count=len(proof["organisations"])),
        say(f"proof.state.{proof['round_state']}", language, at=proof["server_time"], zone=zone, **told),
    ]
    return " ".join(said)


def _needs(proof: dict[str, Any], language: str, zone: str) -> list[str]:
    """While the round runs: what is still missing, in the sentences that the page has."""
    if proof["round_state"] != "open":
        return []
    matter = Matter(
        DecisionState(proof["state"]),
        has_text=True,
        members=len(proof["organisations"]),
        procedure=Procedure(proof["procedure"]),
        deadline=datetime.fromisoformat(proof["deadline_at"]),
        seats=tuple(_seat(each, proof["deadline_at"]) for each in proof["organisations"]),
    )
    return [sentence(need, language, zone) for need in needs(matter, datetime.fromisoformat(proof["server_time"]))]


def _seat(each: dict[str, Any], deadline_at: str) -> Seat:
    until = each["ad_referendum_until"]
    return Seat(
        UUID(each["organisation_id"]),
        each["acronym"],
        each["released_at"] is not None,
        PositionValue(each["value"]) if each["value"] else None,
        each["reached_at"] is not None and each["reached_at"] < deadline_at,
        datetime.fromisoformat(until) if until else None,
        each["would_resolve"],
        each["on_behalf"] and each["confirmed_at"] is None,
    )


def _text(proof: dict[str, Any], language: str) -> list[Block]:
    consulted = say(
        "proof.consulted",
        language,
        language=proof["authoritative"],
        paragraphs=proof["paragraph_count"],
        characters=proof["character_count"],
    )
    rows = [(say("record.text_hash", language), proof["text_hash"])]
    if proof["journal_first"] is not None:
        entries = f"{number(proof['journal_first'], language)} – {number(proof['journal_last'], language)}"
        rows += [(say("proof.entries", language), entries), (say("proof.last", language), proof["journal_hash"])]
    return [paragraph(begun(consulted)), facts(*rows)]
