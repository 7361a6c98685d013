"""Meetings of the data set: an agenda of eight items, everybody invited, every second one held."""

from collections.abc import Iterator
from datetime import timedelta
from typing import TYPE_CHECKING, Any
from uuid import UUID

from api.meetings.models import AgendaItem, Invitation, Meeting

if TYPE_CHECKING:
    from bench.data import Maker

ITEMS = 8
KINDS = ("information", "discussion", "decision", "discussion")


def meetings(maker: "Maker", network: UUID, code: str) -> Iterator[tuple[Any, list[dict[str, Any]]]]:
    """Batches of (table, rows)."""
    heads, items, invitations = [], [], []
    for at in range(maker.size.meetings):
        head = _head(maker, network, f"{code}/2026/M-{at + 1:02}", at)
        heads.append(head)
        items += [_item(maker, head, place) for place in range(1, ITEMS + 1)]
        invitations += [_invitation(maker, head, place) for place in range(len(maker.organisations))]
    yield Meeting.__table__, heads
    yield AgendaItem.__table__, items
    yield Invitation.__table__, invitations


def _row(maker: "Maker", at: Any, **values: Any) -> dict[str, Any]:
    return {"id": maker.id(), "created_at": at, "version": 2, **values}


def _head(maker: "Maker", network: UUID, number: str, at: int) -> dict[str, Any]:
    from bench.data import BASE

    starts_at, held = BASE + timedelta(days=30 * at), at % 2 == 0
    ends_at = starts_at + timedelta(hours=2)
    return (
        _row(maker, BASE, network_id=network, number=number, kind="regular", state="held" if held else "convened")
        | {"title": maker.text(1), "starts_at": starts_at, "ends_at": ends_at, "place": "UN House, Ashgabat"}
        | {"modality": "hybrid", "link": "https://meet.example/network", "visibility": "members"}
        | {"convened_at": BASE, "started_at": starts_at if held else None, "ended_at": ends_at if held else None}
        | {"languages": ["en", "ru"], "guests": [], "sort_at": starts_at}
    )


def _item(maker: "Maker", meeting: dict[str, Any], place: int) -> dict[str, Any]:
    said = maker.text(2)["en"] if meeting["state"] == "held" else None
    return (
        _row(maker, meeting["created_at"], network_id=meeting["network_id"], meeting_id=meeting["id"], place=place)
        | {"kind": KINDS[place % len(KINDS)], "title": maker.text(1), "duration_minutes": 15}
        | {"presenter_id": maker.organisations[place % len(maker.organisations)], "notes": maker.text(1)["en"]}
        | {"outcome": said, "proposed_by_id": None, "standing": None}
    )


def _invitation(maker: "Maker", meeting: dict[str, Any], place: int) -> dict[str, Any]:
    held = meeting["state"] == "held"
    answer = maker.random.choice(["yes", "yes", "no", "maybe", None])
    return (
        _row(maker, meeting["created_at"], network_id=meeting["network_id"], meeting_id=meeting["id"], place=place)
        | {"organisation_id": maker.organisations[place], "acronym": maker.acronyms[place], "answer": answer}
        | {"answered_at": meeting["created_at"] if answer else None, "on_behalf": False}
        | {"presence": maker.random.choice(["in_room", "remote", "absent"]) if held else None}
        | {"person": f"Person {place + 1}" if held else None}
    )
