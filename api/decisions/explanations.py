"""Explanations of position: added once a decision is over, never edited, and nothing of the outcome changes by them."""

import sqlalchemy as sa

from api.decisions import talk
from api.decisions.deliberation_schemas import ExplanationCreate
from api.decisions.models import Decision, Explanation, Position, Round
from api.decisions.positions import NotOnTheRoll
from api.decisions.rules import FINAL
from api.kernel.access import SPEAKERS, Call
from api.kernel.problems import Problem


class ExplanationTooEarly(Problem):
    slug, status = "explanation-too-early", 409


async def add(call: Call, decision: Decision, wanted: ExplanationCreate) -> Explanation:
    """By an organisation that stood on the roll of one of its rounds."""
    if decision.state not in FINAL:
        raise ExplanationTooEarly()
    organisation = await talk.named(call, wanted.organisation_id, *SPEAKERS)
    seats = (
        sa.select(Position.id)
        .join(Round, Position.round_id == Round.id)
        .where(Round.decision_id == decision.id, Position.organisation_id == organisation.id)
    )
    if (await call.session.execute(seats.limit(1))).first() is None:
        raise NotOnTheRoll()
    explanation = Explanation(
        created_at=call.now,
        network_id=call.network_id,
        decision_id=decision.id,
        organisation_id=organisation.id,
        person_id=call.actor.person_id,
        language=wanted.language,
        text=wanted.text,
    )
    call.session.add(explanation)
    await talk.note(call, "position.explained", explanation, decision, organisation.acronym)
    return explanation
