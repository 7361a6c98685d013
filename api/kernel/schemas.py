"""What all schemas share: the two bases, bounded field types, money, localised text, moves."""

from decimal import Decimal
from typing import Annotated, Any

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, StringConstraints
from pydantic.json_schema import SkipJsonSchema
from pydantic_core import PydanticCustomError

from api.kernel.text import BadText, clean_line, clean_text

MOST_CENTS = 10**15


class Input(BaseModel):
    """What clients send: unknown fields are refused. In a PATCH, absent means unchanged and null means emptied."""

    model_config = ConfigDict(extra="forbid", defer_build=True)  # built when the first of its kind comes in

    def given(self) -> dict[str, Any]:
        """Only what the client sent."""
        return {name: getattr(self, name) for name in self.model_fields_set}


class Output(BaseModel):
    """What clients get. Fields may be added within /api/v1, so a client must not refuse unknown ones."""

    # built for the contract only, by whoever asks for it: nothing is validated on its way out
    model_config = ConfigDict(json_schema_serialization_defaults_required=True, defer_build=True)


def _line(value: str) -> str:
    try:
        return clean_line(value)
    except BadText as bad:
        raise PydanticCustomError("control_characters", "control characters") from bad


def _prose(value: str) -> str:
    try:
        return clean_text(value)
    except BadText as bad:
        raise PydanticCustomError("control_characters", "control characters") from bad


def _words(value: str) -> str:
    return _prose(value) if value.strip() else ""


Words = Annotated[str, StringConstraints(max_length=20_000), AfterValidator(_words)]  # several lines, or none
Line = Annotated[str, StringConstraints(min_length=1, max_length=300), AfterValidator(_line)]
PersonLine = Annotated[str, StringConstraints(min_length=1, max_length=200), AfterValidator(_line)]
Zone = Annotated[str, StringConstraints(min_length=1, max_length=40), AfterValidator(_line)]
ShortLine = Annotated[str, StringConstraints(min_length=1, max_length=80), AfterValidator(_line)]
Prose = Annotated[str, StringConstraints(min_length=1, max_length=20_000), AfterValidator(_prose)]
Reason = Annotated[str, StringConstraints(min_length=3, max_length=2_000), AfterValidator(_prose)]
Email = Annotated[
    str, StringConstraints(min_length=6, max_length=254, pattern=r'^[^@\s,;<>"]+@[^@\s,;<>"]+\.[^@\s,;<>".]+$')
]
Slug = Annotated[str, StringConstraints(min_length=2, max_length=60, pattern=r"^[a-z][a-z0-9-]*[a-z0-9]$")]


class Localised(Input):
    """A text in the languages of the network; English may not be missing."""

    en: Line
    ru: Line | None = None
    tk: Line | None = None


class LocalisedProse(Input):
    en: Prose
    ru: Prose | None = None
    tk: Prose | None = None


class LocalisedText(Output):
    """A text as read: languages that nobody wrote yet are null."""

    en: str | None
    ru: str | None = None
    tk: str | None = None


Url = Annotated[str, StringConstraints(pattern=r"^https?://[^\s<>\"]+$", max_length=500)]


class EvidenceLink(Input):
    """What others can read: a document by its name and address."""

    title: Line
    url: Url


class EvidenceRead(Output):
    title: str
    url: str


Amount = Annotated[str, StringConstraints(pattern=r"^(0|[1-9][0-9]{0,12})(\.[0-9]{1,2})?$", max_length=16)]


class Money(Input):
    """An amount as text, never a float, and its ISO 4217 currency."""

    amount: Amount
    currency: Annotated[str, StringConstraints(pattern=r"^[A-Z]{3}$")] = "USD"

    @property
    def cents(self) -> int:
        return int((Decimal(self.amount) * 100).to_integral_exact())


def usd(cents: int) -> dict[str, str]:
    """An amount as it is answered and frozen: text, exact."""
    whole, rest = divmod(cents, 100)
    return {"amount": f"{whole}.{rest:02}", "currency": "USD"}


class Refusal(Output):
    """The problem that stands in the way of a move now."""

    model_config = ConfigDict(extra="allow")

    type: str
    title: str
    status: int
    detail: str


class OpenMove(Output):
    """A move this caller can ever make from this state: open, or refused now with the reason."""

    move: str
    asks: list[str] = Field(description="Fields the move needs in its body")
    refused: Refusal | None


class Need(Output):
    """What is still missing, as a sentence in the reader's language, and what it is about."""

    key: str
    sentence: str
    organisations: list[str] = Field(description="Acronyms of whom it is wanted from")
    by_at: str | None = Field(description="The instant by which it is wanted (UTC)")


def _optional(schema: dict[str, Any]) -> None:
    """It may be missing; it is never null."""
    schema.pop("default")


class ProblemRead(Output):
    """RFC 9457. `type` is stable; `title` and `detail` are in the reader's language. `errors` comes with bad input."""

    model_config = ConfigDict(extra="allow", json_schema_serialization_defaults_required=False)

    type: str
    title: str
    status: int
    detail: str
    instance: str
    request_id: str
    errors: list["FieldError"] | SkipJsonSchema[None] = Field(None, json_schema_extra=_optional)


class FieldError(Output):
    pointer: str = Field(description="JSON pointer into the body, `?name` for a query parameter")
    code: str
    detail: str
