"""Editions of a form that a network keeps: the one the product comes with, and newer ones that were loaded as JSON."""

import json
from functools import lru_cache
from typing import Any
from uuid import UUID

import sqlalchemy as sa

from api.kernel import journal
from api.kernel.access import Call
from api.kernel.db import dumps, new_id
from api.kernel.journal import sha256
from api.kernel.problems import Invalid, Problem
from api.reviews import forms
from api.reviews.models import ReviewKind, ReviewTemplate


class TemplateExists(Problem):
    """An edition is what it was when it was loaded; other content is another edition."""

    slug, status = "review-template-exists", 409


@lru_cache(32)
def form_of(body: str) -> forms.Form:
    return forms.read(json.loads(body))


@lru_cache(32)
def sections_of(body: str) -> list[forms.SectionOf]:
    return forms.sections(form_of(body))


async def load(call: Call, content: dict[str, Any]) -> ReviewTemplate:
    """Keep an edition; the same one twice is the one that is there."""
    form = forms.read(content)
    body = dumps(content)
    held = await _held(call, form.template, form.version)
    if held is not None:
        if held.sha256 != sha256(body):
            raise TemplateExists(edition=form.version)
        return held
    template = ReviewTemplate(
        id=new_id(),
        created_at=call.now,
        network_id=call.network_id,
        kind=form.template,
        edition=form.version,
        title=form.title_en,
        confidence=form.confidence,
        body=body,
        sha256=sha256(body),
        by=call.actor.acronym(call.network_id),
    )
    call.session.add(template)
    await journal.record(call, "review-template.loaded", template, title=template.title, edition=template.edition)
    return template


async def choose(call: Call, kind: ReviewKind, template_id: UUID | None) -> ReviewTemplate:
    """The edition asked for; else the one loaded last; else the one the product comes with, kept from now on."""
    mine = sa.select(ReviewTemplate).where(ReviewTemplate.network_id == call.network_id, ReviewTemplate.kind == kind)
    if template_id is not None:
        named = (await call.session.execute(mine.where(ReviewTemplate.id == template_id))).scalar_one_or_none()
        if named is None:
            raise Invalid.at("/template_id", "unknown")
        return named
    newest = mine.order_by(ReviewTemplate.created_at.desc(), ReviewTemplate.id.desc()).limit(1)
    held = (await call.session.execute(newest)).scalar_one_or_none()
    return held if held is not None else await load(call, forms.bundled(kind))


async def _held(call: Call, kind: str, edition: str) -> ReviewTemplate | None:
    wanted = sa.select(ReviewTemplate).where(
        ReviewTemplate.network_id == call.network_id, ReviewTemplate.kind == kind, ReviewTemplate.edition == edition
    )
    return (await call.session.execute(wanted)).scalar_one_or_none()
