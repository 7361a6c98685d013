"""ORM entities with relations, as a textbook has them, over the platform's own tables."""

from typing import Any

from sqlalchemy.orm import DeclarativeBase, Mapped, foreign, relationship, remote

from api.decisions import models as decisions
from api.networks import models as networks
from api.objectives import models as objectives
from api.people import models as people
from api.proposals import models as proposals


class Base(DeclarativeBase):
    __allow_unmapped__ = True


def to(kind: str, on: Any, **options: Any) -> Any:
    return relationship(kind, primaryjoin=on, viewonly=True, **options)


position, round_, decision = decisions.Position.__table__, decisions.Round.__table__, decisions.Decision.__table__
organisation, objective = networks.Organisation.__table__, objectives.Objective.__table__
proposal, puno = proposals.Proposal.__table__, proposals.ProposalPuno.__table__
output, line = proposals.ProposalOutput.__table__, proposals.BudgetLine.__table__


class Person(Base):
    __table__ = people.Person.__table__


class Network(Base):
    __table__ = networks.Network.__table__


class Organisation(Base):
    __table__ = organisation


class Position(Base):
    __table__ = position


class Round(Base):
    __table__ = round_
    positions: Mapped[list[Position]] = to(
        "Position", lambda: round_.c.id == foreign(position.c.round_id), order_by=position.c.place
    )


class Decision(Base):
    __table__ = decision
    rounds: Mapped[list[Round]] = to(
        "Round", lambda: decision.c.id == foreign(round_.c.decision_id), order_by=round_.c.number
    )


class Objective(Base):
    __table__ = objective
    lead: Mapped[Organisation | None] = to(
        "Organisation", lambda: remote(organisation.c.id) == foreign(objective.c.lead_id), uselist=False
    )


class Puno(Base):
    __table__ = puno
    organisation: Mapped[Organisation] = to(
        "Organisation", lambda: remote(organisation.c.id) == foreign(puno.c.organisation_id), uselist=False
    )


class Output(Base):
    __table__ = output


class Line(Base):
    __table__ = line
    organisation: Mapped[Organisation] = to(
        "Organisation", lambda: remote(organisation.c.id) == foreign(line.c.organisation_id), uselist=False
    )
    output: Mapped[Output | None] = to(
        "Output", lambda: remote(output.c.id) == foreign(line.c.output_id), uselist=False
    )


class Proposal(Base):
    __table__ = proposal
    punos: Mapped[list[Puno]] = to("Puno", lambda: proposal.c.id == foreign(puno.c.proposal_id))
    outputs: Mapped[list[Output]] = to(
        "Output", lambda: proposal.c.id == foreign(output.c.proposal_id), order_by=output.c.position
    )
    lines: Mapped[list[Line]] = to(
        "Line", lambda: proposal.c.id == foreign(line.c.proposal_id), order_by=[line.c.category, line.c.year]
    )
