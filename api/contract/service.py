"""The contract document, the rights table, and whether this process can serve."""

from typing import Any

from api.kernel.access import PERMISSIONS, Call, Role
from api.kernel.contract import document, machines
from api.kernel.machine import Machine
from api.kernel.problems import Unavailable

__all__ = ["access", "document", "require_ready"]


def access() -> dict[str, Any]:
    """Every right and every state table, as the code has them."""
    rights = [
        {
            "name": right.name,
            "says": right.says,
            "roles": [role for role in Role if role in right.roles],
            "explicit": right.explicit,
        }
        for right in sorted(PERMISSIONS.values(), key=lambda right: right.name)
    ]
    return {"rights": rights, "machines": [_machine(machine) for machine in machines()]}


def _machine(machine: Machine) -> dict[str, Any]:
    moves = [
        {
            "move": move.name,
            "origins": list(move.origins),
            "to": move.to,
            "right": move.who.name if move.who is not None else None,
            "guards": [guard.__name__ for guard in move.guards],
            "asks": list(move.asks),
        }
        for move in machine.moves
    ]
    return {"name": machine.name, "states": list(machine.states), "final": list(machine.final), "moves": moves}


async def require_ready(call: Call) -> None:
    """The database answers, and its migrations are those of this code."""
    from api import migrating  # the command line's module: asked only here

    try:
        rows = await call.source.fetch("SELECT version_num FROM alembic_version", ())
    except Exception as error:
        raise Unavailable() from error
    if {row[0] for row in rows} != set(migrating.heads()):
        raise Unavailable()
