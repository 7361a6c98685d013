"""The record of a meeting as plain values: what minutes are written from."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

Local = dict[str, Any]


@dataclass(frozen=True)
class Somebody:
    """A person who came for an organisation."""

    name: str
    function: str | None = None
    remote: bool = False


@dataclass(frozen=True)
class Attendee:
    """An invited organisation: what is on record of who came from it."""

    key: str
    acronym: str
    name: Local
    persons: tuple[Somebody, ...] = ()
    presence: str | None = None  # in_room, remote, absent; None: nobody has recorded it
    excused: bool = False


@dataclass(frozen=True)
class Guest:
    name: str
    affiliation: str | None
    presence: str


@dataclass(frozen=True)
class Action:
    key: str
    number: str
    title: Local
    owner: str
    due_on: date
    circle: str | None = None
    item: str | None = None
    decision: str | None = None


@dataclass(frozen=True)
class Word:
    """A reservation, a disassociation or an explanation, in the words of an organisation."""

    key: str
    organisation: str
    value: str
    text: str


@dataclass(frozen=True)
class Ruling:
    """A decision of the meeting."""

    key: str
    number: str
    title: Local
    state: str
    text: str = ""
    adopted_at: datetime | None = None
    words: tuple[Word, ...] = ()
    consulted: tuple[str, ...] = ()  # absent, and asked in writing
    explanations: tuple[Word, ...] = ()
    circle: str | None = None
    item: str | None = None


@dataclass(frozen=True)
class Outcome:
    """Something that came of an item, in words. Decisions and action points are linked instead."""

    key: str
    text: str
    circle: str | None = None


@dataclass(frozen=True)
class Item:
    key: str
    number: int
    kind: str
    title: Local
    presenter: str | None = None
    notes: str | None = None
    outcomes: tuple[Outcome, ...] = ()
    fate: str | None = None  # not reached: carried or parked; None: it was dealt with


@dataclass(frozen=True)
class Next:
    number: str
    starts_at: datetime
    place: str | None


@dataclass(frozen=True)
class Record:
    """Everything that minutes are written from."""

    number: str
    kind: str
    title: Local
    zone: str
    starts_at: datetime | None
    ends_at: datetime | None
    place: str | None
    modality: str
    chairs: tuple[tuple[str, str], ...] = ()  # (name, acronym)
    secretary: str | None = None
    attendees: tuple[Attendee, ...] = ()
    guests: tuple[Guest, ...] = ()
    items: tuple[Item, ...] = ()
    decisions: tuple[Ruling, ...] = ()
    actions: tuple[Action, ...] = ()
    next: Next | None = None
    annexes: tuple[tuple[str, Local, str | None, str | None], ...] = ()  # (key, title, address, circle)
