"""The journal as it is read: entries by sequence, each told in the reader's language."""

import json
from functools import cache
from typing import Any

import sqlalchemy as sa

from api.journal.waiting import feed
from api.kernel.access import Call
from api.kernel.db import Id, dumps, instant
from api.kernel.journal import JournalEntry, JournalHead
from api.kernel.routing import Reply
from api.kernel.views import View, within
from api.kernel.words import known, say
from api.networks.models import Network, Organisation

# a part names the first of these it belongs to
RECORDS = ("action_points", "statements", "decisions", "meetings", "proposals", "objectives")
_network = sa.bindparam("network_id", type_=Id)
_seq = sa.bindparam("seq", type_=sa.BigInteger)
_columns = (
    JournalEntry.seq,
    JournalEntry.at,
    JournalEntry.kind,
    JournalEntry.subject,
    JournalEntry.subject_id,
    Organisation.acronym,
    JournalEntry.actor_id,
    JournalEntry.digest,
    JournalEntry.hash,
    sa.case((within(JournalEntry.visibility), JournalEntry.payload), else_=None).label("payload"),
    Network.time_zone,
)
_from = (
    sa.join(JournalEntry, Network, JournalEntry.network_id == Network.id)
    .outerjoin(Organisation, Organisation.id == JournalEntry.organisation_id)
)  # fmt: skip
HEAD = View(sa.select(JournalHead.seq, JournalHead.hash).where(JournalHead.id == _network))


MAILS, REACHED = "deliveries", "position.reached"
FILTERS: dict[str, list[sa.ColumnElement[bool]]] = {
    "subject_id": [JournalEntry.subject_id == sa.bindparam("subject_id", type_=Id)],
    "subject": [JournalEntry.subject == sa.bindparam("subject", type_=sa.String)],
    "kind": [JournalEntry.kind == sa.bindparam("kind", type_=sa.String)],
    "organisation": [
        JournalEntry.organisation_id
        == sa.select(Organisation.id)
        .where(Organisation.acronym == sa.bindparam("organisation", type_=sa.String))
        .scalar_subquery()
    ],
    "mail": [JournalEntry.subject != MAILS, JournalEntry.kind != REACHED],
}


@cache
def listing(bound: str | None, *filters: str) -> View:
    """Entries after or before one (`after` counts upwards), or the newest, by these filters."""
    where: list[Any] = [JournalEntry.network_id == _network]
    if bound is not None:
        where.append(JournalEntry.seq > _seq if bound == "after" else JournalEntry.seq < _seq)
    for name in filters:
        where += FILTERS[name]
    order = JournalEntry.seq.asc() if bound == "after" else JournalEntry.seq.desc()
    statement = sa.select(*_columns).select_from(_from).where(*where).order_by(order)
    return View(statement.limit(sa.bindparam("limit", type_=sa.Integer)))


class Fresh(Reply):
    """An answer that is never kept: it waited, or it looked behind the head."""


async def head(call: Call) -> Reply:
    row = await HEAD.first(call.source, network_id=call.network_id)
    return Reply(dumps({"seq": row[0], "hash": row[1]}))


async def entries(
    call: Call, after: int | None, before: int | None, wait: int, wanted: dict[str, Any], limit: int
) -> Reply:
    """A page of entries; with `wait` it is held back until there is one, or the time is over."""
    assert call.network is not None
    if after is None or not wait:
        return Reply(await _page(call, after, before, wanted, limit))
    here = feed(call)  # only the head is read meanwhile, so waiting holds no connection
    seq = await here.past(call.kernel, call.slug, call.network.seq, after, wait)
    key = (call.network_id, seq, after, limit, tuple(sorted(wanted.items(), key=str)), call.language, call.reach)
    text = await here.page(key, lambda: _page(call, after, None, wanted, limit))
    return Fresh(text, headers={"cache-control": "no-store"})


async def _page(call: Call, after: int | None, before: int | None, wanted: dict[str, Any], limit: int) -> str:
    bound = "after" if after is not None else ("before" if before is not None else None)
    params: dict[str, Any] = {"network_id": call.network_id, "reach": call.reach, "limit": limit + 1}
    if bound is not None:
        params["seq"] = after if after is not None else before
    filters = [name for name in FILTERS if name in wanted]
    params |= {name: wanted[name] for name in filters if name != "mail"}
    rows = await listing(bound, *filters).fetch(call.source, **params)
    newest = await HEAD.first(call.source, network_id=call.network_id)
    more = len(rows) > limit and bound != "after"
    items = ",".join(_entry(call, row) for row in rows[:limit])
    following = dumps(rows[limit - 1][0] if more else None)
    return f'{{"items":[{items}],"head_seq":{newest[0]},"next_before":{following}}}'


def _entry(call: Call, row: Any) -> str:
    seq, at, kind, subject, subject_id, acronym, actor_id, digest, hashed, payload, zone = row
    shown = {
        "seq": seq,
        "at": instant(at),
        "kind": kind,
        "sentence": sentence(kind, payload, call.language, zone),
        "subject": subject,
        "subject_id": str(subject_id),
        "about": about(subject, str(subject_id), payload),
        "organisation": acronym,
        "actor_id": str(actor_id) if actor_id else None,
        "digest": digest,
        "hash": hashed,
    }
    return f'{dumps(shown)[:-1]},"payload":{payload or "null"}}}'


def about(subject: str, subject_id: str, payload: str | None) -> dict[str, Any] | None:
    """The record with a number of its own that the entry belongs to: itself, or what it is a part of."""
    if payload is None:
        return None
    told = json.loads(payload)
    facts, row = told["facts"], told["row"]
    for kind in RECORDS:
        part_of = f"{kind[:-1]}_id"
        found = subject_id if subject == kind else row.get(part_of) or facts.get(part_of)
        if found:
            number = row.get("number") if subject == kind else facts.get("objective", facts.get("number"))
            named = number is not None and not isinstance(number, dict)  # a draft goes by its title
            return {"kind": kind, "id": found, "number": str(number) if named else None}
    return None


def sentence(kind: str, payload: str | None, language: str, zone: str) -> str:
    """What happened, by the words of the kind and the facts of the entry."""
    if payload is None:
        return say("journal.withheld", language)
    key = f"journal.{kind}"
    if known(key):
        try:
            return say(key, language, **{"zone": zone, **json.loads(payload)["facts"]})
        except (KeyError, TypeError, ValueError):  # an older entry may lack a fact that the words now ask for
            pass
    return say("journal.unworded", language, kind=kind)
