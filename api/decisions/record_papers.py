"""A decision record on paper."""

from collections.abc import Sequence
from typing import Any

from api.decisions.seats import Roll, sentence
from api.kernel import papers
from api.kernel.access import Visibility
from api.kernel.prose import Block, facts, heading, note, paragraph, paragraphs, passage, prose
from api.kernel.words import say, shown

LINKS = ("supersedes", "rescinds", "allowed_by", "review_on")


async def paper(
    record: dict[str, Any], sha256: str, language: str, printed: str, addenda: Sequence[dict[str, Any]]
) -> bytes:
    """The record as PDF/UA in a language; `addenda` are explanations that were added since."""
    told = _Told(record, sha256, language)
    sheet = papers.Sheet(
        language,
        told.local(record["network"]["name"]),
        say("record.paper", language),
        told.local(record["title"]),
        Visibility(record["visibility"]),
        record["number"],
        say(f"decision.state.{record['state']}", language),
        printed,
    )
    return await papers.pdf(sheet, [*told.body(), *told.addenda(addenda)])


class _Told:
    def __init__(self, record: dict[str, Any], sha256: str, language: str) -> None:
        self.record, self.sha256, self.language = record, sha256, language
        self.zone = record["network"]["time_zone"]
        self.last = record["rounds"][-1]

    def say(self, key: str, **given: Any) -> str:
        return say(key, self.language, zone=self.zone, **given)

    def local(self, texts: dict[str, Any]) -> str:
        return str(texts.get(self.language) or texts["en"])

    def body(self) -> list[Block]:
        record, roll = self.record, self.roll(self.last)
        adopted = self.say(f"record.{record['state']}", adopted_at=record["adopted_at"], by=record["adopted_by"])
        blocks = [
            paragraph(adopted),
            paragraph(self.round(self.last)),
            facts(*self.facts()),
            heading(self.say("record.text")),
        ]
        blocks += self.texts(self.last)
        if record["reservations"]:
            blocks += [heading(self.say("record.reservations")), *roll.words(("reservation", "disassociate"))]
        blocks += [heading(self.say("record.positions")), roll.table(), *roll.notes()]
        blocks += self.earlier()
        return [*blocks, heading(self.say("record.proof")), facts(*self.proof()), note(self.say("record.how"))]

    def roll(self, round: dict[str, Any]) -> Roll:
        return Roll(round["roll"], round["opened_at"], self.language, self.zone, over=True)

    def round(self, round: dict[str, Any]) -> str:
        key = "record.round.abandoned" if round["state"] == "abandoned" else "record.round"
        names = ("procedure", "opened_at", "deadline_at", "closed_at", "outcome")
        return self.say(key, round=round["number"], **{name: round[name] for name in names})

    def facts(self) -> list[tuple[str, str]]:
        record = self.record
        rows = [
            (self.say("record.kind"), self.say(f"decision.kind.{record['kind']}")),
            (self.say("record.origin"), self.origin()),
        ]
        return rows + [
            (self.say(f"record.{name}"), shown(record[name], self.language)) for name in LINKS if record[name]
        ]

    def origin(self) -> str:
        origin = self.record["origin"]
        if origin["meeting_number"] is None:
            return self.say("record.between")
        named = [origin["meeting_number"], self.local(origin["meeting_title"])]
        if origin["agenda_item"]:
            named.append(self.local(origin["agenda_item"]))
        return " · ".join(named)

    def texts(self, round: dict[str, Any]) -> list[Block]:
        """The authoritative text in full, then its translations."""
        first = round["authoritative"]
        rest = [language for language, said in round["texts"].items() if said and language != first]
        blocks = []
        for language in [first, *rest]:
            key = "record.authoritative" if language == first else "record.translation"
            blocks += [
                heading(sentence(self.say(key, language=language)), 2),
                passage(language, paragraphs(round["texts"][language])),
            ]
        return blocks

    def earlier(self) -> list[Block]:
        rounds = self.record["rounds"][:-1]
        blocks = [heading(self.say("record.earlier"))] if rounds else []
        for round in reversed(rounds):
            roll = self.roll(round)
            blocks += [heading(sentence(self.say("proof.round", round=round["number"])), 2)]
            blocks += [paragraph(self.round(round)), roll.table(), *roll.notes(), *roll.words()]
            if round["text_hash"] == self.last["text_hash"]:
                blocks.append(paragraph(self.say("record.same-text")))
            else:
                text = round["texts"][round["authoritative"]]
                blocks += [
                    heading(self.say("record.earlier-text"), 3),
                    passage(round["authoritative"], paragraphs(text)),
                ]
            blocks.append(facts((self.say("record.text_hash"), round["text_hash"])))
        return blocks

    def proof(self) -> list[tuple[str, str]]:
        entry = self.record["journal"]
        return [
            (self.say("record.sha256"), self.sha256),
            (self.say("record.text_hash"), self.last["text_hash"]),
            (self.say("record.entry"), f"{entry['seq']} · {shown(entry['at'], self.language, self.zone)}"),
            (self.say("record.hash"), entry["hash"]),
        ]

    def addenda(self, addenda: Sequence[dict[str, Any]]) -> list[Block]:
        if not addenda:
            return []
        blocks = [heading(self.say("record.addenda")), note(self.say("record.addenda.note"))]
        for each in addenda:
            blocks.append(heading(self.say("record.addendum", organisation=each["acronym"], at=each["at"]), 2))
            blocks.append(passage(each["language"], prose(each["text"])))
        return blocks
