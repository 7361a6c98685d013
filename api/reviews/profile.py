"""What a profile of the network computes from the record of its year. What no record is kept of is None: blank, not zero."""

from collections import Counter
from collections.abc import Callable, Iterable
from typing import Any

from api.kernel.words import LANGUAGES, say
from api.periods.rules import Period, Span
from api.reviews.record import Record

Data = dict[str, Any]
ENDED = ("adopted", "adopted_with_reservations", "no_consensus", "withdrawn")
RUNNING = ("signature", "funds_transferred", "implementation", "suspended", "operationally_closed", "final_reporting")
STATUSES = ("yet_to_start", "ongoing", "completed", "cancelled")


def word(key: str) -> dict[str, str]:
    return {language: say(key, language) for language in LANGUAGES}


def value(cell: Any) -> Data:
    return {"type": "value", "value": cell}


def table(columns: Iterable[str], rows: Iterable[list[Any]]) -> Data:
    return {"type": "table", "columns": list(columns), "rows": list(rows)}


def computed(field_id: str, record: Record) -> Data | None:
    make = MAKERS.get(field_id)
    return make(record) if make is not None else None


def _languages(record: Record) -> Data:
    told = [word(f"language.{each}") for each in record.languages]
    return value({language: ", ".join(each[language] for each in told) for language in LANGUAGES})


def _coordinator(record: Record) -> Data:
    held = [each.acronym for each in record.seats if each.capacities]
    return value(", ".join(held) or None)


def _chairs(record: Record) -> Data:
    return table(("organisation", "function"), ([acronym, function] for acronym, function in record.chairs))


def _counterpart(record: Record) -> Data:
    """Ministries that the network names beside its objectives."""
    names = {aim.government["en"]: aim.government for aim in record.aims if aim.government}
    told = {
        language: "; ".join(str(each.get(language) or each["en"]) for each in names.values()) for language in LANGUAGES
    }
    return value(told if names else None)


def _members(record: Record) -> Data:
    here = [each for each in record.seats if (each.kind == "member" and each.left_on is None) or _stays(record, each)]
    return table(
        ("organisation", "name", "since"),
        ([each.acronym, each.name, {"on": each.joined_on.isoformat()}] for each in here),
    )


def _stays(record: Record, seat: Any) -> bool:
    return bool(seat.kind == "member" and seat.left_on is not None and seat.left_on > record.last_on)


def _others(record: Record) -> Data:
    rows = [
        [each.acronym, each.name, word(f"membership.kind.{each.kind}"), word(f"organisation.kind.{each.category}")]
        for each in record.seats
        if each.kind != "member" and (each.left_on is None or each.left_on > record.last_on)
    ]
    return table(("organisation", "name", "kind", "category"), rows)


def _changes(record: Record) -> Data:
    rows: list[tuple[Any, list[Any]]] = []
    for each in record.seats:
        if each.joined_on >= record.first_on:
            rows.append(
                (each.joined_on, [each.acronym, word("review.text.joined"), {"on": each.joined_on.isoformat()}])
            )
        if each.left_on is not None and each.left_on <= record.last_on:
            rows.append((each.left_on, [each.acronym, word("review.text.left"), {"on": each.left_on.isoformat()}]))
    return table(("organisation", "change", "on"), [row for _, row in sorted(rows, key=lambda row: row[0])])


def _meetings(record: Record) -> Data:
    """Every quarter stands, also one without a meeting."""
    rows = []
    for quarter in Period(record.first_year, Span.YEAR).parts(Span.QUARTER):
        kinds = Counter(each.kind for each in record.meetings if quarter.holds(each.on))
        held: list[tuple[str | None, int]] = [*sorted(kinds.items())]
        for kind, count in held or [(None, 0)]:
            rows.append(
                [quarter.titles(), word(f"meeting.kind.{kind}") if kind else word("review.text.quarter-missing"), count]
            )
    return table(("quarter", "kind", "count"), rows)


