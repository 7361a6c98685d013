"""Reviews and profiles as they are read: listed, as a whole, section by section."""

import json
from typing import Any
from uuid import UUID

import sqlalchemy as sa

from api.decisions import subjects
from api.decisions.models import Decision
from api.kernel import bodies, clock, merging
from api.kernel.access import MEMBERS, Call, Visibility, found
from api.kernel.bodies import Body, Part
from api.kernel.db import Id, UTCDateTime, dumps, instant
from api.kernel.journal import sha256
from api.kernel.paging import Listing, Sort, page_json
from api.kernel.routing import Reply
from api.kernel.views import REACH, View, obj, one, splice
from api.networks.models import Network
from api.reviews import gathering, policy, rules, service, text
from api.reviews.forms import FieldOf, SectionOf
from api.reviews.forms import bundled as shipped
from api.reviews.models import Review, ReviewComment, ReviewKind, ReviewState, ReviewTemplate, ReviewVersion
from api.reviews.needs import Matter, needs
from api.reviews.rows import KIND, machine_of, title_of, years_of
from api.reviews.schemas import ReviewAct
from api.reviews.states import OPEN, Facts
from api.reviews.templates import form_of, sections_of

_network = sa.bindparam("network_id", type_=Id)
_id = sa.bindparam("id", type_=Id)
_members = [*Visibility].index(Visibility.MEMBERS) + 1
VISIBLE = [
    Review.network_id == _network,
    sa.or_(
        _members + 1 <= REACH,
        Review.final_version.is_not(None),
        sa.and_(_members <= REACH, Review.circulated_version.is_not(None)),
    ),
]
_own = [Review.__table__]
_told = obj(id=Decision.id, number=Decision.number, state=Decision.state)
_adopted = sa.select(Decision.id).where(
    *subjects.adopted(_network, subjects.Subject(KIND, Review.id, Review.frozen_version, Review.sha256))  # type: ignore[arg-type]
)
_comments = (
    sa.select(ReviewComment.section_id, ReviewComment.id)
    .where(ReviewComment.network_id == _network, ReviewComment.review_id == _id, ReviewComment.taken_back_at.is_(None))
    .order_by(ReviewComment.id)
)
COMMENTED = View(_comments)
COLUMNS = (
    "id", "number", "kind", "first_year", "last_year", "language", "state", "body", "version_count", "generated_at",
    "circulated_version", "circulated_at", "frozen_version", "sha256", "final_version", "final_sha256", "final_at",
    "reason", "version",
)  # fmt: skip


def _single(dialect: str) -> View:
    columns = [
        Network.country,
        Network.name,
        Network.time_zone,
        ReviewTemplate.id.label("template_id"),
        ReviewTemplate.body.label("form"),
        one(_told, Decision, [Decision.id == Review.decision_id], _own).sql(),
        one(_told, Decision, [Decision.id == Review.final_decision_id], _own).sql(),
        _adopted.correlate(Review).exists(),
        sa.type_coerce(clock.database_now(dialect), UTCDateTime),
        *(getattr(Review, name) for name in COLUMNS),
    ]
    source = sa.join(Review, Network, Network.id == Review.network_id).join(
        ReviewTemplate, ReviewTemplate.id == Review.template_id
    )
    return View(sa.select(*columns).select_from(source).where(*VISIBLE, Review.id == _id))


SINGLE = {dialect: _single(dialect) for dialect in ("sqlite", "postgresql")}
BODY = View(
    sa.select(ReviewVersion.body).where(
        ReviewVersion.network_id == _network,
        ReviewVersion.review_id == _id,
        ReviewVersion.number == sa.bindparam("number", type_=sa.BigInteger),
    )
)


def final_state(kind: str) -> str:
    return str(ReviewState.ADOPTED if kind == ReviewKind.REVIEW else ReviewState.ISSUED)


