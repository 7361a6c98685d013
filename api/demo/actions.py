"""Action points of the demo: from its meetings; some done, one late, one that its own author verifies."""

from datetime import timedelta
from typing import Any
from uuid import UUID

import sqlalchemy as sa

from api.actions import service
from api.actions.schemas import ActionPointCreate, ActionPointDone
from api.demo.stage import Stage
from api.kernel.access import Call
from api.meetings.models import Meeting, MeetingKind, MeetingState
from api.members import service as members

# regular meeting (the latest held is 0), owner, days from today until it is due, title, and what was done
POINTS: list[tuple[int, str, int, dict[str, str], dict[str, Any] | None]] = [
    (
        1,
        "UNDP",
        -20,
        {
            "en": "Send the list of one-stop centres in the provinces to the State Migration Service",
            "ru": "Направить Государственной миграционной службе перечень центров «одного окна» в велаятах",
            "tk": "Welaýatlardaky «bir penjire» merkezleriniň sanawyny Döwlet migrasiýa gullugyna ibermek",
        },
        {
            "done": "Sent by letter; the Service confirmed that it came.",
            "evidence": [{"title": "Letter to the Service", "url": "https://library.example/letters/one-stop-centres"}],
        },
    ),
    (
        0,
        "UNHCR",
        -6,
        {
            "en": "Share the figures on statelessness of the last quarter with all members",
            "ru": "Передать всем членам Сети данные о безгражданстве за последний квартал",
            "tk": "Soňky çärýekdäki raýatsyzlyk baradaky maglumatlary ähli agzalara bermek",
        },
        None,
    ),
    (
        0,
        "UNICEF",
        9,
        {
            "en": "Draft the checklist for children who travel without their parents",
            "ru": "Подготовить перечень проверок для детей, которые едут без родителей",
            "tk": "Ene-atasyz barýan çagalar üçin barlag sanawyny taýýarlamak",
        },
        None,
    ),
    (
        0,
        "UNODC",
        30,
        {
            "en": "Propose dates for the joint training on the identification of trafficked persons",
            "ru": "Предложить даты совместного обучения по выявлению жертв торговли людьми",
            "tk": "Adam söwdasynyň pidalaryny ýüze çykarmak boýunça bilelikdäki okuwyň senelerini teklip etmek",
        },
        None,
    ),
    (
        0,
        "IOM",
        3,
        {
            "en": "Enter the contacts of the diaspora associations and keep them up to date",
            "ru": "Внести контакты объединений диаспоры и поддерживать их в актуальном состоянии",
            "tk": "Diaspora birleşikleriniň aragatnaşyk maglumatlaryny girizmek we täzeläp durmak",
        },
        {"done": "Eleven associations are entered, each with the source of its contact."},
    ),
]


async def play(stage: Stage) -> None:
    for at, owner, days, title, done in POINTS:
        action_id = await stage.act("iom" if owner == "IOM" else "secretariat", _given(at, owner, days, title))
        if done is not None:
            await stage.act(owner.lower(), _done(action_id, ActionPointDone.model_validate(done)))


def _given(at: int, owner: str, days: int, title: dict[str, str]) -> Any:
    async def work(call: Call) -> UUID:
        held = sa.select(Meeting.id).where(
            Meeting.network_id == call.network_id,
            Meeting.kind == MeetingKind.REGULAR,
            Meeting.state == MeetingState.HELD,
        )
        meetings = (await call.session.execute(held.order_by(Meeting.starts_at.desc()))).scalars().all()
        organisations = {each.acronym: each.id for each in await members.roll(call)}
        wanted = ActionPointCreate.model_validate(
            {
                "title": title,
                "owner_id": organisations[owner],
                "due_on": members.today(call) + timedelta(days=days),
                "meeting_id": meetings[at],
            }
        )
        return (await service.create(call, wanted)).id

    return work


def _done(action_id: UUID, said: ActionPointDone) -> Any:
    async def work(call: Call) -> None:
        await service.done(call, await service.lock(call, action_id), said)

    return work
