"""What goes in and out of accounts and sign-in."""

from datetime import datetime
from typing import Annotated, Literal
from uuid import UUID

from pydantic import Field, StringConstraints

from api.kernel.schemas import Email, Input, Output, PersonLine, ShortLine, Zone

Password = Annotated[str, StringConstraints(min_length=12, max_length=128)]
Code = Annotated[str, StringConstraints(min_length=6, max_length=13, pattern=r"^[0-9a-f-]+$")]
LinkSecret = Annotated[str, StringConstraints(min_length=20, max_length=100, pattern=r"^[A-Za-z0-9_-]+$")]
Language = Literal["en", "ru", "tk"]


class SignIn(Input):
    email: Annotated[str, StringConstraints(min_length=3, max_length=254)]
    password: Annotated[str, StringConstraints(min_length=1, max_length=128)]
    otp: Code | None = Field(None, description="One-time or recovery code, where the account has one")


class TokenRead(Output):
    access_token: str
    token_type: Literal["bearer"]
    expires_in: int = Field(description="Seconds")


class PostRead(Output):
    """A current appointment."""

    network: str = Field(description="Slug of the network")
    network_name: dict[str, str | None]
    demo: bool
    role: str
    organisation_id: UUID
    acronym: str


class MeRead(Output):
    """The person who is signed in."""

    id: UUID
    name: str
    email: str
    function: str | None
    language: Language
    time_zone: str | None
    admin: bool
    totp: bool
    must_enrol: bool = Field(description="A second factor is required before anything else")
    recovery_codes_left: int
    credential: str
    recent: bool = Field(description="Signed in recently enough for changes that ask for it")
    appointments: list[PostRead]
    awaiting_count: int = Field(description="How many things wait for the person in all networks")
    version: int


class MeUpdate(Input):
    name: PersonLine | None = None
    function: PersonLine | None = None
    language: Language | None = None
    time_zone: Zone | None = None


class PasswordChange(Input):
    old_password: Annotated[str, StringConstraints(min_length=1, max_length=128)]
    new_password: Password


class ResetRequest(Input):
    email: Email


class ResetUse(Input):
    secret: LinkSecret
    new_password: Password


class LinkOnly(Input):
    secret: LinkSecret


class InvitationUse(Input):
    secret: LinkSecret
    password: Password
    name: PersonLine | None = None
    language: Language | None = None


class InvitedRead(Output):
    """Whom an invitation is for, before it is accepted."""

    email: str
    name: str
    expires_at: datetime


class TotpStart(Output):
    secret: str
    uri: str = Field(description="otpauth:// address for an authenticator")
    qr_svg: str


class TotpConfirm(Input):
    code: Code


class TotpCodes(Output):
    recovery_codes: list[str] = Field(description="Shown once; each works once")


class PasswordOnly(Input):
    password: Annotated[str, StringConstraints(min_length=1, max_length=128)]


class SessionRead(Output):
    id: UUID
    created_at: datetime
    seen_at: datetime
    agent: str
    address: str
    current: bool


class SessionList(Output):
    items: list[SessionRead]


class ApiTokenCreate(Input):
    name: ShortLine
    network: Annotated[str, StringConstraints(min_length=2, max_length=60)]
    scopes: list[Annotated[str, StringConstraints(max_length=60)]] = Field(min_length=1, max_length=60)
    days: int = Field(ge=1, le=365)


class ApiTokenRead(Output):
    id: UUID
    name: str
    network: str
    scopes: list[str]
    created_at: datetime
    expires_at: datetime
    revoked_at: datetime | None
    last_used_at: datetime | None


class ApiTokenCreated(ApiTokenRead):
    token: str = Field(description="Shown once")


class ApiTokenList(Output):
    items: list[ApiTokenRead]


class AccountCreate(Input):
    email: Email
    name: PersonLine
    function: PersonLine | None = None
    language: Language = "en"


class AccountRead(Output):
    id: UUID
    email: str
    name: str
    function: str | None
    language: str
    admin: bool
    invited: bool = Field(description="An invitation is open: no password yet")
    disabled_at: datetime | None
    erased_at: datetime | None
    version: int


class AccountList(Output):
    items: list[AccountRead]
    next_cursor: str | None
