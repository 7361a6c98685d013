"""JSON Web Tokens for scripts. python-jose lives here and nowhere else.

One algorithm, one key chosen by `kid`, every claim required; whatever is wrong is one answer.
Source: RFC 7519, RFC 8725.
"""

from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat, PublicFormat
from jose import jws, jwt
from jose.exceptions import JOSEError

ALGORITHM = "ES256"
ISSUER = "unmn"
AUDIENCE = "unmn-api"
MINUTES = 10
LEEWAY = 5  # seconds before `nbf`
REQUIRED = {f"require_{claim}": True for claim in ("aud", "iss", "sub", "jti")}
TIMES = ("iat", "nbf", "exp")  # jose compares what it requires with its own clock, so these we require ourselves


class BadToken(Exception):
    """Not a token of ours, or no longer one."""


def new_key() -> tuple[str, str]:
    """A fresh (private, public) key pair as PEM."""
    key = ec.generate_private_key(ec.SECP256R1())
    private = key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()).decode()
    public = key.public_key().public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo).decode()
    return private, public


def issue(key_id: UUID, private: str, person_id: UUID, token_id: UUID, now: datetime) -> str:
    """A token for ten minutes."""
    at = int(now.timestamp())
    claims = {
        "iss": ISSUER,
        "aud": AUDIENCE,
        "sub": str(person_id),
        "jti": str(token_id),
        "iat": at,
        "nbf": at,
        "exp": int((now + timedelta(minutes=MINUTES)).timestamp()),
    }
    return str(jwt.encode(claims, private, algorithm=ALGORITHM, headers={"kid": str(key_id), "typ": "at+jwt"}))


def key_id(token: str) -> UUID:
    """Which key a token says it was signed with; nothing else of it is believed yet."""
    try:
        header: dict[str, Any] = jws.get_unverified_header(token)
        if header.get("alg") != ALGORITHM or header.get("typ") != "at+jwt":
            raise BadToken
        return UUID(str(header["kid"]))
    except (JOSEError, KeyError, ValueError, TypeError) as error:
        raise BadToken from error


def verify(token: str, public: str, now: datetime) -> dict[str, Any]:
    """The claims of a token signed with this key, for us, at this instant: the database's, for a worker's clock may be off."""
    options = {**REQUIRED, **{f"verify_{claim}": False for claim in (*TIMES, "at_hash")}}
    try:
        claims: dict[str, Any] = jwt.decode(
            token, public, algorithms=[ALGORITHM], audience=AUDIENCE, issuer=ISSUER, options=options
        )
        UUID(claims["sub"])
        _, begins, ends = (int(claims[claim]) for claim in TIMES)
    except (JOSEError, KeyError, ValueError, TypeError) as error:
        raise BadToken from error
    if not begins - LEEWAY <= now.timestamp() < ends:
        raise BadToken
    return claims
