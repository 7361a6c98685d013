"""Where a report's record is read: one keyed statement for each kind of record, by network and time."""

from typing import Any

import sqlalchemy as sa

from api.decisions.models import Decision
from api.indicators.models import Indicator
from api.indicators.values import IndicatorState
from api.kernel.access import CO_CHAIR
from api.kernel.db import Id, UTCDateTime
from api.kernel.links import Link
from api.kernel.search import SearchEntry
from api.kernel.views import View
from api.meetings.models import Invitation, Meeting, MeetingState
from api.members.models import Appointment, AppointmentState, Membership, MembershipKind, MembershipState
from api.networks.models import Network, Organisation
from api.objectives.models import Assessment, AssessmentState, Objective
from api.people.models import Person
from api.pledges.models import Pledge, PledgeState
from api.proposals.models import Proposal, ProposalPuno
from api.reviews.models import Review, ReviewKind
from api.statements.models import Statement, StatementTranslation
from api.workplans.models import Activity, Workplan

_network = sa.bindparam("network_id", type_=Id)
_first = sa.bindparam("first_at", type_=UTCDateTime)  # the period's instants, in the network's zone
_end = sa.bindparam("end_at", type_=UTCDateTime)
_first_on = sa.bindparam("first_on", type_=sa.Date)
_last_on = sa.bindparam("last_on", type_=sa.Date)
Government = Organisation.__table__.alias("government")

NETWORK = View(
    sa.select(
        Network.name,
        Network.country,
        Network.code,
        Network.established_on,
        Network.languages,
        Network.time_zone,
        Network.slug,
    ).where(Network.id == _network)
)
OBJECTIVES = View(
    sa.select(
        Objective.number,
        Objective.title,
        Objective.label,
        Objective.priority,
        Organisation.acronym,
        Government.c.name,
        Objective.contributors,
        Objective.sdg_targets,
        Objective.ratings,
    )
    .select_from(
        sa.outerjoin(Objective, Organisation, Organisation.id == Objective.lead_id).outerjoin(
            Government, Government.c.id == Objective.government_id
        )
    )
    .where(Objective.network_id == _network)
    .order_by(Objective.number)
)
LINKED = View(
    sa.select(
        Objective.number,
        Link.to_kind,
        Link.to_id,
        SearchEntry.number,
        SearchEntry.title,
        SearchEntry.at,
        SearchEntry.visibility,
    )
    .select_from(
        sa.join(Link, Objective, sa.and_(Objective.network_id == Link.network_id, Objective.id == Link.from_id)).join(
            SearchEntry,
            sa.and_(
                SearchEntry.network_id == Link.network_id,
                SearchEntry.kind == Link.to_kind,
                SearchEntry.subject_id == Link.to_id,
            ),
        )
    )
    .where(Link.network_id == _network, Link.from_kind == "objectives")
    .where(SearchEntry.at >= _first, SearchEntry.at < _end)
    .order_by(SearchEntry.at, Link.to_id)
)
ASSESSED = View(
    sa.select(
        Objective.number,
        Assessment.acronym,
        Assessment.period,
        Assessment.rating,
        Assessment.narrative,
        Assessment.evidence,
        Assessment.id,
    )
    .join(Objective, Assessment.objective_id == Objective.id)
    .where(Assessment.network_id == _network, Assessment.state == AssessmentState.APPROVED)
    .order_by(Objective.number, Assessment.period, Assessment.acronym)
)
_members = [
    Membership.network_id == _network,
    Membership.organisation_id == Invitation.organisation_id,
    Membership.kind == MembershipKind.MEMBER,
]


def _seats(*where: Any) -> Any:
    """How many member organisations were invited, or there."""
    of_member = sa.select(Membership.id).where(*_members).correlate(Invitation).exists()
    counted = sa.select(sa.func.count(Invitation.id, type_=sa.BigInteger)).where(
        Invitation.network_id == _network, Invitation.meeting_id == Meeting.id, of_member, *where
    )
    return counted.correlate(Meeting).scalar_subquery()


