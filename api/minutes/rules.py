"""Minutes write themselves: from the record of a meeting to parts and paragraphs, by the outline, in one language.

A pure function over plain values. The platform's phrases are said in the language asked for; what people wrote stays as
they typed it. Ids follow from the record, so that writing again finds the same paragraphs.
"""

import re
from collections.abc import Iterator, Sequence
from typing import Any
from zoneinfo import ZoneInfo

from api.kernel.words import LANGUAGES, day, moment, say
from api.minutes.record import Action, Attendee, Item, Local, Record, Ruling, Somebody, Word
from api.minutes.text import Paragraph, Part, row

BLANK = re.compile(r"\n(?:[ \t]*\n)+")
DECIDED = ("adopted", "adopted_with_reservations")


def write(record: Record, language: str) -> list[Part]:
    """The minutes in one language. Parts without content that the outline does not require are left out."""
    return _Writer(record, language).parts()


def written(record: Record, language: str) -> list[Part]:
    """The same, with how the platform's own phrases read in the other languages beside each text."""
    parts = write(record, language)
    others = {other: write(record, other) for other in LANGUAGES if other != language}
    for at, part in enumerate(parts):
        part["said"] = {other: said[at]["title"] for other, said in others.items()}
        for place, each in enumerate(part["paragraphs"]):
            each["said"] = {other: said[at]["paragraphs"][place]["text"] for other, said in others.items()}
    return parts


def paragraph(id: str, text: str, circle: str | None = None) -> Paragraph:
    return {
        "id": id, "text": text, "origin": text, "said": {}, "visibility": circle,
        "version": 1, "behind": False, "gone": False,
    }  # fmt: skip


def pieces(text: str | None) -> list[str]:
    """What somebody wrote, cut at its blank lines."""
    return [piece.strip() for piece in BLANK.split(text or "") if piece.strip()]


def ended(sentence: str) -> str:
    """A title as a sentence of its own."""
    return sentence if sentence.rstrip().endswith((".", "!", "?", "…", ":")) else f"{sentence}."


