"""The rights table and the probes as JSON."""

from typing import Literal

from pydantic import Field

from api.kernel.access import Role
from api.kernel.schemas import Output


class RightRead(Output):
    name: str
    says: str = Field(description="What it allows to do")
    roles: list[Role]
    explicit: bool = Field(description="An API token has it only if it names it")


class MoveRow(Output):
    """One row of a state table."""

    move: str
    origins: list[str]
    to: str | None = Field(description="Null where the state stays, or follows from the act")
    right: str | None = Field(description="Null: it happens by itself")
    guards: list[str]
    asks: list[str]


class MachineRead(Output):
    name: str
    states: list[str]
    final: list[str]
    moves: list[MoveRow]


class AccessRead(Output):
    """Every right with its roles, and every state table."""

    rights: list[RightRead]
    machines: list[MachineRead]


class Health(Output):
    status: Literal["ok"]
