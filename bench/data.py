"""The data set: equal for equal seeds, written in rows of the platform's own tables.

50 networks of 20 members, 200 decisions of 20 positions in each, 100 proposals with a budget, 12 meetings, the 23
objectives, and a journal. Texts are in three languages and about as long as people write them.
"""

import random
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Any
from uuid import UUID

from api.decisions.models import Decision, Position, Round
from api.kernel.access import PLATFORM
from api.kernel.db import dumps, instant
from api.kernel.journal import GENESIS, JournalEntry, JournalHead, link, sha256
from api.kernel.text import sort_key
from api.members.models import Appointment, Membership
from api.networks.models import Network, Organisation
from api.objectives.models import Assessment, Objective
from api.people.models import Person
from api.reference import service as reference
from bench.measures import measures
from bench.meetings import meetings
from bench.programmes import Programme, programmes

BASE = datetime(2026, 1, 5, 6, 0, tzinfo=UTC)
FAR = datetime(2099, 1, 1, tzinfo=UTC)
MEMBERS = 20
WORDS = {
    "en": "members agree to support the review of labour migration data together with the ministry",
    "ru": "члены сети согласны поддержать обзор данных о трудовой миграции вместе с министерством",
    "tk": "toruň agzalary zähmet migrasiýasy baradaky maglumatlaryň synyny bilelikde goldaýarlar",
}
STATES = ("open", "adopted", "adopted", "open", "adopted_with_reservations", "adopted", "broken", "adopted", "open")
ANSWERS = {
    "open": ("support", "no_objection", None, None, "reservation"),
    "broken": ("support", "no_objection", "objection"),
    "adopted": ("support", "no_objection", "support"),
    "adopted_with_reservations": ("support", "no_objection", "reservation"),
}
Rows = Iterator[tuple[Any, list[dict[str, Any]]]]


@dataclass(frozen=True)
class Size:
    networks: int
    decisions: int  # in each network
    proposals: int
    journal: int
    meetings: int = 12


FULL = Size(50, 200, 100, 2_000)
SMALL = Size(6, 40, 12, 100)