class _Writer:
    def __init__(self, record: Record, language: str) -> None:
        self.record, self.language = record, language

    def say(self, key: str, **facts: Any) -> str:
        return say(f"minutes.{key}", self.language, zone=self.record.zone, **facts)

    def local(self, text: Local) -> str:
        return str(text.get(self.language) or text.get("en") or next(filter(None, text.values()), ""))

    def parts(self) -> list[Part]:
        outline: list[tuple[str, Iterator[Paragraph]]] = [
            ("facts", self.facts()),
            ("participants", self.participants()),
            ("summary", self.summary()),
        ]
        last: list[tuple[str, Iterator[Paragraph]]] = [
            ("decisions", self.decisions()),
            ("action_points", self.actions()),
            ("statements_for_record", self.statements()),
            ("parked", self.parked()),
            ("next_meeting", self.next_meeting()),
            ("annexes", self.annexes()),
        ]
        made = [self.part(key, key, self.say(f"part.{key}"), list(filled)) for key, filled in outline]
        made += [
            self.part(f"item-{item.key}", "items", self.local(item.title), list(self.item(item)), item.key)
            for item in self.record.items
        ]
        made += [self.part(key, key, self.say(f"part.{key}"), list(filled)) for key, filled in last]
        return [part for part in made if part["paragraphs"]]

    @staticmethod
    def part(id: str, key: str, title: str, filled: Sequence[Paragraph], item: str | None = None) -> Part:
        return {
            "id": id, "key": key, "item_id": item, "title": title, "origin": title, "said": {},
            "visibility": None, "paragraphs": list(filled),
        }  # fmt: skip

    def facts(self) -> Iterator[Paragraph]:
        record = self.record
        kind = say(f"meeting.kind.{record.kind}", self.language)
        told = [("meeting", f"{record.number}, {kind}: {self.local(record.title)}")]
        if record.starts_at is not None:
            there = ZoneInfo(record.zone)
            starts, ends = record.starts_at.astimezone(there), record.ends_at and record.ends_at.astimezone(there)
            city = moment(record.starts_at, self.language, record.zone).rpartition(" ")[2]
            until = f"–{ends:%H:%M}" if ends else ""
            told += [("date", day(starts.date(), self.language)), ("time", f"{starts:%H:%M}{until} {city}")]
        if record.place:
            told.append(("place", record.place))
        told.append(("modality", say(f"meeting.modality.{record.modality}", self.language)))
        if record.chairs:
            told.append(("chair", "; ".join(f"{name} ({acronym})" for name, acronym in record.chairs)))
        if record.secretary:
            told.append(("secretary", record.secretary))
        return (paragraph(f"facts.{key}", row(self.say(f"fact.{key}"), value)) for key, value in told)

    def participants(self) -> Iterator[Paragraph]:
        """Who was there by organisation, then guests, then who was absent."""
        here = [each for each in self.record.attendees if each.presence in ("in_room", "remote")]
        for each in here:
            yield self.attendee(each, say(f"attendance.{each.presence}", self.language))
        for at, guest in enumerate(self.record.guests, start=1):
            how = self.say("text.guest", presence=guest.presence)
            yield paragraph(f"participants.guest-{at}", row(guest.affiliation or "–", guest.name, how))
        for each in self.record.attendees:
            if each.presence == "absent":
                how = self.say("text.apologies") if each.excused else say("attendance.absent", self.language)
                yield self.attendee(each, how)
            elif each.presence is None:
                yield self.attendee(each, self.say("text.unrecorded"))

    def attendee(self, each: Attendee, how: str) -> Paragraph:
        name = self.local(each.name)
        named = f"{each.acronym} – {name}" if name and name != each.acronym else each.acronym
        persons = "; ".join(self.somebody(one, each.presence == "in_room") for one in each.persons)
        return paragraph(f"participants.{each.key}", row(named, persons or "–", how))

    def somebody(self, one: Somebody, mixed: bool) -> str:
        """Name and function; whoever was remote while others sat in the room is marked."""
        told = f"{one.name}, {one.function}" if one.function else one.name
        return f"{told} ({say('attendance.remote', self.language)})" if mixed and one.remote else told

    def summary(self) -> Iterator[Paragraph]:
        for ruling in self.record.decisions:
            told = f"**{ruling.number}.** {self.local(ruling.title)}. {self.standing(ruling)}"
            yield paragraph(f"summary.decision-{ruling.key}", told, ruling.circle)
        for action in self.record.actions:
            yield paragraph(f"summary.action-{action.key}", self.action(action), action.circle)
        if not self.record.decisions and not self.record.actions:
            yield paragraph("summary.none", f"{self.say('text.no-decision')} {self.say('text.no-action')}")

    def standing(self, ruling: Ruling) -> str:
        if ruling.state in DECIDED:
            return self.say(f"text.{ruling.state}", adopted_at=ruling.adopted_at)
        return self.say("text.undecided", state=ruling.state)

    def action(self, action: Action) -> str:
        due = self.say("text.owner-due", owner=action.owner, due_on=action.due_on)
        return f"**{action.number}.** {self.local(action.title)} – {due}"

    def item(self, item: Item) -> Iterator[Paragraph]:
        """What the item was, what was noted, what came of it; then the decisions and action points that hang on it."""
        here = f"item-{item.key}"
        intro = (
            self.say("text.item-presented", kind=item.kind, presenter=item.presenter)
            if item.presenter
            else self.say("text.item", kind=item.kind)
        )
        yield paragraph(f"{here}.intro", intro)
        for at, piece in enumerate(pieces(item.notes), start=1):
            yield paragraph(f"{here}.notes-{at}", piece)
        for outcome in item.outcomes:
            for at, piece in enumerate(pieces(outcome.text), start=1):
                lead = f"**{self.say('text.outcome')}** " if at == 1 else ""
                yield paragraph(f"{here}.outcome-{outcome.key}-{at}", lead + piece, outcome.circle)
        taken = [each for each in self.record.decisions if each.item == item.key]
        for ruling in taken:
            told = f"**{self.say('text.decision')} {ruling.number}.** {self.local(ruling.title)}"
            yield paragraph(f"{here}.decision-{ruling.key}", told, ruling.circle)
        given = [each for each in self.record.actions if each.item == item.key]
        for action in given:
            told = f"**{self.say('text.action')}** {self.action(action)}"
            yield paragraph(f"{here}.action-{action.key}", told, action.circle)
        if item.fate is not None:
            yield paragraph(f"{here}.fate", self.say("text.not-reached"))
        elif not item.outcomes and not taken and not given:
            yield paragraph(f"{here}.none", self.say("text.no-outcome"))

    def decisions(self) -> Iterator[Paragraph]:
        for ruling in self.record.decisions:
            here, circle = f"decision-{ruling.key}", ruling.circle
            head = f"**{ruling.number}. {ended(self.local(ruling.title))}** {self.standing(ruling)}"
            yield paragraph(f"{here}.head", head, circle)
            for at, piece in enumerate(pieces(ruling.text), start=1):
                yield paragraph(f"{here}.text-{at}", piece, circle)
            for word in ruling.words:
                yield from self.word(
                    f"{here}.{word.key}", self.say(f"text.{word.value}", organisation=word.organisation), word, circle
                )
            if ruling.consulted:
                told = self.say("text.consulted", organisations=list(ruling.consulted))
                yield paragraph(f"{here}.consulted", told, circle)
        if not self.record.decisions:
            yield paragraph("decisions.none", self.say("text.no-decision"))

    @staticmethod
    def word(id: str, lead: str, word: Word, circle: str | None) -> Iterator[Paragraph]:
        for at, piece in enumerate(pieces(word.text) or [""], start=1):
            yield paragraph(f"{id}-{at}", f"{lead} {piece}".strip() if at == 1 else piece, circle)

    def actions(self) -> Iterator[Paragraph]:
        for action in self.record.actions:
            told = row(action.number, self.local(action.title), action.owner, day(action.due_on, self.language))
            yield paragraph(f"action-{action.key}", told, action.circle)
        if not self.record.actions:
            yield paragraph("action_points.none", self.say("text.no-action"))

    def statements(self) -> Iterator[Paragraph]:
        for ruling in self.record.decisions:
            for word in ruling.explanations:
                lead = f"{ruling.number}. {self.say('text.in-words', organisation=word.organisation)}"
                yield from self.word(f"statement-{word.key}", lead, word, ruling.circle)

    def parked(self) -> Iterator[Paragraph]:
        for item in self.record.items:
            if item.fate is not None:
                told = f"{item.number}. {self.local(item.title)} – {self.say(f'text.{item.fate}')}"
                yield paragraph(f"parked-{item.key}", told)

    def next_meeting(self) -> Iterator[Paragraph]:
        following = self.record.next
        if following is None:
            yield paragraph("next.unset", self.say("text.next-unset"))
            return
        told = self.say("text.next", starts_at=following.starts_at, meeting=following.number)
        place = f" {self.say('text.place')} {following.place}" if following.place else ""
        yield paragraph("next.meeting", told + place)

    def annexes(self) -> Iterator[Paragraph]:
        for key, title, address, circle in self.record.annexes:
            named = self.local(title)
            yield paragraph(f"annex-{key}", f"[{named}](<{address}>)" if address else named, circle)
