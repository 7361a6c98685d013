"""Pledges: filled in, cleared by another person, sent, followed until they are fulfilled."""

from collections.abc import Iterable
from datetime import date
from typing import Any
from uuid import UUID

import sqlalchemy as sa

from api.decisions.models import Decision
from api.decisions.rules import ADOPTED, DecisionState
from api.decisions.service import visible as visible_decisions
from api.kernel import clock, files, journal, links, search
from api.kernel.access import Call, Visibility, found
from api.kernel.links import End, Link
from api.kernel.problems import Forbidden, Invalid, Problem, TooLarge
from api.members import service as members
from api.networks import service as networks
from api.networks.models import Organisation
from api.objectives import service as objectives
from api.objectives.models import Objective
from api.pledges import forms, notices, rules
from api.pledges.models import Pledge, PledgeProgress, PledgeState
from api.pledges.schemas import PledgeCreate, ProgressCreate
from api.pledges.states import PLEDGE, RUNNING, Facts, entity_or_officer

FARTHEST = date(9999, 12, 31)
COUNTED = (PledgeState.WITHDRAWN, PledgeState.DRAFT)  # what an objective does not count


class PledgeClosed(Problem):
    """What is prepared is changed by a return to draft; what was sent is not changed at all."""

    slug, status = "pledge-closed", 409


class PledgeNotRunning(Problem):
    """Progress is noted from the day it was sent until it is fulfilled or withdrawn."""

    slug, status = "pledge-not-running", 409


def visible(call: Call) -> sa.Select[Pledge]:
    return sa.select(Pledge).where(
        Pledge.network_id == call.network_id, Pledge.visibility.in_([str(circle) for circle in call.circles])
    )


async def lock(call: Call, pledge_id: UUID, *, match: bool = True) -> Pledge:
    statement = visible(call).where(Pledge.id == pledge_id).with_for_update()
    pledge = found((await call.session.execute(statement)).scalar_one_or_none())
    await clock.tick(call)
    if match:
        call.match(pledge.version)
    return pledge


async def facts_of(call: Call, pledge: Pledge) -> Facts:
    decided = None
    if pledge.decision_id is not None:
        statement = sa.select(Decision.state).where(Decision.id == pledge.decision_id)
        decided = DecisionState((await call.session.execute(statement)).scalar_one()) in ADOPTED
    lacking = rules.findings(
        forms.current(), pledge.answers, contact=bool(pledge.contact), file=(pledge.attachment_count, 0)
    )
    state = PledgeState(pledge.state)
    return Facts(state, pledge.organisation_id, tuple(lacking), pledge.submitted_by, decided)


# ── the form ────────────────────────────────────────────────────────────────────────────────────────────────────────


async def create(call: Call, wanted: PledgeCreate) -> Pledge:
    """Begin a pledge of one's organisation; an officer begins any, for whoever makes it."""
    entity = await _entity(call, wanted.organisation_id)
    if not entity_or_officer(call, Facts(PledgeState.DRAFT, entity.id)):
        raise Forbidden()
    network = await networks.current(call)
    year = members.today(call).year
    number = await networks.next_number(call, "pledge", year)
    pledge = Pledge(
        created_at=call.now,
        network_id=call.network_id,
        number=f"{network.code}/{year}/PL-{number:02d}",
        visibility=wanted.visibility,
        form_version=forms.current().version,
        title=wanted.title,
        organisation_id=entity.id,
        sort_on=FARTHEST,
        objectives=[],
        answers={},
        contact=wanted.contact,
    )
    await _answer(call, pledge, wanted.answers, wanted.title)
    call.session.add(pledge)
    await call.session.flush()
    await _note(call, "pledge.made", pledge, entity)
    await _link(call, pledge)
    return pledge


