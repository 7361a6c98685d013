"""What a decision record says, gathered at adoption: the whole procedure, without anybody's name or address."""

from typing import Any
from uuid import UUID

import sqlalchemy as sa

from api.decisions import subjects
from api.decisions.models import Decision, Position, Round
from api.decisions.notices import NOTICES
from api.decisions.record_schemas import FORMAT
from api.decisions.rules import ON_RECORD
from api.kernel.access import Call
from api.kernel.db import instant
from api.kernel.deliveries import Delivery
from api.kernel.files import Attachment
from api.kernel.journal import GENESIS, JournalEntry
from api.meetings.models import AgendaItem, Meeting
from api.networks import service as networks
from api.networks.models import Organisation
from api.people.models import Person

ADOPTED = "decision.adopted"
ROUND = ("number", "procedure", "state", "outcome", "authoritative", "texts", "text_hash", "subject")
ROUND_AT = ("opened_at", "deadline_at", "closed_at")
SEAT = ("acronym", "value", "text", "would_resolve", "on_behalf", "source", "reached_by", "reached_source")
SEAT_AT = (
    "ad_referendum_until", "answered_at", "confirmed_at", "released_at", "reached_at", "reminded_at", "seen_at",
)  # fmt: skip
NOTICE_AT = ("accepted_at", "bounced_at", "seen_at", "by_hand_at")


async def body(call: Call, decision: Decision) -> dict[str, Any]:
    """Everything that shows how this decision was reached, as plain values."""
    network = await networks.current(call)
    rounds, subject = await _rounds(call, decision), subjects.of(decision)
    return {
        "format": FORMAT,
        "network": {each: getattr(network, each) for each in ("slug", "code", "name", "time_zone")},
        "decision_id": str(decision.id),
        **{each: getattr(decision, each) for each in ("number", "kind", "title", "state", "visibility", "adopted_by")},
        "origin": await _origin(call, decision),
        "subject": subject.json if subject is not None else None,
        "review_on": decision.review_on.isoformat() if decision.review_on else None,
        "supersedes": await _number(call, decision.supersedes_id),
        "rescinds": await _number(call, decision.rescinds_id),
        "allowed_by": await _number(call, decision.allowed_by_id),
        "adopted_at": _at(decision.adopted_at),
        "reservations": _reservations(rounds[-1]["roll"]),
        "rounds": rounds,
        "journal": await _entry(call, decision),
    }


def _at(value: Any) -> str | None:
    return instant(value) if value is not None else None


def _reservations(roll: list[dict[str, Any]]) -> list[dict[str, Any]]:
    marked = [seat for seat in roll if seat["value"] in ON_RECORD and seat["released_at"] is None]
    return [{name: seat[name] for name in ("acronym", "value", "text")} for seat in marked]


async def _number(call: Call, decision_id: UUID | None) -> str | None:
    if decision_id is None:
        return None
    wanted = sa.select(Decision.number).where(Decision.network_id == call.network_id, Decision.id == decision_id)
    return (await call.session.execute(wanted)).scalar_one()


async def _origin(call: Call, decision: Decision) -> dict[str, Any]:
    meeting = await call.session.get(Meeting, decision.meeting_id) if decision.meeting_id else None
    item = await call.session.get(AgendaItem, decision.agenda_item_id) if decision.agenda_item_id else None
    return {
        "meeting_number": meeting.number if meeting else None,
        "meeting_title": meeting.title if meeting else None,
        "meeting_starts_at": _at(meeting.starts_at) if meeting else None,
        "agenda_item": item.title if item else None,
        "proposal_id": str(decision.proposal_id) if decision.proposal_id else None,
        "proposal_revision": decision.proposal_revision,
    }


async def _rounds(call: Call, decision: Decision) -> list[dict[str, Any]]:
    wanted = sa.select(Round).where(Round.decision_id == decision.id).order_by(Round.number)
    rounds = list((await call.session.execute(wanted)).scalars())
    seats = await _seats(call, [round.id for round in rounds])
    return [
        {
            **{name: getattr(round, name) for name in ROUND},
            **{name: _at(getattr(round, name)) for name in ROUND_AT},
            "roll": seats.get(round.id, []),
        }
        for round in rounds
    ]


