"""Passwords, one-time codes and the secrets of links and sessions: made, hashed and compared here only."""

import asyncio
import hashlib
import hmac
import secrets
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime
from functools import cache
from pathlib import Path

import pyotp
from pwdlib import PasswordHash
from pwdlib.hashers.argon2 import Argon2Hasher

HASHER = PasswordHash((Argon2Hasher(time_cost=2, memory_cost=19_456, parallelism=1),))
THREADS = ThreadPoolExecutor(2, thread_name_prefix="argon2")
CONTEXT_WORDS = ("migration", "network", "turkmenistan", "ashgabat", "unmn", "password", "united", "nations")
STEP = 30
RECOVERY_CODES = 10


def new_secret() -> str:
    """256 bits, in letters an address can carry."""
    return secrets.token_urlsafe(32)


def digest(secret: str) -> str:
    """How sessions, links and tokens are stored: they are random, so one fast hash is enough."""
    return hashlib.sha256(secret.encode()).hexdigest()


def same(one: str, other: str) -> bool:
    return hmac.compare_digest(one.encode(), other.encode())


@cache
def _nobody() -> str:
    return HASHER.hash(new_secret())


async def hash_password(password: str) -> str:
    return await asyncio.get_running_loop().run_in_executor(THREADS, HASHER.hash, password)


async def check_password(password: str, hashed: str | None) -> tuple[bool, str | None]:
    """(right, a new hash if the old one is weaker than today's). An unknown account costs the same time."""
    loop = asyncio.get_running_loop()
    right, updated = await loop.run_in_executor(THREADS, HASHER.verify_and_update, password, hashed or _nobody())
    return right and hashed is not None, updated


@cache
def common_passwords() -> frozenset[str]:
    return frozenset((Path(__file__).parent / "common_passwords.txt").read_text().split())


def weakness(password: str, *context: str) -> str | None:
    """Why a password is refused: the code of the fault, or None. No composition rules (NIST SP 800-63B)."""
    plain = password.casefold()
    if plain in common_passwords() or len(set(plain)) < 5:
        return "password_common"
    known = [word for word in (*CONTEXT_WORDS, *(part.casefold() for part in context)) if len(word) > 3]
    rest = plain
    for word in known:
        rest = rest.replace(word, "")
    return "password_context" if len(rest) < 6 else None


def new_totp() -> str:
    return pyotp.random_base32()


def totp_uri(secret: str, email: str) -> str:
    return pyotp.TOTP(secret).provisioning_uri(name=email, issuer_name="UN Network on Migration")


def totp_step(secret: str, code: str, now: datetime, last_step: int | None) -> int | None:
    """The time step a code belongs to, one either side allowed; None if wrong or already used (RFC 6238 §5.2)."""
    current = int(now.timestamp()) // STEP
    for step in (current, current - 1, current + 1):
        right = same(pyotp.TOTP(secret).at(step * STEP), code)
        if right and (last_step is None or step > last_step):
            return step
    return None


def new_recovery_codes() -> list[str]:
    return [f"{secrets.token_hex(3)}-{secrets.token_hex(3)}" for _ in range(RECOVERY_CODES)]
