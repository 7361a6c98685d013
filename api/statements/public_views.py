"""Statements as anybody reads them: what is released and public, and nothing that is not."""

import json
from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import aliased

from api.decisions.models import Decision
from api.kernel.access import Call, Head, found
from api.kernel.db import Id, UTCDateTime, dumps
from api.kernel.links import Link
from api.kernel.paging import Listing, Page, Sort
from api.kernel.views import View, many, obj, one, splice
from api.kernel.words import say
from api.networks.models import Network, Organisation
from api.objectives.models import Objective
from api.statements import rules
from api.statements.models import Statement, StatementSignature
from api.statements.notices import permalink
from api.statements.parts import RELEASES, TRANSLATIONS
from api.statements.values import SignatureAct, StatementState
from api.statements.views import speaks

_network = sa.bindparam("network_id", type_=Id)
_own = [Statement.__table__]
Earlier, Corrigendum = aliased(Statement), aliased(Statement)


def open_to_all(statement: Any) -> list[sa.ColumnElement[bool]]:
    """Released, and meant for everybody. The release is an act on record, done when its instant has come."""
    return [
        statement.network_id == _network,
        statement.released_at.is_not(None),
        statement.visibility == "public",
        sa.or_(statement.state == StatementState.PUBLISHED, statement.state == StatementState.WITHDRAWN),
    ]


def _reference(other: Any) -> Any:
    return obj(key=other.key, number=other.number, title=other.title, released_at=other.released_at)


_corrects = one(_reference(Earlier), Earlier, [*open_to_all(Earlier), Earlier.id == Statement.corrects_id], _own)
_corrected = many(
    _reference(Corrigendum),
    Corrigendum,
    [*open_to_all(Corrigendum), Corrigendum.corrects_id == Statement.id],
    [Corrigendum.released_at, Corrigendum.id],
    _own,
)
ITEM = obj(
    key=Statement.key,
    number=Statement.number,
    state=Statement.state,
    title=Statement.title,
    authoritative=Statement.authoritative,
    released_at=Statement.released_at,
    withdrawn_at=Statement.withdrawn_at,
)
_item_extras = [_corrects.sql(), _corrected.sql(), TRANSLATIONS.sql(), Statement.adopted_hash]
_since = sa.func.coalesce(Statement.released_at, Statement.created_at, type_=UTCDateTime)
LISTING = Listing(
    ITEM,
    Statement,
    open_to_all(Statement),
    {"-released_at": Sort((_since, Statement.id), descending=True)},
    {"year": lambda value: Statement.year == value, "language": speaks},
    [*_item_extras, Statement.id, Statement.text],
)
_signatures = many(
    obj(
        name=StatementSignature.name,
        function=StatementSignature.function,
        acronym=StatementSignature.acronym,
        organisation=Organisation.name,
        at=StatementSignature.created_at,
    ),
    sa.join(StatementSignature, Organisation, StatementSignature.organisation_id == Organisation.id),
    [StatementSignature.statement_id == Statement.id, StatementSignature.act == str(SignatureAct.SIGN)],
    [StatementSignature.place],
    _own,
)
_objectives = many(
    obj(number=Objective.number, title=Objective.title),
    sa.join(Link, Objective, Link.to_id == Objective.id),
    [
        Link.network_id == _network,
        Link.from_kind == "statements",
        Link.from_id == Statement.id,
        Link.to_kind == "objectives",
    ],
    [Objective.number],
    _own,
)
ONE = View(
    sa.select(
        ITEM.sql(),
        *_item_extras,
        Statement.state,
        Statement.title,
        Statement.text,
        Statement.authoritative,
        Statement.published_hash,
        Statement.signatories,
        Statement.on_record,
        Statement.media_contact,
        Statement.withdrawal_reason,
        _signatures.sql(),
        RELEASES.sql(),
        _objectives.sql(),
        obj(number=Decision.number, adopted_at=Decision.adopted_at).sql(),
    )
    .select_from(sa.join(Statement, Decision, Statement.decision_id == Decision.id))
    .where(*open_to_all(Statement), Statement.key == sa.bindparam("key", type_=sa.String))
)
NETWORK = View(
    sa.select(obj(slug=Network.slug, name=Network.name, country=Network.country).sql(), Network.created_at).where(
        Network.id == _network
    )
)