async def _seats(call: Call, rounds: list[UUID]) -> dict[UUID, list[dict[str, Any]]]:
    wanted = (
        sa.select(Position, Organisation.name)
        .join(Organisation, Organisation.id == Position.organisation_id)
        .where(Position.round_id.in_(rounds))
        .order_by(Position.round_id, Position.place)
    )
    notices, evidence = await _notices(call, rounds), await _evidence(call, rounds)
    found: dict[UUID, list[dict[str, Any]]] = {}
    for position, name in (await call.session.execute(wanted)).all():
        seat = {
            "organisation_id": str(position.organisation_id),
            "name": name,
            **{each: getattr(position, each) for each in SEAT},
            **{each: _at(getattr(position, each)) for each in SEAT_AT},
            "evidence": evidence.get(position.id, []),
            "notices": notices.get((position.round_id, position.organisation_id), []),
        }
        found.setdefault(position.round_id, []).append(seat)
    return found


async def _evidence(call: Call, rounds: list[UUID]) -> dict[UUID, list[dict[str, Any]]]:
    """The files that show what was answered on behalf, by position: by name and digest, to be compared with what one has."""
    wanted = (
        sa.select(Attachment)
        .where(Attachment.network_id == call.network_id, Attachment.subject == Position.__tablename__)
        .where(Attachment.subject_id.in_(sa.select(Position.id).where(Position.round_id.in_(rounds))))
        .order_by(Attachment.id)
    )
    found: dict[UUID, list[dict[str, Any]]] = {}
    for file in (await call.session.execute(wanted)).scalars():
        shown = {
            "name": file.name,
            "bytes": file.bytes,
            "sha256": file.sha256,
            "answer_version": file.of_version,
            "added_at": _at(file.created_at),
        }
        found.setdefault(file.subject_id, []).append(shown)
    return found


async def _notices(call: Call, rounds: list[UUID]) -> dict[tuple[UUID, UUID | None], list[dict[str, Any]]]:
    """How each organisation was told, by the function of whom it was told through."""
    wanted = (
        sa.select(Delivery, Person.function)
        .outerjoin(Person, Person.id == Delivery.person_id)
        .where(Delivery.network_id == call.network_id, Delivery.subject_id.in_(rounds), Delivery.kind.in_(NOTICES))
        .order_by(Delivery.created_at, Delivery.id)
    )
    found: dict[tuple[UUID, UUID | None], list[dict[str, Any]]] = {}
    for sent, function in (await call.session.execute(wanted)).all():
        notice = {
            "kind": sent.kind,
            "function": function,
            "state": sent.state,
            "queued_at": _at(sent.created_at),
            **{name: _at(getattr(sent, name)) for name in NOTICE_AT},
        }
        found.setdefault((sent.subject_id, sent.organisation_id), []).append(notice)
    return found


async def _entry(call: Call, decision: Decision) -> dict[str, Any]:
    """The journal's own entry of the adoption, and the hash before it: whoever has both can compute the link."""
    here = (JournalEntry.network_id == call.network_id, JournalEntry.subject_id == decision.id)
    wanted = sa.select(JournalEntry).where(*here, JournalEntry.kind == ADOPTED).order_by(JournalEntry.seq).limit(1)
    entry = (await call.session.execute(wanted)).scalar_one()
    before = sa.select(JournalEntry.hash).where(
        JournalEntry.network_id == call.network_id, JournalEntry.seq == entry.seq - 1
    )
    return {
        "seq": entry.seq,
        "at": _at(entry.at),
        "kind": entry.kind,
        "subject": entry.subject,
        "subject_id": str(entry.subject_id),
        "actor_id": str(entry.actor_id) if entry.actor_id else None,
        "digest": entry.digest,
        "previous": (await call.session.execute(before)).scalar_one_or_none() or GENESIS,
        "hash": entry.hash,
    }
