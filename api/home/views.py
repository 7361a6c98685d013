"""The first page of a network, the search, and the links of a record."""

import json
from datetime import UTC, date, datetime
from typing import Any

import sqlalchemy as sa

from api.home import waiting
from api.home.schemas import QuarterState
from api.home.waiting import MEETING, either, mine, of_network
from api.journal import policy as journal_policy
from api.journal import views as journal
from api.kernel import search
from api.kernel.access import Call, Visibility
from api.kernel.clock import PLACE, now_utc
from api.kernel.db import Id, UTCDateTime, dumps, instant
from api.kernel.routing import Reply
from api.kernel.search import SearchEntry
from api.kernel.views import View, many, obj, within
from api.meetings.models import Answer, Invitation, Meeting, MeetingKind, MeetingState
from api.networks.models import Network
from api.objectives.models import Objective, Rating

LATEST = 5
_network = sa.bindparam("network_id", type_=Id)
_next = many(
    obj(
        **MEETING,
        kind=Meeting.kind,
        state=Meeting.state,
        starts_at=Meeting.starts_at,
        ends_at=Meeting.ends_at,
        place=Meeting.place,
        modality=Meeting.modality,
        answers=many(
            obj(
                answer=Invitation.answer, mine=sa.case((mine(Invitation.organisation_id), sa.true()), else_=sa.false())
            ),
            Invitation,
            [Invitation.meeting_id == Meeting.id],
            [Invitation.place],
            [Meeting.__table__],
        ),
    ),
    Meeting,
    [*of_network, either(Meeting.state, MeetingState.CONVENED, MeetingState.IN_SESSION)],
    [Meeting.starts_at, Meeting.id],
    [],
)
_year = many(
    obj(id=Meeting.id, number=Meeting.number, state=Meeting.state, starts_at=Meeting.starts_at),
    Meeting,
    [
        *of_network,
        Meeting.kind == MeetingKind.REGULAR,
        either(Meeting.state, MeetingState.CONVENED, MeetingState.IN_SESSION, MeetingState.HELD),
        Meeting.starts_at >= sa.bindparam("from_at", type_=UTCDateTime),
        Meeting.starts_at < sa.bindparam("until_at", type_=UTCDateTime),
    ],
    [Meeting.starts_at, Meeting.id],
    [],
)
_ratings = many(
    obj(number=Objective.number, rating=Objective.rating), Objective, [Objective.network_id == _network], [Objective.number], []
)  # fmt: skip
HOME = View(
    sa.select(_next.sql(), _year.sql(), _ratings.sql(), Network.established_on, Network.created_at)
    .select_from(Network)
    .where(Network.id == _network)
)
SHARED = View(
    sa.select(
        obj(
            kind=SearchEntry.kind,
            id=SearchEntry.subject_id,
            number=SearchEntry.number,
            title=SearchEntry.title,
            at=SearchEntry.at,
        ).sql()
    )
    .where(SearchEntry.network_id == _network, within(SearchEntry.visibility), SearchEntry.kind != "objectives")
    .order_by(SearchEntry.at.desc(), SearchEntry.id.desc())
    .limit(sa.bindparam("limit", type_=sa.Integer))
)


async def home(call: Call) -> Reply:
    """What the network needs from the reader, the next meeting, the year so far, and what happened last."""
    now = now_utc()
    today = now.astimezone(PLACE).date()
    start, end = (datetime(year, 1, 1, tzinfo=PLACE) for year in (today.year, today.year + 1))
    asked = waiting.asked_for(call.actor, call.network_id, today)
    asked.pop("period")
    following, year, ratings, established_on, created_at = await HOME.first(
        call.source, from_at=start.astimezone(UTC), until_at=end.astimezone(UTC), **asked
    )
    since = established_on or created_at.astimezone(PLACE).date()
    objectives = json.loads(ratings)
    rated = [each["rating"] for each in objectives]
    wanted = await waiting.waiting(call.source, call.actor, call.network_id, call.language, now)
    return Reply(
        dumps(
            {
                "items": wanted.items,
                "awaited": wanted.awaited,
                "shared": await _shared(call),
                "next_meeting": _following(json.loads(following)),
                "year": today.year,
                "rhythm": _rhythm(json.loads(year), today, since) if Visibility.MEMBERS in call.circles else [],
                "ratings": {str(rating): rated.count(rating) for rating in Rating},
                "objectives": objectives,
                "latest": await _latest(call),
            }
        )
    )


def _following(meetings: list[dict[str, Any]]) -> dict[str, Any] | None:
    if not meetings:
        return None
    invited = meetings[0].pop("answers")
    own = [each["answer"] for each in invited if each["mine"]]
    said = [each["answer"] or "open" for each in invited]
    counts = {answer: said.count(answer) for answer in (*map(str, Answer), "open")}
    return meetings[0] | {"invited": bool(own), "answer": next(filter(None, own), None), "answers": counts}


def _rhythm(meetings: list[dict[str, Any]], today: date, since: date) -> list[dict[str, Any]]:
    """Whether every quarter of the year has had its regular meeting."""
    quarters = []
    for quarter in range(1, 5):
        here = [each for each in meetings if _quarter(each["starts_at"]) == quarter]
        held = [each for each in here if each["state"] == MeetingState.HELD]
        shown = next(iter(held or here), None)
        if shown is not None:
            state = QuarterState.HELD if held else QuarterState.CONVENED
        else:
            state = _without(quarter, today, since)
        meeting = {key: shown[key] for key in ("id", "number", "starts_at")} if shown else None
        quarters.append({"quarter": quarter, "state": state, "meeting": meeting})
    return quarters


def _quarter(starts_at: str) -> int:
    return (datetime.fromisoformat(starts_at).astimezone(PLACE).month + 2) // 3


def _without(quarter: int, today: date, since: date) -> QuarterState:
    over = date(today.year + (quarter == 4), quarter * 3 % 12 + 1, 1)
    if today < over:
        return QuarterState.OPEN
    return QuarterState.BEFORE if since >= over else QuarterState.MISSED


async def _latest(call: Call) -> list[dict[str, Any]]:
    """The last acts on record, for those who may read the journal."""
    if not call.may(journal_policy.READ):
        return []
    rows = await journal.listing(None, "mail").fetch(
        call.source, network_id=call.network_id, reach=call.reach, limit=LATEST
    )
    return [
        {
            "seq": seq,
            "at": instant(at),
            "kind": kind,
            "sentence": journal.sentence(kind, payload, call.language, zone),
            "subject": subject,
            "subject_id": str(subject_id),
            "about": journal.about(subject, str(subject_id), payload),
        }
        for seq, at, kind, subject, subject_id, _, _, _, _, payload, zone in rows
    ]


async def _shared(call: Call) -> list[dict[str, Any]]:
    """The latest papers a partner may read; members find theirs in the registers."""
    if Visibility.MEMBERS in call.circles:
        return []
    rows = await SHARED.fetch(call.source, network_id=call.network_id, reach=call.reach, limit=LATEST)
    return [json.loads(row[0]) for row in rows]


async def found(call: Call, query: str, limit: int) -> Reply:
    return Reply(await search.find(call.source, call.network_id, call.circles, query, limit, call.language))
