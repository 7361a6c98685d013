"""Pledges as they are read."""

from typing import Any
from uuid import UUID

import sqlalchemy as sa

from api.decisions.models import Decision
from api.decisions.rules import ADOPTED, DecisionState
from api.kernel import clock, files
from api.kernel.access import Call, found
from api.kernel.db import Id, dumps
from api.kernel.links import Link
from api.kernel.paging import Listing, Sort, moving_json
from api.kernel.routing import Reply
from api.kernel.views import View, many, obj, one, splice, val, within
from api.kernel.words import say
from api.networks.models import Organisation
from api.objectives.models import Objective
from api.pledges import forms, policy, rules
from api.pledges.models import Pledge, PledgeProgress, PledgeState
from api.pledges.states import PLEDGE, RUNNING, Facts, entity_or_officer

_network = sa.bindparam("network_id", type_=Id)
_outer = [Pledge.__table__]
VISIBLE = [Pledge.network_id == _network, within(Pledge.visibility)]
_entity = one(
    obj(organisation_id=Organisation.id, acronym=Organisation.acronym, name=Organisation.name),
    Organisation,
    [Organisation.id == Pledge.organisation_id],
    _outer,
)
_notes = sa.select(sa.func.count(PledgeProgress.id, type_=sa.BigInteger)).where(
    PledgeProgress.network_id == Pledge.network_id, PledgeProgress.pledge_id == Pledge.id
)
COMMON = {
    "id": Pledge.id,
    "number": Pledge.number,
    "title": Pledge.title,
    "state": Pledge.state,
    "visibility": Pledge.visibility,
    "entity": _entity,
    "objectives": Pledge.objectives,
    "until_on": Pledge.until_on,
    "published_id": Pledge.published_id,
    "fulfilled_on": Pledge.fulfilled_on,
    "progress_count": val(_notes.correlate(Pledge).scalar_subquery()),
    "created_at": Pledge.created_at,
    "version": Pledge.version,
}


def _of_objective(number: Any) -> sa.ColumnElement[bool]:
    tied = (
        sa.select(Link.id)
        .join(Objective, Objective.id == Link.to_id)
        .where(
            Link.network_id == Pledge.network_id,
            Link.from_kind == "pledges",
            Link.from_id == Pledge.id,
            Link.to_kind == "objectives",
            Objective.number == number,
        )
    )
    return tied.correlate(Pledge).exists()


LISTING = Listing(
    obj(**COMMON),
    Pledge,
    VISIBLE,
    {
        "until_on": Sort((Pledge.sort_on, Pledge.id)),
        "-created_at": Sort((Pledge.created_at, Pledge.id), descending=True),
    },
    {
        "state": lambda value: Pledge.state == value,
        "organisation_id": lambda value: Pledge.organisation_id == value,
        "objective": _of_objective,
    },
    [Pledge.state],
)
PROGRESS = obj(
    id=PledgeProgress.id,
    year=PledgeProgress.year,
    note=PledgeProgress.note,
    evidence=PledgeProgress.evidence,
    acronym=PledgeProgress.acronym,
    created_at=PledgeProgress.created_at,
)
SINGLE = View(
    sa.select(
        obj(
            **COMMON,
            form_version=Pledge.form_version,
            answers=Pledge.answers,
            decision=one(
                obj(id=Decision.id, number=Decision.number, title=Decision.title, state=Decision.state),
                Decision,
                [Decision.id == Pledge.decision_id, within(Decision.visibility)],
                _outer,
            ),
            attachments=files.of("pledges", Pledge.id, _outer),
            submitted_at=Pledge.submitted_at,
            sent_on=Pledge.sent_on,
            fulfilment=Pledge.fulfilment,
            reason=Pledge.reason,
            progress=many(
                PROGRESS,
                PledgeProgress,
                [PledgeProgress.network_id == Pledge.network_id, PledgeProgress.pledge_id == Pledge.id],
                [PledgeProgress.year.desc(), PledgeProgress.id.desc()],
                _outer,
            ),
        ).sql(),
        Pledge.version,
        Pledge.state,
        Pledge.organisation_id,
        Pledge.submitted_by,
        Pledge.contact,
        Pledge.answers,
        Pledge.attachment_count,
        Pledge.until_on,
        sa.select(Decision.state).where(Decision.id == Pledge.decision_id).correlate(Pledge).scalar_subquery(),
        sa.select(Organisation.acronym)
        .where(Organisation.id == Pledge.organisation_id)
        .correlate(Pledge)
        .scalar_subquery(),
    ).where(*VISIBLE, Pledge.id == sa.bindparam("id", type_=Id))
)
NAMES = View(sa.select(Organisation.id, Organisation.acronym).where(Organisation.id == sa.bindparam("id", type_=Id)))