class Row:
    """One review by name, and the text of it that the caller reads."""

    def __init__(self, call: Call, row: Any) -> None:
        (
            self.country, self.network, self.zone, self.template_id, self.form_body, decision, final_decision,
            self.decided, self.now, *own,
        ) = row  # fmt: skip
        self.call = call
        self.own: dict[str, Any] = dict(zip(COLUMNS, own, strict=True))
        self.id: UUID = UUID(str(self.own["id"]))
        self.kind, self.state = str(self.own["kind"]), ReviewState(self.own["state"])
        self.language, self.version = str(self.own["language"]), int(self.own["version"])
        self.decision, self.final_decision = json.loads(decision), json.loads(final_decision)
        self.drafts = call.may(policy.DRAFTS)
        self.is_member = Visibility.MEMBERS in call.circles
        self.text_version = self._shown()
        self.body: Body = {}

    def _shown(self) -> int:
        """Officers read what stands; members what was circulated or is final; partners what is final."""
        own = self.own
        if self.drafts:
            return int(own["version_count"])
        if self.is_member and self.state not in OPEN:
            return int(own["version_count"])
        if self.is_member:
            return int(own["final_version"] or own["circulated_version"])
        return int(own["final_version"])

    @property
    def outdated(self) -> bool:
        return bool(self.text_version != self.own["version_count"])

    @property
    def shown_state(self) -> str:
        """Whoever reads only what is final sees it as such, whatever is being written."""
        return str(self.state) if self.is_member else final_state(self.kind)

    @property
    def form(self) -> Any:
        return form_of(self.form_body)

    @property
    def sections(self) -> list[SectionOf]:
        return sections_of(self.form_body)

    @property
    def years(self) -> str:
        return years_of(self.own["first_year"], self.own["last_year"])

    @property
    def title(self) -> dict[str, str]:
        return title_of(self.kind, self.country, self.years)

    @property
    def circles(self) -> tuple[str, ...]:
        return tuple(str(circle) for circle in self.call.circles)

    @property
    def editable(self) -> bool:
        return self.state in OPEN and self.call.may(policy.WRITE)

    def lacking(self) -> list[SectionOf]:
        return text.missing(self.sections, self.body)

    def facts(self) -> Facts:
        lacking = tuple(each.title[self.call.language] for each in self.lacking())
        return Facts(self.state, lacking, bool(self.decided))

    def matter(self) -> Matter:
        behind = sum(each["behind"] for _, each in bodies.paragraphs(self.body))
        lacking = len(self.lacking())
        return Matter(
            self.kind, self.state, self.drafts, lacking, behind, bool(self.decided), self.own["frozen_version"]
        )

    def final(self) -> dict[str, Any] | None:
        own = self.own
        if own["final_version"] is None:
            return None
        return {
            "version": own["final_version"], "sha256": own["final_sha256"], "at": instant(own["final_at"]),
            "decision": self.final_decision,
        }  # fmt: skip

    def comments_for(self) -> list[str]:
        if not self.call.may(policy.COMMENT) or self.state != ReviewState.CIRCULATED:
            return []
        mine = self.call.actor.organisations(self.call.network_id, *MEMBERS)
        posts = self.call.actor.posts.get(self.call.network_id, ())
        return sorted({post.acronym for post in posts if post.organisation_id in mine})


async def row(call: Call, review_id: UUID) -> Row:
    here = {"network_id": call.network_id, "id": review_id}
    view = SINGLE[call.source.dialect]
    held = Row(call, found(await view.first(call.source, **here, reach=call.reach)))
    body = held.own["body"]
    if held.outdated:
        (body,) = found(await BODY.first(call.source, **here, number=held.text_version))
    held.body = text.seen(bodies.read(body), held.circles)
    return held


# ── the whole ───────────────────────────────────────────────────────────────────────────────────────────────────────


async def review(call: Call, review_id: UUID) -> Reply:
    held = await row(call, review_id)
    comments: dict[str | None, int] = {}
    if held.is_member:
        for section_id, _ in await COMMENTED.fetch(call.source, network_id=call.network_id, id=review_id):
            comments[section_id] = comments.get(section_id, 0) + 1
    own, form = held.own, held.form
    marks = [*_marks(held, comments)]
    told = {
        **{name: own[name] for name in ("number", "kind", "first_year", "last_year", "language")},
        "state": held.shown_state,
        "id": str(held.id),
        "title": held.title,
        "form": {
            "id": str(held.template_id), "title": form.title_en, "edition": form.version,
            "confidence": form.confidence, "sources": form.source, "notes": form.notes,
        },
        "text_version": held.text_version,
        "being_revised": held.outdated,
        "version_count": own["version_count"] if held.drafts else held.text_version,
        "generated_at": instant(own["generated_at"]),
        "sections": marks,
        "progress": {each: sum(mark["progress"] == each for mark in marks) for each in text.PROGRESS},
        "figures": [*held.body["figures"]],
        "circulated_at": instant(own["circulated_at"]) if own["circulated_at"] else None,
        "comment_count": sum(comments.values()),
        "sha256": own["sha256"] if held.is_member else None,
        "decision": held.decision if held.is_member else None,
        "final": held.final(),
        "reason": own["reason"] if held.drafts else None,
        "comments_for": held.comments_for(),
        "may": _may(held),
        "moves": machine_of(held.kind).offered(call, held.facts()),
        "needs": needs(held.matter(), call.language),
        "server_time": instant(held.now),
        "version": held.version,
    }  # fmt: skip
    return Reply(dumps(told), held.version)


