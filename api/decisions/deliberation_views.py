"""What was said about a decision, as it is read: lists of their own, so that the decision itself stays light."""

from typing import Any
from uuid import UUID

import sqlalchemy as sa

from api.decisions import policy
from api.decisions.models import Decision, DecisionComment, Explanation, Suggestion
from api.decisions.paragraphs import reading
from api.decisions.rules import FINAL, DecisionState, SuggestionState
from api.decisions.states import SUGGESTION, SuggestionFacts
from api.decisions.views import VISIBLE
from api.kernel.access import Call, found
from api.kernel.db import Id
from api.kernel.fragments import Fragment
from api.kernel.paging import Listing, Sort, page_json
from api.kernel.routing import Reply
from api.kernel.views import View, obj, splice
from api.networks.models import Organisation
from api.people.models import Person

_network = sa.bindparam("network_id", type_=Id)
_decision = sa.bindparam("decision_id", type_=Id)
TEXT = View(
    sa.select(Decision.state, Decision.texts, Decision.authoritative, Decision.paragraph_ids).where(
        *VISIBLE, Decision.id == sa.bindparam("id", type_=Id)
    )
)


def _joined(said: Any) -> Any:
    return sa.join(said, Organisation, said.organisation_id == Organisation.id).join(
        Person, said.person_id == Person.id
    )


def _item(said: Any, *names: str, **more: Any) -> Fragment:
    shown = {name: getattr(said, name) for name in names}
    who = {"organisation_id": said.organisation_id, "acronym": Organisation.acronym, "person": Person.name}
    return obj(id=said.id, decision_id=said.decision_id, **who, **shown, created_at=said.created_at, **more)


def _listing(said: Any, item: Fragment, filters: dict[str, Any], *extra: Any) -> Listing:
    """In the order in which it was said, or the other way round."""
    keys = (said.created_at, said.id)
    return Listing(
        item,
        _joined(said),
        [said.network_id == _network, said.decision_id == _decision],
        {"created_at": Sort(keys), "-created_at": Sort(keys, descending=True)},
        filters,
        [said.id, said.version, *extra],
    )


def _one(said: Any, item: Fragment, *extra: Any) -> View:
    here = [said.network_id == _network, said.decision_id == _decision, said.id == sa.bindparam("said_id", type_=Id)]
    columns = [item.sql(), said.id, said.version, *extra]
    return View(sa.select(*columns).select_from(_joined(said)).where(*here))


SUGGESTED = _item(
    Suggestion, "round_number", "paragraph_id", "quote", "text", "reason", "state", "answer",
    settled_at=Suggestion.settled_at, version=Suggestion.version,
)  # fmt: skip
_judged = (Suggestion.state, Suggestion.organisation_id, Suggestion.paragraph_id, Suggestion.quote)
SUGGESTIONS = _listing(
    Suggestion,
    SUGGESTED,
    {
        "state": lambda value: Suggestion.state == value,
        "paragraph_id": lambda value: Suggestion.paragraph_id == value,
    },
    *_judged,
)
SUGGESTION_ONE = _one(Suggestion, SUGGESTED, *_judged)
COMMENTED = _item(
    DecisionComment, "round_number", "paragraph_id", "parent_id", "text",
    taken_back_at=DecisionComment.taken_back_at, version=DecisionComment.version,
)  # fmt: skip
_whose = (DecisionComment.organisation_id, DecisionComment.person_id, DecisionComment.taken_back_at)
COMMENTS = _listing(
    DecisionComment,
    COMMENTED,
    {"paragraph_id": lambda value: DecisionComment.paragraph_id == value},
    *_whose,
)
COMMENT_ONE = _one(DecisionComment, COMMENTED, *_whose)
EXPLAINED = _item(Explanation, "language", "text")
EXPLANATIONS = _listing(Explanation, EXPLAINED, {})
EXPLANATION_ONE = _one(Explanation, EXPLAINED)


async def _text(call: Call, decision_id: UUID) -> Any:
    """The decision's state and text; 404 if the caller does not see it."""
    return found(await TEXT.first(call.source, network_id=call.network_id, reach=call.reach, id=decision_id))


def _suggestion(call: Call, row: Any, text: Any) -> str:
    item, _, _, state, organisation_id, paragraph_id, quote = row
    decision_state, texts, authoritative, ids = text
    stands = reading(texts.get(authoritative) or "", ids, paragraph_id)
    facts = SuggestionFacts(
        SuggestionState(state),
        UUID(str(organisation_id)),
        DecisionState(decision_state),
        paragraph_id,
        stands == quote,
    )
    changed = state == SuggestionState.OPEN and not facts.as_quoted
    return splice(item, changed=changed, moves=SUGGESTION.offered(call, facts))


def _comment(call: Call, row: Any, text: Any) -> str:
    item, _, _, organisation_id, person_id, taken_back_at = row
    own = str(person_id) == str(call.actor.person_id) or call.speaks_for(UUID(str(organisation_id)))
    mine = own and taken_back_at is None and call.may(policy.COMMENT) and text[0] not in FINAL
    return splice(item, mine=mine)


def _explanation(_: Call, row: Any, __: Any) -> str:
    return str(row[0])


async def _list(
    call: Call, listing: Listing, shown: Any, decision_id: UUID, sort: str, limit: int, cursor: str | None, given: Any
) -> Reply:
    text = await _text(call, decision_id)
    known = {"network_id": call.network_id, "decision_id": decision_id}
    rows, following = await listing.rows(call.source, sort, limit, cursor, given, **known)
    return Reply(page_json([shown(call, row, text) for row in rows], following))


async def _single(call: Call, view: View, shown: Any, decision_id: UUID, said_id: UUID) -> Reply:
    text = await _text(call, decision_id)
    known = {"network_id": call.network_id, "decision_id": decision_id, "said_id": said_id}
    row = found(await view.first(call.source, **known))
    return Reply(shown(call, row, text), row[2])


async def suggestions(call: Call, decision_id: UUID, sort: str, limit: int, cursor: str | None, **given: Any) -> Reply:
    return await _list(call, SUGGESTIONS, _suggestion, decision_id, sort, limit, cursor, given)


async def suggestion(call: Call, decision_id: UUID, suggestion_id: UUID) -> Reply:
    return await _single(call, SUGGESTION_ONE, _suggestion, decision_id, suggestion_id)


async def comments(call: Call, decision_id: UUID, sort: str, limit: int, cursor: str | None, **given: Any) -> Reply:
    return await _list(call, COMMENTS, _comment, decision_id, sort, limit, cursor, given)


async def comment(call: Call, decision_id: UUID, comment_id: UUID) -> Reply:
    return await _single(call, COMMENT_ONE, _comment, decision_id, comment_id)


async def explanations(call: Call, decision_id: UUID, sort: str, limit: int, cursor: str | None) -> Reply:
    return await _list(call, EXPLANATIONS, _explanation, decision_id, sort, limit, cursor, {})


async def explanation(call: Call, decision_id: UUID, explanation_id: UUID) -> Reply:
    return await _single(call, EXPLANATION_ONE, _explanation, decision_id, explanation_id)
