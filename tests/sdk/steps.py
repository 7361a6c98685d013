"""Steps that the main job takes more than once, through any of the SDKs."""

import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

from tests.sdk.generated import NETWORK, Sdk

SILENCES = (timedelta(seconds=8), timedelta(seconds=30), timedelta(seconds=60))


def until(what: str, holds: Callable[[], Any], seconds: float = 40) -> Any:
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        answer = holds()
        if answer:
            return answer
        time.sleep(0.1)
    raise AssertionError(f"{what}: not within {seconds} s")


def version(record: Any) -> dict[str, str]:
    return {"if_match": f'"{record.version}"'}


def nothing_is_queued(secretariat: Sdk) -> bool:
    mails = secretariat.call("demo", "list_outbox", network=NETWORK, limit=200).items
    return all(mail.state != "queued" for mail in mails)


def opened(secretariat: Sdk, decision: Any, silence: timedelta) -> Any:
    """A round by silence procedure that lasts so long."""
    wanted = {"procedure": "silence", "deadline_at": (datetime.now(UTC) + silence).isoformat()}
    where = {"network": NETWORK, "decision_id": decision.id}
    return secretariat.call("decisions", "open_decision", ("RoundOpen", wanted), **where, **version(decision))


def answer(person: Sdk, decision: Any, acronym: str, **position: str) -> Any:
    seat = next(seat for seat in decision.rounds[-1].positions if seat.acronym == acronym)
    where = {"network": NETWORK, "decision_id": decision.id, "number": decision.round_count}
    place = {"organisation_id": seat.organisation_id}
    return person.call("decisions", "put_position", ("PositionPut", position), **where, **place, **version(seat))


def brought_to_close(secretariat: Sdk, decision: Any, meanwhile: Callable[[Any], object]) -> Any:
    """Open a short round, let members answer, wait for its deadline.

    On a slow machine the notices may not have reached everybody in time: then the same text is put to them again.
    """

    def closed() -> Any:
        found = secretariat.call("decisions", "read_decision", network=NETWORK, decision_id=decision.id)
        return found if found.state != "open" else None

    until("earlier mail has left", lambda: nothing_is_queued(secretariat))
    decision = opened(secretariat, decision, SILENCES[0])
    meanwhile(decision)
    decision = until("the round closes", closed)
    for silence in SILENCES[1:]:
        if decision.state == "incomplete":
            decision = opened(secretariat, decision, silence)
            decision = until("the round closes", closed, 100)
    return decision