async def rows(call: Call, sort: str, limit: int, cursor: str | None, **given: Any) -> Any:
    return await LISTING.rows(call.source, sort, limit, cursor, given, network_id=call.network_id, reach=call.reach)


async def pledges(call: Call, sort: str, limit: int, cursor: str | None, **given: Any) -> Reply:
    found_rows, following = await rows(call, sort, limit, cursor, **given)
    return Reply(moving_json(found_rows, following, lambda state: PLEDGE.names(call, state)))


async def see(call: Call, pledge_id: UUID) -> Any:
    """The pledge's row, or 404."""
    asked = {"network_id": call.network_id, "reach": call.reach, "id": pledge_id}
    return found(await SINGLE.first(call.source, **asked))


async def pledge(call: Call, pledge_id: UUID) -> Reply:
    """One pledge: the form as it stands, what it lacks, what came of it, and what the caller can do."""
    row = await see(call, pledge_id)
    text, version, state, organisation_id, submitted_by, contact, answers, file_count, until, decision, acronym = row
    lacking = rules.findings(forms.current(), answers, contact=bool(contact), file=(file_count, 0))
    decided = None if decision is None else DecisionState(decision) in ADOPTED
    facts = Facts(PledgeState(state), organisation_id, tuple(lacking), submitted_by, decided)
    involved = call.may(policy.WRITE) and entity_or_officer(call, facts)
    more = {
        "contact": contact if involved else None,
        "names": await _names(call, answers),
        "findings": [_found(each, call.language) for each in lacking] if facts.state in _WRITTEN else [],
        "editable": involved and facts.state == PledgeState.DRAFT,
        "reports": involved and facts.state in RUNNING,
        "moves": PLEDGE.offered(call, facts),
        "needs": _needs(call.language, facts, acronym, until),
    }
    return Reply(splice(text, **more), version)


_WRITTEN = (PledgeState.DRAFT, PledgeState.PREPARED)


async def _names(call: Call, answers: dict[str, Any]) -> dict[str, str]:
    named = {}
    for each in answers.get("participants") or []:
        row = await NAMES.first(call.source, id=UUID(each))
        if row is not None:
            named[each] = row[1]
    return named


def _found(finding: rules.Finding, language: str) -> dict[str, Any]:
    label = say(f"pledge.field.{finding.field}", language)
    said = say(f"pledge.finding.{finding.key}", language, field=label, count=finding.found or 0)
    return {"key": finding.key, "severity": finding.severity, "field": finding.field, "sentence": said}


def _needs(language: str, facts: Facts, acronym: str, until: Any) -> list[dict[str, Any]]:
    """What is wanted next, as one sentence; nothing once it is fulfilled or withdrawn."""
    today = clock.now_utc().astimezone(clock.PLACE).date()
    gaps = sum(each.severity == rules.BLOCKER for each in facts.findings)
    given = {"organisation": acronym, "until": until, "count": gaps}
    key, who = {
        PledgeState.DRAFT: ("pledge-gaps" if gaps else "pledge-submit", [acronym]),
        PledgeState.PREPARED: ("pledge-clear", []),
        PledgeState.CLEARED: ("pledge-send", []),
        PledgeState.SENT: ("pledge-publish", []),
        PledgeState.PUBLISHED: ("pledge-start", [acronym]),
        PledgeState.IN_PROGRESS: ("pledge-fulfil", [acronym]),
    }.get(facts.state, ("", []))
    if facts.state in RUNNING and until is not None and until < today:
        key, who = "pledge-late", [acronym]
    if not key:
        return []
    return [{"key": key, "sentence": say(f"need.{key}", language, **given), "organisations": who, "by_at": None}]


def form(language: str) -> Reply:
    return Reply(dumps(forms.told(language)))
