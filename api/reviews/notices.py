"""Mails about reviews and profiles, each in the reader's language."""

from typing import Any

from api.kernel import deliveries
from api.kernel.access import OFFICERS, SPEAKERS, Call
from api.kernel.words import say
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
    done = set()
    for organisation_id, person_id, _, address, language in await members.speakers(call, *SPEAKERS, *OFFICERS):
        if person_id in done:
            continue
        done.add(person_id)
        facts = {
            "title": title[language],
            "number": review.number,
            "link": f"{call.kernel.settings.site}/{call.slug}/reviews/{review.id}",
            **more,
        }
        await deliveries.queue(
            call,
            kind,
            review,
            address,
            say(f"mail.{kind}.subject", language, **facts),
            say(f"mail.{kind}.body", language, **facts),
            person_id=person_id,
            organisation_id=organisation_id,
            language=language,
        )
