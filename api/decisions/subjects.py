"""What a decision is about where it adopts something frozen: a version of a workplan, a review. Bound by its digest.

The feature that owns the kind says whether it keeps this version with this digest (`RESOLVERS`, filled in `app`); its own
adoption then asks for an adopted decision with exactly this subject (`adopted_for`). Each round keeps its own subject, so
members see on what they answered; between rounds it may be exchanged for a later version.
"""

from collections.abc import Awaitable, Callable
from typing import Any, NamedTuple
from uuid import UUID

import sqlalchemy as sa

from api.decisions.models import Decision
from api.decisions.rules import ADOPTED
from api.kernel.access import Call
from api.kernel.problems import Invalid


class Subject(NamedTuple):
    """One frozen version: the name of its table, the record's id, its number, and the SHA-256 of its bytes."""

    kind: str
    id: UUID
    version: int
    sha256: str

    @property
    def json(self) -> dict[str, Any]:
        return {"kind": self.kind, "id": str(self.id), "version": self.version, "sha256": self.sha256}


Resolver = Callable[[Call, Subject], Awaitable[bool]]
RESOLVERS: dict[str, Resolver] = {}


async def check(call: Call, subject: Subject) -> None:
    """Raise unless its feature keeps exactly this version, frozen with this digest, in this network."""
    resolver = RESOLVERS.get(subject.kind)
    if resolver is None:
        raise Invalid.at("/subject/kind", "unknown")
    if not await resolver(call, subject):
        raise Invalid.at("/subject", "unknown")


def of(decision: Decision) -> Subject | None:
    if decision.subject_kind is None or decision.subject_id is None:
        return None
    assert decision.subject_version is not None
    assert decision.subject_sha256 is not None
    return Subject(decision.subject_kind, decision.subject_id, decision.subject_version, decision.subject_sha256)


def put(decision: Decision, subject: Subject | None) -> None:
    kind, id, version, sha256 = subject or (None, None, None, None)
    decision.subject_kind, decision.subject_id = kind, id
    decision.subject_version, decision.subject_sha256 = version, sha256


def about(network_id: Any, subject: Subject) -> list[sa.ColumnElement[bool]]:
    """Conditions of the decisions about exactly this; parts may be columns of the feature's own table."""
    return [
        Decision.network_id == network_id,
        Decision.subject_id == subject.id,
        Decision.subject_kind == subject.kind,
        Decision.subject_version == subject.version,
        Decision.subject_sha256 == subject.sha256,
    ]


def adopted(network_id: Any, subject: Subject) -> list[sa.ColumnElement[bool]]:
    return [*about(network_id, subject), sa.or_(*(Decision.state == state for state in ADOPTED))]


async def adopted_for(call: Call, kind: str, id: UUID, version: int, sha256: str) -> Decision | None:
    """The decision by which the network adopted exactly this, if it did; the latest of several."""
    wanted = adopted(call.network_id, Subject(kind, id, version, sha256))
    statement = sa.select(Decision).where(*wanted).order_by(Decision.adopted_at.desc()).limit(1)
    return (await call.session.execute(statement)).scalar_one_or_none()
