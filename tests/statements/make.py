"""Statements in any state, by the acts that lead there."""

from datetime import datetime
from typing import Any
from uuid import UUID

import sqlalchemy as sa

from api.kernel import unit
from api.kernel.access import Call
from api.kernel.journal import Due, JournalHead
from api.statements import consensus, publishing, service, translations
from api.statements.models import Statement
from api.statements.schemas import ConsensusCreate, StatementCreate, TranslationPut
from tests.decisions.make import _lead, _open
from tests.make import Made, Make, Network

TITLE = {"en": "Migrants belong", "ru": "Мигранты — часть общества", "tk": "Migrantlar jemgyýetiň bir bölegi"}
TEXT = "Every migrant has rights.\n\nThe Network stands by them, and by those who work with them."
RUSSIAN = {"title": TITLE["ru"], "text": "У каждого мигранта есть права.\n\nСеть поддерживает их."}
TURKMEN = {"title": TITLE["tk"], "text": "Her bir migrantyň hukuklary bar.\n\nTor olary goldaýar."}
REASON = {"en": "A figure in it was wrong.", "ru": "В тексте была неверная цифра.", "tk": "Tekstde nädogry san bardy."}
ORDER = ("draft", "consensus", "adopted", "signed-by-one", "signed", "published", "withdrawn-by-one", "withdrawn")


async def statement(
    make: Make,
    state: str = "draft",
    *,
    network: Network | None = None,
    answers: dict[str, str] | None = None,
    embargo_at: datetime | None = None,
    translated: bool = False,
    **given: Any,
) -> Made:
    """`state` is a state, or a step between: consensus (open), adopted, signed-by-one, withdrawn-by-one; or abandoned."""
    network = network or await make.home()
    wanted = {"title": TITLE, "text": TEXT, "embargo_at": embargo_at, **given}

    async def begin(call: Call) -> UUID:
        return (await service.prepare(call, StatementCreate.model_validate(wanted))).id

    id = await make.act("secretariat", begin, network)
    if translated:
        await translate(make, network, id)
    if state == "abandoned":
        await act(make, network, "secretariat", id, service.abandon)
    else:
        for step in ORDER[1 : ORDER.index(state) + 1]:
            await STEPS[step](make, network, id, answers)
    return await made(make, network, id)


async def act(make: Make, network: Network, who: str, id: UUID, do: Any, *given: Any) -> None:
    async def work(call: Call) -> None:
        await do(call, await service.lock(call, id), *given)

    await make.act(who, work, network)


async def translate(make: Make, network: Network, id: UUID, check: bool = True) -> None:
    for language, body in (("ru", RUSSIAN), ("tk", TURKMEN)):
        await act(make, network, "secretariat", id, translations.put, language, TranslationPut.model_validate(body))
        if check:
            await act(make, network, "rc", id, translations.check, language)


async def decision_of(make: Make, id: UUID) -> UUID:
    async def work(call: Call) -> UUID:
        return (await call.session.execute(sa.select(Statement.decision_id).where(Statement.id == id))).scalar_one()

    return await make.as_platform(work)


async def _consensus(make: Make, network: Network, id: UUID, answers: Any) -> None:
    await act(make, network, "secretariat", id, consensus.put_to_consensus, ConsensusCreate())
    await _open(make, network, await decision_of(make, id), "silence", answers or {}, True)


async def _adopted(make: Make, network: Network, id: UUID, answers: Any) -> None:
    await _lead(make, network, await decision_of(make, id), "adopted")


async def _sign_first(make: Make, network: Network, id: UUID, _: Any) -> None:
    await act(make, network, "rc", id, publishing.sign)


async def _sign_second(make: Make, network: Network, id: UUID, _: Any) -> None:
    await act(make, network, "iom-head", id, publishing.sign)


async def _publish(make: Make, network: Network, id: UUID, _: Any) -> None:
    await make.act("secretariat", lambda call: publishing.publish(call, id, {}), network)


async def _withdraw_first(make: Make, network: Network, id: UUID, _: Any) -> None:
    await act(make, network, "iom-head", id, publishing.withdraw, REASON)


async def _withdraw_second(make: Make, network: Network, id: UUID, _: Any) -> None:
    await act(make, network, "rc", id, publishing.withdraw, None)


STEPS: dict[str, Any] = {
    "consensus": _consensus,
    "adopted": _adopted,
    "signed-by-one": _sign_first,
    "signed": _sign_second,
    "published": _publish,
    "withdrawn-by-one": _withdraw_first,
    "withdrawn": _withdraw_second,
}


async def embargo_ends(make: Make, network: Network, id: UUID) -> None:
    """The embargo's instant is now: whoever reads next lets it pass."""

    async def work(call: Call) -> None:
        await call.session.execute(sa.update(Statement).where(Statement.id == id).values(embargo_at=call.now))
        await call.session.execute(sa.update(Due).where(Due.subject_id == id).values(at=call.now))
        await call.session.execute(sa.update(JournalHead).where(JournalHead.id == network.id).values(due_at=call.now))

    await make.as_platform(work)
    await unit.head_of(make.kernel, network.slug)


async def made(make: Make, network: Network, id: UUID) -> Made:
    async def work(call: Call) -> Made:
        row = await call.session.get(Statement, id)
        assert row is not None
        return Made(row.id, f"{network.path}/statements/{row.id}", row.version, network, row.state, row.key)

    return await make.as_platform(work, network)