async def change(call: Call, pledge: Pledge, changes: dict[str, Any]) -> None:
    """Fill in more of the form, while it is a draft."""
    may_edit(call, pledge)
    for name in ("title", "visibility", "organisation_id"):
        if name in changes and changes[name] is None:
            raise Invalid.at(f"/{name}", "missing")
    if "organisation_id" in changes:
        entity = await _entity(call, changes["organisation_id"])
        if not entity_or_officer(call, Facts(PledgeState.DRAFT, entity.id)):
            raise Forbidden()
        pledge.organisation_id = entity.id
    if changes.get("decision_id") is not None:
        await _decision(call, changes["decision_id"])
    for name in ("contact", "decision_id", "visibility"):
        if name in changes:
            setattr(pledge, name, changes[name])
    await _answer(call, pledge, changes.get("answers") or {}, changes.get("title", pledge.title))
    pledge.version += 1
    await _note(call, "pledge.changed", pledge)
    await _link(call, pledge)


def may_edit(call: Call, pledge: Pledge) -> None:
    """Raise what stands against a change of the form or its file."""
    if not entity_or_officer(call, Facts(PledgeState(pledge.state), pledge.organisation_id)):
        raise Forbidden()
    if pledge.state != PledgeState.DRAFT:
        raise PledgeClosed(number=pledge.number)


async def _entity(call: Call, organisation_id: UUID) -> Organisation:
    """Any organisation of the common list may make a pledge, whether or not it belongs to the network."""
    organisation = await call.session.get(Organisation, organisation_id)
    if organisation is None:
        raise Invalid.at("/organisation_id", "unknown")
    return organisation


async def _decision(call: Call, decision_id: UUID) -> None:
    statement = visible_decisions(call).where(Decision.id == decision_id)
    if (await call.session.execute(statement)).scalar_one_or_none() is None:
        raise Invalid.at("/decision_id", "unknown")


async def _answer(call: Call, pledge: Pledge, given: dict[str, Any], title: str) -> None:
    """Lay answers over those that stand; null empties one. What lists ask for is kept in columns beside them."""
    form = forms.current()
    plain = {key: value.model_dump() if hasattr(value, "model_dump") else value for key, value in given.items()}
    for key, value in plain.items():
        field = form.field(key)
        code = "unknown" if field is None or key in (*forms.COLUMNS, "title") else rules.fault(field, value)
        if code is not None:
            raise Invalid.at(f"/answers/{key}", code)
    await _participants(call, plain.get("participants") or [])
    kept = {key: value for key, value in {**pledge.answers, **plain, "title": title}.items() if value is not None}
    pledge.answers, pledge.title = kept, title
    pledge.objectives = sorted(rules.of_answers(kept, "objectives") or [])
    until = rules.of_answers(kept, "until")
    pledge.until_on = date.fromisoformat(until) if until else None
    pledge.sort_on = pledge.until_on or FARTHEST


async def _participants(call: Call, wanted: Iterable[str]) -> None:
    asked = {UUID(each) for each in wanted}
    if not asked:
        return
    known = await call.session.execute(sa.select(Organisation.id).where(Organisation.id.in_(asked)))
    if asked - set(known.scalars()):
        raise Invalid.at("/answers/participants", "unknown")


async def attach(call: Call, pledge: Pledge, name: str, content: bytes) -> None:
    """The one file that may go with the form."""
    may_edit(call, pledge)
    if pledge.attachment_count:
        raise files.TooManyFiles(most=1)
    if len(content) > rules.MOST_FILE:
        raise TooLarge(max_bytes=rules.MOST_FILE)
    await files.add(call, pledge, pledge.organisation_id, name, content, Visibility(pledge.visibility))
    await _count_files(call, pledge, 1)


async def detach(call: Call, pledge: Pledge, attachment_id: UUID) -> None:
    may_edit(call, pledge)
    await files.remove(call, pledge, attachment_id, Visibility(pledge.visibility))
    await _count_files(call, pledge, -1)


async def _count_files(call: Call, pledge: Pledge, by: int) -> None:
    pledge.attachment_count += by
    pledge.version += 1
    await _note(call, "pledge.changed", pledge)


# ── its life ────────────────────────────────────────────────────────────────────────────────────────────────────────


