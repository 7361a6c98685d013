"""Minutes in the demo: three adopted, one of them corrected; two before those who attended; one being written."""

import asyncio
from collections.abc import Awaitable, Callable
from datetime import timedelta
from uuid import UUID

import sqlalchemy as sa

from api.demo import meeting_texts
from api.demo import minutes_texts as texts
from api.demo.stage import Stage
from api.kernel.access import Call
from api.meetings.models import AgendaItem
from api.minutes import comments, corrigenda, editing, service, text, translations
from api.minutes.models import Minutes, MinutesComment
from api.minutes.schemas import (
    MinutesCommentCreate,
    MinutesCorrigendumCreate,
    MinutesParagraphCreate,
    MinutesTranslatedText,
    MinutesTranslationPut,
)

WRITTEN = ("winter", "spring", "summer", "autumn", "skills", "mudflows")


async def play(stage: Stage, meetings: dict[str, UUID]) -> None:
    """`meetings` are those that were held, by their keys."""
    soon = stage.silence()
    for key in WRITTEN:
        await stage.act("secretariat", _write(key, meetings[key], soon))
    await stage.act("secretariat", _confide(meetings["mudflows"]))
    for key, said in texts.COMMENTS.items():
        for name, words, comment, objection, answer in said:
            comment_id = await stage.act(name, _comment(meetings[key], words, comment, objection))
            if answer is not None:
                await stage.act("secretariat", _answer(meetings[key], comment_id, answer))
    await stage.act(texts.REPLY[0], _reply(meetings["autumn"], texts.REPLY[1]))
    for key, names in texts.SEEN.items():
        for name in names:
            await stage.act(name, _see(meetings[key]))
    await stage.act("rc", _agreed_at(meetings["summer"], meetings["autumn"]))
    for key in ("winter", "spring"):
        await _silence(stage, meetings[key])
    await stage.act("secretariat", _correct(meetings["winter"]))
    for language, translated in texts.TRANSLATED.items():
        await stage.act("secretariat", _translate(meetings["winter"], language, translated))
    await stage.act("iom-head", _checked(meetings["winter"], "ru"))


async def _find(call: Call, meeting_id: UUID, words: str) -> str:
    """The paragraph, or the heading of a part, in which these words stand."""
    body = text.read((await _minutes(call, meeting_id)).body)
    return next(str(each["id"]) for _, each in text.paragraphs(body) if words in each["text"])


async def _minutes(call: Call, meeting_id: UUID) -> Minutes:
    wanted = sa.select(Minutes).where(Minutes.network_id == call.network_id, Minutes.meeting_id == meeting_id)
    return (await call.session.execute(wanted)).scalar_one()


def _write(key: str, meeting_id: UUID, soon: timedelta) -> Callable[[Call], Awaitable[None]]:
    """From the record; some paragraphs in better words; then to those who attended."""

    async def work(call: Call) -> None:
        await service.generate(call, meeting_id, "en")
        await call.session.flush()
        for words, said in texts.EDITS.get(key, ()):
            await editing.change(call, meeting_id, await _find(call, meeting_id, words), {"text": said})
        if key in texts.WINDOWS:
            window = texts.WINDOWS[key]
            await service.circulate(call, meeting_id, call.now + (timedelta(**window) if window else soon))

    return work


def _confide(meeting_id: UUID) -> Callable[[Call], Awaitable[None]]:
    """Something that only the officers read."""

    async def work(call: Call) -> None:
        body = text.read((await _minutes(call, meeting_id)).body)
        part = next(part for part in body["parts"] if part["id"].startswith("item-"))
        wanted = {
            "part_id": part["id"],
            "after_id": part["paragraphs"][-1]["id"],
            "text": texts.CONFIDENTIAL,
            "visibility": "secretariat",
        }
        await editing.add(call, meeting_id, MinutesParagraphCreate.model_validate(wanted))

    return work


def _comment(meeting_id: UUID, words: str | None, said: str, objection: bool) -> Callable[[Call], Awaitable[UUID]]:
    async def work(call: Call) -> UUID:
        paragraph_id = await _find(call, meeting_id, words) if words is not None else None
        wanted = MinutesCommentCreate(text=said, paragraph_id=paragraph_id, objection=objection)
        comment = await comments.make(call, meeting_id, wanted)
        await call.session.flush()
        return comment.id

    return work


def _answer(meeting_id: UUID, comment_id: UUID, said: str) -> Callable[[Call], Awaitable[None]]:
    async def work(call: Call) -> None:
        await comments.answer(call, meeting_id, comment_id, said)

    return work


def _reply(meeting_id: UUID, said: str) -> Callable[[Call], Awaitable[None]]:
    """To the objection that stands."""

    async def work(call: Call) -> None:
        objection = sa.select(MinutesComment.id).where(
            MinutesComment.meeting_id == meeting_id, MinutesComment.objection.is_(True)
        )
        parent_id = (await call.session.execute(objection.limit(1))).scalar_one()
        await comments.make(call, meeting_id, MinutesCommentCreate(text=said, parent_id=parent_id))

    return work


def _see(meeting_id: UUID) -> Callable[[Call], Awaitable[None]]:
    async def work(call: Call) -> None:
        await comments.see(call, meeting_id, None)

    return work


def _agreed_at(meeting_id: UUID, later_id: UUID) -> Callable[[Call], Awaitable[None]]:
    """Adopted as an item of the next meeting, whatever is left of the window."""

    async def work(call: Call) -> None:
        items = sa.select(AgendaItem).where(AgendaItem.meeting_id == later_id)
        held = (await call.session.execute(items)).scalars()
        item = next(each for each in held if each.title == meeting_texts.LAST_MINUTES["title"])
        await service.adopt(call, meeting_id, item.id)

    return work


async def _silence(stage: Stage, meeting_id: UUID) -> None:
    """Adopted once the window is over: it is a few seconds in the demo."""

    async def left(call: Call) -> timedelta:
        ends_at = (await _minutes(call, meeting_id)).window_ends_at
        return (ends_at or call.now) - call.now

    async def adopt(call: Call) -> None:
        await service.adopt(call, meeting_id, None)

    rest = await stage.act("secretariat", left)
    await asyncio.sleep(max(0.0, rest.total_seconds()) + 0.2)
    await stage.act("secretariat", adopt)


def _correct(meeting_id: UUID) -> Callable[[Call], Awaitable[None]]:
    async def work(call: Call) -> None:
        words, said = texts.CORRIGENDUM
        wanted = MinutesCorrigendumCreate(text=said, paragraph_id=await _find(call, meeting_id, words))
        await corrigenda.issue(call, meeting_id, wanted)

    return work


def _translate(meeting_id: UUID, language: str, words: dict[str, str]) -> Callable[[Call], Awaitable[None]]:
    async def work(call: Call) -> None:
        said = [
            MinutesTranslatedText(id=await _find(call, meeting_id, source), text=translated)
            for source, translated in words.items()
        ]
        await translations.put(call, meeting_id, language, MinutesTranslationPut(texts=said))

    return work


def _checked(meeting_id: UUID, language: str) -> Callable[[Call], Awaitable[None]]:
    async def work(call: Call) -> None:
        await translations.check(call, meeting_id, language)

    return work
