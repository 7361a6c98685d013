"""What a review says of the record in one language, question by question; a blank one is for people to write."""

from collections.abc import Callable
from datetime import date
from typing import Any

from api.kernel.words import day, period_name, say
from api.reviews.forms import FieldOf, SectionOf
from api.reviews.record import Aim, Assessed, Local, Record, Thing

PRIORITIES = ("high", "medium", "low")
MEASURES = ("decisions", "statements", "meetings", "activities", "proposals", "pledges", "action_points")
SPOKEN = ("decisions", "meetings", "statements", "proposals", "action_points", "agenda_items", "activities",
          "indicators", "pledges", "assessments", "minutes", "workplans", "documents")  # fmt: skip


def kind_of(kind: str) -> str:
    return kind if kind in SPOKEN else "other"


class Writer:
    def __init__(self, record: Record, language: str) -> None:
        self.record, self.language = record, language
        self.aims = {aim.number: aim for aim in record.aims}

    def say(self, key: str, **given: Any) -> str:
        return say(f"review.text.{key}", self.language, **given)

    def local(self, text: Local) -> str:
        return str(text.get(self.language) or text.get("en") or next(filter(None, text.values()), ""))

    def day(self, on: date) -> str:
        return day(on, self.language)

    def items(self, lines: list[str]) -> str:
        return "\n".join(f"- {line}" for line in lines)

    # ── titles ──────────────────────────────────────────────────────────────────────────────────────────────────────

    def title(self, section: SectionOf) -> str:
        if section.group != "objective":
            return section.title[self.language]
        return self.named(section.objectives[0])

    def named(self, number: int) -> str:
        aim = self.aims.get(number)
        label = self.local(aim.label) if aim else ""
        return self.say("objective", objective=number, label=label).removesuffix(" ")

    # ── texts ───────────────────────────────────────────────────────────────────────────────────────────────────────

    def text(self, section: SectionOf, field: FieldOf) -> str:
        """What the record says to a question; nothing where it says nothing."""
        if section.group == "objective":
            aim = self.aims.get(section.objectives[0])
            asked: dict[str, Callable[[Aim], str]] = {
                "status": self.status, "measures": self.measures, "results": self.results,
                "partners": self.partners, "sdg_targets": self.targets, "evidence": self.sources,
            }  # fmt: skip
            return asked[field.key](aim) if aim is not None and field.key in asked else ""
        if section.group == "round_table":
            return self.round_table(section, field.key)
        told: dict[str, Callable[[], str]] = {
            "process": self.process, "context": self.context, "prioritisation": self.prioritisation,
            "plans": self.plans, "agenda_2030": self.agenda, "means": self.means, "pledges": self.pledges,
        }  # fmt: skip
        return told[field.key]() if section.group == "outline" and field.key in told else ""

    def process(self) -> str:
        record = self.record
        told = self.say("process", network=self.local(record.network), years=record.years)
        if not record.meetings:
            return told
        held = self.say("meetings-held", count=len(record.meetings))
        lines = [f"{each.number}, {self.day(each.on)}: {self.local(each.title)}" for each in record.meetings]
        return f"{told}\n\n{held}\n\n{self.items(lines)}"

    def context(self) -> str:
        return self.items([self.figure(each.code) for each in self.record.series if each.circle != "secretariat"])

    def figure(self, code: str) -> str:
        """The last published figure of an indicator."""
        series = next(each for each in self.record.series if each.code == code)
        period, value, hidden = series.points[-1]
        figure = "–" if hidden or value is None else f"{value} {self.local(series.unit)}".strip()
        named = period_name(period, self.language)
        return self.say("figure", indicator=self.local(series.title), figure=figure, period=named)

    def prioritisation(self) -> str:
        told = []
        for priority in PRIORITIES:
            aims = [aim for aim in self.record.aims if aim.priority == priority]
            if aims:
                lines = self.items([self.led(aim) for aim in aims])
                told.append(f"**{self.say('priority', priority=priority)}**\n\n{lines}")
        return "\n\n".join(told)

    def led(self, aim: Aim) -> str:
        if aim.lead is None:
            return self.named(aim.number)
        return self.say("objective-led", objective=aim.number, label=self.local(aim.label), lead=aim.lead)

    def plans(self) -> str:
        lines = []
        for plan in self.record.plans:
            title = f"{self.local(plan.title)} ({plan.starts_on.year}–{plan.ends_on.year})"
            key = "plan" if plan.decision else "plan-open"
            lines.append(self.say(key, title=title, number=plan.decision))
        return self.items(lines)

    def agenda(self) -> str:
        return self.items(
            [
                f"{self.named(aim.number)}: {self.targets(aim)}"
                for aim in self.record.aims
                if aim.sdg_targets and self.worked(aim)
            ]
        )

    def worked(self, aim: Aim) -> bool:
        """Whether anything is on record of it."""
        return bool(self.record.things.get(aim.number) or aim.ratings or aim.priority in PRIORITIES[:2])

    def means(self) -> str:
        told = []
        asked = [each for each in self.record.activities if each.required is not None]
        if asked:
            required = sum(each.required or 0 for each in asked)
            available = sum(each.available or 0 for each in asked)
            missing = sum(max((each.required or 0) - (each.available or 0), 0) for each in asked)
            told.append(self.say("workplan-money", required=required, available=available, missing=missing))
        if self.record.programmes:
            lines = [
                self.say(
                    "programme", title=self.local(each.title), number=each.number, state=each.state, amount=each.cents
                )
                for each in self.record.programmes
            ]
            told.append(f"{self.say('programmes')}\n\n{self.items(lines)}")
        return "\n\n".join(told)

    def pledges(self) -> str:
        return self.items(
            [
                f"{each.title} ({each.number}, {each.organisation}): {say(f'pledge.state.{each.state}', self.language)}"
                for each in self.record.promises
            ]
        )

    # ── of one objective ────────────────────────────────────────────────────────────────────────────────────────────

    def status(self, aim: Aim) -> str:
        if not aim.ratings:
            return self.say("not-rated")
        period, rating = aim.ratings[-1]
        named = period_name(period, self.language)
        if len(aim.ratings) == 1:
            return self.say("rated", rating=rating, period=named)
        earlier, before = aim.ratings[-2]
        return self.say(
            "rated-before", rating=rating, period=named, before=before, earlier=period_name(earlier, self.language)
        )

    def measures(self, aim: Aim) -> str:
        """What was done, oldest first: decisions, statements, meetings, activities, programmes, pledges."""
        things = [each for each in self.record.things.get(aim.number, ()) if each.kind in MEASURES]
        return self.items([self.thing(each) for each in things])

    def thing(self, each: Thing) -> str:
        kind = self.say(f"kind.{kind_of(each.kind)}")
        number = f" {each.number}" if each.number else ""
        return f"{kind}{number}, {self.day(each.on)}: {self.local(each.title)}"

    def results(self, aim: Aim) -> str:
        told = [self.assessed(each) for each in self.record.assessed if each.objective == aim.number and each.narrative]
        figures = [each.code for each in self.record.series if aim.number in each.objectives]
        if figures:
            told.append(self.items([self.figure(code) for code in figures]))
        return "\n\n".join(told)

    def assessed(self, each: Assessed) -> str:
        named = self.say("assessed", organisation=each.organisation, period=period_name(each.period, self.language))
        return f"**{named}** {each.narrative}"

    def partners(self, aim: Aim) -> str:
        told = []
        if aim.lead:
            told.append(self.say("lead", lead=aim.lead))
        if aim.contributors:
            told.append(self.say("contributors", organisations=aim.contributors))
        if aim.government:
            told.append(self.say("government", organisation=self.local(aim.government)))
        return " ".join(told)

    def targets(self, aim: Aim) -> str:
        return ", ".join(aim.sdg_targets)

    def sources(self, aim: Aim) -> str:
        """Where others can read what the assessments rest on."""
        links: dict[str, str] = {}
        for each in self.record.assessed:
            if each.objective == aim.number:
                links |= {url: title for title, url in each.evidence if url not in links}
        return self.items([f"[{_plain(title)}]({url})" for url, title in links.items()])

    def round_table(self, section: SectionOf, key: str) -> str:
        aims = [self.aims[number] for number in section.objectives if number in self.aims]
        if key == "priorities":
            return self.items([self.led(aim) for aim in aims if aim.priority in PRIORITIES[:2]])
        if key == "trends":
            return self.items([f"{self.named(aim.number)}: {self.status(aim)}" for aim in aims if aim.ratings])
        return ""


def _plain(title: str) -> str:
    return title.replace("[", "(").replace("]", ")")