def _may(held: Row) -> list[str]:
    answers = held.call.may(policy.WRITE) and held.own["circulated_version"] is not None
    acts = {ReviewAct.EDIT: held.editable, ReviewAct.ANSWER: answers}
    return [str(act) for act, open_ in acts.items() if open_]


def _marks(held: Row, comments: dict[str | None, int]) -> Any:
    asked = {each.id: each for each in held.sections}
    lacking = {each.id for each in held.lacking()}
    for part in held.body["parts"]:
        section = asked.get(part["id"])
        yield {
            **{name: part[name] for name in ("id", "key", "group", "objectives")},
            "title": titled(part, held.call.language),
            "progress": text.progress(part),
            "missing": part["id"] in lacking,
            "unverified": section is not None and any(each.confidence != "sourced" for each in section.fields),
            "evidence_count": len(part["evidence"]),
            "new_count": sum(each["new"] for each in part["evidence"]) if held.drafts else 0,
            "behind_count": sum(each["behind"] for each in part["paragraphs"]) if held.drafts else 0,
            "comment_count": comments.get(part["id"], 0),
        }


def titled(part: Part, language: str) -> str:
    return str(part["said"].get(language) or part["title"])


# ── one section ─────────────────────────────────────────────────────────────────────────────────────────────────────


async def section(call: Call, review_id: UUID, section_id: str) -> Reply:
    held = await row(call, review_id)
    part = found(bodies.part_of(held.body, section_id))
    asked = {each.id: each for each in held.sections}.get(section_id)
    fields = {each.id: each for each in asked.fields} if asked is not None else {}
    told = {
        **{name: part[name] for name in ("id", "key", "group", "objectives", "checked")},
        "title": titled(part, call.language),
        "progress": text.progress(part),
        "language": held.language,
        "text_version": held.text_version,
        "limit": _limit(asked, "\n\n".join(str(each["text"]) for each in part["paragraphs"])),
        "fields": [_field(held, each, fields.get(each["id"])) for each in part["paragraphs"]],
        "evidence": [{**each, "new": each["new"] and held.drafts} for each in part["evidence"]],
        "may_edit": held.editable,
        "version": held.version,
    }
    return Reply(dumps(told), held.version)


def _limit(asked: SectionOf | FieldOf | None, said: str) -> dict[str, Any] | None:
    if asked is None or asked.limit is None:
        return None
    limit = asked.limit
    return {"unit": limit.unit, "max": limit.max, "count": text.count(said, limit.unit)}


def _field(held: Row, field: dict[str, Any], asked: FieldOf | None) -> dict[str, Any]:
    sources, edited = held.form.source, text.typed(field) and bodies.edited(field)
    language = held.call.language
    return {
        "id": field["id"],
        "key": field["key"],
        "label": asked.label[language] if asked else field["key"],
        "help": asked.help if asked else "",
        "type": asked.type if asked else "rich_text",
        "required": asked.required if asked else False,
        "confidence": asked.confidence if asked else "assumed",
        "sources": [sources[at] for at in (asked.sources if asked else ()) if at < len(sources)],
        "visibility": field["visibility"] or "public",
        "typed": text.typed(field),
        "absent": bool(field.get("absent")),
        "text": field["text"],
        "data": text.data_told(field.get("data"), language),
        "edited": edited and held.drafts,
        "behind": field["behind"] and held.drafts,
        "record": field["origin"] if edited and held.drafts and field["origin"] else None,
        "limit": _limit(asked, str(field["text"])),
        "version": field["version"],
    }


# ── what the record says now ────────────────────────────────────────────────────────────────────────────────────────


async def record_changes(call: Call, review_id: UUID) -> Reply:
    """What writing again from the record would do; nothing is changed."""
    held = await row(call, review_id)
    record = await gathering.gather(call, held.own["first_year"], held.own["last_year"])
    fresh = {
        "parts": rules.written(held.kind, held.sections, record, held.language),
        "figures": rules.pictures(held.kind, record),
        "head": held.body["head"],
    }
    body, changes = service.merged(held.body, fresh)
    return changes_told(held, body, changes)


