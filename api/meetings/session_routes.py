"""A meeting in session over HTTP: whose turn it is, who wants to speak, what is noted and what comes of it."""

from typing import Annotated
from uuid import UUID

from api.kernel.access import Call, allow
from api.kernel.problems import IfMatchRequired, MoveRefused, Stale
from api.kernel.routing import NoContent, Reply, network_router, responses
from api.meetings import outcomes, policy, sealing, service, session, session_notes, session_states
from api.meetings import session_schemas as shown
from api.meetings import session_views as seen

router = network_router("/meetings/{meeting_id}/session", "meetings")
Read = shown.MeetingSessionRead
MOVED = responses(MoveRefused, session.NotInSession)
WRITTEN = responses(service.NotStarted, sealing.RecordSealed)


@router.get("", response_model=Read)
async def read_session(call: Annotated[Call, allow(policy.READ)], meeting_id: UUID) -> Reply:
    """Where a meeting stands: the current item, the time each item used, what came of it."""
    return await seen.session(call, meeting_id)


# ── whose turn it is ────────────────────────────────────────────────────────────────────────────────────────────────


@router.post("/turn", response_model=Read, responses=MOVED)
async def give_turn(call: Annotated[Call, allow(policy.CONVENE)], meeting_id: UUID, body: shown.SessionTurn) -> Reply:
    """Give the floor to an item. If-Match takes the session's version, so that two officers do not skip one."""
    await session.turn(call, await service.lock(call, meeting_id, match=False), body.item_id)
    return await seen.session(call, meeting_id)


@router.post(
    "/next", response_model=Read, responses=responses(MoveRefused, session.NotInSession, session_states.LastItem)
)
async def go_to_next_item(call: Annotated[Call, allow(policy.CONVENE)], meeting_id: UUID) -> Reply:
    """Go on to the next item of the agenda; at the beginning, to the first."""
    await session.step(call, await service.lock(call, meeting_id, match=False), 1)
    return await seen.session(call, meeting_id)


@router.post(
    "/back", response_model=Read, responses=responses(MoveRefused, session.NotInSession, session_states.FirstItem)
)
async def go_back_an_item(call: Annotated[Call, allow(policy.CONVENE)], meeting_id: UUID) -> Reply:
    """Go back to the item before; its seconds go on from where they stood."""
    await session.step(call, await service.lock(call, meeting_id, match=False), -1)
    return await seen.session(call, meeting_id)


@router.post("/pause", response_model=Read, responses=MOVED)
async def pause_session(call: Annotated[Call, allow(policy.CONVENE)], meeting_id: UUID) -> Reply:
    """A break: no item has the floor, and none uses time."""
    await session.pause(call, await service.lock(call, meeting_id, match=False))
    return await seen.session(call, meeting_id)


@router.post("/resume", response_model=Read, responses=MOVED)
async def resume_session(call: Annotated[Call, allow(policy.CONVENE)], meeting_id: UUID) -> Reply:
    """Go on after a break, with the item where it stopped."""
    await session.resume(call, await service.lock(call, meeting_id, match=False))
    return await seen.session(call, meeting_id)


# ── who wants to speak ──────────────────────────────────────────────────────────────────────────────────────────────


@router.post(
    "/speakers/{organisation_id}",
    response_model=Read,
    responses=responses(session.NotInSession, session.SpeakersFull),
)
async def ask_to_speak(call: Annotated[Call, allow(policy.SPEAK)], meeting_id: UUID, organisation_id: UUID) -> Reply:
    """Ask for the floor: for your own organisation, or as an officer for any that is invited."""
    await session.ask_to_speak(call, await service.lock(call, meeting_id, match=False), organisation_id)
    return await seen.session(call, meeting_id)


@router.delete(
    "/speakers/{organisation_id}", status_code=204, response_model=None, responses=responses(session.NotInSession)
)
async def delete_speaker(call: Annotated[Call, allow(policy.SPEAK)], meeting_id: UUID, organisation_id: UUID) -> Reply:
    """Take an organisation off the list of speakers: it has spoken, or no longer wants to."""
    await session.has_spoken(call, await service.lock(call, meeting_id, match=False), organisation_id)
    return NoContent()