async def move(call: Call, pledge: Pledge, name: str, **given: Any) -> None:
    """Fire a move with what it asks for, and write that to the pledge."""
    PLEDGE.fire(call, pledge, name, facts=await facts_of(call, pledge))
    for column, value in given.items():
        if isinstance(value, date) and value > members.today(call):
            raise Invalid.at(f"/{column}", "day_ahead")
        setattr(pledge, column, value)
    if name == "submit":
        pledge.submitted_by, pledge.submitted_at, pledge.reason = call.actor.person_id, call.now, None
    if name == "publish" and pledge.visibility == Visibility.MEMBERS:
        pledge.visibility = Visibility.PARTNERS  # it is published: partners may know
    entity = await _entity(call, pledge.organisation_id)
    await _note(call, f"pledge.{PAST[name]}", pledge, entity, reason=pledge.reason)
    await _count(call, set(pledge.objectives))
    await notices.told(call, name, pledge, entity)


PAST = {
    "submit": "submitted",
    "return": "returned",
    "clear": "cleared",
    "send": "sent",
    "publish": "published",
    "start": "started",
    "fulfil": "fulfilled",
    "withdraw": "withdrawn",
}


async def report(call: Call, pledge: Pledge, wanted: ProgressCreate) -> None:
    """Note what was done for it in a year, with evidence. Notes stay."""
    if not entity_or_officer(call, Facts(PledgeState(pledge.state), pledge.organisation_id)):
        raise Forbidden()
    if pledge.state not in RUNNING:
        raise PledgeNotRunning(number=pledge.number)
    if wanted.year > members.today(call).year:
        raise Invalid.at("/year", "day_ahead")
    row = PledgeProgress(
        created_at=call.now,
        network_id=call.network_id,
        pledge_id=pledge.id,
        year=wanted.year,
        note=wanted.note,
        evidence=[each.model_dump() for each in wanted.evidence],
        acronym=call.actor.acronym(call.network_id),
    )
    call.session.add(row)
    visibility = Visibility(pledge.visibility)
    told: dict[str, Any] = {"number": pledge.number, "year": str(wanted.year)}
    await journal.record(call, "pledge.reported", row, visibility=visibility, **told)


# ── what hangs on it ────────────────────────────────────────────────────────────────────────────────────────────────


async def _note(call: Call, kind: str, pledge: Pledge, entity: Organisation | None = None, **facts: Any) -> None:
    """The journal's entry, and the record's place in the search."""
    entity = entity or await _entity(call, pledge.organisation_id)
    visibility = Visibility(pledge.visibility)
    facts = {"number": pledge.number, "organisation": entity.acronym, "title": pledge.title, **facts}
    await journal.record(call, kind, pledge, visibility=visibility, **facts)
    said = " ".join(str(pledge.answers.get(key, "")) for key in ("description", "measure"))
    entry = search.Found(
        "pledges",
        pledge.id,
        title={"en": pledge.title, "ru": None, "tk": None},
        at=call.now if kind != "pledge.changed" else pledge.created_at,
        visibility=visibility,
        number=pledge.number,
        summary=f"{entity.acronym}: {pledge.title}",
        text=f"{entity.acronym} {said}",
    )
    await search.put(call, entry)


async def _link(call: Call, pledge: Pledge) -> None:
    """Tie it to the objectives of the form, and to no others."""
    statement = (
        sa.select(Link.id, Objective.number, Objective.id)
        .join(Objective, Objective.id == Link.to_id)
        .where(
            Link.network_id == call.network_id,
            Link.from_kind == "pledges",
            Link.from_id == pledge.id,
            Link.to_kind == "objectives",
        )
    )
    tied = {row[1]: row[0] for row in await call.session.execute(statement)}
    for number in sorted(tied.keys() - set(pledge.objectives)):
        await links.part(call, tied[number])
    new = sorted(set(pledge.objectives) - tied.keys())
    for objective_id in await objectives.ids(call, new):
        await links.join(call, End("pledges", pledge.id), End("objectives", objective_id))
    await _count(call, tied.keys() | set(pledge.objectives))


async def _count(call: Call, numbers: Iterable[int]) -> None:
    """Keep on each objective how many pledges it has: those that were prepared, and not withdrawn."""
    wanted = set(numbers)
    if not wanted:
        return
    await call.session.flush()
    statement = sa.select(Pledge.objectives).where(
        Pledge.network_id == call.network_id, Pledge.state.not_in([str(state) for state in COUNTED])
    )
    held = [number for row in (await call.session.execute(statement)).scalars() for number in row]
    await objectives.keep(call, {number: objectives.Kept(pledges=held.count(number)) for number in wanted})
