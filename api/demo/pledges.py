"""Three pledges of the demo, at three places of their way. Every act and figure here is invented."""

from datetime import date, timedelta
from typing import Any
from uuid import UUID

import sqlalchemy as sa

from api.demo.stage import Stage
from api.kernel.access import Call
from api.members import service as members
from api.networks.models import Organisation
from api.pledges import service
from api.pledges.schemas import PledgeCreate, ProgressCreate

LIBRARY = "https://library.demo.example/unmn/pledges"
REGISTERED: dict[str, Any] = {
    "title": "Every birth of a Turkmen child abroad on record within one month",
    "contact": "Consular department, consular@mfa.demo.example",
    "visibility": "partners",
    "answers": {
        "entity_kind": "member_state",
        "form": "individual",
        "kind": ["process", "policy"],
        "objectives": [4, 7, 14],
        "guiding_principles": ["people_centred", "rule_of_law", "child_sensitive"],
        "scope": ["national", "international"],
        "countries": ["TM", "TR", "RU"],
        "from": "2026-01-01",
        "description": (
            "Consulates and civil registry offices answer every application to register a birth abroad within one "
            "month. One common form replaces four; parents hand it in at any consulate, in three languages and without "
            "a fee. Applications that came in before are answered by the middle of the period. Registrars of all six "
            "regions are trained, and figures by sex, age and country of birth are published twice a year as totals."
        ),
        "measure": "95 per cent of applications answered within 30 days; backlog from 1,200 to 0",
    },
}
TESTED: dict[str, Any] = {
    "title": "Skills of 600 returning workers recognised by a common test",
    "contact": "Head of programme, programme@undp.demo.example",
    "answers": {
        "entity_kind": "un_system",
        "form": "in_partnership",
        "kind": ["financial", "human_resources"],
        "amount": {"amount": "480000.00", "currency": "USD"},
        "objectives": [18, 21],
        "scope": ["national"],
        "countries": ["TM"],
        "description": (
            "Workers who come back with what they learned abroad have it tested and recognised where they live. Tests "
            "for six occupations are written with employers, two centres hold them every month, and whoever passes "
            "gets a certificate that the employment service knows. A quarter of the places are kept for women."
        ),
        "measure": "600 certificates, at least 150 of them to women",
    },
}
BEGUN: dict[str, Any] = {
    "title": "Information for those who plan to leave, before they pay anybody",
    "contact": "Migration information, info@iom.demo.example",
    "answers": {
        "entity_kind": "un_system",
        "form": "individual",
        "kind": ["process"],
        "objectives": [3, 6],
        "scope": ["local", "national"],
        "description": "A telephone line and five desks tell people what work abroad costs and who may recruit.",
    },
}
NOTES = (
    (0, "The common form is in use in nine consulates; 890 of the old applications are answered.", "backlog"),
    (0, "Registrars of three regions were trained; the first figures by sex and age are out.", "figures"),
)


async def play(stage: Stage) -> None:
    """The Government's is under way, UNDP's waits to be cleared, IOM's is a draft with gaps."""
    registered = await stage.act("secretariat", lambda call: _begin(call, "MFA", REGISTERED))
    await _move(stage, "secretariat", registered, "submit")
    await _move(stage, "rc", registered, "clear")
    await _move(stage, "secretariat", registered, "send", days=40)
    await _move(stage, "secretariat", registered, "publish", published_id="GCM-2026-118")
    await _move(stage, "secretariat", registered, "start")
    for years, note, page in NOTES:
        await stage.act("secretariat", _noting(registered, years, note, page))
    tested = await stage.act("undp", lambda call: _begin(call, "UNDP", TESTED))
    await _move(stage, "undp", tested, "submit")
    await stage.act("iom", lambda call: _begin(call, "IOM", BEGUN))


async def _begin(call: Call, acronym: str, said: dict[str, Any]) -> UUID:
    rows = (await call.session.execute(sa.select(Organisation.acronym, Organisation.id))).all()
    known = {row.acronym: row.id for row in rows}
    answers = dict(said["answers"])
    if said is not BEGUN:
        answers["until"] = str(date(members.today(call).year + 2, 12, 31))
    if answers["form"] == "in_partnership":
        answers["participants"] = [str(known["IOM"])]
    wanted = PledgeCreate.model_validate({**said, "organisation_id": known[acronym], "answers": answers})
    return (await service.create(call, wanted)).id


async def _move(stage: Stage, who: str, pledge_id: UUID, move: str, days: int | None = None, **given: Any) -> None:
    async def work(call: Call) -> None:
        if days is not None:
            given["sent_on"] = members.today(call) - timedelta(days=days)
        await service.move(call, await service.lock(call, pledge_id, match=False), move, **given)

    await stage.act(who, work)


def _noting(pledge_id: UUID, years: int, note: str, page: str) -> Any:
    async def work(call: Call) -> None:
        wanted = ProgressCreate.model_validate(
            {
                "year": members.today(call).year - years,
                "note": note,
                "evidence": [{"title": "Report to the Network", "url": f"{LIBRARY}/{page}"}],
            }
        )
        await service.report(call, await service.lock(call, pledge_id, match=False), wanted)

    return work
