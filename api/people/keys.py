"""The key pairs of JWTs, kept in the database so that every worker signs and checks alike."""

from datetime import datetime, timedelta
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncSession

from api.kernel import tokens
from api.kernel.db import new_id
from api.people.models import SigningKey

ROTATE_AFTER = timedelta(days=30)
KEPT_FOR = timedelta(hours=1)


async def current(session: AsyncSession, now: datetime) -> SigningKey:
    """The key that signs today: a fresh one every thirty days."""
    newest = (
        sa.select(SigningKey).where(SigningKey.retired_at.is_(None)).order_by(SigningKey.created_at.desc()).limit(1)
    )
    key = (await session.execute(newest)).scalar_one_or_none()
    if key is not None and now - key.created_at < ROTATE_AFTER:
        return key
    if key is not None:
        key.retired_at = now
    private, public = tokens.new_key()
    fresh = SigningKey(id=new_id(), created_at=now, private_pem=private, public={"pem": public})
    session.add(fresh)
    await session.flush()
    return fresh


async def public_key(session: AsyncSession, key_id: UUID) -> str | None:
    """The public half of a key of ours, if its tokens may still live."""
    key = await session.get(SigningKey, key_id)
    return None if key is None else str(key.public["pem"])
