"""Mails about reviews and profiles, each in the reader's language."""

from typing import Any

from api.kernel.access import OFFICERS, SPEAKERS, Call
from api.members import service as members
from api.networks import service as networks
from api.reviews.models import Review
from api.reviews.rows import title_of, years_of


async def circulated(call: Call, review: Review) -> None:
    """To all members: they can comment."""
    await _mail(call, review, "review-circulated")


async def final(call: Call, review: Review) -> None:
    await _mail(call, review, "review-final", sha256=review.final_sha256)


async def _mail(call: Call, review: Review, kind: str, **more: Any) -> None:
    network = await networks.current(call)
    title = title_of(review.kind, network.country, years_of(review.first_year, review.last_year))
    link = f"{call.kernel.settings.site}/{call.slug}/reviews/{review.id}"
    facts = {"title": title, "number": review.number, "link": link, **more}
    await members.write_to(call, kind, review, (*SPEAKERS, *OFFICERS), facts)
