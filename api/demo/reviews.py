"""Reports in the demo: last year's profile, issued; this review of two years in draft, several sections already written."""

from collections.abc import Awaitable, Callable
from typing import Any
from uuid import UUID

from api.demo import review_texts as said
from api.demo.stage import Stage
from api.kernel import clock
from api.kernel.access import Call
from api.reviews import comments, editing, service
from api.reviews.models import ReviewKind
from api.reviews.schemas import ReviewCommentCreate, ReviewStart


async def play(stage: Stage) -> None:
    """Last of all: reports are written from everything that stands before them."""
    profile = await stage.act("secretariat", _start(ReviewKind.PROFILE, -1, -1))
    await stage.act("secretariat", _write(profile, said.PROFILE))
    await stage.act("secretariat", _move(profile, service.circulate))
    await stage.act("undp", _comment(profile, *said.COMMENT))
    await stage.act("iom-head", _move(profile, service.issue))
    review = await stage.act("secretariat", _start(ReviewKind.REVIEW, -1, 0))
    await stage.act("secretariat", _write(review, said.REVIEW))
    await stage.act("secretariat", _check(review, said.CHECKED))


def _start(kind: ReviewKind, first: int, last: int) -> Callable[[Call], Awaitable[UUID]]:
    """Years counted from this one."""

    async def work(call: Call) -> UUID:
        year = call.now.astimezone(clock.PLACE).year
        wanted = ReviewStart(kind=kind, first_year=year + first, last_year=year + last)
        return (await service.start(call, wanted)).id

    return work


def _write(review_id: UUID, texts: dict[str, str]) -> Callable[[Call], Awaitable[None]]:
    """Field by field, each a version with its day, as an officer would."""

    async def work(call: Call) -> None:
        call.if_match = "*"
        for field_id, text in texts.items():
            await editing.change(call, review_id, field_id, text)

    return work


def _check(review_id: UUID, sections: tuple[str, ...]) -> Callable[[Call], Awaitable[None]]:
    async def work(call: Call) -> None:
        call.if_match = "*"
        for section_id in sections:
            await editing.check(call, review_id, section_id, checked=True)

    return work


def _move(review_id: UUID, do: Callable[[Call, UUID], Awaitable[Any]]) -> Callable[[Call], Awaitable[None]]:
    async def work(call: Call) -> None:
        call.if_match = "*"
        await do(call, review_id)

    return work


def _comment(review_id: UUID, section_id: str, text: str) -> Callable[[Call], Awaitable[None]]:
    async def work(call: Call) -> None:
        await comments.make(call, review_id, ReviewCommentCreate(text=text, section_id=section_id))

    return work
