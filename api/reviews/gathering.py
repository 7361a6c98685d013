"""The record of some years, read and told as the plain values that reports are written from."""

from collections.abc import Iterable, Sequence
from datetime import UTC, date, datetime, time
from typing import Any
from zoneinfo import ZoneInfo

from api.kernel.access import Call, Visibility, found
from api.kernel.views import View
from api.kernel.words import LANGUAGES
from api.periods import rules as periods
from api.reviews import sources
from api.reviews.record import (
    Activity,
    Aim,
    Assessed,
    Meeting,
    Plan,
    Programme,
    Promise,
    Record,
    Ruling,
    Seat,
    Series,
    Thing,
    Voiced,
)

CIRCLES = [str(circle) for circle in Visibility]
LATEST = (date.max, "")


async def gather(call: Call, first_year: int, last_year: int) -> Record:
    """Everything on record of these years. What only the secretariat reads is no evidence of a report."""
    return await _Gatherer(call, first_year, last_year).record()


class _Gatherer:
    def __init__(self, call: Call, first_year: int, last_year: int) -> None:
        self.call, self.first_year, self.last_year = call, first_year, last_year
        self.first_on, self.last_on = date(first_year, 1, 1), date(last_year, 12, 31)
        self.zone = ZoneInfo("UTC")

    async def rows(self, view: View) -> Sequence[Any]:
        def midnight(year: int) -> datetime:
            return datetime.combine(date(year, 1, 1), time(), self.zone).astimezone(UTC)

        wanted = view.compiled(self.call.source.dialect).binders
        given = {
            "network_id": self.call.network_id,
            "first_at": midnight(self.first_year),
            "end_at": midnight(self.last_year + 1),
            "first_on": self.first_on,
            "last_on": self.last_on,
        }
        return await view.fetch(self.call.source, **{name: given[name] for name in wanted})

    def day(self, at: datetime) -> date:
        return at.astimezone(self.zone).date()

    async def record(self) -> Record:
        name, country, code, established_on, languages, zone, slug = found(
            await sources.NETWORK.first(self.call.source, network_id=self.call.network_id)
        )
        self.zone = ZoneInfo(zone)
        activities, series, promises = await self.activities(), await self.series(), await self.promises()
        programmes = await self.rows(sources.PROPOSALS)
        assessed = await self.assessed()
        own = [*activities[0], *series[0], *promises[0], *self.proposed(programmes)]
        things = self.things(own, _standing(await self.linked(), {thing.key for _, thing in own}))
        return Record(
            name, country, code, established_on, tuple(languages), self.first_year, self.last_year,
            aims=await self.aims(),
            things=things,
            assessed=assessed,
            meetings=await self.meetings(),
            rulings=await self.rulings(),
            voiced=await self.voiced(slug),
            programmes=await self.programmes(programmes),
            series=series[1],
            plans=await self.plans(),
            activities=activities[1],
            promises=promises[1],
            seats=await self.seats(),
            chairs=tuple((acronym, function) for acronym, function in await self.rows(sources.CHAIRS)),
            reviews=await self.reviews(),
        )  # fmt: skip

    # ── evidence ────────────────────────────────────────────────────────────────────────────────────────────────────

    def things(
        self, own: Iterable[tuple[Iterable[int], Thing]], linked: Iterable[tuple[int, Thing]]
    ) -> dict[int, tuple[Thing, ...]]:
        """By objective, oldest first; a record that belongs to one in two ways stands once."""
        held: dict[int, dict[tuple[str, str], Thing]] = {}
        pairs = [*((number, thing) for numbers, thing in own for number in numbers), *linked]
        for number, thing in pairs:
            if thing.circle in CIRCLES[:3]:
                held.setdefault(number, {}).setdefault((thing.kind, thing.key), thing)
        return {
            number: tuple(sorted(each.values(), key=lambda thing: (thing.on, thing.kind, thing.key)))
            for number, each in held.items()
        }

    async def linked(self) -> list[tuple[int, Thing]]:
        return [
            (number, Thing(kind, str(id), register, title, self.day(at), circle))
            for number, kind, id, register, title, at, circle in await self.rows(sources.LINKED)
        ]

    def proposed(self, rows: Sequence[Any]) -> list[tuple[Iterable[int], Thing]]:
        made: list[tuple[Iterable[int], Thing]] = []
        for id, number, title, _, _, primary, objectives, _, updated_at in rows:
            numbers = {*objectives, *([primary] if primary else [])}
            made.append((numbers, Thing("proposals", str(id), number, title, self.day(updated_at), "members")))
        return made

    # ── one by one ──────────────────────────────────────────────────────────────────────────────────────────────────

    async def aims(self) -> tuple[Aim, ...]:
        return tuple(
            Aim(
                number, title, label, priority, lead, government,
                tuple(each["acronym"] for each in contributors),
                tuple(targets),
                tuple((each["period"], each["rating"]) for each in ratings if self.within(each["period"])),
            )
            for number, title, label, priority, lead, government, contributors, targets, ratings in await self.rows(
                sources.OBJECTIVES
            )
        )  # fmt: skip

    def within(self, period: str) -> bool:
        return self.first_year <= periods.parse(period).year <= self.last_year

    async def assessed(self) -> tuple[Assessed, ...]:
        return tuple(
            Assessed(
                number, acronym, period, rating, narrative,
                tuple((each["title"], each["url"]) for each in evidence), str(id),
            )
            for number, acronym, period, rating, narrative, evidence, id in await self.rows(sources.ASSESSED)
            if self.within(period)
        )  # fmt: skip

    async def meetings(self) -> tuple[Meeting, ...]:
        return tuple(
            Meeting(number, kind, title, self.day(at), circle, present, invited)
            for number, kind, title, at, circle, present, invited in await self.rows(sources.MEETINGS)
        )

    async def rulings(self) -> tuple[Ruling, ...]:
        return tuple(
            Ruling(number, title, kind, state, self.day(at), circle)
            for number, title, kind, state, at, circle in await self.rows(sources.RULINGS)
        )

    async def voiced(self, slug: str) -> tuple[Voiced, ...]:
        spoken: dict[Any, list[str]] = {}
        for statement_id, language in await self.rows(sources.SPOKEN):
            spoken.setdefault(str(statement_id), []).append(language)
        site = self.call.kernel.settings.site if self.call.kernel is not None else ""
        made = []
        for id, number, key, title, at, authoritative, circle in await self.rows(sources.VOICED):
            languages = [one for one in LANGUAGES if one == authoritative or one in spoken.get(str(id), ())]
            address = f"{site}/public/{slug}/statements/{key}" if circle == Visibility.PUBLIC else ""
            made.append(Voiced(number, title, self.day(at), tuple(languages), address, circle))
        return tuple(made)

    async def programmes(self, rows: Sequence[Any]) -> tuple[Programme, ...]:
        parties: dict[str, list[str]] = {}
        for id, acronym in await self.rows(sources.PARTIES):
            parties.setdefault(str(id), []).append(acronym)
        return tuple(
            Programme(number, title, state, cents, tuple(parties.get(str(id), ())))
            for id, number, title, state, cents, _, _, _, _ in rows
        )

    async def series(self) -> tuple[list[tuple[Iterable[int], Thing]], tuple[Series, ...]]:
        things: list[tuple[Iterable[int], Thing]] = []
        made = []
        for id, code, title, unit, objectives, baseline, targets, circle, published in await self.rows(
            sources.INDICATORS
        ):
            points = tuple(point for point in points_of(published) if self.within(point[0]))
            if circle == Visibility.SECRETARIAT or not points:
                continue
            last = periods.parse(points[-1][0]).last_on
            things.append((objectives, Thing("indicators", str(id), code, title, min(last, self.last_on), circle)))
            target = targets[-1]["value"] if targets else None
            base = baseline.get("value") if baseline else None
            made.append(Series(code, title, unit, tuple(objectives), base, target, points, circle))
        return things, tuple(made)

    async def plans(self) -> tuple[Plan, ...]:
        return tuple(
            Plan(title, starts_on, ends_on, number, self.day(adopted_at) if adopted_at else None)
            for _, title, starts_on, ends_on, number, adopted_at in await self.rows(sources.PLANS)
        )

    async def activities(self) -> tuple[list[tuple[Iterable[int], Thing]], tuple[Activity, ...]]:
        rows = await self.rows(sources.ACTIVITIES)
        made = tuple(
            Activity(str(id), title, lead, status, tuple(objectives), required, available)
            for id, _, title, lead, status, objectives, required, available, _ in rows
        )
        things: list[tuple[Iterable[int], Thing]] = [
            (row[5], Thing("activities", str(row[0]), row[1], row[2], max(row[8], self.first_on), "members"))
            for row in rows
        ]
        return things, made

    async def promises(self) -> tuple[list[tuple[Iterable[int], Thing]], tuple[Promise, ...]]:
        rows = await self.rows(sources.PLEDGES)
        made = tuple(
            Promise(number, title, acronym, state, tuple(objectives), circle)
            for _, number, title, acronym, state, objectives, circle, _ in rows
        )
        things: list[tuple[Iterable[int], Thing]] = [
            (
                row[5],
                Thing("pledges", str(row[0]), row[1], {"en": row[2], "ru": None, "tk": None}, self.day(row[7]), row[6]),
            )
            for row in rows
        ]
        return things, made

    async def seats(self) -> tuple[Seat, ...]:
        return tuple(
            Seat(acronym, name, kind, category, joined_on, left_on, tuple(capacities or ()))
            for acronym, name, kind, category, joined_on, left_on, capacities in await self.rows(sources.SEATS)
        )

    async def reviews(self) -> tuple[tuple[str, Any, date], ...]:
        return tuple(
            (number, {"en": str(first) if first == last else f"{first}–{last}"}, self.day(at))
            for number, first, last, at in await self.rows(sources.REVIEWS)
            if self.day(at) <= self.last_on
        )


def _standing(linked: Iterable[tuple[int, Thing]], known: set[str]) -> list[tuple[int, Thing]]:
    """Without pledges in draft and activities of plans that are not in force: those of these years are known."""
    return [pair for pair in linked if pair[1].kind not in ("pledges", "activities") or pair[1].key in known]


def points_of(published: dict[str, Any]) -> list[tuple[str, str | None, bool]]:
    """(period, the figure as decimal text, whether it is suppressed), as everybody may see them."""
    return [(each["period"], each["value"], each["suppressed"] is not None) for each in published.get("periods", [])]