MEETINGS = View(
    sa.select(
        Meeting.number,
        Meeting.kind,
        Meeting.title,
        Meeting.starts_at,
        Meeting.visibility,
        _seats(sa.or_(Invitation.presence == "in_room", Invitation.presence == "remote")),
        _seats(),
    )
    .where(Meeting.network_id == _network, Meeting.state == MeetingState.HELD)
    .where(Meeting.starts_at >= _first, Meeting.starts_at < _end)
    .order_by(Meeting.starts_at, Meeting.id)
)
RULINGS = View(
    sa.select(Decision.number, Decision.title, Decision.kind, Decision.state, Decision.sort_at, Decision.visibility)
    .where(Decision.network_id == _network, Decision.number.is_not(None))
    .where(Decision.sort_at >= _first, Decision.sort_at < _end)
    .order_by(Decision.sort_at, Decision.id)
)
VOICED = View(
    sa.select(
        Statement.id,
        Statement.number,
        Statement.key,
        Statement.title,
        Statement.released_at,
        Statement.authoritative,
        Statement.visibility,
    )
    .where(Statement.network_id == _network, Statement.released_at >= _first, Statement.released_at < _end)
    .where(Statement.withdrawn_at.is_(None))
    .order_by(Statement.released_at, Statement.id)
)
SPOKEN = View(
    sa.select(StatementTranslation.statement_id, StatementTranslation.language)
    .where(StatementTranslation.network_id == _network, StatementTranslation.status == "checked")
    .order_by(StatementTranslation.language)
)
PROPOSALS = View(
    sa.select(
        Proposal.id,
        Proposal.number,
        Proposal.title,
        Proposal.state,
        Proposal.total_cents,
        Proposal.primary_objective,
        Proposal.objectives,
        Proposal.created_at,
        Proposal.updated_at,
    )
    .where(Proposal.network_id == _network, Proposal.created_at < _end, Proposal.updated_at >= _first)
    .order_by(Proposal.number)
)
PARTIES = View(
    sa.select(ProposalPuno.proposal_id, Organisation.acronym)
    .select_from(
        sa.join(ProposalPuno, Organisation, Organisation.id == ProposalPuno.organisation_id).join(
            Proposal, Proposal.id == ProposalPuno.proposal_id
        )
    )
    .where(Proposal.network_id == _network)
    .order_by(ProposalPuno.role, Organisation.acronym)
)
INDICATORS = View(
    sa.select(
        Indicator.id,
        Indicator.code,
        Indicator.title,
        Indicator.unit,
        Indicator.objectives,
        Indicator.baseline,
        Indicator.targets,
        Indicator.visibility,
        Indicator.published,
    )
    .where(Indicator.network_id == _network, Indicator.state == IndicatorState.ACTIVE)
    .order_by(Indicator.code)
)
_in_force = [
    Workplan.network_id == _network,
    sa.or_(Workplan.state == "adopted", Workplan.state == "closed"),
    Workplan.replaced_by_id.is_(None),
    Workplan.starts_on <= _last_on,
    Workplan.ends_on >= _first_on,
]
PLANS = View(
    sa.select(Workplan.id, Workplan.title, Workplan.starts_on, Workplan.ends_on, Decision.number, Workplan.adopted_at)
    .select_from(sa.outerjoin(Workplan, Decision, Decision.id == Workplan.decision_id))
    .where(*_in_force)
    .order_by(Workplan.starts_on, Workplan.id)
)
ACTIVITIES = View(
    sa.select(
        Activity.origin_id,
        Activity.code,
        Activity.title,
        Organisation.acronym,
        Activity.current_status,
        Activity.objectives,
        Activity.required_cents,
        Activity.available_cents,
        Activity.starts_on,
    )
    .select_from(
        sa.join(Activity, Workplan, Workplan.id == Activity.workplan_id).join(
            Organisation, Organisation.id == Activity.lead_id
        )
    )
    .where(*_in_force, Activity.starts_on <= _last_on, Activity.ends_on >= _first_on)
    .order_by(Activity.position, Activity.id)
)
PLEDGES = View(
    sa.select(
        Pledge.id,
        Pledge.number,
        Pledge.title,
        Organisation.acronym,
        Pledge.state,
        Pledge.objectives,
        Pledge.visibility,
        Pledge.created_at,
    )
    .join(Organisation, Organisation.id == Pledge.organisation_id)
    .where(Pledge.network_id == _network, Pledge.created_at < _end)
    .where(Pledge.state != PledgeState.DRAFT, Pledge.state != PledgeState.WITHDRAWN)
    .order_by(Pledge.number)
)
SEATS = View(
    sa.select(
        Organisation.acronym,
        Organisation.name,
        Membership.kind,
        Organisation.kind,
        Membership.joined_on,
        Membership.left_on,
        Membership.capacities,
    )
    .join(Organisation, Organisation.id == Membership.organisation_id)
    .where(Membership.network_id == _network, Membership.joined_on <= _last_on)
    .where(sa.or_(Membership.state == MembershipState.MEMBER, Membership.state == MembershipState.LEFT))
    .where(sa.or_(Membership.left_on.is_(None), Membership.left_on >= _first_on))
    .order_by(Membership.position, Organisation.sort_key, Membership.id)
)
CHAIRS = View(
    sa.select(Organisation.acronym, Person.function)
    .select_from(
        sa.join(Appointment, Organisation, Organisation.id == Appointment.organisation_id).join(
            Person, Person.id == Appointment.person_id
        )
    )
    .where(Appointment.network_id == _network, Appointment.role == CO_CHAIR, Appointment.acting.is_(False))
    .where(Appointment.state != AppointmentState.PROPOSED, Appointment.from_on <= _last_on)
    .where(sa.or_(Appointment.until_on.is_(None), Appointment.until_on >= _last_on))
    .order_by(Organisation.acronym, Appointment.id)
)
REVIEWS = View(
    sa.select(Review.number, Review.first_year, Review.last_year, Review.final_at)
    .where(Review.network_id == _network, Review.kind == ReviewKind.REVIEW, Review.final_at.is_not(None))
    .order_by(Review.final_at.desc())
)
