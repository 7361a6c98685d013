"""Where a statement was released: recorded by the secretariat, taken back when recorded in error."""

from uuid import UUID

import sqlalchemy as sa

from api.kernel import clock, journal
from api.kernel.access import Call, found
from api.kernel.problems import Invalid, Problem
from api.statements.models import Statement, StatementRelease
from api.statements.schemas import ReleaseCreate
from api.statements.service import circle, label


class NotReleased(Problem):
    """Nothing is released that cannot be read yet."""

    slug, status = "statement-not-released", 409


async def add(call: Call, statement: Statement, wanted: ReleaseCreate) -> StatementRelease:
    if statement.released_at is None:
        raise NotReleased()
    if wanted.released_on > call.now.astimezone(clock.PLACE).date():
        raise Invalid.at("/released_on", "in_the_future")
    if wanted.released_on < statement.released_at.astimezone(clock.PLACE).date():
        raise Invalid.at("/released_on", "before_release")
    values = wanted.model_dump(exclude={"released_on", "channel"})
    release = StatementRelease(
        created_at=call.now,
        network_id=call.network_id,
        statement_id=statement.id,
        channel=str(wanted.channel),
        released_on=wanted.released_on,
        **values,
    )
    call.session.add(release)
    await _note(call, "statement.released", statement, release)
    return release


async def remove(call: Call, statement: Statement, release_id: UUID) -> None:
    """It was recorded in error; the journal keeps both."""
    wanted = sa.select(StatementRelease).where(
        StatementRelease.statement_id == statement.id,
        StatementRelease.id == release_id,
        StatementRelease.removed_at.is_(None),
    )
    release = found((await call.session.execute(wanted.with_for_update())).scalar_one_or_none())
    release.removed_at = call.now
    release.version += 1
    await _note(call, "statement.release-removed", statement, release)


async def _note(call: Call, kind: str, statement: Statement, release: StatementRelease) -> None:
    visibility = await circle(call, statement)
    await journal.record(
        call, kind, release, visibility=visibility, number=label(statement), channel=str(release.channel)
    )
