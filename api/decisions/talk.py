"""Who may say something about a decision, and in whose name: what suggestions, comments and explanations share."""

from typing import Any
from uuid import UUID

from api.decisions import service
from api.decisions.models import Decision
from api.decisions.positions import NotYourOrganisation
from api.kernel import journal
from api.kernel.access import Call, Role
from api.kernel.problems import Invalid
from api.networks.models import Organisation


async def named(call: Call, wanted: UUID | None, *roles: Role) -> Organisation:
    """The organisation in whose name the caller speaks: the one named, else the only one."""
    mine = call.actor.organisations(call.network_id, *roles)
    if wanted is None and len(mine) > 1:
        raise Invalid.at("/organisation_id", "missing")
    if not mine or (wanted is not None and wanted not in mine):
        raise NotYourOrganisation()
    organisation = await call.session.get(Organisation, wanted or next(iter(mine)))
    assert organisation is not None
    return organisation


async def note(call: Call, kind: str, row: Any, decision: Decision, organisation: str) -> None:
    """On record, for whoever reads the decision."""
    facts: dict[str, Any] = {
        "number": service.label(decision),
        "decision_id": str(decision.id),
        "organisation": organisation,
    }
    await journal.record(call, kind, row, visibility=service.circle(decision), **facts)
