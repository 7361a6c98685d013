"""Signed links in mails: what they open is read by a GET that changes nothing, and answered by a POST without signing in.

A token is the id of a row and a code that only this platform can make (HMAC-SHA256 under UNMN_SECRET) over what the row
stands for. So neither a guessed id nor a changed row opens anything, and no token is stored.
"""

import base64
import binascii
import hashlib
import hmac
from collections.abc import Sequence
from typing import Any
from uuid import UUID

from api.kernel.access import Actor, Call, Head, Post
from api.kernel.problems import Problem, RateLimited

CODE_BYTES = 16


class DeadLink(Problem):
    """What happened, whom to write to, and in which language the reader is used to reading."""

    status = 410


def token(secret: str, purpose: bytes, bound: Sequence[Any]) -> str:
    """What the mail carries: 43 characters. `bound` begins with the id of the row."""
    raw: bytes = bound[0].bytes + _code(secret, purpose, bound)
    return base64.urlsafe_b64encode(raw).decode().rstrip("=")


def link_id(given: str) -> UUID | None:
    """Which row a token names; nothing of it is believed yet."""
    try:
        raw = base64.b64decode(given + "=", altchars=b"-_", validate=True)
    except (binascii.Error, ValueError):
        return None
    return UUID(bytes=raw[:16]) if len(raw) == 16 + CODE_BYTES else None


def holds(secret: str, purpose: bytes, given: str, bound: Sequence[Any]) -> bool:
    """Whether this is the token of exactly this row as it stands."""
    return hmac.compare_digest(given.encode(), token(secret, purpose, bound).encode())


def _code(secret: str, purpose: bytes, bound: Sequence[Any]) -> bytes:
    key = hmac.digest(secret.encode(), purpose, hashlib.sha256)
    return hmac.digest(key, "\n".join(str(each) for each in bound).encode(), hashlib.sha256)[:CODE_BYTES]


def slow_down(call: Call) -> None:
    """Links cannot be guessed; whoever tries all the same is slowed down by address, whatever the answer would be."""
    _, wait = call.kernel.unsigned.take(call.address)
    if wait:
        raise RateLimited(headers={"retry-after": str(wait)}, seconds=wait)


def act_as(call: Call, network_id: UUID, slug: str, person_id: UUID | None, language: str, *posts: Post) -> None:
    """Go on as the holder of a link: in its network, with the posts that the link stands for and nothing else."""
    call.network = Head(network_id, slug, 0, 0, False)
    call.actor = Actor(person_id, {network_id: posts}, language=language, credential="link")
