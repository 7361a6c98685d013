"""Persons with an account, and everything by which they prove who they are."""

from datetime import datetime
from enum import StrEnum
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from api.kernel.db import Base, Row, one_of


class LinkKind(StrEnum):
    """What a mailed single-use link is for."""

    INVITATION = "invitation"
    RESET = "reset"


class Person(Row, Base):
    """Someone with an account. Name and address stay out of the journal, so a person can be erased."""

    __tablename__ = "people"

    email: Mapped[str] = mapped_column(sa.String(254), unique=True, info={"personal": True})
    name: Mapped[str] = mapped_column(sa.String(200), info={"personal": True})
    function: Mapped[str | None] = mapped_column(sa.String(200), info={"personal": True})
    language: Mapped[str] = mapped_column(sa.String(2), default="en")
    time_zone: Mapped[str | None] = mapped_column(sa.String(40), info={"personal": True})
    admin: Mapped[bool] = mapped_column(default=False)
    password_hash: Mapped[str | None] = mapped_column(sa.String(200), info={"personal": True})
    totp_secret: Mapped[str | None] = mapped_column(sa.String(200), info={"personal": True})
    totp_confirmed_at: Mapped[datetime | None]
    totp_last_step: Mapped[int | None] = mapped_column(info={"personal": True})
    recovery_hashes: Mapped[list[str] | None] = mapped_column(info={"personal": True})
    credentials_from: Mapped[datetime]  # tokens and sessions made before this instant are dead
    disabled_at: Mapped[datetime | None]
    erased_at: Mapped[datetime | None]


class BrowserSession(Base):
    """A signed-in browser. Only the hash of its secret is kept."""

    __tablename__ = "browser_sessions"

    id: Mapped[UUID] = mapped_column(primary_key=True)
    person_id: Mapped[UUID] = mapped_column(sa.ForeignKey("people.id"), index=True)
    secret_hash: Mapped[str] = mapped_column(sa.String(64), unique=True)
    created_at: Mapped[datetime]
    signed_in_at: Mapped[datetime]
    seen_at: Mapped[datetime]
    ended_at: Mapped[datetime | None]
    agent: Mapped[str] = mapped_column(sa.String(200))
    address: Mapped[str] = mapped_column(sa.String(60))
    mfa: Mapped[bool] = mapped_column(default=False)


class ApiToken(Row, Base):
    """A script's key: `unmn_<id>_<secret>`, shown once, stored hashed, for one network, with scopes and an end."""

    __tablename__ = "api_tokens"

    person_id: Mapped[UUID] = mapped_column(sa.ForeignKey("people.id"), index=True)
    network_id: Mapped[UUID] = mapped_column(sa.ForeignKey("networks.id"))
    name: Mapped[str] = mapped_column(sa.String(80))
    scopes: Mapped[list[str]]
    secret_hash: Mapped[str] = mapped_column(sa.String(64), info={"personal": True})
    expires_at: Mapped[datetime]
    revoked_at: Mapped[datetime | None]
    last_used_at: Mapped[datetime | None] = mapped_column(info={"personal": True})


class MailedLink(Base):
    """An invitation or a reset: single use, hashed, dead after its time."""

    __tablename__ = "mailed_links"
    __table_args__ = (one_of("kind", LinkKind),)

    id: Mapped[UUID] = mapped_column(primary_key=True)
    kind: Mapped[str] = mapped_column(sa.String(12))
    person_id: Mapped[UUID] = mapped_column(sa.ForeignKey("people.id"), index=True)
    secret_hash: Mapped[str] = mapped_column(sa.String(64), unique=True)
    created_at: Mapped[datetime]
    expires_at: Mapped[datetime]
    used_at: Mapped[datetime | None]


class SignInFailure(Base):
    """Counts per account and per address: sign-in slows down, and never locks anybody out for good."""

    __tablename__ = "sign_in_failures"

    key: Mapped[str] = mapped_column(sa.String(80), primary_key=True)
    count: Mapped[int]
    last_at: Mapped[datetime]


class SigningKey(Base):
    """The key pair of JWTs. Keys rotate; the public half of an old one stays until its last token is dead."""

    __tablename__ = "signing_keys"

    id: Mapped[UUID] = mapped_column(primary_key=True)
    created_at: Mapped[datetime]
    retired_at: Mapped[datetime | None]
    private_pem: Mapped[str] = mapped_column(sa.Text)
    public: Mapped[dict[str, Any]]