# ── minute-taking ───────────────────────────────────────────────────────────────────────────────────────────────────


@router.get("/notes", response_model=shown.SessionNoteList)
async def list_session_notes(call: Annotated[Call, allow(policy.CONVENE)], meeting_id: UUID) -> Reply:
    """What the officers have noted, item by item."""
    return await seen.notes(call, meeting_id)


@router.get("/notes/{item_id}", response_model=shown.SessionNoteRead)
async def read_session_note(call: Annotated[Call, allow(policy.CONVENE)], meeting_id: UUID, item_id: UUID) -> Reply:
    """What is noted on one item."""
    return await seen.note(call, meeting_id, item_id)


@router.put("/notes/{item_id}", response_model=shown.SessionNoteRead, responses=WRITTEN)
async def put_session_note(
    call: Annotated[Call, allow(policy.CONVENE)], meeting_id: UUID, item_id: UUID, body: shown.SessionNotePut
) -> Reply:
    """Write what is noted on an item. If-Match takes the note's version, 0 for the first.

    Who was slower gets 412 with the text that stands (`current_text`, `current_version`, `written_by`, `written_at`), and
    loses nothing. The same text sent twice is kept once.
    """
    await session_notes.write(call, await service.lock(call, meeting_id, match=False), item_id, body.text)
    return await seen.note(call, meeting_id, item_id)


@router.get("/notes/{item_id}/versions", response_model=shown.SessionNoteVersionList)
async def list_session_note_versions(
    call: Annotated[Call, allow(policy.CONVENE)], meeting_id: UUID, item_id: UUID
) -> Reply:
    """The note as it stood before, each version with who wrote it and when."""
    return await seen.note_versions(call, meeting_id, item_id)


# ── outcomes ────────────────────────────────────────────────────────────────────────────────────────────────────────


@router.post("/outcomes", response_model=shown.OutcomeRead, status_code=201, responses=WRITTEN)
async def create_outcome(
    call: Annotated[Call, allow(policy.CONVENE)], meeting_id: UUID, body: shown.OutcomeCreate
) -> Reply:
    """Record what came of an item. After the meeting, until its minutes are adopted, it is marked as late."""
    meeting = await service.lock(call, meeting_id, match=False)
    item = await session_notes.item_on_agenda(call, meeting, body.agenda_item_id)
    made = await outcomes.add(call, meeting, item, body.model_dump(exclude={"agenda_item_id"}))
    reply = await seen.outcome(call, meeting_id, made.id)
    return reply.created(f"/api/v1/networks/{call.slug}/meetings/{meeting_id}/session/outcomes/{made.id}")


@router.get("/outcomes/{outcome_id}", response_model=shown.OutcomeRead)
async def read_outcome(call: Annotated[Call, allow(policy.READ)], meeting_id: UUID, outcome_id: UUID) -> Reply:
    """One thing that came of an item."""
    return await seen.outcome(call, meeting_id, outcome_id)


@router.patch("/outcomes/{outcome_id}", response_model=shown.OutcomeRead, responses=WRITTEN)
async def update_outcome(
    call: Annotated[Call, allow(policy.CONVENE)], meeting_id: UUID, outcome_id: UUID, body: shown.OutcomeUpdate
) -> Reply:
    """Reword it, or keep it to a narrower circle. If-Match takes its version."""
    await outcomes.change(call, await service.lock(call, meeting_id, match=False), outcome_id, body.given())
    return await seen.outcome(call, meeting_id, outcome_id)


@router.delete(
    "/outcomes/{outcome_id}",
    status_code=204,
    response_model=None,
    responses=WRITTEN | responses(IfMatchRequired, Stale),
)
async def delete_outcome(call: Annotated[Call, allow(policy.CONVENE)], meeting_id: UUID, outcome_id: UUID) -> Reply:
    """Take it off the record; a decision or an action point stays where it is. If-Match takes its version."""
    await outcomes.remove(call, await service.lock(call, meeting_id, match=False), outcome_id)
    return NoContent()
