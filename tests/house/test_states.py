"""Every machine × state × move × caller: what is offered, listed and fired is what `states.md` says, written here anew.

A row reads: move, from → to, who. S secretariat, C both co-chairs, F focal point and alternate of the organisation named
(of a proposal: the convening one), X those of another, RC the co-chair of the Resident Coordinator's Office; a star
marks a move that belongs to somebody in particular, which a list cannot know.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from types import SimpleNamespace
from typing import Any
from uuid import uuid4

import pytest

from api.actions.models import ActionState
from api.actions.states import ACTION_POINT
from api.actions.states import Facts as ActionFacts
from api.decisions.needs import Matter
from api.decisions.rules import DecisionState, PositionValue, Procedure, Seat, SuggestionState
from api.decisions.states import DECISION, SUGGESTION, SuggestionFacts
from api.decisions.states import Facts as DecisionFacts
from api.indicators.states import INDICATOR, VALUE, ValueFacts
from api.indicators.values import ValueState
from api.kernel.access import PERMISSIONS, SYSTEM, Actor, Call, Head, Post, Role, Visibility
from api.kernel.contract import machines
from api.kernel.machine import Machine, Move
from api.kernel.problems import Forbidden, MoveRefused, Problem
from api.meetings.service import Facts as MeetingFacts
from api.meetings.session_models import SessionState
from api.meetings.session_states import SESSION, SessionFacts
from api.meetings.states import MEETING
from api.members.models import Appointment
from api.members.states import APPOINTMENT, MEMBERSHIP, MembershipFacts
from api.minutes.models import MinutesState
from api.minutes.states import MINUTES
from api.minutes.states import Facts as MinutesFacts
from api.objectives.models import AssessmentState, Rating
from api.objectives.states import ASSESSMENT
from api.objectives.states import Facts as AssessmentFacts
from api.periods.models import PeriodState
from api.periods.states import PERIOD
from api.periods.states import Facts as PeriodFacts
from api.pledges.models import PledgeState
from api.pledges.rules import Finding as PledgeFinding
from api.pledges.states import PLEDGE
from api.pledges.states import Facts as PledgeFacts
from api.proposals.states import PROPOSAL
from api.proposals.states import Facts as ProposalFacts
from api.proposals.values import Finding, ProposalState, Severity
from api.reporting.models import ReportingState
from api.reporting.states import REPORTING
from api.reporting.states import Facts as ReportingFacts
from api.reviews.models import ReviewState
from api.reviews.states import PROFILE, REVIEW
from api.reviews.states import Facts as ReviewFacts
from api.statements.states import STATEMENT, Mark
from api.statements.states import Facts as StatementFacts
from api.statements.values import StatementState
from api.workplans.states import ACTIVITY_UPDATE, WORKPLAN, UpdateFacts
from api.workplans.states import Facts as WorkplanFacts
from api.workplans.values import UpdateState, WorkplanState

TABLES = {
    "decision": """
        open                 draft, revising, referred, incomplete → open     S C
        extend               open → open                                      S C
        revise               open, broken, incomplete, referred → revising    S C
        revise               clear → revising                                 C
        adopt                clear → adopted                                  C
        refer                broken, incomplete → referred                    C
        record_no_consensus  broken, incomplete, referred → no_consensus      C
        withdraw             draft → withdrawn                                S C
        withdraw             open, clear, broken, incomplete, revising, referred → withdrawn    C
    """,
    "suggestion": """
        accept               open → accepted                                  S C
        decline              open → declined                                  S C
        take_back *          open → taken_back                                F
    """,
    "membership": """
        admit                applied → member                                 S
        decline              applied → declined                               S
        leave *              member → left                                    S F
    """,
    "appointment": """
        confirm              proposed → confirmed                             C admin
        end                  proposed, confirmed → ended                      S C admin
    """,
    "meeting": """
        accept               requested → draft                                S C
        defer                requested → deferred                             C
        convene              draft → convened                                 S C
        reschedule           convened → convened                              S C
        start                convened → in_session                            S C
        end                  in_session, convened → held                      S C
        cancel               draft, convened → cancelled                      S C
    """,
    "session": """
        turn                 waiting, running, paused → running               S C
        next                 waiting, running, paused → running               S C
        back                 running, paused → running                        S C
        pause                running → paused                                 S C
        resume               paused → running                                 S C
    """,
    "assessment": """
        submit *             draft, returned → submitted                      F
        approve              submitted → approved                             S
        return               submitted → returned                             S
        reopen               approved → returned                              S
    """,
    "pledge": """
        submit *             draft → prepared                                 F S C
        return               prepared, cleared → draft                        S C
        clear                prepared → cleared                               S C
        send                 cleared → sent                                   S
        publish              sent → published                                 S
        start *              sent, published → in_progress                    F S C
        fulfil *             sent, published, in_progress → fulfilled         F S C
        withdraw *           draft, prepared, cleared, sent, published, in_progress → withdrawn    F S C
    """,
    "action_point": """
        done *               open → done                                      F
        verify *             done → verified                                  S C
        snooze *             open → open                                      F S C
        drop                 open → dropped                                   S C
    """,
    "minutes": """
        generate             none → draft                                     S
        circulate            draft → circulated                               S
        comment *            circulated → circulated                          F O
        revise               circulated → draft                               S
        adopt                circulated → adopted                             S C
        corrigendum          adopted → adopted                                S
    """,
    "review": """
        circulate            generated, edited → circulated                   S
        comment              circulated → circulated                          S C F X
        revise               circulated, frozen → edited                      S
        put_to_decision      circulated → frozen                              S
        adopt                frozen → adopted                                 S C
        correct              adopted → edited                                 S
    """,
    "profile": """
        circulate            generated, edited → circulated                   S
        comment              circulated → circulated                          S C F X
        revise               circulated → edited                              S
        issue                circulated → issued                              S C
        correct              issued → edited                                  S
    """,
    "statement": """
        put_to_consensus     draft → draft                                    S C
        sign                 draft → draft                                    C
        publish              signed → published                               S C
        withdraw             published → published                            C
        abandon              draft → abandoned                                S C
    """,
    "proposal": """
        draft *              idea → concept_note_draft                        F S
        consult *            concept_note_draft → concept_note_network_review F S
        rework               concept_note_network_review → concept_note_draft S
        endorse              concept_note_network_review → concept_note_endorsed    C
        reopen *             concept_note_endorsed → concept_note_draft       F S
        submit_concept *     concept_note_endorsed → concept_note_submitted   RC
        retain               concept_note_submitted → pipeline                S
        not_retain           concept_note_submitted, pipeline → concept_note_not_retained   S
        invite               pipeline → jp_document_draft                     S
        submit_document *    jp_document_draft, revision_requested → jp_document_submitted  RC
        appraise             jp_document_submitted → appraisal                S
        ask_revision         appraisal → revision_requested                   S
        approve              appraisal → approved                             S
        reject               appraisal → rejected                             S
        sign                 approved → signature                             S
        transfer             signature → funds_transferred                    S
        start *              funds_transferred → implementation               F
        suspend              implementation → suspended                       S
        resume               suspended → implementation                       S
        close_operationally *   implementation, suspended → operationally_closed    F
        report *             operationally_closed → final_reporting           F
        close_financially    final_reporting → financially_closed             S
        withdraw *           idea, concept_note_draft, concept_note_network_review, concept_note_endorsed, jp_document_draft, revision_requested → withdrawn   F C
        withdraw *           concept_note_submitted, pipeline, jp_document_submitted, appraisal → withdrawn    S
        cancel               approved, signature, funds_transferred, implementation, suspended → cancelled     S
    """,
    "period": """
        lock                 open → locked                                    S
        unlock               locked → open                                    S
    """,
    "value": """
        submit *             draft, returned → submitted                      F
        approve              submitted → approved                             S
        return               submitted → returned                             S
        reopen               approved → returned                              S
    """,
    "indicator": """
        archive              active → archived                                S
        restore              archived → active                                S
    """,
    "workplan": """
        adopt                draft → adopted                                  S C
        close                adopted → closed                                 S
        abandon              draft → abandoned                                S
    """,
    "activity_update": """
        submit *             draft → submitted                                F
        reopen *             submitted → draft                                F S
    """,
    "reporting_round": """
        extend               open → open                                      S
        remind               open → open                                      S
        close                open → closed                                    S
        reopen               closed → open                                    S
    """,
}  # fmt: skip
FINAL = {
    "decision": {"adopted", "adopted_with_reservations", "no_consensus", "withdrawn"},
    "suggestion": {"accepted", "declined", "taken_back"},
    "membership": {"declined", "left"},
    "appointment": {"ended"},
    "meeting": {"deferred", "held", "cancelled"},
    "session": {"closed"},
    "assessment": set(),
    "pledge": {"fulfilled", "withdrawn"},
    "action_point": {"verified", "dropped"},
    "minutes": set(),
    "review": set(),
    "profile": set(),
    "statement": {"withdrawn", "abandoned"},
    "period": set(),
    "value": set(),
    "indicator": set(),
    "reporting_round": set(),
    "workplan": {"closed", "abandoned"},
    "activity_update": set(),
    "proposal": {"concept_note_not_retained", "rejected", "financially_closed", "withdrawn", "cancelled"},
}


@dataclass(frozen=True)
class Row:
    move: str
    origins: frozenset[str]
    to: str
    who: frozenset[str]
    personal: bool


def rows(table: str) -> Iterator[Row]:
    for line in table.strip().splitlines():
        left, _, right = line.partition("→")
        to, *who = right.split()
        head, *origins = left.replace(",", " ").split()
        personal = bool(origins) and origins[0] == "*"
        callers = frozenset(caller for one in who for caller in WHO[one])
        yield Row(head, frozenset(origins[personal:]), to, callers, personal)


# ── callers ─────────────────────────────────────────────────────────────────────────────────────────────────────────

NETWORK, UNDP, WHO_ORG, IOM, RCO = (uuid4() for _ in range(5))
NOW = datetime(2026, 11, 25, 7, tzinfo=UTC)
POSTS = {
    "secretariat": Post(Role.SECRETARIAT, IOM, "IOM"),
    "rc": Post(Role.CO_CHAIR, RCO, "RCO"),
    "iom-head": Post(Role.CO_CHAIR, IOM, "IOM"),
    "focal point": Post(Role.FOCAL_POINT, UNDP, "UNDP"),
    "alternate": Post(Role.ALTERNATE, UNDP, "UNDP"),
    "another's focal point": Post(Role.FOCAL_POINT, WHO_ORG, "WHO"),
    "observer": Post(Role.OBSERVER, UNDP, "UNDP"),
    "viewer": Post(Role.VIEWER, UNDP, "UNDP"),
}
WHO = {
    "S": ("secretariat",),
    "C": ("rc", "iom-head"),
    "RC": ("rc",),
    "F": ("focal point", "alternate"),
    "X": ("another's focal point",),
    "O": ("observer",),
    "admin": ("admin",),
}


def call_of(caller: str) -> Call:
    posts = {NETWORK: (POSTS[caller],)} if caller in POSTS else {}
    actor = SYSTEM if caller == "the system" else Actor(uuid4(), posts, admin=caller == "admin")
    call = Call(actor, "en", "test", source=None, network=Head(NETWORK, "here", 1, 1, False))  # type: ignore[arg-type]
    call.now = NOW
    return call


CALLERS = (*POSTS, "admin", "person")


# ── facts that leave no guard in the way ────────────────────────────────────────────────────────────────────────────


def seat(value: PositionValue | None = PositionValue.SUPPORT, reached: bool = True) -> Seat:
    return Seat(UNDP, "UNDP", value=value, reached=reached)


def matter(state: str, **given: Any) -> Matter:
    usual = {"deadline": NOW + timedelta(days=3), "seats": (seat(),)}
    return Matter(DecisionState(state), **(usual | given))


def decision(state: str, **given: Any) -> DecisionFacts:
    usual = {"matter": matter(state), "now": NOW, "mine": "RCO", "procedure": Procedure.SILENCE}
    return DecisionFacts(DecisionState(state), **(usual | given))


def suggestion(state: str, **given: Any) -> SuggestionFacts:
    usual = {"decision": DecisionState.REVISING, "paragraph_id": "p2", "as_quoted": True}
    return SuggestionFacts(SuggestionState(state), UNDP, **(usual | given))


def meeting(state: str, **given: Any) -> MeetingFacts:
    begun = {"starts_at": NOW - timedelta(hours=3), "ends_at": NOW - timedelta(hours=1), "now": NOW}
    return MeetingFacts(state=state, **({**begun, "item_count": 1, "visibility": Visibility.MEMBERS} | given))


def session(state: str, **given: Any) -> SessionFacts:
    return SessionFacts(SessionState(state), **given)


def membership(state: str) -> MembershipFacts:
    return MembershipFacts(state, UNDP)


def appointment(state: str, **given: Any) -> Any:
    return Appointment(state=state, **({"proposed_by": uuid4()} | given))


def assessment(state: str, **given: Any) -> AssessmentFacts:
    usual = {"rating": Rating.GOOD_PROGRESS, "narrative": True, "evidence": 1, "submitted_by": uuid4()}
    return AssessmentFacts(AssessmentState(state), UNDP, **(usual | given))


def pledge(state: str, **given: Any) -> PledgeFacts:
    return PledgeFacts(PledgeState(state), UNDP, **({"submitted_by": uuid4(), "decided": True} | given))


def value(state: str, **given: Any) -> ValueFacts:
    usual = {"period": "2025-Q4", "empty": False, "submitted_by": uuid4()}
    return ValueFacts(ValueState(state), UNDP, **(usual | given))


def period(state: str, **given: Any) -> PeriodFacts:
    usual = {"period": "2026-Q3", "first_on": NOW.date(), "today": NOW.date()}
    return PeriodFacts(PeriodState(state), **(usual | given))


def reporting_round(state: str, **given: Any) -> ReportingFacts:
    return ReportingFacts(ReportingState(state), **({"period": "2025-Q4", "due_on": NOW.date(), "missing": 1} | given))


def action_point(state: str, **given: Any) -> ActionFacts:
    return ActionFacts(ActionState(state), **({"owner_id": UNDP, "author_id": UNDP, "done_by_id": uuid4()} | given))


def minutes(state: str, **given: Any) -> MinutesFacts:
    """In the window, and agreed at a later meeting: so comments and adoption are both open."""
    usual = {
        "meeting": "held", "now": NOW, "window_ends_at": NOW + timedelta(days=2), "attended": frozenset({UNDP}),
        "agreed": True,
    }  # fmt: skip
    return MinutesFacts(MinutesState(state), **(usual | given))


def workplan(state: str, **given: Any) -> WorkplanFacts:
    """Agreed to, and its period over: so adoption and closing are both open."""
    usual = {"ends_on": NOW.date() - timedelta(days=1), "today": NOW.date(), "decided": True}
    return WorkplanFacts(WorkplanState(state), **(usual | given))


def activity_update(state: str, **given: Any) -> UpdateFacts:
    return UpdateFacts(UpdateState(state), UNDP, **given)


PARTIES = ({"id": str(UNDP), "acronym": "UNDP"}, {"id": str(WHO_ORG), "acronym": "WHO"})
SIGNED = (
    {"party": "puno", "acronym": "UNDP"},
    {"party": "puno", "acronym": "WHO"},
    {"party": "resident_coordinator", "acronym": None},
    {"party": "government", "acronym": None},
)


def proposal(state: str, **given: Any) -> ProposalFacts:
    usual = {
        "call_code": "MIG00-OPEN", "stored": (), "convening_id": UNDP, "parties": PARTIES, "revision": 1,
        "current": True, "decided": True, "government": True, "signatures": SIGNED, "confirmations": PARTIES,
    }  # fmt: skip
    return ProposalFacts(ProposalState(state), **(usual | given))


def review(state: str, **given: Any) -> ReviewFacts:
    return ReviewFacts(ReviewState(state), **({"decided": True} | given))


class AdoptedStatement(StatementFacts):
    """Adopted, and not put to consensus: no statement is both, but so no guard stands in the way of either move."""

    adopted = True  # type: ignore[assignment]


def statement(state: str, **given: Any) -> StatementFacts:
    made = StatementFacts if "decision_state" in given else AdoptedStatement
    return made(StatementState(state), NOW, **given)


def signed_by(caller: str) -> tuple[Mark, ...]:
    post = POSTS[caller]
    return (Mark(uuid4(), post.organisation_id, post.acronym),)


FACTS: dict[str, Any] = {
    "decision": decision,
    "suggestion": suggestion,
    "membership": membership,
    "appointment": appointment,
    "meeting": meeting,
    "session": session,
    "assessment": assessment,
    "pledge": pledge,
    "action_point": action_point,
    "minutes": minutes,
    "review": review,
    "profile": review,
    "statement": statement,
    "proposal": proposal,
    "period": period,
    "value": value,
    "indicator": lambda state: SimpleNamespace(state=state),
    "reporting_round": reporting_round,
    "workplan": workplan,
    "activity_update": activity_update,
}
MACHINES: dict[str, Machine] = {
    "decision": DECISION,
    "suggestion": SUGGESTION,
    "membership": MEMBERSHIP,
    "appointment": APPOINTMENT,
    "meeting": MEETING,
    "session": SESSION,
    "assessment": ASSESSMENT,
    "pledge": PLEDGE,
    "action_point": ACTION_POINT,
    "minutes": MINUTES,
    "review": REVIEW,
    "profile": PROFILE,
    "statement": STATEMENT,
    "proposal": PROPOSAL,
    "period": PERIOD,
    "value": VALUE,
    "indicator": INDICATOR,
    "reporting_round": REPORTING,
    "workplan": WORKPLAN,
    "activity_update": ACTIVITY_UPDATE,
}


# ── the walk ────────────────────────────────────────────────────────────────────────────────────────────────────────


def fired(machine: Machine, state: str, move: str, caller: str, facts: Any = None) -> str:
    """Where the move leads, or the slug of the refusal; a refusal leaves the row as it was."""
    row = SimpleNamespace(state=state, version=4)
    facts = facts if facts is not None else FACTS[machine.name](state)
    to = DecisionState.ADOPTED if move == "adopt" else None
    try:
        machine.fire(call_of(caller), row, move, to=to, facts=facts)
    except Problem as problem:
        assert (row.state, row.version) == (state, 4)
        return problem.slug
    assert row.version == 5
    return str(row.state)


def wanted(table: list[Row], state: str, move: str, caller: str) -> str:
    mine = [row for row in table if row.move == move and caller in row.who]
    here = [row for row in mine if state in row.origins]
    return here[0].to if here else (MoveRefused.slug if mine else Forbidden.slug)


def walk(machine: Machine, table: list[Row]) -> tuple[int, list[str]]:
    """(cells, what differs from the table)."""
    found: list[str] = []
    moves = dict.fromkeys([*(row.move for row in table), *(move.name for move in machine.moves if not move.system)])
    cells = 0
    for state in map(str, machine.states):
        for caller in CALLERS:
            call = call_of(caller)
            offered = {one["move"]: one["refused"] for one in machine.offered(call, FACTS[machine.name](state))}
            listed = machine.names(call, state)
            for move in moves:
                cells += 1
                ought = wanted(table, state, move, caller)
                open_here = ought not in (MoveRefused.slug, Forbidden.slug)
                personal = any(row.personal for row in table if row.move == move)
                is_so = (fired(machine, state, move, caller), move in offered, move in listed, offered.get(move))
                if is_so != (ought, open_here, open_here and not personal, None):
                    found.append(f"{machine.name} · {state} · {move} · {caller}: {is_so}, not {ought}")
    return cells, found


@pytest.mark.parametrize("name", TABLES)
def test_the_machine_is_the_table(name):
    _, found = walk(MACHINES[name], list(rows(TABLES[name])))
    assert found == []


def test_every_machine_has_its_table_and_the_walk_is_large_enough():
    assert {machine.name for machine in machines()} == set(TABLES) == set(MACHINES)
    assert sum(walk(MACHINES[name], list(rows(TABLES[name])))[0] for name in TABLES) >= 1_000


@pytest.mark.parametrize("name", TABLES)
def test_final_is_final(name):
    machine = MACHINES[name]
    assert {str(state) for state in machine.final} == FINAL[name]
    assert not [move.name for move in machine.moves for state in machine.final if state in move.origins]


def test_the_timer_alone_closes_a_round():
    """Nobody is offered it, nobody may fire it; the system may."""
    (close,) = DECISION.of("close")
    assert close.system
    for caller in CALLERS:
        assert "close" not in {one["move"] for one in DECISION.offered(call_of(caller), decision("open"))}
        assert fired(DECISION, "open", "close", caller) == "forbidden"
    row = SimpleNamespace(state="open", version=1)
    DECISION.fire(call_of("the system"), row, "close", to=DecisionState.CLEAR, facts=decision("open"))
    assert row.state == "clear"


# ── guards ──────────────────────────────────────────────────────────────────────────────────────────────────────────

OBJECTED = (seat(PositionValue.OBJECTION),)
UNREACHED = (seat(None, reached=False),)
BLOCKED = (Finding("title_present", Severity.BLOCKER, "/title"),)
# guard, machine, state, move, who, facts in which it stands in the way, the refusal
GUARDS: list[tuple[str, str, str, str, str, dict[str, Any], str]] = [
    ("has_text", "decision", "draft", "open", "rc", {"matter": matter("draft", has_text=False)}, "text-required"),
    ("has_roll", "decision", "draft", "open", "rc", {"matter": matter("draft", members=0)}, "no-roll"),
    ("all_reachable", "decision", "draft", "open", "rc",
     {"matter": matter("draft", unreachable=("WHO",))}, "unreachable-members"),
    ("meeting_in_session", "decision", "draft", "open", "rc",
     {"procedure": Procedure.MEETING, "meeting_ready": False}, "meeting-not-in-session"),
    ("before_deadline", "decision", "open", "extend", "rc", {"matter": matter("open", deadline=NOW)}, "round-closed"),
    ("still_clear", "decision", "clear", "adopt", "rc", {"matter": matter("clear", seats=OBJECTED)}, "no-consensus-yet"),
    ("still_clear", "decision", "clear", "adopt", "rc",
     {"matter": matter("clear", seats=UNREACHED)}, "no-consensus-yet"),
    ("not_yet_mine", "decision", "clear", "adopt", "rc",
     {"matter": matter("clear", both_adopt=True), "adopted_by": ("RCO",)}, "already-adopted-by-you"),
    ("not_over", "suggestion", "open", "decline", "rc", {"decision": DecisionState.ADOPTED}, "decision-over"),
    ("not_over", "suggestion", "open", "take_back", "focal point",
     {"decision": DecisionState.WITHDRAWN}, "decision-over"),
    ("text_open", "suggestion", "open", "accept", "rc", {"decision": DecisionState.BROKEN}, "text-not-open"),
    ("reads_as_quoted", "suggestion", "open", "accept", "rc", {"as_quoted": False}, "paragraph-changed"),
    ("has_date", "meeting", "draft", "convene", "rc", {"starts_at": None, "ends_at": None}, "meeting-needs-date"),
    ("has_agenda", "meeting", "draft", "convene", "rc", {"item_count": 0}, "meeting-needs-agenda"),
    ("open_to_members", "meeting", "draft", "convene", "rc",
     {"visibility": Visibility.SECRETARIAT}, "meeting-not-open"),
    ("took_place", "meeting", "convened", "end", "rc", {"starts_at": NOW + timedelta(hours=1)}, "meeting-not-yet"),
    ("has_following", "session", "running", "next", "rc", {"following": False}, "session-last-item"),
    ("has_previous", "session", "paused", "back", "secretariat", {"previous": False}, "session-first-item"),
    ("has_rating", "assessment", "draft", "submit", "focal point",
     {"rating": Rating.NOT_ASSESSED}, "rating-required"),
    ("has_narrative", "assessment", "draft", "submit", "focal point", {"narrative": False}, "narrative-required"),
    ("has_evidence", "assessment", "draft", "submit", "focal point", {"evidence": 0}, "evidence-required"),
    ("period_open", "assessment", "submitted", "approve", "secretariat",
     {"lock": ("2026", "IOM", NOW), "period": "2026-H1"}, "period-locked"),
    ("form_complete", "pledge", "draft", "submit", "focal point",
     {"findings": (PledgeFinding("missing", "blocker", "measure"),)}, "pledge-incomplete"),
    ("decision_adopted", "pledge", "prepared", "clear", "rc", {"decided": False}, "pledge-decision-open"),
    ("something_owed", "reporting_round", "open", "remind", "secretariat", {"missing": 0}, "nothing-owed"),
    ("has_begun", "period", "open", "lock", "secretariat", {"first_on": NOW.date() + timedelta(days=1)}, "period-ahead"),
    ("is_active", "value", "returned", "submit", "alternate", {"archived": True}, "indicator-archived"),
    ("is_open", "value", "submitted", "approve", "secretariat", {"lock": ("2025", "IOM")}, "period-locked"),
    ("is_open", "value", "draft", "submit", "focal point", {"lock": ("2025-Q4", "IOM")}, "period-locked"),
    ("has_numbers", "value", "draft", "submit", "focal point", {"empty": True}, "value-empty"),
    ("has_begun", "minutes", "none", "generate", "secretariat", {"meeting": "convened"}, "minutes-too-early"),
    ("was_held", "minutes", "draft", "circulate", "secretariat",
     {"meeting": "in_session"}, "minutes-meeting-not-held"),
    ("in_window", "minutes", "circulated", "comment", "alternate", {"window_ends_at": NOW}, "minutes-window-closed"),
    ("window_over", "minutes", "circulated", "adopt", "rc", {"agreed": False}, "minutes-window-open"),
    ("unobjected", "minutes", "circulated", "adopt", "secretariat",
     {"agreed": False, "window_ends_at": NOW, "objections": ("UNDP",)}, "minutes-objection-stands"),
    ("complete", "review", "circulated", "put_to_decision", "secretariat",
     {"missing": ("Effect of crises",)}, "review-incomplete"),
    ("complete", "profile", "circulated", "issue", "rc", {"missing": ("Results",)}, "review-incomplete"),
    ("decided", "review", "frozen", "adopt", "rc", {"decided": False}, "review-not-decided"),
    ("has_text", "statement", "draft", "put_to_consensus", "rc", {"has_text": False}, "statement-text-required"),
    ("not_in_consensus", "statement", "draft", "put_to_consensus", "rc",
     {"decision_state": DecisionState.DRAFT}, "already-in-consensus"),
    ("not_in_consensus", "statement", "draft", "put_to_consensus", "rc",
     {"decision_state": DecisionState.ADOPTED}, "already-in-consensus"),
    ("is_adopted", "statement", "draft", "sign", "rc", {"decision_state": DecisionState.CLEAR}, "statement-not-adopted"),
    ("is_adopted", "statement", "draft", "sign", "rc",
     {"decision_state": DecisionState.ADOPTED, "is_statement": False}, "statement-not-adopted"),
    ("still_stands", "statement", "draft", "sign", "rc", {"superseded_by": "TKM/2026/009"}, "statement-superseded"),
    ("still_stands", "statement", "signed", "publish", "rc", {"superseded_by": "TKM/2026/009"}, "statement-superseded"),
    ("same_text", "statement", "draft", "sign", "rc", {"same_text": False}, "adopted-text-differs"),
    ("same_text", "statement", "signed", "publish", "secretariat", {"same_text": False}, "adopted-text-differs"),
    ("not_signed_by_mine", "statement", "draft", "sign", "rc", {"signed": signed_by("rc")}, "already-signed"),
    ("not_withdrawn_by_mine", "statement", "published", "withdraw", "iom-head",
     {"withdrawing": signed_by("iom-head")}, "already-signed"),
    ("guard", "proposal", "concept_note_draft", "consult", "focal point", {"stored": BLOCKED}, "not-ready"),
    ("guard", "proposal", "concept_note_endorsed", "submit_concept", "rc", {"stored": BLOCKED}, "not-ready"),
    ("guard", "proposal", "jp_document_draft", "submit_document", "rc", {"decided": False}, "not-ready"),
    ("guard", "proposal", "revision_requested", "submit_document", "rc", {"current": False}, "not-ready"),
    ("decided", "proposal", "concept_note_network_review", "endorse", "rc", {"decided": False}, "decision-required"),
    ("decided", "proposal", "concept_note_network_review", "endorse", "rc", {"current": False}, "decision-required"),
    ("government_endorsed", "proposal", "concept_note_network_review", "endorse", "rc",
     {"government": False}, "government-endorsement-required"),
    ("all_signed", "proposal", "signature", "transfer", "secretariat",
     {"signatures": SIGNED[:3]}, "signatures-missing"),
    ("decided", "workplan", "draft", "adopt", "secretariat", {"decided": False}, "plan-decision-required"),
    ("unchanged", "workplan", "draft", "adopt", "rc", {"current": False}, "plan-changed-since"),
    ("not_replaced", "workplan", "adopted", "close", "secretariat", {"replaced": True}, "plan-replaced"),
    ("period_over", "workplan", "adopted", "close", "secretariat", {"ends_on": NOW.date()}, "plan-period-not-over"),
    ("says_something", "activity_update", "draft", "submit", "alternate", {"says": False}, "progress-required"),
    ("all_confirmed", "proposal", "suspended", "close_operationally", "focal point",
     {"confirmations": PARTIES[:1]}, "confirmations-missing"),
]  # fmt: skip


@pytest.mark.parametrize(("guard", "name", "state", "move", "who", "facts", "slug"), GUARDS)
def test_a_guard_refuses_with_its_reason(guard, name, state, move, who, facts, slug):
    machine, stands = MACHINES[name], FACTS[name](state, **facts)
    assert fired(machine, state, move, who, stands) == slug
    (shown,) = [one["refused"] for one in machine.offered(call_of(who), stands) if one["move"] == move]
    assert shown["type"] == f"/problems/{slug}"
    assert shown["detail"]


def test_whoever_proposed_or_submitted_does_not_confirm():
    """Two persons: an officer is confirmed, an assessment approved, by another."""
    for machine, made, move, who, slug in (
        (APPOINTMENT, lambda me: appointment("proposed", proposed_by=me), "confirm", "rc", "by-another-person"),
        (ASSESSMENT, lambda me: assessment("submitted", submitted_by=me), "approve", "secretariat", "own-assessment"),
        (VALUE, lambda me: value("submitted", submitted_by=me), "approve", "secretariat", "own-value"),
        (PLEDGE, lambda me: pledge("prepared", submitted_by=me), "clear", "secretariat", "own-pledge"),
    ):
        call = call_of(who)
        with pytest.raises(Problem) as caught:
            machine.check(call, made(call.actor.person_id), move)
        assert caught.value.slug == slug


def test_every_guard_of_the_code_is_shown_to_refuse():
    named = {guard.__name__ for machine in machines() for move in machine.moves for guard in move.guards}
    assert named == {row[0] for row in GUARDS} | {
        "somebody_else_proposed",
        "somebody_else_submitted",
        "another_prepared",
        "somebody_else_did_it",
    }


# ── the walk notices ────────────────────────────────────────────────────────────────────────────────────────────────


def altered(name: str, move: str, **change: Any) -> Machine:
    machine = MACHINES[name]
    moves: list[Move] = [replace(one, **change) if one.name == move else one for one in machine.moves]
    return Machine(machine.name, machine.states, *moves, final=machine.final)


@pytest.mark.parametrize(
    ("name", "move", "change"),
    [
        ("decision", "adopt", {"who": PERMISSIONS["decisions:open"]}),
        ("decision", "adopt", {"origins": (DecisionState.CLEAR, DecisionState.BROKEN)}),
        ("decision", "refer", {"to": DecisionState.ADOPTED}),
        ("suggestion", "accept", {"who": PERMISSIONS["decisions:suggest"]}),
        ("suggestion", "take_back", {"by": None}),
        ("meeting", "defer", {"who": PERMISSIONS["meetings:convene"]}),
        ("proposal", "submit_concept", {"by": None}),
        ("proposal", "start", {"by": lambda call, facts: True}),
        ("assessment", "submit", {"by": None}),
        ("value", "submit", {"by": None}),
        ("pledge", "clear", {"who": PERMISSIONS["pledges:write"]}),
        ("pledge", "fulfil", {"by": None}),
        ("statement", "sign", {"who": PERMISSIONS["statements:publish"]}),
        ("statement", "publish", {"origins": (StatementState.DRAFT, StatementState.SIGNED)}),
        ("membership", "admit", {"origins": ()}),
        ("minutes", "adopt", {"who": PERMISSIONS["minutes:comment"]}),
        ("minutes", "comment", {"by": None}),
        ("minutes", "revise", {"origins": (MinutesState.CIRCULATED, MinutesState.ADOPTED)}),
    ],
)
def test_it_notices_a_wider_or_narrower_table(name, move, change):
    assert walk(altered(name, move, **change), list(rows(TABLES[name])))[1]


@pytest.mark.parametrize(("guard", "name", "state", "move", "who", "facts", "slug"), GUARDS)
def test_it_notices_a_guard_that_is_gone(guard, name, state, move, who, facts, slug):
    without = altered(name, move, guards=())
    assert fired(without, state, move, who, FACTS[name](state, **facts)) != slug
