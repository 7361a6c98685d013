"""Lists over the objectives: what was done on one of them, of every kind and dated; assessments that wait."""

from datetime import UTC, date, datetime, time
from typing import Any

import sqlalchemy as sa

from api.kernel import files, links
from api.kernel.access import Call, found
from api.kernel.clock import PLACE
from api.kernel.db import Id, UTCDateTime, dumps
from api.kernel.paging import Listing, Sort, moving_json
from api.kernel.routing import Reply
from api.kernel.search import SearchEntry
from api.kernel.views import View, obj
from api.kernel.words import LANGUAGES, known, say
from api.objectives.models import Assessment, Objective, Rating
from api.objectives.states import ASSESSMENT
from api.objectives.views import seen

_network = sa.bindparam("network_id", type_=Id)
_number = sa.bindparam("number", type_=sa.BigInteger)
_objective = (
    sa.select(Objective.id).where(Objective.network_id == _network, Objective.number == _number).scalar_subquery()
)


def _title() -> Any:
    """Who said how far it is, in three languages: UNICEF · Some progress."""
    said = {
        language: sa.cast(Assessment.acronym, sa.Text)
        + " · "
        + sa.case(
            {each: say(f"objective.rating.{each}", language) for each in map(str, Rating)}, value=Assessment.rating
        )
        for language in LANGUAGES
    }
    return sa.type_coerce(obj(**said).sql(), SearchEntry.__table__.c.title.type)


_said_at = sa.func.coalesce(Assessment.approved_at, Assessment.submitted_at, Assessment.created_at, type_=UTCDateTime)
_assessed = sa.select(
    sa.literal("assessments", sa.String).label("kind"),
    Assessment.id.label("id"),
    sa.cast(sa.null(), Id).label("link_id"),
    Assessment.period.label("number"),
    _title().label("title"),
    _said_at.label("at"),
).where(Assessment.network_id == _network, Assessment.objective_id == _objective, seen)
_done = sa.union_all(links.rows("objectives", _objective), _assessed).subquery("done").c
_since = sa.bindparam("since", type_=UTCDateTime)
_FILTERS: dict[str, Any] = {
    "kind": lambda value: _done.kind == value,
    "since": lambda value: _done.at >= value,
    "until": lambda value: _done.at < value,
}
LINKED = Listing(
    obj(kind=_done.kind, id=_done.id, link_id=_done.link_id, number=_done.number, title=_done.title, at=_done.at),
    _done.at.table,
    [],
    {"-at": Sort((_done.at, _done.id), descending=True)},
    _FILTERS,
)
COUNTED = View(
    sa.select(_done.kind, sa.func.count(_done.id, type_=sa.BigInteger))
    .where(_done.at >= _since, _done.at < sa.bindparam("until", type_=UTCDateTime))
    .group_by(_done.kind)
    .order_by(_done.kind)
)
KNOWN = View(sa.select(Objective.id).where(Objective.network_id == _network, Objective.number == _number))
EVER = datetime(1970, 1, 1, tzinfo=UTC)
NEVER = datetime(9000, 1, 1, tzinfo=UTC)


async def linked(
    call: Call, number: int, kind: str | None, since: date | None, until: date | None, limit: int, cursor: str | None
) -> Reply:
    """Everything that was done on an objective, newest first, and in one sentence what it comes to."""
    asked: dict[str, Any] = {"network_id": call.network_id, "reach": call.reach, "number": number}
    found(await KNOWN.first(call.source, **asked))
    from_at, until_at = _instant(since), _instant(until)
    given = {"kind": kind, "since": from_at, "until": until_at}
    page = await LINKED.page(call.source, "-at", limit, cursor, given, **asked)
    counts = {
        row[0]: row[1]
        for row in await COUNTED.fetch(call.source, since=from_at or EVER, until=until_at or NEVER, **asked)
    }
    head = {"sentence": told(call.language, number, since, counts), "since": str(since) if since else None}
    reply = Reply(dumps(head | {"counts": counts})[:-1] + "," + page[1:])
    reply.following = page.following
    return reply


def _instant(day: date | None) -> datetime | None:
    return datetime.combine(day, time(), PLACE).astimezone(UTC) if day else None


def told(language: str, number: int, since: date | None, counts: dict[str, int]) -> str:
    """*Since 1 January 2024 the Network has 2 decisions and 3 meetings on objective 7.*"""
    named = {kind: count for kind, count in counts.items() if known(f"linked.{kind}")}
    parts = [say(f"linked.{kind}", language, count=count) for kind, count in sorted(named.items())]
    rest = sum(counts.values()) - sum(named.values())
    if rest:
        parts.append(say("linked.other", language, count=rest))
    when = "since" if since else "ever"
    if not parts:
        return say(f"objective.linked.none-{when}", language, number=number, since=since)
    return say(f"objective.linked.{when}", language, number=number, since=since, parts=parts)


# ── assessments of every objective ──────────────────────────────────────────────────────────────────────────────────

ASSESSMENTS = Listing(
    obj(
        id=Assessment.id,
        number=Objective.number,
        label=Objective.label,
        organisation_id=Assessment.organisation_id,
        acronym=Assessment.acronym,
        period=Assessment.period,
        state=Assessment.state,
        rating=Assessment.rating,
        narrative=Assessment.narrative,
        evidence=Assessment.evidence,
        attachments=files.of("assessments", Assessment.id, [Assessment.__table__]),
        reason=Assessment.reason,
        submitted_at=Assessment.submitted_at,
        approved_at=Assessment.approved_at,
        created_at=Assessment.created_at,
        version=Assessment.version,
    ),
    sa.join(Assessment, Objective, Assessment.objective_id == Objective.id),
    [Assessment.network_id == _network, seen],
    {
        "created_at": Sort((Assessment.created_at, Assessment.id)),
        "-created_at": Sort((Assessment.created_at, Assessment.id), descending=True),
    },
    {
        "state": lambda value: Assessment.state == value,
        "period": lambda value: Assessment.period == value,
        "number": lambda value: Objective.number == value,
        "organisation_id": lambda value: Assessment.organisation_id == value,
    },
    [Assessment.state],
)


async def assessments(call: Call, sort: str, limit: int, cursor: str | None, **given: Any) -> Reply:
    rows, following = await ASSESSMENTS.rows(
        call.source, sort, limit, cursor, given, network_id=call.network_id, reach=call.reach
    )
    return Reply(moving_json(rows, following, lambda state: ASSESSMENT.names(call, state)))
