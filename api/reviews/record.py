"""A network's record of some years as plain values: what reviews and profiles are written from."""

from dataclasses import dataclass, field
from datetime import date
from typing import Any

Local = dict[str, Any]


@dataclass(frozen=True)
class Thing:
    """A record that belongs to an objective: what evidence is made of."""

    kind: str  # name of its table
    key: str
    number: str | None
    title: Local
    on: date
    circle: str

    @property
    def told(self) -> dict[str, Any]:
        return {
            "kind": self.kind, "id": self.key, "number": self.number, "title": self.title,
            "on": self.on.isoformat(), "visibility": self.circle,
        }  # fmt: skip


@dataclass(frozen=True)
class Assessed:
    """What one organisation said about an objective."""

    objective: int
    organisation: str
    period: str
    rating: str
    narrative: str | None
    evidence: tuple[tuple[str, str], ...] = ()
    key: str = ""


@dataclass(frozen=True)
class Aim:
    """An objective as the network has it."""

    number: int
    title: Local
    label: Local
    priority: str
    lead: str | None = None
    government: Local | None = None
    contributors: tuple[str, ...] = ()
    sdg_targets: tuple[str, ...] = ()
    ratings: tuple[tuple[str, str], ...] = ()  # (period, rating), oldest first


@dataclass(frozen=True)
class Meeting:
    number: str
    kind: str
    title: Local
    on: date
    circle: str
    present: int = 0  # member organisations
    invited: int = 0


@dataclass(frozen=True)
class Ruling:
    number: str
    title: Local
    kind: str
    state: str
    on: date
    circle: str


@dataclass(frozen=True)
class Voiced:
    """A statement that was released."""

    number: str
    title: Local
    on: date
    languages: tuple[str, ...]
    address: str
    circle: str


@dataclass(frozen=True)
class Programme:
    number: str
    title: Local
    state: str
    cents: int
    parties: tuple[str, ...] = ()


@dataclass(frozen=True)
class Series:
    """An indicator with its published figures: small numbers of people are suppressed for everybody."""

    code: str
    title: Local
    unit: Local
    objectives: tuple[int, ...]
    baseline: str | None = None
    target: str | None = None
    points: tuple[tuple[str, str | None, bool], ...] = ()  # (period, the figure, whether it is suppressed)
    circle: str = "members"


@dataclass(frozen=True)
class Plan:
    title: Local
    starts_on: date
    ends_on: date
    decision: str | None = None
    adopted_on: date | None = None


@dataclass(frozen=True)
class Activity:
    key: str
    title: Local
    lead: str
    status: str
    objectives: tuple[int, ...]
    required: int | None = None
    available: int | None = None


@dataclass(frozen=True)
class Promise:
    """A pledge."""

    number: str
    title: str
    organisation: str
    state: str
    objectives: tuple[int, ...]
    circle: str


@dataclass(frozen=True)
class Seat:
    """An organisation's place in the network."""

    acronym: str
    name: Local
    kind: str
    category: str
    joined_on: date
    left_on: date | None = None
    capacities: tuple[str, ...] = ()


@dataclass(frozen=True)
class Record:
    """Everything that reports are written from. None: the platform keeps no such record."""

    network: Local
    country: Local
    code: str
    established_on: date | None
    languages: tuple[str, ...]
    first_year: int
    last_year: int
    aims: tuple[Aim, ...] = ()
    things: dict[int, tuple[Thing, ...]] = field(default_factory=dict)  # by objective, oldest first, each once
    assessed: tuple[Assessed, ...] = ()
    meetings: tuple[Meeting, ...] = ()
    rulings: tuple[Ruling, ...] = ()
    voiced: tuple[Voiced, ...] = ()
    programmes: tuple[Programme, ...] = ()
    series: tuple[Series, ...] = ()
    plans: tuple[Plan, ...] = ()
    activities: tuple[Activity, ...] = ()
    promises: tuple[Promise, ...] = ()
    seats: tuple[Seat, ...] = ()
    chairs: tuple[tuple[str, str | None], ...] = ()  # (organisation, the function; never a name)
    reviews: tuple[tuple[str, Local, date], ...] = ()  # earlier reviews: number, title, adopted on

    @property
    def years(self) -> str:
        return str(self.first_year) if self.first_year == self.last_year else f"{self.first_year}–{self.last_year}"

    @property
    def first_on(self) -> date:
        return date(self.first_year, 1, 1)

    @property
    def last_on(self) -> date:
        return date(self.last_year, 12, 31)