async def of_network(call: Call, head: Head) -> tuple[dict[str, Any], datetime]:
    """(the network as everybody sees it, since when it is here)."""
    row = found(await NETWORK.first(call.source, network_id=head.network_id))
    return json.loads(row[0]), row[1]


def _named(site: str, slug: str, references: str) -> Any:
    """References with the addresses of their pages."""
    found = json.loads(references)
    for each in found if isinstance(found, list) else [found] if found else []:
        each["url"] = permalink(site, slug, each["key"])
    return found


def _rest(call: Call, slug: str, item: str, extras: Any) -> dict[str, Any]:
    """What Python adds to an item: references with addresses, the languages in which it can be read."""
    corrects, corrected, translations, adopted_hash = extras
    site, plain = call.kernel.settings.site, json.loads(item)
    languages = rules.published_languages(plain["authoritative"], json.loads(translations), adopted_hash)
    return {
        "corrects": _named(site, slug, corrects),
        "corrected_by": _named(site, slug, corrected),
        "languages": languages if plain["state"] == StatementState.PUBLISHED else [],
        "url": permalink(site, slug, plain["key"]),
    }


async def statements(call: Call, head: Head, limit: int, cursor: str | None, **given: Any) -> Page:
    rows, following = await LISTING.rows(call.source, "-released_at", limit, cursor, given, network_id=head.network_id)
    items = [splice(row[0], **_rest(call, head.slug, row[0], row[1:5])) for row in rows]
    named, _ = await of_network(call, head)
    page = Page(f'{{"items":[{",".join(items)}],"network":{dumps(named)},"next_cursor":{dumps(following)}}}')
    page.following = following
    return page


async def statement(call: Call, head: Head, key: str) -> str:
    """One statement by the number in its address. Withdrawn: that it was, and why; no text, no names."""
    row = found(await ONE.first(call.source, network_id=head.network_id, key=key))
    item, *extras = row[:5]
    rest = _rest(call, head.slug, item, extras)
    (
        state, title, text, authoritative, published_hash, signatories, on_record, contact, reason, signatures,
        releases, objectives, decision,
    ) = row[5:]  # fmt: skip
    whole = state == StatementState.PUBLISHED
    decided = json.loads(decision)
    more = {
        **rest,
        "network": (await of_network(call, head))[0],
        "texts": texts(title, text, authoritative, json.loads(extras[2]), rest["languages"]),
        "signatures": json.loads(signatures) if whole else [],
        "signatories": signatories if whole else [],
        "on_record": [_on_record(each) for each in on_record] if whole else [],
        "decision_number": decided["number"],
        "adopted_at": decided["adopted_at"],
        "adopted_hash": extras[3],
        "published_hash": published_hash,
        "media_contact": contact if whole else None,
        "releases": json.loads(releases) if whole else [],
        "objectives": json.loads(objectives) if whole else [],
        "withdrawal_reason": None if whole else reason,
    }
    return splice(item, **more)


def texts(
    title: dict[str, Any], text: str, authoritative: str, translations: list[dict[str, Any]], languages: list[str]
) -> list[dict[str, Any]]:
    """The authoritative text first; then the checked translations, each saying in its language what it is."""
    rows = {each["language"]: each for each in translations}
    found = []
    for language in languages:
        own = language == authoritative
        found.append(
            {
                "language": language,
                "title": (title.get(language) or title["en"]) if own else rows[language]["title"],
                "text": text if own else rows[language]["text"],
                "authoritative": own,
                "wording": None if own else say("statement.unofficial-translation", language),
            }
        )
    return found


def _on_record(each: dict[str, Any]) -> dict[str, Any]:
    """The part is named to everybody; what a reservation says stays with the members."""
    part = each["text"] if each["value"] == "disassociate" else None
    return {"acronym": each["acronym"], "name": each["name"], "value": each["value"], "part": part}


async def latest(call: Call, head: Head, limit: int) -> list[dict[str, Any]]:
    """The latest ones for a feed: the item, and its texts."""
    rows, _ = await LISTING.rows(call.source, "-released_at", limit, None, {}, network_id=head.network_id)
    found = []
    for item, *extras, id, text in rows:
        rest = _rest(call, head.slug, item, extras)
        plain = json.loads(item)
        shown = texts(plain["title"], text, plain["authoritative"], json.loads(extras[2]), rest["languages"])
        found.append({**plain, **rest, "id": str(id), "texts": shown})
    return found