def _attendance(record: Record) -> Data:
    """Mean share of members present, in hundredths of a percent; blank without a meeting."""
    shares = [each.present * 10_000 // each.invited for each in record.meetings if each.invited]
    return value({"bps": sum(shares) // len(shares)} if shares else None)


def _decisions(record: Record) -> Data:
    states = Counter(each.state if each.state in ENDED else "open" for each in record.rulings)
    return table(
        ("outcome", "count"),
        ([word(f"decision.state.{state}"), states[state]] for state in (*ENDED, "open") if states[state]),
    )


def _statements(record: Record) -> Data:
    rows = [
        [each.number, each.title, {"on": each.on.isoformat()}, ", ".join(each.languages), each.address]
        for each in record.voiced
    ]
    return table(("number", "title", "on", "languages", "address"), rows)


def _plan(record: Record) -> Data:
    rows = [
        [
            plan.title,
            f"{plan.starts_on.year}–{plan.ends_on.year}",
            {"on": plan.adopted_on.isoformat()} if plan.adopted_on else None,
            plan.decision,
        ]
        for plan in record.plans
    ]
    return table(("title", "period", "on", "number"), rows)


def _statuses(record: Record) -> Data:
    counted = Counter(each.status for each in record.activities)
    known = STATUSES if record.plans else ()
    return table(("state", "count"), ([word(f"activity.status.{status}"), counted[status]] for status in known))


def _funding(record: Record) -> Data:
    """Sums of what was stated; a sum of nothing stated is blank."""
    required = [each.required for each in record.activities if each.required is not None]
    available = [each.available for each in record.activities if each.available is not None]
    missing = [max(each.required - (each.available or 0), 0) for each in record.activities if each.required is not None]
    cells = [{"cents": sum(each)} if each else None for each in (required, available, missing)]
    return table(("required", "available", "missing"), [cells] if record.plans else [])


def _priorities(record: Record) -> Data:
    rows = [
        [aim.number, aim.label, word(f"objective.priority.{aim.priority}"), aim.lead]
        for aim in sorted(record.aims, key=lambda aim: (aim.priority != "high", aim.number))
        if aim.priority in ("high", "medium")
    ]
    return table(("objective", "title", "priority", "lead"), rows)


def _reviewed(record: Record) -> Data:
    rows = [[number, years, {"on": on.isoformat()}] for number, years, on in record.reviews]
    return table(("number", "period", "on"), rows)


def _pledges(record: Record) -> Data:
    rows = [
        [each.number, each.title, each.organisation, word(f"pledge.state.{each.state}")] for each in record.promises
    ]
    return table(("number", "title", "organisation", "state"), rows)


def _proposals(record: Record) -> Data:
    states = Counter(each.state for each in record.programmes)
    rows = [
        [
            word(f"proposal.state.{state}"),
            count,
            {"cents": sum(each.cents for each in record.programmes if each.state == state)},
        ]
        for state, count in states.items()
    ]
    return table(("state", "count", "amount"), rows)


def _programmes(record: Record) -> Data:
    rows = [
        [each.number, each.title, ", ".join(each.parties), {"cents": each.cents}]
        for each in record.programmes
        if each.state in RUNNING
    ]
    return table(("number", "title", "organisations", "budget"), rows)


MAKERS: dict[str, Callable[[Record], Data]] = {
    "identity.country": lambda record: value({language: f"{record.country.get(language) or record.country['en']} ({record.code})" for language in LANGUAGES}),
    "identity.period": lambda record: value(str(record.first_year)),
    "identity.established": lambda record: value({"on": record.established_on.isoformat()} if record.established_on else None),
    "identity.level": lambda _: value(word("review.text.level-country")),
    "identity.languages": _languages,
    "governance.coordinator": _coordinator,
    "governance.co_chairs": _chairs,
    "governance.link_government": _counterpart,
    "membership.members": _members,
    "membership.observers_partners": _others,
    "membership.changes": _changes,
    "activity.meetings": _meetings,
    "activity.attendance": _attendance,
    "activity.decisions": _decisions,
    "activity.statements": _statements,
    "workplan.workplan": _plan,
    "workplan.status_counts": _statuses,
    "workplan.funding": _funding,
    "gcm.priorities": _priorities,
    "gcm.voluntary_review": _reviewed,
    "gcm.pledges": _pledges,
    "mptf.proposals": _proposals,
    "mptf.programmes": _programmes,
}  # fmt: skip