class Maker:
    """Makes the rows of everything, parents first."""

    def __init__(self, size: Size, seed: int) -> None:
        self.size = size
        self.random = random.Random(seed)
        self.count = 0
        self.organisations = [self.id() for _ in range(MEMBERS)]
        self.acronyms = [f"ORG{at + 1:02}" for at in range(MEMBERS)]
        self.programmes = programmes(self.acronyms, self.organisations)

    def id(self) -> UUID:
        """A UUIDv7 of the data set's own time."""
        self.count += 1
        head = (int(BASE.timestamp() * 1000) + self.count) << 80
        return UUID(int=head | 0x7 << 76 | self.random.getrandbits(12) << 64 | 0b10 << 62 | self.random.getrandbits(62))

    def text(self, sentences: int) -> dict[str, Any]:
        def spoken(language: str) -> str:
            words = WORDS[language].split()
            said = (" ".join(self.random.sample(words, len(words))) for _ in range(sentences))
            return "\n\n".join(f"{line.capitalize()}." for line in said)

        return {language: spoken(language) for language in WORDS}

    def rows(self) -> Rows:
        """Batches of (table, rows)."""
        yield JournalHead.__table__, [self.head(PLATFORM, "platform")]
        yield Organisation.__table__, [self.organisation(at) for at in range(MEMBERS)]
        for at in range(self.size.networks):
            yield from self.network(at)

    @staticmethod
    def head(id: UUID, slug: str, seq: int = 0, hash: str = GENESIS) -> dict[str, Any]:
        return {"id": id, "slug": slug, "seq": seq, "hash": hash, "epoch": 0, "due_at": None}

    def organisation(self, at: int) -> dict[str, Any]:
        acronym = self.acronyms[at]
        name = {language: f"{acronym} {words[:40]}" for language, words in WORDS.items()}
        more = {"iati_id": None, "source": None, "confidence": None, "sort_key": sort_key(acronym)}
        return row(self.organisations[at], acronym=acronym, name=name, kind="un_entity", **more)

    def network(self, at: int) -> Rows:
        id, slug = self.id(), f"network-{at + 1:02}"
        entries, hash = self.journal(id)
        yield JournalHead.__table__, [self.head(id, slug, len(entries), hash)]
        yield (
            Network.__table__,
            [
                row(id, slug=slug, code=f"N{at + 1:02}", name=self.text(1), country=self.text(1))
                | {"time_zone": "Asia/Ashgabat", "languages": ["en", "ru", "tk"], "established_on": date(2024, 3, 12)}
                | {"demo": False, "silence_minimum_seconds": 259_200, "silence_default_seconds": 259_200}
                | {"small_cell_threshold": 5, "meetings_per_year": 4, "adopted_by": "one"}
            ],
        )
        yield from self.people(id, at)
        objectives = self.objectives(id)
        yield Objective.__table__, objectives
        yield Assessment.__table__, self.assessments(id, objectives)
        yield from self.decisions(id, f"N{at + 1:02}")
        yield from self.proposals(id, f"N{at + 1:02}")
        yield from meetings(self, id, f"N{at + 1:02}")
        yield from measures(self, id)
        yield JournalEntry.__table__, entries

    def people(self, network: UUID, at: int) -> Rows:
        """A focal point for each member; the first is the caller of the measurements."""
        people, memberships, appointments = [], [], []
        for place, organisation in enumerate(self.organisations):
            person = self.id()
            own = {"language": "en", "admin": False, "credentials_from": BASE - timedelta(days=1)}
            people.append(row(person, email=f"p{at + 1}-{place + 1}@bench.example", name=f"Person {place + 1}") | own)
            dated = {"joined_on": date(2024, 3, 12), "left_on": None, "position": place, "capacities": []}
            here = {"network_id": network, "organisation_id": organisation}
            memberships.append(row(self.id(), **here, kind="member", state="member") | dated)
            role = {"role": "focal_point", "state": "confirmed", "from_on": date(2024, 3, 12)}
            appointments.append(row(self.id(), **here, person_id=person) | role)
        yield Person.__table__, people
        yield Membership.__table__, memberships
        yield Appointment.__table__, appointments

    def objectives(self, network: UUID) -> list[dict[str, Any]]:
        made = []
        for item in reference.items("gcm-objectives"):
            rated = [
                {"period": f"{year}-H{half}", "rating": self.random.choice(["early", "some_progress", "good_progress"])}
                for year in (2024, 2025)
                for half in (1, 2)
            ]
            title, label = reference.localised(item, "title"), reference.localised(item, "label")
            made.append(
                row(self.id(), network_id=network, number=item["number"], title=title, label=label)
                | {"source": "Global Compact", "confidence": {}, "priority": self.random.choice(["high", "low"])}
                | {"lead_id": self.random.choice(self.organisations), "government_id": None, "contributors": []}
                | {"tor_objectives": [1, 2], "sdg_targets": ["10.7", "8.8"], "rating": rated[-1]["rating"]}
                | {"previous_rating": rated[-2]["rating"], "trend": "same", "rated_period": "2025-H2"}
                | {"ratings": rated, "guiding_principles": [1, 8], "rated_index": 2025 * 2 + 1}
                | {"activity_count": 3, "indicator_count": 2, "pledge_count": 1}
                | {"required_cents": 1_250_000_00, "available_cents": 400_000_50, "expenditure_cents": 12_345_67}
            )
        return made

    def assessments(self, network: UUID, objectives: list[dict[str, Any]]) -> list[dict[str, Any]]:
        """What five organisations said of each half-year."""
        evidence = [{"title": "Figures of the half-year", "url": "https://library.example/figures"}]
        return [
            row(self.id(), network_id=network, objective_id=objective["id"], organisation_id=organisation)
            | {"acronym": f"ORG{at}", "period": rated["period"], "state": "approved", "rating": rated["rating"]}
            | {"narrative": self.text(4)["en"], "evidence": evidence, "attachment_count": 0, "reason": None}
            | {"submitted_by": None, "submitted_at": BASE, "approved_at": BASE}
            for objective in objectives
            for rated in objective["ratings"]
            for at, organisation in enumerate(self.organisations[:5])
        ]

    def decisions(self, network: UUID, code: str) -> Rows:
        decisions, rounds, positions = [], [], []
        for at in range(self.size.decisions):
            state, opened = STATES[at % len(STATES)], BASE + timedelta(hours=at)
            decision, texts = self.decision(network, f"{code}/2026/{at + 1:03}", state, opened)
            decisions.append(decision)
            rounds.append(self.round(decision, texts, state, opened))
            positions += [self.position(rounds[-1], place, state, opened) for place in range(MEMBERS)]
        yield Decision.__table__, decisions
        yield Round.__table__, rounds
        yield Position.__table__, positions

    def decision(self, network: UUID, number: str, state: str, at: datetime) -> tuple[dict[str, Any], dict[str, Any]]:
        texts, adopted = self.text(5), state.startswith("adopted")
        kind = self.random.choice(["workplan", "statement", "procedure", "other"])
        links = ("meeting_id", "agenda_item_id", "proposal_id", "proposal_revision", "allowed_by_id", "supersedes_id")
        return (
            row(self.id(), network_id=network, number=number, kind=kind, title=self.text(1), state=state)
            | {"visibility": "members", "authoritative": "en", "texts": texts, "review_on": None, "round_count": 1}
            | dict.fromkeys((*links, "reason", "referred_to", "referral_result"))
            | {"adopted_by": ["ORG01"] if adopted else [], "adopted_at": at + timedelta(days=4) if adopted else None}
            | {"sort_at": at, "created_at": at, "version": 3}
        ), texts

    def round(self, decision: dict[str, Any], texts: dict[str, Any], state: str, at: datetime) -> dict[str, Any]:
        open = state == "open"
        return (
            row(self.id(), network_id=decision["network_id"], decision_id=decision["id"], number=1)
            | {"procedure": "silence", "state": "open" if open else "closed", "authoritative": "en", "texts": texts}
            | {"outcome": None if open else "broken" if state == "broken" else "clear", "opened_at": at}
            | {"text_hash": sha256(texts["en"]), "deadline_at": FAR if open else at + timedelta(days=3)}
            | {"closed_at": None if open else at + timedelta(days=3)}
        )

    def position(self, round: dict[str, Any], place: int, state: str, at: datetime) -> dict[str, Any]:
        value = self.random.choice(ANSWERS[state])
        spoken = value in ("reservation", "objection")
        answered = at + timedelta(hours=place + 1) if value else None
        return (
            row(self.id(), network_id=round["network_id"], round_id=round["id"], place=place)
            | {"organisation_id": self.organisations[place], "acronym": self.acronyms[place], "value": value}
            | {"text": WORDS["en"] if spoken else None, "would_resolve": WORDS["en"] if value == "objection" else None}
            | {"answered_at": answered, "reached_at": at, "seen_at": answered}
            | {"on_behalf": False, "source": None, "ad_referendum_until": None, "confirmed_at": None}
            | {"released_at": None, "reminded_at": None}
        )

    def proposals(self, network: UUID, code: str) -> Rows:
        heads: list[dict[str, Any]] = []
        parts: dict[str, list[dict[str, Any]]] = {}
        for at in range(self.size.proposals):
            programme: Programme = self.programmes[at % len(self.programmes)]
            id, when = self.id(), BASE + timedelta(hours=at)
            heads.append(row(id, network_id=network, number=f"{code}/2026/P-{at + 1:03}", **programme.head(self, when)))
            for name, rows in programme.parts(self, id).items():
                parts.setdefault(name, []).extend(rows)
        yield from Programme.tables(heads, parts)

    def journal(self, network: UUID) -> tuple[list[dict[str, Any]], str]:
        """A chain that verifies link by link; its subjects are of before the data set."""
        entries, hash = [], GENESIS
        for seq in range(1, self.size.journal + 1):
            at, subject = BASE + timedelta(seconds=seq), self.id()
            payload = dumps({"about": {"visibility": "members"}, "facts": {"number": str(seq)}, "row": {}})
            digest = sha256(payload)
            hash = link(hash, seq, instant(at), "position.recorded", "positions", str(subject), "", digest)
            entries.append(
                {"network_id": network, "seq": seq, "at": at, "kind": "position.recorded", "subject": "positions"}
                | {"subject_id": subject, "actor_id": None, "organisation_id": None, "visibility": "members"}
                | {"request_id": "bench", "payload": payload, "digest": digest, "hash": hash}
            )
        return entries, hash


def row(id: UUID, **values: Any) -> dict[str, Any]:
    return {"id": id, "created_at": BASE, "version": 1, **values}