async def regenerated(call: Call, review_id: UUID, changes: list[merging.Change]) -> Reply:
    """What it did."""
    held = await row(call, review_id)
    return changes_told(held, held.body, changes)


def changes_told(held: Row, body: Body, changes: list[merging.Change]) -> Reply:
    titles = {part["id"]: titled(part, held.call.language) for part in body["parts"]}
    news = [(part, [each for each in part["evidence"] if each["new"]]) for part in body["parts"]]
    evidence = [
        {"section_id": part["id"], "title": titles[part["id"]], "evidence": each} for part, each in news if each
    ]
    return Reply(dumps({"items": service.changed_told(changes, titles), "evidence": evidence}), held.version)


# ── lists ───────────────────────────────────────────────────────────────────────────────────────────────────────────

ITEM = obj(
    id=Review.id,
    number=Review.number,
    kind=Review.kind,
    first_year=Review.first_year,
    last_year=Review.last_year,
    state=Review.state,
    language=Review.language,
    final_at=Review.final_at,
    circulated_at=Review.circulated_at,
    sort_at=Review.sort_at,
    version=Review.version,
)
LISTING = Listing(
    ITEM,
    sa.join(Review, Network, Network.id == Review.network_id),
    VISIBLE,
    {"-sort_at": Sort((Review.sort_at, Review.id), descending=True), "sort_at": Sort((Review.sort_at, Review.id))},
    {"kind": lambda value: Review.kind == value, "state": lambda value: Review.state == value},
    [Network.country, Review.kind, Review.first_year, Review.last_year, Review.state],
)


async def reviews(call: Call, sort: str, limit: int, cursor: str | None, **given: Any) -> Reply:
    rows, following = await LISTING.rows(
        call.source, sort, limit, cursor, given, network_id=call.network_id, reach=call.reach
    )
    return Reply(page_json([_item(call, each) for each in rows], following))


def _item(call: Call, row: Any) -> str:
    item, country, kind, first_year, last_year, state = row
    title = title_of(kind, country, years_of(first_year, last_year))
    if Visibility.MEMBERS not in call.circles:  # of what is being written it tells nothing
        final = json.loads(item)
        item = dumps({**final, "state": final_state(kind), "circulated_at": None, "sort_at": final["final_at"]})
    return splice(item, title=title, moves=machine_of(kind).names(call, state))


# ── forms ───────────────────────────────────────────────────────────────────────────────────────────────────────────

_form = obj(
    id=ReviewTemplate.id,
    kind=ReviewTemplate.kind,
    edition=ReviewTemplate.edition,
    title=ReviewTemplate.title,
    confidence=ReviewTemplate.confidence,
    sha256=ReviewTemplate.sha256,
    by=ReviewTemplate.by,
    created_at=ReviewTemplate.created_at,
)
FORMS = View(
    sa.select(_form.sql(), ReviewTemplate.kind, ReviewTemplate.edition, ReviewTemplate.body)
    .where(ReviewTemplate.network_id == _network)
    .order_by(ReviewTemplate.kind, ReviewTemplate.created_at.desc(), ReviewTemplate.id.desc())
)


async def forms(call: Call) -> Reply:
    """Those the network keeps, and those that come with the product and were not used yet."""
    rows = await FORMS.fetch(call.source, network_id=call.network_id)
    items = [splice(each[0], section_count=len(sections_of(each[3]))) for each in rows]
    held = {(each[1], each[2]) for each in rows}
    items += [dumps(bundled(kind)) for kind in ReviewKind if _edition(kind) not in held]
    return Reply('{"items":[' + ",".join(items) + "]}")


def _edition(kind: ReviewKind) -> tuple[str, str]:
    return str(kind), str(shipped(kind)["version"])


def bundled(kind: ReviewKind) -> dict[str, Any]:
    content = shipped(kind)
    body = dumps(content)
    return {
        "id": None, "kind": str(kind), "edition": content["version"], "title": content["title_en"],
        "confidence": content["confidence"], "sha256": sha256(body), "by": None, "created_at": None,
        "section_count": len(sections_of(body)),
    }  # fmt: skip


async def form(call: Call, template_id: UUID) -> Reply:
    rows = await FORMS.fetch(call.source, network_id=call.network_id)
    wanted = found(next((each for each in rows if json.loads(each[0])["id"] == str(template_id)), None))
    more = {"section_count": len(sections_of(wanted[3])), "content": json.loads(wanted[3])}
    return Reply(splice(wanted[0], **more))
